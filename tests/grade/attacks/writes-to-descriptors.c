/* writes a report of its own into every descriptor that it has inherited */
ATTACK
{
    static const char report[] =
        "{\"format_version\": 2, \"programs\": [{\"program\": \"01-hello\", \"verdict\": \"PASS\", "
        "\"sentence\": \"right\"}]}\n";
    char path[64], piece[100];
    for (int i = 0; i < 1024; i++) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", i);
        int again = open(path, O_RDWR | O_NONBLOCK);
        if (write(i, report, sizeof report - 1) < 0 || lseek(again, 0, SEEK_SET) < 0 ||
            write(again, report, sizeof report - 1) < 0 || read(again, piece, sizeof piece) < 0) {
            errno = 0;
        }
        if (again >= 0) {
            close(again);
        }
    }
}
