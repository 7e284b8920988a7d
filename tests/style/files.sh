# shellcheck shell=bash
# Sourced: source_files PATTERN... - the project's own files, tracked or new, not ignored ones.
git rev-parse --is-inside-work-tree >/dev/null 2>&1 || {
    echo "skipped: not a git checkout, so there is no telling which files are the project's"
    exit 77
}
source_files() {
    git ls-files --cached --others --exclude-standard -- "$@" | sort -u | while IFS= read -r file; do
        if [ -f "$file" ]; then printf '%s\n' "$file"; fi
    done
}
