/* a memory bomb, of several processes */
ATTACK
{
    for (int i = 0; i < 3 && fork() != 0; i++) {
    }
    for (;;) {
        char *more = malloc(16 << 20);
        if (more != NULL) {
            memset(more, 1, 16 << 20);
        }
    }
}
