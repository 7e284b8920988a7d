#!/usr/bin/env bats
# As attacks.bats, by a user of no rights, who grades in a checkout that somebody else has built.
source "${BATS_TEST_DIRNAME}/attacks.bash"
AS=()
[ "$(id -u)" != 0 ] || AS=(setpriv --reuid=54321 --regid=54321 --clear-groups env HOME=/tmp)
ATTACKS=()
for file in "$BATS_TEST_DIRNAME"/attacks/*.c; do file=${file##*/} ATTACKS+=("${file%.c}"); done

setup_file() { class_of_attackers; }
@test "none passes" { none_passes; }
@test "others are judged as ever" { others_are_judged_as_ever; }
@test "nothing of the machine, and no other, was reached" { nothing_got_out; }
@test "what they have printed is harmless" { texts_are_harmless; }
@test "nothing is left" { nothing_is_left; }
