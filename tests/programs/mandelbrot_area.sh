#!/usr/bin/env bash
# mandelbrot_area.sh BUILD_DIR - the area of the set from a grid of 4,096 x 4,096 points
set -eu
build=$1
launch=$(cd "$(dirname "$0")/../../tools" && pwd)/launch
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-area.XXXXXX")
trap 'rm -rf "$work"' EXIT
for steps in 2000 8000; do
    "$launch" "$build" -n 2 -t 280 -- "$build/solutions/mandelbrot" --width 4096 --height 4096 \
        --span 2.5 --centre -0.75,0 --max-iter $steps -o "$work/$steps.h5"
done
"$build/tests/programs/mandelbrot_area" "$work/2000.h5" "$work/8000.h5"
