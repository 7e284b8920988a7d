# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# Frontera, at TACC in Texas: Intel MPI, ibrun, whole nodes. Stampede3 is like it (partition skx-dev). Not tried there.
# From "Frontera User Guide" and "Stampede3 User Guide" of docs.tacc.utexas.edu, Running Jobs and Launching Applications, read in
# November 2026. A job that asks for memory (--mem) is refused, and so is a job array: slurm/scaling.sbatch.

#export SBATCH_ACCOUNT=my-project # for those who have several
export SBATCH_PARTITION=development
LAB_MODULES="intel impi phdf5"
LAB_LAUNCHER=ibrun

# -N is required; your own -N 2 overrides it.
LAB_SBATCH_OPTIONS="-N 1"
