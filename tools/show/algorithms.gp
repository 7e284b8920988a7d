# Time of several algorithms over message size. Set before: title, algorithms, model (0 or 1); in $rows:
# bytes, seconds of each, seconds of each by the model.
set logscale xy
set format x "%.0s %cB"
set format y "%.0s %cs"
set xlabel "message size"
set title title

if (text) {
    set key top left Left reverse
    plot for [i = 1 : algorithms] $rows using 1:(column(i + 1)) with points pointtype word("O # + x * @", 1 + (i - 1) % 6) title columnheader(i + 1)
    exit
}

set ylabel "time"
set key outside right top vertical
last = model ? algorithms : 0
plot for [i = 1 : algorithms] $rows using 1:(column(i + 1)) with linespoints linetype i title columnheader(i + 1), \
    for [i = 1 : last] $rows using 1:(column(i + 1 + algorithms)) with lines linetype i dashtype 2 linewidth 1.5 notitle, \
    (model ? 1 : NaN) / 0 with lines linetype 9 title (model ? "by the model" : "")
