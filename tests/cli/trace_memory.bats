#!/usr/bin/env bats
# ./lab trace --memory: what it compiles, and what it says of wrong programs and of their right neighbours.
# shellcheck disable=SC2016,SC2030,SC2031  # backquotes of sentences; each test has a shell of its own
load common

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    # shellcheck source=/dev/null
    . "$BUILD/launch.env"
    [ "$SANITIZE" != ON ] || skip "all is built with sanitizers there"
}

# program NAME LINES [BEFORE-MAIN] - NAME.c, with LINES from its line 10 on
program() {
    printf '%s\n' '#include <mpi.h>' '#include <stdlib.h>' "${3:-#include <stdio.h>}" 'int main(int argc, char **argv)' '{' \
        '    int rank, size;' '    MPI_Init(&argc, &argv);' '    MPI_Comm_rank(MPI_COMM_WORLD, &rank);' \
        '    MPI_Comm_size(MPI_COMM_WORLD, &size);' "$2" '    MPI_Finalize();' '    return 0;' '}' >"$1.c"
}

memory() { run --separate-stderr timeout 120 "$LAB" trace --memory "$@"; }

# told NAME PATTERN - wrong with the macro WRONG, and right without
told() {
    memory -n 2 -- "$1.c" -DWRONG=1
    echo "$1, $status: $output$stderr"
    # shellcheck disable=SC2053  # a pattern
    [[ "$status $output" == "1 error: "$2 ]] || return 1
    memory -n 2 -- "$1.c" -DWRONG=0
    echo "right, $status: $output$stderr"
    [[ "$status $output$stderr" == "0 "*"nothing found" ]]
}

@test "what the program itself does: the heap, the stack, a global variable, NULL, memory that was freed" {
    program heap '    int *all = calloc(size, sizeof *all);
    for (int i = 0; i < size + WRONG; i++) {
        all[i] = rank;
    }
    MPI_Bcast(all, size, MPI_INT, 0, MPI_COMM_WORLD);
    free(all);'
    told heap 'heap-buffer-overflow: writes 4 bytes behind `all`, allocated at line 10; line 12, rank [01]'
    program unread '    int *none = malloc(size * sizeof *none);
    none[size - 1 + WRONG] = rank;
    free(none);'
    told unread 'heap-buffer-overflow: writes 4 bytes behind `none`, allocated at line 10; line 11, rank [01]'
    program stack '    int mine[4] = {0};
    for (int i = 0; i < 4 + WRONG; i++) {
        mine[i] += i * argc;
    }
    MPI_Bcast(mine, 4, MPI_INT, 0, MPI_COMM_WORLD);'
    told stack 'stack-buffer-overflow: reads 4 bytes behind `mine`, declared at line 10; line 12, rank [01]'
    program global '    table[argc + 2 + WRONG] = rank;
    MPI_Bcast(table, 4, MPI_INT, 0, MPI_COMM_WORLD);' 'int table[4];'
    told global 'global-buffer-overflow: writes 4 bytes behind `table`, declared at line 3; line 10, rank [01]'
    program null '    int *all = rank == 0 || !WRONG ? calloc(size, sizeof *all) : NULL;
    MPI_Gather(&rank, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD);
    all[size - 1] = 5;
    MPI_Barrier(MPI_COMM_WORLD);
    free(all);'
    told null 'SEGV: writes at NULL, or near it; line 12, rank 1'
    program freed '    int *mine = calloc(4, sizeof *mine);
    if (WRONG) {
        free(mine);
    }
    mine[argc] = rank;
    MPI_Bcast(mine, 4, MPI_INT, 0, MPI_COMM_WORLD);
    free(WRONG ? NULL : mine);'
    told freed 'heap-use-after-free: writes 4 bytes of `mine`, freed at line 12, allocated at line 10; line 14, rank [01]'
}

