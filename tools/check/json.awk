# A text as JSON has it, without colours.
function json(value) {
    value = without_colour(value)
    gsub(/\\/, "\\\\", value)
    gsub(/"/, "\\\"", value)
    gsub(/\n/, "\\n", value)
    gsub(/\t/, "\\t", value)
    gsub(/[\001-\037\177]/, "?", value)
    return "\"" value "\""
}
