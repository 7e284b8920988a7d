#!/usr/bin/env bats
# Attacks on those who grade: none passes, none changes what is said of another, nothing is left of it. All in attacks/,
# or those in GRADE_ATTACKS; as root where root runs the tests, or with GRADE_AS_USER by a user of no rights, who grades in
# a checkout that somebody else has built.
source "${BATS_TEST_DIRNAME}/attacks.bash"
AS=()
if [ -n "${GRADE_AS_USER:-}" ] && [ "$(id -u)" = 0 ]; then AS=(setpriv --reuid=54321 --regid=54321 --clear-groups env HOME=/tmp); fi
read -ra ATTACKS <<<"${GRADE_ATTACKS:-}"
if [ ${#ATTACKS[@]} -eq 0 ]; then
    for file in "$BATS_TEST_DIRNAME"/attacks/*.c; do file=${file##*/} ATTACKS+=("${file%.c}"); done
fi

setup_file() { needs_sandbox; class_of_attackers; }
@test "none passes" { none_passes; }
@test "others are judged as ever" { others_are_judged_as_ever; }
@test "nothing of the machine, and no other, was reached" { nothing_got_out; }
@test "what they have printed is harmless" { texts_are_harmless; }
@test "nothing is left" { nothing_is_left; }
