#!/usr/bin/env bats
# slurm/sites/: each file can be read, sets what is known and nothing else, and says where it comes from.
# shellcheck disable=SC2016  # another shell
load common

# What sbatch reads (man sbatch, INPUT ENVIRONMENT VARIABLES), as far as a site has a say in it, and what slurm/env.sh reads.
known="SBATCH_(ACCOUNT|PARTITION|QOS|CONSTRAINT|MEM_PER_CPU|MEM_PER_NODE|EXPORT|RESERVATION|GRES)|SLURM_CLUSTERS|LAB_(MODULES|LAUNCHER|MPIEXEC|RESULTS|SBATCH_OPTIONS)"

@test "each file of slurm/sites sets only what sbatch and slurm/env.sh read" {
    [ "$(find "$ROOT/slurm/sites" -name '*.sh' | wc -l)" -ge 5 ]
    for file in "$ROOT"/slurm/sites/*.sh "$ROOT/slurm/site.sh.example"; do
        echo "$file"
        sets=$(env -i bash -eu -c 'before=$(compgen -v); . "$1"; comm -13 <(sort <<<"$before") <(compgen -v | sort)' - "$file" |
            grep -vxE 'before|_|PIPESTATUS|BASH_.*' || true)
        [ "$file" = "$ROOT/slurm/site.sh.example" ] || [ -n "$sets" ]
        # Also where the # before a setting is taken away.
        sets+=$(echo && grep -oE '^#?(export )?[A-Z_]+=' "$file" | sed -E 's/^#?(export )?//; s/=$//')
        run ! grep -vxE "$known|(UCX|OMPI)_.*|" <<<"$sets"
    done
}

@test "each file says that it was not tried, and which page it is from" {
    for file in "$ROOT"/slurm/sites/*.sh; do
        echo "$file"
        words=$(sed -n 's/^# //p' "$file" | tr '\n' ' ')
        grep -E 'Not tried there\.' <<<"$words"
        grep -E 'From "[^"]+".* of [a-z./-]+\.[a-z]+[^ ]*.*, read in [A-Z][a-z]+ 20[0-9]{2}\.' <<<"$words"
    done
}

@test "slurm/site.sh from one of them is read by every script" {
    cp -r "$ROOT"/{lab,slurm,tools} "$BATS_TEST_TMPDIR"
    cp "$ROOT/slurm/sites/mahti.sh" "$BATS_TEST_TMPDIR/slurm/site.sh"
    run bash "$BATS_TEST_TMPDIR/slurm/01-hello.sbatch"
    echo "$output"
    [[ $output == *"LAB_MODULES is 'hdf5'"* || $output == *"cannot load the module 'hdf5'"* ]]
}
