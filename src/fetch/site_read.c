#include "fetch/site_read.h"

#include "fetch/site_match.h"

#include <string.h>

typedef enum fg_status reader(void *into, const struct fg_yaml *y, struct fy_node *value,
                              struct fg_error *err);

/* ---- small parts ---- */

static enum fg_status text(const char **out, const struct fg_yaml *y, struct fy_node *value,
                           struct fg_error *err)
{
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a text is expected here");
    *out = fg_yaml_text(y, value).p;
    return *out ? FG_OK : fg_fail_memory(err);
}

static enum fg_status view(struct fg_sv *out, const struct fg_yaml *y, struct fy_node *value,
                           struct fg_error *err)
{
    const char *p = NULL;
    const enum fg_status status = text(&p, y, value, err);
    *out = fg_sv_of(p);
    return status;
}

/* Several texts, or one, into a growing array of views. */
static enum fg_status one_view(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    struct fg_site_names *v = into;
    struct fg_sv s;
    const enum fg_status status = view(&s, y, value, err);
    struct fg_sv *slot = status == FG_OK ? fg_vec_add(y->arena, v) : NULL;
    if (status == FG_OK && !slot)
        return fg_fail_memory(err);
    if (slot)
        *slot = s;
    return status;
}

static enum fg_status read_views(struct fg_site_names *out, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, one_view, out, err);
}

