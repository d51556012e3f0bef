#include "rules/heads.h"

#include "rules/lexicon.h"

enum { MOST_HEADS = 3, COLUMNS = 3 };
enum column { SIDE, WORDS, KINDS };

struct reading {
    struct fg_heads *heads;
    fg_arena *arena;
    struct fg_tokens tokens;
};

static enum fg_status read_kinds(const struct fg_tsv_row *row, uint32_t *kinds,
                                 struct fg_error *err)
{
    struct fg_sv rest = row->column[KINDS], part;
    enum fg_skill_kind kind;
    *kinds = rest.n ? 0 : UINT32_MAX >> 1;
    while (rest.n && fg_sv_next(&rest, '|', &part)) {
        if (!fg_skill_kind_of(part, &kind))
            return fg_tsv_fail(row, part, err, "'%.*s' is no kind of skill", FG_SV_ARG(part));
        *kinds |= UINT32_C(1) << kind;
    }
    return FG_OK;
}

static struct fg_phrases *side_of(struct fg_heads *h, struct fg_sv name)
{
    const struct {
        const char *name;
        struct fg_phrases *words;
    } sides[] = {{"after", &h->after}, {"before", &h->before}, {"role", &h->role},
                 {"pair", &h->pair},   {"asks", &h->asks}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (fg_sv_eq(name, fg_sv_of(sides[i].name)))
            return sides[i].words;
    return NULL;
}

static enum fg_status each_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reading *r = into;
    struct fg_phrases *p = side_of(r->heads, row->column[SIDE]);
    struct fg_sv rest = row->column[WORDS], part;
    uint32_t kinds, had;
    if (!p)
        return fg_tsv_fail(row, row->column[SIDE], err,
                           "'%.*s' is none of after, before, role, pair, asks",
                           FG_SV_ARG(row->column[SIDE]));
    const enum fg_status status = read_kinds(row, &kinds, err);
    while (status == FG_OK && rest.n && fg_sv_next(&rest, '|', &part)) {
        if (!fg_tokenize(part, &r->tokens))
            return fg_fail_memory(err);
        if (r->tokens.n != 1)
            return fg_tsv_fail(row, part, err, "'%.*s' is not one word", FG_SV_ARG(part));
        if (!fg_phrases_add(p, r->arena, r->tokens.at, 1, kinds, &had))
            return fg_fail_memory(err);
        if (had != FG_PHRASE_NONE)
            return fg_tsv_fail(row, part, err, "'%.*s' is listed before", FG_SV_ARG(part));
    }
    return status;
}

enum fg_status fg_heads_read(struct fg_heads *heads, struct fg_sv bytes, const char *path,
                             fg_arena *arena, struct fg_error *err)
{
    struct reading r = {.heads = heads, .arena = arena};
    const enum fg_status status = fg_tsv_read(bytes, path, COLUMNS, each_row, &r, err);
    fg_tokens_free(&r.tokens);
    return status;
}

static bool is_head(const struct fg_phrases *heads, const struct fg_tokens *tokens, size_t i,
                    unsigned kind)
{
    uint32_t kinds;
    return fg_phrases_longest(heads, tokens, i, &kinds) && kinds >> kind & 1;
}

size_t fg_heads_after(const struct fg_heads *heads, struct fg_sv text,
                      const struct fg_tokens *tokens, size_t end, unsigned kind)
{
    size_t n = 0;
    while (n < MOST_HEADS && end + n < tokens->n &&
           fg_tokens_side_by_side(text, &tokens->at[end + n - 1], &tokens->at[end + n]) &&
           is_head(&heads->after, tokens, end + n, kind))
        n++;
    return n;
}

size_t fg_heads_before(const struct fg_heads *heads, struct fg_sv text,
                       const struct fg_tokens *tokens, size_t first, size_t least,
                       unsigned kind)
{
    size_t n = 0;
    while (n < MOST_HEADS && first - n > least &&
           fg_tokens_side_by_side(text, &tokens->at[first - n - 1], &tokens->at[first - n]) &&
           is_head(&heads->before, tokens, first - n - 1, kind))
        n++;
    return n;
}

static bool stands_behind(const struct fg_phrases *words, struct fg_sv text,
                          const struct fg_tokens *tokens, size_t end, unsigned kind)
{
    return end < tokens->n &&
           fg_tokens_side_by_side(text, &tokens->at[end - 1], &tokens->at[end]) &&
           is_head(words, tokens, end, kind);
}

bool fg_heads_role(const struct fg_heads *heads, struct fg_sv text,
                   const struct fg_tokens *tokens, size_t end, unsigned kind)
{
    return stands_behind(&heads->role, text, tokens, end, kind);
}

bool fg_heads_asks(const struct fg_heads *heads, struct fg_sv text,
                   const struct fg_tokens *tokens, size_t end, unsigned kind)
{
    return stands_behind(&heads->asks, text, tokens, end, kind);
}

bool fg_heads_pair(const struct fg_heads *heads, const struct fg_tokens *tokens, size_t i)
{
    return is_head(&heads->pair, tokens, i, 0);
}
