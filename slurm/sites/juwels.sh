# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# JUWELS, at JSC in Jülich: ParaStation MPI, which srun starts by a daemon of its own; whole nodes. Not tried there.
# From "Batch system" of apps.fz-juelich.de/jsc/hps/juwels, read in November 2026.

#export SBATCH_ACCOUNT=my-budget # yours
export SBATCH_PARTITION=batch
LAB_MODULES="GCC ParaStationMPI HDF5"
LAB_LAUNCHER=srun