/* A word of a small vocabulary as its index. */
static enum fg_status word_of(const char *const *words, size_t n, int *out,
                              const struct fg_yaml *y, struct fy_node *value,
                              struct fg_error *err)
{
    const struct fg_sv s = fg_yaml_peek(value);
    for (size_t i = 0; i < n; i++)
        if (fg_sv_eq(s, fg_sv_of(words[i]))) {
            *out = (int)i;
            return FG_OK;
        }
    const char *near = fg_did_you_mean(s, words, n);
    return fg_yaml_fail(y, value, err, "'%.*s' is not known here%s%s%s", FG_SV_ARG(s),
                        near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* Key and value of each member of a mapping. */
static enum fg_status each_pair(const struct fg_yaml *y, struct fy_node *mapping,
                                enum fg_status (*each)(void *, struct fg_sv key,
                                                       const struct fg_yaml *, struct fy_node *,
                                                       struct fg_error *),
                                void *into, struct fg_error *err)
{
    if (!mapping || !fy_node_is_mapping(mapping))
        return fg_yaml_fail(y, mapping, err, "a mapping (key: value) is expected here");
    void *iterator = NULL;
    struct fy_node_pair *pair;
    while ((pair = fy_node_mapping_iterate(mapping, &iterator))) {
        const struct fg_sv key = fg_yaml_text(y, fy_node_pair_key(pair));
        const enum fg_status status = each(into, key, y, fy_node_pair_value(pair), err);
        if (status != FG_OK)
            return status;
    }
    return FG_OK;
}

/* ---- places and values ---- */

static bool is_pointer(const char *s)
{
    return s[0] == '/' || s[0] == '.' || s[0] == '{' || s[0] == '\0';
}

static enum fg_status pointer(const char **out, const struct fg_yaml *y, struct fy_node *value,
                              struct fg_error *err)
{
    const enum fg_status status = text(out, y, value, err);
    if (status == FG_OK && !is_pointer(*out))
        return fg_yaml_fail(y, value, err, "a place (/name/name, or .class) is expected here");
    return status;
}

static enum fg_status places(struct fg_site_places *out, const struct fg_yaml *y,
                             struct fy_node *value, struct fg_error *err)
{
    struct fg_site_names all = {0};
    enum fg_status status = read_views(&all, y, value, err);
    const char **at = fg_arena_calloc(y->arena, all.n + 1, sizeof *at);
    if (status == FG_OK && !at)
        status = fg_fail_memory(err);
    for (size_t i = 0; i < all.n && status == FG_OK; i++) {
        at[i] = all.at[i].p;
        if (!is_pointer(at[i]))
            status = fg_yaml_fail(y, value, err, "'%s' is no place: /name/name, or .class", at[i]);
    }
    *out = (struct fg_site_places){at, all.n};
    return status;
}

static enum fg_status value_at(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    return places(&((struct fg_site_value *)into)->places, y, value, err);
}

static enum fg_status value_word(void *into, struct fg_sv key, const struct fg_yaml *y,
                                 struct fy_node *value, struct fg_error *err)
{
    struct fg_site_value *v = into;
    struct fg_site_word *w = fg_vec_add(y->arena, &v->words);
    if (!w)
        return fg_fail_memory(err);
    w->theirs = key;
    return view(&w->ours, y, value, err);
}

static enum fg_status value_words(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return each_pair(y, value, value_word, into, err);
}

static enum fg_status value_divide(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    double *to = &((struct fg_site_value *)into)->divide;
    if (fg_yaml_number(value, to) && *to > 0)
        return FG_OK;
    return fg_yaml_fail(y, value, err, "a number above 0 is expected here");
}

static enum fg_status flag(bool *out, const struct fg_yaml *y, struct fy_node *value,
                           struct fg_error *err)
{
    if (fg_yaml_bool(value, out))
        return FG_OK;
    return fg_yaml_fail(y, value, err, "true or false is expected here");
}

static enum fg_status value_line(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return flag(&((struct fg_site_value *)into)->line, y, value, err);
}

static enum fg_status value_part(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    double part;
    if (!fg_yaml_number(value, &part) || part < 1 || part > 9)
        return fg_yaml_fail(y, value, err, "a number from 1 to 9 is expected here");
    ((struct fg_site_value *)into)->part = (unsigned)part;
    return FG_OK;
}

static enum fg_status value_of(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    return text(&((struct fg_site_value *)into)->of, y, value, err);
}

static const struct fg_yaml_field value_fields[] = {
    {"at", value_at},     {"words", value_words}, {"divide", value_divide}, {"line", value_line},
    {"part", value_part}, {"of", value_of},       {NULL, NULL}};

static const char *const field_names[FG_SITE_FIELDS] = {
    "title",         "company", "location",   "language",   "employment_type", "remote", "posted",
    "valid_through", "url",     "salary_min", "salary_max", "currency",        "per"};

static enum fg_status read_field(void *into, struct fg_sv key, const struct fg_yaml *y,
                                 struct fy_node *value, struct fg_error *err)
{
    struct fg_site *site = into;
    int field = 0;
    while (field < FG_SITE_FIELDS && !fg_sv_eq(key, fg_sv_of(field_names[field])))
        field++;
    if (field == FG_SITE_FIELDS) {
        const char *near = fg_did_you_mean(key, field_names, FG_SITE_FIELDS);
        return fg_yaml_fail(y, value, err, "unknown field '%.*s'%s%s%s", FG_SV_ARG(key),
                            near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    struct fg_site_value *v = &site->fields[field];
    return value && fy_node_is_mapping(value) ? fg_yaml_read(y, value, value_fields, v, err)
                                              : value_at(v, y, value, err);
}

static enum fg_status read_fields(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return each_pair(y, value, read_field, into, err);
}

/* ---- sections, questions, signs ---- */

static enum fg_status section_is(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    static const char *const words[] = {"text",   "requirements", "preferred",
                                        "duties", "benefits",     "about"};
    int is = 0;
    const enum fg_status status = word_of(words, 6, &is, y, value, err);
    ((struct fg_site_section *)into)->is = (enum fg_site_section_kind)is;
    return status;
}

static enum fg_status section_heading(void *into, const struct fg_yaml *y, struct fy_node *value,
                                      struct fg_error *err)
{
    return text(&((struct fg_site_section *)into)->heading, y, value, err);
}

static enum fg_status section_heading_at(void *into, const struct fg_yaml *y,
                                         struct fy_node *value, struct fg_error *err)
{
    return places(&((struct fg_site_section *)into)->heading_at, y, value, err);
}

static enum fg_status section_each(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    return pointer(&((struct fg_site_section *)into)->each, y, value, err);
}

static enum fg_status section_body(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    return places(&((struct fg_site_section *)into)->body.places, y, value, err);
}

static enum fg_status section_words(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    return value_words(&((struct fg_site_section *)into)->body, y, value, err);
}

static const struct fg_yaml_field section_fields[] = {
    {"is", section_is},     {"heading", section_heading}, {"heading_at", section_heading_at},
    {"each", section_each}, {"body", section_body},       {"words", section_words},
    {NULL, NULL}};

static enum fg_status read_section(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    struct fg_site *site = into;
    struct fg_site_section *s = fg_vec_add(y->arena, &site->sections);
    if (!s)
        return fg_fail_memory(err);
    *s = (struct fg_site_section){0};
    return fg_yaml_read(y, value, section_fields, s, err);
}

static enum fg_status read_sections(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    return fg_yaml_each(y, value, read_section, into, err);
}

#define QUESTION_POINTER(member)                                                           \
    static enum fg_status questions_##member(void *into, const struct fg_yaml *y,          \
                                             struct fy_node *value, struct fg_error *err)  \
    {                                                                                      \
        return pointer(&((struct fg_site_questions *)into)->member, y, value, err);        \
    }
QUESTION_POINTER(each)
QUESTION_POINTER(text)
QUESTION_POINTER(required)
QUESTION_POINTER(choices)
#undef QUESTION_POINTER

static const struct fg_yaml_field question_fields[] = {{"each", questions_each},
                                                       {"text", questions_text},
                                                       {"required", questions_required},
                                                       {"choices", questions_choices},
                                                       {NULL, NULL}};

static enum fg_status read_question(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    struct fg_site *site = into;
    struct fg_site_questions *q = fg_vec_add(y->arena, &site->questions);
    if (!q)
        return fg_fail_memory(err);
    *q = (struct fg_site_questions){0};
    return fg_yaml_read(y, value, question_fields, q, err);
}

/* One mapping or a list of them. */
static enum fg_status read_questions(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    return value && fy_node_is_mapping(value) ? read_question(into, y, value, err)
                                              : fg_yaml_each(y, value, read_question, into, err);
}

static enum fg_status read_sign(void *into, struct fg_sv key, const struct fg_yaml *y,
                                struct fy_node *value, struct fg_error *err)
{
    struct fg_site *site = into;
    struct fg_site_sign *s = fg_vec_add(y->arena, &site->closed);
    if (!s)
        return fg_fail_memory(err);
    s->at = key.p;
    return view(&s->word, y, value, err);
}

static enum fg_status read_closed(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return each_pair(y, value, read_sign, into, err);
}

/* ---- what is fetched ---- */

#define FETCH_TEXT(member)                                                                 \
    static enum fg_status fetch_##member(void *into, const struct fg_yaml *y,              \
                                         struct fy_node *value, struct fg_error *err)      \
    {                                                                                      \
        return text(&((struct fg_site_fetch *)into)->member, y, value, err);               \
    }
FETCH_TEXT(address)
FETCH_TEXT(body)
FETCH_TEXT(after)
FETCH_TEXT(root)
FETCH_TEXT(many)
FETCH_TEXT(opt_in)
#undef FETCH_TEXT

static enum fg_status fetch_kind(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    static const char *const words[] = {"page", "json", "xml", "script", "html"};
    int kind = 0;
    const enum fg_status status = word_of(words, 5, &kind, y, value, err);
    ((struct fg_site_fetch *)into)->kind = (enum fg_answer_kind)kind;
    return status;
}

static enum fg_status fetch_headers(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    struct fg_site_fetch *f = into;
    struct fg_site_names lines = {0};
    const enum fg_status status = read_views(&lines, y, value, err);
    f->headers = fg_arena_calloc(y->arena, lines.n + 1, sizeof *f->headers);
    if (!f->headers)
        return fg_fail_memory(err);
    for (size_t i = 0; i < lines.n; i++)
        f->headers[i] = lines.at[i].p;
    return status;
}

static enum fg_status fetch_probe(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return flag(&((struct fg_site_fetch *)into)->probe, y, value, err);
}

static enum fg_status fetch_wait(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    double seconds;
    if (!fg_yaml_number(value, &seconds) || seconds < 0 || seconds > 60)
        return fg_yaml_fail(y, value, err, "seconds from 0 to 60 are expected here");
    ((struct fg_site_fetch *)into)->wait_ms = (long)(seconds * 1000);
    return FG_OK;
}

static const struct fg_yaml_field fetch_fields[] = {
    {"address", fetch_address}, {"kind", fetch_kind},     {"body", fetch_body},
    {"headers", fetch_headers}, {"after", fetch_after},   {"root", fetch_root},
    {"many", fetch_many},       {"opt_in", fetch_opt_in}, {"probe", fetch_probe},
    {"wait", fetch_wait},       {NULL, NULL}};

static enum fg_status read_fetch(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    struct fg_site_road *road = into;
    struct fg_site_fetch *f = fg_vec_add(y->arena, &road->fetch);
    if (!f)
        return fg_fail_memory(err);
    *f = (struct fg_site_fetch){.kind = FG_ANSWER_PAGE};
    const enum fg_status status = fg_yaml_read(y, value, fetch_fields, f, err);
    if (status == FG_OK && !f->address)
        return fg_yaml_fail(y, value, err, "'address' is missing");
    return status;
}

/* ---- roads ---- */

/* "host/path?name=value&name=value"; a host alone is its front page. */
static bool split_pattern(struct fg_sv whole, fg_arena *arena, struct fg_site_pattern *out)
{
    struct fg_sv rest, part, name;
    *out = (struct fg_site_pattern){0};
    size_t slash = fg_sv_find(whole, FG_SV("/"));
    if (slash == SIZE_MAX)
        slash = whole.n;
    out->host = fg_arena_sv(arena, fg_sv_sub(whole, 0, slash)).p;
    rest = slash < whole.n ? fg_sv_sub(whole, slash, SIZE_MAX) : FG_SV("/");
    if (!fg_sv_next(&rest, '?', &part) || !(out->path = fg_arena_sv(arena, part).p))
        return false;
    while (fg_sv_next(&rest, '&', &part)) {
        struct fg_site_word *w = fg_sv_next(&part, '=', &name) ? fg_vec_add(arena, &out->query)
                                                                : NULL;
        if (!w)
            return false;
        *w = (struct fg_site_word){name, fg_arena_sv(arena, part)};
    }
    return true;
}

/* A host that is one capture. */
static bool is_on_any_host(const struct fg_site_pattern *p)
{
    const char *close = strchr(p->host, '}');
    return p->host[0] == '{' && close && close[1] == '\0';
}

static enum fg_status read_pattern(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    struct fg_site_road *road = into;
    struct fg_sv variants[FG_MOST_VARIANTS];
    const size_t n = fg_site_unfold(fg_yaml_peek(value), y->arena, variants);
    if (n == 0)
        return fg_yaml_fail(y, value, err, "an address pattern is expected here: its [ ] and ( ) "
                                           "must be closed and can't be nested");
    for (size_t i = 0; i < n; i++) {
        struct fg_site_pattern p;
        const char *fault = fg_site_pattern_fault(variants[i].p);
        if (fault)
            return fg_yaml_fail(y, value, err, "%s", fault);
        if (!split_pattern(variants[i], y->arena, &p))
            return fg_yaml_fail(y, value, err, "HOST/PATH?NAME=VALUE is expected here");
        struct fg_site_pattern *slot = fg_vec_add(y->arena, &road->patterns);
        if (!slot)
            return fg_fail_memory(err);
        *slot = p;
        road->any_host |= is_on_any_host(&p);
    }
    return FG_OK;
}

static enum fg_status road_addresses(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    return fg_yaml_each(y, value, read_pattern, into, err);
}

static enum fg_status road_fetch(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, read_fetch, into, err);
}

static enum fg_status road_key(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    return text(&((struct fg_site_road *)into)->key, y, value, err);
}

static enum fg_status guess_name(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return text(&((struct fg_site_guess *)into)->name, y, value, err);
}

static enum fg_status guess_drop(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, one_view, &((struct fg_site_guess *)into)->drop, err);
}

