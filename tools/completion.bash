# shellcheck shell=bash
# Completion of ./lab's commands, programs and options in bash; in ~/.bashrc:  . /path/to/mpilab/tools/completion.bash
# It asks the checkout whose lab is being typed, so that it always knows what is there.

_lab_words() { # ROOT: the commands
    local tool
    for tool in "$1"/tools/lab-*; do printf '%s\n' "${tool##*/lab-}"; done
}

# The programs, by name and as solutions/NAME; those begun by ./lab new.
_lab_programs() { # ROOT
    local place
    for place in "$1"/solutions/*/program.cmake; do
        place=${place%/program.cmake} place=${place##*/}
        printf '%s\n' "${place#*-}"
        [ -e "$1/kept" ] || printf 'solutions/%s\n' "${place#*-}"
    done
    for place in "$1"/solutions/*/*/program.cmake; do
        place=${place%/program.cmake} place=${place#"$1"/solutions/}
        [[ $place == *'*'* ]] || printf '%s\n' "${place%%/*}/${place#*-}"
    done
    for place in "$1"/my/*/*.c; do
        [ ! -e "$place" ] || basename "$place" .c
    done
}

_lab() {
    local root word=${COMP_WORDS[COMP_CWORD]} command='' words='' i
    root=$(cd "$(dirname "$(readlink -f "$(type -P "${COMP_WORDS[0]/#\~/$HOME}")")")" 2>/dev/null && pwd) || return
    [ -x "$root/tools/lab-list" ] || return
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --) return ;; # the program's own
        --preset) i=$((i + 1)) ;;
        -*) ;;
        *) command=${command:-${COMP_WORDS[i]}} ;;
        esac
    done
    case ${COMP_WORDS[COMP_CWORD - 1]}:$command:$word in
    --preset:*) words='dev release asan mpich' ;;
    *::-*) words='--help --preset --version' ;;
    *::*) words=$(_lab_words "$root") ;;
    *:show:[!-]* | *:show: | -o:* | --file:* | --json:* | --junit:* | --gradescope:* | --timeline:*) ;; # files
    *:-*) words="--help $(sed -n 's/^#   \(--*[a-z][a-z-]*\).*/\1/p' "$root/tools/lab-$command" 2>/dev/null)" ;;
    *) words=$(_lab_programs "$root") ;;
    esac
    # shellcheck disable=SC2207  # words without blanks
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _lab lab ./lab
