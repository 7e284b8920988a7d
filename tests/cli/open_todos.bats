#!/usr/bin/env bats
# tools/open_todos: which TODOs are still open, whatever an editor or a student does to the file.
load common

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    cat >solution.c <<'END'
int main(void)
{
    int rank = 0, size = 1;
    MPI_Init(NULL, NULL);
    // TODO(1): which rank is this,
    //          of how many?
    //          MPI_Comm_rank
    // SOLUTION
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    // END

    double share = 0;
    // TODO(3): the share.
    // SOLUTION
    share = 1.0 / size;
    // END

    if (rank == 0) {
        printf("%g\n", share);
    }
    // TODO(4): first.
    // SOLUTION
    first();
    // END

    // TODO(5): second.
    // SOLUTION
    second();
    // END
    for (int i = 0; i < size; i++) {
        // TODO(2): the loop's body.
        // SOLUTION
        step(i);
        // END
    }
    return 0;
}
END
    "$ROOT/tools/cut" solution.c skeleton.c
}

open_todos() { "$ROOT/tools/open_todos" solution.c "$@"; }
# The numbers of the open TODOs of a file, or of what comes in.
numbers() {
    [ $# -eq 1 ] || { cat >student.c; set -- student.c; }
    open_todos "$1" | cut -f 1 | tr '\n' ' ' | sed 's/ $//'
}
is() { [ "$1" = "$2" ] || { echo "'$1', not '$2', in:"; cat -A student.c; return 1; }; }

# The skeleton with TEXT put in before or after each line that matches.
after() { TEXT=$2 awk -v pattern="$1" '{ print } $0 ~ pattern { print ENVIRON["TEXT"] }' skeleton.c; }
before() { TEXT=$2 awk -v pattern="$1" '$0 ~ pattern { print ENVIRON["TEXT"] } { print }' skeleton.c; }
ALL='1 2 3 4 5'

@test "the skeleton: all are open, with number, line and whole text" {
    run --separate-stderr open_todos skeleton.c
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 5 ]
    [ "${lines[0]}" = $'1\t5\twhich rank is this, of how many? MPI_Comm_rank' ]
    [ "${lines[1]}" = $'2\t19\tthe loop\'s body.' ]
}

