# tools/jobs.awk - the jobs of this checkout: what SLURM says of each now, else what it said last (see jobs.sh)
#
#   LAB_ROOT=... LAB_JOBS=... job=[ID] words=tools/job_words.tsv user=NAME awk -f tools/jobs.awk $LAB_JOBS/ID... /dev/null
#
# One squeue for all jobs, or for job ID alone; then one sacct for those that squeue has forgotten; nothing for
# jobs whose end is known. (For each cluster, where jobs are on several.) Prints a line for each job, or for
# the tasks of an array that are alike: see the end. A line "error TEXT" says which cluster did not answer.

function note(id, key, value) { if (value != "") of[id, key] = value }
function is_over(state) { return state == "UNKNOWN" || (state in over) }

# What a word of SLURM's means: the first row of job_words.tsv that fits.
function meaning_of(kind, word,    i) {
    for (i = 1; i <= rows; i++)
        if (row_kind[i] == kind && word ~ ("^(" row_word[i] ")$")) return row_text[i]
    return ""
}

function put_in(text, name, value,    at) {
    while (at = index(text, "{" name "}"))
        text = substr(text, 1, at - 1) value substr(text, at + length(name) + 2)
    return text
}

# What became of a job, and what to do, in one sentence; nothing where there is nothing to add.
function sentence(id,    state, reason, text, more, code) {
    state = of[id, "state"]
    reason = of[id, "reason"]
    split(of[id, "exit"] ":", code, ":")
    if (state == "PENDING") {
        text = meaning_of("reason", reason)
        if (text == "") text = "waits: {reason}"
    } else if (state == "CANCELLED" && (reason == "DependencyNeverSatisfied" || of[id, "dependency"] ~ /\(failed\)/))
        text = "did not run: the job it depends on failed"
    else {
        # SLURM leaves the reason of its wait at a job that was cancelled; those of the kind "end" are others.
        more = is_over(state) && state != "COMPLETED" ? meaning_of("end", reason) : ""
        if (state == "FAILED" && of[id, "exit"] != "" && of[id, "exit"] != "0:0")
            text = meaning_of("exit", of[id, "exit"])
        else if (state != "FAILED" || more == "") text = meaning_of("state", state)
        text = text (text != "" && more != "" ? "; " : "") more
    }
    text = put_in(put_in(text, "reason", reason), "limit", of[id, "limit"])
    text = put_in(put_in(text, "status", code[1]), "signal", code[2] + 0 ? code[2] : code[1] - 128)
    text = put_in(put_in(text, "id", id), "log", of[id, "log"])
    if (of[id, "restarts"] + 0)
        text = "was requeued " (of[id, "restarts"] == 1 ? "once" : of[id, "restarts"] " times") (text != "" ? "; " text : "")
    return text
}

# "5:02" as 00:05:02, as scontrol and sacct give it
function clock(time,    part, n, days) {
    if (time !~ /^([0-9]+-)?[0-9]+(:[0-9]+)+$/) return time ~ /^[A-Z]+$/ && time != "INVALID" ? time : ""
    if (match(time, /^[0-9]+-/)) days = substr(time, 1, RLENGTH)
    n = split(substr(time, length(days) + 1), part, ":")
    return days sprintf("%02d:%02d:%02d", n > 2 ? part[1] : 0, part[n - 1], part[n])
}

# squeue 22.05 gives the status of wait(2), 768 for 3:0; 24.11 gives 3:0
function exit_code(code) {
    if (code !~ /^[0-9]+$/) return code
    return code % 128 ? "0:" code % 128 : int(code / 256) ":0"
}

