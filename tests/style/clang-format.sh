#!/usr/bin/env bash
# Every C source is formatted as .clang-format says. Repair: clang-format-14 -i FILE. Another major version
# breaks other lines, so without this one the test is skipped.
# Exercises are cut from solutions, and then belong to the student.
set -eu
cd "$1"
. tests/style/files.sh
version=14 formatter=''
for name in clang-format-$version clang-format; do
    if "$name" --version 2>/dev/null | grep -q "version $version\."; then
        formatter=$name
        break
    fi
done
[ -n "$formatter" ] || {
    echo "skipped: needs clang-format $version; here is $(clang-format --version 2>/dev/null || echo none)"
    exit 77
}
sources=()
while IFS= read -r file; do sources+=("$file"); done < <(source_files 'common/*.[ch]' 'solutions/*.[ch]' \
    'tools/*.[ch]' 'tests/*.[ch]')
echo "${#sources[@]} sources"
[ "${#sources[@]}" -gt 20 ]
"$formatter" --dry-run --Werror "${sources[@]}"
