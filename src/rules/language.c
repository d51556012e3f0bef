#include "rules/language.h"

#include <string.h>

/* The groups and the words each may use for `means`, in the order of its
 * enumeration. A group without words has rules that only fire. */
static const struct group {
    const char *name;
    const char *means[16];
} groups[FG_GROUPS] = {
    [FG_GROUP_SECTION] = {"section",
                          {"none", "required", "preferred", "duties", "benefits", "about",
                           "process", "legal", "meta", "page"}},
    [FG_GROUP_LEAD] = {"lead",
                       {"none", "required", "preferred", "duties", "benefits", "about", "process",
                        "legal", "meta", "page"}},
    [FG_GROUP_CUE] = {"cue", {"requirement", "duty", "other"}},
    [FG_GROUP_PRIORITY] = {"priority", {"must", "nice"}},
    [FG_GROUP_DEGREE] = {"degree",
                         {"none", "high-school", "vocational", "associate", "bachelor", "master",
                          "doctorate", "professional"}},
    [FG_GROUP_EQUIVALENT] = {"equivalent", {"equivalent"}},
    [FG_GROUP_ANY_OF] = {"any_of", {"any", "all", "between", "and"}},
    [FG_GROUP_YEARS] = {"years", {"years", "months", "not"}},
    [FG_GROUP_NUMBER] = {"number", {"number"}},
    [FG_GROUP_KIND] = {"kind",
                       {"education", "certification", "language", "authorization", "experience",
                        "skill", "travel", "physical", "trait", "other"}},
    [FG_GROUP_LEVEL] = {"level", {"none", "A1", "A2", "B1", "B2", "C1", "C2", "native"}},
    [FG_GROUP_SKILL_CUE] = {"skill_cue", {"cue", "theirs"}},
    [FG_GROUP_SKILL_LIST] = {"skill_list",
                             {"shapes", "names", "matters", "joins", "ends", "skips", "not"}},
    [FG_GROUP_NOTICE] = {"notice", {"closed", "blocked", "shell", "listing"}},
    [FG_GROUP_FACT] = {"fact",
                       {"title", "company", "location", "full-time", "part-time", "contract",
                        "temporary", "internship", "remote", "hybrid", "on-site", "posted",
                        "valid-through", "salary"}},
    [FG_GROUP_STOP] = {"stop", {"short", "counted"}},
    [FG_GROUP_RUN_ON] = {"run_on", {"opens", "joins", "ends"}},
    [FG_GROUP_COMPANY] = {"company", {"behind", "at", "before", "form"}},
    [FG_GROUP_NAME] = {"name", {"joins", "small", "never", "house", "part", "added", "site"}},
    [FG_GROUP_TITLE] = {"title", {"behind", "role", "added", "never", "others", "skips"}},
    [FG_GROUP_TRAVEL] = {"travel", {"travel"}},
};

const char *fg_group_name(enum fg_group group)
{
    return groups[group].name;
}

const char *fg_means_name(enum fg_group group, int means)
{
    const char *name = means >= 0 && means < 16 ? groups[group].means[means] : NULL;
    return name ? name : "";
}

/* ---- reading ---- */

struct reading {
    struct fg_language *language;
    enum fg_group group;
    struct fg_rule *rule;
    struct fg_tokens tokens;
};

static enum fg_status read_id(void *into, const struct fg_yaml *y, struct fy_node *v,
                              struct fg_error *err)
{
    struct reading *r = into;
    const struct fg_sv id = fg_yaml_text(y, v);
    if (id.n == 0)
        return fg_yaml_fail(y, v, err, "a rule's id is a word");
    r->rule->id = id.p;
    return FG_OK;
}

