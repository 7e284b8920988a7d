#!/usr/bin/env bash
# The program itself: exit status and output. command.sh COMPARE SAMPLE
set -u
compare=$1 sample=$2 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
"$sample" . 200 || { echo "cannot make files"; exit 1; }

# says STATUS TEXT ARGUMENT... - this exit status, and a line of the output or of stderr that matches
says() {
    local wanted=$1 text=$2 output got
    shift 2
    output=$(timeout 60 "$compare" "$@" 2>&1)
    got=$?
    if [ $got -ne "$wanted" ] || ! grep -q -- "$text" <<<"$output"; then
        printf 'compare %s: status %s instead of %s, or no "%s":\n%s\n' "$*" $got "$wanted" "$text" "$output"
        status=1
    fi
}

tab=$'\t'
says 0 "^sentence${tab}the results are the same$" expected.h5 same.h5
says 1 "^pattern${tab}values_differ$" expected.h5 got.h5
says 1 "^expected$tab\[199\]\[199\] = " expected.h5 got.h5
says 1 "^count${tab}1 of 40000 values differ$" expected.h5 got.h5
says 1 "^worst$tab.*difference 1$" expected.h5 got.h5
says 1 "^pattern${tab}no_result_file$" expected.h5 missing.h5
: >empty.h5
says 1 "the result file is empty" expected.h5 empty.h5
echo "a text, longer than a signature" >text.h5
says 1 "is not an HDF5 file" expected.h5 text.h5
head -c 3000 expected.h5 >short.h5
says 1 "^pattern${tab}unreadable$" expected.h5 short.h5
mkfifo pipe.h5
says 1 "is not an ordinary file" expected.h5 pipe.h5
mkdir folder.h5
says 1 "is a directory" expected.h5 folder.h5
cp expected.h5 run.h5.partial
says 1 "ended before its result file was complete" expected.h5 run.h5
says 2 "^pattern${tab}cannot_compare$" missing.h5 expected.h5
says 2 "which two files" expected.h5
says 2 "nonsense" --nonsense expected.h5 got.h5
says 1 "^pattern${tab}values_differ$" --other-ranks expected.h5 got.h5
says 0 "^usage: compare" --help

exit $status
