# shellcheck shell=bash disable=SC2034,SC2154  # variables of tools/lab-check and its other parts
# ./lab check, first link of the chain: does it compile? Sourced by tools/lab-check.

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
