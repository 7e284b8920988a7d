#!/usr/bin/env bats
# The output that a README shows is what its command prints, but for the numbers and the names of hosts
# and folders.
load common

plain() { # text with everything left out that differs between machines and runs
    sed -E -e "s#$ROOT/##g" -e 's/(first one on) .*/\1 HOST:/' -e 's/-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/#/g' -e 's/ +/ /g'
}

@test "what the READMEs show" {
    shown=0
    for readme in "$ROOT"/README.md "$ROOT"/exercises/*/README.md; do
        while IFS= read -r command; do
            awk -v command="\$ $command" '$0 == command { on = 1; next } /^```/ { on = 0 } on' "$readme" |
                plain >"$BATS_TEST_TMPDIR/want"
            # shellcheck disable=SC2086  # the words of a command line
            (cd "$ROOT" && $command 2>"$BATS_TEST_TMPDIR/err") | plain >"$BATS_TEST_TMPDIR/got"
            echo "$readme: $command"
            cat "$BATS_TEST_TMPDIR/err"
            diff "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
            shown=$((shown + 1))
        done < <(sed -n 's/^\$ //p' "$readme")
    done
    [ "$shown" -ge 3 ]
}

@test "every program has a README that shows its output" {
    while IFS=$'\t' read -r id _; do
        grep -q '^\$ ./lab run solutions/' "$ROOT/exercises/$id/README.md" || { echo "$id"; false; }
    done < <(tail -n +2 "$BUILD/programs.tsv")
}
