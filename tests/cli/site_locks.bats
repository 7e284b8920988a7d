#!/usr/bin/env bats
# A file system without locks, as Lustre is without -o flock: flock says "Function not implemented".
load common

@test "without locks: run, check and clean work, and say nothing of locks; doctor does" {
    export HOUSE=$BATS_TEST_TMPDIR/mpilab
    copy_sources "$HOUSE"
    cd "$HOUSE"
    echo '#include <errno.h>
int flock(int file, int what) { (void)file, (void)what; errno = ENOSYS; return -1; }' >"$BATS_TEST_TMPDIR/no.c"
    cc -shared -fPIC -o "$BATS_TEST_TMPDIR/no.so" "$BATS_TEST_TMPDIR/no.c"
    export LD_PRELOAD=$BATS_TEST_TMPDIR/no.so
    run flock . true
    [ "$status" -ne 0 ]
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    run --separate-stderr ./lab run hello -n 2
    [ "$status" -eq 0 ]
    [[ $stderr != *flock* ]]
    run --separate-stderr ./lab check hello --ranks 2
    [ "$status" -eq 0 ]
    [[ $output == *"PASS  01-hello"* ]]
    [[ $stderr != *flock* ]]
    run ./lab doctor
    [ "$status" -eq 0 ]
    [[ $output == *"note   locks"* ]]
    run ./lab clean
    [ "$status" -eq 0 ]
    [[ $output == *"removed build/"* ]]
    [[ $output != *flock* ]]
}
