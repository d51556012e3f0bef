#include "rules/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 6, IMPLY_DEPTH = 8 };
enum column { NAME, ALIASES, KIND, IMPLIES, RELATED, NOT };

/* An `implies` or `related` whose names are resolved when all files are read. */
struct fg_lexicon_link {
    const char *names;
    uint32_t skill;
    unsigned n : 30, related : 1, strict : 1; /* n: bytes of names */
};

static const char *const kind_names[] = {"tool",     "machine", "method",
                                         "standard", "field",   "certificate"};
enum { N_KINDS = sizeof kind_names / sizeof *kind_names };

struct form {
    struct fg_sv text;
    unsigned flags;
};

static struct form parse_form(struct fg_sv s)
{
    struct form f = {s, 0};
    for (; f.text.n > 1 && (f.text.p[0] == '=' || f.text.p[0] == '~'); f.text.p++, f.text.n--)
        f.flags |= f.text.p[0] == '=' ? FG_SURFACE_CASE : FG_SURFACE_CONTEXT;
    return f;
}

static bool same_form(const struct fg_surface *s, const struct form *f)
{
    /* Forms of equal words differ only where both mind the case, differently. */
    return !((s->flags & FG_SURFACE_CASE) && (f->flags & FG_SURFACE_CASE)) ||
           fg_sv_eq(s->text, f->text);
}

/* The surface that `f` would collide with, or NULL; `*last` ends its chain. */
static struct fg_surface *find_same(struct fg_lexicon *l, uint32_t first, const struct form *f,
                                    struct fg_surface **last)
{
    for (uint32_t i = first; i != FG_PHRASE_NONE; i = l->surfaces.at[i].next) {
        *last = &l->surfaces.at[i];
        if (same_form(*last, f))
            return *last;
    }
    return NULL;
}

/* Adds one surface. `*clash` receives the one that has its words already. */
static bool add_surface(struct fg_lexicon_build *b, struct form f, uint32_t skill,
                        const struct fg_surface **clash)
{
    struct fg_lexicon *l = b->lexicon;
    *clash = NULL;
    if (!fg_tokenize(f.text, &b->tokens))
        return false;
    if (b->tokens.n == 0)
        return true;
    const uint32_t index = (uint32_t)l->surfaces.n;
    uint32_t had;
    if (!fg_phrases_add(&l->phrases, b->arena, b->tokens.at, b->tokens.n, index, &had))
        return false;
    struct fg_surface *last = NULL, *same = find_same(l, had, &f, &last);
    if (same && b->layer == FG_LAYER_OVER) {
        same->skill = skill;
        same->flags = f.flags;
        same->text = f.text;
        return true;
    }
    if (same) {
        if (!b->foreign)
            same->flags &= ~(unsigned)FG_SURFACE_FOREIGN;
        *clash = same;
        return true;
    }
    if (last)
        last->next = index;
    struct fg_surface *s = fg_vec_add(b->arena, &l->surfaces);
    if (!s)
        return false;
    *s = (struct fg_surface){.text = f.text, .skill = skill, .next = FG_PHRASE_NONE,
                             .flags = f.flags, .undoes = b->undoes};
    if (b->foreign)
        s->flags |= FG_SURFACE_FOREIGN;
    return true;
}

/* ---- canonical names, in any case ---- */

/* The bit that is added folds the case of ASCII and Latin-1 letters, and nothing
 * else that names hold. */
static uint64_t name_key(struct fg_sv name)
{
    uint64_t h = name.n;
    for (size_t i = 0; i < name.n; i += sizeof h) {
        uint64_t part = 0;
        memcpy(&part, name.p + i, name.n - i < sizeof part ? name.n - i : sizeof part);
        h = (h ^ (part | UINT64_C(0x2020202020202020))) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
    }
    return h ? h : 1;
}

static struct fg_name *name_slot(const struct fg_names *names, uint64_t key)
{
    size_t i = key & names->mask;
    while (names->slots[i].key && names->slots[i].key != key)
        i = (i + 1) & names->mask;
    return &names->slots[i];
}

static bool reserve_names(struct fg_lexicon *l, fg_arena *arena, size_t n)
{
    size_t size = l->names.mask ? l->names.mask + 1 : 64;
    while (size * 2 / 3 < n)
        size *= 2;
    if (l->names.mask && size == l->names.mask + 1)
        return true;
    struct fg_name *slots = fg_arena_calloc(arena, size, sizeof *slots);
    if (!slots)
        return false;
    const struct fg_names old = l->names;
    l->names = (struct fg_names){slots, size - 1, old.n};
    for (size_t i = 0; old.mask && i <= old.mask; i++)
        if (old.slots[i].key)
            *name_slot(&l->names, old.slots[i].key) = old.slots[i];
    return true;
}

