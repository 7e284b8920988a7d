/* in the place of its result there are links to what is right */
ATTACK
{
    const char *result = result_of(argc, argv);
    if (result != NULL) {
        for (int i = 0; i < 2; i++) {
            unlink(result);
            if (symlink("/tmp/state/cache/@PRESET@/hello/0/1-1.h5", result) != 0 &&
                link("@BUILD@/solutions/hello", result) != 0) {
                errno = 0;
            }
        }
        _exit(0);
    }
}
