#!/usr/bin/env bats
# docs/teaching.md quotes ./lab check: every sentence is one that tests/students holds it to.
load common

@test "what teaching.md lets check say is what it says" {
    sed -n 's/^sentence: //p' "$ROOT"/tests/students/*/*.patch >"$BATS_TEST_TMPDIR/said"
    quoted=0
    while IFS= read -r sentence; do
        grep -qF -- "$sentence" "$BATS_TEST_TMPDIR/said" || { echo "check does not say: $sentence"; false; }
        quoted=$((quoted + 1))
    done < <(sed -n 's/^| [^|]* | "\(.*\)" |$/\1/p' "$ROOT/docs/teaching.md")
    echo "$quoted sentences"
    [ "$quoted" -ge 30 ]
}

@test "its commands know their options" {
    cd "$BATS_TEST_TMPDIR"
    run --separate-stderr "$LAB" run solutions/mandelbrot -n 4 -o x.h5 -- --width 64 --height 64 --schedule block
    [ "$status" -eq 0 ]
    # As it says there: 400 numbers go by luck, and trace knows.
    run --separate-stderr "$LAB" trace -n 4 solutions/point-to-point -- --exchange naive --count 400
    [ "$status" -eq 1 ]
    [[ $output == *"works by luck"* ]]
    run --separate-stderr "$LAB" trace -n 4 --synchronous solutions/point-to-point -- --exchange naive --count 400
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock"* ]]
}
