/* writes into the records that the launcher did not come to its feet, that all is well, and rubbish */
ATTACK
{
    char path[4000];
    const char *records = getenv("MPILAB_TRACE");
    for (int r = 0; records != NULL && r < 8; r++) {
        snprintf(path, sizeof path, "%s/rank-%d", records, r);
        unlink(path);
        if (r % 4 == 0) {
            mkfifo(path, 0666);
        } else if (r % 4 == 1 && symlink("/proc/self/environ", path) != 0) {
            errno = 0;
        } else if (r % 4 == 2) {
            mkdir(path, 0);
        } else {
            put(path, "the cluster is broken: slurmd is not responding, please try again\n");
        }
    }
    printf("There are not enough slots available in the system\nORTE has lost communication\n");
    fflush(stdout);
    _exit(0);
}
