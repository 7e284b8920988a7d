# Times of several files, side by side. Set before: title, files; in $rows: label, time of each file.
set title title
set ylabel "time [s]"
set style data histograms
set style histogram clustered gap 1
set grid noxtics ytics
set yrange [0 : *]
stats $rows using 0 every ::1 nooutput name "REGIONS"
if (REGIONS_records > 4) { set xtics rotate by -25 }
set key outside bottom center vertical maxrows 4
set style fill solid 0.9 noborder
plot for [i = 1 : files] $rows using i + 1:xtic(1) linetype 1 + (i - 1) % 8 title columnheader(i + 1)
