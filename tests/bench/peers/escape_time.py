"""The Mandelbrot kernel of the peers: the plain loop, compiled by Numba."""

import numba
import numpy as np


@numba.njit(cache=False)
def row(re, im, max_iter):
    """Steps before each point re[x] + i*im leaves the circle |z| <= 2, at most max_iter: int32[width]."""
    counts = np.empty(re.size, np.int32)
    for x in range(re.size):
        zr = zi = zr2 = zi2 = 0.0
        n = 0
        while n < max_iter and zr2 + zi2 <= 4.0:
            zi = 2.0 * zr * zi + im
            zr = zr2 - zi2 + re[x]
            zr2 = zr * zr
            zi2 = zi * zi
            n += 1
        counts[x] = n
    return counts


def view(width, height):
    """The real parts of the columns and the imaginary parts of the rows, as 06-mandelbrot's own."""
    pixel = 2.5 / width
    re = -0.75 + (np.arange(width) + 0.5 - width / 2) * pixel
    im = -(np.arange(height) + 0.5 - height / 2) * pixel
    return re, im


def compile_kernel():
    """Numba compiles at the first call; that is not what is measured."""
    row(np.zeros(1), 0.0, 1)
