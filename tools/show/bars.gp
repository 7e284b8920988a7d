# A vector as bars. Set before: title, label, units, over, count; in $rows: number, value.
set title title
set xlabel over
set ylabel label . (units eq "" ? "" : " [" . units . "]")
set xrange [-0.6 : count - 0.4]
set yrange [0 : *]
stats $rows using 2 nooutput name "VALUE"
if (VALUE_min < 0) { set yrange [* : *]; set xzeroaxis linetype 8 }
if (count <= 32) { set xtics 1 }
set boxwidth 0.7
if (count > 100) { set boxwidth 1; set style fill solid 0.9 noborder } # of thin ones the border is all that is seen
unset key
if (!text) { set grid noxtics ytics }
if (text) { set style fill empty }
plot $rows with boxes linecolor rgb BLUE
