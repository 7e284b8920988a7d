# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# Mahti, at CSC in Finland: Open MPI from modules, whole nodes, srun and not mpirun; memory is not asked for. Not tried
# there. From "Creating a batch job script for Mahti" and "Compiling applications in Mahti" of docs.csc.fi, read in
# November 2026. gcc and Open MPI are loaded from the beginning; `module spider hdf5` has the names of the parallel HDF5.

#export SBATCH_ACCOUNT=project_2000000 # yours
export SBATCH_PARTITION=medium
LAB_MODULES="hdf5"
LAB_LAUNCHER=srun

# How many nodes must be said; your own --nodes=2 overrides it.
LAB_SBATCH_OPTIONS="--nodes=1"
