/* leaves daemons that hear no signal */
ATTACK
{
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            setsid();
            if (fork() != 0) {
                _exit(0);
            }
            for (int s = 1; s < 65; s++) {
                signal(s, SIG_IGN);
            }
            execlp("sleep", "sleep", "7654321", NULL);
            _exit(1);
        }
    }
}
