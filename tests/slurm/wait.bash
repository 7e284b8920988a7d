# shellcheck shell=bash
# until_true COMMAND... - with patience: on a machine that has much to do everything takes longer, and no test asserts a
# time. 300 s in which it is not true are a fault.
until_true() {
    local end=$((SECONDS + 300))
    until "$@"; do
        [ $SECONDS -lt $end ] || { echo "not within the time: $*"; return 1; }
        sleep 0.1
    done
}
