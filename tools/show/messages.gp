# Time and bandwidth over message size. Set before: title, model (0 or 1), latency [s], bandwidth [B/s]; in
# $rows: bytes, seconds, bytes per second.
set logscale xy
set format x "%.0s %cB"
set format y "%.0s %cs"
set xlabel "message size"
set xtics 100
seconds(bytes) = latency + bytes / bandwidth
set key top left Left reverse

if (text) {
    set title title . ": time one way"
    plot $rows using 1:2 with points pointtype 'O' title "measured"
    exit
}

set multiplot layout 1,2 title title
set title (model ? sprintf("one way: %.2f µs + size / (%.0f MB/s)", 1e6 * latency, 1e-6 * bandwidth) : "one way")
set ylabel "time"
if (model) {
    plot seconds(x) with lines linetype 2 title "model", \
        $rows using 1:2 with points linetype 1 title "measured"
} else {
    plot $rows using 1:2 with points linetype 1 title "measured"
}
set title "bandwidth"
set ylabel "bytes per second"
set format y "%.0s %cB/s"
if (model) {
    plot x / seconds(x) with lines linetype 2 title "model", $rows using 1:3 with points linetype 1 title "measured"
} else {
    plot $rows using 1:3 with points linetype 1 title "measured"
}
unset multiplot
