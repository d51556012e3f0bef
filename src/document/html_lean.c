#include "document/html_lean.h"

#include "document/html.h"
#include "document/html_element.h"
#include "document/html_look.h"

#include <string.h>

struct pass {
    struct fg_sv page;
    size_t at;         /* next byte to look at                     */
    size_t taken;      /* bytes of the page that were copied or left out */
    const struct fg_html_element *before; /* of the last tag, if nothing stands behind it */
    bool texts;        /* are taken out                            */
    bool data;         /* microdata of a posting began, of which all markup is part */
    bool span;         /* one stayed, whose end tag must            */
    bool clash;        /* a text that stays has FG_HTML_TEXT itself */
    struct fg_html_lean *out;
    fg_arena *arena;
};

static void copy_up_to(struct pass *p, size_t at)
{
    fg_buf_add(&p->out->html, fg_sv_sub(p->page, p->taken, at - p->taken));
    p->taken = at;
}

static void leave_out(struct pass *p, size_t from, size_t to)
{
    copy_up_to(p, from);
    p->taken = to;
}

static char byte_at(const struct pass *p, size_t at)
{
    return at < p->page.n ? p->page.p[at] : '\0';
}

/* The next `c` from `at` on, or the page's end. */
static size_t next_of(const struct pass *p, size_t at, char c)
{
    const char *found = at < p->page.n ? memchr(p->page.p + at, c, p->page.n - at) : NULL;
    return found ? (size_t)(found - p->page.p) : p->page.n;
}

static size_t skip_space(const struct pass *p, size_t at)
{
    while (at < p->page.n && fg_is_space(p->page.p[at]))
        at++;
    return at;
}

/* ---- attributes ---- */

enum wanted { NEVER, ALWAYS, AS_REGION, AS_STYLE, OF_SCRIPT, OF_HTML, OF_META, MICRODATA };

struct attribute {
    size_t from, end;      /* with what stands behind it up to the next */
    enum wanted wanted;
    struct fg_sv value;    /* without quotes */
};

enum { MOST_ATTRIBUTES = 64, MOST_NAME = 100 }; /* of a name: what libxml2 reads at once */

struct tag {
    struct fg_sv name;
    const struct fg_html_element *element; /* NULL: one of no meaning */
    enum fg_html_role role;
    struct attribute attributes[MOST_ATTRIBUTES];
    size_t n, end;         /* end: behind its `>`, or the page's end where it has none */
    size_t surplus;        /* where those behind MOST_ATTRIBUTES begin; 0: nowhere */
    size_t last;           /* behind the last attribute */
    bool empty;            /* `/>` */
    bool whole;            /* all of it is wanted */
    bool posting;          /* a posting's microdata begins with it */
};

#define NAME(literal) {literal, sizeof literal - 1}

