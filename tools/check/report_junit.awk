# JUnit's XML: a suite for each program, a test for each case; a program that does not compile has one.
function xml(value) {
    value = without_colour(value)
    gsub(/&/, "\\&amp;", value)
    gsub(/</, "\\&lt;", value)
    gsub(/>/, "\\&gt;", value)
    gsub(/"/, "\\&quot;", value)
    gsub(/[\001-\010\013-\037]/, "?", value)
    return value
}
function message(value) {
    value = xml(value)
    gsub(/\n/, " ", value)
    return value
}
function test(p, name, seconds, verdict, sentence, more,    tag) {
    printf "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\"", xml(fact[p, "program"]), xml(name), seconds + 0
    if (verdict == "PASS") { print "/>"; return }
    tag = verdict == "SKIP" ? "skipped" : verdict == "ERROR" ? "error" : "failure"
    printf "><%s message=\"%s\"%s>%s</%s></testcase>\n", tag, message(sentence), \
        tag == "skipped" ? "" : " type=\"" verdict "\"", xml(more), tag
}
END {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mpilab\">"
    for (p = 1; p <= program_count; p++) {
        failures = errors = skipped = 0
        verdict = fact[p, "verdict"]
        for (k = 1; k <= case_count[p]; k++) {
            failures += kase[p, k, "verdict"] == "FAIL"
            errors += kase[p, k, "verdict"] == "ERROR"
            skipped += kase[p, k, "verdict"] == "SKIP"
        }
        n = case_count[p]
        whole = n == 0 || verdict == "ERROR" && errors == 0 # the verdict does not stand in any case
        if (whole) { n++; failures += verdict != "ERROR"; errors += verdict == "ERROR" }
        printf " <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" timestamp=\"%s\">\n", \
            xml(fact[p, "program"]), n, failures, errors, skipped, time
        if (whole) test(p, fact[p, "program"], 0, verdict, fact[p, "sentence"], fact[p, "compiler"])
        for (k = 1; k <= case_count[p]; k++) {
            test(p, name_of_case(p, k), kase[p, k, "seconds"], kase[p, k, "verdict"], kase[p, k, "sentence"], kase[p, k, "advice"])
        }
        print " </testsuite>"
    }
    print "</testsuites>"
}
