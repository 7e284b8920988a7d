/* prints what a terminal or a browser might obey, also as the name of a file and in what the compiler warns of */
#pragma GCC warning "<script>alert(1)</script>"
ATTACK
{
    puts("\033]0;owned\007\033[2J\033[31m<script>alert(document.cookie)</script><img src=x "
         "onerror=alert(1)>");
    puts("hello: \033[1A\033[2K<script>alert(2)</script> \"' & \xff\xfe ]]>");
    put("<img src=x onerror=alert(3)>.h5", "x");
    fflush(stdout);
    _exit(3);
}
