# shellcheck shell=bash disable=SC2034,SC2154  # variables of tools/lab-check and its other parts
# What the solutions write, for ./lab check: kept in .lab/cache, so that a check costs the student's runs
# only. Sourced by tools/lab-check.
#
# While a student's program runs the cache may not even be listed, as far as permissions hold (not for
# root). Afterwards it may, so that a checkout can be removed like any other folder.

reference_root=$LAB_STATE/cache

# One ./lab check at a time opens or closes the cache.
reference_lock() { if have flock && [ -d "$LAB_STATE" ]; then exec 9>>"$LAB_STATE/cache.lock" && flock 9; fi; }
reference_unlock() { exec 9>&-; }

reference_unseal() { if [ -d "$reference_root" ]; then chmod 700 "$reference_root" 2>/dev/null || true; fi; }
reference_seal() {
    reference_lock
    if [ -d "$reference_root" ]; then chmod 000 "$reference_root" 2>/dev/null || true; fi
    reference_unlock
}

# Sets reference (a directory) for the program that find_program has found. It depends on all that the
# results depend on; older ones are removed.
reference_find() {
    local row key other k
    row="$ranks_to_check/$cases/$(if traces; then echo traced; fi)"
    mkdir -p "$reference_root" 2>/dev/null || true
    key=$(cat "$(build_dir)/solutions/$name" "$LAB_ROOT"/data/*.h5 - <<<"$row" | cksum | tr ' ' '-')
    reference=$reference_root/$LAB_PRESET/$name/$key
    reference_lock
    reference_unseal
    if ! mkdir -p "$reference" 2>/dev/null; then
        reference=$work/$id/reference/0 # a checkout that cannot be written
        mkdir -p "$reference"
    fi
    for other in "${reference%/*}"/*; do
        [ "$other" = "$reference" ] || rm -rf "$other"
    done
    for ((k = 0; k < case_count; k++)); do # how long it took, for the time limit
        if [ -e "$reference/${case_key[k]}.h5" ]; then
            mkdir -p "$work/$id/solution-$k"
            cp "$reference/${case_key[k]}.seconds" "$work/$id/solution-$k/seconds"
        fi
    done
    reference_unlock
}

# The cases of which there is no result yet.
reference_missing() {
    local k
    for ((k = 0; k < case_count; k++)); do
        [ -e "$work/$id/solution-$k/seconds" ] || printf '%s ' $k
    done
}

# Takes over what the solution has just written; 1 and $broken: it did not end as it should.
reference_keep() { # K...
    local k dir
    for k; do
        dir=$work/$id/solution-$k
        if [ ! -s "$dir/fresh/result.h5" ] || [ "$(cat "$dir/exit")" != 0 ]; then
            broken=$k
            return 1
        fi
        cp "$dir/fresh/result.h5" "$reference/${case_key[k]}.h5.new" && cp "$dir/seconds" "$reference/${case_key[k]}.seconds" &&
            { [ ! -e "$dir/trace" ] || cp "$dir/trace" "$reference/${case_key[k]}.trace"; } &&
            mv "$reference/${case_key[k]}.h5.new" "$reference/${case_key[k]}.h5"
    done
}
