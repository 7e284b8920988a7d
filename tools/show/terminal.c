#include "terminal.h"
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int terminal_columns(void)
{
    const char *text = getenv("COLUMNS");
    int columns = text != NULL ? atoi(text) : 0;
    struct winsize window;
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0) {
        columns = window.ws_col;
    }
    return columns > 0 ? columns : 80;
}

bool terminal_has_colours(void)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool unwanted = no_colour != NULL && no_colour[0] != '\0';
    return isatty(STDOUT_FILENO) && !unwanted && term != NULL && strcmp(term, "dumb") != 0;
}

/* Sets the colour of what follows, where it is not set already. code: 38 the character, 48 what is
 * behind it. */
static void set_colour(int code, const uint8_t rgb[3], const uint8_t **now)
{
    if (*now == NULL || memcmp(rgb, *now, 3) != 0) {
        printf("\033[%d;2;%d;%d;%dm", code, rgb[0], rgb[1], rgb[2]);
        *now = rgb;
    }
}

void terminal_print(const thumbnail *picture)
{
    size_t row_bytes = (size_t)picture->size[0] * 3;
    for (int y = 0; y < picture->rows; y += 2) {
        const uint8_t *upper = picture->rgb + row_bytes * (size_t)y;
        const uint8_t *front = NULL, *back = NULL;
        for (int x = 0; x < picture->size[0]; x++, upper += 3) {
            set_colour(38, upper, &front);
            if (y + 1 < picture->rows) {
                set_colour(48, upper + row_bytes, &back);
            }
            fputs("\u2580", stdout); /* the upper half of the character */
        }
        puts("\033[0m");
    }
}

bool terminal_print_by_chafa(const char *png_path, int columns, int rows)
{
    char size[32];
    pid_t child;
    int status;
    snprintf(size, sizeof size, "--size=%dx%d", columns, rows);
    char *const words[] = {"chafa", size, "--", (char *)png_path, NULL};
    fflush(stdout);
    return posix_spawnp(&child, words[0], NULL, NULL, words, environ) == 0 &&
           waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
