# A vector over another one, both logarithmic, and the power of x that is nearest. Set before: title, label, units, over,
# over_units, slope, factor; in $rows: x, y.
set title title noenhanced
set xlabel over . (over_units eq "" ? "" : " [" . over_units . "]") noenhanced
set ylabel label . (units eq "" ? "" : " [" . units . "]") noenhanced
set logscale xy
set format "10^{%L}"
set termoption enhanced
set key top right
set xrange [* : *]
plot factor * x ** slope with lines linetype 8 dashtype 2 linewidth 1.5 title sprintf("slope %g", slope), \
    $rows with linespoints linetype 1 title label noenhanced
