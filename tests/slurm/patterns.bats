#!/usr/bin/env bats
# The commands of slurm/README.md, and what they promise.
load jobs

job_in() { sed -n "s/.*$1 \([0-9][0-9]*\).*/\1/p" <<<"$output" | head -n 1; } # WORD before the number, in $output

@test "one program: the README's commands" {
    job=$(eval "$(readme_command 'sbatch slurm/01-hello.sbatch')" | grep -o '[0-9]*$')
    other=$(eval "$(readme_command '--schedule cyclic')" | grep -o '[0-9]*$')
    ended "$job" COMPLETED 0:0
    "$BUILD/tests/programs/oracle-hello" "results/hello-$job.h5"
    ended "$other" COMPLETED 0:0
    [ "$(h5dump -a /run/parameters/schedule "results/mandelbrot-$other.h5" | grep -c cyclic)" -eq 1 ]
    h5dump -a /ranks "results/mandelbrot-$other.h5" | grep '(0): 8$'
}

# The numbers of ranks in the first table of a file.
rows() { awk '/^ *ranks +seconds/ { on = 1 } on && /^$/ { exit } on && $1 ~ /^[0-9]+$/ { printf "%s ", $1 }' "$1"; }

@test "scaling: one row for each number of ranks, and a plot" {
    run eval "$(readme_command 'bash slurm/scaling.sbatch')"
    echo "$output"
    [ "$status" -eq 0 ]
    array=$(job_in 'job array')
    table=$(job_in 'then job')
    ended "$table" COMPLETED 0:0
    folder=results/scaling-mandelbrot-$array
    cat "$folder/table.txt"
    [ "$(rows "$folder/table.txt")" = "1 2 4 8 " ]
    # The times are those of the files, the speed-up follows from them.
    for n in 1 2 4 8; do
        h5dump -a /ranks "$folder/$n-1.h5" | grep "(0): $n\$"
        slowest=$(h5dump -y -w 0 -d /timing/seconds "$folder/$n-1.h5" | awk '/DATA \{/ { on = 1; next } on && /^ *\}/ { exit } on' |
            tr -d ' \n' | tr ',' '\n' | tail -n $n | sort -g | tail -n 1)
        awk -v n=$n -v slowest="$slowest" '
            !one && $1 == 1 { one = $2 }
            !found && $1 == n { found = 1; bad = ($2 - slowest) ^ 2 > 1e-8 || ($6 - one / $2) ^ 2 > 1e-3 }
            END { exit bad || !found }' "$folder/table.txt"
    done
    diff "$folder/table.txt" <(grep -vE '^(no )?plots' "scaling-table-$table.out")
    [ "$(h5dump -A 0 -d /scaling/ranks "$folder/scaling.h5" | grep -o '(0): .*')" = "(0): 1, 2, 4, 8" ]
    ! command -v gnuplot || [ "$(od -An -c -N 4 "$folder/scaling.png" | tr -d ' ')" = '211PNG' ]
}

@test "scaling: weak, several runs at each number of ranks" {
    run env LAB_COUNTS=1,2 LAB_REPEAT=2 bash slurm/scaling.sbatch mandelbrot --width 64 --height '32*R'
    echo "$output"
    [ "$status" -eq 0 ]
    array=$(job_in 'job array')
    table=$(job_in 'then job')
    ended "$table" COMPLETED 0:0
    cat "scaling-table-$table.out"
    folder=results/scaling-mandelbrot-$array
    grep 'weak scaling: medians of 2 runs with --width 64 --height 32\*R' "$folder/table.txt"
    h5dump -a /run/parameters/height "$folder/2-2.h5" | grep '(0): "64"'
    [ "$(h5dump -d /scaling/all_seconds "$folder/scaling.h5" | grep -c 'SIMPLE { ( 2, 2 )')" = 1 ]
}

