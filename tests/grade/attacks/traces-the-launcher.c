/* takes over its launcher, and whatever else there is, as a debugger does */
ATTACK
{
    for (pid_t pid = 1; pid < 3000; pid++) {
        if (pid != getpid() && ptrace(PTRACE_ATTACH, pid, NULL, NULL) == 0) {
            tell("it has attached itself");
            waitpid(pid, NULL, 0);
            ptrace(PTRACE_KILL, pid, NULL, NULL);
        }
    }
}
