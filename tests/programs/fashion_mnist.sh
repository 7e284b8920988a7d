#!/usr/bin/env bash
# fashion_mnist.sh BUILD_DIR - training on 60,000 real images gets 82 % of the 10,000 test images right
set -eu
build=$1
[ -e /usr/share/datasets/fashion-mnist ] || {
    echo "skipped: Fashion-MNIST is not installed (./lab setup --data)"
    exit 77
}
launch=$(cd "$(dirname "$0")/../../tools" && pwd)/launch
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-fashion.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$launch" "$build" -n 2 -t 500 -- "$build/solutions/gradient-averaging" --data fashion-mnist -o "$work/f.h5"
accuracy=$(h5dump -y -d /result/test_accuracy "$work/f.h5" | awk 'on { print $1; exit } /DATA \{/ { on = 1 }')
echo "test accuracy $accuracy"
awk -v accuracy="$accuracy" 'BEGIN { exit !(accuracy >= 0.82 && accuracy <= 1) }'
