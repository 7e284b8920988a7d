/* a small file whose program is as large as the disk */
char zeros[] __attribute__((section(".text#"))) = {[0 ... 2000000000] = 1};
