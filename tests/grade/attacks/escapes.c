/* makes namespaces, mounts, changes its root, becomes root, takes another's place in the tree of files */
ATTACK
{
    if (unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0 || chroot("/proc/1/root") == 0 ||
        mount("none", "/tmp", "tmpfs", 0, NULL) == 0 || umount2(".", MNT_DETACH) == 0 ||
        setuid(0) == 0 || syscall(SYS_bpf, 0, NULL, 0) >= 0 ||
        syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0) >= 0 ||
        mknod("/tmp/disk", S_IFBLK | 0666, 0xfe00) == 0) {
        tell("it got out");
    }
    shell("mount -o remount,rw / && touch /x; echo 1 >/proc/sys/kernel/panic && touch /tmp/found; "
          "for p in /proc/[0-9]*; do [ ! -d $p/root/@ROOT@/solutions ] || touch /tmp/found; done");
    if (access("/tmp/found", F_OK) == 0) {
        tell("it got out");
    }
}
