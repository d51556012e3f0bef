/* The rules as an image: what every posting needs is a part, each language another, and
 * what is made of the words. */
#include "rules/room.h"
#include "rules/shipped.h"

#include <string.h>

struct source {
    struct fg_rules_folder from;
    const char *code;
};

static enum fg_status build_shipped(void *from, fg_arena *arena, struct fg_error *err)
{
    const struct source *source = from;
    struct fg_shipped *s = fg_arena_calloc(arena, 1, sizeof *s);
    return s ? fg_shipped_read(s, &source->from, arena, err) : fg_fail_memory(err);
}

static enum fg_status build_language(void *from, fg_arena *arena, struct fg_error *err)
{
    const struct source *source = from;
    struct fg_language *l = fg_arena_calloc(arena, 1, sizeof *l);
    if (!l)
        return fg_fail_memory(err);
    l->arena = arena;
    memcpy(l->code, source->code, 2);
    const enum fg_status status = fg_shipped_language(l, &source->from, err);
    l->arena = NULL; /* an image has none */
    return status;
}

static enum fg_status add_parts(struct fg_image_writer *w, const char *dir,
                                fg_image_builder *words, fg_arena *arena,
                                struct fg_error *err)
{
    struct fg_shipped s = {0};
    struct source source = {.from = {dir, false}};
    enum fg_status status = fg_shipped_read(&s, &source.from, arena, err); /* for complaints */
    source.from.relative = true;
    if (status == FG_OK)
        status = fg_image_add(w, "shipped", build_shipped, &source, err);
    for (size_t i = 0; status == FG_OK && i < s.n_codes; i++) {
        source.code = s.codes[i];
        status = fg_image_add(w, s.codes[i], build_language, &source, err);
    }
    if (status == FG_OK && words)
        status = fg_image_add(w, "words", words, (void *)dir, err);
    return status;
}

enum fg_status fg_rules_compile(const char *dir, fg_image_builder *words, struct fg_buf *out,
                                struct fg_error *err)
{
    struct fg_rules_sources sources;
    struct fg_image_writer w = {.out = out, .sources = &sources};
    fg_arena *arena = fg_arena_new(0);
    enum fg_status status = arena ? fg_sources_list(dir, arena, &sources, err)
                                  : fg_fail_memory(err);
    fg_sha256_begin(&w.digest);
    fg_sources_digest(dir, &w.digest);
    if (status == FG_OK)
        status = fg_image_begin(&w, err);
    if (status == FG_OK)
        status = add_parts(&w, dir, words, arena, err);
    if (status == FG_OK)
        status = fg_image_end(&w, err);
    fg_arena_free(arena);
    return status;
}
