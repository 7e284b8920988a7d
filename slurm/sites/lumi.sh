# shellcheck shell=bash disable=SC2034  # read by slurm/env.sh
# LUMI-C, at CSC in Finland: HPE Cray, with `cc` for mpicc and srun for mpirun. Not tried there.
# From "LUMI-C example batch scripts" and "Cray libraries" of docs.lumi-supercomputer.eu, read in November 2026.

#export SBATCH_ACCOUNT=project_465000000 # yours
LAB_MODULES="PrgEnv-gnu cray-hdf5-parallel"
LAB_LAUNCHER=srun

# The partition small shares its nodes, and wants at most 1750 MB for each core.
export SBATCH_PARTITION=small
export SBATCH_MEM_PER_CPU=1750M

# The partition standard gives whole nodes, of which a job should take all memory. In place of the two lines above:
#export SBATCH_PARTITION=standard
#export SBATCH_MEM_PER_NODE=0
