# A vector as a curve. Set before: title, label, units, over, logarithmic (0 or 1), count; in $rows: number, value.
set title title
set xlabel over
set ylabel label . (units eq "" ? "" : " [" . units . "]")
if (logarithmic) { set logscale y; set format y "%g" }
unset key
if (text) {
    plot $rows with points pointtype '*'
    exit
}
if (count > 1) { set xrange [0 : count - 1] }
if (count > 30) { plot $rows with lines linetype 1 } else { plot $rows with linespoints linetype 1 }
