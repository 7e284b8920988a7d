#!/usr/bin/env bash
# No comment has been broken by the formatter, and none has made it break the code before it. Repair: shorten the
# comment, or give it a line of its own above the code.
set -eu
cd "$1"
. tests/style/files.sh
sources=()
while IFS= read -r file; do sources+=("$file"); done < <(source_files 'common/*.[ch]' 'solutions/*.[ch]' 'tools/*.[ch]')
[ "${#sources[@]}" -gt 20 ]
awk -f tests/style/comments.awk "${sources[@]}"