static uint32_t by_name(const struct fg_lexicon *l, struct fg_sv name)
{
    const struct fg_name *slot =
        l->names.mask ? name_slot(&l->names, name_key(name)) : NULL;
    return slot && slot->key ? slot->skill : FG_NO_SKILL;
}

/* A new skill under a name that is not there yet; FG_NO_SKILL when out of memory. */
static uint32_t add_skill(struct fg_lexicon_build *b, struct fg_sv name)
{
    struct fg_lexicon *l = b->lexicon;
    const uint32_t index = (uint32_t)l->skills.n;
    if (!reserve_names(l, b->arena, l->names.n + 1))
        return FG_NO_SKILL;
    struct fg_skill *s = fg_vec_add(b->arena, &l->skills);
    if (!s)
        return FG_NO_SKILL;
    *s = (struct fg_skill){.name = name};
    const uint64_t key = name_key(name);
    *name_slot(&l->names, key) = (struct fg_name){key, index};
    l->names.n++;
    return index;
}

/* ---- rows ---- */

bool fg_skill_kind_of(struct fg_sv s, enum fg_skill_kind *out)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (fg_sv_eq(s, fg_sv_of(kind_names[i]))) {
            *out = (enum fg_skill_kind)i;
            return true;
        }
    return false;
}

static fg_arena *passing(const struct fg_lexicon_build *b)
{
    return b->passing ? b->passing : b->arena;
}

static enum fg_status add_link(struct fg_lexicon_build *b, uint32_t skill, bool related,
                               struct fg_sv names, struct fg_error *err)
{
    if (names.n == 0)
        return FG_OK;
    struct fg_lexicon_link *link = fg_vec_add(passing(b), &b->links);
    if (!link)
        return fg_fail_memory(err);
    *link = (struct fg_lexicon_link){.names = names.p,
                                     .skill = skill,
                                     .n = (unsigned)names.n & 0x3fffffff,
                                     .related = related,
                                     .strict = b->layer == FG_LAYER_SHIPPED};
    b->n_linked++;
    for (size_t i = 0; i < names.n; i++)
        b->n_linked += names.p[i] == '|';
    return FG_OK;
}

static enum fg_status add_form(struct fg_lexicon_build *b, struct fg_sv text, uint32_t skill,
                               const struct fg_tsv_row *row, struct fg_error *err)
{
    const struct fg_surface *clash;
    if (text.n == 0)
        return fg_tsv_fail(row, text, err, "an empty form: two '|' side by side?");
    if (!add_surface(b, parse_form(text), skill, &clash))
        return fg_fail_memory(err);
    if (!clash || b->layer != FG_LAYER_SHIPPED || clash->skill == skill)
        return FG_OK;
    if (clash->skill == FG_NO_SKILL)
        return fg_tsv_fail(row, text, err, "'%.*s' is listed as no skill before", FG_SV_ARG(text));
    const struct fg_skill *owner = &b->lexicon->skills.at[clash->skill];
    return fg_tsv_fail(row, text, err, "'%.*s' belongs to '%.*s' already (%s:%u)",
                       FG_SV_ARG(text), FG_SV_ARG(owner->name), owner->path, owner->line);
}

static enum fg_status add_forms(struct fg_lexicon_build *b, struct fg_sv list, uint32_t skill,
                                const struct fg_tsv_row *row, struct fg_error *err)
{
    struct fg_sv part;
    enum fg_status status = FG_OK;
    while (status == FG_OK && list.n && fg_sv_next(&list, '|', &part))
        status = add_form(b, part, skill, row, err);
    return status;
}

