#!/usr/bin/env bash
# Every script of the project passes shellcheck.
set -eu
cd "$1"
. tests/style/files.sh
scripts=()
while IFS= read -r file; do
    case $file in
    *.sh | *.bats | *.sbatch | *.sh.example) scripts+=("$file") ;;
    *) read -r first <"$file" 2>/dev/null || true
       case $first in '#!'*bash* | '#!/bin/sh'*) scripts+=("$file") ;; esac ;;
    esac
done < <(source_files lab tools slurm tests .ci)
echo "${#scripts[@]} scripts"
[ "${#scripts[@]}" -gt 10 ]
# SC1091: files that do not exist here; SC2153, SC2154: common.bash sets ROOT, bats sets $stderr.
shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC1091,SC2153,SC2154 "${scripts[@]}"
