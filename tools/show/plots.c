#include "plots.h"
#include "common/results_names.h"
#include "tools/compare/owners.h"
#include <limits.h>
#include <string.h>

const char *plots_name(const read_dataset *dataset)
{
    return strchr(dataset->name + 1, '/') + 1;
}

const char *plots_units(const read_dataset *dataset)
{
    return strcmp(dataset->units, "1") == 0 ? "" : dataset->units;
}

bool plots_write_base(const char *path, const char *folder)
{
    char name[PATH_MAX];
    size_t length = strlen(path);
    length -= length > 3 && strcmp(path + length - 3, ".h5") == 0 ? 3 : 0;
    snprintf(name, sizeof name, "%s/base", folder);
    FILE *to = fopen(name, "w");
    if (to == NULL) {
        return false;
    }
    fprintf(to, "%.*s\n", (int)length, path);
    return fclose(to) == 0;
}

bool plots_write(hid_t file, const char *path, const char *folder, bool with_ranks)
{
    static bool (*const kinds[])(const plots_source *) = {
        plots_messages, plots_algorithms, plots_pictures, plots_powers,
        plots_epochs,   plots_rank_bars,  plots_work,     plots_regions,
    };
    char program[100], variant[100];
    plots_source source = {.file = file, .folder = folder, .with_ranks = with_ranks};
    read_text_attribute(file, "/", NAME_PROGRAM, program, sizeof program);
    read_text_attribute(file, "/", NAME_VARIANT, variant, sizeof variant);
    source.ranks = owners_ranks(file);
    snprintf(source.title, sizeof source.title, "%s%s%s%s, %d rank%s", program,
             variant[0] ? " (" : "", variant, variant[0] ? ")" : "", source.ranks,
             source.ranks == 1 ? "" : "s");
    bool good = plots_write_base(path, folder);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        good = kinds[i](&source) && good;
    }
    return good;
}
