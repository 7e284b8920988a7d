# Findings (tools/check/verdict.sh) into arrays, for all reports. report_FORMAT.awk has the END.
#
#   program_count; fact[p, key]; todo_count[p], todo[p, i, key]; case_count[p], kase[p, k, key]
#   Of keys that may come more than once (also, note, place, source): lists joined with newlines.
BEGIN { FS = "\t" }
FNR == 1 { p = ++program_count; n = t = 0 }
{
    value = $0
    sub(/^[^\t]*\t[^\t]*\t/, "", value)
    value = decoded(value)
}
$1 == "program" { fact[p, $2] = value }
$1 == "todo" && $2 == "number" { t = ++todo_count[p] }
$1 == "todo" { todo[p, t, $2] = value }
$1 == "case" && $2 == "number" { n = ++case_count[p] }
$1 == "case" && $2 != "number" {
    if ((p, n, $2) in kase) value = kase[p, n, $2] "\n" value
    kase[p, n, $2] = value
}

function decoded(text,    i, c, plain) {
    if (!index(text, "\\")) return text
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\") {
            c = substr(text, ++i, 1)
            c = c == "n" ? "\n" : c == "t" ? "\t" : c
        }
        plain = plain c
    }
    sub(/\n$/, "", plain)
    return plain
}

function without_colour(text) {
    gsub(/\033\[[0-9;]*[mK]/, "", text)
    return text
}

function name_of_case(p, k) {
    return kase[p, k, "ranks"] (kase[p, k, "ranks"] == 1 ? " rank" : " ranks") \
        (kase[p, k, "arguments"] == "" ? "" : ", " kase[p, k, "arguments"])
}

function number_of(link) {
    return link == "builds" ? 1 : link == "runs and ends" ? 2 : link == "result" ? 3 : link == "MPI used correctly" ? 4 : 5
}

# The links of the chain with the verdict of each: "builds PASS", ...
function chain(p, link,    broken) {
    broken = fact[p, "link"]
    if (fact[p, "verdict"] == "PASS") return "PASS"
    if (link == broken) return fact[p, "verdict"] == "TODO" ? "FAIL" : fact[p, "verdict"]
    if (link == "builds") return "PASS"
    return number_of(link) < number_of(broken) ? "PASS" : "SKIP"
}