static enum fg_status guess_strip(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return fg_yaml_each(y, value, one_view, &((struct fg_site_guess *)into)->strip, err);
}

static enum fg_status road_guess(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    static const struct fg_yaml_field fields[] = {
        {"name", guess_name}, {"drop", guess_drop}, {"strip", guess_strip}, {NULL, NULL}};
    return fg_yaml_read(y, value, fields, &((struct fg_site_road *)into)->guess, err);
}

static enum fg_status add_example(struct fg_site_road *road, const struct fg_yaml *y,
                                  struct fg_sv address, struct fy_node *fetches,
                                  struct fy_node *at, struct fg_error *err)
{
    struct fg_site_example *e = fg_vec_add(y->arena, &road->examples);
    if (!e)
        return fg_fail_memory(err);
    *e = (struct fg_site_example){.address = address.p, .line = fg_yaml_line(at)};
    return fetches ? text(&e->fetches, y, fetches, err) : FG_OK;
}

static enum fg_status yes_example(void *into, struct fg_sv key, const struct fg_yaml *y,
                                  struct fy_node *value, struct fg_error *err)
{
    return add_example(into, y, key, value, value, err);
}

static enum fg_status road_yes(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    return each_pair(y, value, yes_example, into, err);
}

static enum fg_status no_example(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return add_example(into, y, fg_yaml_text(y, value), NULL, value, err);
}

