# shellcheck shell=bash disable=SC2034,SC2154  # variables of tools/lab-check and its other parts
# ./lab check, first link of the chain: does it compile? Sourced by tools/lab-check.

# build_quietly LOG TARGET... - what compilers say goes to LOG, in colour
build_quietly() {
    local log=$1 build status=0
    shift
    build=$(build_dir)
    (
        have flock && exec 8<"$build/CMakeCache.txt" && flock 8
        CLICOLOR_FORCE=1 cmake --build "$build" --parallel "$(cores)" --target "$@" 8<&-
    ) >"$log.all" 2>&1 || status=$?
    grep -vE '^(\[[0-9/]+\] |\[ *[0-9]+%\] |ninja: |.{0,6}FAILED: |/[^ ]*/(cc|gcc|clang) |gmake|make|Consolidate|Re-run|-- )' \
        "$log.all" >"$log" || true
    return $status
}

# submit_file FILE - puts FILE where the target submission-NAME has its source; the compiler will name FILE
submit_file() {
    local path=$1 target
    target=$(build_dir)/submissions/$name.c
    case $path in /*) ;; *) path=$PWD/$path ;; esac
    mkdir -p "${target%/*}"
    { printf '#line 1 "%s"\n' "$path"; cat "$path"; } >"$work/submission"
    cmp -s "$work/submission" "$target" || cat "$work/submission" >"$target"
}

# Sets student (the source), target and executable for the program that find_program has found; copies
# the executable, so that a later build does not change a running one. 1: does not compile, see $log.
build_student() {
    local log=$1 built
    if [ -n "$file" ]; then
        target=submission-$name built=$(build_dir)/submissions/$name
        if have flock; then exec 7>>"$(build_dir)/submissions.lock" && flock 7; fi
        submit_file "$file"
    else
        target=exercise-$name built=$(build_dir)/exercises/$name
    fi
    mkdir -p "$work/$id"
    executable=$work/$id/$name
    local status=0
    build_quietly "$log" "$target" "solution-$name" checker || status=1
    if [ $status -eq 0 ]; then
        cp "$built" "$executable"
        note_warnings "$log" "$built"
    fi
    if [ -n "$file" ]; then exec 7>&-; fi
    return $status
}

# A build says a warning once only; we say it until it is gone.
note_warnings() {
    local log=$1 kept=$2.warnings
    if grep -q 'warning:' "$log"; then
        cp "$log" "$kept"
    elif [ "$2" -nt "$kept" ]; then
        rm -f "$kept"
    fi
}
