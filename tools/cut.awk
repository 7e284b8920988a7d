# Cuts the skeleton of an exercise out of its solution: drops what stands between the lines
# "// SOLUTION" and "// END", and keeps all else. Messages go to stderr; exit 1 on a wrong marker.
function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"; bad = 1; exit 1 }
/^[ \t]*\/\/ SOLUTION[ \t]*$/ {
    if (inside) complain("// SOLUTION inside a // SOLUTION (a // END is missing above)")
    if (!todo) complain("// SOLUTION without a // TODO(n) before it")
    inside = FNR; todo = 0; next
}
/^[ \t]*\/\/ END[ \t]*$/ {
    if (!inside) complain("// END without a // SOLUTION before it")
    inside = 0; blocks++; next
}
/\/\/ TODO\([0-9]+\)/ && !inside { todo = 1 }
!inside { print }
END {
    if (bad) exit 1
    if (inside) { FNR = inside; complain("// SOLUTION that no // END closes") }
    if (!blocks) { printf "%s: nothing to cut: no // SOLUTION\n", FILENAME > "/dev/stderr"; exit 1 }
}
