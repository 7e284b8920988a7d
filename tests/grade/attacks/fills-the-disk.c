/* fills all that it may write to: with files, with unlinked ones, with names */
ATTACK
{
    static char block[1 << 20], path[4000];
    const char *places[] = {".", "/tmp", "/dev/shm", getenv("MPILAB_TRACE")};
    signal(SIGXFSZ, SIG_IGN);
    for (int p = 0; p < 4; p++) {
        for (int i = 0; i < 400 && places[p] != NULL; i++) {
            snprintf(path, sizeof path, "%s/fill-%d-%d", places[p], (int)getpid(), i);
            int file = open(path, O_WRONLY | O_CREAT, 0600), blocks = 0;
            unlink(i % 2 ? path : "");
            while (file >= 0 && i < 40 && blocks++ < 64 && write(file, block, sizeof block) > 0) {
            }
        }
    }
}
