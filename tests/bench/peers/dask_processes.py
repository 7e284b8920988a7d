"""Dask on worker processes: the picture in bands of rows, the sum as a tree of its own tasks."""

import time

import dask
import numpy as np

import escape_time
import peer

BAND = 16  # rows of a task


def band(re, im, max_iter):
    return np.array([escape_time.row(re, y, max_iter) for y in im])


def picture(width, height, max_iter, workers):
    from concurrent.futures import ProcessPoolExecutor

    re, im = escape_time.view(width, height)
    task = dask.delayed(band)
    with ProcessPoolExecutor(workers, initializer=escape_time.compile_kernel) as pool:
        with dask.config.set(scheduler="processes", pool=pool):
            dask.compute([task(re[:1], im[:1], 1) for _ in range(8 * workers)])  # all workers are there
            start = time.perf_counter()
            bands = dask.compute(*[task(re, im[y : y + BAND], max_iter) for y in range(0, height, BAND)])
            seconds = time.perf_counter() - start
    return seconds, sum(int(rows.sum(dtype=np.int64)) for rows in bands)


def allreduce(size, workers):
    """The vectors live in this process, as Dask's tasks have no memory: each sum sends them out and back."""
    from concurrent.futures import ProcessPoolExecutor

    vectors = [np.ones(size // 8) for _ in range(workers)]
    add = dask.delayed(np.add)
    with ProcessPoolExecutor(workers) as pool:
        with dask.config.set(scheduler="processes", pool=pool):

            def together():
                total = vectors[0]
                for vector in vectors[1:]:
                    total = add(total, vector)
                dask.compute(total, optimize_graph=False)

            return peer.median_seconds(together)


if __name__ == "__main__":
    peer.run(picture, allreduce)
