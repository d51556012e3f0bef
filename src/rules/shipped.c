#include "rules/shipped.h"

#include "rules/files.h"

#include <stdio.h>
#include <string.h>

/* Where one is read to, and from. */
struct reading {
    struct fg_shipped *shipped;
    const struct fg_rules_folder *from;
    fg_arena *arena;
};

static enum fg_status read_file(const struct fg_rules_folder *from, const char *below,
                                const char *name, fg_arena *arena, struct fg_sv *bytes,
                                const char **path, struct fg_error *err)
{
    if (!from->relative)
        return fg_files_read(from->dir, below, name, arena, bytes, path, err);
    char joined[4096], inside[4096];
    if ((size_t)snprintf(inside, sizeof inside, "%s%s%s", below, below[0] ? "/" : "", name) >=
            sizeof inside ||
        !fg_path_join(joined, sizeof joined, from->dir, inside))
        return fg_fail_at(err, FG_EIO, name, 0, 0, "the name is too long");
    const enum fg_status status =
        fg_read_file_into(joined, arena, FG_LARGEST_RULES_FILE, bytes, err);
    if (status != FG_OK)
        return status;
    *path = fg_arena_sv(arena, fg_sv_of(inside)).p;
    return *path ? FG_OK : fg_fail_memory(err);
}

static enum fg_status read_top(const struct reading *r, const char *name, struct fg_sv *bytes,
                               const char **path, struct fg_error *err)
{
    return read_file(r->from, "", name, r->arena, bytes, path, err);
}

/* ---- skills ---- */

struct table {
    struct fg_sv bytes;
    const char *path;
    enum fg_status (*read)(struct fg_lexicon_build *b, struct fg_sv bytes, const char *path,
                           struct fg_error *err);
};

struct tables {
    FG_VEC(struct table) all;
    size_t bytes;
};

static enum fg_status add_tables(struct tables *t, const struct fg_lexicon_build *b,
                                 const struct fg_rules_folder *from, const char *below,
                                 struct table as, struct fg_error *err)
{
    const char **names = fg_files_list(from->dir, below, ".tsv", b->passing);
    enum fg_status status = names ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && names[i]; i++) {
        struct table *table = fg_vec_add(b->passing, &t->all);
        if (!table)
            return fg_fail_memory(err);
        *table = as;
        status = read_file(from, below, names[i], b->arena, &table->bytes, &table->path, err);
        t->bytes += table->bytes.n;
    }
    return status;
}

/* All files first, so that room is made once. */
enum fg_status fg_skills_read(struct fg_lexicon_build *b, const struct fg_rules_folder *from,
                              struct fg_error *err)
{
    struct tables t = {0};
    enum fg_status status =
        add_tables(&t, b, from, "skills", (struct table){.read = fg_lexicon_read}, err);
    if (status == FG_OK)
        status = add_tables(&t, b, from, "skills/aliases",
                            (struct table){.read = fg_lexicon_read_aliases}, err);
    if (status == FG_OK)
        status = fg_lexicon_reserve(b, t.bytes, err);
    for (size_t i = 0; status == FG_OK && i < t.all.n; i++)
        status = t.all.at[i].read(b, t.all.at[i].bytes, t.all.at[i].path, err);
    return status;
}

static enum fg_status read_heads(const struct reading *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const enum fg_status status = read_top(r, "heads.tsv", &bytes, &path, err);
    return status == FG_OK
               ? fg_heads_read(&r->shipped->lexicon.heads, bytes, path, r->arena, err)
               : status;
}

static enum fg_status read_lexicon(const struct reading *r, struct fg_error *err)
{
    struct fg_lexicon_build b = {.lexicon = &r->shipped->lexicon, .arena = r->arena,
                                 .passing = fg_arena_new(0), .layer = FG_LAYER_SHIPPED};
    enum fg_status status = b.passing ? read_heads(r, err) : fg_fail_memory(err);
    if (status == FG_OK)
        status = fg_skills_read(&b, r->from, err);
    if (status == FG_OK)
        status = fg_lexicon_finish(&b, err);
    fg_lexicon_build_clear(&b);
    fg_arena_free(b.passing);
    return status;
}

