# Finds the TODOs that are still open: awk -f open_todos.awk side=skeleton S.c side=student T.c
#
# Both files become rows of C tokens, so that white space, line ends, reformatting and comments do not
# count. The beginning of a "TODO(n)" comment is one token more, a mark. A TODO of the student's file is
# open if what comes after it (one line of the skeleton, or the next mark) and before it are as in the
# skeleton. Before, because some write their code above the comment, or change the line above it.

function add(word) {
    n[side]++
    token[side, n[side]] = word
    line[side, n[side]] = FNR
}

# ---- from text to tokens ----

# A line of a comment: the beginning of a TODO, more of its text, or of no interest.
function comment(text, style) {
    gsub(/[ \t]+/, " ", text)
    if (style == "block") sub(/^[ *!]+/, "", text)
    else sub(/^[ \/!]+/, "", text)
    sub(/ $/, "", text)
    if (match(text, /^TODO ?\( ?[0-9]+ ?\) ?:? ?/)) {
        number = substr(text, 1, RLENGTH)
        gsub(/[^0-9]/, "", number)
        add("TODO " (number + 0))
        todo = n[side]
        todo_style = style
        words[side, todo] = substr(text, RLENGTH + 1)
    } else if (todo && style == todo_style && text != "") {
        words[side, todo] = words[side, todo] (words[side, todo] == "" ? "" : " ") text
    } else {
        todo = 0
    }
}

FNR == 1 { in_block = todo = 0 }
{
    rest = $0
    sub(/[ \t\r]+$/, "", rest)
    if (rest == "" && !in_block) todo = 0 # an empty line ends the text of a TODO
    while (rest != "") {
        if (in_block) {
            end = index(rest, "*/")
            comment(end ? substr(rest, 1, end - 1) : rest, "block")
            rest = end ? substr(rest, end + 2) : ""
            in_block = !end
        } else if (match(rest, /^[ \t]+/) || match(rest, /^\\$/)) {
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^\/\//)) {
            comment(substr(rest, 3), "line")
            rest = ""
        } else if (match(rest, /^\/\*/)) {
            in_block = 1
            rest = substr(rest, 3)
        } else {
            if (!match(rest, /^[A-Za-z_0-9.]+/) && !match(rest, /^"([^"\\]|\\.)*"?/) &&
                !match(rest, /^'([^'\\]|\\.)*'?/)) RLENGTH = 1
            add(substr(rest, 1, RLENGTH))
            todo = 0
            rest = substr(rest, RLENGTH + 1)
        }
    }
}

# ---- what is open ----

function is_todo(s, i) { return token[s, i] ~ /^TODO / }

# Leaves out marks that only one of the files has: comments deleted, or added by the student.
function keep_common_todos(s, other,    i, kept, known) {
    for (i = 1; i <= n[other]; i++) if (is_todo(other, i)) known[token[other, i]] = 1
    for (i = 1; i <= n[s]; i++) {
        if (is_todo(s, i) && !(token[s, i] in known)) continue
        kept++
        token[s, kept] = token[s, i]
        line[s, kept] = line[s, i]
        words[s, kept] = words[s, i]
    }
    n[s] = kept + 0
    token[s, 0] = token[s, n[s] + 1] = "" # before the beginning, after the end
}

function same(i, j, count,    k) { # COUNT tokens of the skeleton from I on, of the student from J on
    for (k = 0; k < count; k++)
        if (token["skeleton", i + k] != token["student", j + k]) return 0
    return 1
}

# How many tokens make up the line of the skeleton that comes after token I; a mark stands for itself.
function line_after(i,    k) {
    for (k = i + 1; k < n["skeleton"] && !is_todo("skeleton", k) && !is_todo("skeleton", k + 1) &&
         line["skeleton", k + 1] == line["skeleton", k]; k++) ;
    return k - i
}

# The same before it: whole lines up to a mark, at least 4 tokens, as a "}" alone says little.
function lines_before(i,    k) {
    for (k = i; k > 1 && !is_todo("skeleton", k - 1) &&
         (i - k < 4 || line["skeleton", k - 1] == line["skeleton", k]); k--) ;
    return i - k
}

# How often do the COUNT tokens after I (of the skeleton) come between mark J of side S and the next?
function occurrences(i, count, s, j,    k, m, found) {
    for (k = j + 1; k <= n[s] && !is_todo(s, k); k++) {
        for (m = 0; m < count && token[s, k + m] == token["skeleton", i + 1 + m]; m++) ;
        found += m == count
    }
    return found
}

function untouched(i, j,    after, before) {
    after = line_after(i)
    before = lines_before(i)
    if (!same(i + 1, j + 1, after) || !same(i - before, j - before, before)) return 0
    # What the student wrote may begin as the skeleton goes on: if (rank == root) {
    return after < 4 || occurrences(i, after, "student", j) <= occurrences(i, after, "skeleton", i)
}

END {
    keep_common_todos("skeleton", "student")
    keep_common_todos("student", "skeleton")
    for (j = 1; j <= n["student"]; j++) {
        if (!is_todo("student", j)) continue
        for (i = 1; i <= n["skeleton"]; i++) {
            if (token["skeleton", i] != token["student", j] || used[i] || !untouched(i, j)) continue
            used[i] = 1
            printf "%s\t%d\t%s\n", substr(token["student", j], 6), line["student", j], words["skeleton", i]
            break
        }
    }
}
