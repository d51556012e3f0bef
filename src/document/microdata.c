#include "document/microdata.h"

#include "document/posting_search.h"

#include <string.h>

enum {
    MOST_FRAMES = 64,
    MOST_MARKUP = 4 * 1024 * 1024,
    MOST_ITEMS = 1000,
    LONGEST_NAME = 64,
    SHORT_TO_LONG = 3 /* a posting a third as long as another is its teaser */
};

/* An open element that is an item, a property, or both. */
struct frame {
    unsigned depth;            /* of the element */
    json_t *item;              /* it starts, or NULL; owned by its parent or `top` */
    json_t *parent;            /* item it is a property of, or NULL */
    char property[LONGEST_NAME];
    size_t from;               /* its text in `markup`, where it has no value else */
    bool captures;
};

struct fg_microdata {
    fg_arena *arena;
    json_t *top;               /* array of items that are no property */
    struct frame frames[MOST_FRAMES];
    unsigned n_frames, capturing;
    struct fg_buf markup;      /* text and tags of all open properties */
};

fg_microdata *fg_microdata_new(fg_arena *arena)
{
    fg_microdata *m = fg_arena_calloc(arena, 1, sizeof *m);
    if (!m || !(m->top = json_array()))
        return NULL;
    m->arena = arena;
    m->markup.ceiling = MOST_MARKUP;
    return m;
}

/* ---- attributes ---- */

/* "http://schema.org/JobPosting", "schema:JobPosting" -> "JobPosting": of the first
 * word, what stands behind the last of `#/:`. */
static struct fg_sv local_name(struct fg_sv s)
{
    struct fg_sv word = {0};
    s = fg_sv_trim(s);
    if (s.n)
        fg_sv_next(&s, ' ', &word);
    size_t from = word.n;
    while (from > 0 && !strchr("#/:", word.p[from - 1]))
        from--;
    return fg_sv_sub(word, from, word.n);
}

/* What an attribute says in place of the element's text, in order of precedence. */
static struct fg_sv stated_value(const fg_microdata *m, const struct fg_html_tag *tag)
{
    static const struct {
        struct fg_sv element; /* empty: any */
        enum fg_html_attribute attribute;
    } table[] = {
        {{NULL, 0}, FG_HTML_CONTENT}, {{"time", 4}, FG_HTML_DATETIME}, {{"a", 1}, FG_HTML_HREF},
        {{"link", 4}, FG_HTML_HREF},  {{"img", 3}, FG_HTML_SRC},       {{"data", 4}, FG_HTML_VALUE},
        {{"meter", 5}, FG_HTML_VALUE},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const bool fits = !table[i].element.n || fg_sv_eq_nocase(table[i].element, tag->name);
        const struct fg_sv value =
            fits ? fg_html_said(tag, table[i].attribute, m->arena) : (struct fg_sv){0};
        if (value.p)
            return value;
    }
    return (struct fg_sv){0};
}

/* ---- items and properties ---- */

static json_t *open_item(const fg_microdata *m)
{
    for (unsigned i = m->n_frames; i > 0; i--)
        if (m->frames[i - 1].item)
            return m->frames[i - 1].item;
    return NULL;
}

/* Takes `value` over. A property said again makes an array. False: out of memory,
 * and the value is gone. */
static bool set_property(json_t *item, const char *name, json_t *value)
{
    json_t *before = json_object_get(item, name);
    if (json_is_array(before))
        return json_array_append_new(before, value) == 0;
    if (!before)
        return json_object_set_new(item, name, value) == 0;
    json_t *list = json_array();
    json_array_append(list, before);
    const bool good = json_array_append_new(list, value) == 0;
    return json_object_set_new(item, name, list) == 0 && good;
}

/* NULL when memory is out. */
static json_t *new_item(fg_microdata *m, const struct frame *f, struct fg_sv type)
{
    json_t *item = json_object();
    json_object_set_new(item, "@type", json_stringn(type.p ? type.p : "", type.n));
    const bool good = f->parent ? set_property(f->parent, f->property, item)
                                : json_array_append_new(m->top, item) == 0;
    return good ? item : NULL;
}

static void start_capture(fg_microdata *m, struct frame *f)
{
    if (m->capturing++ == 0)
        fg_buf_clear(&m->markup);
    f->captures = true;
    f->from = m->markup.n;
}

static void push_frame(fg_microdata *m, const struct fg_html_tag *tag, unsigned depth,
                       struct fg_sv type, struct fg_sv property, bool is_item)
{
    struct frame *f = &m->frames[m->n_frames];
    *f = (struct frame){.depth = depth, .parent = property.n ? open_item(m) : NULL};
    const size_t n = property.n < LONGEST_NAME ? property.n : LONGEST_NAME - 1;
    if (n)
        memcpy(f->property, property.p, n);
    if (!is_item && !f->parent)
        return; /* a property of nothing: Open Graph's, for one */
    const struct fg_sv value = stated_value(m, tag);
    if (is_item && json_array_size(m->top) < MOST_ITEMS)
        f->item = new_item(m, f, type);
    else if (value.p && fg_utf8_valid(value) == value.n)
        set_property(f->parent, f->property, json_stringn(value.p, value.n));
    else if (f->parent)
        start_capture(m, f);
    m->n_frames++;
}

