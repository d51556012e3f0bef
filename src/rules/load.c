#include "rules/files.h"
#include "rules/public_lexicon.h"
#include "rules/room.h"
#include "rules/shipped.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fg_rules {
    fg_arena *arena;
    const char *dir, *overlay_dir; /* overlay_dir NULL: none */
    struct fg_shipped set;         /* as shipped, then what is laid over it */
    fg_image *image;               /* where `set` and languages come from; NULL: from text */
    const char *image_path;        /* looked for there; NULL: nowhere */
    enum fg_image_state image_state;
    pthread_mutex_t lock; /* what is loaded at first use: languages, digest */
    _Atomic(struct fg_language *) languages[FG_MOST_LANGUAGES];
    char digest[65];
};

/* ---- where the rules are ---- */

static bool is_rules_dir(const char *dir)
{
    char path[4096];
    return fg_path_join(path, sizeof path, dir, "scoring.yaml") && access(path, R_OK) == 0;
}

/* Where a path leads that is relative to the running program. */
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
    const bool fits = real && strlen(real) < size;
    if (fits)
        strcpy(out, real);
    free(real);
    return fits;
}

/* What is named, else the first place where something readable is: beside the program
 * in the build's folder and where it was installed, then where it was to be installed. */
static bool find(char *out, size_t size, const char *named, const char *const places[2],
                 const char *installed, bool (*is_there)(const char *path))
{
    if (named && named[0])
        return snprintf(out, size, "%s", named) < (int)size;
    for (size_t i = 0; i < 2; i++)
        if (beside_program(out, size, places[i]) && is_there(out))
            return true;
    return is_there(installed) && snprintf(out, size, "%s", installed) < (int)size;
}

bool fg_rules_default_dir(char *out, size_t size)
{
    static const char *const places[2] = {"../share/fitgap/rules", "../../rules"};
    return find(out, size, getenv("FITGAP_RULES"), places, FG_RULES_DIR, is_rules_dir);
}

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

static bool default_image(char *out, size_t size)
{
    static const char *const places[2] = {"../lib/fitgap/rules.image", "rules.image"};
    const char *named = getenv("FITGAP_IMAGE");
    if (named && !named[0])
        return false; /* "none", said by an empty name */
    return find(out, size, named, places, FG_IMAGE_FILE, is_readable);
}

/* ---- opening ---- */

/* The image holds where it was made of just what the folder holds now. */
static enum fg_image_state take_image(fg_rules *r)
{
    const enum fg_image_state state = fg_image_open(r->image_path, &r->image);
    if (state != FG_IMAGE_GOOD)
        return state;
    if (!fg_sources_shared_are_same(fg_image_sources(r->image), r->dir))
        return FG_IMAGE_OTHER_RULES;
    const struct fg_shipped *set = fg_image_part(r->image, "shipped");
    if (!set)
        return FG_IMAGE_DAMAGED;
    r->set = *set;
    return FG_IMAGE_GOOD;
}

static enum fg_status read_shipped(fg_rules *r, const struct fg_rules_options *o,
                                   struct fg_error *err)
{
    char path[4096];
    const char *named = o->image ? o->image : default_image(path, sizeof path) ? path : "";
    r->image_path = named[0] ? fg_arena_sv(r->arena, fg_sv_of(named)).p : NULL;
    r->image_state = r->image_path ? take_image(r) : FG_IMAGE_NONE;
    if (r->image_state == FG_IMAGE_GOOD)
        return FG_OK;
    fg_image_close(r->image);
    r->image = NULL;
    return fg_shipped_read(&r->set, &(struct fg_rules_folder){r->dir, false}, r->arena, err);
}

/* A person's own weights, all of them. */
static enum fg_status read_own_scoring(fg_rules *r, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    char own[4096];
    if (!r->overlay_dir || !fg_path_join(own, sizeof own, r->overlay_dir, "scoring.yaml") ||
        access(own, R_OK) != 0)
        return FG_OK;
    const enum fg_status status =
        fg_files_read(r->overlay_dir, "", "scoring.yaml", r->arena, &bytes, &path, err);
    return status == FG_OK ? fg_scoring_read(&r->set.scoring, bytes, path, r->arena, err) : status;
}

