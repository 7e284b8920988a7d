#!/usr/bin/env bash
# What each program must bring along, that its texts agree with its source, and links in documents that lead somewhere.
set -eu
cd "$1"
. tests/style/files.sh
status=0
complain() { echo "$*"; status=1; }

# The code that a student writes, one statement a line.
to_write() { awk '/^ *\/\/ SOLUTION$/ { on = 1; next } /^ *\/\/ END$/ { on = 0 } on' "$@" | tr -s '\n ' '  ' | tr ';{}' '\n'; }
names() { tr ' ' '\n' | grep -o 'MPI_[A-Z][a-z][a-z_]*' | sort -u | tr '\n' ' '; }

for folder in solutions/*/program.cmake; do
    folder=${folder%program.cmake}
    id=$(basename "$folder")
    for file in "exercises/$id/README.md" "exercises/$id/hints.md" "slurm/$id.sbatch"; do
        [ -s "$file" ] || complain "$file is missing"
    done
    while IFS= read -r todo; do
        grep -q "$todo" "exercises/$id/hints.md" || complain "exercises/$id/hints.md has no hint for $todo"
    done < <(grep -ho 'TODO([0-9]*)' "$folder"*.c | sort -u)

    # CALLS in program.cmake, "Calls:" in the README, where it says what one learns, and what the student writes.
    calls=$(to_write "$folder"*.c | grep -o 'MPI_[A-Za-z_]*(' | names)
    facts=$(tr '\n' ' ' <"${folder}program.cmake" | sed 's/.*set(CALLS \([^)]*\)).*/\1/' | names)
    [ "$facts" = "$calls" ] || complain "${folder}program.cmake: CALLS are $facts, to be written are $calls"
    if grep -q '^Calls:\|^## What you learn' "exercises/$id/README.md"; then
        listed=$(awk '/^Calls:/ { on = 1 } on; on && /\.$/ { exit }' "exercises/$id/README.md" | grep -o '\[MPI_[A-Za-z_]*' | names)
        [ "$listed" = "$calls" ] || complain "exercises/$id/README.md: 'Calls:' are $listed, to be written are $calls"
    fi

    # A hint leaves the line itself to the student. Compared without blanks; what is short says little.
    hints=$(tr -d ' \n`;' <"exercises/$id/hints.md")
    while IFS= read -r statement; do
        [ ${#statement} -ge 20 ] || continue
        [[ $hints != *"$statement"* ]] || complain "exercises/$id/hints.md gives away what is to be written: $statement"
    done < <(to_write "$folder"*.c | sed 's/mpi_check(\(.*\))/\1/' | tr -d ' ')
done

# Those of a part, which are whole and wrong: no CALLS, no TODOs, no batch script.
for folder in solutions/*/*/program.cmake; do
    [ -e "$folder" ] || continue
    folder=${folder#solutions/} id=${folder%/program.cmake}
    for file in "exercises/${id%/*}/README.md" "exercises/$id/README.md" "exercises/$id/hints.md"; do
        [ -s "$file" ] || complain "$file is missing"
    done
    grep -q "(${id#*/}/README.md)" "exercises/${id%/*}/README.md" || complain "exercises/${id%/*}/README.md does not name $id"
    [ "$(grep -c '^[0-9]*\. ' "exercises/$id/hints.md")" -ge 2 ] || complain "exercises/$id/hints.md has less than two hints"
    grep -q '^set(WRONG ' "solutions/$id/program.cmake" || complain "solutions/$id/program.cmake does not say what is wrong"
done

while IFS= read -r document; do
    while IFS= read -r link; do
        target=$(dirname "$document")/${link%%#*}
        [ -e "$target" ] || complain "$document: the link to $link leads nowhere"
    done < <(grep -o '](\([^)]*\))' "$document" | sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' | grep -v '^#' || true)
done < <(source_files '*.md')
exit $status
