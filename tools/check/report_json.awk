# Everything as JSON; docs/feedback.md has the keys.
function number(value) { return value ~ /^-?[0-9]+([.][0-9]+)?$/ ? value : "null" }
function list(value,    n, i, parts, out) {
    n = split(value, parts, "\n")
    for (i = 1; i <= n; i++) out = out (i > 1 ? ", " : "") json(parts[i])
    return "[" out "]"
}
function places(value,    n, i, parts, f, out) {
    n = split(value, parts, "\n")
    for (i = 1; i <= n; i++) {
        split(parts[i], f, "\t")
        out = out (i > 1 ? ", " : "") "{\"ranks\": " json(f[1]) ", \"what\": " json(f[2]) ", \"line\": " number(f[3]) \
            ", \"source\": " json(f[4]) "}"
    }
    return "[" out "]"
}
function keys(p, k, names,    n, i, word, out) {
    n = split(names, word, " ")
    for (i = 1; i <= n; i++)
        if ((p, k, word[i]) in kase) out = out ",\n       \"" word[i] "\": " json(kase[p, k, word[i]])
    return out
}
END {
    print "{\n \"format_version\": 1,\n \"created\": " json(time) ",\n \"mpi\": " json(fact[1, "mpi"]) ",\n \"programs\": ["
    for (p = 1; p <= program_count; p++) {
        printf "  {\"program\": %s, \"title\": %s, \"file\": %s,\n", json(fact[p, "program"]), json(fact[p, "title"]), json(fact[p, "file"])
        printf "   \"verdict\": %s, \"sentence\": %s,\n", json(fact[p, "verdict"]), json(fact[p, "sentence"])
        printf "   \"chain\": {\"builds\": %s, \"runs and ends\": %s, \"result\": %s, \"MPI used correctly\": %s, \"communication\": %s},\n", \
            json(chain(p, "builds")), json(chain(p, "runs and ends")), json(chain(p, "result")), \
            json(chain(p, "MPI used correctly")), json(chain(p, "communication"))
        printf "   \"compiler\": %s, \"warnings\": %s, \"luck\": %s,\n", json(fact[p, "compiler"]), json(fact[p, "warnings"]), json(fact[p, "luck"])
        printf "   \"line\": %s, \"next\": %s,\n", number(fact[p, "line"]), json(fact[p, "next"])
        printf "   \"seconds\": %s, \"solution_seconds\": %s,\n", number(fact[p, "own_seconds"]), number(fact[p, "solution_seconds"])
        printf "   \"first_failure\": %s,\n   \"open_todos\": [", number(fact[p, "first"])
        for (i = 1; i <= todo_count[p]; i++) {
            printf "%s{\"number\": %s, \"line\": %s, \"text\": %s}", (i > 1 ? ", " : ""), \
                number(todo[p, i, "number"]), number(todo[p, i, "line"]), json(todo[p, i, "text"])
        }
        printf "],\n   \"cases\": ["
        for (k = 1; k <= case_count[p]; k++) {
            printf "%s\n      {\"ranks\": %s, \"arguments\": %s, \"verdict\": %s, \"seconds\": %s, \"status\": %s", (k > 1 ? "," : ""), \
                number(kase[p, k, "ranks"]), json(kase[p, k, "arguments"]), json(kase[p, k, "verdict"]), \
                number(kase[p, k, "seconds"]), number(kase[p, k, "status"])
            printf "%s", keys(p, k, "link sentence advice dataset pattern where expected got worst count tolerance output")
            if ((p, k, "also") in kase) printf ",\n       \"also\": %s", list(kase[p, k, "also"])
            if ((p, k, "note") in kase) printf ",\n       \"notes\": %s", list(kase[p, k, "note"])
            if ((p, k, "place") in kase) printf ",\n       \"places\": %s", places(kase[p, k, "place"])
            printf "}"
        }
        print "]}" (p < program_count ? "," : "")
    }
    print " ]\n}"
}
