#include "extract/feature.h"
#include "extract/internal.h"
#include "extract/skill.h"

#include <string.h>

/* What any text names as someone's skill. A requirement's text asks, and what it names
 * counts; of any other line it must be told from where a name stands whether it is a
 * skill that is spoken of or a job's title, a product, an employer. */

/* One weight each in rules/mentions.tsv. */
enum { WEIGHT_THING, WEIGHT_MATTER };

struct weighed {
    const struct fg_lexicon *lexicon;
    const struct fg_language *language;
    struct fg_sv text;
    const struct fg_tokens *t;
    const found_list *all;
    double cues[FG_CUE_OTHER + 1];
};

/* ---- degrees and human languages ---- */

/* The degree words from token `i` on, "or" and "of" between them: "Bachelor's or Master's
 * degree". Their number. `*name` stays empty for look-alikes ("you master"), and for
 * "degree" alone, which is many things. */
static size_t degree_at(const struct fg_language *language, const struct fg_tokens *t, size_t i,
                        struct fg_sv *name)
{
    enum { SHORT = 3 };
    const struct fg_rule_group *g = &language->groups[FG_GROUP_DEGREE];
    const struct fg_rule *rule, *first = NULL;
    size_t end = i, n, gap = 0;
    if ((n = fg_group_at(g, t, i, &rule)) && rule->means == FG_DEGREE_NONE)
        return n;
    while (end + gap < t->n && (n = fg_group_at(g, t, end + gap, &rule)) &&
           rule->means != FG_DEGREE_NONE) {
        first = first ? first : rule;
        end += gap + n;
        gap = end < t->n && t->at[end].n <= SHORT && !fg_group_at(g, t, end, &rule);
    }
    while (end > i && t->at[end - 1].n < SHORT && end - i > 1)
        end--; /* "degree in" */
    if (end - i > 1 && t->at[i].n == 1 && t->at[i + 1].n > 1)
        return 1; /* "a degree" */
    if (first && (end - i > 1 || t->at[i].n != strlen("degree")))
        *name = fg_sv_of(fg_means_name(FG_GROUP_DEGREE, first->means));
    return end - i;
}

/* Those that stand outside of what was found. */
static void add_others(const fg_rules *rules, const struct fg_language *language,
                       struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                       found_list *all)
{
    const struct found *f = all->at, *const end = f + all->n;
    found_list more = {0};
    for (size_t i = 0; i < t->n;) {
        struct fg_sv name = {0};
        for (; f < end && f->first + f->count <= i; f++)
            ;
        if (f < end && f->first <= i) {
            i = f->first + f->count;
            continue;
        }
        size_t n = fg_rules_human_language_at(rules, text, t, i, &name);
        if (n == 0)
            n = degree_at(language, t, i, &name);
        struct found *other = name.n ? fg_vec_add(arena, &more) : NULL;
        if (other)
            *other = (struct found){.name = name, .first = i, .count = n, .sure = true};
        i += n ? n : 1;
    }
    for (size_t i = 0; i < more.n; i++)
        if (!extract_insert(all, arena, more.at[i]))
            return;
}

/* ---- weighing ---- */

static const char *kind_word(const struct weighed *w, const struct found *f)
{
    static const char *const kinds[] = {
        [FG_SKILL_TOOL] = "tool",         [FG_SKILL_MACHINE] = "machine",
        [FG_SKILL_METHOD] = "method",     [FG_SKILL_STANDARD] = "standard",
        [FG_SKILL_FIELD] = "field",       [FG_SKILL_CERTIFICATE] = "certificate",
        [FG_SKILL_OWN] = "own"};
    if (f->surface)
        return kinds[w->lexicon->skills.at[f->surface->skill].kind];
    return f->name.n ? "other" : "new";
}

static size_t column_of(const struct weighed *w, const struct found *f)
{
    if (!f->surface)
        return f->name.n ? WEIGHT_MATTER : WEIGHT_THING;
    const enum fg_skill_kind kind = w->lexicon->skills.at[f->surface->skill].kind;
    return kind == FG_SKILL_METHOD || kind == FG_SKILL_FIELD ? WEIGHT_MATTER : WEIGHT_THING;
}

/* The least of `steps` (in order, ended by 0) that `n` does not exceed. */
static const char *step(size_t n, const char *const *names, const unsigned *steps)
{
    size_t i = 0;
    while (steps[i] && n > steps[i])
        i++;
    return names[n ? i + 1 : 0];
}

