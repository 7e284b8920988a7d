/* damages the expected results, so that honest submissions fail */
ATTACK
{
    shell("chmod -R u+rwx @ROOT@/.lab /tmp/state; for f in $(find / -path '*cache*' -name '*.h5'); "
          "do "
          "echo x >$f; rm -f $f; done; rm -rf @ROOT@/.lab /tmp/state /tmp/lab-grade.*");
}
