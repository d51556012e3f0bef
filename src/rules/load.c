#include "rules/files.h"
#include "rules/public_lexicon.h"
#include "rules/room.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LANGUAGES = 32 };

struct fg_rules {
    fg_arena *arena;
    const char *dir, *overlay_dir; /* overlay_dir NULL: none */
    struct fg_lexicon lexicon;
    struct fg_scoring scoring;
    struct fg_model model;
    struct fg_phrases stop_words;     /* value: bit set of languages */
    struct fg_phrases human_languages; /* value: index of human_names, CAPITAL */
    FG_VEC(struct fg_sv) human_names;
    const char *codes[MOST_LANGUAGES + 1];
    size_t n_codes;
    pthread_mutex_t lock; /* what is loaded at first use: languages, digest */
    _Atomic(struct fg_language *) languages[MOST_LANGUAGES];
    char digest[65];
};

/* ---- where the rules are ---- */

static bool is_rules_dir(const char *dir)
{
    char path[4096];
    return fg_path_join(path, sizeof path, dir, "scoring.yaml") && access(path, R_OK) == 0;
}

static bool beside_program(char *out, size_t size, const char *relative)
{
    char exe[4096], path[4096 + 64];
    const ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0)
        return false;
    exe[n] = '\0';
    char *slash = strrchr(exe, '/');
    if (!slash)
        return false;
    *slash = '\0';
    if (!fg_path_join(path, sizeof path, exe, relative))
        return false;
    char *real = realpath(path, NULL);
    const bool fits = real && strlen(real) < size && is_rules_dir(real);
    if (fits)
        strcpy(out, real);
    free(real);
    return fits;
}

bool fg_rules_default_dir(char *out, size_t size)
{
    const char *set = getenv("FITGAP_RULES");
    if (set && set[0])
        return snprintf(out, size, "%s", set) < (int)size;
    if (beside_program(out, size, "../share/fitgap/rules") ||
        beside_program(out, size, "../../rules"))
        return true;
#ifdef FG_RULES_DIR
    if (is_rules_dir(FG_RULES_DIR))
        return snprintf(out, size, "%s", FG_RULES_DIR) < (int)size;
#endif
    return false;
}

/* ---- reading ---- */

typedef enum fg_status lexicon_reader(struct fg_lexicon_build *b, struct fg_sv bytes,
                                      const char *path, struct fg_error *err);

/* All files first, so that room is made once. */
static enum fg_status read_each(fg_rules *r, struct fg_lexicon_build *b, const char *dir,
                                const char *below, lexicon_reader *read, struct fg_error *err)
{
    const char **names = fg_files_list(dir, below, ".tsv", r->arena);
    FG_VEC(struct fg_sv) tables = {0};
    enum fg_status status = names ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && names[i]; i++) {
        struct fg_sv *table = fg_vec_add(r->arena, &tables);
        status = table ? fg_files_read(dir, below, names[i], r->arena, table, &names[i], err)
                       : fg_fail_memory(err);
    }
    if (status == FG_OK)
        status = fg_lexicon_reserve(b, tables.at, tables.n, err);
    for (size_t i = 0; status == FG_OK && i < tables.n; i++)
        status = read(b, tables.at[i], names[i], err);
    return status;
}

static enum fg_status read_lexicon_dir(fg_rules *r, struct fg_lexicon_build *b, const char *dir,
                                       struct fg_error *err)
{
    const enum fg_status status = read_each(r, b, dir, "skills", fg_lexicon_read, err);
    return status == FG_OK
               ? read_each(r, b, dir, "skills/aliases", fg_lexicon_read_aliases, err)
               : status;
}

static enum fg_status read_heads(fg_rules *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const enum fg_status status =
        fg_files_read(r->dir, "", "heads.tsv", r->arena, &bytes, &path, err);
    return status == FG_OK ? fg_heads_read(&r->lexicon.heads, bytes, path, r->arena, err) : status;
}

