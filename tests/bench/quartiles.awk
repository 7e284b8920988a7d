# -v key=KEY -v text=TEXT: the numbers of the input, one a line, as a line of ratio.h.
{ value[++n] = $1 }
function quantile(q,    place, below) {
    place = 1 + q * (n - 1)
    below = int(place)
    return (below < n) ? value[below] * (1 - place + below) + value[below + 1] * (place - below) : value[n]
}
END {
    if (n == 0) exit 1
    for (i = 2; i <= n; i++) { # few numbers: by insertion
        for (k = i; k > 1 && value[k - 1] > value[k]; k--) { t = value[k]; value[k] = value[k - 1]; value[k - 1] = t }
    }
    printf "%s\t%.6g\t%.6g\t%.6g\t%s\n", key, quantile(0.5), quantile(0.25), quantile(0.75), text
}
