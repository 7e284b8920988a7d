# What there is to say of a right program: what the tracer warns of, and messages that could be spared.
#
#   awk -v name=CASE -f warnings.awk kind=solution ROWS kind=student ROWS
#
# ROWS: what `explain --rows` prints. Prints KIND<TAB>SENTENCE.
BEGIN { FS = OFS = "\t" }
$1 == "finding" && kind == "student" && $2 == "warning" && $3 !~ /^record_/ {
    print $3, $5
}
$1 == "sent" {
    if ($3 > most[kind]) { most[kind] = $3; who[kind] = $2 }
    if ($4 > bytes[kind]) { bytes[kind] = $4; whose[kind] = $2 }
    known[kind] = 1
}
END {
    if (!known["solution"] || !known["student"]) exit
    if (most["student"] >= 2 * most["solution"] && most["student"] >= most["solution"] + 4) {
        print "messages", "rank " who["student"] " sends " most["student"] " messages where no rank of the solution sends more than " most["solution"] + 0 " (" name ")"
    } else if (bytes["student"] >= 2 * bytes["solution"] && bytes["student"] >= bytes["solution"] + 65536) {
        print "messages", "rank " whose["student"] " sends " bytes["student"] " bytes where no rank of the solution sends more than " bytes["solution"] + 0 " (" name ")"
    }
}
