# shellcheck shell=bash
# Shared by ./lab and tools/lab-*: messages, the manifest of programs, building. Sourced, with
# LAB_ROOT set. Keeps to what bash 3.2 (macOS) knows.

: "${LAB_ROOT:?run this through ./lab}"
# shellcheck source=tools/place.sh
. "$LAB_ROOT/tools/place.sh"
export LAB_PRESET

# A TMPDIR that is gone, as after a batch job.
[ -z "${TMPDIR:-}" ] || [ -w "$TMPDIR" ] || export TMPDIR=/tmp

# Numbers that programs read have a point, whatever the user's language; LC_ALL would override that.
if [ -n "${LC_ALL:-}" ]; then
    export LANG=$LC_ALL
    unset LC_ALL
fi
export LC_NUMERIC=C

# ---- messages: errors to stderr, colour on a terminal only ----

if [ "${TERM:-}" = dumb ]; then export NO_COLOR=1; fi
if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    RED=$'\033[31m' DIM=$'\033[2m' PLAIN=$'\033[0m'
else
    RED='' DIM='' PLAIN=''
fi

say() { printf '%s\n' "$DIM$*$PLAIN" >&2; }
complain() { printf '%slab:%s %s\n' "$RED" "$PLAIN" "$*" >&2; }
die() {
    complain "$*"
    exit 1
}
die_usage() {
    complain "$*"
    exit 2
}
die_unable() { die_usage "$@"; } # not what was asked is at fault: it could not be done

# The comment block at the top of a tool is its --help.
print_help() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$1"; }

# read_options RANKS ARGS... - in $arguments: ARGS, with -n4, -np 4, --ranks=4 and whatever else says a number of ranks as
# RANKS 4, and --option=value as two words; up to --, behind which the program's own begin
read_options() {
    local ranks=$1
    shift
    arguments=()
    while [ $# -gt 0 ]; do
        case $1 in
        --) break ;;
        -n | -np | --np | --ranks | --ntasks) arguments+=("$ranks") ;;
        -n=* | -np=* | --np=* | --ranks=* | --ntasks=*) arguments+=("$ranks" "${1#*=}") ;;
        -n[0-9]*) arguments+=("$ranks" "${1#-n}") ;;
        -np[0-9]*) arguments+=("$ranks" "${1#-np}") ;;
        --[a-z]*=*) arguments+=("${1%%=*}" "${1#*=}") ;;
        *) arguments+=("$1") ;;
        esac
        shift
    done
    arguments+=("$@")
}

# ask_for_ranks SUBCOMMAND RANKS - a machine that starts hundreds of ranks on a few cores can do nothing else for minutes
ask_for_ranks() {
    local answer most what
    most=$(($(cores) * 32))
    [ "$most" -ge 64 ] || most=64
    if [ "$2" -le "$most" ] || [ "${MPILAB_ALL_RANKS:-}" = 1 ] || on_nodes; then return; fi
    what="$1: $2 ranks on $(cores) cores take minutes, about $((($2 + 24) / 25)) GB of memory, and the whole machine"
    { [ -t 0 ] && [ -t 2 ]; } || die_unable "$what: MPILAB_ALL_RANKS=1 ./lab $1 ... starts them all the same"
    printf 'lab: %s. Start them? [y/N] ' "$what" >&2
    read -r answer || answer=n
    case $answer in [yY]*) ;; *) exit 2 ;; esac
}

# did_you_mean WORD CANDIDATE... - " (did you mean 'x'?)" for the nearest candidate, if one is near
did_you_mean() {
    local word=$1
    shift
    printf '%s\n' "$@" | awk -v word="$word" '
        function min(a, b) { return a < b ? a : b }
        function distance(a, b,    i, j, d) {   # Levenshtein
            for (i = 0; i <= length(a); i++) d[i, 0] = i
            for (j = 0; j <= length(b); j++) d[0, j] = j
            for (i = 1; i <= length(a); i++)
                for (j = 1; j <= length(b); j++)
                    d[i, j] = min(min(d[i-1, j] + 1, d[i, j-1] + 1),
                                  d[i-1, j-1] + (substr(a, i, 1) != substr(b, j, 1)))
            return d[length(a), length(b)]
        }
        BEGIN { best = 1 + length(word) / 2 }
        { far = index($0, word) ? 0.5 : distance(word, $0); if (far < best) { best = far; name = $0 } }
        END { if (name != "") printf " (did you mean '\''%s'\''?)", name }'
}