static enum fg_status each_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct fg_lexicon_build *b = into;
    const struct form name = parse_form(row->column[NAME]);
    enum fg_skill_kind kind;
    if (name.text.n == 0)
        return fg_tsv_fail(row, row->column[NAME], err, "the name is missing");
    if (!fg_skill_kind_of(row->column[KIND], &kind))
        return fg_tsv_fail(row, row->column[KIND], err,
                           "kind '%.*s' is none of tool, machine, method, standard, field, "
                           "certificate",
                           FG_SV_ARG(row->column[KIND]));
    uint32_t skill = by_name(b->lexicon, name.text);
    if (skill != FG_NO_SKILL && b->layer == FG_LAYER_SHIPPED) {
        const struct fg_skill *before = &b->lexicon->skills.at[skill];
        return fg_tsv_fail(row, row->column[NAME], err, "'%.*s' is defined already (%s:%u)",
                           FG_SV_ARG(name.text), before->path, before->line);
    }
    if (skill == FG_NO_SKILL && (skill = add_skill(b, name.text)) == FG_NO_SKILL)
        return fg_fail_memory(err);
    struct fg_skill *s = &b->lexicon->skills.at[skill]; /* what it implies may have been said */
    s->name = name.text;
    s->kind = kind;
    s->path = row->path;
    s->line = row->line;
    s->marks = (uint32_t)(row->column[NAME].n - name.text.n);
    b->undoes = skill;
    enum fg_status status = add_form(b, row->column[NAME], skill, row, err);
    if (status == FG_OK)
        status = add_forms(b, row->column[ALIASES], skill, row, err);
    if (status == FG_OK)
        status = add_forms(b, row->column[NOT], FG_NO_SKILL, row, err);
    if (status == FG_OK)
        status = add_link(b, skill, false, row->column[IMPLIES], err);
    if (status == FG_OK)
        status = add_link(b, skill, true, row->column[RELATED], err);
    return status;
}

/* By bytes, as our own tables have it (a skill in 78, a form in 30, a word of a form
 * that no form before it began with in 22), and a fifth more for what is laid over
 * them. What needs still more grows in steps. */
enum fg_status fg_lexicon_reserve(struct fg_lexicon_build *b, size_t bytes,
                                  struct fg_error *err)
{
    struct fg_lexicon *l = b->lexicon;
    if (!reserve_names(l, b->arena, l->names.n + bytes / 60) ||
        !fg_phrases_reserve(&l->phrases, b->arena, bytes / 14) ||
        !fg_arena_reserve(b->arena, (void **)&l->skills.at, &l->skills.cap, l->skills.n,
                          l->skills.n + bytes / 60, sizeof *l->skills.at) ||
        !fg_arena_reserve(b->arena, (void **)&l->surfaces.at, &l->surfaces.cap, l->surfaces.n,
                          l->surfaces.n + bytes / 24, sizeof *l->surfaces.at) ||
        !fg_arena_reserve(passing(b), (void **)&b->links.at, &b->links.cap, b->links.n,
                          b->links.n + bytes / 30, sizeof *b->links.at))
        return fg_fail_memory(err);
    return FG_OK;
}

enum fg_status fg_lexicon_read(struct fg_lexicon_build *b, struct fg_sv bytes, const char *path,
                               struct fg_error *err)
{
    return fg_tsv_read(bytes, path, COLUMNS, each_row, b, err);
}

static enum fg_status each_alias_row(void *into, const struct fg_tsv_row *row,
                                     struct fg_error *err)
{
    struct fg_lexicon_build *b = into;
    const uint32_t skill = by_name(b->lexicon, row->column[NAME]);
    if (skill == FG_NO_SKILL)
        return fg_tsv_fail(row, row->column[NAME], err, "'%.*s' is no canonical name",
                           FG_SV_ARG(row->column[NAME]));
    return add_forms(b, row->column[ALIASES], skill, row, err);
}

enum fg_status fg_lexicon_read_aliases(struct fg_lexicon_build *b, struct fg_sv bytes,
                                       const char *path, struct fg_error *err)
{
    b->foreign = true;
    const enum fg_status status = fg_tsv_read(bytes, path, ALIASES + 1, each_alias_row, b, err);
    b->foreign = false;
    return status;
}

static enum fg_status add_plain(struct fg_lexicon_build *b, struct fg_sv name,
                                struct fg_sv aliases, enum fg_skill_kind kind, unsigned flags,
                                struct fg_error *err)
{
    if (by_name(b->lexicon, name) != FG_NO_SKILL)
        return FG_OK;
    const struct fg_sv kept = fg_arena_sv(b->arena, name);
    const uint32_t skill = kept.p ? add_skill(b, kept) : FG_NO_SKILL;
    if (skill == FG_NO_SKILL)
        return fg_fail_memory(err);
    b->lexicon->skills.at[skill].kind = kind;
    struct fg_sv list = fg_arena_sv(b->arena, aliases), part = kept;
    do {
        const struct fg_surface *clash;
        if (!part.p || !add_surface(b, (struct form){part, flags}, skill, &clash))
            return fg_fail_memory(err);
    } while (list.n && fg_sv_next(&list, '|', &part));
    return FG_OK;
}