static enum wanted wanted_of(struct fg_sv name)
{
    static const struct {
        struct fg_sv name;
        enum wanted wanted;
    } table[] = {
        {NAME("class"), AS_REGION},   {NAME("id"), AS_REGION},
        {NAME("style"), AS_STYLE},    {NAME("role"), ALWAYS},
        {NAME("type"), OF_SCRIPT},    {NAME("lang"), OF_HTML},
        {NAME("hidden"), ALWAYS},     {NAME("aria-hidden"), ALWAYS},
        {NAME("itemprop"), MICRODATA}, {NAME("itemtype"), MICRODATA},
        {NAME("itemscope"), MICRODATA}, {NAME("typeof"), MICRODATA},
        {NAME("property"), MICRODATA}, {NAME("name"), OF_META},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (name.n == table[i].name.n && fg_sv_eq_nocase(name, table[i].name))
            return table[i].wanted;
    return NEVER;
}

static bool is_name_byte(char c)
{
    return fg_is_alnum(c) || c == ':' || c == '-' || c == '_' || c == '.';
}

static bool begins_name(char c)
{
    return fg_is_alpha(c) || c == '_' || c == ':' || c == '.';
}

static size_t name_end(const struct pass *p, size_t at)
{
    const size_t most = at + MOST_NAME;
    while (at < p->page.n && at < most && is_name_byte(p->page.p[at]))
        at++;
    return at;
}

static bool ends_tag(const struct pass *p, size_t at)
{
    const char c = byte_at(p, at);
    return at >= p->page.n || c == '>' || (c == '/' && byte_at(p, at + 1) == '>');
}

/* Where the value that begins at `at` ends, its quotes included. */
static size_t value_end(const struct pass *p, size_t at, struct fg_sv *value)
{
    const char c = byte_at(p, at);
    size_t end = at;
    if (c == '"' || c == '\'') {
        end = next_of(p, at + 1, c);
        *value = fg_sv_sub(p->page, at + 1, end - at - 1);
        return end + (end < p->page.n);
    }
    while (end < p->page.n && p->page.p[end] != '>' && !fg_is_space(p->page.p[end]))
        end++;
    *value = fg_sv_sub(p->page, at, end - at);
    return end;
}

/* Whether the attribute makes all of its tag wanted: what microdata is made of, and
 * the few words about the page. Those for sharing it ("og:description") are none. */
static bool is_whole(const struct tag *tag, const struct attribute *a)
{
    const bool meta = tag->role == FG_ELEMENT_META;
    if (a->wanted == OF_META)
        return meta && fg_html_page_wants(a->value);
    return a->wanted == MICRODATA &&
           !(meta && (fg_sv_starts_nocase(a->value, FG_SV("og:")) ||
                      fg_sv_starts_nocase(a->value, FG_SV("twitter:"))) &&
             !fg_html_page_wants(a->value));
}

/* Reads the attribute at `at` and returns where the next one begins. What is no
 * attribute goes up to the next blank and stays as it is. */
static size_t read_attribute(const struct pass *p, size_t at, struct tag *tag)
{
    struct attribute a = {.from = at};
    if (!begins_name(p->page.p[at])) {
        while (!ends_tag(p, at) && !fg_is_space(p->page.p[at]))
            at++;
        return skip_space(p, at);
    }
    if (tag->n == MOST_ATTRIBUTES && !tag->surplus)
        tag->surplus = at;
    a.end = name_end(p, at);
    a.wanted = wanted_of(fg_sv_sub(p->page, at, a.end - at));
    a.end = skip_space(p, a.end);
    if (byte_at(p, a.end) == '=')
        a.end = skip_space(p, value_end(p, skip_space(p, a.end + 1), &a.value));
    if (tag->surplus)
        return a.end;
    tag->whole = tag->whole || is_whole(tag, &a);
    tag->posting = tag->posting || (a.wanted == MICRODATA &&
                                    fg_sv_find(a.value, FG_SV("JobPosting")) != SIZE_MAX);
    tag->attributes[tag->n++] = a;
    return a.end;
}

static bool is_wanted(const struct tag *tag, const struct attribute *a)
{
    const bool escaped = a->value.n && memchr(a->value.p, '&', a->value.n);
    switch (a->wanted) {
    case AS_REGION:
        return escaped || fg_html_region(a->value) || fg_html_names_title(a->value) ||
               tag->role == FG_ELEMENT_SCRIPT;
    case AS_STYLE: return escaped || fg_html_style(a->value);
    case OF_SCRIPT: return tag->role == FG_ELEMENT_SCRIPT;
    case OF_HTML: return tag->role == FG_ELEMENT_HTML;
    case ALWAYS: return true;
    default: return false; /* by itself: see is_whole() */
    }
}

/* ---- tags ---- */

static void read_tag(const struct pass *p, struct tag *tag)
{
    size_t at = name_end(p, p->at + 1);
    tag->name = fg_sv_sub(p->page, p->at + 1, at - p->at - 1);
    tag->element = fg_html_element(tag->name);
    tag->role = tag->element ? tag->element->role : FG_ELEMENT_INLINE;
    tag->n = tag->surplus = 0;
    tag->whole = tag->posting = false;
    at = skip_space(p, at);
    while (!ends_tag(p, at))
        at = read_attribute(p, at, tag);
    tag->last = at;
    tag->empty = byte_at(p, at) == '/';
    tag->end = at < p->page.n ? at + tag->empty + 1 : at;
}

/* Where the body that begins at `at` ends: before the end tag of that name. */
static size_t body_end(const struct pass *p, size_t at, struct fg_sv name)
{
    while ((at = next_of(p, at, '<')) < p->page.n) {
        if (byte_at(p, at + 1) == '/' &&
            fg_sv_starts_nocase(fg_sv_sub(p->page, at + 2, name.n), name))
            return at;
        at++;
    }
    return at;
}

static void take_body(struct pass *p, const struct tag *tag)
{
    const size_t end = body_end(p, tag->end, tag->name);
    struct fg_sv *body = fg_vec_add(p->arena, &p->out->bodies);
    if (!body)
        return;
    *body = fg_sv_sub(p->page, tag->end, end - tag->end);
    copy_up_to(p, tag->end - 1);
    fg_buf_addf(&p->out->html, " " FG_HTML_BODY "=%zu", p->out->bodies.n - 1);
    copy_up_to(p, tag->end);
    leave_out(p, tag->end, end);
    p->at = end;
}

/* Leaves out the element that begins at `from` and whose start tag was just read, where
 * its end tag comes before another of its kind begins: nothing of it is text. */
static void leave_out_element(struct pass *p, size_t from, const struct tag *tag)
{
    size_t left = 0;
    for (size_t at = tag->end, next; (next = next_of(p, at, '<')) < p->page.n; at = next + 1) {
        const bool ends = byte_at(p, next + 1) == '/';
        left += next - at;
        if (!fg_sv_starts_nocase(fg_sv_sub(p->page, next + 1 + ends, tag->name.n), tag->name)) {
            next = next_of(p, next, '>');
            continue;
        }
        const size_t end = next_of(p, next, '>') + 1;
        if (ends && end <= p->page.n) {
            leave_out(p, from, end);
            p->out->left_text += left;
            p->at = end;
        }
        return;
    }
}

/* ---- tags that say nothing ---- */

static bool has_wanted(const struct tag *tag)
{
    bool wanted = tag->whole;
    for (size_t i = 0; i < tag->n && !wanted; i++)
        wanted = is_wanted(tag, &tag->attributes[i]);
    return wanted;
}

/* Whether the reader sees no difference without the start tag. A span is left out with
 * its end tag, which could be any one's as soon as another span stays. */
static bool says_nothing(struct pass *p, const struct tag *tag)
{
    if (p->data || tag->whole)
        return false;
    if (tag->role == FG_ELEMENT_SPAN && !p->span)
        p->span = tag->empty || has_wanted(tag);
    return tag->role == FG_ELEMENT_SPAN ? !p->span
           : tag->role == FG_ELEMENT_ALONE || tag->role == FG_ELEMENT_META;
}

/* What is inside a drawing or a choice is not read. */
static bool is_closed_book(const struct tag *tag)
{
    return tag->role == FG_ELEMENT_SKIP && (fg_sv_eq_nocase(tag->name, FG_SV("svg")) ||
                                            fg_sv_eq_nocase(tag->name, FG_SV("select")));
}

static void pass_tag(struct pass *p)
{
    struct tag tag;
    const size_t from = p->at;
    read_tag(p, &tag);
    const bool whole = tag.end > 0 && byte_at(p, tag.end - 1) == '>';
    p->data = p->data || tag.posting;
    p->before = tag.element;
    p->at = tag.end;
    if (whole && says_nothing(p, &tag)) {
        leave_out(p, from, tag.end);
        return;
    }
    if (whole && !tag.empty && is_closed_book(&tag))
        leave_out_element(p, from, &tag);
    if (p->taken > from)
        return;
    for (size_t i = 0; i < tag.n && !tag.whole && tag.end > from; i++)
        if (!is_wanted(&tag, &tag.attributes[i]))
            leave_out(p, tag.attributes[i].from, tag.attributes[i].end);
    if (tag.surplus) /* libxml2 would compare each with each */
        leave_out(p, tag.surplus, tag.last);
    if (whole && !tag.empty && (tag.role == FG_ELEMENT_SCRIPT || tag.role == FG_ELEMENT_STYLE))
        take_body(p, &tag);
}

static void pass_end_tag(struct pass *p)
{
    const size_t from = p->at, name = from + strlen("</"), end = name_end(p, name);
    p->before = fg_html_element(fg_sv_sub(p->page, name, end - name));
    p->at = next_of(p, end, '>') + 1;
    if (p->before && p->before->role == FG_ELEMENT_SPAN && !p->span && !p->data &&
        p->at <= p->page.n)
        leave_out(p, from, p->at);
}

/* ---- what stands between tags ---- */

/* Whether a text has U+FFFC itself, in any way of writing it. */
static bool has_mark(struct fg_sv text, bool escapes)
{
    return fg_sv_find(text, FG_SV(FG_HTML_TEXT)) != SIZE_MAX ||
           (escapes && (fg_sv_find(text, FG_SV("65532")) != SIZE_MAX ||
                        fg_sv_find_nocase(text, FG_SV("fffc")) != SIZE_MAX));
}

/* The element whose tag begins at `at`. */
static const struct fg_html_element *element_behind(const struct pass *p, size_t at)
{
    const size_t from = at + 1 + (byte_at(p, at + 1) == '/');
    return fg_html_element(fg_sv_sub(p->page, from, name_end(p, from) - from));
}

/* White space between two tags counts once, and not at all beside one that divides blocks;
 * a longer text is not the parser's to read. */
static void pass_text(struct pass *p, size_t from)
{
    enum { LONG_TEXT = 8 };
    const struct fg_sv text = fg_sv_sub(p->page, from, p->at - from);
    const bool escapes = text.n && memchr(text.p, '&', text.n);
    if (text.n == 0)
        return;
    if (skip_space(p, from) >= p->at) {
        const bool none = !p->data && (fg_html_divides(p->before) ||
                                       fg_html_divides(element_behind(p, p->at)));
        leave_out(p, from + !none, p->at);
    } else if (p->texts && text.n >= LONG_TEXT && !escapes) {
        struct fg_sv *slot = fg_vec_add(p->arena, &p->out->texts);
        if (!slot)
            return;
        *slot = text;
        leave_out(p, from, p->at);
        fg_buf_add(&p->out->html, FG_SV(FG_HTML_TEXT));
    } else {
        p->clash = p->clash || has_mark(text, escapes);
    }
    p->before = NULL;
}

static void pass_comment(struct pass *p)
{
    const size_t start = p->at;
    for (size_t at = start + 4; (at = next_of(p, at, '>')) < p->page.n; at++) {
        const struct fg_sv inside = fg_sv_sub(p->page, start + 4, at - start - 4);
        if (!fg_sv_ends(inside, FG_SV("--")) && !fg_sv_ends(inside, FG_SV("--!")))
            continue;
        leave_out(p, start, at + 1);
        p->at = at + 1;
        return;
    }
    p->at = p->page.n; /* never closed: the parser shall see to it */
}

/* All of the page. `texts`: longer ones are taken out. False where one that stays has
 * the mark for them. */
static bool pass_page(struct fg_sv page, bool texts, fg_arena *arena, struct fg_html_lean *out)
{
    struct pass p = {.page = page, .texts = texts, .out = out, .arena = arena};
    *out = (struct fg_html_lean){.html = out->html};
    fg_buf_clear(&out->html);
    for (size_t from = 0;; from = p.at) {
        p.at = next_of(&p, p.at, '<');
        pass_text(&p, from < p.at ? from : p.at);
        if (p.at >= page.n)
            break;
        const char next = byte_at(&p, p.at + 1);
        if (begins_name(next))
            pass_tag(&p);
        else if (fg_sv_starts(fg_sv_sub(page, p.at, 4), FG_SV("<!--")))
            pass_comment(&p);
        else if (next == '/' && begins_name(byte_at(&p, p.at + 2)))
            pass_end_tag(&p);
        else if (next == '!' || next == '?')
            p.at = next_of(&p, p.at, '>') + 1;
        else
            p.at++;
    }
    copy_up_to(&p, page.n);
    return !texts || !p.clash;
}

bool fg_html_lean_make(struct fg_sv page, fg_arena *arena, struct fg_html_lean *out)
{
    *out = (struct fg_html_lean){.html = {.ceiling = page.n * 2 + 64}};
    fg_buf_reserve(&out->html, page.n / 2);
    if (!pass_page(page, true, arena, out))
        pass_page(page, false, arena, out);
    return !out->html.failed && !fg_arena_failed(arena);
}

struct fg_sv fg_html_lean_body(const struct fg_html_lean *lean, struct fg_sv number)
{
    uint32_t i;
    if (!fg_sv_to_u32(number, &i) || i >= lean->bodies.n)
        return (struct fg_sv){0};
    return lean->bodies.at[i];
}
