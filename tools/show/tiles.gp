# The columns of a matrix as pictures side by side. Set before: title, label, units, most (the largest
# magnitude), tiles, across, tile_height, tile_width; $rows: all of them as one picture. Blue: below 0.
set title title . ": " . label . ", each column as a picture"
set palette defined (-1 BLUE, 0 "#FFFFFF", 1 VERMILLION)
set cbrange [-most : most]
set cblabel label . (units eq "" ? "" : " [" . units . "]")
down = ceil(real(tiles) / across)
set xrange [-0.5 : across * (tile_width + 1) - 1.5]
set yrange [down * (tile_height + 1) - 1.5 : -1.7]
set size ratio -1
unset border; unset tics; unset grid; unset key
set cbtics
do for [t = 0 : tiles - 1] {
    left = (t % across) * (tile_width + 1) - 0.5
    top = (t / across) * (tile_height + 1) - 0.5
    set label t + 1 sprintf("%d", t) at left + 0.15, top + 0.65 front textcolor rgb BLACK
    set object t + 1 rectangle from left, top to left + tile_width, top + tile_height fillstyle empty border rgb GREY front
}
plot $rows matrix with image pixels
