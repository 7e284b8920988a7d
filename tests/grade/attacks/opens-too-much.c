/* opens descriptors, sockets and pipes, and fills them */
ATTACK
{
    static char block[65536];
    int pair[2];
    while (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0) {
        fcntl(pair[0], F_SETFL, O_NONBLOCK);
        while (write(pair[0], block, sizeof block) > 0) {
        }
    }
}
