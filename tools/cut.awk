# Cuts the skeleton of an exercise out of its solution: drops what stands between the lines
# "// SOLUTION" and "// END", and keeps all else. Of what stands as a comment between "// WRONG" and
# "// SOLUTION" it makes code. Messages go to stderr; exit 1 on a wrong marker.
function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"; bad = 1; exit 1 }
/^[ \t]*\/\/ WRONG[ \t]*$/ {
    if (inside || wrong) complain("// WRONG before the last one's // END")
    wrong = todo = FNR; next
}
/^[ \t]*\/\/ SOLUTION[ \t]*$/ {
    wrong = 0
    if (inside) complain("// SOLUTION inside a // SOLUTION (a // END is missing above)")
    if (!todo) complain("// SOLUTION without a // TODO(n) or // WRONG before it")
    inside = FNR; todo = 0; next
}
/^[ \t]*\/\/ END[ \t]*$/ {
    if (!inside) complain("// END without a // SOLUTION before it")
    inside = 0; blocks++; next
}
wrong && !sub(/\/\/ /, "") { complain("what is // WRONG is a comment, up to // SOLUTION") }
/\/\/ TODO\([0-9]+\)/ && !inside { todo = 1 }
!inside { print }
END {
    if (bad) exit 1
    if (wrong) { FNR = wrong; complain("// WRONG that no // SOLUTION follows") }
    if (inside) { FNR = inside; complain("// SOLUTION that no // END closes") }
    if (!blocks) { printf "%s: nothing to cut: no // SOLUTION\n", FILENAME > "/dev/stderr"; exit 1 }
}
