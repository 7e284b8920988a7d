# shellcheck shell=bash disable=SC2034,SC2154  # variables of tools/lab-check and its other parts
# ./lab check: the chain for one program, and what was found, for report.awk. Sourced by tools/lab-check.
#
# Findings are lines SCOPE<TAB>KEY<TAB>VALUE; SCOPE is program, todo or case; a line "case<TAB>number" or
# "todo<TAB>number" begins a new one. In a value newline, tab and backslash are \n, \t, \\.

put() { printf '%s\t%s\t%s\n' "$@" >>"$found"; }

# Many lines on stdin as one value, at most 200.
put_text() { # SCOPE KEY
    printf '%s\t%s\t%s\n' "$1" "$2" \
        "$(head -n 200 | awk '{ gsub(/\\/, "\\\\"); gsub(/\t/, "\\t"); gsub(/\r/, ""); printf "%s\\n", $0 }')" >>"$found"
}

# key<TAB>value lines on stdin, as a program of ours prints them
put_lines() { awk -F '\t' -v OFS='\t' -v scope="$1" '{ key = $1; sub(/^[^\t]*\t/, ""); gsub(/\t/, "\\t"); print scope, key, $0 }' >>"$found"; }

# check_program FINDINGS - for the program that find_program has found; sets verdict
check_program() {
    local found=$1 number line text
    # All that the parts of the chain find out about one program: local here, so that nothing of it reaches
    # the next one (bash lets what a function calls see and set its locals).
    local link=builds broken='' first='' todos=0 first_todo='' sentence_of_first='' sum=''
    local source_path='' source_shown='' compiled='' target='' executable='' reference=''
    local file=$file
    [ "$side" = exercise ] || [ -n "$file" ] || file=$LAB_ROOT/solutions/$id/$source
    local case_count=0 case_ranks=() case_arguments=() case_key=() case_verdict=()
    source_path=${file:-$LAB_ROOT/exercises/$id/$source}
    case $source_path in /*) ;; *) source_path=$PWD/$source_path ;; esac
    compiled=$source_path
    [ -z "$file" ] || compiled=$(build_dir)/submissions/$name.c
    source_shown=${file:-exercises/$id/$source}
    source_shown=${source_shown#"$LAB_ROOT/"}
    : >"$found"
    put program program "$id"
    put program name "$name"
    put program title "$title"
    put program file "$source_shown"
    put program mpi "$(. "$(build_dir)/launch.env" && echo "$MPI_VERSION")"
    verdict=PASS
    sum=$(progress_sum "$id") # the file may be saved again while it is checked
    check_chain
    put program link "$link"
    put program verdict "$verdict"
    put_next
    if [ -z "$file$only_ranks" ]; then
        progress_note "$id" "$verdict" "$sum"
    fi
}

# What to do now.
put_next() {
    local next shown=$file
    case $verdict in
    PASS)
        awk '/^## Going further/ { on = 1; next } on && /^(#|\*\*)/ { exit } on && NF' \
            "$LAB_ROOT/exercises/$id/README.md" 2>/dev/null >"$work/further" || true
        [ ! -s "$work/further" ] || put_text program further <"$work/further"
        next=$(programs | awk -F '\t' -v id="$id" 'found { print $2; exit } $1 == id { found = 1 }')
        [ -z "$next" ] || put program next "next: exercises/$(programs | awk -F '\t' -v n="$next" '$2 == n { print $1 }')/README.md"
        ;;
    ERROR) ;;
    *)
        case $file in *[[:space:]]*) shown="'$file'" ;; esac
        put program next "./lab hint $name     edit $source_shown, then ./lab check $name${file:+ --file $shown}"
        ;;
    esac
}

# Gives the verdict where the chain ends: fail VERDICT SENTENCE
fail() {
    verdict=$1
    if [ "$verdict" = FAIL ] && ! has_room; then
        rm -rf "${work:?}/$id"
        set -- ERROR "there is no room left in ${work%/*}: TMPDIR=FOLDER chooses another place"
        verdict=ERROR
    fi
    put program sentence "$2"
}
# Is there room for what runs write? Where not, no program ends as it should.
has_room() { head -c 1000000 /dev/zero 2>/dev/null >"$work/room" && rm -f "$work/room"; }

check_chain() {
    if [ ! -e "$source_path" ]; then
        fail FAIL "$source_shown is not there: ./lab reset $name writes the exercise anew"
        return
    fi
    if ! build_student "$work/build.log"; then
        check_compiler
        return
    fi
    if [ -s "$(build_dir)/${target%%-*}s/$name.warnings" ]; then
        put_text program warnings <"$(build_dir)/${target%%-*}s/$name.warnings"
    fi
    "$LAB_ROOT/tools/open_todos" "$LAB_ROOT/solutions/$id/$source" "$source_path" >"$work/todos" || {
        fail ERROR "the open TODOs could not be found (see above)"
        return
    }
    while IFS=$'\t' read -r number line text; do
        put todo number "$number"
        put todo line "$line"
        put todo text "$text"
        [ "$todos" -gt 0 ] || first_todo="TODO($number): $text"
        todos=$((todos + 1))
    done <"$work/todos"

    cases_read
    if [ -t 2 ] || [ -n "${CI:-}" ]; then say "checking $id: $case_count runs"; fi
    reference_find
    local missing
    missing=$(reference_missing)
    reference_seal
    # shellcheck disable=SC2046,SC2086  # one word for each case
    in_parallel run_case student $(seq 0 $((case_count - 1)))
    check_ends
    if [ -z "$first" ] || [ -n "$all" ]; then
        rm -f "$work/$id/stop"
        # shellcheck disable=SC2086
        in_parallel run_case solution $missing
        check_results "$missing"
    fi
    check_summary
}

# The compiler's word, and the TODO in whose code it stands.
check_compiler() {
    local line number
    if ! build_quietly "$work/own.log" "solution-$name" checker; then
        put_text program compiler <"$work/own.log"
        fail ERROR "the solution or the checker does not compile here, which is not your fault"
        return
    fi
    put_text program compiler <"$work/build.log"
    line=$(sed 's/'$'\033''\[[0-9;]*[mK]//g' "$work/build.log" | awk -v path="$source_path:" '
        (at = index($0, path)) && /error|undefined reference/ { print substr($0, at + length(path)) + 0; exit }')
    number=$(awk -v line="${line:-0}" 'NR > line { exit }
        match($0, /TODO\([0-9]+\)/) { number = substr($0, RSTART + 5, RLENGTH - 6) } END { print number }' "$source_path")
    put program line "${line:-0}"
    if [ -n "$number" ]; then
        put program todo "$number"
        fail FAIL "it does not compile: see line $line, in the code of TODO($number)"
    else
        fail FAIL "it does not compile${line:+: see line $line}"
    fi
}

# After the student's runs: sets first to the first case that did not end well, if any.
check_ends() {
    local k
    link="runs and ends"
    case_verdict=()
    for ((k = 0; k < case_count; k++)); do
        case_verdict[k]=SKIP
        if [ -e "$work/$id/student-$k/exit" ]; then
            case_verdict[k]=PASS
            if [ "$(cat "$work/$id/student-$k/exit")" != 0 ]; then
                case_verdict[k]=FAIL
            elif [ ! -e "$work/$id/student-$k/fresh/result.h5" ]; then
                case_verdict[k]=FAIL
            fi
            if [ "${case_verdict[k]}" = FAIL ] && [ -z "$first" ]; then first=$k; fi
        fi
    done
}

compare_case() { # KIND K
    local status=0 dir=$work/$id/student-$2
    "$(build_dir)/bin/compare" ${first_todo:+--first-todo "$first_todo"} "$reference/${case_key[$2]}.h5" "$dir/fresh/result.h5" \
        >"$dir/compare" 2>"$dir/compare.error" || status=$?
    echo $status >"$dir/differs"
}

check_results() { # MISSING: the cases of which the solution has just written the results
    local k todo=()
    reference_lock
    reference_unseal
    # shellcheck disable=SC2086
    if reference_keep $1; then
        for ((k = 0; k < case_count; k++)); do
            [ "${case_verdict[k]}" != PASS ] || todo+=("$k")
            cp "$reference/${case_key[k]}.trace" "$work/$id/student-$k/solution-trace" 2>/dev/null ||
                : >"$work/$id/student-$k/solution-trace"
        done
        in_parallel compare_case student ${todo[@]+"${todo[@]}"}
    fi
    reference_unlock
}

# All cases into the findings, and the verdict: that of the first link that broke.
check_summary() {
    local k right=0 differs worst='' seconds
    if [ -n "$broken" ]; then
        put_text program output <"$work/$id/solution-$broken/output"
        fail ERROR "the solution itself did not end as it should ($(case_name "$broken")): is MPI set up well here?"
        return
    fi
    if [ -z "$first" ]; then choose_first; fi
    if [ -z "$first" ]; then look_at_records; fi
    for ((k = 0; k < case_count; k++)); do
        differs=0 seconds=
        if [ "${case_verdict[k]}" = PASS ] && [ -e "$work/$id/student-$k/differs" ]; then
            differs=$(cat "$work/$id/student-$k/differs")
        fi
        case $differs in
        0) ;;
        1) case_verdict[k]=FAIL ;;
        *) case_verdict[k]=ERROR worst=$k ;;
        esac
        put case number $k
        put case ranks "${case_ranks[k]}"
        put case arguments "${case_arguments[k]}"
        if [ -e "$work/$id/student-$k/seconds" ]; then
            read -r seconds <"$work/$id/student-$k/seconds" || true
            put case seconds "$seconds"
        fi
        case ${case_verdict[k]} in
        PASS) right=$((right + 1)) ;;
        FAIL) check_case $k ;;
        ERROR) put_lines case <"$work/$id/student-$k/compare" ;;
        esac
        put case verdict "${case_verdict[k]}"
    done
    put program cases "$case_count"
    put program right $right
    if [ -n "$worst" ]; then
        fail ERROR "the results could not be compared ($(case_name "$worst")): $(cat "$work/$id/student-$worst/compare.error")"
    elif [ -z "$first" ]; then
        link=communication
        put_warnings
        fail PASS "right in all $case_count cases${only_ranks:+ with $only_ranks ranks}"
        check_speed
    elif [ "$link" = result ] && [ "$todos" -gt 0 ]; then
        put program first "$first"
        fail TODO "$first_todo"
    else
        put program first "$first"
        fail FAIL "$sentence_of_first"
    fi
}

# The results are right. Were MPI's rules kept, and what the program asks of the communication? Sets first to
# the first case where not; its trace then has the finding at the top.
look_at_records() {
    local k dir
    for ((k = 0; k < case_count; k++)); do
        dir=$work/$id/student-$k
        if [ "${case_verdict[k]}" != PASS ] || [ ! -s "$dir/trace" ]; then continue; fi
        if grep -q $'^finding\terror\t' "$dir/trace"; then
            first=${first:-$k} link="MPI used correctly"
            case_verdict[k]=FAIL
        fi
    done
    [ -z "$first" ] || return 0
    for ((k = 0; k < case_count; k++)); do
        dir=$work/$id/student-$k
        if [ "${case_verdict[k]}" != PASS ] || [ ! -s "$dir/trace" ]; then continue; fi
        awk -v demands="$demands" -v arguments="${case_arguments[k]}" -v source="$source" -v compiled="${compiled##*/}" -f "$LAB_ROOT/tools/check/demands.awk" \
            kind=solution "$dir/solution-trace" kind=student "$dir/trace" >"$dir/demands" 2>/dev/null || true
        if [ -s "$dir/demands" ]; then
            first=${first:-$k} link=communication
            case_verdict[k]=FAIL
        fi
    done
}