# The output of a job, whose name squeue gives as sbatch got it: %x-%j.out
function log_of(pattern, id, array, folder,    path, part, digits, what) {
    if (pattern == "" || pattern == "(null)") return ""
    split(array, part, "_")
    what["%"] = "%"
    what["A"] = part[1]
    what["a"] = part[2]
    what["j"] = what["J"] = id
    what["x"] = of[id, "name"]
    what["u"] = ENVIRON["user"]
    what["n"] = what["t"] = what["s"] = 0
    what["N"] = of[id, "nodes"]
    sub(/,.*/, "", what["N"])
    if (match(what["N"], /\[[0-9]+/)) what["N"] = substr(what["N"], 1, RSTART - 1) substr(what["N"], RSTART + 1, RLENGTH - 1)
    path = pattern ~ /^\// ? "" : folder "/"
    while (match(pattern, /%[0-9]*[%AajJxunstN]/)) {
        digits = substr(pattern, RSTART + 1, RLENGTH - 2) + 0
        part[1] = what[substr(pattern, RSTART + RLENGTH - 1, 1)]
        path = path substr(pattern, 1, RSTART - 1) (digits && part[1] ~ /^[0-9]+$/ ? sprintf("%0" digits "d", part[1]) : part[1])
        pattern = substr(pattern, RSTART + RLENGTH)
    }
    return path pattern
}

# Fields of a fixed width, as SLURM knew no separators before 20.11, and names may contain any.
# STDOUT, which a version may lack, comes last.
function squeue_fields(    i, part) {
    fields = split("JobID:20 ArrayJobID:20 ArrayTaskID:80 State:20 Reason:160 TimeUsed:20 TimeLimit:20 StartTime:24" \
        " exit_code:12 RestartCnt:8 Name:80 NodeList:80 Dependency:240 WorkDir:400 Command:400 STDOUT:600", field, " ")
    for (i = 1; i <= fields; i++) {
        split(field[i], part, ":")
        format = format (i > 1 ? "," : "") field[i]
        field[i] = part[1]
        width[i] = part[2]
    }
}

function read_squeue(line, cluster,    i, at, got, id, base, array, state) {
    at = 1
    for (i = 1; i <= fields; i++) {
        got[field[i]] = substr(line, at, width[i])
        sub(/ +$/, "", got[field[i]])
        at += width[i]
    }
    id = got["JobID"]
    base = got["ArrayJobID"] ~ /^[0-9]+$/ ? got["ArrayJobID"] : id
    array = got["ArrayTaskID"]
    array = array ~ /^[0-9]+$/ ? base "_" array : array ~ /^[0-9]/ ? base "_[" array "]" : ""
    # Ours are those that were submitted from this folder, those with a script of ours, and those that said so.
    if (got["WorkDir"] != ENVIRON["LAB_ROOT"] && index(got["Command"], ENVIRON["LAB_ROOT"] "/slurm/") != 1 &&
        !(id in known) && !(base in known)) return
    if ((id in known) && of[id, "cluster"] != "" && of[id, "cluster"] != cluster) return
    seen[id] = known[id] = 1
    note(id, "cluster", cluster)
    of[id, "array"] = array
    of[id, "base"] = base
    note(id, "name", got["Name"])
    state = got["State"]
    sub(/[^A-Z_].*/, "", state)
    note(id, "state", state)
    of[id, "reason"] = got["Reason"]
    of[id, "nodes"] = got["NodeList"] ~ /^\(null\)|^None assigned/ ? "" : got["NodeList"]
    of[id, "dependency"] = got["Dependency"] == "(null)" ? "" : got["Dependency"]
    of[id, "start"] = got["StartTime"] ~ /^[0-9]/ ? got["StartTime"] : ""
    of[id, "elapsed"] = clock(got["TimeUsed"])
    of[id, "limit"] = clock(got["TimeLimit"])
    of[id, "exit"] = exit_code(got["exit_code"])
    of[id, "restarts"] = got["RestartCnt"] + 0
    if (array !~ /\[/) note(id, "log", log_of(got["STDOUT"], id, array == "" ? id : array, got["WorkDir"]))
}

# ask(CLUSTER) - squeue, for jobs of that cluster; "" is where the user is
function ask(cluster,    command, line, here, status, says) {
    command = "squeue -a -t all -O " format (cluster != "" ? " -M " cluster : "") \
        (only != "" ? " -j " only : " -u " ENVIRON["user"]) " 2>&1; echo exit=$?"
    here = cluster
    while ((command | getline line) > 0) {
        if (line ~ /^CLUSTER: /) here = substr(line, 10)
        else if (line ~ /^exit=/) status = substr(line, 6)
        else if (line ~ /^[0-9]+ /) read_squeue(line, here)
        else if (line ~ /error|fatal/ && says == "") says = line
    }
    close(command)
    # A job that squeue does not know is none of its troubles.
    if (status == 0 || (only != "" && says ~ /Invalid job id/)) answered[cluster] = 1
    else {
        sub(/^squeue: /, "", says)
        print "error", "squeue: " (says != "" ? says : "ended with status " status)
    }
}

# Of jobs that are over, and forgotten by squeue, or of arrays of which some tasks may be.
function ask_accounting(cluster, list,    command, line, got, id, base, state, status, n, i) {
    command = "sacct -n -X -P -j " list (cluster != "" ? " -M " cluster : "") \
        " -o JobIDRaw,JobID,State,Elapsed,NodeList,ExitCode,Timelimit,JobName 2>&1; echo exit=$?"
    while ((command | getline line) > 0) {
        if (line ~ /^exit=/) status = substr(line, 6)
        if (line ~ /accounting storage is disabled/) known_none[cluster] = 1
        n = split(line, got, "|")
        id = got[1]
        if (n < 8 || id !~ /^[0-9]+$/ || (id in seen)) continue
        base = got[2]
        sub(/_.*/, "", base)
        if (!(id in known) && !(base in known)) continue
        seen[id] = known[id] = 1
        of[id, "base"] = base
        of[id, "array"] = got[2] ~ /_/ ? got[2] : ""
        state = got[3]
        sub(/[^A-Z_].*/, "", state) # CANCELLED by 1000
        note(id, "state", state)
        note(id, "elapsed", clock(got[4]))
        of[id, "nodes"] = got[5] ~ /^None assigned/ ? "" : got[5]
        note(id, "exit", got[6])
        note(id, "limit", clock(got[7]))
        of[id, "name"] = got[8]
        for (i = 9; i <= n; i++) of[id, "name"] = of[id, "name"] "|" got[i]
    }
    close(command)
    if (status == 0 || status == 127) known_none[cluster] = 1
}

# "1-4,7" from the tasks of a group
function ranges(group,    i, text, first) {
    for (i = low[group]; i <= high[group]; i++) {
        if (!((group, i) in has)) continue
        first = i
        while ((group, i + 1) in has) i++
        text = text (text == "" ? "" : ",") first (i > first ? "-" i : "")
    }
    return text
}

# Sets all that is known now of all jobs.
function look(    id, base, cluster, list, gone, listed) {
    if (only != "") known[only] = wanted[of[only, "cluster"]] = 1
    else {
        wanted[""] = 1
        for (id in known) if (!is_over(of[id, "state"]) && of[id, "cluster"] != ENVIRON["SLURM_CLUSTERS"]) wanted[of[id, "cluster"]] = 1
    }
    for (cluster in wanted) ask(cluster)
    if (ENVIRON["SLURM_CLUSTERS"] != "" && ("" in answered)) answered[ENVIRON["SLURM_CLUSTERS"]] = 1
    for (id in known) {
        if (of[id, "base"] == "") of[id, "base"] = id
        base = of[id, "base"]
        cluster = of[id, "cluster"]
        if ((id in seen) || is_over(of[id, "state"]) || !(cluster in answered) || (only != "" && base != only && id != only)) continue
        gone[id] = cluster
        if (!((cluster, base) in listed)) list[cluster] = list[cluster] (list[cluster] == "" ? "" : ",") base
        listed[cluster, base] = 1
    }
    for (cluster in list) ask_accounting(cluster, list[cluster])
    # SLURM has forgotten it, so it is over; how, nobody knows.
    for (id in gone) if (!(id in seen)) {
        of[id, "state"] = "UNKNOWN"
        # Where the user's setting is another cluster, nobody has asked.
        unsure[id] = !(gone[id] in known_none) || (gone[id] == "" && ENVIRON["SLURM_CLUSTERS"] != "")
    }
}

# Prints a line for each group of jobs that are alike: tasks of an array, or one.
function tell(    id, base, task, group, time, shown, count, nodes, longest, first) {
    for (id in known) {
        base = of[id, "base"]
        if (only != "" && base != only && id != only) continue
        task = of[id, "array"]
        sub(/.*_/, "", task)
        group = id
        if (task ~ /^[0-9]+$/) {
            group = base SUBSEP of[id, "state"] SUBSEP of[id, "reason"] SUBSEP of[id, "exit"] SUBSEP of[id, "restarts"] SUBSEP of[id, "name"]
            has[group, task + 0] = id
            if (!(group in count) || task + 0 < low[group]) low[group] = task + 0
            if (!(group in count) || task + 0 > high[group]) high[group] = task + 0
        }
        count[group]++
        if (count[group] == 1) nodes[group] = of[id, "nodes"]
        else if (nodes[group] != of[id, "nodes"]) nodes[group] = "several"
        time = of[id, "elapsed"]
        if (length(time) > length(longest[group]) || (length(time) == length(longest[group]) && time > longest[group])) longest[group] = time
        if (count[group] == 1) first[group] = id
    }
    for (group in count) {
        if (group in low) first[group] = has[group, low[group]]
        task = of[first[group], "array"]
        sub(/.*_\[?/, "", task)
        id = first[group]
        shown = of[id, "array"] != "" ? of[id, "array"] : id
        if (count[group] > 1) shown = of[id, "base"] "_[" ranges(group) "]"
        # Job and task, to sort by; then what people and scripts see.
        print of[id, "base"], task + 0, shown, of[id, "name"], of[id, "state"], longest[group], nodes[group], of[id, "cluster"], \
            is_over(of[id, "state"]) ? "over" : "", of[id, "exit"], of[id, "restarts"] + 0, of[id, "start"], \
            of[id, "log"], of[id, "result"], count[group], sentence(id)
    }
}

function remember(    id, i, file) {
    for (id in known) {
        file = ENVIRON["LAB_JOBS"] "/" id
        for (i = 1; i <= keys && ENVIRON["LAB_JOBS"] != "" && !unsure[id]; i++)
            if (of[id, key[i]] != was[id, key[i]] && (key[i] != "elapsed" || is_over(of[id, "state"])))
                print key[i] "=" of[id, key[i]] >> file
        close(file)
    }
}

BEGIN {
    FS = "\t"
    OFS = "\037"
    only = ENVIRON["job"]
    squeue_fields()
    while ((getline < ENVIRON["words"]) > 0) {
        if (NF < 3 || /^#/) continue
        row_kind[++rows] = $1 == "over" ? "state" : $1
        row_word[rows] = $2
        row_text[rows] = $3
        if ($1 == "over") over[$2] = 1
    }
    keys = split("name array base cluster state reason dependency elapsed nodes exit limit restarts log", key, " ")
}

FNR == 1 { id = FILENAME; sub(/.*\//, "", id); if (id ~ /^[0-9]+$/) known[id] = 1 }
{ at = index($0, "="); if (at) was[id, substr($0, 1, at - 1)] = of[id, substr($0, 1, at - 1)] = substr($0, at + 1) }

END {
    look()
    tell()
    fflush()
    remember() # last, as a disk may be full
}
