#include "fetch/site_read.h"

#include "fetch/site_match.h"

#include <stddef.h>
#include <string.h>

/* ---- small parts, each read into its member ---- */

static enum fg_status read_text(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    const char **out = into;
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a text is expected here");
    *out = fg_yaml_text(y, value).p;
    return *out ? FG_OK : fg_fail_memory(err);
}

static enum fg_status read_view(struct fg_sv *out, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    const char *p = NULL;
    const enum fg_status status = read_text(&p, y, value, err);
    *out = fg_sv_of(p);
    return status;
}

static enum fg_status add_name(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    struct fg_sv name;
    const enum fg_status status = read_view(&name, y, value, err);
    if (status != FG_OK)
        return status;
    struct fg_sv *slot = fg_vec_add(y->arena, (struct fg_site_names *)into);
    if (!slot)
        return fg_fail_memory(err);
    *slot = name;
    return FG_OK;
}

/* Several texts, or one. */
static enum fg_status read_names(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, add_name, into, err);
}

static enum fg_status read_flag(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    if (fg_yaml_bool(value, into))
        return FG_OK;
    return fg_yaml_fail(y, value, err, "true or false is expected here");
}

/* A text that is one of `names`, as its index; `n` where it is none. */
static size_t index_of(struct fg_sv text, const char *const *names, size_t n)
{
    size_t i = 0;
    while (i < n && !fg_sv_eq(text, fg_sv_of(names[i])))
        i++;
    return i;
}

/* ---- places and values ---- */

static bool is_pointer(const char *s)
{
    return s[0] == '/' || s[0] == '.' || s[0] == '{' || s[0] == '\0';
}

static enum fg_status read_pointer(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    const char **out = into;
    const enum fg_status status = read_text(out, y, value, err);
    if (status == FG_OK && !is_pointer(*out))
        return fg_yaml_fail(y, value, err, "a place (/name/name, or .class) is expected here");
    return status;
}

static enum fg_status read_places(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    struct fg_site_names all = {0};
    enum fg_status status = read_names(&all, y, value, err);
    const char **at = fg_arena_calloc(y->arena, all.n + 1, sizeof *at);
    if (status == FG_OK && !at)
        status = fg_fail_memory(err);
    for (size_t i = 0; i < all.n && status == FG_OK; i++) {
        at[i] = all.at[i].p;
        if (!is_pointer(at[i]))
            status = fg_yaml_fail(y, value, err, "'%s' is no place: /name/name, or .class", at[i]);
    }
    *(struct fg_site_places *)into = (struct fg_site_places){at, all.n};
    return status;
}

static enum fg_status add_word(void *into, const struct fg_yaml *y, struct fy_node *key,
                               struct fy_node *value, struct fg_error *err)
{
    struct fg_site_word *w = fg_vec_add(y->arena, (struct fg_site_words *)into);
    if (!w)
        return fg_fail_memory(err);
    w->theirs = fg_yaml_text(y, key);
    return read_view(&w->ours, y, value, err);
}

static enum fg_status read_words(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_pairs(y, value, add_word, into, err);
}

static enum fg_status read_divisor(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    double *to = into;
    if (fg_yaml_number(value, to) && *to > 0)
        return FG_OK;
    return fg_yaml_fail(y, value, err, "a number above 0 is expected here");
}

static enum fg_status read_part(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    double part;
    if (!fg_yaml_number(value, &part) || part < 1 || part > 9)
        return fg_yaml_fail(y, value, err, "a number from 1 to 9 is expected here");
    *(unsigned *)into = (unsigned)part;
    return FG_OK;
}

static const struct fg_yaml_field value_fields[] = {
#define VALUE(member) offsetof(struct fg_site_value, member)
    {"at", read_places, VALUE(places)},
    {"words", read_words, VALUE(words)},
    {"divide", read_divisor, VALUE(divide)},
    {"line", read_flag, VALUE(line)},
    {"part", read_part, VALUE(part)},
    {"of", read_text, VALUE(of)},
    {"write", read_text, VALUE(write)},
    {0}
#undef VALUE
};

static const char *const field_names[FG_SITE_FIELDS] = {
    "title",         "company", "location",   "language",   "employment_type", "remote", "posted",
    "valid_through", "url",     "salary_min", "salary_max", "currency",        "per"};

