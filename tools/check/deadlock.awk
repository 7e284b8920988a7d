# The tracer's sentence about a deadlock, with the lines of the student's file: the tracer names the call of MPI,
# which may be made by a function of common/.
#
#   awk -v source=hello.c -v compiled=hello.c -f own_name.awk -f deadlock.awk TRACE PLACES
#
# TRACE: rows of `explain --rows`; PLACES: what explain_run.awk prints, which comes out with the sentence put in.
BEGIN { FS = OFS = "\t" }

# "ranks 0, 2-3" as keys of line[] and text[].
function note(ranks, number, source_text,    n, part, i, ends, r) {
    sub(/^ranks? /, "", ranks)
    n = split(ranks, part, /, | and /)
    for (i = 1; i <= n; i++) {
        split(part[i], ends, "-")
        for (r = ends[1] + 0; r <= ((ends[2] == "") ? ends[1] : ends[2]) + 0; r++) {
            line[r] = number
            text[r] = source_text
        }
    }
}

# "rank 1 waits at stop.c:22 (MPI_Allreduce..." -> "rank 1 waits at hello.c:37 (MPI_Allreduce in results_create..."
function with_own_lines(sentence,    done, piece, rank, file, caller) {
    while (match(sentence, /rank [0-9]+,? (which )?waits at [^ :]+:[0-9]+ \(MPI_[A-Za-z_]+/)) {
        piece = substr(sentence, RSTART, RLENGTH)
        done = done substr(sentence, 1, RSTART - 1)
        sentence = substr(sentence, RSTART + RLENGTH)
        rank = piece
        sub(/^rank /, "", rank)
        rank += 0
        file = piece
        sub(/.* at /, "", file)
        sub(/:.*/, "", file)
        if (file != compiled && file != source && line[rank]) {
            caller = ""
            if (match(text[rank], /[a-z_0-9]+\(/)) caller = " in " substr(text[rank], RSTART, RLENGTH - 1)
            sub(/ at [^ :]+:[0-9]+/, " at " source ":" line[rank], piece)
            piece = piece caller
            sub(/^ on the communicator made at [^ :)]+:[0-9]+/, "", sentence)
        }
        done = done piece
    }
    return done sentence
}

FNR == NR { if ($1 == "finding" && $3 == "deadlock" && why == "") why = $5; next }
{ out[++n] = $0 }
$1 == "place" && $4 > 0 { note($2, $4, $5) }
END {
    why = with_own_lines(why)
    why = own_name(why, compiled, source)
    for (i = 1; i <= n; i++) {
        if (out[i] ~ /^sentence\t/) out[i] = "sentence" OFS why
        print out[i]
    }
}