static enum fg_status read_means(void *into, const struct fg_yaml *y, struct fy_node *v,
                                 struct fg_error *err)
{
    struct reading *r = into;
    const struct fg_sv word = fg_yaml_peek(v);
    const char *const *means = groups[r->group].means;
    size_t n = 0;
    for (; n < 16 && means[n]; n++)
        if (fg_sv_eq(word, fg_sv_of(means[n]))) {
            r->rule->means = (int)n;
            return FG_OK;
        }
    const char *near = fg_did_you_mean(word, means, n);
    return fg_yaml_fail(y, v, err, "group '%s' knows no '%.*s'%s%s%s", groups[r->group].name,
                        FG_SV_ARG(word), near ? ": did you mean '" : "", near ? near : "",
                        near ? "'?" : "");
}

static enum fg_status read_weight(void *into, const struct fg_yaml *y, struct fy_node *v,
                                  struct fg_error *err)
{
    struct reading *r = into;
    return fg_yaml_number(v, &r->rule->weight) ? FG_OK
                                               : fg_yaml_fail(y, v, err, "weight is a number");
}

/* "^first words", "last words$", "=all words". */
static struct fg_sv take_mark(struct fg_sv s, enum fg_phrase_where *where)
{
    const bool start = s.n > 1 && (s.p[0] == '^' || s.p[0] == '=');
    const bool end = s.n > 1 && (s.p[0] == '=' || s.p[s.n - 1] == '$');
    *where = (start ? FG_WHERE_START : 0) | (end ? FG_WHERE_END : 0);
    return fg_sv_sub(s, start, s.n);
}

/* "must hold: 3", a phrase that weighs otherwise than its rule. */
static bool take_weight(struct fy_node **v, double *weight)
{
    void *iterator = NULL;
    struct fy_node_pair *pair = fy_node_mapping_iterate(*v, &iterator);
    if (!pair || fy_node_mapping_item_count(*v) != 1 ||
        !fg_yaml_number(fy_node_pair_value(pair), weight) || *weight < 0)
        return false;
    *v = fy_node_pair_key(pair);
    return true;
}

static enum fg_status read_phrase(void *into, const struct fg_yaml *y, struct fy_node *v,
                                  struct fg_error *err)
{
    struct reading *r = into;
    struct fg_rule_group *g = &r->language->groups[r->group];
    enum fg_phrase_where where;
    double weight = FG_WEIGHT_OF_RULE;
    struct fg_sv wrong;
    if (fy_node_is_mapping(v) && !take_weight(&v, &weight))
        return fg_yaml_fail(y, v, err, "a phrase with a weight is one 'phrase: number'");
    if (!fg_yaml_is_text(v))
        return fg_yaml_fail(y, v, err, "a phrase is a text");
    const struct fg_sv text = take_mark(fg_yaml_peek(v), &where);
    if (!fg_phrases_parse(&g->trie, r->language->arena, text, &r->tokens, &wrong))
        return wrong.n ? fg_yaml_fail(y, v, err,
                                      "'%.*s': a star stands at one end of a word of at least %d "
                                      "letters, '...' between words",
                                      FG_SV_ARG(wrong), FG_AFFIX_LEAST)
                       : fg_fail_memory(err);
    if (r->tokens.n == 0)
        return fg_yaml_fail(y, v, err, "'%.*s' has no word in it", FG_SV_ARG(text));
    uint32_t had;
    if (!fg_phrases_add(&g->trie, r->language->arena, r->tokens.at, r->tokens.n,
                        (uint32_t)g->phrases.n, &had))
        return fg_fail_memory(err);
    if (had != FG_PHRASE_NONE && r->language->overlay) {
        g->phrases.at[had] = (struct fg_phrase){r->rule, where, weight};
        return FG_OK;
    }
    if (had != FG_PHRASE_NONE) {
        const struct fg_rule *owner = g->phrases.at[had].rule;
        return fg_yaml_fail(y, v, err, "'%.*s' belongs to rule '%s' already (%s:%u)",
                            FG_SV_ARG(text), owner->id, owner->path, owner->line);
    }
    struct fg_phrase *p = fg_vec_add(r->language->arena, &g->phrases);
    if (!p)
        return fg_fail_memory(err);
    *p = (struct fg_phrase){r->rule, where, weight};
    return FG_OK;
}

