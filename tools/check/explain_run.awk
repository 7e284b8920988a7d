# How a run came to its end, from what its ranks have noted (witness.c) and what it has printed.
#
#   awk -v status=EXIT -v seconds=LIMIT -v name=PROGRAM -v path=COMPILED_FILE -f explain_run.awk
#       kind=source FILE kind=lines LINES  kind=rank RANK_FILE...  kind=output OUTPUT
#
# LINES: ADDRESS<TAB>FILE:LINE, from addr2line. Prints KEY<TAB>VALUE: sentence, advice, and, for each
# group of ranks that stand at the same place, place: RANKS<TAB>WHAT<TAB>LINE<TAB>SOURCE (LINE 0: not known).
BEGIN { FS = OFS = "\t" }

# ---- reading ----

kind == "source" {
    gsub(/\t/, " ")
    sub(/^ +/, "")
    source[FNR] = $0
}
kind == "lines" {
    sub(/ \(discriminator.*/, "", $2)
    line = file = $2
    sub(/.*:/, "", line)
    sub(/:[^:]*$/, "", file)
    if (file == path) source_line[$1] = line + 0
}
kind == "rank" && FNR == 1 {
    rank = FILENAME
    sub(/.*\/rank-/, "", rank)
    rank += 0
    if (rank >= size) size = rank + 1
}
# Of each rank the event that comes first counts, but an answer to the question at the time limit.
kind == "rank" && $1 == "in" { if (current) call[rank] = $2 }
kind == "rank" && $1 == "at" {
    if (current && !at[rank] && ($2 in source_line)) at[rank] = source_line[$2]
    # A compiler may leave no trace of the MPI function in the call stack.
    if (current && call[rank] == "" && match(source[at[rank]], /MPI_[A-Z][a-z_]+/)) {
        if (event[rank] == "error") call[rank] = substr(source[at[rank]], RSTART, RLENGTH)
    }
}
kind == "rank" && $1 ~ /^[0-9]/ {
    current = !(rank in event)
    if (current) {
        event[rank] = $2
        detail[rank] = $3
        text[rank] = $4
        when[rank] = $1
    }
}
kind == "output" && index($0, name ": ") == 1 && message == "" { message = substr($0, length(name) + 3) }
# Open MPI 5 breaks this line before "signal".
kind == "output" && half != "" { $0 = half " " $0 }
kind == "output" { half = /exited on$/ ? $0 : "" }
kind == "output" && /exited on signal [0-9]+/ { killed = $0 }
# An error on a window, a file or a communicator of the program's own: Open MPI's words.
kind == "output" && /\*\*\* An error occurred in MPI_/ && failing == "" {
    failing = $0
    sub(/.*An error occurred in /, "", failing)
}
kind == "output" && /\*\*\* reported by process \[[0-9]+,[0-9]+\]/ && reporter == "" {
    reporter = $0
    sub(/.*,/, "", reporter)
    reporter += 0
}
kind == "output" && /\*\*\* MPI_ERR_[A-Z_]+: / && failure == "" {
    failure = $0
    sub(/.*\*\*\* /, "", failure)
}
kind == "output" && match($0, /[Tt]he MPI_[A-Za-z_]+\(\) function was called (before MPI_INIT|after MPI_FINALIZE)/) {
    split(substr($0, RSTART + 4), word, /\(\) function was called /)
    order = word[1] " was called " (word[2] ~ /^before/ ? "before MPI_Init" : "after MPI_Finalize")
}
kind == "output" && /Attempting to use an MPI routine .*before initializing/ { order = "an MPI function was called before MPI_Init" }

# ---- telling ----

function ranks_of(list, n,    i, from, text) { # "ranks 0-3, 5"
    text = n == 1 ? "rank " : "ranks "
    for (i = 1; i <= n; i++) {
        from = i
        while (i < n && list[i + 1] == list[i] + 1) i++
        text = text (from > 1 ? ", " : "") list[from] (i > from ? (i > from + 1 ? "-" : ", ") list[i] : "")
    }
    return text
}

# Those ranks for which what() gives the same, as one text.
function having(kind, value,    r, n, list) {
    n = 0
    for (r = 0; r < size; r++)
        if (event[r] == kind && detail[r] == value) list[++n] = r
    return ranks_of(list, n)
}

function first_with(kind,    r, best) {
    best = -1
    for (r = 0; r < size; r++)
        if (event[r] == kind && (best < 0 || when[r] < when[best])) best = r
    return best
}

function what(r) {
    if (event[r] == "") return "not known: it left no record"
    if (event[r] == "exit") return "had ended, with exit status " detail[r]
    if (event[r] == "crash") return call[r] != "" ? "in " call[r] : "crashed here"
    if (event[r] == "waits") return call[r] != "" ? "in " call[r] : "computing, in no MPI call"
    return call[r] != "" ? "in " call[r] : "here"
}

function places(kinds,    r, key, keys, n, count, list, i) {
    for (r = 0; r < size; r++) {
        if (index(kinds, " " event[r] " ")) {
            key = what(r) OFS (at[r] + 0) OFS source[at[r]]
            if (!(key in count)) keys[++n] = key
            members[key, ++count[key]] = r
        }
    }
    for (i = 1; i <= n; i++) {
        for (r = 1; r <= count[keys[i]]; r++) list[r] = members[keys[i], r]
        print "place", ranks_of(list, count[keys[i]]), keys[i]
    }
}

function signal_name(number) {
    return number == 11 ? "segmentation fault (SIGSEGV)" : \
        number == 6 ? "abort (SIGABRT)" : \
        number == 8 ? "arithmetic error, such as a division by zero (SIGFPE)" : \
        number == 7 ? "bus error (SIGBUS)" : \
        number == 4 ? "illegal instruction (SIGILL)" : "signal " number
}

function signal_advice(number) {
    return number == 11 || number == 7 ? "It used memory that is not its own: a pointer that is NULL or not set, or an index out of range." : \
        number == 8 ? "Is something divided by a count that can be 0 on some ranks?" : \
        number == 6 ? "It ended itself, or the C library found its memory damaged (written past the end of an array, or freed twice)." : ""
}

function error_advice(class) {
    return class == "MPI_ERR_TRUNCATE" ? "The message is longer than the receive allows: do count and type of both sides agree, and is it the message that was meant?" : \
        class == "MPI_ERR_RANK" ? "Ranks go from 0 to size - 1; here a number outside of these was given as source, destination or target." : \
        class == "MPI_ERR_ROOT" ? "The root must be a rank from 0 to size - 1, and the same on all ranks." : \
        class == "MPI_ERR_COUNT" ? "A count must not be negative." : \
        class == "MPI_ERR_TYPE" ? "The datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit." : \
        class == "MPI_ERR_TAG" ? "A tag must not be negative (only a receive may say MPI_ANY_TAG)." : \
        class == "MPI_ERR_BUFFER" ? "The buffer is NULL, or the same one is given for sending and receiving (there MPI_IN_PLACE is meant for)." : \
        class == "MPI_ERR_COMM" ? "The communicator is not a valid one." : \
        class == "MPI_ERR_OP" ? "The operation does not go with the datatype." : ""
}

function library_text(class, text) {
    sub(/^MPI_ERR_[A-Z_]+: /, "", text)
    sub(/, error stack:.*/, "", text)
    return text
}

END {
    for (r = 0; r < size && !(event[r] == "exit" && detail[r] != 0); r++) continue
    failed = r < size ? r : -1
    if (status == 124 && failed < 0) {
        print "sentence", "the run did not end within " seconds " s"
        places(" waits exit crash error abort  ")
        exit
    }
    # An error comes before a crash: the end that it makes may crash a rank that is in the midst of something.
    if ((r = first_with("error")) >= 0) {
        print "sentence", call[r] " failed on " having("error", detail[r]) ": " detail[r] ": " library_text(detail[r], text[r])
        print "advice", error_advice(detail[r])
        places(" error ")
    } else if ((r = first_with("crash")) >= 0) {
        print "sentence", having("crash", detail[r]) " crashed: " signal_name(detail[r])
        print "advice", signal_advice(detail[r])
        places(" crash ")
    } else if (order != "") {
        print "sentence", order
        print "advice", "MPI_Init comes first of all, MPI_Finalize last of all."
    } else if (message ~ /:[0-9]+: rank [0-9]+: MPI_[A-Za-z_]+\(.*\): MPI_ERR_[A-Z_]+: /) {
        # mpi_check's own line (common/mpi_check.h): FILE:LINE: rank R: CALL(...): CLASS: TEXT
        sub(/^.*:[0-9]+: rank /, "", message)
        who = message + 0
        match(message, /MPI_[A-Za-z_]+/)
        called = substr(message, RSTART, RLENGTH)
        sub(/^.*\): /, "", message)
        print "sentence", called " failed on rank " who ": " message
        sub(/:.*/, "", message)
        print "advice", error_advice(message)
        call[who] = called
        places(" abort ")
    } else if (message != "") {
        print "sentence", "the program stopped: " message
        places(" abort ")
    } else if ((r = first_with("abort")) >= 0) {
        print "sentence", having("abort", detail[r]) " called MPI_Abort"
        places(" abort ")
    } else if (failing != "" && failure != "") {
        print "sentence", failing " failed on rank " reporter + 0 ": " failure
        sub(/:.*/, "", failure)
        print "advice", error_advice(failure)
    } else if (failed >= 0) {
        print "sentence", having("exit", detail[failed]) " ended with exit status " detail[failed]
        places(" exit waits ")
    } else {
        for (r = 0; r < size && !(event[r] == "exit" && text[r] == "inside"); r++) continue
        if (r < size) {
            print "sentence", "rank " r " ended without MPI_Finalize"
            print "advice", "Every rank must call MPI_Finalize before it ends."
        } else if (killed != "") {
            sub(/ on node [^ ]+/, "", killed)
            sub(/.*process /, "", killed)
            sub(/ with PID [0-9]+/, "", killed)
            print "sentence", killed
            if (killed ~ /signal 9 /) print "advice", "Something killed it from outside: did it take too much memory?"
        } else {
            print "sentence", "the run ended with exit status " status
        }
    }
}