# What works, but should not be relied upon, or could cost less: of each kind the first.
put_warnings() {
    local k shown=
    for ((k = case_count - 1; k >= 0; k--)); do
        [ -s "$work/$id/student-$k/trace" ] || continue
        awk -F '\t' -v name="$(case_name $k)" -v ranks="${case_ranks[k]}" -f "$LAB_ROOT/tools/check/warnings.awk" \
            kind=solution "$work/$id/student-$k/solution-trace" kind=student "$work/$id/student-$k/trace" 2>/dev/null || true
    done | awk -F '\t' -v source="${source_path##*/}" -v compiled="${compiled##*/}" "$(cat "$LAB_ROOT/tools/check/own_name.awk")"'
        !seen[$1]++ && ++n <= 5 { print own_name($2, compiled, source) }' >"$work/luck"
    [ ! -s "$work/luck" ] || put_text program luck <"$work/luck"
}

# Of wrong results the first. If it tells no more than that values differ, one at the same number of ranks
# that does: a mistake that shows with one rank already has nothing to do with how many there are.
choose_first() {
    local k
    for ((k = 0; k < case_count; k++)); do
        [ "$(cat "$work/$id/student-$k/differs" 2>/dev/null)" = 1 ] || continue
        if [ -z "$first" ]; then
            first=$k link=result
            says_little "$k" || return 0
        elif [ "${case_ranks[k]}" = "${case_ranks[first]}" ] && ! says_little "$k"; then
            first=$k
            return
        fi
    done
}