@test "what MPI does for it: buffers that are too short, of messages of all sizes; one that was freed" {
    # As long as the library copies at once, hands over in pieces, or would take from the other process's memory.
    for count in 10 2000 1000000; do
        program send "    double *out = calloc($count - WRONG, sizeof *out), in;
    MPI_Status status;
    if (rank == 0) {
        MPI_Send(out, $count, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
    } else {
        double *room = calloc($count, sizeof in);
        MPI_Recv(room, $count, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, &status);
        free(room);
    }
    free(out);"
        told send 'heap-buffer-overflow: reads [1-9]* bytes behind `out`, allocated at line 10; line 13, rank 0'
        program receive "    double *in = calloc($count - WRONG, sizeof *in);
    if (rank == 0) {
        double *out = calloc($count, sizeof *out);
        MPI_Send(out, $count, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
        free(out);
    } else {
        MPI_Recv(in, $count, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    free(in);"
        told receive 'heap-buffer-overflow: writes [1-9]* bytes behind `in`, allocated at line 10; line 16, rank 1'
    done
    program gather '    int *all = calloc(WRONG ? 1 : size, sizeof *all);
    MPI_Gather(&rank, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD);
    free(all);'
    told gather 'heap-buffer-overflow: writes 4 bytes behind `all`, allocated at line 10; line 11, rank 0'
    program pending '    MPI_Request request;
    int *mine = calloc(100000, sizeof *mine), *other = calloc(100000, sizeof *other);
    MPI_Isend(mine, 100000, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &request);
    if (WRONG) {
        free(mine);
    }
    MPI_Recv(other, 100000, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    free(WRONG ? NULL : mine);
    free(other);'
    told pending 'heap-use-after-free: reads [1-9]* bytes of what was freed at line 14 and allocated at line 11; line 16, rank [01]'
}

@test "two sources and a header, a path with a blank, arguments" {
    mkdir -p "my code/include"
    cd "my code"
    echo 'double *room(int count);' >include/room.h
    printf '%s\n' '#include "room.h"' '#include <stdlib.h>' 'double *room(int count)' '{' \
        '    double *rows = malloc(count * sizeof *rows);' '    return rows;' '}' >"the room.c"
    program main '    double *rows = room(atoi(argv[1])), at = argc > 2 ? atof(argv[2]) : 0;
    rows[size] = sqrt(at);
    printf("%s: %.1f of %d\n", argv[argc - 1], rows[size], argc);
    free(rows);' '#include "all.h"'
    printf '%s\n' '#include <math.h>' '#include <stdio.h>' '#include "room.h"' >include/all.h
    memory -n 2 -- main.c "the room.c" -I include -lm 3 4 last.c
    [ "$status" -eq 0 ]
    [[ $output == *"last.c: 2.0 of 4"* ]]
    memory -n 2 -- "../my code/main.c" "the room.c" -Iinclude -lm -- 2
    [ "$status" -eq 1 ]
    [[ ${lines[-1]} == 'error: heap-buffer-overflow: writes 8 bytes behind `rows`, allocated at the room.c:5; main.c:11, rank '[01] ]]
    memory --json -n 2 -- main.c "the room.c" -Iinclude -lm 2
    [ "$status" -eq 1 ]
    jq -e '.findings | length == 1 and (.[0] | .kind == "memory_error" and .severity == "error" and .places[0].line == 11 and
        (.places[0].file | endswith("my code/main.c")) and .values["line.allocated"] == "5")' <<<"$output"
    [ -z "$(find . -name '*.o' -o -name 'memory-*')" ]
}

@test "no memory error: what the tracer finds; a program of the collection by its name" {
    memory -n 2 -- "$ROOT/tests/trace/wrong/receive_first.c"
    [ "$status" -eq 1 ]
    [[ $output == *"error: deadlock: "*"receive_first.c:"* ]]
    memory -n 2 solutions/hello -- --seed 1
    [ "$status" -ne 0 ]
    memory -n 2 solutions/hello
    [ "$status" -eq 0 ]
    [[ $output == *"Hello from rank 1 of 2"* ]] && [[ $stderr == *"nothing found"* ]]
}

# refused TEXT ARGUMENTS... - exit status 2, and the last line says why
refused() {
    local text=$1
    shift
    memory "$@"
    echo "$status: $output$stderr"
    [[ "$status $output${stderr##*$'\n'}" == "2 lab: trace: "*"$text"* ]]
}

@test "what cannot be compiled: the compiler's words; no source; no AddressSanitizer" {
    program bad '    nosuch = 3;'
    program lost '    int nosuch(void);
    return nosuch();'
    refused "bad.c: not compiled (see above)" -n 2 -- bad.c
    [[ $stderr == *"bad.c:10:5: error: "*nosuch* ]]
    refused "lost.c: not compiled (see above)" -n 2 -- lost.c
    [[ $stderr == *"lost.c:11:"*"undefined reference to"*nosuch* ]]
    refused "there is no file gone.c" -n 2 -- gone.c
    refused "compiles C only" -n 2 -- gone.f90
    refused "which sources?" -n 2 -- ./a.out
    refused "which sources?" -n 2 -- -lm
    refused "which program?" -n 2
    program right ''
    refused "-I needs a value" -n 2 -- right.c -I
    printf '#!/bin/sh\necho "/usr/bin/ld: cannot find libasan.so.8: No such file or directory" >&2\nexit 1\n' >ld
    chmod +x ld
    PATH=$PWD:$PATH refused "--memory needs AddressSanitizer: install libasan" -n 2 -- right.c
}
