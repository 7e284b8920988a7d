# What all plots have in common. Colours: Okabe and Ito's, which all can tell apart; lines differ in their
# points as well. Set before: text (1: for a terminal of characters).
BLUE = "#0072B2"; VERMILLION = "#D55E00"; GREEN = "#009E73"; ORANGE = "#E69F00"
SKY = "#56B4E9"; PURPLE = "#CC79A7"; YELLOW = "#F0E442"; BLACK = "#000000"; GREY = "#999999"
set linetype 1 linecolor rgb BLUE linewidth 2 pointtype 7 pointsize 0.9
set linetype 2 linecolor rgb VERMILLION linewidth 2 pointtype 5 pointsize 0.9
set linetype 3 linecolor rgb GREEN linewidth 2 pointtype 9 pointsize 1.1
set linetype 4 linecolor rgb ORANGE linewidth 2 pointtype 13 pointsize 1.2
set linetype 5 linecolor rgb SKY linewidth 2 pointtype 11 pointsize 1.1
set linetype 6 linecolor rgb PURPLE linewidth 2 pointtype 4 pointsize 0.9
set linetype 7 linecolor rgb YELLOW linewidth 2 pointtype 6 pointsize 0.9
set linetype 8 linecolor rgb BLACK linewidth 2 pointtype 8 pointsize 1.1
set linetype cycle 8
set linetype 9 linecolor rgb GREY linewidth 1.5 dashtype 2
set encoding utf8
if (GPVAL_VERSION >= 5.4) { set micro }
set termoption noenhanced
set datafile missing "NaN"
set border 3
set tics nomirror
if (!text) { set style line 20 linetype 9 linecolor rgb "#dddddd" linewidth 1 dashtype 1; set grid linestyle 20 }
set style fill solid 0.9 border rgb "white"
