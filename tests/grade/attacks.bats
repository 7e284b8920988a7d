#!/usr/bin/env bats
# Every attack in attacks/, as root where root runs the tests: none passes, none changes what is said of another, nothing
# is left of it.
source "${BATS_TEST_DIRNAME}/attacks.bash"
AS=()
ATTACKS=()
for file in "$BATS_TEST_DIRNAME"/attacks/*.c; do file=${file##*/} ATTACKS+=("${file%.c}"); done

setup_file() { class_of_attackers; }
@test "none passes" { none_passes; }
@test "others are judged as ever" { others_are_judged_as_ever; }
@test "nothing of the machine, and no other, was reached" { nothing_got_out; }
@test "what they have printed is harmless" { texts_are_harmless; }
@test "nothing is left" { nothing_is_left; }
