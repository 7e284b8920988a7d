#!/usr/bin/env bats
# What README.md and the pages in docs/ state, where a machine can tell whether it is true.
load common

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    picture one.h5 --schedule block
    picture same.h5 --schedule cyclic
    picture other.h5 --schedule block --max-iter 90
}
setup() { cd "$BATS_FILE_TMPDIR" || return; }

launch() { "$ROOT/tools/launch" "$BUILD" -t 60 "$@" </dev/null; } # mpirun reads what the loops below read
picture() { # FILE OPTIONS...
    launch -n 4 "$BUILD/solutions/mandelbrot" -o "$1" --width 61 --height 47 --max-iter 300 "${@:2}"
}
iterations() { h5dump -y -w 0 -d /result/total_iterations "$1" | sed -n 's/^ *\([0-9][0-9]*\)$/\1/p'; }
# Lines of code (indented, or in a fence) of a page that begin with these words.
recipe() { # PAGE WORDS
    awk -v words="$2" '{ sub(/^    /, "") } index($0, words) == 1' "$ROOT/$1"
}

# ---- every page ----

@test "paths and subcommands that the pages name are there" {
    cd "$ROOT"
    pages=(README.md docs/*.md slurm/README.md tools/trace/README.md)
    missing=0 looked=0
    # shellcheck disable=SC2016  # paths between backticks
    while IFS= read -r path; do
        looked=$((looked + 1))
        case $path in *NN-* | *17-sum* | */WHAT.patch | slurm/site.sh | tests/programs/sum.c) continue ;; esac
        [ -e "$path" ] || { echo "no $path"; missing=1; }
    done < <(grep -ohE '`(common|data|docs|exercises|slurm|solutions|tests|tools)/[A-Za-z0-9_./-]*`' "${pages[@]}" | tr -d '`' | sort -u)
    while IFS= read -r word; do
        looked=$((looked + 1))
        [ -x "tools/lab-$word" ] || { echo "no ./lab $word"; missing=1; }
    done < <(grep -ohE '\./lab [a-z]+' "${pages[@]}" | sed 's/.* //' | sort -u)
    [ $looked -ge 30 ]
    [ $missing -eq 0 ]
}