@test "the solution with its markers: none is open" {
    run open_todos solution.c
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "every program: the skeleton has all its TODOs open, the solution none" {
    for solution in "$ROOT"/solutions/*/*.c; do
        "$ROOT/tools/cut" "$solution" cut.c
        [ "$("$ROOT/tools/open_todos" "$solution" cut.c | wc -l)" -eq "$(grep -c '// TODO(' "$solution")" ]
        run ! grep -P '\t.*\t.*\t' <("$ROOT/tools/open_todos" "$solution" cut.c)
        [ -z "$("$ROOT/tools/open_todos" "$solution" "$solution")" ]
    done
}

@test "every program: doing one TODO closes that one alone" {
    for solution in "$ROOT"/solutions/*/*.c; do
        "$ROOT/tools/cut" "$solution" cut.c
        all=$("$ROOT/tools/open_todos" "$solution" cut.c | cut -f 1)
        for number in $all; do
            # The skeleton with the solution of this number.
            awk -v mark="// TODO($number)" '
                /\/\/ TODO\(/ { mine = index($0, mark) }
                /^ *\/\/ SOLUTION/ { inside = 1; next }
                /^ *\/\/ END/ { inside = 0; next }
                !inside || mine' "$solution" >student.c
            "$ROOT/tools/open_todos" "$solution" student.c | cut -f 1 >open
            diff <(grep -vx "$number" <<<"$all") open
        done
    done
}

@test "white space, reformatting and line ends do not count" {
    is "$(sed 's/^ */\t\t/' skeleton.c | numbers)" "$ALL"
    is "$(sed 's/$/  /; s/(/ ( /g; s/ = /=/' skeleton.c | numbers)" "$ALL"
    is "$(sed G skeleton.c | numbers)" "$ALL"
    is "$(sed 's/$/\r/' skeleton.c | numbers)" "$ALL"
    is "$(tr '\n' '\r' <skeleton.c | sed 's/\r/\r\n/g' | sed 's/{/\n{\n/' | numbers)" "$ALL"
    is "$(clang-format --style=GNU skeleton.c | numbers)" "$ALL"
    is "$(printf '%s' "$(cat skeleton.c)" | numbers)" "$ALL"
    sed 's/$/\r/' skeleton.c >crlf.c
    [ "$(open_todos crlf.c)" = "$(open_todos skeleton.c)" ]
}

@test "code after the comment, above it, or in the line next to it" {
    is "$(after 'MPI_Comm_rank' 'x();' | numbers)" "2 3 4 5"
    is "$(after 'MPI_Comm_rank' $'\n\n\r\n    x();' | numbers)" "2 3 4 5"
    is "$(before 'TODO.3' 'share = 1;' | numbers)" "1 2 4 5"
    # A line between two TODOs belongs to both.
    is "$(sed 's/share = 0/share = 1.0 \/ size/' skeleton.c | numbers)" "2 4 5"
    is "$(sed 's/int i = 0/int i = rank/' skeleton.c | numbers)" "1 3 4"
}

@test "comments alone are no answer" {
    is "$(after 'TODO.3' '    // I do not know' | numbers)" "$ALL"
    is "$(after 'TODO.3' $'\n    /* perhaps\n * share = 1; */' | numbers)" "$ALL"
    is "$(after 'TODO.3' $'    // share = 1;' | numbers)" "$ALL"
}

@test "a comment deleted is not open, and does not disturb its neighbours" {
    is "$(sed '/TODO.4/d' skeleton.c | numbers)" "1 2 3 5"
    is "$(sed '/TODO.5/d' skeleton.c | numbers)" "1 2 3 4"
    is "$(sed '/TODO/d' skeleton.c | numbers)" ""
    is "$(numbers </dev/null)" ""
}

@test "a comment edited is open still, and keeps the text of the task" {
    sed 's/TODO.3.: the share/TODO (3) what is it?/' skeleton.c >student.c
    is "$(numbers student.c)" "$ALL"
    [ "$(open_todos student.c | sed -n 3p)" = $'3\t10\tthe share.' ]
    is "$(sed '/of how many/d' skeleton.c | numbers)" "$ALL"
    is "$(sed 's/TODO.3./DONE(3)/' skeleton.c | numbers)" "1 2 4 5"
    is "$(after 'TODO.3' '    // see TODO(3) above' | numbers)" "$ALL"
    is "$(after 'TODO.3' '    // TODO(9): my own' | numbers)" "$ALL"
}

@test "several in a row" {
    is "$(after 'TODO.4' 'first();' | numbers)" "1 2 3 5"
    is "$(after 'TODO.5' 'second();' | numbers)" "1 2 3 4"
    is "$(before 'TODO.5' 'first(); first();' | numbers)" "1 2 3 5"
}

@test "an answer that begins as the skeleton goes on" {
    is "$(after 'TODO.3' 'if (rank == 0) { share = 1; }' | numbers)" "1 2 4 5"
    is "$(after 'TODO.3' $'if (rank == 0) {\n printf("%g", share);\n}' | numbers)" "1 2 4 5"
}

@test "comments in the style of blocks" {
    sed 's|// \(TODO(3).*\)|/* \1 */|' skeleton.c >student.c
    is "$(numbers student.c)" "$ALL"
    sed 's,// TODO,/* TODO,; s,// *of how,   * of how,; s,// *MPI_Comm_rank,   *     MPI_Comm_rank */,
        s,\(first\|second\|share\|body\)\.$,& */,' skeleton.c >student.c
    is "$(numbers student.c)" "$ALL"
    sed '/MPI_Comm_rank/a x();' student.c >done.c
    is "$(numbers done.c)" "2 3 4 5"
    is "$(sed 's|// \(TODO(4).*\)|/*\n * \1\n */|' skeleton.c | numbers)" "$ALL"
}

@test "strings and characters that look like comments" {
    is "$(after 'int rank' $'    puts("// TODO(3): no /*"); char c = \'"\', d = \'\\\\\'\';' | numbers)" "$ALL"
    is "$(after 'TODO.3' '    puts("/*");' | numbers)" "1 2 4 5"
}

@test "the same number twice: each is seen on its own" {
    sed -i 's/TODO(4)/TODO(1)/' solution.c
    "$ROOT/tools/cut" solution.c skeleton.c
    is "$(numbers skeleton.c)" "1 1 2 3 5"
    [ "$(open_todos skeleton.c | sed -n '1,2s/\t.*//p' | tr '\n' ' ')" = "1 1 " ]
    after 'TODO.1.: first' 'first();' >student.c
    [ "$(open_todos student.c | head -1 | cut -f 3)" = "which rank is this, of how many? MPI_Comm_rank" ]
    after 'MPI_Comm_rank' 'x();' >student.c
    [ "$(open_todos student.c | head -1 | cut -f 3)" = "first." ]
    sed '/TODO.1.: which/,/MPI_Comm_rank/d' skeleton.c >student.c
    is "$(numbers student.c)" "1 2 3 5"
}

@test "files that cannot be read, and a file that is no solution: exit 2, one line" {
    for arguments in "" "solution.c" "solution.c missing.c" "missing.c skeleton.c" ". skeleton.c" "solution.c ." \
        "skeleton.c skeleton.c"; do
        # shellcheck disable=SC2086
        run --separate-stderr "$ROOT/tools/open_todos" $arguments
        echo "$arguments: $status $stderr"
        [ "$status" -eq 2 ]
        [ -z "$output" ]
        [[ $stderr == *"open_todos: "* ]]
    done
    run --separate-stderr "$ROOT/tools/open_todos" solution.c missing.c
    [[ $stderr == *"missing.c: there is no such file"* ]]
}

@test "names with odd characters" {
    mkdir "a=b c"
    cp skeleton.c "a=b c/x=y.c"
    is "$(numbers "a=b c/x=y.c")" "$ALL"
    cd "a=b c"
    is "$("$ROOT/tools/open_todos" ../solution.c x=y.c | wc -l)" 5
}
