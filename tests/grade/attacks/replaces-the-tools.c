/* puts something else in the place of what judges */
ATTACK
{
    shell("for f in @BUILD@/bin/check @BUILD@/bin/compare @BUILD@/bin/grade @ROOT@/tools/launch "
          "@BUILD@/lib/librecorder.so @ROOT@/tools/grade/sandbox; do rm -f $f; mv $f $f.old; echo "
          "'exit 0' >$f; "
          "chmod +x $f; done");
}
