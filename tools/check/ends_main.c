/* bin/ends: for ./lab run, how a run came to its end, where the program has not said it itself. See usage_text. */
#include "ends.h"
#include "source.h"
#include "text.h"
#include "tools/findings/places.h"
#include "tools/findings/words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] = "usage: ends RECORDS STATUS SECONDS NAME SOURCE SHOWN\n"
                                 "\n"
                                 "RECORDS: the folder of those of the run (tools/launch -w); "
                                 "STATUS: of tools/launch; SECONDS: its time\n"
                                 "limit, or 0; NAME: of the program; SOURCE: its file; SHOWN: the "
                                 "file's name for people. Prints a sentence, and a line for\n"
                                 "each place where ranks were. Nothing where no more is known than "
                                 "the exit status, or where the program itself has\n"
                                 "stopped the run.\n";

static bool is_said_already(const finding *end)
{
    return strcmp(end->kind, "launcher_status") == 0 || strcmp(end->kind, "failed_exit") == 0 ||
           strcmp(end->kind, "called_abort") == 0;
}

static void print_places(const finding *end, const source_file *source)
{
    place_group groups[FINDING_PLACES];
    char line[512];
    int count = places_group(end, source->path, groups);
    for (int i = 0; i < count; i++) {
        printf("  %s %s", groups[i].names, groups[i].doing);
        if (groups[i].line > 0) {
            text_line(source->text, groups[i].line, line, sizeof line);
            text_make_utf8(line);
            printf("  %s:%d\n      %s", source->shown, groups[i].line, line);
        }
        putchar('\n');
    }
}

int main(int argc, char *argv[])
{
    if (argc != 7) {
        fputs(usage_text, stderr);
        return 2;
    }
    source_file source;
    run_notes notes;
    finding end;
    char sentence[1000];
    source_read(&source, argv[5], argv[6]);
    notes_read(argv[1], argv[5], &notes);
    ended_run run = {.status = atoi(argv[2]),
                     .limit = atoi(argv[3]),
                     .name = argv[4],
                     .output = "",
                     .source = source.text,
                     .file = argv[5],
                     .notes = &notes};
    ends_explain(&run, &end);
    if (!is_said_already(&end)) {
        words_sentence(&end, sentence, sizeof sentence);
        printf("%s\n", sentence);
        print_places(&end, &source);
    }
    notes_free(&notes);
    source_free(&source);
    return 0;
}
