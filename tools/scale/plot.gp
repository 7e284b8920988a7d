# The plot of ./lab scale. Set before: rows (the file of scale --rows), title, model (1 if there is one),
# weak (0 or 1), cores, and the terminal and output. Colours: Okabe and Ito's, which all can tell apart.
set style line 1 linecolor rgb "#0072B2" linewidth 2 pointtype 7 pointsize 0.9
set style line 2 linecolor rgb "#D55E00" linewidth 2
set style line 3 linecolor rgb "#999999" linewidth 1.5 dashtype 2
set grid linecolor rgb "#dddddd"
set border 3
set tics nomirror
set key top left Left reverse
set multiplot layout 1,2 title title noenhanced
stats rows index 0 using 1 nooutput name "RANKS"

set title (weak ? "scaled speed-up" : "speed-up")
set xlabel "ranks"
set ylabel (weak ? "work per second, against one rank" : "times as fast as the first")
set logscale xy 2
set xrange [RANKS_min * 0.9 : RANKS_max * 1.1]
if (model) {
    plot x with lines linestyle 3 title "perfect", \
        rows index 1 using 1:3 with lines linestyle 2 title (weak ? "Gustafson" : "Amdahl"), \
        rows index 0 using 1:5:($5*$2/$4):($5*$2/$3) with yerrorbars linestyle 1 title "measured (least to most)"
} else {
    plot x with lines linestyle 3 title "perfect", \
        rows index 0 using 1:5:($5*$2/$4):($5*$2/$3) with yerrorbars linestyle 1 title "measured (least to most)"
}

set title "where the time goes"
unset logscale
set xrange [-0.6 : RANKS_records - 0.4]
set yrange [0 : *]
set ylabel "seconds, mean of the ranks"
set style data histograms
set style histogram rowstacked
set style fill solid 0.9 border rgb "white"
set boxwidth 0.7
set key below horizontal center maxrows 2
set grid noxtics ytics
plot rows index 0 using 7:xtic(1) linecolor rgb "#0072B2" title "compute", \
    rows index 0 using 8 linecolor rgb "#E69F00" title "communication", \
    rows index 0 using 9 linecolor rgb "#009E73" title "I/O", \
    rows index 0 using 10 linecolor rgb "#BBBBBB" title "other, waiting"
unset multiplot