@test "scaling: a number of ranks that failed is a row that says so" {
    mkdir -p slow-one
    run env LAB_COUNTS=1,2,3 LAB_RESULTS="$PWD/results" bash slurm/scaling.sbatch mandelbrot --width 64 --height 48
    [ "$status" -eq 0 ]
    array=$(job_in 'job array')
    table=$(job_in 'then job')
    scancel "${array}_2"
    wait_for "$table"
    cat "scaling-table-$table.out"
    [ "$(state "$table") $(field "$table" ExitCode)" = "FAILED 1:0" ]
    [ "$(rows "results/scaling-mandelbrot-$array/table.txt")" = "1 2 3 " ]
    grep -E '^ +2 +failed' "results/scaling-mandelbrot-$array/table.txt"
    grep "scaling: no result at 2 ranks" "scaling-table-$table.out"
}

@test "pipeline: all steps, the picture, the report" {
    run eval "$(readme_command 'bash slurm/pipeline.sh')"
    echo "$output"
    [ "$status" -eq 0 ]
    report=$(job_in report)
    ended "$report" COMPLETED 0:0
    cat "pipeline-report-$report.out"
    [ "$(grep -c COMPLETED "pipeline-report-$report.out")" -eq 3 ]
    file=$(sed -n 's/^ *result *//p' <<<"$output")
    [ "$(od -An -c -N 4 "${file%.h5}.png" | tr -d ' ')" = '211PNG' ]
    grep "equals the result of one rank" pipeline-check-*.out
}

@test "pipeline: a first job that fails stops it, and the report says so" {
    run bash slurm/pipeline.sh --width 0
    [ "$status" -eq 0 ]
    compute=$(job_in compute)
    report=$(job_in report)
    ended "$report" FAILED 1:0
    cat "pipeline-report-$report.out"
    grep "pipeline-report: compute (job $compute) ended as FAILED; so these did not run: check picture" "pipeline-report-$report.out"
    for step in check picture; do
        job=$(job_in $step)
        [ "$(state "$job")" = CANCELLED ]
        [ ! -e "pipeline-$step-$job.out" ]
        "$LAB" jobs | grep -A 1 "^$job " | grep "did not run: the job it depends on failed"
    done
    "$LAB" jobs | grep -A 2 "^$compute " | grep "mandelbrot: --width 0"
}

@test "pipeline: the check finds a result that is wrong" {
    bash slurm/06-mandelbrot.sbatch --width 64 --height 48
    file=$PWD/results/mandelbrot-solution.h5
    job=$(sbatch --parsable slurm/pipeline.sh check "$file" --width 64 --height 48)
    ended "$job" COMPLETED 0:0
    job=$(sbatch --parsable --job-name=pipeline-check slurm/pipeline.sh check "$file" --width 64 --height 48 --max-iter 999)
    ended "$job" FAILED 1:0
    grep "pipeline-check: .* differs from the result of one rank" "pipeline-check-$job.out"
}

@test "restart: the README's command" {
    job=$(eval "$(readme_command 'sbatch slurm/restart.sbatch')" | grep -o '[0-9]*$')
    ended "$job" COMPLETED 0:0
    [ "$(find "results/zoom-$job" -name 'frame-*.h5' | wc -l)" -eq 6 ]
}

@test "without SLURM: the patterns run here" {
    mkdir -p bare
    # A PATH without SLURM's commands.
    ln -s /usr/bin/* bare
    rm bare/sbatch bare/srun bare/squeue bare/scontrol bare/sinfo bare/sacct
    unset SLURM_CONF
    export PATH=$PWD/bare LAB_RANKS=2
    bash slurm/pipeline.sh --width 64 --height 48
    [ -s results/pipeline.png ]
    LAB_RANKS='' LAB_COUNTS=1,2,3 bash slurm/scaling.sbatch mandelbrot --width 64 --height 48
    [ "$(rows results/scaling-mandelbrot/table.txt)" = "1 2 3 " ]
    LAB_FRAMES=2 bash slurm/restart.sbatch --width 64 --height 48
    [ -s results/zoom/frame-001.h5 ]
}
