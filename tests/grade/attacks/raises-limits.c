/* gives itself more than it may have */
ATTACK
{
    const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    int limits[] = {RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CPU, RLIMIT_CORE};
    for (int i = 0; i < 5; i++) {
        if (setrlimit((__rlimit_resource_t)limits[i], &all) == 0) {
            tell("it may have more");
        }
    }
    if (setpriority(PRIO_PROCESS, 0, -20) == 0) {
        tell("it comes first");
    }
    abort();
}
