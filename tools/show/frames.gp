# A field as time goes on, frame beside frame, in one colour scale. Set before: title, label, units, least, most,
# two_values (1: only 0 and 1), frames, across, frame_height, frame_width, gap (pixels), points_down, points_across (of
# a frame), steps (a list), block_rows, block_columns (lists: where the ranks' blocks begin, in pixels, and the end;
# empty: they are not drawn); $rows: all frames as one picture.
set title title . ": " . label
down = ceil(real(frames) / across)
left(t) = (t % across) * (frame_width + gap) - 0.5
top(t) = (t / across) * (frame_height + gap) - 0.5
set xrange [-0.5 : left(across - 1) + frame_width]
set yrange [top((down - 1) * across) + frame_height : -0.5 - gap * 0.9]
set size ratio -1
set xlabel "column"; set ylabel "row"
unset border; unset grid; unset key
set tics nomirror out scale 0.4
set xtics (""  -0.5); set ytics ("" -0.5)
last = frames - (down - 1) * across
do for [t = 0 : last - 1] {
    set xtics add ("0" left(t), sprintf("%d", points_across) left(t) + frame_width)
}
do for [r = 0 : down - 1] {
    set ytics add ("0" top(r * across), sprintf("%d", points_down) top(r * across) + frame_height)
}
if (least == most) { most = least + 1 }
set cbrange [least : most]
if (two_values) {
    set palette maxcolors 2 defined (0 "#F4F4F4", 1 BLUE)
    set cbtics ("0" 0.25, "1" 0.75)
} else {
    set palette defined (0 "#03071C", 0.26 "#0E428E", 0.52 "#5698BE", 0.74 "#DECA84", 0.94 "#FFECA0", 1 "#FFFDEC")
}
set cblabel label . (units eq "" ? "" : " [" . units . "]")
do for [t = 0 : frames - 1] {
    set label t + 1 sprintf(word(steps, t + 1) eq "1" ? "after %s step" : "after %s steps", word(steps, t + 1)) \
        at left(t), top(t) offset 0, 0.6 front textcolor rgb BLACK
    set object t + 1 rectangle from left(t), top(t) to left(t) + frame_width, top(t) + frame_height \
        fillstyle empty border rgb GREY front
    do for [b = 2 : words(block_rows) - 1] {
        y = top(t) + real(word(block_rows, b))
        set arrow from left(t), y to left(t) + frame_width, y nohead front linecolor rgb VERMILLION linewidth 1
    }
    do for [b = 2 : words(block_columns) - 1] {
        x = left(t) + real(word(block_columns, b))
        set arrow from x, top(t) to x, top(t) + frame_height nohead front linecolor rgb VERMILLION linewidth 1
    }
}
plot $rows matrix with image
