#!/usr/bin/env bats
# ./lab run: the ways to name a program, options, and runs that go wrong.
load common

@test "the run that the README shows, at 1, 2, 3, 5 and 7 ranks and with every schedule" {
    cd "$BATS_TEST_TMPDIR"
    for n in 4 1 2 3 5 7; do
        run "$LAB" run solutions/mandelbrot -n $n -o m$n.h5 -- --width 640 --height 480
        [ "$status" -eq 0 ]
        [ ! -e m$n.h5.partial ]
    done
    h5dump -H -d /result/iterations m4.h5 | grep -F '( 480, 640 )'
    for n in 1 2 3 5 7; do same_result m4.h5 m$n.h5; done
    for schedule in block cyclic dynamic; do
        "$LAB" run solutions/mandelbrot -n 3 -o s.h5 -- --width 640 --height 480 --schedule $schedule
        same_result m4.h5 s.h5
    done
}

@test "more ranks than rows" {
    cd "$BATS_TEST_TMPDIR"
    for schedule in block cyclic dynamic; do
        run "$LAB" run solutions/mandelbrot -n 7 -o r.h5 -- --width 20 --height 3 --schedule $schedule
        [ "$status" -eq 0 ]
        run "$LAB" run solutions/mandelbrot -n 1 -o one.h5 -- --width 20 --height 3 --schedule $schedule
        same_result r.h5 one.h5
    done
}

@test "a program by number, folder and path; both sides" {
    cd "$BATS_TEST_TMPDIR"
    for name in hello 01 01-hello exercises/hello exercises/01-hello "$ROOT/exercises/01-hello/hello.c"; do
        run "$LAB" run "$name" -n 2 -o h.h5
        [ "$status" -eq 0 ]
        h5dump -a /variant h.h5 | grep exercise
    done
    run "$LAB" run solutions/01 -n 2 -o h.h5
    [ "$status" -eq 0 ]
    h5dump -a /variant h.h5 | grep solution
}

@test "hello greets in the order of the ranks" {
    run "$LAB" run solutions/hello -n 5 -o "$BATS_TEST_TMPDIR/h.h5"
    [ "$status" -eq 0 ]
    [ "$(grep -c '^Hello from rank' <<<"$output")" -eq 5 ]
    [ "$(grep '^Hello' <<<"$output" | sort)" = "$(grep '^Hello' <<<"$output")" ]
}

@test "--help of the program comes once and leaves no file" {
    run "$LAB" run solutions/mandelbrot -n 3 -o "$BATS_TEST_TMPDIR/x.h5" -- --help
    [ "$status" -eq 0 ]
    [ "$(grep -c -- '--schedule block|cyclic|dynamic' <<<"$output")" -eq 1 ]
    [ ! -e "$BATS_TEST_TMPDIR/x.h5" ]
}

@test "wrong options of lab run" {
    for arguments in "hello -n 0" "hello -n x" "hello -n -3" "hello -n" "hello -x" "" "hello hello" "hello -t 0"; do
        # shellcheck disable=SC2086
        run --separate-stderr "$LAB" run $arguments
        [ "$status" -eq 2 ]
        one_clear_line "run:"
    done
}

@test "wrong options of the program: one line, exit 2" {
    cd "$BATS_TEST_TMPDIR"
    for arguments in "--nonsense" "--width 0" "--width -5" "--width 99999999999999999999" "--height 1e9" \
        "--width many" "--max-iter 0" "--centre nan,0" "--centre 1" "--centre 9,0" "--span 0" "--span nan" \
        "--span -1" "--schedule fast" "more" "--width" "--wi"; do
        # shellcheck disable=SC2086
        run --separate-stderr "$LAB" run solutions/mandelbrot -n 3 -o x.h5 -- $arguments
        echo "$arguments: $status $stderr"
        [ "$status" -eq 2 ]
        one_clear_line "(see --help)"
        [ ! -e x.h5 ]
    done
}

@test "an output that cannot be written: one line, exit 1" {
    for place in /nowhere/x.h5 "$BATS_TEST_TMPDIR" /proc/x.h5 "$ROOT/README.md/x.h5"; do
        run --separate-stderr "$LAB" run solutions/mandelbrot -n 3 -o "$place" -- --width 8 --height 8
        [ "$status" -eq 1 ]
        one_clear_line "cannot write $place"
    done
}

@test "a path of 300 letters" {
    folder=$BATS_TEST_TMPDIR/$(printf 'x%.0s' $(seq 200))
    mkdir "$folder"
    file=$folder/$(printf 'y%.0s' $(seq 100)).h5
    run "$LAB" run solutions/hello -n 2 -o "$file"
    [ "$status" -eq 0 ]
    [ -s "$file" ]
}

