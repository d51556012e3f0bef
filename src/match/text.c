/* Texts as words: folded, stemmed, weighed, with what the wordbook knows of them. */
#include "match/judge.h"

#include <string.h>

enum { FIRST_WORDS = 3 };

struct reading {
    const struct fg_judge *judge;
    struct fg_judge_text *text;
    struct fg_judge_word *word; /* at hand, and those behind it */
    size_t i;                   /* which it is */
    size_t others, number;      /* behind the last word that makes a role somebody
                                   else's, that is a number; 0: none yet */
    uint32_t value;             /* of that number */
};

static void add_ring(struct fg_judge_word *w, uint32_t ring)
{
    for (uint32_t i = 0; i < w->n_rings; i++)
        if (w->rings[i] == ring)
            return;
    if (w->n_rings < FG_WORD_RINGS)
        w->rings[w->n_rings++] = ring;
}

static void note_number(struct reading *r, uint32_t value)
{
    r->number = r->i + 1;
    r->value = value;
    if (value > r->text->largest)
        r->text->largest = value;
}

static size_t add_once(uint32_t *at, size_t n, size_t most, uint32_t id)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] == id)
            return n;
    if (n < most)
        at[n++] = id;
    return n;
}

/* A role that is somebody else's ("a call with the nurse") counts little. */
static void note_role(struct reading *r, uint32_t id, size_t n)
{
    struct fg_judge_text *t = r->text;
    if (r->judge->book->roles.at[id].is_deed) {
        t->n_deeds = add_once(t->deeds, t->n_deeds, FG_TEXT_DEEDS, id);
        return;
    }
    for (size_t i = 0; i < n; i++)
        r->word[i].role = id + 1;
    if (!r->i || (r->others != r->i && r->number != r->i))
        t->n_roles = add_once(t->roles, t->n_roles, FG_TEXT_ROLES, id);
    else
        r->word->worth = (float)r->judge->scoring->others_worth;
}

/* "APIs or services such as SOAP": what stands behind is one of many. */
static void note_list(struct reading *r, uint32_t cue)
{
    r->word->joins |= cue == FG_CUE_AND;
    r->word->chooses |= cue == FG_CUE_OR;
    r->word->sets |= cue == FG_CUE_SETTING;
    if (r->text->examples) {
        if (cue == FG_CUE_ENDS && !r->text->examples_end && r->word->at > r->text->examples)
            r->text->examples_end = r->word->at;
        return;
    }
    r->text->or_first |= cue == FG_CUE_OR;
    if (cue == FG_CUE_INTRODUCES)
        r->text->examples = r->word->at;
}

/* Words that certificates are called by, beside their names. */
static void note_paper(struct reading *r, uint32_t cue, size_t n)
{
    const bool paper = cue == FG_CUE_PAPER || cue == FG_CUE_OBTAIN || cue == FG_CUE_UNFINISHED ||
                       cue == FG_CUE_EXPIRES || cue == FG_CUE_LAPSED || cue == FG_CUE_MULTISTATE;
    for (size_t i = 0; i < n; i++) {
        r->word[i].paper |= paper;
        r->word[i].rank |= cue == FG_CUE_RANK;
    }
    if (cue == FG_CUE_CLASS && r->i + n < r->text->n)
        r->word[n].grade = true;
}

static void each_entry(void *into, const struct fg_book_entry *e, size_t n)
{
    struct reading *r = into;
    switch (e->table) {
    case FG_BOOK_COMMON:
        if (e->weight < r->word->weight)
            r->word->weight = e->weight;
        break;
    case FG_BOOK_RING:
        for (size_t i = 0; i < n; i++) /* "on call": the first word alone says nothing */
            add_ring(&r->word[i], e->id);
        break;
    case FG_BOOK_ASKED:
        r->text->asks |= UINT64_C(1) << e->id;
        for (size_t i = 0; i < n; i++)
            r->word[i].asks = true;
        break;
    case FG_BOOK_SHOWN: r->text->shows |= UINT64_C(1) << e->id; break;
    case FG_BOOK_NEEDED: r->text->needs |= UINT32_C(1) << e->id; break;
    case FG_BOOK_BORNE: r->text->bears |= UINT32_C(1) << e->id; break;
    case FG_BOOK_STUDY: r->text->studies |= UINT32_C(1) << e->id; break;
    case FG_BOOK_ROLE: note_role(r, e->id, n); break;
    case FG_BOOK_NUMBER: note_number(r, e->id); break;
    case FG_BOOK_OTHERS: r->others = r->i + n; break;
    case FG_BOOK_CUE:
        r->text->cues |= UINT64_C(1) << e->id;
        if (e->id == FG_CUE_NUMBER)
            note_number(r, 1);
        note_paper(r, e->id, n);
        note_list(r, e->id);
        if (e->id == FG_CUE_NARROWS && r->i + n < r->text->n)
            r->text->narrower = (uint32_t)(r->i + n);
        if (e->id == FG_CUE_WISH && !r->text->wish)
            r->text->wish = r->word->at;
        if (r->i < FIRST_WORDS)
            r->text->first_cues |= UINT64_C(1) << e->id;
        if (e->id == FG_CUE_UNDER && r->number && r->number + 1 >= r->i &&
            r->value > r->text->people)
            r->text->people = r->value;
        r->text->strength += e->id == FG_CUE_STRENGTH;
        break;
    }
}

