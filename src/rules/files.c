#include "rules/files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **fg_files_list(const char *dir, const char *below, const char *ending,
                           fg_arena *arena)
{
    FG_VEC(const char *) names = {0};
    char path[4096];
    DIR *d = fg_path_join(path, sizeof path, dir, below) ? opendir(path) : NULL;
    const struct dirent *e;
    while (d && (e = readdir(d))) {
        const struct fg_sv name = fg_sv_of(e->d_name);
        if (name.p[0] == '.' || !fg_sv_ends(name, fg_sv_of(ending)))
            continue;
        const char **slot = fg_vec_add(arena, &names);
        if (slot)
            *slot = fg_arena_sv(arena, name).p;
    }
    if (d)
        closedir(d);
    const char **end = fg_vec_add(arena, &names);
    if (!end || fg_arena_failed(arena))
        return NULL;
    *end = NULL;
    qsort(names.at, names.n - 1, sizeof *names.at, by_name);
    return names.at;
}

enum fg_status fg_files_read(const char *dir, const char *below, const char *name,
                             fg_arena *arena, struct fg_sv *bytes, const char **path,
                             struct fg_error *err)
{
    char joined[4096];
    if ((size_t)snprintf(joined, sizeof joined, "%s/%s%s%s", dir, below, below[0] ? "/" : "",
                         name) >= sizeof joined)
        return fg_fail_at(err, FG_EIO, name, 0, 0, "the name is too long");
    const enum fg_status status =
        fg_read_file_into(joined, arena, FG_LARGEST_RULES_FILE, bytes, err);
    if (status != FG_OK)
        return status;
    *path = fg_arena_sv(arena, fg_sv_of(joined)).p;
    return *path ? FG_OK : fg_fail_memory(err);
}
