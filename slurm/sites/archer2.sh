# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# ARCHER2, at EPCC in Edinburgh: HPE Cray, with `cc` for mpicc and srun for mpirun; each job has a quality of service.
# Not tried there. From "Running jobs on ARCHER2" and "HDF5" of docs.archer2.ac.uk, read in November 2026.
# Put mpilab below /work, which the nodes see.

#export SBATCH_ACCOUNT=t01 # yours
export SBATCH_PARTITION=standard
export SBATCH_QOS=standard
LAB_MODULES="PrgEnv-gnu cray-hdf5-parallel"

# Without these options ranks may share cores.
LAB_LAUNCHER="srun --distribution=block:block --hint=nomultithread"
