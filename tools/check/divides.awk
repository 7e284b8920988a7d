# Is a program right with just those numbers of ranks among which a count in its arguments divides? Then a
# mean over ranks is not weighted by how many items each rank has. No single result file can show that.
#
# Rows: CASE<TAB>RANKS<TAB>right or wrong<TAB>ARGUMENTS. Prints CASE<TAB>COUNT for the first wrong case of
# which that can be said, or nothing.
BEGIN { FS = "\t" }
{
    if (!($4 in first_row)) lines[++n] = $4
    first_row[$4] = 1
    rows[$4] = rows[$4] " " NR
    number[NR] = $1
    ranks[NR] = $2
    right[NR] = $3 == "right"
}
END {
    for (i = 1; i <= n; i++) {
        words = split(lines[i], word, " ")
        count = split(rows[lines[i]], row, " ")
        for (w = 1; w <= words; w++) {
            if (word[w] !~ /^[0-9]+$/ || word[w] < 2) continue
            agrees = 1
            shared = broken = 0
            for (j = 1; j <= count; j++) {
                divides = word[w] % ranks[row[j]] == 0
                if (divides != right[row[j]]) agrees = 0
                if (divides && ranks[row[j]] > 1) shared = 1
                if (!divides && !broken) broken = row[j]
            }
            if (agrees && shared && broken) {
                print number[broken] "\t" word[w]
                exit
            }
        }
    }
}
