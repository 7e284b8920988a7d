/* makes namespaces, mounts, changes its root, takes another's place in the tree of files */
ATTACK
{
    int got_out = unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0 ||
                  chroot("/proc/1/root") == 0 || mount("none", "/tmp", "tmpfs", 0, NULL) == 0 ||
                  umount2(".", MNT_DETACH) == 0 || setuid(0) == 0 ||
                  syscall(SYS_bpf, 0, NULL, 0) >= 0 ||
                  syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0) >= 0 ||
                  mknod("/tmp/disk", S_IFBLK | 0666, 0xfe00) == 0;
    if (got_out) {
        puts("mpilab_attack: it got out");
    }
    shell("mount -o remount,rw /; for p in /proc/[0-9]*; do [ ! -d $p/root/@ROOT@/solutions ] || "
          "echo mpilab_attack: "
          "$p; done; su -c true; sudo -n true; echo 1 >/proc/sys/kernel/panic");
}
