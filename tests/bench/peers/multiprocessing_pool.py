"""Python's multiprocessing: a pool takes rows from a queue; sums go through shared memory."""

import multiprocessing as mp
import time

import numpy as np

import escape_time
import peer


def one_row(task):
    re, im, max_iter = task
    return escape_time.row(re, im, max_iter)


def start_worker():
    escape_time.compile_kernel()


def picture(width, height, max_iter, workers):
    re, im = escape_time.view(width, height)
    with mp.Pool(workers, start_worker) as pool:
        pool.map(one_row, [(re[:1], 0.0, 1)] * 8 * workers)  # all workers are there
        start = time.perf_counter()
        rows = pool.map(one_row, [(re, y, max_iter) for y in im], chunksize=4)
        seconds = time.perf_counter() - start
    return seconds, sum(int(row.sum(dtype=np.int64)) for row in rows)


def add_up(rank, shared, workers, count, barrier, answers, batches):
    """Every worker adds up its part of all vectors, in place of what all then read."""
    vectors = np.frombuffer(shared).reshape(workers + 1, count)
    first, last = rank * count // workers, (rank + 1) * count // workers
    mine = np.empty(count)

    def together():
        barrier.wait()
        np.sum(vectors[:workers, first:last], axis=0, out=vectors[workers, first:last])
        barrier.wait()
        mine[:] = vectors[workers]

    seconds = peer.median_seconds(together, batches)
    if rank == 0:
        answers.put(seconds)


def allreduce(size, workers):
    count = size // 8
    shared = mp.RawArray("d", (workers + 1) * count)
    barrier, answers = mp.Barrier(workers), mp.Queue()
    batches = 41 if size < 1 << 20 else peer.BATCHES
    all_workers = [
        mp.Process(target=add_up, args=(rank, shared, workers, count, barrier, answers, batches))
        for rank in range(workers)
    ]
    for worker in all_workers:
        worker.start()
    seconds = answers.get(timeout=300)
    for worker in all_workers:
        worker.join()
    return seconds


if __name__ == "__main__":
    peer.run(picture, allreduce)
