/* thousands of threads */
static int wait_for_ever(void *nothing)
{
    (void)nothing;
    for (;;) {
        pause();
    }
}
ATTACK
{
    for (int i = 0; i < 100000; i++) {
        char *stack = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (clone(wait_for_ever, stack + 16384,
                  CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD, NULL) < 0) {
            usleep(1000);
        }
    }
}
