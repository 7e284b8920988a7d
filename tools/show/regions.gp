# Time per region, a bar for each rank. Set before: title, units, ranks, regions; in $rows: rank, the
# regions, the total.
set title title
set xlabel "rank"
set ylabel "time [" . units . "]"
set xrange [-0.6 : ranks - 0.4]
set yrange [0 : *]
set grid noxtics ytics
if (ranks <= 32) { set xtics 1 }
set boxwidth (ranks > 50 ? 1 : 0.7)
set style fill solid 0.9 noborder
set key outside right top vertical width -1
height(i) = sum [k = 2 : i + 1] (valid(k) ? column(k) : 0)
plot for [i = regions : 1 : -1] $rows using 1:(height(i)) with boxes linetype i title columnheader(i + 1), \
    $rows using 1:(column(regions + 2)) with points linetype 8 pointtype 2 pointsize 0.8 title columnheader(regions + 2)
