# The hints of a TODO in a hints.md: awk -v todo=N -f hints.awk hints.md
#
# They are the numbered items under "## TODO(N)"; N 0: all, of a program that has no TODOs. Printed are paragraphs, a line each, as
# ITEM<TAB>text<TAB>...; lines of a fenced block as ITEM<TAB>code<TAB>...
function flush() {
    if (text != "") printf "%d\ttext\t%s\n", item, text
    text = ""
}
{ sub(/\r$/, "") }
/^#/ && !fenced {
    flush()
    mine = todo == 0 || $0 ~ ("^## *TODO\\(" todo "\\)")
    item = 0
    next
}
!mine { next }
/^[ \t]*(```|~~~)/ { flush(); fenced = !fenced; next }
fenced { sub(/^   /, ""); printf "%d\tcode\t%s\n", item, $0; next }
/^[0-9]+\. / { flush(); item++; sub(/^[0-9]+\. +/, "") }
/^[ \t]*$/ { flush(); next }
item { gsub(/^[ \t]+|[ \t]+$/, ""); gsub(/\t/, " "); text = text (text == "" ? "" : " ") $0 }
END { flush() }