says_little() {
    local pattern=$'^pattern\tvalues_differ$'
    [ -z "$first" ] || [ "$first" = "$1" ] || pattern=$'^pattern\t(values_differ|untouched)$' # small cases
    grep -qE "$pattern" "$work/$id/student-$1/compare"
}

# What is wrong in case K, of which something is.
check_case() {
    local dir=$work/$id/student-$1 status
    status=$(cat "$dir/exit")
    put case status "$status"
    if [ "$link" != result ] && [ -e "$dir/compare" ]; then
        put case link "$link"
        explain_use "$dir" >"$dir/explained"
    elif [ -e "$dir/compare" ]; then
        put case link result
        cp "$dir/compare" "$dir/explained"
    elif [ "$status" = 0 ]; then
        put case link "runs and ends"
        printf 'sentence\tthe program ended, but wrote no result file\n' >"$dir/explained"
        printf 'advice\tresults_create, results_write_... and results_close write it; what is printed does not count.\n' >>"$dir/explained"
        put_output "$dir/output"
    else
        put case link "runs and ends"
        explain_run "$1" "$status" >"$dir/explained"
        put_output "$dir/output"
    fi
    put_lines case <"$dir/explained"
    if [ "$1" = "$first" ]; then
        sentence_of_first=$(awk -F '\t' '$1 == "sentence" { print $2; exit }' "$dir/explained")
    fi
}

