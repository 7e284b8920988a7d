#!/usr/bin/env bash
# Every C source is formatted as .clang-format says. Repair: clang-format -i FILE.
# Exercises are cut from solutions, and then belong to the student.
set -eu
cd "$1"
. tests/style/files.sh
sources=()
while IFS= read -r file; do sources+=("$file"); done < <(source_files 'common/*.[ch]' 'solutions/*.[ch]' \
    'tools/*.[ch]' 'tests/*.[ch]')
echo "${#sources[@]} sources"
[ "${#sources[@]}" -gt 20 ]
clang-format --dry-run --Werror "${sources[@]}"
