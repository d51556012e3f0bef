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
    unsigned n_frames, depth, capturing;
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

static struct fg_sv attribute(const char *const *attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] ? fg_sv_of(attributes[1]) : FG_SV("");
    return (struct fg_sv){0};
}

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
static struct fg_sv stated_value(const char *name, const char *const *attributes)
{
    static const struct {
        const char *element, *attribute; /* element NULL: any */
    } table[] = {
        {NULL, "content"}, {"time", "datetime"}, {"a", "href"},  {"link", "href"},
        {"img", "src"},    {"data", "value"},    {"meter", "value"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const bool fits = !table[i].element || strcmp(table[i].element, name) == 0;
        const struct fg_sv value =
            fits ? attribute(attributes, table[i].attribute) : (struct fg_sv){0};
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

static void push_frame(fg_microdata *m, const char *name, const char *const *attributes,
                       struct fg_sv type, struct fg_sv property, bool is_item)
{
    struct frame *f = &m->frames[m->n_frames];
    *f = (struct frame){.depth = m->depth, .parent = property.n ? open_item(m) : NULL};
    const size_t n = property.n < LONGEST_NAME ? property.n : LONGEST_NAME - 1;
    if (n)
        memcpy(f->property, property.p, n);
    if (!is_item && !f->parent)
        return; /* a property of nothing: Open Graph's, for one */
    const struct fg_sv value = stated_value(name, attributes);
    if (is_item && json_array_size(m->top) < MOST_ITEMS)
        f->item = new_item(m, f, type);
    else if (value.p && fg_utf8_valid(value) == value.n)
        set_property(f->parent, f->property, json_stringn(value.p, value.n));
    else if (f->parent)
        start_capture(m, f);
    m->n_frames++;
}

/* ---- markup of properties ---- */

static bool is_void(const char *name)
{
    static const char *const names[] = {"br", "hr", "img", "input", "link", "meta", "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* Of the attributes, only what makes a heading or bold type is kept. */
static void add_start_tag(fg_microdata *m, const char *name, const char *const *attributes)
{
    static const char *const kept[] = {"style", "role"};
    if (!m->capturing)
        return;
    fg_buf_addf(&m->markup, "<%s", name);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const struct fg_sv value = attribute(attributes, kept[i]);
        if (value.n && !memchr(value.p, '"', value.n))
            fg_buf_addf(&m->markup, " %s=\"%.*s\"", kept[i], FG_SV_ARG(value));
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

void fg_microdata_start(fg_microdata *m, const char *name, const char *const *attributes)
{
    m->depth++;
    add_start_tag(m, name, attributes);
    const struct fg_sv itemtype = attribute(attributes, "itemtype");
    const struct fg_sv type = itemtype.p ? itemtype : attribute(attributes, "typeof");
    const struct fg_sv itemprop = attribute(attributes, "itemprop");
    const struct fg_sv property = itemprop.p ? itemprop : attribute(attributes, "property");
    const bool is_item = type.p || attribute(attributes, "itemscope").p;
    if ((is_item || property.n) && m->n_frames < MOST_FRAMES)
        push_frame(m, name, attributes, local_name(type), local_name(property), is_item);
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

void fg_microdata_end(fg_microdata *m, const char *name)
{
    if (m->n_frames && m->frames[m->n_frames - 1].depth == m->depth)
        end_frame(m);
    if (m->capturing && !is_void(name))
        fg_buf_addf(&m->markup, "</%s>", name);
    m->depth -= m->depth > 0;
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
