"""The command line that the peers share:

    PEER picture WIDTH HEIGHT MAX_ITER WORKERS   prints: seconds, sum of all counts
    PEER allreduce BYTES WORKERS                 prints: seconds of one sum of doubles over the workers

Starting Python, starting workers and compiling are not in the seconds.
"""

import statistics
import sys
import time

BATCHES = 7


def median_seconds(work, batches=BATCHES):
    """The median over several calls, after one that counts for nothing."""
    work()
    seconds = []
    for _ in range(batches):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def run(picture, allreduce, speaks=lambda: True):
    """picture(width, height, max_iter, workers) gives (seconds, sum); allreduce(bytes, workers) seconds."""
    numbers = [int(word) for word in sys.argv[2:]]
    if sys.argv[1:2] == ["picture"] and len(numbers) == 4:
        seconds, total = picture(*numbers)
        line = f"{seconds:.6f} {total}"
    elif sys.argv[1:2] == ["allreduce"] and len(numbers) == 2:
        line = f"{allreduce(*numbers):.9f}"
    else:
        sys.exit(__doc__)
    if speaks():
        print(line, flush=True)
