#!/usr/bin/env bash
# Includes of our own files form no circle: neither of headers, nor of modules (name.c and name.h are one).
set -eu
cd "$1"
. tests/style/files.sh
edges() {
    source_files 'common/*.[ch]' 'tools/*.[ch]' | while IFS= read -r file; do
        sed -n 's/^#include "\(.*\)"$/\1/p' "$file" | while IFS= read -r header; do
            [ -e "$header" ] || header=${file%/*}/$header
            from=${file%.[ch]} to=${header%.[ch]}
            case $to in *_internal) to=${to%_internal} ;; esac # what the files of one module share
            [ "${from%_internal}" = "$to" ] || [[ $from == "$to"_* ]] || echo "${from%_internal} $to"
        done
    done
}
pairs=$(edges)
[ "$(wc -l <<<"$pairs")" -gt 100 ]
tsort <<<"$pairs" >/dev/null # says which, and fails