static enum fg_status road_no(void *into, const struct fg_yaml *y, struct fy_node *value,
                              struct fg_error *err)
{
    return fg_yaml_each(y, value, no_example, into, err);
}

static const struct fg_yaml_field road_fields[] = {
    {"addresses", road_addresses}, {"fetch", road_fetch}, {"key", road_key}, {"guess", road_guess},
    {"yes", road_yes},             {"no", road_no},       {NULL, NULL}};

static bool has_both_examples(const struct fg_site_road *road)
{
    bool yes = false, no = false;
    for (size_t i = 0; i < road->examples.n; i++) {
        yes |= road->examples.at[i].fetches != NULL;
        no |= road->examples.at[i].fetches == NULL;
    }
    return yes && no;
}

static enum fg_status read_road(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    struct fg_site *site = into;
    struct fg_site_road *road = fg_vec_add(y->arena, &site->roads);
    if (!road)
        return fg_fail_memory(err);
    *road = (struct fg_site_road){0};
    const enum fg_status status = fg_yaml_read(y, value, road_fields, road, err);
    if (status != FG_OK)
        return status;
    if (!road->patterns.n || !road->fetch.n)
        return fg_yaml_fail(y, value, err, "'addresses' and 'fetch' are both needed");
    if (!has_both_examples(road))
        return fg_yaml_fail(y, value, err, "a road needs examples, 'yes' and 'no'");
    return FG_OK;
}

/* ---- the file ---- */

static enum fg_status site_title(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return text(&((struct fg_site *)into)->title, y, value, err);
}

static enum fg_status site_roads(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, read_road, into, err);
}

static const struct fg_yaml_field site_fields[] = {
    {"title", site_title},         {"roads", site_roads},         {"fields", read_fields},
    {"sections", read_sections},   {"questions", read_questions}, {"closed", read_closed},
    {NULL, NULL}};

enum fg_status fg_site_read_rules(struct fg_sv bytes, const char *path, const char *name,
                                  fg_arena *arena, struct fg_site *out, struct fg_error *err)
{
    struct fg_yaml y;
    *out = (struct fg_site){.name = name, .path = path, .title = name};
    enum fg_status status = fg_yaml_open(&y, bytes, path, arena, err);
    if (status == FG_OK)
        status = fg_yaml_read(&y, fg_yaml_root(&y), site_fields, out, err);
    if (status == FG_OK && !out->roads.n)
        status = fg_fail_at(err, FG_EDATA, path, 0, 0, "'roads' is missing");
    fg_yaml_close(&y);
    return status;
}
