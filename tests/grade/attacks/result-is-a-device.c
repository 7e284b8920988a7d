/* in the place of its result there is a device, or a link to one */
ATTACK
{
    const char *result = result_of(argc, argv);
    if (result != NULL && mknod(result, S_IFCHR | 0666, 0x105) != 0 &&
        symlink("/dev/zero", result) == 0) {
        _exit(0);
    }
}