/* A person's own skills over the shipped ones, public lists and further words under both. */
static enum fg_status read_own_skills(fg_rules *r, const struct fg_rules_options *o,
                                      struct fg_error *err)
{
    struct fg_lexicon_build b = {.lexicon = &r->set.lexicon, .arena = r->arena,
                                 .passing = fg_arena_new(0), .layer = FG_LAYER_OVER};
    enum fg_status status = b.passing ? FG_OK : fg_fail_memory(err);
    if (status == FG_OK && r->overlay_dir)
        status = fg_skills_read(&b, &(struct fg_rules_folder){r->overlay_dir, false}, err);
    b.layer = FG_LAYER_UNDER;
    for (size_t i = 0; status == FG_OK && o->lexicons && o->lexicons[i]; i++)
        status = fg_public_lexicon_read(&b, o->lexicons[i], err);
    for (size_t i = 0; status == FG_OK && i < o->n_words; i++)
        status = fg_lexicon_add_word(&b, o->words[i], err);
    if (status == FG_OK)
        status = fg_lexicon_finish(&b, err);
    fg_lexicon_build_clear(&b);
    fg_arena_free(b.passing);
    return status;
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
        status = read_shipped(r, o, err);
    if (status == FG_OK)
        status = read_own_scoring(r, err);
    if (status == FG_OK)
        status = read_own_skills(r, o, err);
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
    for (size_t i = 0; i < FG_MOST_LANGUAGES; i++) {
        struct fg_language *l = atomic_load(&rules->languages[i]);
        if (!l)
            continue;
        fg_language_clear(l);
        fg_arena_free(l->arena);
        free(l);
    }
    pthread_mutex_destroy(&rules->lock);
    fg_image_close(rules->image);
    fg_arena_free(rules->arena);
    free(rules);
}

/* ---- at first use ---- */

/* A person need not have a file of every language, nor both of them. */
static enum fg_status read_own_language(const char *dir, struct fg_language *l, const char *below,
                                        struct fg_error *err)
{
    char name[16], path[4096];
    struct fg_sv bytes;
    const char *kept;
    snprintf(name, sizeof name, "%s.yaml", l->code);
    if ((size_t)snprintf(path, sizeof path, "%s/%s/%s", dir, below, name) >= sizeof path ||
        access(path, R_OK) != 0)
        return FG_OK;
    const enum fg_status status = fg_files_read(dir, below, name, l->arena, &bytes, &kept, err);
    return status == FG_OK ? fg_language_read(l, bytes, kept, err) : status;
}

/* As shipped: from the image, where it is of the files that are there now. */
static enum fg_status read_language(fg_rules *r, struct fg_language *l, struct fg_error *err)
{
    const struct fg_language *kept = NULL;
    if (r->image && !fg_sources_language_is_same(fg_image_sources(r->image), r->dir, l->code))
        r->image_state = FG_IMAGE_OTHER_RULES;
    else if (r->image && !(kept = fg_image_part(r->image, l->code)))
        r->image_state = FG_IMAGE_DAMAGED;
    if (!kept)
        return fg_shipped_language(l, &(struct fg_rules_folder){r->dir, false}, err);
    fg_arena *arena = l->arena;
    *l = *kept;
    l->arena = arena;
    return FG_OK;
}

const void *fg_rules_words_kept(const fg_rules *rules)
{
    fg_rules *own = (fg_rules *)rules; /* what is loaded late is a cache */
    const void *kept = NULL;
    pthread_mutex_lock(&own->lock);
    if (own->image && !fg_sources_words_are_same(fg_image_sources(own->image), own->dir))
        own->image_state = FG_IMAGE_OTHER_RULES;
    else if (own->image && !(kept = fg_image_part(own->image, "words")))
        own->image_state = FG_IMAGE_DAMAGED;
    pthread_mutex_unlock(&own->lock);
    return kept;
}

static struct fg_language *load_language(fg_rules *r, const char *code, struct fg_error *err)
{
    struct fg_language *l = calloc(1, sizeof *l);
    if (!l || !(l->arena = fg_arena_new(0))) {
        free(l);
        fg_fail_memory(err);
        return NULL;
    }
    memcpy(l->code, code, 2);
    enum fg_status status = read_language(r, l, err);
    l->overlay = true;
    if (status == FG_OK && r->overlay_dir)
        status = read_own_language(r->overlay_dir, l, "sections", err);
    if (status == FG_OK && r->overlay_dir)
        status = read_own_language(r->overlay_dir, l, "requirements", err);
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
    const int i = fg_shipped_language_index(&rules->set, fg_sv_of(code));
    if (err)
        err->status = FG_OK;
    if (i < 0)
        return NULL;
    struct fg_language *l = atomic_load_explicit(&own->languages[i], memory_order_acquire);
    if (l)
        return l;
    pthread_mutex_lock(&own->lock);
    l = atomic_load(&own->languages[i]);
    if (!l && (l = load_language(own, rules->set.codes[i], err)))
        atomic_store_explicit(&own->languages[i], l, memory_order_release);
    pthread_mutex_unlock(&own->lock);
    return l;
}

