/* prints without end */
ATTACK
{
    static char line[65536];
    memset(line, 'x', sizeof line);
    while (write(1, line, sizeof line) != 0) {
    }
}