@test "README: its table has every program, and the page of each part those of the part" {
    while IFS=$'\t' read -r id _; do
        case $id in */*)
            grep -qF "(exercises/${id%/*}/README.md)" "$ROOT/README.md"
            grep -qF "| [${id#*/}](${id#*/}/README.md) |" "$ROOT/exercises/${id%/*}/README.md" || { echo "$id"; false; }
            continue ;;
        esac
        grep -qF "| [$id](exercises/$id/README.md) |" "$ROOT/README.md" || { echo "$id"; false; }
    done < <(tail -n +2 "$BUILD/programs.tsv")
}

# ---- README ----

@test "README: a program started by hand" {
    # shellcheck source=/dev/null
    . "$BUILD/launch.env"
    line=$(recipe README.md 'mpirun ')
    [ "$(wc -l <<<"$line")" -eq 1 ]
    [[ $line == 'mpirun -n 2 build/dev/solutions/'* ]]
    recipe README.md 'cmake --build ' | grep -qF "solution-${line##*/}"
    read -r -a words <<<"$line"
    words[0]=$MPIEXEC words[3]=$BUILD/solutions/${words[3]##*/}
    more=()
    if [[ $MPI_FAMILY == openmpi* ]] && [ "$(id -u)" = 0 ]; then more=(--allow-run-as-root); fi
    by_hand() { timeout 100 "${words[0]}" ${more[@]+"${more[@]}"} "${words[@]:1}" -o "$BATS_TEST_TMPDIR/hand.h5" --width 30 --height 20; }
    run by_hand
    if [[ $output == *"not enough slots"* ]]; then # a machine with one core, and what the page says of it
        more+=(--oversubscribe)
        run by_hand
    fi
    echo "$output"
    [ "$status" -eq 0 ]
    [ -s "$BATS_TEST_TMPDIR/hand.h5" ]
}

@test "README: more ranks than cores by hand" {
    # shellcheck source=/dev/null
    . "$BUILD/launch.env"
    [[ $MPI_FAMILY == openmpi* ]] || skip "the message is Open MPI's"
    [ -z "${SLURM_JOB_ID:-}" ] || skip "in a job the slots are the job's"
    message='There are not enough slots available'
    grep -qF "\`$message\`" "$ROOT/README.md"
    root=()
    [ "$(id -u)" != 0 ] || root=(--allow-run-as-root)
    many=$(($(nproc --all) + 1))
    run timeout 100 "$MPIEXEC" ${root[@]+"${root[@]}"} -n $many true
    [ "$status" -ne 0 ]
    [[ $output == *"$message"* ]]
    run timeout 100 "$MPIEXEC" ${root[@]+"${root[@]}"} --oversubscribe -n $many true
    echo "$output"
    [ "$status" -eq 0 ]
}

# ---- docs/result-format.md ----

@test "result format: how to see whether two runs have the same result" {
    [ -n "$(recipe docs/result-format.md 'build/dev/bin/compare ONE.h5 OTHER.h5')" ]
    [ -n "$(recipe docs/result-format.md './lab show ONE.h5 OTHER.h5')" ]
    run "$BUILD/bin/compare" one.h5 same.h5
    [ "$status" -eq 0 ]
    run "$BUILD/bin/compare" one.h5 other.h5
    [ "$status" -eq 1 ]
    run "$BUILD/bin/show" one.h5 same.h5
    [ "$status" -eq 0 ]
    [[ $output == *results*"the same"* ]]
    run "$BUILD/bin/show" one.h5 other.h5
    [[ $output == *results*"differ: "* ]]
    # Why not h5diff: equal results, other ranks.
    run h5diff one.h5 same.h5 /result
    [ "$status" -eq 1 ]
}

@test "result format: tolerance, and what h5diff makes of it" {
    launch -n 1 "$BUILD/solutions/gradient-averaging" -o g1.h5 --epochs 20
    launch -n 3 "$BUILD/solutions/gradient-averaging" -o g3.h5 --epochs 20
    run "$BUILD/bin/compare" g1.h5 g3.h5
    echo "$output"
    [ "$status" -eq 0 ]
    run h5diff g1.h5 g3.h5 /result
    [ "$status" -eq 1 ]
}

@test "result format: every command for reading a file works" {
    done=0
    while read -r -a words; do
        for i in "${!words[@]}"; do
            case ${words[i]} in FILE | results/*.h5) break ;; esac
        done
        run "${words[@]:0:i}" one.h5
        echo "${words[*]:0:i}: $output"
        [ "$status" -eq 0 ]
        [ -n "$output" ]
        done=$((done + 1))
    done < <(recipe docs/result-format.md h5)
    [ $done -ge 6 ]
}

@test "result format: the snippet for h5py runs" {
    /usr/bin/python3 -c 'import h5py' 2>/dev/null || skip "no h5py (Debian: python3-h5py)"
    mkdir -p results
    cp one.h5 results/mandelbrot-solution.h5
    awk '/^```python/ { on = 1; next } /^```/ { on = 0 } on' "$ROOT/docs/result-format.md" >snippet.py
    run /usr/bin/python3 snippet.py
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == "mandelbrot on 4 ranks"*"(47, 61) computed in "* ]]
}

# facts FILE - a line for each attribute, and each dataset: its path, shape (SCALAR, SIMPLE) and type
facts() {
    h5dump -A "$1" | awk '
        function path(    p, d) { for (d = 1; d <= depth; d++) if (name[d] != "" && name[d] != "/") p = p "/" name[d]; return p }
        { for (opened = gsub(/\{/, "{"); opened > 0; opened--) name[++depth] = "" }
        /^ *(GROUP|DATASET|ATTRIBUTE) "/ { split($0, part, "\""); name[depth] = (/ATTRIBUTE/ ? "@" : "") part[2]; type = size = set = "" }
        /DATATYPE/ { for (i = 1; i <= NF; i++) if ($i ~ /^H5T_/) type = type == "" ? $i : type }
        /STRSIZE/ { size = $2 }
        /CSET/ { set = $2 }
        /DATASPACE/ { print path(), $2, type, size, set }
        { closed = gsub(/\}/, "}"); depth -= closed }
    '
}

@test "result format: every program's file is as the page says" {
    page=$ROOT/docs/result-format.md
    while IFS=$'\t' read -r _ name _ _ _ _ _ _ _ _ _ _ _ wrong cases; do
        read -r -a arguments <<<"${cases%%|*}"
        launch -n 2 "$BUILD/solutions/$name" -o "$name.h5" ${arguments[@]+"${arguments[@]}"} >/dev/null
        facts "$name.h5" >"$name.facts"
        least=12
        [ "$wrong" = - ] || least=11 # one that is whole and wrong may have no options
        [ "$(grep -c . "$name.facts")" -ge $least ]
        while read -r path space type size set; do
            echo "$name: $path $space $type $size $set"
            # A text: fixed length, ASCII; but for the labels that HDF5 writes.
            case $type-$size in
            H5T_STRING-*H5T_VARIABLE*) [[ $path == *@DIMENSION_LABELS ]] ;;
            H5T_STRING-*) [[ $set == H5T_CSET_ASCII* ]] ;;
            H5T_STD_I32LE- | H5T_STD_I64LE- | H5T_IEEE_F64LE-) ;;
            *) [[ $path == *@DIMENSION_LIST || $path == *@REFERENCE_LIST ]] ;;
            esac
            case $path in
            /run/parameters/@* | *@DIMENSION_L* | *@REFERENCE_LIST) continue ;;
            *@tolerance | *@row_offsets | *@block_rows | *@block_columns) [ "$space" = SIMPLE ] ;;
            *@*) [ "$space" = SCALAR ] ;;
            esac
            case $path in
            *@*) grep -qF "\`${path##*@}\`" "$page" || { echo "the page does not name this attribute"; false; } ;;
            /result/*) ;;
            /timing/*) ;;
            /run/row_owner/*) ;;
            *) grep -qF "\`$path\`" "$page" || { echo "the page does not name this dataset"; false; } ;;
            esac
        done <"$name.facts"
    done < <(tail -n +2 "$BUILD/programs.tsv")
    facts same.h5 >same.facts # rows dealt out in turns
    grep -q '@tolerance SIMPLE' ./*.facts
    grep -q '@row_owner SCALAR' ./*.facts
    grep -q '@columns SCALAR' ./*.facts
}

# ---- docs/performance.md ----

@test "performance: the iterations in the table are those of a run" {
    looked=0
    while IFS='|' read -r _ pixels limit count _; do
        read -r width _ height <<<"$pixels"
        [ "$((width * limit))" -le 600000 ] || continue
        launch -n 2 "$BUILD/solutions/mandelbrot" -o t.h5 --width "$width" --height "$height" --max-iter "$((limit))"
        echo "$pixels $limit: $count"
        awk -v n="$(iterations t.h5)" -v stated="$count" 'BEGIN { d = n / 1e6 - stated; exit !(d < 0.006 * stated && d > -0.006 * stated) }'
        looked=$((looked + 1))
    done < <(grep -E '^\| [0-9]+ x [0-9]+ \|' "$ROOT/docs/performance.md")
    [ $looked -ge 4 ]
}

@test "performance: twice the width is not twice the work" {
    local size
    for size in "128 128" "256 128" "256 256"; do
        read -r width height <<<"$size"
        launch -n 2 "$BUILD/solutions/mandelbrot" -o "t$width-$height.h5" --width "$width" --height "$height"
    done
    awk -v one="$(iterations t128-128.h5)" -v wide="$(iterations t256-128.h5)" -v four="$(iterations t256-256.h5)" \
        'BEGIN { print wide / one, four / one; exit !(wide / one > 3.6 && wide / one < 3.9 && four / one > 3.9 && four / one < 4.1) }'
}

@test "performance: the table of load balance" {
    [ -x "$BUILD/tests/bench/balance" ] || skip "the benchmarks are not built"
    "$BUILD/tests/bench/balance" | awk -F '\t' '{ split($1, part, "."); row[part[4]] = row[part[4]] sprintf(" %.3f |", $2) }
        END { for (ranks in row) print "| " ranks " |" row[ranks] }' >rows
    [ "$(grep -c . rows)" -ge 5 ]
    while IFS= read -r row; do
        grep -qxF "$row" "$ROOT/docs/performance.md" || { echo "no row $row"; false; }
    done <rows
}

@test "performance: where the eager protocol ends" {
    # shellcheck source=/dev/null
    . "$BUILD/launch.env"
    [[ $MPI_VERSION == "Open MPI v4."* ]] || skip "the limit is that of Open MPI 4"
    grep -q '4,040 bytes of data still go eagerly and 4,048 do not' "$ROOT/docs/performance.md"
    ring() { "$ROOT/tools/launch" "$BUILD" -n 4 -t "$2" "$BUILD/solutions/point-to-point" -o e.h5 --exchange naive --max-bytes 8 --count "$1"; }
    run ring $((4040 / 8)) 60
    [ "$status" -eq 0 ]
    run ring $((4048 / 8)) 5
    [ "$status" -eq 124 ]
}

# ---- docs/tracing.md ----

@test "tracing: the table has every kind of finding, and no other" {
    cd "$ROOT/tools"
    local sources=(trace/explain/*.c sanitizer/*.c)
    # words_hang.c words the first two by hand.
    kinds=$({ printf '"%s"\n' deadlock no_progress && grep -ohE '^ *\{"[a-z_]+"' findings/words_{end,run}.c; } | grep -oE '[a-z_]+' | sort -u |
        while read -r kind; do ! grep -q "\"$kind\"" "${sources[@]}" || echo "$kind"; done)
    # shellcheck disable=SC2016
    table=$(grep -E '^\| `[a-z_]+`' "$ROOT/docs/tracing.md" | cut -d '|' -f 2 | grep -oE '`[a-z_]+`' | tr -d '`' | sort -u)
    for kind in $table; do
        case $kind in leak_*) continue ;; esac
        grep -qx "$kind" <<<"$kinds" || { echo "$kind is in the table only"; false; }
    done
    for kind in $kinds; do
        case $kind in leak_*) continue ;; esac
        grep -qx "$kind" <<<"$table" || { echo "$kind is not in the table"; false; }
    done
    [ "$(wc -l <<<"$table")" -ge 35 ]
}

@test "tracing: the recipe for scripts" {
    grep -q '^SANITIZE=ON' "$BUILD/launch.env" && skip "not with sanitizers"
    awk '/^    build=build\/dev / { on = 1 } /^$/ { on = 0 } on' "$ROOT/docs/tracing.md" |
        sed -e "s#build/dev#$BUILD#; s# PROGRAM # $BUILD/solutions/hello -o $BATS_TEST_TMPDIR/h.h5 >/dev/null #" >recipe.sh
    # shellcheck disable=SC2016
    echo 'rm -rf "$records"' >>recipe.sh
    cd "$ROOT"
    run bash "$BATS_FILE_TMPDIR/recipe.sh"
    echo "$output"
    [ "$status" -eq 0 ]
    jq -e '.ranks == 2 and .deadlock == false and .timed_out == false and (.findings | length) == 0 and .profile[1].calls.MPI_Gather.count >= 1' <<<"$output"
}

# ---- docs/feedback.md ----

@test "feedback: the page names every key of the JSON" {
    run "$LAB" check hello --file "$ROOT/solutions/01-hello/hello.c" --ranks 1 --json "$BATS_TEST_TMPDIR/check.json"
    echo "$output"
    [ "$status" -eq 0 ]
    valid_report "$BATS_TEST_TMPDIR/check.json"
    while IFS= read -r key; do
        grep -qE "\`(\.|\.cases\[\]\.|\.findings\[\]\.)?$key\`|\`$key\`" "$ROOT/docs/feedback.md" || { echo "$key is not on the page"; false; }
    done < <(jq -r '[.. | .properties? // empty | keys[]] | unique[]' "$ROOT/docs/feedback.schema.json" | grep -vE '^(builds|result|ranks|what|number|text)$| ')
}