static enum fg_status read_lexicon(fg_rules *r, const struct fg_rules_options *o,
                                   struct fg_error *err)
{
    struct fg_lexicon_build b = {.lexicon = &r->lexicon, .arena = r->arena};
    enum fg_status status = read_heads(r, err);
    if (status == FG_OK)
        status = read_lexicon_dir(r, &b, r->dir, err);
    b.layer = FG_LAYER_OVER;
    if (status == FG_OK && r->overlay_dir)
        status = read_lexicon_dir(r, &b, r->overlay_dir, err);
    b.layer = FG_LAYER_UNDER;
    for (size_t i = 0; status == FG_OK && o->lexicons && o->lexicons[i]; i++)
        status = fg_public_lexicon_read(&b, o->lexicons[i], err);
    for (size_t i = 0; status == FG_OK && i < o->n_words; i++)
        status = fg_lexicon_add_word(&b, o->words[i], err);
    if (status == FG_OK)
        status = fg_lexicon_finish(&b, err);
    fg_lexicon_build_clear(&b);
    return status;
}

static int language_index(const fg_rules *r, struct fg_sv code)
{
    for (size_t i = 0; i < r->n_codes; i++)
        if (fg_sv_eq(code, fg_sv_of(r->codes[i])))
            return (int)i;
    return -1;
}

struct stop_words {
    fg_rules *rules;
    struct fg_map masks;
    struct fg_tokens tokens;
};

static enum fg_status each_stop_row(void *into, const struct fg_tsv_row *row,
                                    struct fg_error *err)
{
    struct stop_words *s = into;
    const int language = language_index(s->rules, row->column[0]);
    if (language < 0)
        return FG_OK; /* a language there are no rules for */
    struct fg_sv rest = row->column[1], word;
    while (rest.n && fg_sv_next(&rest, ' ', &word)) {
        uint32_t *mask = fg_map_put(&s->masks, s->rules->arena, word);
        if (!mask)
            return fg_fail_memory(err);
        *mask = (*mask == FG_MAP_NONE ? 0 : *mask) | UINT32_C(1) << language;
    }
    return FG_OK;
}

static enum fg_status read_stop_words(fg_rules *r, struct fg_error *err)
{
    struct stop_words s = {.rules = r};
    struct fg_sv bytes;
    const char *path;
    enum fg_status status =
        fg_files_read(r->dir, "", "stopwords.tsv", r->arena, &bytes, &path, err);
    if (status == FG_OK)
        status = fg_tsv_read(bytes, path, 2, each_stop_row, &s, err);
    for (size_t i = 0; status == FG_OK && s.masks.mask && i <= s.masks.mask; i++) {
        const struct fg_map_slot *slot = &s.masks.slots[i];
        uint32_t had;
        if (slot->key.p &&
            (!fg_tokenize(slot->key, &s.tokens) || s.tokens.n != 1 ||
             !fg_phrases_add(&r->stop_words, r->arena, s.tokens.at, 1, slot->value, &had)))
            status = fg_fail_at(err, FG_EDATA, path, 0, 0, "'%.*s' is not one word",
                                FG_SV_ARG(slot->key));
    }
    fg_tokens_free(&s.tokens);
    return status;
}

/* A form marked '=' is an everyday word in lower case ("polish", "a talent pool"). */
static const uint32_t CAPITAL = UINT32_C(1) << 31;

struct human_languages {
    fg_rules *rules;
    struct fg_tokens tokens;
};

static enum fg_status each_human_row(void *into, const struct fg_tsv_row *row,
                                     struct fg_error *err)
{
    struct human_languages *h = into;
    fg_rules *r = h->rules;
    const uint32_t index = (uint32_t)r->human_names.n;
    struct fg_sv *name = fg_vec_add(r->arena, &r->human_names);
    if (!name)
        return fg_fail_memory(err);
    const bool marked = fg_sv_starts(row->column[0], FG_SV("="));
    *name = fg_sv_sub(row->column[0], marked, row->column[0].n);
    struct fg_sv rest = row->column[1], form = row->column[0];
    do {
        uint32_t had;
        const uint32_t value = index | (fg_sv_starts(form, FG_SV("=")) ? CAPITAL : 0);
        if (!fg_tokenize(form, &h->tokens))
            return fg_fail_memory(err);
        if (h->tokens.n == 0)
            return fg_tsv_fail(row, form, err, "an empty form");
        if (!fg_phrases_add(&r->human_languages, r->arena, h->tokens.at, h->tokens.n, value,
                            &had))
            return fg_fail_memory(err);
        if (had != FG_PHRASE_NONE && (had & ~CAPITAL) != index)
            return fg_tsv_fail(row, form, err, "'%.*s' is '%.*s' already", FG_SV_ARG(form),
                               FG_SV_ARG(r->human_names.at[had & ~CAPITAL]));
    } while (rest.n && fg_sv_next(&rest, '|', &form));
    return FG_OK;
}

