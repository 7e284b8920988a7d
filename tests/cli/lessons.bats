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

values() { # FILE DATASET - its numbers, one a line
    h5dump -y -w 1 -m %.17g -d "$2" "$1" | awk '/DATA \{/ { on = 1; next } on && /\}/ { exit } on { gsub(/[ ,]/, ""); print }'
}
train() { # RANKS FILE ARGS...
    "$LAB" run solutions/gradient-averaging -n "$1" -o "$BATS_TEST_TMPDIR/$2" -- "${@:3}" >/dev/null
}

@test "02: what works and what hangs with MPI_Send first, and the eager limit" {
    grep -q '^MPI_FAMILY=openmpi' "$BUILD/launch.env" || skip "the README speaks of Open MPI"
    readme=$ROOT/exercises/02-point-to-point/README.md
    limit=$(ompi_info --all --parsable | sed -n -E 's/^mca:btl:(vader|sm):param:btl_.*_eager_limit:value:([0-9]+)$/\2/p' | tail -n 1)
    echo "eager limit: $limit"
    grep -q "\*eager limit\*: $(sed -E 's/([0-9]{3})$/,\1/' <<<"$limit") bytes" "$readme"
    cd "$ROOT"
    for what in works hangs; do
        command=$(sed -n "s/^\(.*naive.*[^ ]\)  *# $what\$/\1/p" "$readme")
        command=${command/ point-to-point/ solutions/point-to-point -o $BATS_TEST_TMPDIR/p.h5}
        [ $what = hangs ] || command=${command/-t 5/-t 100}
        # shellcheck disable=SC2086  # the words of a command line
        run $command --max-bytes 2
        echo "$command: $status $output"
        case $what in
        works) [ "$status" -eq 0 ] ;;
        hangs) [ "$status" -ne 0 ] && [[ $output == *"ranks 0-3 in MPI_Send"* ]] ;;
        esac
    done
    # With its header, a message as long as the limit is too long.
    run ./lab run solutions/point-to-point -n 4 -t 5 -o "$BATS_TEST_TMPDIR/p.h5" -- --exchange naive --count $((limit / 8))
    [[ $output == *"ranks 0-3 in MPI_Send"* ]]
    # One rank alone takes the other way.
    "$LAB" run solutions/point-to-point -n 1 -o "$BATS_TEST_TMPDIR/p.h5" -- --exchange naive --count 4000
}

@test "04: images dealt out like cards take two gathers, if the ranks do not divide them" {
    cd "$BATS_TEST_TMPDIR"
    cat >cards.c <<'END'
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char *argv[])
{
    int rank, size, items = 10, all[10] = {0}, mine[10], count = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = rank; i < items; i += size) {
        mine[count++] = i;
    }
    int rounds = items / size, rest = items % size, ones[10], begins[10];
    MPI_Datatype gaps, column;
    MPI_Type_vector(rounds, 1, size, MPI_INT, &gaps);
    MPI_Type_create_resized(gaps, 0, sizeof(int), &column);
    MPI_Type_commit(&column);
    for (int r = 0; r < size; r++) {
        ones[r] = r < rest;
        begins[r] = r < rest ? r : 0;
    }
    MPI_Gather(mine, rounds, MPI_INT, all, 1, column, 0, MPI_COMM_WORLD);
    MPI_Gatherv(mine + rounds, ones[rank], MPI_INT, all + rounds * size, ones, begins, MPI_INT, 0, MPI_COMM_WORLD);
    for (int i = 0; rank == 0 && i < items; i++) {
        printf("%d ", all[i]);
    }
    MPI_Finalize();
}
END
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    mpicc cards.c -o cards
    many=''
    [[ $(mpirun --version) != *"Open MPI"* ]] || many=--oversubscribe
    for ranks in 2 3 4; do
        run --separate-stderr timeout 60 mpirun $many -n $ranks ./cards
        [ "$output" = "0 1 2 3 4 5 6 7 8 9 " ]
    done
}

@test "05: the momentum, and how far the weights of 1 and 7 ranks differ" {
    readme=$ROOT/exercises/05-gradient-averaging/README.md
    # Steps so short that the gradient stays the same: after two of them the weights are 1 + (1 + momentum) times.
    momentum=$(sed -n 's/^ *velocity = \([0-9.]*\) velocity + gradient$/\1/p' "$readme")
    grep -qF "*momentum* of $momentum" "$readme"
    train 2 one.h5 --rate 1e-6 --epochs 1
    train 2 two.h5 --rate 1e-6 --epochs 2
    cd "$BATS_TEST_TMPDIR"
    paste <(values one.h5 /result/weights) <(values two.h5 /result/weights) | awk -v m="$momentum" '
        { got += $1 * $2; one += $1 * $1 } END { print got / one; exit !(got / one > 1.999 + m && got / one < 2.001 + m) }'
    # Largest difference / largest weight: at most ten times what the README says.
    for rate in 1:1e-14 100:1e-11 1000:0.03; do
        train 1 1.h5 --rate "${rate%:*}"
        train 7 7.h5 --rate "${rate%:*}"
        paste <(values 1.h5 /result/weights) <(values 7.h5 /result/weights) | awk -v rate="$rate" -v most="${rate#*:}" '
            { d = $1 - $2; if (d < 0) d = -d; if (d > far) far = d; w = $1 < 0 ? -$1 : $1; if (w > largest) largest = w }
            END { print rate, far / largest; exit !(NR == 650 && far <= most * largest) }'
    done
}

@test "09: even parts, unless keys are equal" {
    sorts() { "$LAB" run solutions/sort -n 4 -o "$BATS_TEST_TMPDIR/sort.h5" -- --count 100000 --keys "$1" | sed -n 's/^most keys of a rank: \([0-9.]*\) times.*/\1/p'; }
    awk -v most="$(sorts uniform)" 'BEGIN { exit !(most >= 1 && most < 1.1) }'
    [ "$(sorts sorted)" = 1.25 ]
    [ "$(sorts reversed)" = 1.25 ]
    [ "$(sorts equal)" = 4.00 ]
    grep -qF "most keys of a rank: 4.00 times the mean" "$ROOT/exercises/09-sort/README.md"
}

@test "10: the same samples at any number of ranks, and the trap" {
    readme=$ROOT/exercises/10-pi/README.md
    throws() { "$LAB" run solutions/pi -n "$1" -o "$BATS_TEST_TMPDIR/pi.h5" -- "${@:2}" | sed -n 's/^pi is about \(.*\), give or take \(.*\): off by \(.*\)/| \1 | \2 | \3 |/p'; }
    [[ $("$LAB" run solutions/pi -n 2 -o "$BATS_TEST_TMPDIR/pi.h5" -- --samples 1) == *"too few samples for an error bar"* ]]
    grep -qF "| counted, any number of ranks $(throws 3)" "$readme"
    grep -qF "| same, 4 ranks $(throws 4 --numbers same)" "$readme"
    grep -qF "| same, 16 ranks, \`--groups 16\` $(throws 16 --numbers same --groups 16)" <(tr -d '*' <"$readme")
}

@test "every program has a README that shows its output" {
    while IFS=$'\t' read -r id _; do
        grep -qE '^\$ ./lab run (solutions|[a-z]+)/' "$ROOT/exercises/$id/README.md" || { echo "$id"; false; }
    done < <(tail -n +2 "$BUILD/programs.tsv")
}
