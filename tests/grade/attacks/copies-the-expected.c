/* copies an expected result from wherever one may be kept */
ATTACK
{
    char line[1000];
    snprintf(line, sizeof line,
             "f=$(find / -name '*-1.h5' -path '*cache*' 2>/dev/null | head -n 1); [ -n \"$f\" ] && "
             "cp $f %s",
             result_of(argc, argv) != NULL ? result_of(argc, argv) : "/tmp/x");
    shell(line);
}