/* ---- markup of properties ---- */

/* Of the attributes, only what makes a heading or bold type is kept. */
static void add_start_tag(fg_microdata *m, const struct fg_html_tag *tag)
{
    static const struct {
        const char *name;
        enum fg_html_attribute attribute;
    } kept[] = {{"style", FG_HTML_STYLE}, {"role", FG_HTML_ROLE}};
    fg_buf_addf(&m->markup, "<%.*s", FG_SV_ARG(tag->name));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const struct fg_sv value = fg_html_said(tag, kept[i].attribute, m->arena);
        if (value.n && !memchr(value.p, '"', value.n))
            fg_buf_addf(&m->markup, " %s=\"%.*s\"", kept[i].name, FG_SV_ARG(value));
    }
    fg_buf_addc(&m->markup, '>');
}

void fg_microdata_text(fg_microdata *m, struct fg_sv text)
{
    for (size_t i = 0; m->capturing && i < text.n; i++) {
        const char c = text.p[i];
        if (c == '&')
            fg_buf_addz(&m->markup, "&amp;");
        else if (c == '<')
            fg_buf_addz(&m->markup, "&lt;");
        else
            fg_buf_addc(&m->markup, c);
    }
}

/* ---- events ---- */

/* Whether a tag says anything of an item. */
static bool has_property(const struct fg_html_tag *tag)
{
    static const uint32_t any = UINT32_C(1) << FG_HTML_ITEMTYPE | UINT32_C(1) << FG_HTML_ITEMPROP |
                                UINT32_C(1) << FG_HTML_ITEMSCOPE | UINT32_C(1) << FG_HTML_TYPEOF |
                                UINT32_C(1) << FG_HTML_PROPERTY;
    return tag->has & any;
}

void fg_microdata_start(fg_microdata *m, const struct fg_html_tag *tag, unsigned depth)
{
    if (m->capturing)
        add_start_tag(m, tag);
    if (!has_property(tag) || m->n_frames == MOST_FRAMES)
        return;
    const struct fg_sv itemtype = fg_html_said(tag, FG_HTML_ITEMTYPE, m->arena);
    const struct fg_sv type = itemtype.p ? itemtype : fg_html_said(tag, FG_HTML_TYPEOF, m->arena);
    const struct fg_sv itemprop = fg_html_said(tag, FG_HTML_ITEMPROP, m->arena);
    const struct fg_sv property =
        itemprop.p ? itemprop : fg_html_said(tag, FG_HTML_PROPERTY, m->arena);
    const bool is_item = type.p || fg_html_said(tag, FG_HTML_ITEMSCOPE, m->arena).p;
    if (is_item || property.n)
        push_frame(m, tag, depth, local_name(type), local_name(property), is_item);
}

static void end_frame(fg_microdata *m)
{
    const struct frame *f = &m->frames[--m->n_frames];
    if (!f->captures)
        return;
    const struct fg_sv text = fg_sv_sub(fg_buf_sv(&m->markup), f->from, m->markup.n);
    m->capturing--;
    if (fg_utf8_valid(text) == text.n)
        set_property(f->parent, f->property, json_stringn(text.p, text.n));
}

void fg_microdata_end(fg_microdata *m, struct fg_sv name, unsigned depth)
{
    unsigned i = m->n_frames;
    while (i > 0 && m->frames[i - 1].depth > depth)
        m->frames[--i].depth--;
    if (i > 0 && m->frames[i - 1].depth == depth)
        while (m->n_frames >= i)
            end_frame(m);
    if (m->capturing && !fg_html_is_void(fg_html_element(name)))
        fg_buf_addf(&m->markup, "</%.*s>", FG_SV_ARG(name));
}

enum fg_status fg_microdata_finish(fg_microdata *m, struct fg_document **out, size_t *n,
                                   struct fg_error *err)
{
    struct fg_posting_search search = {
        .arena = m->arena, .origin = FG_FROM_JSON_LD, .sign = FG_SIGN_TYPE};
    while (m->n_frames)
        end_frame(m);
    const enum fg_status status = fg_posting_search_run(&search, m->top, err);
    fg_posting_search_drop_teasers(&search, SHORT_TO_LONG);
    json_decref(m->top);
    m->top = NULL;
    fg_buf_free(&m->markup);
    *out = search.found.at;
    *n = status == FG_OK ? search.found.n : 0;
    return status;
}
