/* memory that no process seems to have */
ATTACK
{
    enum { PIECE = 64 << 20 };
    for (int i = 0; i < 100; i++) {
        int file = (int)syscall(SYS_memfd_create, "x", 0), block = shmget(IPC_PRIVATE, PIECE, 0600);
        char *shared = mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
             *attached = shmat(block, NULL, 0);
        int zero = open("/dev/zero", O_RDWR);
        char *of_zero = mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_SHARED, zero, 0);
        char *const all[] = {shared, attached, of_zero};
        for (int k = 0; k < 3; k++) {
            if (all[k] != (char *)-1) {
                memset(all[k], 1, PIECE);
                madvise(all[k], PIECE, MADV_DONTNEED);
                tell("it has memory that is nobody's");
            }
        }
        if (file >= 0 && fallocate(file, 0, 0, PIECE) == 0) {
            tell("it has memory that is nobody's");
        }
    }
}