static enum fg_status add_field(void *into, const struct fg_yaml *y, struct fy_node *key,
                                struct fy_node *value, struct fg_error *err)
{
    struct fg_site *site = into;
    const size_t field = index_of(fg_yaml_peek(key), field_names, FG_SITE_FIELDS);
    if (field == FG_SITE_FIELDS)
        return fg_yaml_unknown(y, key, "field", field_names, FG_SITE_FIELDS, err);
    struct fg_site_value *v = &site->fields[field];
    return value && fy_node_is_mapping(value) ? fg_yaml_read(y, value, value_fields, v, err)
                                              : read_places(&v->places, y, value, err);
}

static enum fg_status read_fields(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return fg_yaml_pairs(y, value, add_field, into, err);
}

/* ---- sections, questions, signs ---- */

static enum fg_status read_section_kind(void *into, const struct fg_yaml *y,
                                        struct fy_node *value, struct fg_error *err)
{
    static const char *const kinds[] = {"text",   "requirements", "preferred",
                                        "duties", "benefits",     "about"};
    enum { N = sizeof kinds / sizeof *kinds };
    const size_t kind = index_of(fg_yaml_peek(value), kinds, N);
    *(enum fg_site_section_kind *)into = (enum fg_site_section_kind)kind;
    return kind < N ? FG_OK : fg_yaml_unknown(y, value, "kind of section", kinds, N, err);
}

static const struct fg_yaml_field section_fields[] = {
#define SECTION(member) offsetof(struct fg_site_section, member)
    {"is", read_section_kind, SECTION(is)},
    {"heading", read_text, SECTION(heading)},
    {"heading_at", read_places, SECTION(heading_at)},
    {"each", read_pointer, SECTION(each)},
    {"body", read_places, SECTION(body.places)},
    {"words", read_words, SECTION(body.words)},
    {0}
#undef SECTION
};

static enum fg_status add_section(void *into, const struct fg_yaml *y, struct fy_node *value,
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
    return fg_yaml_each(y, value, add_section, into, err);
}

static const struct fg_yaml_field question_fields[] = {
#define QUESTIONS(member) offsetof(struct fg_site_questions, member)
    {"each", read_pointer, QUESTIONS(each)},
    {"text", read_pointer, QUESTIONS(text)},
    {"required", read_pointer, QUESTIONS(required)},
    {"choices", read_pointer, QUESTIONS(choices)},
    {0}
#undef QUESTIONS
};

static enum fg_status add_questions(void *into, const struct fg_yaml *y, struct fy_node *value,
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
    return value && fy_node_is_mapping(value) ? add_questions(into, y, value, err)
                                              : fg_yaml_each(y, value, add_questions, into, err);
}

static enum fg_status add_sign(void *into, const struct fg_yaml *y, struct fy_node *key,
                               struct fy_node *value, struct fg_error *err)
{
    struct fg_site *site = into;
    struct fg_site_sign *s = fg_vec_add(y->arena, &site->closed);
    if (!s)
        return fg_fail_memory(err);
    s->at = fg_yaml_text(y, key).p;
    return read_view(&s->word, y, value, err);
}

static enum fg_status read_closed(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    return fg_yaml_pairs(y, value, add_sign, into, err);
}

/* ---- what is fetched ---- */

static enum fg_status read_answer_kind(void *into, const struct fg_yaml *y, struct fy_node *value,
                                       struct fg_error *err)
{
    static const char *const kinds[] = {"page", "json", "xml", "script", "html"};
    enum { N = sizeof kinds / sizeof *kinds };
    const size_t kind = index_of(fg_yaml_peek(value), kinds, N);
    *(enum fg_answer_kind *)into = (enum fg_answer_kind)kind;
    return kind < N ? FG_OK : fg_yaml_unknown(y, value, "kind of answer", kinds, N, err);
}

static enum fg_status read_headers(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    struct fg_site_names lines = {0};
    const enum fg_status status = read_names(&lines, y, value, err);
    const char **headers = fg_arena_calloc(y->arena, lines.n + 1, sizeof *headers);
    if (!headers)
        return fg_fail_memory(err);
    for (size_t i = 0; i < lines.n; i++)
        headers[i] = lines.at[i].p;
    *(const char ***)into = headers;
    return status;
}