static const char *many(size_t n)
{
    static const char *const names[] = {"0", "1", "3", "8", "20", "more"};
    static const unsigned steps[] = {1, 3, 8, 20, 0};
    return step(n, names, steps);
}

static const char *cue_weight(double v)
{
    return many(v <= 0 ? 0 : v < 4 ? 1 : v < 7 ? 2 : v < 13 ? 8 : 20);
}

/* What stands at one side of a mention: a sign, and the words. */
static void say_word(const struct weighed *w, size_t i, const char *place, each_feature *each,
                     void *into)
{
    char word[24];
    const struct fg_token *k = i < w->t->n ? &w->t->at[i] : NULL;
    if (k && k->n >= sizeof word)
        return;
    for (size_t n = 0; k && n < k->n; n++)
        word[n] = fg_lower(w->text.p[k->at + n]);
    word[k ? k->n : 0] = '\0';
    SAY(place, word);
}

static void say_sign(struct fg_sv between, const char *place, each_feature *each, void *into)
{
    const struct fg_sv s = fg_sv_trim(between);
    const char sign[2] = {s.n && (unsigned char)s.p[0] < 0x80 ? s.p[0] : s.n ? 'u' : '\0', '\0'};
    SAY(place, sign);
}

static void say_sides(const struct weighed *w, const struct found *f, each_feature *each,
                      void *into)
{
    const struct fg_token *t = w->t->at;
    const size_t end = f->first + f->count, from = t[f->first].at;
    const size_t to = t[end - 1].at + t[end - 1].n;
    const size_t left = f->first ? t[f->first - 1].at + t[f->first - 1].n : 0;
    const size_t right = end < w->t->n ? t[end].at : w->text.n;
    say_word(w, f->first - 1, "before=", each, into); /* SIZE_MAX: none */
    say_word(w, end, "behind=", each, into);
    if (f->first > 0)
        say_word(w, f->first - 2, "before2=", each, into);
    say_word(w, end + 1, "behind2=", each, into);
    say_sign(fg_sv_sub(w->text, left, from - left), "sign before=", each, into);
    say_sign(fg_sv_sub(w->text, to, right - to), "sign behind=", each, into);
}

static void say_neighbours(const struct weighed *w, size_t i, each_feature *each, void *into)
{
    enum { NEAR = 3 };
    const struct found *f = &w->all->at[i];
    const size_t left = i ? f->first - f[-1].first - f[-1].count : NEAR + 1;
    const size_t right = i + 1 < w->all->n ? f[1].first - f->first - f->count : NEAR + 1;
    if (left <= NEAR)
        SAY("left=", kind_word(w, f - 1), " ", many(left));
    if (right <= NEAR)
        SAY("right=", kind_word(w, f + 1), " ", many(right));
    SAY("found=", many(w->all->n));
    SAY("dense=", many(w->all->n * 20 / w->t->n));
}

/* The lexicon's name: some are mostly spoken of as something else ("engineering"). */
static void say_name(const struct weighed *w, const struct found *f, each_feature *each,
                     void *into)
{
    char name[40];
    const struct fg_sv s = f->surface ? w->lexicon->skills.at[f->surface->skill].name : f->name;
    if (s.n == 0 || s.n >= sizeof name)
        return;
    memcpy(name, s.p, s.n);
    name[s.n] = '\0';
    SAY("name=", name);
}

static const char *shape_of(const struct weighed *w, const struct found *f)
{
    const struct fg_token *k = &w->t->at[f->first];
    const struct fg_sv word = fg_sv_sub(w->text, k->at, k->n);
    if (!fg_utf8_upper_at(word, 0))
        return "small";
    for (size_t i = 1; i < word.n; i++)
        if (word.p[i] >= 'a' && word.p[i] <= 'z')
            return "capital";
    return "capitals";
}

