#include "cli/scan.h"
#include "document/frames.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 32 };

struct walk {
    scan_path_fn *each;
    void *into;
};

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_hidden(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static bool has_page(const char *path, size_t stem)
{
    static const char *const endings[] = {".html", ".htm", ".xhtml"};
    char page[4096];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const int n = snprintf(page, sizeof page, "%.*s%s", (int)stem, path, endings[i]);
        if (n > 0 && (size_t)n < sizeof page && access(page, F_OK) == 0)
            return true;
    }
    return false;
}

/* The folder in which a browser saved what a page beside it shows. */
static bool is_companion(const char *path)
{
    const struct fg_sv s = fg_sv_of(path);
    const size_t ending = fg_frames_folder(s, false);
    return ending && has_page(path, s.n - ending);
}

static bool is_folder(const char *path, unsigned char type)
{
    struct stat st;
    if (type != DT_UNKNOWN && type != DT_LNK)
        return type == DT_DIR;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool walk_folder(const struct walk *w, const char *dir, int depth);

static bool walk_entry(const struct walk *w, const char *path, unsigned char type, bool beside,
                       int depth)
{
    if (!is_folder(path, type))
        return w->each(w->into, path, beside);
    return depth >= DEEPEST_FOLDER || is_companion(path) || walk_folder(w, path, depth + 1);
}

static bool walk_folder(const struct walk *w, const char *dir, int depth)
{
    struct dirent **entries;
    const int n = scandir(dir, &entries, not_hidden, by_name);
    bool on = true, beside = false;
    if (n < 0)
        return w->each(w->into, dir, false); /* whoever reads it says why that can't be */
    for (int i = 0; i < n && !beside; i++)
        beside = fg_frames_folder(fg_sv_of(entries[i]->d_name), false) > 0;
    for (int i = 0; i < n; i++) {
        char path[4096];
        if (on && fg_path_join(path, sizeof path, dir, entries[i]->d_name))
            on = walk_entry(w, path, entries[i]->d_type, beside, depth);
        free(entries[i]);
    }
    free(entries);
    return on;
}

void scan_walk(const char *const *places, scan_path_fn *each, void *into)
{
    const struct walk w = {each, into};
    bool on = true;
    for (; on && *places; places++)
        on = strcmp(*places, "-") != 0 && is_folder(*places, DT_UNKNOWN)
                 ? walk_folder(&w, *places, 0)
                 : each(into, *places, true);
}