explain_run() { # K STATUS
    local dir=$work/$id/student-$1
    explain_end "$dir" "$2" "$(seconds_for "$1")" "$name" "$executable" "$source_path" "$compiled" >"$dir/places"
    if grep -q $'^finding\terror\tdeadlock\t' "$dir/trace" 2>/dev/null; then
        awk -v source="${source_path##*/}" -v compiled="${compiled##*/}" -f "$LAB_ROOT/tools/check/own_name.awk" \
            -f "$LAB_ROOT/tools/check/deadlock.awk" "$dir/trace" "$dir/places"
    else
        cat "$dir/places"
    fi
}

# What the records have found in a run whose result is right.
explain_use() { # DIR
    if [ -s "$1/demands" ]; then
        cat "$1/demands"
        return
    fi
    awk -F '\t' -v OFS='\t' -v compiled="$compiled" -v base="${compiled##*/}" -v source="${source_path##*/}" \
        "$(cat "$LAB_ROOT/tools/check/own_name.awk")"'
        NR == FNR { gsub(/\t/, " "); sub(/^ +/, ""); text[FNR] = $0; next }
        $1 == "finding" { if (on) exit; if ($2 == "error") { on = 1; print "sentence", own_name($5, base, source) } }
        on && $1 == "place" && $3 == compiled && !((line = $4) in known) {
            known[line] = 1
            print "place", "rank " $2, $5 == "" ? "" : "in " $5, line, text[line]
        }' "$source_path" "$1/trace"
}

# The last lines that a program has printed, without what mpirun says about its end.
put_output() {
    awk '/^-----/ { inside = !inside; next } !inside && !/^\[[^]]*:[0-9]+\]|^mpi(run|exec): |^$/' "$1" | tail -n 8 >"$work/tail"
    [ ! -s "$work/tail" ] || put_text case output <"$work/tail"
}

# Both programs side by side, once more without the other cases beside them: seconds of the whole run.
check_speed() {
    local ranks own solution
    ranks=$(cores)
    [ "$ranks" -le 4 ] || ranks=4
    own=$(time_of "$executable" "$ranks") && solution=$(time_of "$(build_dir)/solutions/$name" "$ranks") || return 0
    put program speed_ranks "$ranks"
    put program speed_arguments "${case_arguments[0]}"
    put program own_seconds "$own"
    put program solution_seconds "$solution"
}

time_of() { # PROGRAM RANKS
    local TIMEFORMAT=%R
    # shellcheck disable=SC2086
    { time "$LAB_ROOT/tools/launch" "$(build_dir)" -n "$2" -t 60 -- "$1" -o "$work/$id/speed.h5" \
        ${case_arguments[0]} >/dev/null 2>&1 </dev/null; } 2>&1
}
