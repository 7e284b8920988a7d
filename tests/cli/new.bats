#!/usr/bin/env bats
# ./lab new: a program of one's own, and what the other commands do with it.
load common

setup_file() {
    export COPY=$BATS_FILE_TMPDIR/mpilab
    copy_sources "$COPY" && cd "$COPY" || return 1
    configured >/dev/null 2>&1
}
setup() { cd "$COPY" || return 1; }

@test "it is short, compiles by plain mpicc without a warning, and says rank and size" {
    run ./lab new ring
    [ "$status" -eq 0 ]
    [[ $output == "my/ring/ring.c is yours to edit"* ]]
    [ "$(wc -l <my/ring/ring.c)" -le 16 ]
    # shellcheck source=/dev/null
    . "build/${BUILD##*/}/launch.env"
    compiler=mpicc
    [ "$MPI_FAMILY" != hydra ] || compiler=$(command -v mpicc.mpich || echo mpicc)
    run "$compiler" -Wall -Wextra -Werror my/ring/ring.c -o "$BATS_TEST_TMPDIR/ring"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    run tools/launch "build/${BUILD##*/}" -n 2 -t 60 "$BATS_TEST_TMPDIR/ring"
    [ "$(sort <<<"$output")" = $'rank 0 of 2\nrank 1 of 2' ]
}

@test "run, by name, path and folder; its arguments; its exit status" {
    ./lab new own
    for name in own my/own my/own/ my/own/own.c "$COPY/my/own/own.c"; do
        run --separate-stderr ./lab run "$name" -n 3
        echo "$name: $stderr"
        [ "$status" -eq 0 ]
        [ "$(sort <<<"$output")" = $'rank 0 of 3\nrank 1 of 3\nrank 2 of 3' ]
    done
    # No argument of ours before those of the student.
    sed -i 's/^    printf.*/    for (int i = 1; rank == 0 \&\& i < argc; i++) { printf("<%s>\\n", argv[i]); }/' my/own/own.c
    run --separate-stderr ./lab run own -n 2 -- one "two words"
    [ "$status" -eq 0 ]
    [ "$output" = $'<one>\n<two words>' ]
    sed -i 's/return 0/return 3/' my/own/own.c
    run --separate-stderr ./lab run own -n 1
    [ "$status" -eq 3 ]
    run --separate-stderr ./lab run own -n 1 -o x.h5
    [ "$status" -eq 2 ]
    one_clear_line "-o x.h5"
}

@test "the compiler's warnings and errors are shown, and a failing call with its line" {
    ./lab new warned
    sed -i 's/&rank/rank/; s/int rank,/int rank = 0,/' my/warned/warned.c
    run --separate-stderr ./lab run warned -n 1
    [[ $stderr == *"my/warned/warned.c:9:35:"*"passing argument 2 of"*MPI_Comm_rank* ]]
    [ "$status" -ne 0 ]
    ./lab new broken
    sed -i 's/MPI_Finalize/MPI_Finalise/' my/broken/broken.c
    run --separate-stderr ./lab run broken -n 1
    [ "$status" -eq 1 ]
    [[ $stderr == *MPI_Finalise*"my/broken/broken.c does not compile (see above)"* ]]
    # Neither is in the way of another, or of a build of everything.
    run ./lab run solutions/hello -n 1
    [ "$status" -eq 0 ]
    cmake --build "build/${BUILD##*/}" -n 2>/dev/null | grep -q my/ && return 1
    ./lab new failing
    sed -i 's/^    printf.*/    MPI_Send(\&rank, 1, MPI_INT, size, 0, MPI_COMM_WORLD);/' my/failing/failing.c
    run ! sh -c './lab run failing -n 1 2>errors' # Open MPI 5 prints a byte 0, at which a variable would end
    grep -aq 'MPI_Send failed on rank 0: MPI_ERR_RANK' errors
    grep -aq 'my/failing/failing.c:12' errors
}