static enum fg_status read_phrases(void *into, const struct fg_yaml *y, struct fy_node *v,
                                   struct fg_error *err)
{
    return fg_yaml_each(y, v, read_phrase, into, err);
}

static enum fg_status read_pattern(void *into, const struct fg_yaml *y, struct fy_node *v,
                                   struct fg_error *err)
{
    struct reading *r = into;
    struct fg_pattern *p = fg_arena_calloc(r->language->arena, 1, sizeof *p);
    const struct fg_sv source = fg_yaml_text(y, v);
    if (!p)
        return fg_fail_memory(err);
    if (source.n == 0)
        return fg_yaml_fail(y, v, err, "a pattern is a text");
    p->source = source.p;
    r->rule->pattern = p;
    struct fg_rule **slot =
        fg_vec_add(r->language->arena, &r->language->groups[r->group].patterns);
    if (!slot)
        return fg_fail_memory(err);
    *slot = r->rule;
    return FG_OK;
}

struct lines {
    fg_arena *arena;
    FG_VEC(struct fg_sv) list;
};

static enum fg_status read_line(void *into, const struct fg_yaml *y, struct fy_node *v,
                                struct fg_error *err)
{
    struct lines *lines = into;
    struct fg_sv *line = fg_vec_add(lines->arena, &lines->list);
    if (!line)
        return fg_fail_memory(err);
    *line = fg_yaml_text(y, v);
    return line->n ? FG_OK : fg_yaml_fail(y, v, err, "an example is a line of text");
}

static enum fg_status read_lines(struct reading *r, const struct fg_yaml *y, struct fy_node *v,
                                 struct fg_sv **out, size_t *n, struct fg_error *err)
{
    struct lines lines = {.arena = r->language->arena};
    const enum fg_status status = fg_yaml_each(y, v, read_line, &lines, err);
    *out = lines.list.at;
    *n = lines.list.n;
    return status;
}

static enum fg_status read_yes(void *into, const struct fg_yaml *y, struct fy_node *v,
                               struct fg_error *err)
{
    struct reading *r = into;
    return read_lines(r, y, v, &r->rule->yes, &r->rule->n_yes, err);
}

static enum fg_status read_no(void *into, const struct fg_yaml *y, struct fy_node *v,
                              struct fg_error *err)
{
    struct reading *r = into;
    return read_lines(r, y, v, &r->rule->no, &r->rule->n_no, err);
}

static enum fg_status read_needs(void *into, const struct fg_yaml *y, struct fy_node *v,
                                 struct fg_error *err)
{
    struct reading *r = into;
    struct fg_pattern *p = r->rule->pattern;
    struct fg_sv *needs;
    if (!p)
        return fg_yaml_fail(y, v, err, "what a pattern needs stands behind it");
    const enum fg_status status = read_lines(r, y, v, &needs, &p->n_needs, err);
    p->needs = needs;
    return status;
}

static enum fg_status read_rule(void *into, const struct fg_yaml *y, struct fy_node *v,
                                struct fg_error *err)
{
    static const struct fg_yaml_field fields[] = {
        {"id", read_id, 0},         {"means", read_means, 0},     {"weight", read_weight, 0},
        {"phrases", read_phrases, 0}, {"pattern", read_pattern, 0},
        {"needs", read_needs, 0},   {"yes", read_yes, 0},         {"no", read_no, 0},
        {0}};
    struct reading *r = into;
    struct fg_rule **slot = NULL;
    r->rule = fg_arena_calloc(r->language->arena, 1, sizeof *r->rule);
    if (r->rule)
        slot = fg_vec_add(r->language->arena, &r->language->groups[r->group].rules);
    if (!slot)
        return fg_fail_memory(err);
    *slot = r->rule;
    *r->rule = (struct fg_rule){.id = "", .group = r->group, .weight = 1,
                                .path = y->path, .line = fg_yaml_line(v)};
    const enum fg_status status = fg_yaml_read(y, v, fields, r, err);
    if (status == FG_OK && !r->rule->id[0])
        return fg_yaml_fail(y, v, err, "this rule has no id");
    return status;
}

