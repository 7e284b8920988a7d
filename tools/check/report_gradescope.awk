# Gradescope's results.json: a point for each program, all or nothing, since a skeleton may be right with
# one rank. Where the checker itself failed there is neither point nor fault.
function output(p,    first, out) {
    out = fact[p, "verdict"] ": " fact[p, "sentence"]
    if (fact[p, "compiler"] != "") out = out "\n" fact[p, "compiler"]
    if (fact[p, "first"] != "") {
        first = fact[p, "first"] + 1
        out = out "\n" name_of_case(p, first) ": " kase[p, first, "sentence"]
        if (kase[p, first, "expected"] != "") {
            out = out "\nexpected " kase[p, first, "expected"] "\ngot " kase[p, first, "got"]
        }
    }
    return out
}
END {
    print "{\"stdout_visibility\": \"visible\", \"tests\": ["
    for (p = 1; p <= program_count; p++) {
        verdict = fact[p, "verdict"]
        printf " {\"name\": %s, \"output\": %s", json(fact[p, "program"]), json(output(p))
        if (verdict != "ERROR") {
            printf ", \"score\": %d, \"max_score\": 1, \"status\": \"%s\"", verdict == "PASS", verdict == "PASS" ? "passed" : "failed"
        }
        print "}" (p < program_count ? "," : "")
    }
    print "]}"
}
