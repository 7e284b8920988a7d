#!/usr/bin/env bash
# quick.sh BUILD_DIR - does ./lab bench --quick run, with the keys that others rely on, and finite ratios?
# What they are is for people to judge, not for a test.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$here/../../lab" bench --quick --json "$work/b.json" -o "$work/b.h5"
peers=''
if /usr/bin/python3 -c 'import dask, mpi4py, numba' 2>/dev/null; then
    peers='peers.picture_vs_multiprocessing peers.allreduce_vs_dask.1MiB'
else
    echo "skipped: the peers in Python, which are not installed (./lab setup --peers)"
fi
for key in $peers gradient.communication_share.ring gradient.samples_per_s.allreduce mandelbrot.kernel_vs_scalar mandelbrot.kernel_vs_limit mandelbrot.program_vs_kernel \
    mandelbrot.imbalance.dynamic.16 pingpong.latency_vs_bare pingpong.bandwidth_vs_bare \
    allreduce.ring_vs_library.64MiB heat.kernel_vs_memory heat.overlap_vs_sendrecv.64KiB life.column_type_vs_copies.8KiB \
    pi.samples_vs_scalar sort.ranks_vs_qsort shared-memory.lock_vs_private shared-memory.atomic_vs_private results.collective_vs_mpiio results.small_file_ms trace.ns_per_call check.time_vs_floor; do
    jq -e --arg key "$key" '.[$key] | type == "number" and . > 0 and . < 1e12' "$work/b.json" >/dev/null || {
        echo "quick.sh: $key is $(jq --arg key "$key" '.[$key]' "$work/b.json")"
        exit 1
    }
done
jq -e 'to_entries | all(.value | type == "number")' "$work/b.json" >/dev/null
[ "$(h5dump -H -d /ratios/median "$work/b.h5" | grep -c DATASPACE)" = 1 ]
