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

@test "what it works out from the outputs of the READMEs" {
    text=$(tr '\n' ' ' <"$ROOT/docs/teaching.md")
    thousands() { sed -E 's/([0-9])([0-9]{3})$/\1,\2/' <<<"$1"; }
    read -r latency rate < <(sed -nE 's/^a message takes ([0-9.]+) us.* ([0-9]+) bytes .*/\1 \2/p' "$ROOT/exercises/02-point-to-point/README.md")
    bytes=$(awk "BEGIN { print int($latency * $rate / 100 + 0.5) * 100 }")
    [[ $text == *"$latency us times $(thousands "$rate") bytes for each us is about $(thousands "$bytes") bytes"* ]]
    read -r latency rate < <(sed -nE 's/^the model: latency ([0-9.]+) us, bandwidth ([0-9]+) MB.*/\1 \2/p' "$ROOT/exercises/03-broadcast/README.md")
    [[ $text == *"latency of $latency us and $(thousands "$rate") MB/s"* ]]
    # The first m pieces with which the chain is faster than the tree
    chain() { # RANKS LOG2
        awk "BEGIN { piece = 65536 / $rate
            for (m = 1; ($1 - 2 + m) * ($latency + piece) >= $2 * ($latency + m * piece); m++) ;
            print \"from \" m (($1 == 4) ? \" pieces\" : \"\") \" (\" m * 64 \" KiB) on $1\" }"
    }
    [[ $text == *"$(chain 4 2) ranks and $(chain 8 3), in the model"* ]]
}