/* ---- languages and their words ---- */

int fg_shipped_language_index(const struct fg_shipped *s, struct fg_sv code)
{
    for (size_t i = 0; i < s->n_codes; i++)
        if (fg_sv_eq(code, fg_sv_of(s->codes[i])))
            return (int)i;
    return -1;
}

/* A language there are no rules for is told from the others all the same. */
static int told_index(const struct reading *r, struct fg_sv code)
{
    struct fg_shipped *s = r->shipped;
    for (size_t i = 0; i < s->n_told; i++)
        if (fg_sv_eq(code, fg_sv_of(s->told[i])))
            return (int)i;
    if (s->n_told == FG_MOST_LANGUAGES || code.n != 2 ||
        !(s->told[s->n_told] = fg_arena_sv(r->arena, code).p))
        return -1;
    return (int)s->n_told++;
}

struct stop_words {
    const struct reading *reading;
    struct fg_map masks;
    struct fg_tokens tokens;
};

static enum fg_status each_stop_row(void *into, const struct fg_tsv_row *row,
                                    struct fg_error *err)
{
    struct stop_words *s = into;
    const int language = told_index(s->reading, row->column[0]);
    if (language < 0)
        return fg_tsv_fail(row, row->column[0], err, "more languages than %d", FG_MOST_LANGUAGES);
    struct fg_sv rest = row->column[1], word;
    while (rest.n && fg_sv_next(&rest, ' ', &word)) {
        uint32_t *mask = fg_map_put(&s->masks, s->reading->arena, word);
        if (!mask)
            return fg_fail_memory(err);
        *mask = (*mask == FG_MAP_NONE ? 0 : *mask) | UINT32_C(1) << language;
    }
    return FG_OK;
}

static enum fg_status read_stop_words(const struct reading *r, struct fg_error *err)
{
    struct stop_words s = {.reading = r};
    struct fg_sv bytes;
    const char *path;
    enum fg_status status =
        read_top(r, "stopwords.tsv", &bytes, &path, err);
    if (status == FG_OK)
        status = fg_tsv_read(bytes, path, 2, each_stop_row, &s, err);
    for (size_t i = 0; status == FG_OK && s.masks.mask && i <= s.masks.mask; i++) {
        const struct fg_map_slot *slot = &s.masks.slots[i];
        uint32_t had;
        if (slot->key.p &&
            (!fg_tokenize(slot->key, &s.tokens) || s.tokens.n != 1 ||
             !fg_phrases_add(&r->shipped->stop_words, r->arena, s.tokens.at, 1, slot->value, &had)))
            status = fg_fail_at(err, FG_EDATA, path, 0, 0, "'%.*s' is not one word",
                                FG_SV_ARG(slot->key));
    }
    fg_tokens_free(&s.tokens);
    return status;
}

struct human_languages {
    const struct reading *reading;
    struct fg_tokens tokens;
};

static enum fg_status each_human_row(void *into, const struct fg_tsv_row *row,
                                     struct fg_error *err)
{
    struct human_languages *h = into;
    struct fg_shipped *r = h->reading->shipped;
    fg_arena *arena = h->reading->arena;
    const uint32_t index = (uint32_t)r->human_names.n;
    struct fg_sv *name = fg_vec_add(arena, &r->human_names);
    if (!name)
        return fg_fail_memory(err);
    const bool marked = fg_sv_starts(row->column[0], FG_SV("="));
    *name = fg_sv_sub(row->column[0], marked, row->column[0].n);
    struct fg_sv rest = row->column[1], form = row->column[0];
    do {
        uint32_t had;
        const uint32_t value =
            index | (fg_sv_starts(form, FG_SV("=")) ? FG_HUMAN_CAPITAL : 0);
        if (!fg_tokenize(form, &h->tokens))
            return fg_fail_memory(err);
        if (h->tokens.n == 0)
            return fg_tsv_fail(row, form, err, "an empty form");
        if (!fg_phrases_add(&r->human_languages, arena, h->tokens.at, h->tokens.n, value,
                            &had))
            return fg_fail_memory(err);
        if (had != FG_PHRASE_NONE && (had & ~FG_HUMAN_CAPITAL) != index)
            return fg_tsv_fail(row, form, err, "'%.*s' is '%.*s' already", FG_SV_ARG(form),
                               FG_SV_ARG(r->human_names.at[had & ~FG_HUMAN_CAPITAL]));
    } while (rest.n && fg_sv_next(&rest, '|', &form));
    return FG_OK;
}

