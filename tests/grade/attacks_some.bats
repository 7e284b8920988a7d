#!/usr/bin/env bats
# Of the attacks in attacks/ some that take little time; attacks.bats has all.
source "${BATS_TEST_DIRNAME}/attacks.bash"
AS=()
ATTACKS=(overwrites-the-expected includes-the-solution lives-on result-is-a-link forges-records reads-the-environment)

setup_file() { class_of_attackers; }
@test "none passes" { none_passes; }
@test "others are judged as ever" { others_are_judged_as_ever; }
@test "nothing of the machine, and no other, was reached" { nothing_got_out; }
@test "what they have printed is harmless" { texts_are_harmless; }
@test "nothing is left" { nothing_is_left; }
