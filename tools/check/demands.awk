# Does the student's program make the calls that its facts demand (DEMANDS in program.cmake)?
#
#   awk -v demands=DEMANDS -v arguments=OF_THE_CASE -v source=SOLUTION.c -v compiled=STUDENT.c -f demands.awk
#       kind=solution ROWS kind=student ROWS
#
# ROWS: what `explain --rows` prints. Counted are calls in the two files themselves, of all ranks. Prints
# KEY<TAB>VALUE for the first demand that is not met, or nothing.
BEGIN { FS = OFS = "\t" }
function base(path) { sub(/.*\//, "", path); return path }
$1 == "site" && kind == "solution" && base($4) == source { wanted[$3] += $6; known = 1 }
$1 == "site" && kind == "student" && base($4) == compiled {
    made[$3] += $6
    lines[$3] = lines[$3] $2 "," $5 ";"
}
END {
    if (!known || demands == "-") exit
    n = split(demands, demand, "|")
    for (i = 1; i <= n; i++) {
        part[4] = ""
        split(demand[i], part, ":")
        if (!index(arguments, part[4])) continue
        m = split(part[2], calls, ",")
        solution = student = 0
        for (j = 1; j <= m; j++) {
            solution += wanted[calls[j]]
            student += made[calls[j]]
        }
        if (part[1] == "some" && student == 0 && solution > 0) {
            print "sentence", "the result is right, but " calls[1] " is never called: " part[3]
            exit
        }
        if ((part[1] == "no-more" && student > solution) || (part[1] == "few" && student > 4 * solution)) {
            print "sentence", "the result is right, but the ranks call " calls[1] " " student " times where the solution's do " solution " times: " part[3]
            for (j = 1; j <= m; j++) {
                count = split(lines[calls[j]], place, ";")
                for (p = 1; p < count; p++) {
                    split(place[p], at, ",")
                    if (!seen[at[2]]++) print "place", "rank " at[1], "in " calls[j], at[2], ""
                }
            }
            exit
        }
    }
}
