#include "document/word_styles.h"

#include <string.h>

enum { MOST_BASES = 12 };

static unsigned number_in(struct fg_sv s)
{
    uint32_t v = 0;
    return fg_sv_to_u32(s, &v) ? v : 0;
}

/* ---- one property ---- */

/* A switch is on where its value is left out. */
static int is_on(struct fg_sv value)
{
    return !fg_sv_eq(value, FG_SV("0")) && !fg_sv_eq(value, FG_SV("false")) &&
           !fg_sv_eq(value, FG_SV("none"));
}

void fg_word_style_element(struct fg_word_style *style, const char *name, struct fg_sv value)
{
    if (strcmp(name, "b") == 0)
        style->bold = is_on(value);
    else if (strcmp(name, "u") == 0)
        style->bold = is_on(value) || style->bold == 1;
    else if (strcmp(name, "i") == 0)
        style->emphasis = is_on(value);
    else if (strcmp(name, "sz") == 0)
        style->half_points = number_in(value);
    else if (strcmp(name, "numId") == 0)
        style->number = (int)number_in(value);
    else if (strcmp(name, "ilvl") == 0)
        style->level = number_in(value);
    else if (strcmp(name, "outlineLvl") == 0 && number_in(value) < 9)
        style->heading = number_in(value) + 1;
}

/* ---- styles.xml ---- */

struct style_reader {
    struct fg_word_styles *out;
    struct fg_word_style *style; /* NULL: outside one */
};

static const struct fg_word_style nothing = {.number = -1, .bold = -1, .emphasis = -1};

/* "heading 2", "Title": Word keeps the English names in every language. */
static unsigned heading_by_name(struct fg_sv name)
{
    if (fg_sv_eq_nocase(name, FG_SV("title")))
        return 1;
    if (!fg_sv_starts_nocase(name, FG_SV("heading ")))
        return 0;
    const unsigned level = number_in(fg_sv_sub(name, 8, name.n));
    return level <= 9 ? level : 0;
}

static void on_style(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                     const xmlChar **attributes)
{
    struct style_reader *r = context;
    const char *name = (const char *)local;
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    const struct fg_sv value = fg_xml_attribute(n, attributes, "val");
    if (strcmp(name, "style") == 0) {
        r->style = fg_vec_add(r->out->arena, &r->out->styles);
        if (!r->style)
            return;
        *r->style = nothing;
        r->style->id =
            fg_arena_sv(r->out->arena, fg_xml_attribute(n, attributes, "styleId"));
    } else if (!r->style) {
        return;
    } else if (strcmp(name, "basedOn") == 0) {
        r->style->based_on = fg_arena_sv(r->out->arena, value);
    } else if (strcmp(name, "name") == 0) {
        r->style->heading = heading_by_name(value);
    } else {
        fg_word_style_element(r->style, name, value);
    }
}

static void on_style_end(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri)
{
    struct style_reader *r = context;
    (void)prefix, (void)uri;
    if (strcmp((const char *)local, "style") == 0)
        r->style = NULL;
}

static const struct fg_word_style *find_style(const struct fg_word_styles *s, struct fg_sv id)
{
    for (size_t i = 0; id.n && i < s->styles.n; i++)
        if (fg_sv_eq(s->styles.at[i].id, id))
            return &s->styles.at[i];
    return NULL;
}

static void lay_under(struct fg_word_style *over, const struct fg_word_style *under)
{
    if (!over->heading)
        over->heading = under->heading;
    if (over->number < 0) {
        over->number = under->number;
        over->level = under->level;
    }
    if (over->bold < 0)
        over->bold = under->bold;
    if (over->emphasis < 0)
        over->emphasis = under->emphasis;
    if (!over->half_points)
        over->half_points = under->half_points;
}

struct fg_word_style fg_word_style_of(const struct fg_word_styles *s, struct fg_sv id)
{
    struct fg_word_style sum = nothing;
    const struct fg_word_style *style = find_style(s, id);
    for (unsigned i = 0; style && i < MOST_BASES; i++) {
        lay_under(&sum, style);
        style = find_style(s, style->based_on);
    }
    return sum;
}

/* ---- numbering.xml ---- */

struct numbering_reader {
    struct fg_word_styles *out;
    struct fg_word_numbering *abstract, *number;
    unsigned level;
};

static void on_numbering(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                         const xmlChar **attributes)
{
    struct numbering_reader *r = context;
    const char *name = (const char *)local;
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    const struct fg_sv value = fg_xml_attribute(n, attributes, "val");
    fg_arena *arena = r->out->arena;
    if (strcmp(name, "abstractNum") == 0) {
        r->abstract = fg_vec_add(arena, &r->out->abstracts);
        if (r->abstract)
            *r->abstract = (struct fg_word_numbering){
                .abstract = (int)number_in(fg_xml_attribute(n, attributes, "abstractNumId"))};
    } else if (strcmp(name, "lvl") == 0) {
        r->level = number_in(fg_xml_attribute(n, attributes, "ilvl"));
    } else if (strcmp(name, "numFmt") == 0 && r->abstract && !r->number && r->level < 9) {
        r->abstract->bullet[r->level] = fg_sv_eq(value, FG_SV("bullet"));
        r->abstract->none[r->level] = fg_sv_eq(value, FG_SV("none"));
    } else if (strcmp(name, "num") == 0) {
        r->number = fg_vec_add(arena, &r->out->numbers);
        if (r->number)
            *r->number = (struct fg_word_numbering){
                .number = (int)number_in(fg_xml_attribute(n, attributes, "numId"))};
    } else if (strcmp(name, "abstractNumId") == 0 && r->number) {
        r->number->abstract = (int)number_in(value);
    }
}

static const struct fg_word_numbering *find_numbering(const struct fg_word_styles *s, int number)
{
    for (size_t i = 0; i < s->numbers.n; i++)
        for (size_t k = 0; s->numbers.at[i].number == number && k < s->abstracts.n; k++)
            if (s->abstracts.at[k].abstract == s->numbers.at[i].abstract)
                return &s->abstracts.at[k];
    return NULL;
}

bool fg_word_is_listed(const struct fg_word_styles *s, int number, unsigned level, bool *bullet)
{
    const struct fg_word_numbering *found = number > 0 ? find_numbering(s, number) : NULL;
    const unsigned l = level < 9 ? level : 8;
    *bullet = found && found->bullet[l];
    return number > 0 && !(found && found->none[l]);
}

void fg_word_styles_read(struct fg_word_styles *s, struct fg_sv styles_xml,
                         struct fg_sv numbering_xml, fg_arena *arena)
{
    *s = (struct fg_word_styles){.arena = arena};
    struct style_reader styles = {.out = s};
    struct numbering_reader numbering = {.out = s};
    const xmlSAXHandler style_sax = {.startElementNs = on_style, .endElementNs = on_style_end};
    const xmlSAXHandler numbering_sax = {.startElementNs = on_numbering};
    if (styles_xml.n)
        fg_xml_parse(styles_xml, &style_sax, &styles);
    if (numbering_xml.n)
        fg_xml_parse(numbering_xml, &numbering_sax, &numbering);
}
