# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# SuperMUC-NG, at LRZ in Garching: Intel MPI, mpiexec rather than srun, whole nodes. Not tried there.
# From "Job Processing with SLURM on SuperMUC-NG" of doku.lrz.de, read in November 2026. There is no sacct for users.

#export SBATCH_ACCOUNT=pn00xx # yours
export SBATCH_PARTITION=test
#LAB_MODULES="..." # the parallel HDF5: module avail hdf5
LAB_LAUNCHER=mpiexec