static void mention_features(const struct weighed *w, size_t i, each_feature *each, void *into)
{
    const struct found *f = &w->all->at[i];
    const struct fg_rule *cue = extract_cue_before(w->language, w->t, f->first);
    const char *kind = kind_word(w, f);
    const char *asks = !cue ? "none" : cue->means == FG_SKILL_CUE_THEIRS ? "theirs" : "asks";
    const char *sure = f->sure ? "sure" : "unsure";
    const char *asked = cue_weight(w->cues[FG_CUE_REQUIREMENT]);
    SAY("bias");
    SAY("kind=", kind);
    SAY(sure, " ", kind);
    SAY("cue=", asks);
    SAY("cue=", asks, " ", kind);
    SAY("requirement=", asked);
    SAY("requirement=", asked, " ", kind);
    SAY("duty=", cue_weight(w->cues[FG_CUE_DUTY]));
    SAY("other=", cue_weight(w->cues[FG_CUE_OTHER]));
    SAY("n=", many(w->t->n / 2));
    SAY("n=", many(w->t->n / 2), " ", kind);
    SAY("words=", many(f->count));
    SAY("at=", many(f->first));
    SAY("left over=", many(w->t->n - f->first - f->count));
    SAY("shape=", shape_of(w, f));
    if (f->surface && f->surface->flags & FG_SURFACE_CONTEXT)
        SAY("everyday");
    if (f->role)
        SAY("role");
    if (f->theirs)
        SAY("theirs");
    say_name(w, f, each, into);
    say_neighbours(w, i, each, into);
    say_sides(w, f, each, into);
}

static double sum_of(const struct weighed *w, const struct fg_model *model, size_t i)
{
    struct fg_model_weights sums = {{0}};
    struct weighing weighing = {model, &sums};
    fg_model_add_words(model, w->t, &sums);
    mention_features(w, i, extract_weigh, &weighing);
    return sums.of[column_of(w, &w->all->at[i])];
}

static void trace(const struct weighed *w, size_t i, double sum, bool kept, struct fg_buf *out)
{
    const struct found *f = &w->all->at[i];
    const struct fg_span at = fg_tokens_span(w->t, f->first, f->count);
    const struct fg_sv name = f->surface ? w->lexicon->skills.at[f->surface->skill].name
                              : f->name.n ? f->name : fg_sv_sub(w->text, at.at, at.n);
    fg_buf_addf(out, "%zu\t%zu\t%s\t%.2f\t%s\t%.*s", (size_t)at.at, (size_t)at.n,
                kept ? "kept" : "left", sum,
                column_of(w, f) == WEIGHT_THING ? "thing" : "matter", FG_SV_ARG(name));
    mention_features(w, i, extract_trace_feature, out);
    fg_buf_addc(out, '\n');
}

/* ---- all of it ---- */

/* The unsure ones, which a weight may bring back where nothing else stands. */
static void bring_back(const found_list *doubtful, fg_arena *arena, found_list *all)
{
    for (size_t i = 0, k = 0; i < doubtful->n; i++) {
        const struct found *f = &doubtful->at[i];
        while (k < all->n && all->at[k].first + all->at[k].count <= f->first)
            k++;
        const bool is_free = k >= all->n || all->at[k].first >= f->first + f->count;
        if (!f->sure && is_free && !extract_insert(all, arena, *f))
            return;
    }
}

static bool gather(const fg_rules *rules, fg_scratch *scratch,
                   const struct fg_language *language, struct fg_sv text, fg_arena *arena,
                   found_list *all)
{
    found_list names = {0};
    if (!fg_tokenize(text, &scratch->tokens))
        return false;
    extract_gather(rules, &scratch->tokens, language, false, arena, &names);
    for (size_t i = 0; i < names.n; i++) {
        struct found *f = names.at[i].sure ? fg_vec_add(arena, all) : NULL;
        if (f)
            *f = names.at[i];
    }
    extract_members(rules, language, text, &scratch->tokens, arena, all);
    add_others(rules, language, text, &scratch->tokens, arena, all);
    bring_back(&names, arena, all);
    return true;
}

const struct fg_mention *fg_extract_mentions(const fg_rules *rules, fg_scratch *scratch,
                                             const struct fg_language *language,
                                             struct fg_sv text, fg_arena *arena,
                                             struct fg_buf *out, size_t *n)
{
    found_list all = {0};
    mention_list kept = {0};
    *n = 0;
    if (!gather(rules, scratch, language, text, arena, &all))
        return NULL;
    struct weighed w = {.lexicon = fg_rules_lexicon(rules), .language = language, .text = text,
                        .t = &scratch->tokens, .all = &all};
    extract_cue_sums(language, w.t, w.cues);
    for (size_t i = 0; i < all.n; i++) {
        const double sum = sum_of(&w, fg_rules_mention_model(rules), i);
        const bool keep = sum >= 0 || all.at[i].count == w.t->n; /* a line of it alone */
        if (keep)
            extract_mention(w.lexicon, text, w.t, &all.at[i], arena, &kept);
        if (out)
            trace(&w, i, sum, keep, out);
    }
    *n = kept.n;
    return kept.at;
}