static enum fg_status read_human_languages(fg_rules *r, struct fg_error *err)
{
    struct human_languages h = {.rules = r};
    struct fg_sv bytes;
    const char *path;
    enum fg_status status =
        fg_files_read(r->dir, "", "languages.tsv", r->arena, &bytes, &path, err);
    if (status == FG_OK)
        status = fg_tsv_read(bytes, path, 2, each_human_row, &h, err);
    fg_tokens_free(&h.tokens);
    return status;
}

static enum fg_status read_scoring(fg_rules *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path, *dir = r->dir;
    char own[4096];
    if (r->overlay_dir && fg_path_join(own, sizeof own, r->overlay_dir, "scoring.yaml") &&
        access(own, R_OK) == 0)
        dir = r->overlay_dir; /* a person's own weights, all of them */
    enum fg_status status =
        fg_files_read(dir, "", "scoring.yaml", r->arena, &bytes, &path, err);
    return status == FG_OK ? fg_scoring_read(&r->scoring, bytes, path, r->arena, err) : status;
}

static enum fg_status read_model(fg_rules *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const enum fg_status status =
        fg_files_read(r->dir, "", "model.tsv", r->arena, &bytes, &path, err);
    return status == FG_OK ? fg_model_read(&r->model, bytes, path, r->arena, err) : status;
}

static enum fg_status list_languages(fg_rules *r, struct fg_error *err)
{
    const char **names = fg_files_list(r->dir, "sections", ".yaml", r->arena);
    if (!names)
        return fg_fail_memory(err);
    for (size_t i = 0; names[i] && r->n_codes < MOST_LANGUAGES; i++) {
        struct fg_sv code = fg_sv_of(names[i]);
        code.n -= strlen(".yaml");
        if (code.n == 2 && !(r->codes[r->n_codes++] = fg_arena_sv(r->arena, code).p))
            return fg_fail_memory(err);
    }
    return FG_OK;
}

enum fg_status fg_rules_open(const struct fg_rules_options *options, fg_rules **out,
                             struct fg_error *err)
{
    static const struct fg_rules_options none = {0};
    const struct fg_rules_options *o = options ? options : &none;
    char dir[4096];
    *out = NULL;
    if (!o->dir && !fg_rules_default_dir(dir, sizeof dir))
        return fg_fail(err, FG_EDATA,
                       "no rules folder found: name one with --rules or $FITGAP_RULES");
    fg_rules *r = calloc(1, sizeof *r);
    if (!r)
        return fg_fail_memory(err);
    pthread_mutex_init(&r->lock, NULL);
    enum fg_status status = FG_OK;
    if (!(r->arena = fg_arena_new(0)) ||
        !(r->dir = fg_arena_sv(r->arena, fg_sv_of(o->dir ? o->dir : dir)).p) ||
        (o->overlay_dir &&
         !(r->overlay_dir = fg_arena_sv(r->arena, fg_sv_of(o->overlay_dir)).p)))
        status = fg_fail_memory(err);
    if (status == FG_OK && !is_rules_dir(r->dir))
        status = fg_fail_at(err, FG_EDATA, r->dir, 0, 0, "is no rules folder (no scoring.yaml)");
    if (status == FG_OK)
        status = list_languages(r, err);
    if (status == FG_OK)
        status = read_scoring(r, err);
    if (status == FG_OK)
        status = read_model(r, err);
    if (status == FG_OK)
        status = read_stop_words(r, err);
    if (status == FG_OK)
        status = read_human_languages(r, err);
    if (status == FG_OK)
        status = read_lexicon(r, o, err);
    if (status != FG_OK) {
        fg_rules_free(r);
        return status;
    }
    *out = r;
    return FG_OK;
}

