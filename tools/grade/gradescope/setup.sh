#!/usr/bin/env bash
# Gradescope calls this once, as root, when it makes the image: what mpilab needs, a user for the students' programs, and
# all that a check can find built.
set -eu
cd "${AUTOGRADER:-/autograder}/source"
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends gcc libc6-dev cmake ninja-build openmpi-bin libopenmpi-dev libhdf5-openmpi-dev \
    libjansson-dev zlib1g-dev
id student >/dev/null 2>&1 || useradd --create-home student
chown -R student .
runuser -u student -- ./lab check hello || [ $? -eq 1 ] # what is not written yet does not pass; 2: it could not be checked
