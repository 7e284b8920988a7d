#!/usr/bin/env bats
# ./lab watch: one check for one save, however an editor saves, and a clean end. The check is a stand-in.
load common

# On a machine with much else to do a process may stall between the two writes of one save, which then
# are two: once more, then.
setup_file() { export BATS_TEST_RETRIES=2; }

setup() {
    copy_project
    FILE=exercises/01-hello/hello.c
    cat >tools/lab-check <<'END'
#!/usr/bin/env bash
# Notes what it is asked to check. The file `slow` makes it take a second, `hang` for ever.
echo "$* $(cksum <exercises/01-hello/hello.c)" >>checks
if [ -e slow ]; then sleep 1; fi
if [ -e hang ]; then
    if [ -e deaf ]; then trap '' TERM; fi
    sleep 300 &
    echo "$$ $!" >hanging
    wait
    sleep 300
fi
if [ -e status ]; then exit "$(cat status)"; fi
END
    chmod +x tools/lab-check
    touch checks
}

teardown() {
    [ -z "${WATCH:-}" ] || kill "$WATCH" 2>/dev/null || true
    # shellcheck disable=SC2046
    [ ! -e hanging ] || kill $(cat hanging) 2>/dev/null || true
}

watch() { # starts it, and waits for the first check
    ./lab watch hello "$@" >out 2>err 3>&- &
    WATCH=$!
    checked 1
}

# There have been COUNT checks, soon, the last one of what the file is now.
checked() {
    local tenths
    for ((tenths = 0; tenths < 100; tenths++)); do
        [ "$(wc -l <checks)" -lt "$1" ] || break
        sleep 0.1
    done
    cat checks
    [ "$(wc -l <checks)" -eq "$1" ]
    [[ $(tail -n 1 checks) == *" $(cksum <"$FILE")" ]]
}

# And no more have followed since.
no_more() { sleep 1; checked "$1"; }

# No process is left that was started here.
nobody_left() {
    local link
    cd / || return 1
    for link in /proc/[0-9]*/cwd; do
        [ "$(readlink "$link" 2>/dev/null)" != "$COPY" ] || { ls -l "$link" "${link%cwd}exe"; return 1; }
    done
}
ended_by_sigterm() {
    local status=0
    kill "$WATCH"
    wait "$WATCH" || status=$?
    [ "$status" -eq 143 ]
}
until_there() { for _ in {1..100}; do [ ! -s "$1" ] || return 0; sleep 0.1; done; return 1; }

each_way_to_save() {
    watch "$@"
    echo "// by rename" >new && cp "$FILE" x.c && cat new >>x.c && mv x.c "$FILE"
    checked 2
    # As vim does: the old file moved away, a new one written.
    mv "$FILE" "$FILE~" && sleep 0.1 && { cat "$FILE~"; echo "// as vim"; } >"$FILE" && rm "$FILE~"
    checked 3
    # A temporary file beside it.
    { cat "$FILE"; echo "// beside"; } >exercises/01-hello/.tmp && mv exercises/01-hello/.tmp "$FILE"
    checked 4
    : >"$FILE" && sleep 0.05 && echo "int main(void) {}" >"$FILE"
    checked 5
    echo "// one" >>"$FILE" && sleep 0.05 && echo "// two" >>"$FILE" && sleep 0.1 && echo "// three" >>"$FILE"
    checked 6
    no_more 6
}

@test "one check at first, and one for each save" {
    each_way_to_save
    [[ $(cat err) == *"watching $FILE"* ]]
}

@test "the same without inotifywait" {
    each_way_to_save --poll
    run ! grep -q -- --poll checks # that is not for check
}

@test "what is not a save: other files, the same text again, the file away for long" {
    watch
    touch exercises/01-hello/.hello.c.swp exercises/01-hello/notes.txt "$FILE"
    cp "$FILE" same.c && mv same.c "$FILE"
    no_more 1
    mv "$FILE" away.c && sleep 1 && mv away.c "$FILE"
    mv exercises/01-hello away && sleep 0.5 && mv away exercises/01-hello
    no_more 1
    echo "// more" >>"$FILE"
    checked 2
}

@test "a header of the student's own counts too" {
    watch
    echo "int mine;" >exercises/01-hello/mine.h
    checked 2
}

@test "saves during a check: one more check after it" {
    touch slow
    echo "// 0" >>"$FILE"
    watch
    echo "// 1" >>"$FILE"
    sleep 0.3
    echo "// 2" >>"$FILE"
    checked 2
    echo "// 3" >>"$FILE"
    checked 3
    no_more 3
}

@test "the options of check reach it; a failing check does not end the watch" {
    echo 1 >status
    watch -n 3 "two words"
    [[ $(cat checks) == "hello -n 3 two words "* ]]
    echo 2 >status
    echo "// more" >>"$FILE"
    checked 2
    echo "// more" >>"$FILE"
    checked 3
}

@test "a first check that cannot be made ends it: exit 2" {
    echo 2 >status
    run timeout 10 ./lab watch hello --nonsense
    [ "$status" -eq 2 ]
    [ "$(wc -l <checks)" -eq 1 ]
}

@test "Ctrl-C on a terminal, between checks: at once, status 0" {
    script --version 2>/dev/null | grep -q util-linux || skip "no script, or another one"
    run bash -c '{ sleep 1.5; printf "\003"; sleep 2; } | SHELL=$BASH timeout 10 script -qec "./lab watch hello; echo ended with \$?" /dev/null'
    [[ $output == *"ended with 0"* ]]
    [[ $output == *"watching $FILE"* ]]
    [ "$(wc -l <checks)" -eq 1 ]
    nobody_left
}

@test "Ctrl-C on a terminal, during a check: that ends too" {
    script --version 2>/dev/null | grep -q util-linux || skip "no script, or another one"
    touch hang
    run bash -c '{ sleep 1.5; printf "\003"; sleep 2; } | SHELL=$BASH timeout 10 script -qec "./lab watch hello; echo ended with \$?" /dev/null'
    [[ $output == *"ended with 0"* ]]
    [[ $output != *Terminated* ]]
    nobody_left
}

@test "SIGTERM, with and without a check running: status 143, nobody left" {
    watch
    ended_by_sigterm
    : >checks
    touch hang
    watch
    until_there hanging
    ended_by_sigterm
    nobody_left
    [ ! -s "$COPY/out" ]
}

@test "a check that does not heed SIGTERM is killed" {
    touch hang deaf
    watch
    until_there hanging
    ended_by_sigterm
    nobody_left
    run ! grep -E 'Terminated|Killed' "$COPY/out" "$COPY/err"
}

@test "wrong arguments: one line" {
    for arguments in "" "--poll" "-n 4 hello" "solutions/hello"; do
        # shellcheck disable=SC2086
        run --separate-stderr timeout 10 ./lab watch $arguments
        echo "$arguments: $status $stderr"
        [ "$status" -eq 2 ]
        one_clear_line "watch: "
    done
    rm "$FILE"
    run --separate-stderr timeout 10 ./lab watch hello
    [ "$status" -eq 1 ]
    one_clear_line "./lab reset hello"
}