@test "too large for the memory" {
    [ "$(df --output=avail -B1 "$BATS_TEST_TMPDIR" | tail -1)" -gt 17200000000 ] || skip "less than 17 GB of disk"
    run --separate-stderr bash -c "ulimit -v 6000000; '$LAB' run solutions/mandelbrot -n 2 -o '$BATS_TEST_TMPDIR/x.h5' -- --width 65536 --height 65536"
    [ "$status" -eq 1 ]
    one_clear_line "memory"
    [ ! -e "$BATS_TEST_TMPDIR/x.h5" ]
}

@test "a file larger than ulimit -f allows" {
    # Open MPI 5 itself makes files of 16 MB.
    run --separate-stderr bash -c "ulimit -f 40000; '$LAB' run solutions/mandelbrot -n 2 -o '$BATS_TEST_TMPDIR/x.h5' -- --width 4096 --height 4096"
    [ "$status" -eq 1 ]
    one_clear_line "ulimit -f"
    [ ! -e "$BATS_TEST_TMPDIR/x.h5" ]
    run --separate-stderr bash -c "ulimit -f 1000; '$LAB' run solutions/mandelbrot -n 2 -o '$BATS_TEST_TMPDIR/x.h5'"
    [ "$status" -ne 0 ]
    one_clear_line "ulimit -f"
}

@test "a disk too small: refused at once, the earlier result intact" {
    [ "$(id -u)" = 0 ] || skip "needs root to mount a small disk"
    mkdir "$BATS_TEST_TMPDIR/disk"
    mount -t tmpfs -o size=3m tmpfs "$BATS_TEST_TMPDIR/disk" || skip "cannot mount"
    echo earlier >"$BATS_TEST_TMPDIR/disk/x.h5"
    run --separate-stderr "$LAB" run solutions/mandelbrot -n 3 -o "$BATS_TEST_TMPDIR/disk/x.h5"
    earlier=$(cat "$BATS_TEST_TMPDIR/disk/x.h5")
    left=$(ls "$BATS_TEST_TMPDIR/disk")
    umount "$BATS_TEST_TMPDIR/disk"
    [ "$status" -eq 1 ]
    one_clear_line "the disk has"
    [ "$earlier" = earlier ]
    [ "$left" = x.h5 ]
}

@test "Ctrl-C ends all ranks, and leaves no result under its final name" {
    cd "$BATS_TEST_TMPDIR"
    unique=$BATS_TEST_TMPDIR/interrupted.h5
    # An interactive shell gives a command a process group of its own, and does not ignore SIGINT.
    cat >press <<'END'
use POSIX ();
my ($partial, @command) = @ARGV;
my $run = fork();
if ($run == 0) { POSIX::setsid(); $SIG{INT} = 'DEFAULT'; exec @command; }
for (1 .. 300) { last if -e $partial; select(undef, undef, undef, 0.1); }
sleep 1;
kill INT => -$run;
waitpid $run, 0;
print "status $?\n";
END
    run timeout 90 perl press "$unique.partial" "$LAB" run solutions/mandelbrot -n 3 -o "$unique" -- \
        --max-iter 100000000
    [[ $output == *"status"* ]]
    [[ $output != *"status 0"* ]]
    [ ! -e "$unique" ]
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        pgrep -f "$unique" >/dev/null || break
        sleep 0.5
    done
    run ! pgrep -f "$unique"
}

