#include "document/site_place.h"

#include "document/headline.h"

#include "document/html_tag.h"
#include "document/json_value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- values that the tree does not hold as such ---- */

static const json_t *make(const struct fg_site_view *v, struct fg_sv text)
{
    json_t *value = json_stringn(text.p ? text.p : "", text.n);
    if (!value || json_array_append_new(v->tree->made, value) != 0)
        return NULL;
    return value;
}

struct fg_sv fg_site_text(const struct fg_site_view *v, const json_t *value)
{
    char digits[64];
    if (json_is_string(value))
        return fg_json_bytes(value);
    if (json_is_boolean(value))
        return json_is_true(value) ? FG_SV("true") : FG_SV("false");
    if (!json_is_number(value))
        return (struct fg_sv){0};
    if (json_is_integer(value))
        snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        snprintf(digits, sizeof digits, "%.15g", json_real_value(value));
    return fg_arena_sv(v->arena, fg_sv_of(digits));
}

static void add(const struct fg_site_view *v, struct fg_site_found *out, const json_t *value)
{
    const json_t **slot = value && !json_is_null(value) ? fg_vec_add(v->arena, out) : NULL;
    if (slot)
        *slot = value;
}

/* ---- pointers ---- */

/* One step of a pointer: a name, "*", a position, or a name (maybe empty) with a
 * condition behind it. */
struct step {
    struct fg_sv name, key, value;
    bool contains;
};

/* A slash inside brackets divides nothing: ids hold slashes. */
static struct fg_sv next_part(struct fg_sv *rest)
{
    size_t n = 0;
    for (int depth = 0; n < rest->n && (depth || rest->p[n] != '/'); n++)
        depth += (rest->p[n] == '[') - (rest->p[n] == ']');
    const struct fg_sv part = fg_sv_sub(*rest, 0, n);
    *rest = fg_sv_sub(*rest, n + 1, SIZE_MAX);
    return part;
}

static struct step step_of(struct fg_sv part)
{
    struct step s = {.name = part};
    const size_t open = fg_sv_find(part, FG_SV("["));
    if (open == SIZE_MAX || !fg_sv_ends(part, FG_SV("]")))
        return s;
    struct fg_sv inside = fg_sv_sub(part, open + 1, part.n - open - 2);
    s.name = fg_sv_sub(part, 0, open);
    s.contains = fg_sv_find(inside, FG_SV("=")) == SIZE_MAX;
    fg_sv_next(&inside, s.contains ? '~' : '=', &s.key);
    s.value = inside;
    return s;
}

static void walk(const struct fg_site_view *v, const json_t *from, struct fg_sv rest,
                 struct fg_site_found *out);

static bool holds(const struct fg_site_view *v, const json_t *value, const struct step *s)
{
    const struct fg_sv text = fg_site_text(v, json_object_getn(value, s->key.p, s->key.n));
    if (!text.p)
        return false;
    return s->contains ? fg_sv_find(text, s->value) != SIZE_MAX : fg_sv_eq(text, s->value);
}

/* All that meet the condition: elements of a list, or the one value there is. */
static void choose(const struct fg_site_view *v, const json_t *from, const struct step *s,
                   struct fg_sv rest, struct fg_site_found *out)
{
    if (!s->key.n) {
        walk(v, from, rest, out);
        return;
    }
    const size_t n = json_is_array(from) ? json_array_size(from) : 1;
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_is_array(from) ? json_array_get(from, i) : from;
        if (holds(v, one, s))
            walk(v, one, rest, out);
    }
}

static const json_t *member(const json_t *from, struct fg_sv name)
{
    uint32_t at;
    if (name.n == 0)
        return from;
    if (json_is_object(from))
        return json_object_getn(from, name.p, name.n);
    if (fg_sv_to_u32(name, &at))
        return json_is_array(from) ? json_array_get(from, at) : at == 0 ? from : NULL;
    return NULL;
}

static void walk(const struct fg_site_view *v, const json_t *from, struct fg_sv rest,
                 struct fg_site_found *out)
{
    if (!from)
        return;
    if (rest.n == 0) {
        add(v, out, from);
        return;
    }
    const struct step s = step_of(next_part(&rest));
    if (!fg_sv_eq(s.name, FG_SV("*"))) {
        const json_t *to = member(from, s.name);
        if (to)
            choose(v, to, &s, rest, out);
        return;
    }
    const size_t n = json_is_array(from) ? json_array_size(from) : 1;
    for (size_t i = 0; i < n; i++)
        walk(v, json_is_array(from) ? json_array_get(from, i) : from, rest, out);
}

/* ---- classes of a page ---- */

static bool has_class(const struct fg_site_view *v, const struct fg_html_tag *tag,
                      struct fg_sv name)
{
    struct fg_sv all = fg_html_said(tag, FG_HTML_CLASS, v->arena), one;
    bool found = false;
    while (!found && fg_sv_next(&all, ' ', &one))
        found = fg_sv_eq(fg_sv_trim(one), name);
    return found;
}

/* The markup from where the source is to the end of the element whose start it told. */
static struct fg_sv rest_of_element(struct fg_html_source *source)
{
    const struct fg_html_tag tag = source->tag;
    const size_t from = source->at;
    size_t open = !fg_html_is_void(tag.element) && !tag.closed, end = from;
    while (open) {
        end = source->at;
        const enum fg_html_piece_kind piece = fg_html_next(source);
        const bool same = fg_sv_eq_nocase(source->tag.name, tag.name);
        open += piece == FG_HTML_START && same && !source->tag.closed;
        open -= piece == FG_HTML_END && same;
        if (piece == FG_HTML_END_OF_PAGE)
            break;
    }
    return fg_sv_sub(source->page, from, end - from);
}

