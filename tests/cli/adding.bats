#!/usr/bin/env bats
# docs/adding-a-program.md, done word for word in a copy of the project.
load common

setup_file() {
    export COPY=$BATS_FILE_TMPDIR/mpilab
    mkdir "$COPY"
    "$BATS_TEST_DIRNAME/../copy_project" "$COPY"
    cd "$COPY" || return 1
    # The files of the page, each after a comment with its name. A longer fence may hold shorter ones.
    awk '
        /^<!-- file: / { file = $3; next }
        file != "" && fence == "" && /^```/ { match($0, /^`+/); fence = substr($0, 1, RLENGTH); next }
        fence != "" && $0 == fence { close(file); file = fence = ""; next }
        fence != "" { if (!made[file]++) { folder = file; sub("/[^/]*$", "", folder); system("mkdir -p " folder) }
                      print > file }
    ' docs/adding-a-program.md
    git init -q . && git add -A && git -c user.name=t -c user.email=t@example.org commit -qm copy
    configured "$COPY" >/dev/null 2>&1
}

@test "the page's files are there, and cut, list and run find the program" {
    cd "$COPY"
    [ -s solutions/17-sum/sum.c ] && [ -s tests/programs/sum.c ] && [ -s slurm/17-sum.sbatch ]
    run ./lab cut sum
    [ "$status" -eq 0 ]
    grep -q 'TODO(1)' exercises/17-sum/sum.c
    run ! grep -q 'MPI_Reduce(&part' exercises/17-sum/sum.c
    run ./lab list
    [[ $output == *"17-sum"*"A sum"* ]]
    run ./lab run solutions/sum -n 4
    [ "$status" -eq 0 ]
    [ -s results/sum-solution.h5 ]
    run ./lab run sum -n 4
    [ "$status" -eq 0 ]
}

@test "its tests exist and pass, style included" {
    cd "$COPY"
    run ./lab cut sum
    run env -u LAB_PRESET ./lab test -R '^(solution|skeleton|student)\.sum\.|^style' -E shellcheck --no-tests=error
    echo "$output" | tail -30
    [ "$status" -eq 0 ]
    [[ $output == *"solution.sum.n7"* ]]
    [[ $output == *"skeleton.sum.n3"* ]]
    [[ $output == *"student.sum.own-part-only"* ]]
    shellcheck --exclude=SC1091 slurm/17-sum.sbatch
    tests/students/table
    grep -q '^| 17-sum | takes its own part for the sum | FAIL |' docs/feedback.md
}

@test "its batch script runs" {
    cd "$COPY"
    run ./lab run solutions/sum -n 1
    run env -u SLURM_JOB_ID bash slurm/17-sum.sbatch
    [ "$status" -eq 0 ]
}
