# Curves of each rank, as mean and spread. Set before: title, over, units, curves, ranks, count; in $rows: number,
# then least, mean and most of each.
set title title
set xlabel over
set ylabel "time" . (units eq "" ? "" : " [" . units . "]")
set logscale y
set format y "%g"
set key outside top center horizontal
set xrange [0 : count - 1]
set style fill transparent solid 0.25 noborder
last = ranks > 1 ? curves : 0
plot for [i = 1 : last] $rows using 1:(column(3 * i - 1)):(column(3 * i + 1)) with filledcurves linetype i \
        title (i == last ? "least to most" : ""), \
    for [i = 1 : curves] $rows using 1:(column(3 * i)) with lines linetype i title columnheader(3 * i) . (ranks > 1 ? ", mean" : "")