/* What is inside the first element of a class. */
static void find_class(const struct fg_site_view *v, struct fg_sv name, struct fg_site_found *out)
{
    struct fg_html_source source = {.page = v->tree->html};
    for (enum fg_html_piece_kind piece; (piece = fg_html_next(&source)) != FG_HTML_END_OF_PAGE;)
        if (piece == FG_HTML_START && has_class(v, &source.tag, name)) {
            add(v, out, make(v, rest_of_element(&source)));
            return;
        }
}

/* ---- places ---- */

void fg_site_find_all(const struct fg_site_view *v, const json_t *from, const char *place,
                      struct fg_site_found *out)
{
    const struct fg_sv filled = fg_site_fill(v->match, place, v->arena);
    if (!filled.p)
        return;
    if (place[0] == '{')
        add(v, out, make(v, filled));
    else if (place[0] == '.')
        find_class(v, fg_sv_sub(filled, 1, SIZE_MAX), out);
    else
        walk(v, from, filled.n ? fg_sv_sub(filled, 1, SIZE_MAX) : filled, out);
}

void fg_site_elements(const struct fg_site_view *v, const json_t *from, const char *place,
                      struct fg_site_found *out)
{
    struct fg_site_found lists = {0};
    fg_site_find_all(v, from, place, &lists);
    for (size_t i = 0; i < lists.n; i++) {
        if (!json_is_array(lists.at[i]))
            add(v, out, lists.at[i]);
        for (size_t k = 0; k < json_array_size(lists.at[i]); k++)
            add(v, out, json_array_get(lists.at[i], k));
    }
}

static void add_text(const struct fg_site_view *v, struct fg_buf *b, const json_t *value)
{
    const struct fg_sv text = fg_sv_trim(fg_site_text(v, value));
    if (!text.n || fg_sv_find_nocase(fg_buf_sv(b), text) != SIZE_MAX)
        return;
    if (b->n)
        fg_buf_addz(b, ", ");
    fg_buf_add(b, text);
}

/* Several places in one text: what they hold, joined. One that holds one value: that
 * value, of whatever kind. */
static const json_t *value_at(const struct fg_site_view *v, const json_t *from,
                              struct fg_sv places)
{
    struct fg_site_found found = {0};
    struct fg_sv one;
    while (fg_sv_next(&places, ' ', &one)) {
        const struct fg_sv place = fg_arena_sv(v->arena, one);
        if (place.n)
            fg_site_find_all(v, from, place.p, &found);
    }
    if (found.n <= 1)
        return found.n ? found.at[0] : NULL;
    struct fg_buf b = {0};
    for (size_t i = 0; i < found.n; i++)
        add_text(v, &b, found.at[i]);
    const json_t *joined = make(v, fg_buf_sv(&b));
    fg_buf_free(&b);
    return joined;
}

static const json_t *in_our_words(const struct fg_site_view *v, const json_t *value,
                                  const struct fg_site_words *words)
{
    const struct fg_sv text = fg_sv_trim(fg_site_text(v, value));
    for (size_t i = 0; text.p && i < words->n; i++)
        if (fg_sv_eq_nocase(text, words->at[i].theirs))
            return make(v, words->at[i].ours);
    return value;
}

/* The n-th part, 1-based; the last one also holds what the divider stands in
 * again. Text without divider is its only part. */
static struct fg_sv part_of(struct fg_sv s, const char *divider, unsigned part)
{
    const struct fg_sv d = fg_sv_of(divider);
    for (unsigned i = 1;; i++) {
        const size_t at = d.n ? fg_sv_find(s, d) : SIZE_MAX;
        if (at == SIZE_MAX)
            return i == part || i == 1 ? s : (struct fg_sv){0};
        if (i == part)
            return part > 1 ? s : fg_sv_sub(s, 0, at);
        s = fg_sv_sub(s, at + d.n, SIZE_MAX);
    }
}

/* Into a template, as one more capture. */
static const json_t *written(const struct fg_site_view *v, const json_t *value, const char *text)
{
    struct fg_site_match with = *v->match;
    if (with.n_captures == FG_MOST_CAPTURES)
        return value;
    with.captures[with.n_captures++] =
        (struct fg_site_capture){FG_SV("value"), fg_sv_trim(fg_site_text(v, value))};
    return make(v, fg_site_fill(&with, text, v->arena));
}

static const json_t *shaped(const struct fg_site_view *v, const json_t *value,
                            const struct fg_site_value *what)
{
    value = in_our_words(v, value, &what->words);
    if ((what->line || what->part) && json_is_string(value)) {
        struct fg_sv s = fg_json_bytes(value);
        s = what->line ? fg_first_line(s) : s;
        s = what->part ? part_of(s, what->of ? what->of : " ", what->part) : s;
        value = make(v, s);
    }
    if (what->divide > 0 && json_is_number(value)) {
        json_t *less = json_real(json_number_value(value) / what->divide);
        value = less && json_array_append_new(v->tree->made, less) == 0 ? less : NULL;
    }
    return what->write ? written(v, value, what->write) : value;
}

static bool says_something(const json_t *value)
{
    if (json_is_string(value))
        return fg_sv_trim(fg_json_bytes(value)).n > 0;
    return value && !json_is_null(value) &&
           (!json_is_array(value) || json_array_size(value) > 0);
}

const json_t *fg_site_value(const struct fg_site_view *v, const json_t *from,
                            const struct fg_site_value *what)
{
    for (size_t i = 0; i < what->places.n; i++) {
        const json_t *value = value_at(v, from, fg_sv_of(what->places.at[i]));
        if (says_something(value))
            value = shaped(v, value, what);
        if (says_something(value))
            return value;
    }
    return NULL;
}