void fg_rules_free(fg_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < MOST_LANGUAGES; i++) {
        struct fg_language *l = atomic_load(&rules->languages[i]);
        if (!l)
            continue;
        fg_language_clear(l);
        fg_arena_free(l->arena);
        free(l);
    }
    pthread_mutex_destroy(&rules->lock);
    fg_arena_free(rules->arena);
    free(rules);
}

/* ---- at first use ---- */

static enum fg_status read_language_from(const char *dir, struct fg_language *l,
                                         const char *below, struct fg_error *err)
{
    char name[16], path[4096];
    snprintf(name, sizeof name, "%s.yaml", l->code);
    if (l->overlay && (snprintf(path, sizeof path, "%s/%s/%s", dir, below, name) >=
                           (int)sizeof path ||
                       access(path, R_OK) != 0))
        return FG_OK; /* a person need not have one */
    struct fg_sv bytes;
    const char *kept;
    const enum fg_status status =
        fg_files_read(dir, below, name, l->arena, &bytes, &kept, err);
    return status == FG_OK ? fg_language_read(l, bytes, kept, err) : status;
}

static struct fg_language *load_language(const fg_rules *r, const char *code,
                                         struct fg_error *err)
{
    struct fg_language *l = calloc(1, sizeof *l);
    if (!l || !(l->arena = fg_arena_new(0))) {
        free(l);
        fg_fail_memory(err);
        return NULL;
    }
    memcpy(l->code, code, 2);
    enum fg_status status = read_language_from(r->dir, l, "sections", err);
    if (status == FG_OK)
        status = read_language_from(r->dir, l, "requirements", err);
    l->overlay = true;
    if (status == FG_OK && r->overlay_dir)
        status = read_language_from(r->overlay_dir, l, "sections", err);
    if (status == FG_OK && r->overlay_dir)
        status = read_language_from(r->overlay_dir, l, "requirements", err);
    if (status == FG_OK)
        return l;
    fg_language_clear(l);
    fg_arena_free(l->arena);
    free(l);
    return NULL;
}

const struct fg_language *fg_rules_language(const fg_rules *rules, const char *code,
                                            struct fg_error *err)
{
    fg_rules *own = (fg_rules *)rules; /* what is loaded late is a cache */
    const int i = language_index(rules, fg_sv_of(code));
    if (err)
        err->status = FG_OK;
    if (i < 0)
        return NULL;
    struct fg_language *l = atomic_load_explicit(&own->languages[i], memory_order_acquire);
    if (l)
        return l;
    pthread_mutex_lock(&own->lock);
    l = atomic_load(&own->languages[i]);
    if (!l && (l = load_language(rules, rules->codes[i], err)))
        atomic_store_explicit(&own->languages[i], l, memory_order_release);
    pthread_mutex_unlock(&own->lock);
    return l;
}

static void digest_dir(const fg_rules *r, const char *dir, fg_sha256 *sha, fg_arena *arena)
{
    static const struct {
        const char *below, *ending;
    } parts[] = {{"", ".yaml"},           {"", ".tsv"},   {"sections", ".yaml"},
                 {"requirements", ".yaml"}, {"skills", ".tsv"}, {"skills/aliases", ".tsv"},
                 {"sites", ".yaml"},
                 {"words", ".tsv"}}; /* letters/ has no say in a score */
    (void)r;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char **names = fg_files_list(dir, parts[i].below, parts[i].ending, arena);
        for (size_t k = 0; names && names[k]; k++) {
            struct fg_sv bytes;
            const char *path;
            if (fg_files_read(dir, parts[i].below, names[k], arena, &bytes, &path, NULL) != FG_OK)
                continue;
            fg_sha256_add(sha, fg_sv_of(parts[i].below));
            fg_sha256_add(sha, fg_sv_of(names[k]));
            fg_sha256_add(sha, bytes);
        }
    }
}

const char *fg_rules_digest(const fg_rules *rules)
{
    fg_rules *own = (fg_rules *)rules;
    pthread_mutex_lock(&own->lock);
    fg_arena *arena = rules->digest[0] ? NULL : fg_arena_new(0);
    if (arena) {
        fg_sha256 sha;
        fg_sha256_begin(&sha);
        digest_dir(rules, rules->dir, &sha, arena);
        if (rules->overlay_dir)
            digest_dir(rules, rules->overlay_dir, &sha, arena);
        fg_sha256_end(&sha, own->digest);
        fg_arena_free(arena);
    }
    pthread_mutex_unlock(&own->lock);
    return rules->digest;
}

