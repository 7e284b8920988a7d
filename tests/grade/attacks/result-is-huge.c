/* a result of 50 GB without a byte in it, and one that fills the disk */
ATTACK
{
    const char *result = result_of(argc, argv);
    signal(SIGXFSZ, SIG_IGN);
    if (result != NULL) {
        int file = open(result, O_RDWR | O_CREAT, 0666);
        static char zeros[1 << 20];
        if (ftruncate(file, 50000000000) != 0) {
            while (write(file, zeros, sizeof zeros) > 0) {
            }
        }
        _exit(0);
    }
}