static void take_digest(fg_rules *r)
{
    fg_sha256 sha;
    if (r->image && fg_sources_are_same(fg_image_sources(r->image), r->dir)) {
        sha = fg_image_digest(r->image);
    } else {
        fg_sha256_begin(&sha);
        fg_sources_digest(r->dir, &sha);
    }
    if (r->overlay_dir)
        fg_sources_digest(r->overlay_dir, &sha);
    fg_sha256_end(&sha, r->digest);
}

const char *fg_rules_digest(const fg_rules *rules)
{
    fg_rules *own = (fg_rules *)rules;
    pthread_mutex_lock(&own->lock);
    if (!rules->digest[0])
        take_digest(own);
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

enum fg_image_state fg_rules_image(const fg_rules *rules, const char **path)
{
    fg_rules *own = (fg_rules *)rules;
    pthread_mutex_lock(&own->lock); /* a language may be loading */
    const enum fg_image_state state = rules->image_state;
    pthread_mutex_unlock(&own->lock);
    *path = rules->image_path;
    return state;
}

const struct fg_lexicon *fg_rules_lexicon(const fg_rules *rules)
{
    return &rules->set.lexicon;
}

const struct fg_scoring *fg_rules_scoring(const fg_rules *rules)
{
    return &rules->set.scoring;
}

const struct fg_model *fg_rules_model(const fg_rules *rules)
{
    return &rules->set.model;
}

const struct fg_model *fg_rules_mention_model(const fg_rules *rules)
{
    return &rules->set.mention_model;
}

const char *const *fg_rules_languages(const fg_rules *rules)
{
    return rules->set.codes;
}

static void count_stop_words(const struct fg_shipped *set, const struct fg_tokens *tokens,
                             size_t counts[FG_MOST_LANGUAGES])
{
    for (size_t i = 0; (i = fg_phrases_may_begin(&set->stop_words, tokens, i)) < tokens->n;
         i++) {
        uint32_t mask;
        if (!fg_phrases_longest(&set->stop_words, tokens, i, &mask))
            continue;
        for (size_t k = 0; k < set->n_told; k++)
            counts[k] += mask >> k & 1;
    }
}

/* A language without rules must be it clearly: Danish, in a few words, is Swedish too. */
static bool beats(const struct fg_shipped *set, const size_t *counts, size_t k, size_t best)
{
    enum { CLEARLY = 5 };
    if (k < set->n_codes)
        return counts[k] > counts[best];
    return counts[k] >= CLEARLY && counts[k] * 4 > counts[best] * (best < set->n_codes ? 5 : 4);
}

static size_t told_language(const struct fg_shipped *set, const char *code)
{
    size_t i = 0;
    while (i < set->n_told && strcmp(set->told[i], code) != 0)
        i++;
    return i;
}

void fg_rules_guess_language(const fg_rules *rules, const struct fg_tokens *tokens,
                             const char *hint, char out[3])
{
    enum { LEAST = 3 };
    const struct fg_shipped *set = &rules->set;
    size_t counts[FG_MOST_LANGUAGES] = {0}, best = 0;
    count_stop_words(set, tokens, counts);
    for (size_t k = 1; k < set->n_told; k++)
        if (beats(set, counts, k, best))
            best = k;
    const size_t hinted = told_language(set, hint);
    if (hinted < set->n_told && counts[hinted] * 10 >= counts[best] * 9)
        best = hinted;
    out[0] = '\0';
    if (set->n_told && counts[best] >= LEAST)
        memcpy(out, set->told[best], 3);
    else if (hinted < set->n_told)
        memcpy(out, set->told[hinted], 3);
}

size_t fg_rules_human_language_from(const fg_rules *rules, const struct fg_tokens *tokens,
                                    size_t from)
{
    return fg_phrases_may_begin(&rules->set.human_languages, tokens, from);
}

size_t fg_rules_human_language_at(const fg_rules *rules, struct fg_sv text,
                                  const struct fg_tokens *tokens, size_t i, struct fg_sv *name)
{
    uint32_t index;
    const size_t n = fg_phrases_longest(&rules->set.human_languages, tokens, i, &index);
    /* without a text it is a name by itself, in any case */
    if (n == 0 ||
        (index & FG_HUMAN_CAPITAL && text.n && !fg_utf8_upper_at(text, tokens->at[i].at)))
        return 0;
    *name = rules->set.human_names.at[index & ~FG_HUMAN_CAPITAL];
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
    for (size_t i = 0; i < rules->set.n_codes; i++) {
        const struct fg_language *l = fg_rules_language(rules, rules->set.codes[i], err);
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
