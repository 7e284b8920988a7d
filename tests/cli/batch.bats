#!/usr/bin/env bats
# The batch scripts under plain bash, as on a laptop.
load common

setup_file() { "$BATS_TEST_DIRNAME/../../lab" run solutions/hello -n 1 -o "$BATS_FILE_TMPDIR/h.h5" >&2; }

@test "every batch script runs without SLURM and leaves a result" {
    for script in "$ROOT"/slurm/[0-9]*.sbatch; do
        name=$(basename "$script" .sbatch)
        name=${name#*-}
        "$LAB" run "solutions/$name" -n 1 -o "$BATS_TEST_TMPDIR/x.h5" -- --help # builds it
        cd "$BATS_TEST_TMPDIR"
        run env -u SLURM_JOB_ID LAB_RANKS=3 LAB_SIDE=solution bash "$script"
        [ "$status" -eq 0 ]
        [[ $output == *"no SLURM here: 3 ranks"* ]]
        [ -s "$ROOT/results/$name-solution.h5" ]
    done
}

@test "submit and jobs without SLURM: one line that says so, and what to do here" {
    ln -s /usr/bin/* "$BATS_TEST_TMPDIR"
    rm -f "$BATS_TEST_TMPDIR"/{sbatch,srun,squeue,scontrol,sinfo,sacct}
    PATH=$BATS_TEST_TMPDIR run --separate-stderr "$LAB" submit solutions/mandelbrot --ntasks=2 -- --width 64
    [ "$status" -eq 1 ]
    [ "$stderr" = "lab: there is no SLURM here (no sbatch). On this machine: ./lab run solutions/mandelbrot -- --width 64" ]
    PATH=$BATS_TEST_TMPDIR run --separate-stderr "$LAB" jobs
    [ "$status" -eq 1 ]
    one_clear_line "there is no SLURM here (no squeue)"
}

@test "no account, partition, user or path in a batch script" {
    run ! grep -nE '^#SBATCH.*(--account|--partition|-A |-p |/home|/scratch|mail)' "$ROOT"/slurm/*.sbatch
}

@test "a program that is not built: one line that says what to do" {
    run env LAB_PRESET=nothing bash "$ROOT/slurm/01-hello.sbatch"
    [ "$status" -eq 1 ]
    [[ $output == *"hello: $ROOT/build/nothing/solutions/hello is not built: run './lab --preset nothing run solutions/hello' once"* ]]
    [ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "every batch script finds mpilab by the same lines" {
    lines() { sed -n '/^original=/,/^\. "/p' "$1"; }
    first=$ROOT/slurm/01-hello.sbatch
    [ "$(lines "$first" | wc -l)" -eq 3 ]
    for script in "$ROOT"/slurm/*.sbatch; do diff <(lines "$first") <(lines "$script"); done
    diff <(lines "$first" | tail -n 2) <(lines "$ROOT/slurm/pipeline.sh" | tail -n 2)
    grep -v '^```' "$ROOT/docs/adding-a-program.md" >"$BATS_TEST_TMPDIR/document"
    diff <(lines "$first") <(lines "$BATS_TEST_TMPDIR/document")
}

@test "settings as words, in any folder; a wrong one is one clear line" {
    cd "$BATS_TEST_TMPDIR"
    mkdir "results of mine"
    run bash "$ROOT/slurm/01-hello.sbatch" LAB_RANKS=2 "LAB_RESULTS=results of mine" --help
    [ "$status" -eq 0 ]
    run bash "$ROOT/slurm/01-hello.sbatch" LAB_RANKS=2 "LAB_RESULTS=results of mine"
    [ "$status" -eq 0 ]
    [ -s "results of mine/hello-solution.h5" ]
    for word in LAB_SIED=exercise LAB_SIDE=mine LAB_=; do
        run bash "$ROOT/slurm/01-hello.sbatch" "$word"
        [ "$status" -eq 1 ]
        [ "$(wc -l <<<"$output")" -eq 1 ]
        [[ $output == *"${word#*=}"* ]]
    done
}

@test "numbers in jobs have a point in every language" {
    seen=$(LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 bash -c '. "$1/slurm/env.sh"; env' - "$ROOT")
    grep -qx LC_ALL=C <<<"$seen"
}

@test "the acceptance test without SLURM; wrong words are one clear line" {
    cd "$BATS_TEST_TMPDIR"
    results=LAB_RESULTS=$BATS_TEST_TMPDIR
    run env -u SLURM_JOB_ID bash "$ROOT/slurm/acceptance.sbatch" LAB_RANKS=3 "$results" 01-hello gather
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "no SLURM here: 3 ranks on $(uname -n)" ]
    [ "$(awk '$1 == "gather" { print $2, $3, $NF }' <<<"$output")" = "1 1 reference"$'\n'"2 1 right"$'\n'"3 1 right" ]
    [ "$(tail -n 1 <<<"$output")" = "acceptance: all 6 runs are right: 2 programs at 1 to 3 ranks on 1 node" ]
    [ -z "$(ls)" ]
    for words in nothing --most "--time-limit 0" LAB_COUNTS=2,x LAB_SIDE=exercise LAB_PRESET=nothing; do
        # shellcheck disable=SC2086
        run env -u SLURM_JOB_ID bash "$ROOT/slurm/acceptance.sbatch" "$results" $words
        echo "$output"
        [ "$status" -eq 1 ]
        [[ $(tail -n 1 <<<"$output") == "acceptance: "*"${words##*[ =]}"* ]]
        [ "$(grep -vc '^no SLURM here' <<<"$output")" -eq 1 ]
    done
}
