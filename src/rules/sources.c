#include "rules/sources.h"

#include "rules/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the order of the digest. */
enum need { SHARED, NAMES, OTHER, WORDS }; /* by every posting: the bytes, the names alone */
static const struct place {
    const char *below, *ending;
    enum need need;
} places[] = {
    {"", ".yaml", SHARED},           {"", ".tsv", SHARED},
    {"sections", ".yaml", NAMES},    {"requirements", ".yaml", OTHER},
    {"skills", ".tsv", SHARED},      {"skills/aliases", ".tsv", SHARED},
    {"sites", ".yaml", OTHER},       {"words", ".tsv", WORDS},
};
enum { N_PLACES = sizeof places / sizeof *places };

/* ---- listing ---- */

static enum fg_status list_place(const char *dir, uint32_t place, fg_arena *arena,
                                 fg_arena *passing, struct fg_rules_sources *out, size_t *cap,
                                 struct fg_error *err)
{
    const struct place *p = &places[place];
    const char **names = fg_files_list(dir, p->below, p->ending, passing);
    if (!names)
        return fg_fail_memory(err);
    for (size_t i = 0; names[i]; i++) {
        struct fg_sv bytes;
        const char *path;
        const enum fg_status status =
            fg_files_read(dir, p->below, names[i], passing, &bytes, &path, err);
        if (status != FG_OK)
            return status;
        if (strlen(names[i]) >= FG_SOURCE_NAME)
            return fg_fail_at(err, FG_ELIMIT, path, 0, 0, "the name is too long");
        if (!fg_arena_grow(arena, (void **)&out->at, cap, out->n, sizeof *out->at))
            return fg_fail_memory(err);
        struct fg_rules_source *s = (struct fg_rules_source *)&out->at[out->n++]; /* ours so far */
        *s = (struct fg_rules_source){.place = place, .n = bytes.n, .sum = fg_fingerprint(bytes)};
        strcpy(s->name, names[i]);
    }
    return FG_OK;
}

enum fg_status fg_sources_list(const char *dir, fg_arena *arena, struct fg_rules_sources *out,
                               struct fg_error *err)
{
    fg_arena *passing = fg_arena_new(0);
    size_t cap = 0;
    enum fg_status status = passing ? FG_OK : fg_fail_memory(err);
    *out = (struct fg_rules_sources){0};
    for (uint32_t i = 0; status == FG_OK && i < N_PLACES; i++)
        status = list_place(dir, i, arena, passing, out, &cap, err);
    fg_arena_free(passing);
    return status;
}

/* ---- comparing ---- */

/* Whether a file has `n` bytes of that fingerprint. `bytes` has room for n + 1. */
static bool holds(const char *path, const struct fg_rules_source *s, char *bytes)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const ssize_t got = read(fd, bytes, s->n + 1);
    close(fd);
    return got >= 0 && (size_t)got == s->n &&
           fg_fingerprint_eq(fg_fingerprint((struct fg_sv){bytes, s->n}), s->sum);
}

static bool is_same(struct fg_rules_sources *s, size_t i, const char *dir)
{
    const struct place *p = &places[s->at[i].place];
    char path[4096];
    if (s->same[i])
        return true;
    char *bytes = malloc(s->at[i].n + 1);
    if (bytes && (size_t)snprintf(path, sizeof path, "%s/%s%s%s", dir, p->below,
                                  p->below[0] ? "/" : "", s->at[i].name) < sizeof path)
        s->same[i] = holds(path, &s->at[i], bytes);
    free(bytes);
    return s->same[i];
}

/* Whether a place holds the files that are listed for it, and no others. */
static bool has_names(const struct fg_rules_sources *s, const char *dir, uint32_t place,
                      fg_arena *passing)
{
    const char **names = fg_files_list(dir, places[place].below, places[place].ending, passing);
    for (size_t i = 0; names && i < s->n; i++)
        if (s->at[i].place == place && (!*names || strcmp(*names++, s->at[i].name) != 0))
            return false;
    return names && !*names;
}

static bool are_same(struct fg_rules_sources *s, const char *dir, bool all)
{
    fg_arena *passing = fg_arena_new(0);
    bool same = passing != NULL;
    for (uint32_t i = 0; same && i < N_PLACES; i++)
        same = (!all && places[i].need >= OTHER) || has_names(s, dir, i, passing);
    for (size_t i = 0; same && i < s->n; i++)
        same = (!all && places[s->at[i].place].need != SHARED) || is_same(s, i, dir);
    fg_arena_free(passing);
    return same;
}

bool fg_sources_shared_are_same(struct fg_rules_sources *s, const char *dir)
{
    return are_same(s, dir, false);
}

bool fg_sources_are_same(struct fg_rules_sources *s, const char *dir)
{
    return are_same(s, dir, true);
}

bool fg_sources_language_is_same(struct fg_rules_sources *s, const char *dir, const char *code)
{
    char name[FG_SOURCE_NAME];
    size_t found = 0;
    snprintf(name, sizeof name, "%s.yaml", code);
    for (size_t i = 0; i < s->n; i++) {
        const char *below = places[s->at[i].place].below;
        if (strcmp(s->at[i].name, name) != 0 ||
            (strcmp(below, "sections") != 0 && strcmp(below, "requirements") != 0))
            continue;
        if (!is_same(s, i, dir))
            return false;
        found++;
    }
    return found == 2;
}

bool fg_sources_words_are_same(struct fg_rules_sources *s, const char *dir)
{
    fg_arena *passing = fg_arena_new(0);
    bool same = passing != NULL;
    for (uint32_t i = 0; same && i < N_PLACES; i++)
        same = places[i].need != WORDS || has_names(s, dir, i, passing);
    for (size_t i = 0; same && i < s->n; i++)
        same = places[s->at[i].place].need != WORDS || is_same(s, i, dir);
    fg_arena_free(passing);
    return same;
}

/* ---- the digest ---- */

void fg_sources_digest(const char *dir, fg_sha256 *sha)
{
    fg_arena *arena = fg_arena_new(0);
    for (size_t i = 0; arena && i < N_PLACES; i++) {
        const char **names = fg_files_list(dir, places[i].below, places[i].ending, arena);
        for (size_t k = 0; names && names[k]; k++) {
            struct fg_sv bytes;
            const char *path;
            if (fg_files_read(dir, places[i].below, names[k], arena, &bytes, &path, NULL) != FG_OK)
                continue;
            fg_sha256_add(sha, fg_sv_of(places[i].below));
            fg_sha256_add(sha, fg_sv_of(names[k]));
            fg_sha256_add(sha, bytes);
        }
    }
    fg_arena_free(arena);
}