static bool is_number(struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!fg_is_digit(s.p[i]))
            return false;
    return true;
}

/* Bytes of a label before the text proper ("Quality Assurance: "), 0 for none. */
static size_t label_of(struct fg_sv text)
{
    enum { LONGEST_LABEL = 40 };
    for (size_t i = 0; i < text.n && i < LONGEST_LABEL; i++)
        if (text.p[i] == ':')
            return i + 1 < text.n ? i : 0;
    return 0;
}

static void set_keys(struct fg_judge_word *w)
{
    enum { BITS = 64, OF_RINGS = 7, OF_ROLES = 13 }; /* so that small numbers spread */
    w->keys = UINT64_C(1) << w->stem % BITS | UINT64_C(1) << w->family % BITS;
    for (uint32_t i = 0; i < w->n_rings; i++)
        w->keys |= UINT64_C(1) << w->rings[i] * OF_RINGS % BITS;
    if (w->role)
        w->keys |= UINT64_C(1) << w->role * OF_ROLES % BITS;
}

struct fg_judge_text fg_judge_read(struct fg_judge *j, struct fg_sv text)
{
    struct fg_judge_text out = {0};
    struct fg_tokens *tokens = &j->scratch->more;
    if (!fg_tokenize(text, tokens) || tokens->n == 0)
        return out;
    struct fg_sv *folded = fg_arena_alloc(j->arena, tokens->n * sizeof *folded);
    out.words = fg_arena_calloc(j->arena, tokens->n, sizeof *out.words);
    if (!folded || !out.words)
        return (struct fg_judge_text){0};
    out.n = tokens->n;
    const size_t label = label_of(text);
    struct reading r = {.judge = j, .text = &out};
    for (size_t i = 0; i < out.n; i++)
        folded[i] = fg_wordbook_fold(
            j->arena, fg_sv_sub(text, tokens->at[i].at, tokens->at[i].n));
    for (size_t i = 0; i < out.n; i++) {
        struct fg_judge_word *w = &out.words[i];
        w->at = tokens->at[i].at;
        const struct fg_stem stem = fg_stems_of(&j->scratch->stems, folded[i]);
        w->stem = stem.stem;
        w->family = stem.family;
        w->weight = is_number(folded[i]) ? 0 : 1; /* nothing else is set: a phrase may have */
        w->worth = 1;
        r.word = w;
        r.i = i;
        uint32_t value;
        if (w->weight <= 0 && fg_sv_to_u32(folded[i], &value))
            note_number(&r, value);
        fg_wordbook_at(j->book, (struct fg_book_words){folded, out.n}, i, each_entry, &r);
        if (w->at < label)
            w->weight *= j->scoring->label_word;
        if (j->foreign && w->n_rings == 0)
            w->weight *= j->scoring->foreign_word;
    }
    for (size_t i = 0; i < out.n; i++) /* phrases give rings to words behind them */
        set_keys(&out.words[i]);
    for (size_t i = 0; i < out.n; i++)
        out.keys |= out.words[i].keys;
    return out;
}

bool fg_text_has_cue(const struct fg_judge_text *t, enum fg_book_cue cue)
{
    return t->cues >> cue & 1;
}

bool fg_text_opens_with(const struct fg_judge_text *t, enum fg_book_cue cue)
{
    return t->first_cues >> cue & 1;
}

double fg_words_alike(const struct fg_judge *j, const struct fg_judge_word *a,
                      const struct fg_judge_word *b)
{
    if (!(a->keys & b->keys))
        return 0;
    if (a->stem == b->stem)
        return 1;
    if (a->family == b->family || (a->role && a->role == b->role))
        return j->scoring->family_word;
    for (uint32_t i = 0; i < a->n_rings; i++)
        for (uint32_t k = 0; k < b->n_rings; k++)
            if (a->rings[i] == b->rings[k])
                return j->scoring->ring_word;
    return 0;
}

/* The word of `t` that is most like `w`, and how much; NULL. */
static const struct fg_judge_word *best_of(const struct fg_judge *j, const struct fg_judge_text *t,
                                           const struct fg_judge_word *w, float least_worth,
                                           double *alike)
{
    const struct fg_judge_word *best = NULL;
    *alike = 0;
    for (size_t i = 0; i < t->n && *alike < 1; i++) {
        if (!(t->words[i].keys & w->keys) || t->words[i].worth < least_worth)
            continue;
        const double here = t->words[i].worth * fg_words_alike(j, &t->words[i], w);
        if (here > *alike) {
            *alike = here;
            best = &t->words[i];
        }
    }
    return best;
}

double fg_text_covers(const struct fg_judge *j, const struct fg_judge_text *t,
                      const struct fg_judge_word *w)
{
    double alike;
    best_of(j, t, w, 0, &alike);
    return alike;
}

const struct fg_judge_word *fg_text_word_for(const struct fg_judge *j,
                                             const struct fg_judge_text *t,
                                             const struct fg_judge_word *w)
{
    double alike;
    return best_of(j, t, w, 0, &alike);
}

double fg_text_says(const struct fg_judge *j, const struct fg_judge_text *t,
                    const struct fg_judge_word *w)
{
    double alike;
    best_of(j, t, w, 1, &alike);
    return alike;
}