static enum fg_status read_wait(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    double seconds;
    if (!fg_yaml_number(value, &seconds) || seconds < 0 || seconds > 60)
        return fg_yaml_fail(y, value, err, "seconds from 0 to 60 are expected here");
    *(long *)into = (long)(seconds * 1000);
    return FG_OK;
}

static const struct fg_yaml_field fetch_fields[] = {
#define FETCH(member) offsetof(struct fg_site_fetch, member)
    {"address", read_text, FETCH(address)},
    {"kind", read_answer_kind, FETCH(kind)},
    {"body", read_text, FETCH(body)},
    {"headers", read_headers, FETCH(headers)},
    {"after", read_text, FETCH(after)},
    {"root", read_text, FETCH(root)},
    {"many", read_text, FETCH(many)},
    {"opt_in", read_text, FETCH(opt_in)},
    {"probe", read_flag, FETCH(probe)},
    {"wait", read_wait, FETCH(wait_ms)},
    {0}
#undef FETCH
};

static enum fg_status add_fetch(void *into, const struct fg_yaml *y, struct fy_node *value,
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

static enum fg_status read_fetch(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, add_fetch, into, err);
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

static enum fg_status add_pattern(void *into, const struct fg_yaml *y, struct fy_node *value,
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

static enum fg_status read_addresses(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    return fg_yaml_each(y, value, add_pattern, into, err);
}

static const struct fg_yaml_field guess_fields[] = {
#define GUESS(member) offsetof(struct fg_site_guess, member)
    {"name", read_text, GUESS(name)},
    {"drop", read_names, GUESS(drop)},
    {"strip", read_names, GUESS(strip)},
    {0}
#undef GUESS
};

static enum fg_status read_guess(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_read(y, value, guess_fields, into, err);
}

static enum fg_status add_example(struct fg_site_road *road, const struct fg_yaml *y,
                                  struct fy_node *address, struct fy_node *fetches,
                                  unsigned line, struct fg_error *err)
{
    struct fg_site_example *e = fg_vec_add(y->arena, &road->examples);
    if (!e)
        return fg_fail_memory(err);
    *e = (struct fg_site_example){.address = fg_yaml_text(y, address).p, .line = line};
    return fetches ? read_text(&e->fetches, y, fetches, err) : FG_OK;
}

static enum fg_status add_yes(void *into, const struct fg_yaml *y, struct fy_node *key,
                              struct fy_node *value, struct fg_error *err)
{
    if (fg_yaml_peek(value).n == 0)
        return fg_yaml_fail(y, key, err, "the address that this leads to is expected here");
    return add_example(into, y, key, value, fg_yaml_line(value), err);
}

static enum fg_status read_yes(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    return fg_yaml_pairs(y, value, add_yes, into, err);
}

static enum fg_status add_no(void *into, const struct fg_yaml *y, struct fy_node *value,
                             struct fg_error *err)
{
    return add_example(into, y, value, NULL, fg_yaml_line(value), err);
}

static enum fg_status read_no(void *into, const struct fg_yaml *y, struct fy_node *value,
                              struct fg_error *err)
{
    return fg_yaml_each(y, value, add_no, into, err);
}

static const struct fg_yaml_field road_fields[] = {
    {"addresses", read_addresses, 0},
    {"fetch", read_fetch, 0},
    {"key", read_text, offsetof(struct fg_site_road, key)},
    {"guess", read_guess, offsetof(struct fg_site_road, guess)},
    {"yes", read_yes, 0},
    {"no", read_no, 0},
    {0}
};

static bool has_both_examples(const struct fg_site_road *road)
{
    bool yes = false, no = false;
    for (size_t i = 0; i < road->examples.n; i++) {
        yes |= road->examples.at[i].fetches != NULL;
        no |= road->examples.at[i].fetches == NULL;
    }
    return yes && no;
}

static enum fg_status add_road(void *into, const struct fg_yaml *y, struct fy_node *value,
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

static enum fg_status read_roads(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, add_road, into, err);
}

/* ---- the file ---- */

static const struct fg_yaml_field site_fields[] = {
    {"title", read_text, offsetof(struct fg_site, title)},
    {"roads", read_roads, 0},
    {"fields", read_fields, 0},
    {"sections", read_sections, 0},
    {"questions", read_questions, 0},
    {"closed", read_closed, 0},
    {0}
};

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
