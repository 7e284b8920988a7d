# Ratios with their quartiles. Set before: title, ratios, longest (key, in characters), height; in $rows: number, key, median, quartiles.
set title title
set logscale x
set xlabel "ratio"
set yrange [ratios - 0.4 : -0.6]
set grid xtics ytics
set lmargin longest + 2
unset key
set arrow from 1, graph 0 to 1, graph 1 nohead linecolor rgb VERMILLION linewidth 1.5 dashtype 2 back
plot $rows using 3:1:4:5:ytic(2) with xerrorbars linetype 1 linewidth 1.5
