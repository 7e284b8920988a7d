# shellcheck shell=bash
# How a run of a program came to its end. Sourced, after tools/lib.sh.

# as_compiled SOURCE COMPILED - rows of addr2line or of `explain --rows`, in which SOURCE is named as COMPILED. Of a
# copy that begins with #line, binutils up to 2.40 name the copy, later ones the file that is told there.
as_compiled() {
    source=$1 compiled=$2 awk '
        BEGIN { FS = OFS = "\t"; from = ENVIRON["source"]; to = ENVIRON["compiled"] }
        from != to {
            for (i = 1; i <= NF; i++)
                if ($i == from || index($i, from ":") == 1) $i = to substr($i, length(from) + 1)
        }
        { print }'
}

# explain_end DIR STATUS SECONDS NAME EXECUTABLE SOURCE [COMPILED] - KEY<TAB>VALUE as explain_run.awk prints
# DIR has what the ranks noted (witness/rank-*, by tools/launch -w) and what the run printed (output).
# COMPILED is the file that was compiled, if that was a copy of SOURCE.
explain_end() {
    local dir=$1 status=$2 seconds=$3 name=$4 executable=$5 source=$6 compiled=${7:-$6}
    awk '$1 == "at" { print $2 }' "$dir"/witness/rank-* 2>/dev/null | sort -u >"$dir/addresses"
    : >"$dir/lines"
    if [ -s "$dir/addresses" ] && have addr2line; then
        # shellcheck disable=SC2094  # only read
        addr2line -e "$executable" <"$dir/addresses" 2>/dev/null | paste "$dir/addresses" - |
            as_compiled "$source" "$compiled" >"$dir/lines"
    fi
    set -- "$dir"/witness/rank-*
    [ -e "$1" ] || set --
    awk -v status="$status" -v seconds="$seconds" -v name="$name" -v path="$compiled" \
        -f "$LAB_ROOT/tools/check/explain_run.awk" kind=source "$source" kind=lines "$dir/lines" \
        kind=rank "$@" kind=output "$dir/output"
}
