# The plot of ./lab scale, after show/style.gp. Set before: title, weak (0 or 1), model (1 if there is one),
# and in $rows what scale --rows writes.
stats $rows index 0 using 1 nooutput name "RANKS"
set logscale xy 2
set xrange [RANKS_min * 0.9 : RANKS_max * 1.1]
set key top left Left reverse
set xlabel "ranks"
speedup = weak ? "scaled speed-up" : "speed-up"

if (text) {
    set title title . ": " . speedup
    plot x with dots title 'perfect', $rows index 0 using 1:5 with points pointtype 'O' title 'measured'
    exit
}

set multiplot layout 1,2 title title
set title speedup
set ylabel (weak ? "work per second, against one rank" : "times as fast as the first")
if (model) {
    plot x with lines linetype 9 title "perfect", \
        $rows index 1 using 1:3 with lines linetype 2 title (weak ? "Gustafson" : "Amdahl"), \
        $rows index 0 using 1:5:($5*$2/$4):($5*$2/$3) with yerrorbars linetype 1 title "measured (least to most)"
} else {
    plot x with lines linetype 9 title "perfect", \
        $rows index 0 using 1:5:($5*$2/$4):($5*$2/$3) with yerrorbars linetype 1 title "measured (least to most)"
}

set title "where the time goes"
unset logscale
set xrange [-0.6 : RANKS_records - 0.4]
set yrange [0 : *]
set ylabel "seconds, mean of the ranks"
set style data histograms
set style histogram rowstacked
set boxwidth 0.7
set key below horizontal center maxrows 2
set grid noxtics ytics
plot $rows index 0 using 7:xtic(1) linecolor rgb BLUE title "compute", \
    $rows index 0 using 8 linecolor rgb ORANGE title "communication", \
    $rows index 0 using 9 linecolor rgb GREEN title "I/O", \
    $rows index 0 using 10 linecolor rgb "#BBBBBB" title "other, waiting"
unset multiplot
