# Finds what clang-format leaves of a comment that was too long for its line. Exit 1 if there is any.
function complain(text) { printf "%s:%d: %s: %s\n", FILENAME, FNR, text, $0; bad = 1 }
FNR == 1 { begin = todo = 0; before = "" }

# "text.\n */": only the comment at the top of a file, of several lines, may end like this.
/^[ \t]*\/\*/ { begin = FNR }
/^[ \t]*\*\/$/ && (begin != 1 || FNR <= 2) { complain("the end of a comment alone on its line") }

# The lines of a TODO are indented alike.
/^[ \t]*\/\/ TODO\([0-9]+\): / { todo = 1 }
!/^[ \t]*\/\// || /^[ \t]*\/\/ SOLUTION$/ { todo = 0 }
todo && !/\/\/ TODO\(/ && !/^[ \t]*\/\/          [^ ]/ { complain("the rest of a line of the TODO above") }

# "int a,\n    b; /* what it is */": broken to make room for the comment. "} name; /* ... */": the same of a list.
/^[ \t].*;[ \t]*\/\*/ && before ~ /,$/ { complain("a line broken because of the comment after it") }
/^[ \t]*};[ \t]*\/\*/ { complain("a comment after a list, not before it") }
{ before = $0 }

END { exit bad }