static enum fg_status read_human_languages(const struct reading *r, struct fg_error *err)
{
    struct human_languages h = {.reading = r};
    struct fg_sv bytes;
    const char *path;
    enum fg_status status =
        read_top(r, "languages.tsv", &bytes, &path, err);
    if (status == FG_OK)
        status = fg_tsv_read(bytes, path, 2, each_human_row, &h, err);
    fg_tokens_free(&h.tokens);
    return status;
}

static enum fg_status read_scoring(const struct reading *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const enum fg_status status = read_top(r, "scoring.yaml", &bytes, &path, err);
    return status == FG_OK ? fg_scoring_read(&r->shipped->scoring, bytes, path, r->arena, err)
                           : status;
}

static enum fg_status read_table(const struct reading *r, const char *name,
                                 struct fg_model *model, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const enum fg_status status = read_top(r, name, &bytes, &path, err);
    return status == FG_OK ? fg_model_read(model, bytes, path, r->arena, err) : status;
}

static enum fg_status read_models(const struct reading *r, struct fg_error *err)
{
    const enum fg_status status = read_table(r, "model.tsv", &r->shipped->model, err);
    return status == FG_OK ? read_table(r, "mentions.tsv", &r->shipped->mention_model, err)
                           : status;
}

static enum fg_status list_languages(const struct reading *r, struct fg_error *err)
{
    const char **names = fg_files_list(r->from->dir, "sections", ".yaml", r->arena);
    if (!names)
        return fg_fail_memory(err);
    struct fg_shipped *s = r->shipped;
    for (size_t i = 0; names[i] && s->n_codes < FG_MOST_LANGUAGES; i++) {
        struct fg_sv code = fg_sv_of(names[i]);
        code.n -= strlen(".yaml");
        if (code.n == 2 && !(s->codes[s->n_codes++] = fg_arena_sv(r->arena, code).p))
            return fg_fail_memory(err);
    }
    memcpy(s->told, s->codes, s->n_codes * sizeof *s->told);
    s->n_told = s->n_codes;
    return FG_OK;
}

/* ---- all of it ---- */

enum fg_status fg_shipped_read(struct fg_shipped *s, const struct fg_rules_folder *from,
                               fg_arena *arena, struct fg_error *err)
{
    static enum fg_status (*const parts[])(const struct reading *r, struct fg_error *err) = {
        list_languages, read_scoring, read_models, read_stop_words, read_human_languages,
        read_lexicon};
    const struct reading r = {s, from, arena};
    enum fg_status status = FG_OK;
    for (size_t i = 0; status == FG_OK && i < sizeof parts / sizeof *parts; i++)
        status = parts[i](&r, err);
    return status;
}

enum fg_status fg_shipped_language(struct fg_language *l, const struct fg_rules_folder *from,
                                   struct fg_error *err)
{
    static const char *const folders[] = {"sections", "requirements"};
    char name[16];
    enum fg_status status = FG_OK;
    snprintf(name, sizeof name, "%s.yaml", l->code);
    for (size_t i = 0; status == FG_OK && i < sizeof folders / sizeof *folders; i++) {
        struct fg_sv bytes;
        const char *path;
        status = read_file(from, folders[i], name, l->arena, &bytes, &path, err);
        if (status == FG_OK)
            status = fg_language_read(l, bytes, path, err);
    }
    return status;
}
