/* asks somebody in the network for the result: PORT listens on this machine, and would write a file if anybody came */
ATTACK
{
    struct sockaddr_in other = {.sin_family = AF_INET, .sin_port = htons(47611)};
    inet_pton(AF_INET, "127.0.0.1", &other.sin_addr);
    int line = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(line, (struct sockaddr *)&other, sizeof other) == 0 && write(line, "x", 1) == 1) {
        tell("it is connected");
    }
    struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "\0mpilab_attack"};
    line = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(line, (struct sockaddr *)&local, sizeof local) == 0) {
        tell("it is connected");
    }
}
