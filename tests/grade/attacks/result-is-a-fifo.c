/* in the place of its result there is a FIFO */
ATTACK
{
    const char *result = result_of(argc, argv);
    if (result != NULL && mkfifo(result, 0666) == 0) {
        _exit(0);
    }
}
