#!/usr/bin/env bash
# Every patch has a whole header, and applies.
set -u
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0 count=0
complain() { echo "$*"; status=1; }

# field NAME PATCH - a line of its header; the header ends with an empty line
field() { sed -n -e '/^$/q' -e "s/^$1: //p" "$2"; }

for patch in */*.patch; do
    count=$((count + 1))
    [ -n "$(field story "$patch")" ] || complain "$patch: no story"
    case $(field verdict "$patch"):$(field sentence "$patch") in
    PASS: | FAIL:?*) ;;
    *) complain "$patch: neither \"verdict: PASS\", nor \"verdict: FAIL\" and a sentence" ;;
    esac
    ./submission "$patch" "$work/out.c" 2>&1 || status=1
done
echo "$count submissions"

for id in */; do
    id=${id%/}
    for verdict in FAIL:6 PASS:2; do
        there=$(grep -lx "verdict: ${verdict%:*}" "$id"/*.patch 2>/dev/null | wc -l)
        [ "$there" -ge "${verdict#*:}" ] || complain "$id: fewer than ${verdict#*:} submissions with ${verdict%:*}"
    done
done
printf 'story: none\nverdict: PASS\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-no such line\n+another\n' >"$work/bad.patch"
mkdir "$work/01-hello" && mv "$work/bad.patch" "$work/01-hello/"
if ./submission "$work/01-hello/bad.patch" "$work/bad.c" 2>"$work/said" || [ -e "$work/bad.c" ] ||
    ! grep -q "does not apply to solutions/01-hello/hello.c" "$work/said"; then
    complain "a patch that does not apply: $(cat "$work/said")"
fi
exit $status
