#!/usr/bin/env bash
# What each program must bring along, and links in documents that lead somewhere.
set -eu
cd "$1"
. tests/style/files.sh
status=0
complain() { echo "$*"; status=1; }

for folder in solutions/*/program.cmake; do
    folder=${folder%program.cmake}
    id=$(basename "$folder")
    for file in "exercises/$id/README.md" "exercises/$id/hints.md" "slurm/$id.sbatch"; do
        [ -s "$file" ] || complain "$file is missing"
    done
    while IFS= read -r todo; do
        grep -q "$todo" "exercises/$id/hints.md" || complain "exercises/$id/hints.md has no hint for $todo"
    done < <(grep -ho 'TODO([0-9]*)' "$folder"*.c | sort -u)
done

while IFS= read -r document; do
    while IFS= read -r link; do
        target=$(dirname "$document")/${link%%#*}
        [ -e "$target" ] || complain "$document: the link to $link leads nowhere"
    done < <(grep -o '](\([^)]*\))' "$document" | sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' | grep -v '^#' || true)
done < <(source_files '*.md')
exit $status