# unknown_option WORD [WHAT TO DO] - refuses it, and names the nearest option that the tool's help has
unknown_option() {
    local tool=${0##*/lab-} near=''
    # shellcheck disable=SC2046  # one word each
    case $1 in
    --*) near=$(did_you_mean "$1" $(print_help "$0" | grep -oE -- '--[a-z][a-z-]+' | sort -u)) ;;
    -*) ;;
    *) die_usage "$tool: '$1' is one word too many (see ./lab $tool --help)" ;;
    esac
    die_usage "$tool: unknown option '$1'$near${2:- (see ./lab $tool --help)}"
}

# is_no_cluster MESSAGE - do SLURM's commands say that they find none? With Debian's package alone they do; but also on a
# cluster that hands out its configuration, while its controller is down.
is_no_cluster() { grep -qiE 'configuration source|resolve_ctls' <<<"$1"; }
# shellcheck disable=SC2034  # for those who ask
no_cluster="SLURM's commands find no cluster: there is none here, or its controller does not answer"

# How wide the terminal is.
columns() {
    local wide=${COLUMNS:-$(tput cols 2>/dev/null)}
    case $wide in '' | *[!0-9]* | 0* | ???????*) wide=80 ;; esac
    [ "$wide" -ge 20 ] || wide=20
    echo "$wide"
}