enum fg_status fg_lexicon_add_word(struct fg_lexicon_build *b, struct fg_sv word,
                                   struct fg_error *err)
{
    word = fg_sv_trim(word);
    if (word.n == 0 || fg_lexicon_lookup(b->lexicon, word, &b->tokens) != FG_NO_SKILL)
        return FG_OK;
    return add_plain(b, word, (struct fg_sv){0}, FG_SKILL_OWN, FG_SURFACE_OWN, err);
}

enum fg_status fg_lexicon_add_public(struct fg_lexicon_build *b, struct fg_sv name,
                                     struct fg_sv aliases, enum fg_skill_kind kind,
                                     unsigned flags, struct fg_error *err)
{
    if (fg_lexicon_lookup(b->lexicon, name, &b->tokens) != FG_NO_SKILL)
        return FG_OK;
    return add_plain(b, name, aliases, kind, flags, err);
}

/* 1-based column of a view in a skill's row, which begins with its name and the
 * marks before that. */
static unsigned column_of(const char *p, const struct fg_skill *in_row)
{
    return (unsigned)(p - in_row->name.p) + in_row->marks + 1;
}

/* Resolves one link's names into `at`, which has room for them; their number. The
 * look-ups of a link are asked for together: memory answers them at once. */
static enum fg_status resolve(struct fg_lexicon_build *b, const struct fg_lexicon_link *link,
                              uint32_t *at, uint32_t *n, struct fg_error *err)
{
    enum { TOGETHER = 16 };
    const struct fg_names *names = &b->lexicon->names;
    struct fg_skill *s = &b->lexicon->skills.at[link->skill];
    struct fg_sv rest = {link->names, link->n}, part[TOGETHER];
    uint64_t key[TOGETHER];
    *(link->related ? &s->related : &s->implies) = at;
    *n = 0;
    while (rest.n) {
        size_t got = 0;
        for (; got < TOGETHER && rest.n && fg_sv_next(&rest, '|', &part[got]); got++) {
            key[got] = name_key(parse_form(part[got]).text);
            __builtin_prefetch(&names->slots[key[got] & names->mask]);
        }
        for (size_t i = 0; i < got; i++) {
            const struct fg_name *slot = name_slot(names, key[i]);
            if (slot->key)
                at[(*n)++] = slot->skill;
            else if (link->strict)
                return fg_fail_at(err, FG_EDATA, s->path, s->line, column_of(part[i].p, s),
                                  "%s '%.*s', which is no canonical name",
                                  link->related ? "related to" : "implies", FG_SV_ARG(part[i]));
        }
    }
    *(link->related ? &s->n_related : &s->n_implies) = *n;
    return FG_OK;
}

void fg_lexicon_build_clear(struct fg_lexicon_build *b)
{
    fg_tokens_free(&b->tokens);
}

enum fg_status fg_lexicon_finish(struct fg_lexicon_build *b, struct fg_error *err)
{
    uint32_t *at = fg_arena_alloc(b->arena, b->n_linked * sizeof *at), n = 0;
    enum fg_status status = at ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; i < b->links.n && status == FG_OK; i++, at += n)
        status = resolve(b, &b->links.at[i], at, &n, err);
    fg_lexicon_build_clear(b);
    return status;
}

/* ---- look-up ---- */

/* Characters that glue a short case-sensitive form to its neighbour: in "R&D",
 * "C-level", "A.C." neither R nor C stands alone. */
static bool glues(char c)
{
    return c == '&' || c == '-' || c == '\'' || c == '.' || c == '@' || c == '_';
}

static bool stands_alone(struct fg_sv text, struct fg_span at)
{
    const size_t end = at.at + at.n;
    if (at.at > 0 && glues(text.p[at.at - 1]))
        return false;
    if (end >= text.n || !glues(text.p[end]))
        return true;
    return text.p[end] == '.' && (end + 1 == text.n || fg_is_space(text.p[end + 1]));
}

/* Equal but for white space and hyphens, which forms leave open, and a plural
 * ending the posting has more. */