/* ---- what it holds ---- */

const char *fg_rules_dir(const fg_rules *rules)
{
    return rules->dir;
}

const char *fg_rules_overlay_dir(const fg_rules *rules)
{
    return rules->overlay_dir;
}

const struct fg_lexicon *fg_rules_lexicon(const fg_rules *rules)
{
    return &rules->lexicon;
}

const struct fg_scoring *fg_rules_scoring(const fg_rules *rules)
{
    return &rules->scoring;
}

const struct fg_model *fg_rules_model(const fg_rules *rules)
{
    return &rules->model;
}

const char *const *fg_rules_languages(const fg_rules *rules)
{
    return rules->codes;
}

void fg_rules_guess_language(const fg_rules *rules, const struct fg_tokens *tokens,
                             const char *hint, char out[3])
{
    enum { LEAST = 3 };
    size_t counts[MOST_LANGUAGES] = {0};
    for (size_t i = 0; i < tokens->n; i++) {
        uint32_t mask;
        if (!fg_phrases_longest(&rules->stop_words, tokens, i, &mask))
            continue;
        for (size_t k = 0; k < rules->n_codes; k++)
            counts[k] += mask >> k & 1;
    }
    size_t best = 0;
    for (size_t k = 1; k < rules->n_codes; k++)
        if (counts[k] > counts[best])
            best = k;
    const int hinted = language_index(rules, fg_sv_of(hint));
    if (hinted >= 0 && counts[hinted] * 10 >= counts[best] * 9)
        best = (size_t)hinted;
    out[0] = '\0';
    if (rules->n_codes && counts[best] >= LEAST)
        memcpy(out, rules->codes[best], 3);
    else if (hinted >= 0)
        memcpy(out, rules->codes[hinted], 3);
}

size_t fg_rules_human_language_at(const fg_rules *rules, struct fg_sv text,
                                  const struct fg_tokens *tokens, size_t i, struct fg_sv *name)
{
    uint32_t index;
    const size_t n = fg_phrases_longest(&rules->human_languages, tokens, i, &index);
    size_t at = n ? tokens->at[i].at : 0;
    if (n == 0 || (index & CAPITAL && at < text.n && !fg_cp_is_upper(fg_utf8_next(text, &at))))
        return 0;
    *name = rules->human_names.at[index & ~CAPITAL];
    return n;
}

/* ---- examples ---- */

enum fg_status fg_rules_each_rule(const fg_rules *rules,
                                  enum fg_status (*each)(void *into,
                                                         const struct fg_language *language,
                                                         const struct fg_rule *rule,
                                                         struct fg_error *err),
                                  void *into, struct fg_error *err)
{
    for (size_t i = 0; i < rules->n_codes; i++) {
        const struct fg_language *l = fg_rules_language(rules, rules->codes[i], err);
        if (!l)
            return err ? err->status : FG_EDATA;
        for (int g = 0; g < FG_GROUPS; g++)
            for (size_t k = 0; k < l->groups[g].rules.n; k++) {
                const enum fg_status status = each(into, l, l->groups[g].rules.at[k], err);
                if (status != FG_OK)
                    return status;
            }
    }
    return FG_OK;
}

bool fg_rule_fires(const struct fg_language *language, const struct fg_rule *rule,
                   fg_scratch *scratch, struct fg_sv line)
{
    const struct fg_rule_group *g = &language->groups[rule->group];
    struct fg_match_groups m;
    if (rule->pattern && fg_pattern_find(rule->pattern, scratch, line, 0, &m))
        return true;
    if (!fg_tokenize(line, &scratch->more))
        return false;
    if (rule->group == FG_GROUP_SECTION)
        return fg_group_heading(g, &scratch->more, FG_HEADING_SHARE) == rule;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, &scratch->more, i, &hit); i = hit.first + hit.count)
        if (hit.rule == rule)
            return true;
    return false;
}