# wrap INDENT TEXT - in lines as wide as the terminal, each indented
wrap() {
    local indent=$1 line=$1 word words wide
    wide=$(columns)
    read -r -d '' -a words <<<"$2" || true
    for word in ${words[@]+"${words[@]}"}; do
        if [ "$line" = "$indent" ]; then
            line+=$word
        elif [ $((${#line} + 1 + ${#word})) -le "$wide" ]; then
            line+=" $word"
        else
            printf '%s\n' "$line"
            line=$indent$word
        fi
    done
    printf '%s\n' "$line"
}

# Can this file be written? Asked before what goes into it is measured. Leaves what is there as it is.
can_write() {
    if [ -e "$1" ]; then
        [ -f "$1" ] && [ -w "$1" ]
    else
        (: >"$1") 2>/dev/null && rm -f "$(readlink -f "$1")"
    fi
}

# report_place SUBCOMMAND OPTION FILE - asked before the work whose report is to go into it; a device or a pipe will do
report_place() {
    [ -c "$3" ] || [ -p "$3" ] || can_write "$3" || die_usage "$1: $2 $3 cannot be written"
}

# Can a table be written there? Asked before the measurements, so that these are not lost. Makes results/ only.
table_place() { # SUBCOMMAND FILE
    local folder
    folder=$(dirname "$2")
    [ -d "$folder" ] || [ "$folder" = "$LAB_RESULTS" ] || die_usage "$1: -o $2: there is no directory $folder"
    mkdir -p "$folder"
    can_write "$2" || die "$1: $2 cannot be written: -o FILE chooses another"
}

# ---- a student's work is never lost ----

# keep_before_reset FILE - gives it a second name, FILE.before-reset-N, that nothing had before, and prints
# that. A link needs no room on the disk; not every file system has links.
keep_before_reset() {
    local number=1 kept
    while kept=$1.before-reset-$number; [ -e "$kept" ] || [ -L "$kept" ]; do number=$((number + 1)); done
    if ! ln "$1" "$kept" 2>/dev/null; then
        if [ -e "$kept" ] || [ -L "$kept" ]; then return 1; fi
        (set -C && cat "$1" >"$kept") || { rm -f "$kept"; return 1; }
    fi
    printf '%s\n' "$kept"
}

# ---- the build ----

# needs_copy WHAT [MORE] - ends where mpilab is installed for many
needs_copy() {
    [ -z "$MPILAB_INSTALLED" ] || die_usage "$1: this mpilab is installed for many, and not to be written to; to work in it," \
        "copy it: cp -R $LAB_ROOT ~/mpilab && cd ~/mpilab && ./lab${2:-}"
}

build_dir() { printf '%s\n' "$LAB_ROOT/build/$LAB_PRESET"; }

have() { command -v "$1" >/dev/null 2>&1; }

cores() { nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2; }

# Does tools/launch start programs on the nodes of a SLURM job?
on_nodes() { [ -n "${SLURM_JOB_ID:-}" ] && [ -n "${MPILAB_LAUNCHER:-}" ]; }

# Is there what starts programs here? srun would wait for nodes at each start, so it is never taken outside of a job.
can_start() { # SUBCOMMAND
    local MPIEXEC=''
    [ -z "${LAB_MPIEXEC:-}" ] && ! on_nodes || return 0
    # shellcheck source=/dev/null
    . "$(build_dir)/launch.env"
    [ -z "$MPIEXEC" ] || return 0
    have srun || die_unable "$1: nothing starts MPI programs here (no mpirun): './lab setup' names what to install. Or name" \
        "what does start them, in slurm/site.sh: LAB_MPIEXEC=..."
    die_unable "$1: nothing starts MPI programs here (no mpirun), but in a job: ./lab submit, or" \
        "'salloc --ntasks=4' and then ./lab $1. Or name what does, in slurm/site.sh: LAB_MPIEXEC='srun --partition=debug'"
}

# lock DESCRIPTOR - one ./lab at a time. Where a file system knows no locks (flock: Function not implemented), it goes on.
lock() { ! have flock || flock "$1" 2>/dev/null || true; }

# scratch_folder NAME - makes one for files that all ranks write and read: a node's /tmp is its own
scratch_folder() {
    local place=${TMPDIR:-/tmp}
    if on_nodes; then
        place=$LAB_STATE
        mkdir -p "$place" || return
    fi
    mktemp -d "$place/$1.XXXXXX"
}

# new_log - makes the file $log, which goes when it is no longer needed, at Ctrl-C too
new_log() {
    log=$(mktemp "${TMPDIR:-/tmp}/lab.XXXXXX") || die_unable "${TMPDIR:-/tmp} cannot be written: TMPDIR=FOLDER chooses another place"
    # A subshell has not the trap of its shell, although it names it.
    { [ "$BASH_SUBSHELL" -eq 0 ] && [ -n "$(trap -p EXIT)" ]; } || trap 'rm -f ${log:+"$log" "$log.all"}' EXIT
}

# Runs a command whose output matters only if it fails.
quietly() {
    local log status=0
    new_log
    "$@" >"$log" 2>&1 || status=$?
    [ $status -eq 0 ] || grep -vE '^(\[[0-9]+/[0-9]+\] |ninja: build stopped|FAILED: |/[^ ]*/cc |gmake|make)' "$log" >&2
    rm -f "$log"
    return $status
}

# The characters that CMake, its generators or lists of paths take for something else (CMakeLists.txt has them, too).
path_is_possible() {
    local bad
    bad=$(printf '%s' "$LAB_ROOT" | tr -cd '][";:#$*?<>|\\\t\n')
    [ -z "$bad" ] || die_unable "the path of this checkout has the character ${bad:0:1} in it, with which it cannot be built: move it ($LAB_ROOT)"
}

# configure [CMAKE ARGUMENTS...] - what is missing is installed, the build tree made
configure() {
    local build groups=run
    build=$(build_dir)
    if [ "$LAB_PRESET" = mpich ]; then
        groups='run mpich'
    fi
    path_is_possible
    # shellcheck disable=SC2086  # one word for each group
    "$LAB_ROOT/tools/lab-setup" --needed $groups || exit 2
    mkdir -p "${build%/*}" || exit 2
    exec 5>>"$build.lock" && lock 5 # or one removes what another makes
    if ! is_configured || is_of_other_modules; then
        ! is_configured || say "build/$LAB_PRESET was made with other modules: it is made anew"
        rm -rf "$build" || die_unable "$build belongs to another folder, or is half made, and cannot be removed"
    elif [ $# -eq 0 ]; then
        return # another one has made it meanwhile
    fi
    set -- --preset "$LAB_PRESET" "$@"
    # A build tree remembers its generator, and cannot change it.
    if have ninja && { [ ! -e "$build/CMakeCache.txt" ] || [ -e "$build/build.ninja" ]; }; then
        set -- -G Ninja "$@"
    fi
    say "configuring build/$LAB_PRESET"
    (cd "$LAB_ROOT" && quietly cmake "$@") || die_unable "the build could not be configured (see above)"
    { echo "${MPILAB_MODULES:-}" && compilers; } >"$build/modules"
    if [ "$LAB_PRESET" = dev ]; then
        ln -sf build/dev/compile_commands.json "$LAB_ROOT/compile_commands.json"
    fi
    exec 5>&-
}

# Is the build tree whole, and of this checkout? One that came along in a copy builds the sources of the
# original; one whose configuring was interrupted has no rules to build by.
is_configured() {
    local build line home=''
    build=$(build_dir)
    [ -s "$build/programs.tsv" ] && [ -e "$build/CMakeFiles/VerifyGlobs.cmake" ] &&
        { [ -e "$build/build.ninja" ] || [ -e "$build/Makefile" ]; } || return 1
    while IFS= read -r line; do
        case $line in CMAKE_HOME_DIRECTORY:*) home=${line#*=} && break ;; esac
    done 2>/dev/null <"$build/CMakeCache.txt"
    [ "$home" -ef "$LAB_ROOT" ]
}

compilers() { command -v mpicc mpiicx mpiicc h5pcc h5cc "${CC:-cc}" || true; }

# Was the build tree made with other modules than LAB_MODULES loads now, and other compilers with them?
is_of_other_modules() {
    local made=''
    IFS= read -r made 2>/dev/null <"$(build_dir)/modules" || return 1
    [ "$made" != "${MPILAB_MODULES:-}" ] && [ "$(tail -n +2 "$(build_dir)/modules")" != "$(compilers)" ]
}

# build_quietly LOG TARGET... - what compilers say goes to LOG, in colour
build_quietly() {
    local log=$1 build status=0
    shift
    build=$(build_dir)
    (
        exec 8<"$build/CMakeCache.txt" && lock 8
        CLICOLOR_FORCE=1 cmake --build "$build" --parallel "$(cores)" --target "$@" 8<&-
    ) >"$log.all" 2>&1 || status=$?
    grep -vE '^(\[[0-9/]+\] |\[ *[0-9]+%\] |ninja: (build stopped|no work|Entering|warning)|.{0,6}FAILED: |/[^ ]*/(cc|gcc|clang) |gmake|make|Consolidate|Re-run|-- )' \
        "$log.all" >"$log" || true
    rm -f "$log.all"
    return $status
}

# note_warnings LOG EXECUTABLE - a build says a warning once only; EXECUTABLE.warnings keeps it until it is gone
note_warnings() {
    local log=$1 kept=$2.warnings
    if grep -q 'warning:' "$log"; then
        cp "$log" "$kept"
    elif [ "$2" -nt "$kept" ]; then
        rm -f "$kept"
    fi
}

# show_log FILE - on stderr, in colour on a terminal only
show_log() {
    if [ -n "$PLAIN" ]; then cat "$1" >&2; else sed 's/'$'\033''\[[0-9;]*[mK]//g' "$1" >&2; fi
}

# Nothing to do, and no time lost, where the build tree stands. A program that has just been added is found by the next
# look at the folders.
configure_once() {
    [ -z "$MPILAB_INSTALLED" ] || return 0
    { is_configured && ! is_of_other_modules; } || configure
    [ "$(manifest)" = "$(cat "$(build_dir)/programs.tsv")" ] || look_again
}

# Lets CMake look at the folders again. CMake believes PWD, also where that leads here by a symbolic link; then
# sources would have other paths than we give them.
look_again() { (cd "$LAB_ROOT" && quietly cmake "$(build_dir)") || die_unable "the build could not be configured (see above)"; }

# explain_build LOG - why a build failed, in one line, and ends. A program of the user's is at fault only where the
# compiler or the linker says so of that file.
explain_build() {
    local words
    show_log "$1"
    words=$(sed 's/'$'\033''\[[0-9;]*[mK]//g' "$1")
    rm -f "$1"
    if [ -n "${source:-}" ] && grep -qE "(^|/)$place/$source:[0-9:]+ (fatal )?error:" <<<"$words"; then
        die "$place/$source does not compile (see above)"
    elif [ -n "${source:-}" ] && grep -qE "${source}[^ ]*: .*undefined reference" <<<"$words"; then
        die "$place/$source does not link: it calls a function that is nowhere (see above)"
    fi
    case $words in
    *"No space left"* | *"Disk quota exceeded"*) die_unable "there is no room left to build in $(build_dir)" ;;
    *"Read-only file system"* | *"ermission denied"*) die_unable "$(build_dir) cannot be written, so nothing can be built there" ;;
    *error:*) die_unable "a part of mpilab does not compile here (see above); ./lab clean, and once more?" ;;
    *) die_unable "the build failed (see above); ./lab clean removes what was built, so that the next command builds anew" ;;
    esac
}

# build TARGET... - of the configured tree, or ends and says why not; one ./lab at a time builds in it. What the compiler
# warns of in a student's program (the first target, whose executable find_program has found) is shown until it is gone.
build() {
    local log
    if [ -n "$MPILAB_INSTALLED" ]; then
        case $1 in exercise-* | my-*) needs_copy "${place%%/*}" "; ${0##*/lab-} solutions/$name needs none" ;; esac
        return
    fi
    configure_once
    new_log
    { sleep 1 >/dev/null 2>&1 && say "building $*"; } & # nothing to do takes less
    local teller=$! built=0
    build_quietly "$log" "$@" || built=$?
    kill "$teller" 2>/dev/null || true
    wait "$teller" 2>/dev/null || true
    [ $built -eq 0 ] || explain_build "$log"
    case $1 in
    exercise-* | my-*)
        note_warnings "$log" "$executable"
        [ ! -e "$executable.warnings" ] || show_log "$executable.warnings"
        ;;
    esac
    rm -f "$log"
}

