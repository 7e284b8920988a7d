# own_name(TEXT, COMPILED, SOURCE) - a sentence in which the compiled copy of a student's file is called by the name
# that the student gave it: "at hello.c:12" -> "at my hello.c:12", also where some of it is called that already.
function own_name(text, compiled, source) {
    if (compiled == source) return text
    return put_for(put_for(put_for(text, source ":", "\001"), compiled ":", "\001"), "\001", source ":")
}

function put_for(text, old, new,    at, out) {
    while ((at = index(text, old)) > 0) {
        out = out substr(text, 1, at - 1) new
        text = substr(text, at + length(old))
    }
    return out text
}
