# awk -f tools/manifest.awk solutions/*/program.cmake solutions/*/*/program.cmake - the manifest: a header, and a row for each program, with tabs
# between its columns. CALLS and RANKS are lists with blanks between the words, DEMANDS and CASES with |.
# tools/cmake/lab_program.cmake says what the facts mean. It is CMake that reads them for the build; here no CMake is
# needed, and so none by ./lab list.
BEGIN {
    count = split("TITLE LESSON PATTERN LEVEL MINUTES CALLS RANKS DEMANDS STRONG WEAK WRONG CASES", facts, " ")
    header = "ID\tNAME\tSOURCE"
    for (i = 1; i <= count; i++) header = header "\t" facts[i]
    print header
}
function separator(fact) { return fact ~ /^(CASES|DEMANDS)$/ ? "|" : fact ~ /^(CALLS|RANKS)$/ ? " " : ";" }

# The values of set(FACT "a value" word...), each time it stands in the text.
function read_facts(text,    fact, value, words) {
    value["DEMANDS"] = value["STRONG"] = value["WEAK"] = value["WRONG"] = "-"
    while (match(text, /set\([A-Z]+/)) {
        fact = substr(text, RSTART + 4, RLENGTH - 4)
        text = substr(text, RSTART + RLENGTH)
        words = 0
        while (match(text, /^[ \t]*("[^"]*"|[^ \t()"]+)/)) {
            word = substr(text, 1, RLENGTH)
            text = substr(text, RLENGTH + 1)
            gsub(/^[ \t]*"?|"$/, "", word)
            value[fact] = words++ ? value[fact] separator(fact) word : word
        }
    }
    if (value["WRONG"] != "-") value["CALLS"] = value["PATTERN"] = "-"
    row = id "\t" name "\t" source
    for (i = 1; i <= count; i++) {
        if (value[facts[i]] == "" && facts[i] != "CASES") {
            print path " does not set " facts[i] " (tools/cmake/lab_program.cmake lists the facts)" >"/dev/stderr"
            failed = 1
            exit 1
        }
        row = row "\t" value[facts[i]]
    }
    print row
}
FNR == 1 {
    if (id != "") read_facts(text)
    text = ""
    path = FILENAME
    id = path
    sub(/\/program.cmake$/, "", id)
    sub(/.*solutions\//, "", id)
    name = id
    sub(/^([a-z]+\/)?[0-9]+-/, "", name)
    source = name ".c"
    gsub(/-/, "_", source)
}
{
    sub(/^[ \t]*#.*/, "")
    text = text " " $0
}
END { if (!failed && id != "") read_facts(text) }
