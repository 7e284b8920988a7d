#!/usr/bin/env bats
# docs/first-hour.md, done word for word by somebody with a new home and an empty folder: its programs are
# written, its changes made, its commands typed, and what they print is what the page shows.
load common

PAGE=$ROOT/docs/first-hour.md

# What differs between machines and runs, and what ./lab says of its own work.
plain() {
    sed -E -e 's/\[[^]]*[0-9][^]]*\]/[]/g' -e "s/[‘’]/'/g" -e 's/error: (passing argument)/warning: \1/' -e 's#/[^ ]*/mpilab/#/home/you/mpilab/#' -e 's/[[:space:]]+/ /g; s/^ //; s/ $//' |
        grep -avE '^(building |configuring build/|[0-9]+ ranks of |.*Unable to find reachable pairing|$)' # Open MPI 5
}

# change FILE OLD NEW - files of lines; OLD must be there
change() {
    awk -v old="$2" -v new="$3" -v n=0 '
        BEGIN {
            while ((getline line < old) > 0) want[++n] = line
            while ((getline line < new) > 0) put = put line "\n"
        }
        { have[NR] = $0 }
        END {
            for (i = 1; i <= NR; i++) {
                for (k = 1; k <= n && have[i + k - 1] == want[k]; k++) continue
                if (k > n) { printf "%s", put; i += n - 1; done++ } else print have[i]
            }
            exit done != 1
        }' "$1" >"$WORK/changed" || { echo "$1 has not once what is to be changed"; cat "$2"; return 1; }
    cat "$WORK/changed" >"$1"
}

# as_shown COMMAND WANT - does COMMAND print what the page shows? mpirun loses the words of a failing run now and
# then, above all on a busy machine, so eight times it may try.
as_shown() {
    for _ in 1 2 3 4 5 6 7 8; do
        status=0
        timeout -k 10 200 bash -c "$1" >"$WORK/out" 2>&1 3>&- </dev/null || status=$?
        plain <"$WORK/out" >"$WORK/got" || true
        plain <"$2" >"$WORK/want" || true
        if grep -qx '\.\.\.' "$WORK/want"; then
            grep -vx '\.\.\.' "$WORK/want" | while IFS= read -r line; do
                grep -qxF -- "$line" "$WORK/got" || { echo "not printed: $line"; exit 1; }
            done && return 0
        else
            diff <(sort "$WORK/want") <(sort "$WORK/got") && return 0
        fi
    done
    echo "printed was:"
    cat "$WORK/out"
    return 1
}

type_command() { # COMMAND WANT
    echo "\$ $1"
    case $1 in
    'cd '*) eval "$1"; return ;;
    'man '*) man -w MPI_Comm_rank >/dev/null 2>&1 || { echo "no manual pages here"; return 0; } ;;
    *' -n 100 '*) [ "$(nproc)" -gt 1 ] && [ "$(nproc)" -lt 100 ] || return 0 ;;
    *) if [ -n "$not_made" ]; then not_made=''; return 0; fi ;;
    esac
    as_shown "$1" "$2" || return 1
    commands=$((commands + 1))
    case $1 in
    'mpicc '*) [ -x "${1##* }" ] && ! grep -q ' error: ' "$WORK/out" || not_made=1 ;;
    'timeout '*) [ "$status" -eq 124 ] || [ "$status" -eq 137 ] ;; # it hangs
    esac
}

@test "the page, from the first line to the last" {
    [ "$(basename "$BUILD")" = dev ] || skip "the page is for the usual build"
    mpirun --version | grep -q 'Open MPI' || skip "the page shows what Open MPI says"
    export HOME=$BATS_TEST_TMPDIR/home WORK=$BATS_TEST_TMPDIR/work MANPAGER=cat MANWIDTH=80 LC_ALL=C.UTF-8
    unset LAB_STATE MPILAB_SHARED_CORES
    mkdir "$HOME" "$WORK"
    copy_sources "$HOME/mpilab" && cd "$HOME/mpilab"
    configured >/dev/null 2>&1 # as ./lab setup would have led to
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    [ "$(nproc)" -gt 1 ] || export OMPI_MCA_rmaps_base_oversubscribe=1
    cd "$HOME"
    while IFS= read -r line; do eval "$line"; done < <(sed -n 's/^    \(mkdir\|cd\) /\1 /p' "$PAGE")
    [ "$PWD" = "$HOME/first-hour" ]

    files=0 changes=0 commands=0 not_made='' fence='' file='' kind='' command=''
    while IFS= read -r line <&4; do
        case $fence$line in
        '<!-- file: '* | '<!-- change: '*) read -r _ kind file _ <<<"$line" ;;
        '```console') fence='|' command='' ;;
        '```c' | '```diff')
            fence='|'
            : >"$WORK/old" && : >"$WORK/new"
            ;;
        '|```')
            fence=''
            case $kind in
            file:) cp "$WORK/new" "$file" && files=$((files + 1)) ;;
            change:) change "$file" "$WORK/old" "$WORK/new" && changes=$((changes + 1)) ;;
            *) type_command "$command" "$WORK/shown" ;;
            esac
            kind=''
            ;;
        '|'*)
            case $kind in
            file:) printf '%s\n' "$line" >>"$WORK/new" ;;
            change:) case $line in -*) printf '%s\n' "${line#-}" >>"$WORK/old" ;; +*) printf '%s\n' "${line#+}" >>"$WORK/new" ;; esac ;;
            *) if [[ $line == '$ '* ]]; then
                [ -z "$command" ] || type_command "$command" "$WORK/shown"
                command=${line#'$ '}
                : >"$WORK/shown"
            else
                printf '%s\n' "$line" >>"$WORK/shown"
            fi ;;
            esac
            ;;
        esac
    done 4<"$PAGE"
    echo "$files files, $changes changes, $commands commands"
    [ $files -ge 4 ] && [ $changes -ge 6 ] && [ $commands -ge 18 ]
    # Compiled, run and broken a program of one's own.
    [ -x "$HOME/first-hour/hello" ]
    grep -q mpi_check "$HOME/mpilab/my/first/first.c"
    [ -x "$HOME/mpilab/build/dev/my/first" ]
}
