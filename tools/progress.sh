# shellcheck shell=bash
# How far a student is: the verdicts of ./lab check, remembered. Sourced, after lib.sh.
#
# $LAB_STATE/progress.tsv has a line for each check: ID, VERDICT, UTC time, and the cksum of the
# exercise's source that was checked, with tabs between. The last line of a program counts. bin/check adds them
# (tools/check/advice.c), each in one write, so that two checks at a time do not spoil the file. A line that is not as it
# should be counts as none; so does a file that cannot be read.

progress_file() { printf '%s\n' "$LAB_STATE/progress.tsv"; }

# progress_sum ID - the cksum of the exercise's source as it is now
progress_sum() {
    local source
    source=$(programs | awk -F '\t' -v id="$1" '$1 == id { print $3 }')
    cksum 2>/dev/null <"$LAB_ROOT/exercises/$1/$source" || echo none
} 2>/dev/null

# progress_last ID FIELD - that field of the program's last good line
progress_last() {
    local file
    file=$(progress_file)
    [ -f "$file" ] && [ -r "$file" ] || return 0
    LC_ALL=C awk -F '\t' -v id="$1" -v field="$2" '
        $1 == id && NF == 4 && $2 ~ /^(PASS|TODO|FAIL)$/ { last = $field }
        END { if (last != "") print last }' <"$file" 2>/dev/null || true
}

# progress_of ID - PASS, TODO, FAIL, or nothing where it was never checked
progress_of() { progress_last "$1" 2; }

# progress_is_old ID - the source has changed since that verdict
progress_is_old() { [ "$(progress_last "$1" 4)" != "$(progress_sum "$1")" ]; }

# progress_next - the ID of the first program that is not done yet, or nothing
progress_next() {
    local id
    for id in $(programs | cut -f 1); do
        if [ "$(progress_of "$id")" != PASS ]; then
            echo "$id"
            return
        fi
    done
}
