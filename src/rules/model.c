#include "rules/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KIND, FEATURE, FIRST_WEIGHT, COLUMNS = FIRST_WEIGHT + FG_MODEL_CLASSES };

struct reading {
    struct fg_model *model;
    fg_arena *arena;
    struct fg_tokens tokens;
};

static bool parse_weight(struct fg_sv s, double *out)
{
    char text[32], *end;
    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

static enum fg_status add_word(struct reading *r, struct fg_phrases *to,
                               const struct fg_tsv_row *row, uint32_t index,
                               struct fg_error *err)
{
    uint32_t had;
    if (!fg_tokenize(row->column[FEATURE], &r->tokens))
        return fg_fail_memory(err);
    if (r->tokens.n != 1)
        return fg_tsv_fail(row, row->column[FEATURE], err, "'%.*s' is not one word",
                           FG_SV_ARG(row->column[FEATURE]));
    return fg_phrases_add(to, r->arena, r->tokens.at, 1, index, &had) ? FG_OK
                                                                      : fg_fail_memory(err);
}

static enum fg_status each_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reading *r = into;
    struct fg_model *m = r->model;
    const uint32_t index = (uint32_t)m->weights.n;
    struct fg_model_weights *w = fg_vec_add(r->arena, &m->weights);
    if (!w)
        return fg_fail_memory(err);
    for (size_t i = 0; i < FG_MODEL_CLASSES; i++)
        if (!parse_weight(row->column[FIRST_WEIGHT + i], &w->of[i]))
            return fg_tsv_fail(row, row->column[FIRST_WEIGHT + i], err, "a weight is a number");
    if (fg_sv_eq(row->column[KIND], FG_SV("word")))
        return add_word(r, &m->words, row, index, err);
    if (fg_sv_eq(row->column[KIND], FG_SV("first")))
        return add_word(r, &m->first, row, index, err);
    if (!fg_sv_eq(row->column[KIND], FG_SV("named")))
        return fg_tsv_fail(row, row->column[KIND], err, "kind is one of named, word, first");
    uint32_t *slot = fg_map_put(&m->named, r->arena, row->column[FEATURE]);
    if (!slot)
        return fg_fail_memory(err);
    *slot = index;
    return FG_OK;
}

enum fg_status fg_model_read(struct fg_model *m, struct fg_sv bytes, const char *path,
                             fg_arena *arena, struct fg_error *err)
{
    struct reading r = {.model = m, .arena = arena};
    const enum fg_status status = fg_tsv_read(bytes, path, COLUMNS, each_row, &r, err);
    fg_tokens_free(&r.tokens);
    return status;
}

static void add(const struct fg_model *m, uint32_t index, struct fg_model_weights *sums)
{
    for (size_t i = 0; i < FG_MODEL_CLASSES; i++)
        sums->of[i] += m->weights.at[index].of[i];
}

static bool seen_before(const struct fg_tokens *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (t->at[k].word == t->at[i].word)
            return true;
    return false;
}

void fg_model_add_words(const struct fg_model *m, const struct fg_tokens *t,
                        struct fg_model_weights *sums)
{
    enum { BITS = 64 };
    uint64_t seen = 0; /* a bit of each weighed word so far: most words are new by that */
    uint32_t index;
    if (t->n && fg_phrases_longest(&m->first, t, 0, &index))
        add(m, index, sums);
    for (size_t i = 0; (i = fg_phrases_may_begin(&m->words, t, i)) < t->n; i++) {
        const uint64_t bit = UINT64_C(1) << t->at[i].word % BITS;
        if (fg_phrases_longest(&m->words, t, i, &index) && !(seen & bit && seen_before(t, i)))
            add(m, index, sums);
        seen |= bit;
    }
}

const struct fg_model_weights *fg_model_named(const struct fg_model *m, struct fg_sv feature)
{
    const uint32_t index = fg_map_get(&m->named, feature);
    return index == FG_MAP_NONE ? NULL : &m->weights.at[index];
}

const struct fg_model_weights *fg_model_word(const struct fg_model *m, const struct fg_tokens *t,
                                             size_t i)
{
    uint32_t index;
    return fg_phrases_longest(&m->words, t, i, &index) && !seen_before(t, i)
               ? &m->weights.at[index] : NULL;
}

const struct fg_model_weights *fg_model_first(const struct fg_model *m, const struct fg_tokens *t)
{
    uint32_t index;
    return t->n && fg_phrases_longest(&m->first, t, 0, &index) ? &m->weights.at[index] : NULL;
}
