# The report that a person reads.
function paint(code, text) { return colour ? "\033[" code "m" text "\033[0m" : text }

function indented(text, indent,    i, n, lines, out) {
    n = split(text, lines, "\n")
    for (i = 1; i <= n; i++) out = out indent lines[i] (i < n ? "\n" : "")
    return out
}

# Words of text in lines of the terminal, with this indent.
function wrapped(text, indent,    n, words, i, line, out) {
    n = split(text, words, " ")
    line = ""
    for (i = 1; i <= n; i++) {
        if (line != "" && length(indent line words[i]) + 1 > columns) {
            out = out indent line "\n"
            line = ""
        }
        line = line (line == "" ? "" : " ") words[i]
    }
    return out indent line
}

function tell(text) { if (text != "") print wrapped(text, "  ") }

# One case in which something is wrong.
function tell_case(p, k,    n, i, places, field, also, m) {
    if (kase[p, k, "dataset"] != "") tell("dataset   " kase[p, k, "dataset"])
    if (kase[p, k, "where"] != "") tell("where     " kase[p, k, "where"])
    if (kase[p, k, "expected"] != "") tell("expected  " kase[p, k, "expected"])
    if (kase[p, k, "got"] != "") tell("got       " kase[p, k, "got"])
    if (kase[p, k, "count"] != "") {
        tell("differ    " kase[p, k, "count"] (kase[p, k, "worst"] == "" ? "" : "; worst: " kase[p, k, "worst"]) \
            (kase[p, k, "tolerance"] == "" ? "" : "; allowed: " kase[p, k, "tolerance"]))
    }
    m = split(kase[p, k, "also"], also, "\n")
    for (i = 1; i <= m && i <= 3; i++) tell("also      " also[i])
    n = split(kase[p, k, "place"], places, "\n")
    for (i = 1; i <= n; i++) {
        split(places[i], field, "\t")
        tell(field[1] "   " field[2] (field[3] == 0 ? "" : "   " file_name(p) ":" field[3]))
        if (field[3] != 0) {
            print paint("2", sprintf("  %6d | %s", field[3], field[4]))
        }
    }
    tell(kase[p, k, "advice"])
    if (kase[p, k, "output"] != "") {
        print "  what it printed last:"
        print paint("2", indented(kase[p, k, "output"], "    "))
    }
}

function file_name(p,    name) {
    name = fact[p, "file"]
    sub(/.*\//, "", name)
    return name
}

# Which cases fail: at which numbers of ranks, with which arguments.
function tell_extent(p,    k, ranks, r, arguments, a, all_arguments, last, skipped) {
    for (k = 1; k <= case_count[p]; k++) {
        if (kase[p, k, "verdict"] == "SKIP") skipped++
        if (!((p, kase[p, k, "arguments"]) in known)) all_arguments++
        known[p, kase[p, k, "arguments"]] = 1
        if (kase[p, k, "verdict"] != "FAIL") continue
        if (kase[p, k, "ranks"] != last) ranks = ranks (r++ ? ", " : "") kase[p, k, "ranks"]
        last = kase[p, k, "ranks"]
        if (!((p, kase[p, k, "arguments"]) in failing)) arguments = arguments (a++ ? "; " : "") kase[p, k, "arguments"]
        failing[p, kase[p, k, "arguments"]] = 1
    }
    if (skipped && !all) return
    tell("wrong in " (case_count[p] - fact[p, "right"]) " of " case_count[p] " cases: with " ranks \
        (ranks == "1" ? " rank" : " ranks") (a < all_arguments && a <= 2 ? ", and only with " arguments : ""))
}

function tell_speed(p,    own, solution) {
    own = fact[p, "own_seconds"]
    solution = fact[p, "solution_seconds"]
    if (own == "") return
    tell("time: yours " own " s, the solution's " solution " s (one run each, " fact[p, "speed_ranks"] " ranks" \
        (fact[p, "speed_arguments"] == "" ? "" : ", " fact[p, "speed_arguments"]) ")" \
        (own > 1.5 * solution && own - solution > 0.2 ? ": where does the rest go?" : ""))
}

END {
    p = 1
    verdict = fact[p, "verdict"]
    hue = verdict == "PASS" ? 32 : verdict == "TODO" ? 33 : 31
    first = fact[p, "first"] + 1
    where = fact[p, "first"] == "" ? "" : "   " name_of_case(p, first)
    print paint("1;" hue, sprintf("%-5s", verdict)) " " fact[p, "program"] where
    tell(fact[p, "sentence"])
    if (fact[p, "compiler"] != "") {
        print ""
        print colour ? fact[p, "compiler"] : without_colour(fact[p, "compiler"])
        print ""
    }
    if (verdict == "ERROR" && fact[p, "output"] != "") print indented(fact[p, "output"], "    ")
    if (verdict == "TODO") {
        print paint("2", sprintf("  %6d | // TODO(%s) ...", todo[p, 1, "line"], todo[p, 1, "number"]) "   " fact[p, "file"])
        if (todo_count[p] > 1) tell(todo_count[p] " steps are open")
        if (kase[p, first, "pattern"] != "untouched") tell("so far: " kase[p, first, "sentence"])
    }
    if (fact[p, "first"] != "") {
        if (verdict != "TODO") tell_case(p, first)
        tell_extent(p)
        for (k = 1; all && k <= case_count[p]; k++) {
            if (k == first || kase[p, k, "verdict"] != "FAIL") continue
            print "  " name_of_case(p, k)
            tell(kase[p, k, "sentence"])
            tell_case(p, k)
        }
    }
    if (verdict != "PASS" && fact[p, "warnings"] != "") {
        print "  the compiler warns:"
        print indented(colour ? fact[p, "warnings"] : without_colour(fact[p, "warnings"]), "    ")
    }
    if (verdict == "PASS") {
        n_luck = split(fact[p, "luck"], luck, "\n")
        for (i = 1; i <= n_luck; i++) tell("but       " luck[i])
        tell_speed(p)
        if (fact[p, "further"] != "") {
            print "  going further:"
            print indented(fact[p, "further"], "  ")
        }
    }
    if (fact[p, "next"] != "") print paint("36", indented(fact[p, "next"], "  "))
}
