# Who did how much, and which rows. Set before: title, label (of the work), ranks, mean, imbalance, rows (0:
# not known), dataset; $rows: rank, work; $owners: rank, first row, end.
set xrange [-0.6 : ranks - 0.4]
if (ranks <= 32) { set xtics 1 }
set boxwidth (ranks > 50 ? 1 : 0.7)
set xlabel "rank"
unset key
colour(rank) = 1 + int(rank) % 6
set multiplot layout 1, (rows > 0 ? 2 : 1) title title
if (rows > 0) {
    set title "who computed which rows of " . dataset
    set yrange [rows : 0]
    set ylabel "row"
    set grid noxtics ytics front
    set style fill solid 1 noborder
    plot $owners using 1:2:($1 - 0.4):($1 + 0.4):2:3:(colour($1)) with boxxyerror linecolor variable
}
set title sprintf("%s; mean dashed, imbalance %.2f", label, imbalance)
set yrange [0 : *]
set ylabel label
if (mean >= 1e4) { set format y "%.1s %c" }
set grid noxtics ytics back
plot $rows using 1:2:(colour($1)) with boxes linecolor variable, mean with lines linetype 8 dashtype 2
unset multiplot
