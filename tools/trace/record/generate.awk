# The MPI functions that mpi.h declares, and wrappers for those of which the recorder knows the name only.
#
#   cc -E -P mpi.h | awk -v what=header|names|wrappers -f generate.awk ../mpi_facts.c wrap_*.c -
#
# The C files come first: a function that they define at the start of a line has a wrapper by hand. Of one that moves
# messages (by its row in mpi_facts.c, or because it makes a request) the wrapper counts that nothing more is recorded.
# header: the numbers CALL_MPI_...; names: the table of names; wrappers: the functions.
BEGIN { count = 0 }

FILENAME != "-" && FILENAME != "" {
    if (match($0, /"MPI_.*MPI_FACT_UNMODELLED/)) {
        split($0, part, "\"")
        unmodelled[part[2]] = 1
    }
    if (match($0, /^[a-z]+ MPI_[A-Za-z0-9_]+\(/)) by_hand[word_before_bracket($0)] = 1
    # COLLECTIVE(Name, Iname, makes MPI_Name and MPI_Iname; other macros, as WRAP(Name, MPI_Name.
    if (match($0, /^[A-Z_]+\([A-Z][A-Za-z_0-9]+,/)) {
        split($0, part, /[(,] */)
        by_hand["MPI_" part[2]] = 1
        if (part[1] == "COLLECTIVE") by_hand["MPI_" part[3]] = 1
    }
    next
}

{ text = text " " $0 }

function word_before_bracket(line) {
    sub(/\(.*/, "", line)
    sub(/.*[ *]/, "", line)
    return line
}

# Parts of a parameter list at the commas outside of brackets.
function split_parameters(list, out,    i, c, depth, n, piece) {
    n = 0
    for (i = 1; i <= length(list); i++) {
        c = substr(list, i, 1)
        if (c == "(" || c == "[") depth++
        if (c == ")" || c == "]") depth--
        if (c == "," && depth == 0) { out[++n] = piece; piece = "" } else piece = piece c
    }
    out[++n] = piece
    return n
}

# The name of a parameter: the last word, before any [].
function parameter_name(parameter) {
    sub(/\[.*/, "", parameter)
    sub(/ +$/, "", parameter)
    sub(/.*[^A-Za-z0-9_]/, "", parameter)
    return parameter
}

# __attribute__((visibility("default"))) and the like, whose brackets no regular expression counts.
function without_attributes(text,    start, i, c, depth) {
    while ((start = index(text, "__attribute__")) > 0) {
        depth = 0
        for (i = start + 13; i <= length(text); i++) {
            c = substr(text, i, 1)
            if (c == "(") depth++
            if (c == ")" && --depth == 0) break
        }
        text = substr(text, 1, start - 1) " " substr(text, i + 1)
    }
    return text
}

function declare(statement,    name, result, list, parameters, n, i, arguments, types) {
    statement = without_attributes(statement)
    gsub(/[ \t]+/, " ", statement)
    sub(/^ */, "", statement)
    sub(/^extern /, "", statement)
    if (statement ~ /^typedef / || statement !~ /^[A-Za-z_]+ \*?MPI_[A-Z][A-Za-z0-9_]* ?\(/) return
    if (statement ~ /MPI_[A-Z0-9_]+_FN ?\(/ || statement ~ /\.\.\./) return
    name = word_before_bracket(statement)
    if (name == "" ) { sub(/ \(/, "(", statement); name = word_before_bracket(statement) }
    if (name in seen || name ~ /^MPI_T_/ || name ~ /^MPI_(DUP|NULL)/) return
    seen[name] = 1
    names[++count] = name
    result = statement
    sub(/ ?MPI_[A-Z].*/, "", result)
    # "MPI_Fint MPI_Comm_c2f(": the type of the result is an MPI one too
    if (result == "") { result = statement; sub(/ .*/, "", result) }
    list = statement
    sub(/^[^(]*\(/, "", list)
    sub(/\) *$/, "", list)
    results[name] = result
    lists[name] = list
}

function write_wrapper(name,    n, i, parameters, arguments) {
    n = split_parameters(lists[name], parameters)
    arguments = ""
    if (lists[name] !~ /^ *void *$/)
        for (i = 1; i <= n; i++) arguments = arguments (i > 1 ? ", " : "") parameter_name(parameters[i])
    printf "%s %s(%s)\n{\n    frame f;\n    if (!enter(&f, CALL_%s, SITE)) {\n        return P%s(%s);\n    }\n", \
        results[name], name, lists[name], name, name, arguments
    if (name in unmodelled || lists[name] ~ /MPI_Request *\*/ || name ~ /_c$/ && lists[name] ~ /MPI_Comm/)
        print "    record->unmodelled++;"
    for (i = 1; i <= n; i++)
        if (parameters[i] ~ /^ *MPI_Comm +[a-z]/ && name !~ /_c2f$|_get_name$|_create_from_/) {
            printf "    check_comm(&f, %s);\n", parameter_name(parameters[i])
            break
        }
    printf "    go(&f, TRACE_WAIT_UNKNOWN);\n    %s code = P%s(%s);\n    back(&f);\n", results[name], name, arguments
    if (results[name] == "int" && name !~ /_c2f$/) print "    return leave(&f, code);\n}\n"
    else print "    leave_quietly(&f);\n    return code;\n}\n"
}

END {
    n = split(text, statements, ";")
    for (i = 1; i <= n; i++) declare(statements[i])
    # Those of MPI that are only made by hand, without a plain prototype above.
    for (name in by_hand) if (!(name in seen)) missing[name] = 1
    if (what == "header") {
        print "/* Generated from mpi.h by generate.awk. */\n#ifndef MPILAB_CALLS_H\n#define MPILAB_CALLS_H\n\nenum {\n    CALL_NONE,"
        for (i = 1; i <= count; i++) printf "    CALL_%s,\n#define HAVE_%s 1\n", names[i], names[i]
        for (name in missing) printf "    CALL_%s,\n", name
        print "    CALL_COUNT\n};\n\n#endif"
    } else if (what == "names") {
        print "/* Generated from mpi.h by generate.awk. */\n#include \"record.h\"\n\nextern const char *const call_names[];\nconst char *const call_names[CALL_COUNT] = {\n    \"\","
        for (i = 1; i <= count; i++) printf "    [CALL_%s] = \"%s\",\n", names[i], names[i]
        for (name in missing) printf "    [CALL_%s] = \"%s\",\n", name, name
        print "};"
    } else {
        print "/* Generated from mpi.h by generate.awk: functions of which only the name is known. */\n#include \"arguments.h\"\n#include \"record.h\"\n"
        for (i = 1; i <= count; i++) if (!(names[i] in by_hand)) write_wrapper(names[i])
    }
}