static bool same_case(struct fg_sv form, struct fg_sv written)
{
    size_t i = 0, k = 0;
    for (; i < form.n && k < written.n; i++, k++)
        if (form.p[i] != written.p[k] && (fg_is_alnum(form.p[i]) || fg_is_alnum(written.p[k])))
            return false;
    return i == form.n && (k == written.n || (k + 1 == written.n && written.p[k] == 's'));
}

/* Whether a comma, bracket or the like stands in a text between its words: what
 * it divides is not one name. */
static bool is_divided(struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (memchr(",;:()[]{}|!?\n", s.p[i], 13) ||
            (s.p[i] == '.' && i + 1 < s.n && fg_is_space(s.p[i + 1])) ||
            (s.n - i >= 3 && memcmp(s.p + i, "\xe2\x80\xa2", 3) == 0))
            return true;
    return false;
}

static bool fits(const struct fg_surface *s, struct fg_sv text, struct fg_span at)
{
    if (is_divided(fg_sv_sub(text, at.at, at.n)) && !is_divided(s->text))
        return false;
    if (!(s->flags & FG_SURFACE_CASE))
        return true;
    return same_case(s->text, fg_sv_sub(text, at.at, at.n)) &&
           (s->text.n > 2 || stands_alone(text, at));
}

static const struct fg_surface *fitting(const struct fg_lexicon *l, unsigned without,
                                        uint32_t first, struct fg_sv text, struct fg_span at)
{
    const struct fg_surface *plain = NULL;
    for (uint32_t i = first; i != FG_PHRASE_NONE; i = l->surfaces.at[i].next) {
        const struct fg_surface *s = &l->surfaces.at[i];
        if (s->flags & without || !fits(s, text, at))
            continue;
        if (s->flags & FG_SURFACE_CASE)
            return s; /* exact case beats any case */
        plain = plain ? plain : s;
    }
    return plain;
}

size_t fg_lexicon_at(const struct fg_lexicon *lexicon, struct fg_sv text,
                     const struct fg_tokens *tokens, size_t i, const struct fg_surface **out)
{
    return fg_lexicon_at_without(lexicon, 0, text, tokens, i, out);
}

size_t fg_lexicon_at_without(const struct fg_lexicon *lexicon, unsigned flags,
                             struct fg_sv text, const struct fg_tokens *tokens, size_t i,
                             const struct fg_surface **out)
{
    struct fg_tokens window = *tokens;
    for (;;) {
        uint32_t first;
        const size_t n = fg_phrases_longest(&lexicon->phrases, &window, i, &first);
        if (n == 0)
            return 0;
        const struct fg_surface *s =
            fitting(lexicon, flags, first, text, fg_tokens_span(tokens, i, n));
        if (s) {
            *out = s;
            return n;
        }
        window.n = i + n - 1; /* the longest has another case: a shorter one may fit */
    }
}

uint32_t fg_lexicon_lookup(const struct fg_lexicon *lexicon, struct fg_sv name,
                           struct fg_tokens *scratch)
{
    uint32_t first;
    if (!fg_tokenize(name, scratch) || scratch->n == 0 ||
        fg_phrases_longest(&lexicon->phrases, scratch, 0, &first) != scratch->n)
        return FG_NO_SKILL;
    const struct fg_surface *s =
        fitting(lexicon, 0, first, name, fg_tokens_span(scratch, 0, scratch->n));
    return s ? s->skill : FG_NO_SKILL;
}

static bool implies(const struct fg_lexicon *l, uint32_t known, uint32_t asked, int depth)
{
    if (known == asked)
        return true;
    const struct fg_skill *s = &l->skills.at[known];
    for (uint32_t i = 0; depth > 0 && i < s->n_implies; i++)
        if (implies(l, s->implies[i], asked, depth - 1))
            return true;
    return false;
}

bool fg_lexicon_implies(const struct fg_lexicon *lexicon, uint32_t known, uint32_t asked)
{
    if (known == FG_NO_SKILL || asked == FG_NO_SKILL)
        return false;
    return implies(lexicon, known, asked, IMPLY_DEPTH);
}

static bool lists(const uint32_t *list, uint32_t n, uint32_t skill)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == skill)
            return true;
    return false;
}

bool fg_lexicon_related(const struct fg_lexicon *lexicon, uint32_t a, uint32_t b)
{
    if (a == FG_NO_SKILL || b == FG_NO_SKILL)
        return false;
    const struct fg_skill *x = &lexicon->skills.at[a], *y = &lexicon->skills.at[b];
    return lists(x->related, x->n_related, b) || lists(y->related, y->n_related, a);
}