@test "a time limit" {
    run --separate-stderr "$LAB" run solutions/mandelbrot -n 2 -t 2 -o "$BATS_TEST_TMPDIR/x.h5" -- --max-iter 100000000
    [ "$status" -ne 0 ]
    [[ $stderr == *"did not end within 2 s"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/x.h5" ]
}

@test "a long TMPDIR, and one that does not exist" {
    long=$BATS_TEST_TMPDIR/$(printf 'x%.0s' $(seq 120))
    mkdir "$long"
    TMPDIR=$long run "$LAB" run solutions/hello -n 2 -o "$BATS_TEST_TMPDIR/h.h5"
    [ "$status" -eq 0 ]
    TMPDIR=/nowhere run "$LAB" run solutions/hello -n 2 -o "$BATS_TEST_TMPDIR/h.h5"
    [ "$status" -eq 0 ]
}

@test "an output name with blanks, relative to where one is" {
    cd "$BATS_TEST_TMPDIR"
    run "$LAB" run solutions/hello -n 2 -o "two words.h5"
    [ "$status" -eq 0 ]
    [ -s "two words.h5" ]
}

@test "a second call neither configures nor installs" {
    "$LAB" run solutions/hello -n 1 -o "$BATS_TEST_TMPDIR/h.h5"
    run --separate-stderr "$LAB" run solutions/hello -n 1 -o "$BATS_TEST_TMPDIR/h.h5"
    [ "$status" -eq 0 ]
    [[ $stderr != *configuring* ]]
    [[ $stderr != *install* ]]
}

@test "h5diff tells a skeleton's results from the solution's, and two runs of a solution not" {
    cd "$BATS_TEST_TMPDIR"
    for name in hello mandelbrot; do
        "$LAB" run "solutions/$name" -n 3 -o one.h5
        "$LAB" run "solutions/$name" -n 3 -o two.h5
        "$ROOT/tools/launch" "$BUILD" -n 3 -t 60 "$BUILD/skeletons/$name" -o skeleton.h5
        run h5diff one.h5 two.h5 /result
        [ "$status" -eq 0 ]
        [ -z "$output" ]
        run h5diff one.h5 skeleton.h5 /result
        [ "$status" -eq 1 ]
    done
}

@test "a rank that crashes is named" {
    unique=$BATS_TEST_TMPDIR/crash.h5
    "$LAB" run solutions/mandelbrot -n 2 -t 60 -o "$unique" -- --max-iter 100000000 >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
    lab=$!
    for _ in {1..300}; do
        [ ! -e "$unique.partial" ] || break
        sleep 0.1
    done
    kill -SEGV "$(pgrep -f "^$BUILD/solutions/mandelbrot.*$unique" | head -n 1)"
    status=0
    wait $lab || status=$?
    cat "$BATS_TEST_TMPDIR/out"
    [ $status -ne 0 ]
    grep -qE '^lab: rank [01] crashed: segmentation fault' "$BATS_TEST_TMPDIR/out"
    grep -qE '^  rank [01] (in MPI|crashed here).*' "$BATS_TEST_TMPDIR/out"
}

@test "what the compiler warns of is shown at every run until it is gone, and nothing else" {
    copy_sources "$BATS_TEST_TMPDIR/mpilab" && cd "$BATS_TEST_TMPDIR/mpilab"
    file=exercises/01-hello/hello.c
    cp solutions/01-hello/hello.c $file
    run --separate-stderr ./lab run hello -n 2
    [ "$status" -eq 0 ]
    [[ $stderr != *"warning:"* ]]
    cp $file right.c
    sed -i 's/^    MPI_Comm_rank.*/    int unused;\n&/' $file
    # The first to build it, one that has nothing to build, other commands that build it.
    for command in "run hello -n 2" "run hello -n 1" "trace hello -n 2" "scale hello --ranks 1 --repeat 1"; do
        # shellcheck disable=SC2086
        run --separate-stderr ./lab $command
        echo "$command: $status $stderr"
        [ "$status" -eq 0 ]
        [ "$(grep -c "$file:.*warning: unused variable" <<<"$stderr")" -eq 1 ]
        [[ $output$stderr != *$'\033'* ]]
    done
    # Another build between, then a file that does not compile: the error, not the old warning once more.
    run --separate-stderr ./lab run solutions/hello -n 1
    [[ $stderr != *"warning:"* ]]
    sed -i 's/MPI_Comm_size(/MPI_Comm_sise(/' $file
    run --separate-stderr ./lab run hello -n 1
    [ "$status" -eq 1 ]
    [[ $stderr == *MPI_Comm_sise*"does not compile"* ]]
    [ "$(grep -c "warning: unused variable" <<<"$stderr")" -eq 1 ]
    # Check has built it: run says it all the same.
    sed -i 's/MPI_Comm_sise(/MPI_Comm_size(/' $file
    ./lab check hello --ranks 1
    run --separate-stderr ./lab run hello -n 1
    [[ $stderr == *"warning: unused variable"* ]]
    cat right.c >$file
    run --separate-stderr ./lab run hello -n 2
    [ "$status" -eq 0 ]
    [[ $stderr != *"warning:"* ]]
}

@test "Open MPI's session directory stays between runs, so that others can begin at any time" {
    grep -q '^MPI_FAMILY=openmpi4' "$BUILD/launch.env" || skip "Open MPI 4 only"
    short=$(mktemp -d /tmp/lab.XXXXXX) # launch takes no long one
    TMPDIR=$short run "$ROOT/tools/launch" "$BUILD" -n 1 -- true
    TMPDIR=$short run "$LAB" run solutions/hello -n 1 -o "$BATS_TEST_TMPDIR/h.h5"
    stays=$(ls -A "$short"/ompi.*/)
    rm -rf "$short"
    [ "$status" -eq 0 ]
    [ "$stays" = mpilab ]
}
