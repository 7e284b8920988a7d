/* leaves files and shared memory wherever it may */
ATTACK
{
    shell("for d in / /tmp /dev/shm /var/tmp /run /home /root /dev @ROOT@ "
          "@ROOT@/solutions/01-hello @BUILD@ "
          "@ROOT@/data @ROOT@/common @BUILD@/lib; do echo x >$d/mpilab_attack_file; done");
    int shared = shm_open("/mpilab_attack_memory", O_CREAT | O_RDWR, 0666);
    if (ftruncate(shared, 4096) == 0) {
        shmget(0x6d706961, 4096, IPC_CREAT | 0666);
        semget(0x6d706961, 1, IPC_CREAT | 0666);
        msgget(0x6d706961, IPC_CREAT | 0666);
    }
}
