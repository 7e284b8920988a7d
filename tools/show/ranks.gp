# Several bars for each rank. Set before: title, label, units, ranks, bars; in $rows: rank, then a value for each.
set title title
set xlabel "rank"
set ylabel label . (units eq "" ? "" : " [" . units . "]")
set xrange [-0.6 : ranks - 0.4]
set yrange [0 : *]
if (ranks <= 32) { set xtics 1 }
set grid noxtics ytics
set key outside top center horizontal
width = 0.8 / bars
set boxwidth width * (ranks > 50 ? 1 : 0.95)
stats $rows using 2 nooutput name "VALUE"
if (VALUE_max >= 1e4) { set format y "%.1s %c" }
plot for [i = 1 : bars] $rows using ($1 + (i - (bars + 1) / 2.0) * width):(column(i + 1)) with boxes linetype i \
    title columnheader(i + 1)
