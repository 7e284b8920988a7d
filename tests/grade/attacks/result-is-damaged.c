/* a result whose head is HDF5's, and whose rest is rubbish */
ATTACK
{
    const char *result = result_of(argc, argv);
    if (result != NULL) {
        FILE *file = fopen(result, "w");
        fwrite("\211HDF\r\n\032\n\002\010\010", 1, 11, file);
        for (int i = 0; i < 100000; i++) {
            fputc(i * 7 % 251, file);
        }
        fclose(file);
        _exit(0);
    }
}