static enum fg_status read_group(void *into, const struct fg_yaml *y, struct fy_node *key,
                                 struct fy_node *list, struct fg_error *err)
{
    struct reading *r = into;
    const struct fg_sv word = fg_yaml_peek(key);
    for (int i = 0; i < FG_GROUPS; i++)
        if (fg_sv_eq(word, fg_sv_of(groups[i].name))) {
            r->group = (enum fg_group)i;
            return fg_yaml_each(y, list, read_rule, r, err);
        }
    return fg_yaml_fail(y, key, err, "'%.*s' is no group of rules", FG_SV_ARG(word));
}

enum fg_status fg_language_read(struct fg_language *language, struct fg_sv bytes,
                                const char *path, struct fg_error *err)
{
    struct fg_yaml y;
    enum fg_status status = fg_yaml_open(&y, bytes, path, language->arena, err);
    struct fy_node *root = fg_yaml_root(&y);
    struct reading r = {.language = language};
    if (status == FG_OK && root)
        status = fg_yaml_pairs(&y, root, read_group, &r, err);
    fg_tokens_free(&r.tokens);
    fg_yaml_close(&y);
    return status;
}

void fg_language_clear(struct fg_language *language)
{
    for (int i = 0; i < FG_GROUPS; i++)
        for (size_t k = 0; k < language->groups[i].patterns.n; k++)
            fg_pattern_clear(language->groups[i].patterns.at[k]->pattern);
}

/* ---- looking up ---- */

static bool stands_right(enum fg_phrase_where where, const struct fg_tokens *t, size_t first,
                         size_t count)
{
    const bool at_start = first == 0, at_end = first + count == t->n;
    return (!(where & FG_WHERE_START) || at_start) && (!(where & FG_WHERE_END) || at_end);
}

/* The longest phrase at token i that stands where it should. */
static size_t phrase_at(const struct fg_rule_group *g, const struct fg_tokens *t, size_t i,
                        const struct fg_phrase **phrase)
{
    struct fg_tokens window = *t;
    uint32_t value;
    size_t n;
    while ((n = fg_phrases_longest(&g->trie, &window, i, &value)) > 0) {
        *phrase = &g->phrases.at[value];
        if (stands_right((*phrase)->where, t, i, n))
            return n;
        window.n = i + n - 1;
    }
    return 0;
}

size_t fg_group_at(const struct fg_rule_group *g, const struct fg_tokens *t, size_t i,
                   const struct fg_rule **rule)
{
    const struct fg_phrase *phrase;
    const size_t n = phrase_at(g, t, i, &phrase);
    if (n)
        *rule = phrase->rule;
    return n;
}

bool fg_group_next(const struct fg_rule_group *g, const struct fg_tokens *t, size_t from,
                   struct fg_rule_hit *hit)
{
    for (size_t i = from; (i = fg_phrases_may_begin(&g->trie, t, i)) < t->n; i++) {
        const struct fg_phrase *phrase;
        const size_t n = phrase_at(g, t, i, &phrase);
        if (n) {
            *hit = (struct fg_rule_hit){phrase->rule, i, n,
                                        phrase->weight < 0 ? phrase->rule->weight
                                                           : phrase->weight};
            return true;
        }
    }
    return false;
}

const struct fg_rule *fg_group_first(const struct fg_rule_group *g, const struct fg_tokens *t)
{
    struct fg_rule_hit hit;
    return fg_group_next(g, t, 0, &hit) ? hit.rule : NULL;
}

const struct fg_rule *fg_group_heading(const struct fg_rule_group *g, const struct fg_tokens *t,
                                       double share)
{
    const struct fg_rule *best = NULL;
    double most = 0;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        const double covers = (double)hit.count * hit.weight / (double)t->n;
        if (covers >= most && covers >= share) {
            best = hit.rule;
            most = covers;
        }
    }
    return best;
}
