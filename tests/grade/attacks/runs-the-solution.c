/* becomes the solution that was built */
ATTACK
{
    execv("@BUILD@/solutions/hello", argv);
}