@test "from a folder that leads to the project by a symbolic link: lines are named all the same" {
    ln -s "$COPY" "$BATS_TEST_TMPDIR/link"
    cd "$BATS_TEST_TMPDIR/link"
    ./lab new linked
    sed -i 's/^    printf.*/    MPI_Send(\&rank, 1, MPI_INT, size, 0, MPI_COMM_WORLD);/' my/linked/linked.c
    run ! sh -c './lab run linked -n 1 2>errors'
    grep -aq 'my/linked/linked.c:12' errors
}

@test "trace explains it by name" {
    ./lab new stuck
    sed -i 's/^    printf.*/    MPI_Recv(\&size, 1, MPI_INT, 1 - rank, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);/' my/stuck/stuck.c
    run --separate-stderr timeout 100 ./lab trace -n 2 stuck
    echo "$output$stderr"
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock: rank 0 waits at stuck.c:12 (MPI_Recv from rank 1, tag 7)"* ]]
}

@test "what needs an exercise or a solution says that there is none, and leaves the file" {
    ./lab new lonely
    before=$(cksum <my/lonely/lonely.c)
    for command in check watch hint reset scale submit cut; do
        run --separate-stderr ./lab $command lonely
        echo "$command: $status $stderr"
        [ "$status" -eq 2 ]
        one_clear_line "no solution to compare it with"
        [[ $stderr == *"./lab trace -n 2 lonely"* ]]
    done
    [ "$(cksum <my/lonely/lonely.c)" = "$before" ]
    [[ $(./lab list) == *"your own, in my/"*lonely* ]]
    run --separate-stderr ./lab run lonelee
    [ "$status" -eq 2 ]
    one_clear_line "did you mean 'lonely'?"
}

@test "nothing is ever overwritten" {
    mkdir -p my/kept my/link
    echo mine >my/kept/kept.c
    ln -s nowhere my/link/link.c
    for name in kept link; do
        run --separate-stderr ./lab new $name
        [ "$status" -eq 2 ]
        one_clear_line "is there already"
    done
    [ "$(cat my/kept/kept.c)" = mine ]
    [ "$(readlink my/link/link.c)" = nowhere ]
    rm -r my/kept my/link
}

@test "names that will not do: one line, exit 2, nothing written" {
    ls -R my >before 2>/dev/null || true
    while IFS='|' read -r name words; do
        run --separate-stderr ./lab new ${name:+"$name"}
        echo "$name: $status $stderr"
        [ "$status" -eq 2 ]
        one_clear_line "$words"
    done <<'END'
|which name?
-x|unknown option
Ring|did you mean 'ring'?
my ring.c|did you mean 'my-ring'?
../../etc|did you mean 'etc'?
2d-heat|did you mean 'd-heat'?
06|begins with a letter
ring-|did you mean 'ring'?
a234567890123456789012345678901234|32 at most
hello|exercises/01-hello
gradient-averaging|exercises/05-gradient-averaging
END
    run --separate-stderr ./lab new one two
    [ "$status" -eq 2 ]
    one_clear_line "one program at a time"
    ls -R my >after 2>/dev/null || true
    cmp before after
}

@test "a file put there by hand, and other files beside it" {
    mkdir -p my/by-hand my/Odd
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' \
        'int main(void) { MPI_Init(NULL, NULL); puts("by hand"); MPI_Finalize(); }' >my/by-hand/by-hand.c
    cp my/by-hand/by-hand.c my/by-hand/by-hand-2.c
    cp my/by-hand/by-hand.c my/Odd/Odd.c
    run --separate-stderr ./lab run by-hand -n 1
    [ "$status" -eq 0 ]
    [ "$output" = "by hand" ]
    run --separate-stderr ./lab run Odd -n 1
    [ "$status" -eq 2 ]
    one_clear_line "there is no program 'Odd'"
    # One that goes again is no stumbling block.
    rm -r my/by-hand my/Odd
    run --separate-stderr ./lab run solutions/hello -n 1
    [ "$status" -eq 0 ]
}