# ---- the programs ----

# What build/PRESET/programs.tsv has, too, once there is a build. Columns: tools/cmake/lab_program.cmake.
manifest() {
    local files=("$LAB_ROOT"/solutions/*/program.cmake "$LAB_ROOT"/solutions/*/*/program.cmake)
    [ -e "${files[${#files[@]} - 1]}" ] || files=("$LAB_ROOT"/solutions/*/program.cmake) # there are no parts
    awk -f "$LAB_ROOT/tools/manifest.awk" "${files[@]}"
}
programs() { manifest | tail -n +2; } # without the header
# hello, and bugs/pass-on of the part bugs
program_names() { programs | awk -F '\t' '{ part = $1; sub(/[0-9]+-.*/, "", part); print part $2 }'; }
programs_of() { program_names | grep "^${1:+$1/}[^/]*\$" || true; } # [PART]: else those of no part
is_part() { [[ -n $1 && $'\n'$(program_names) == *$'\n'"$1"/* ]]; }

# Programs of the student's own: my/NAME/NAME.c, as ./lab new writes them.
is_own() {
    case $1 in '' | [!a-z]* | *[!a-z0-9-]*) return 1 ;; esac
    [ -e "$LAB_ROOT/my/$1/$1.c" ]
}
own_programs() {
    local folder
    for folder in "$LAB_ROOT"/my/*; do
        if is_own "${folder##*/}"; then printf '%s\n' "${folder##*/}"; fi
    done
}

# find_program WORD DEFAULT_SIDE [own] - sets id, name, source, cases..., side, place (its folder) and executable for
# a program named `mandelbrot`, `06`, `6`, `06-mandelbrot` (of a part `bugs`: `bugs/relay`, `bugs/01`...) or by a path to
# it; solutions/... and exercises/... pick the side. With `own`, a program in my/ will do as well: side is then `my`, and
# there is nothing but its names
# shellcheck disable=SC2034  # for those who call
find_program() {
    local word=${1%/} names own='' part=''
    side=$2
    case $word in
    */* | *.c)
        word=$(path_in_checkout "$word") || exit
        case $word in
        solutions/*) side=solution ;;
        exercises/*) side=exercise ;;
        my/*) own=1 ;;
        */*)
            if is_part "${word%%/*}"; then
                word=exercises/$word
            else
                names=$(programs | cut -f 2 | sed 's|.*|exercises/& solutions/&|')
                # shellcheck disable=SC2086  # one word for each name
                die_usage "there is no program '$1'$(did_you_mean "${word%%/*}s/${word##*/}" $names): exercises/NAME is yours, solutions/NAME the solution"
            fi
            ;;
        esac
        word=${word#*/}
        if is_part "${word%%/*}"; then part=${word%%/*}/ word=${word#*/}; fi
        word=${word%%/*} word=${word%.c} word=$part${word//_/-}
        ;;
    esac
    if is_own "$word" && { [ -n "$own" ] || ! find_row "$word"; }; then
        [ "${3:-}" = own ] || die_usage "my/$word/$word.c is your own: there is no exercise, no solution to compare it" \
            "with and no hint; ./lab run $word runs it, and ./lab trace -n 2 $word says what it does wrong"
        # One that has just been written: the next look at the folders finds it.
        ! is_configured || grep -qF "/my/$word/$word.c\"" "$(build_dir)/compile_commands.json" || look_again
        side=my id=$word name=$word source=$word.c place=my/$word executable=$(build_dir)/my/$word
        return
    fi
    if ! find_row "$word"; then
        ! is_part "$word" || die_usage "'$1' is a part: which of its programs? ./lab list shows them"
        names=$(program_names | tr '\n' ' ')
        [ -n "$names" ] || die_unable "the list of programs could not be made from $LAB_ROOT/solutions/*/program.cmake"
        names+=$(own_programs | tr '\n' ' ')
        # shellcheck disable=SC2086  # one word for each name
        die_usage "there is no program '$1'$(did_you_mean "$word" $names); there are: ${names% }"
    fi
    [ -z "$LAB_HANDOUT" ] || [ "$side" = exercise ] || die_usage "$1: this copy has no solutions: '${part}$name' is your own program"
    place=${side}s/$id executable=$(build_dir)/${side}s/$name
}

# path_in_checkout PATH - as seen from the top of this checkout: solutions/06-mandelbrot. One that leads to
# nothing in the folder where the user is stays as it is.
path_in_checkout() {
    local path=$1 folder
    if folder=$(cd "$(dirname "$path")" 2>/dev/null && pwd -P); then
        folder=$folder/${path##*/}
        case $folder in
        "$(cd "$LAB_ROOT" && pwd -P)"/*) path=${folder#"$(cd "$LAB_ROOT" && pwd -P)"/} ;;
        *) [ ! -e "$path" ] || die_usage "$path is not in this checkout ($LAB_ROOT)" ;;
        esac
    fi
    printf '%s\n' "${path#./}"
}

# shellcheck disable=SC2034
find_row() {
    while IFS=$'\t' read -r id name source title lesson pattern level minutes calls ranks_to_check demands strong weak wrong cases; do
        if [ "$1" = "$name" ] || [ "$1" = "${id%/*}/$name" ] || [ "$1" = "$id" ] || [ "$1" = "${id%%-*}" ] || [ "0$1" = "${id%%-*}" ]; then
            return 0
        fi
    done < <(programs)
    return 1
}
