#include "document/html_tag.h"

#include "document/entity.h"

#include <string.h>

static char byte_at(const struct fg_html_source *s, size_t at)
{
    return at < s->page.n ? s->page.p[at] : '\0';
}

/* The next `c` from `at` on, or the page's end. */
static size_t next_of(const struct fg_html_source *s, size_t at, char c)
{
    const char *found = at < s->page.n ? memchr(s->page.p + at, c, s->page.n - at) : NULL;
    return found ? (size_t)(found - s->page.p) : s->page.n;
}

static size_t behind(const struct fg_html_source *s, size_t at)
{
    return at < s->page.n ? at + 1 : at;
}

/* ---- attributes ---- */

#define NAME(literal) {literal, sizeof literal - 1}

/* By length. */
static const struct fg_sv names[FG_HTML_ATTRIBUTES] = {
    [FG_HTML_ID] = NAME("id"),             [FG_HTML_SRC] = NAME("src"),
    [FG_HTML_ROLE] = NAME("role"),         [FG_HTML_TYPE] = NAME("type"),
    [FG_HTML_LANG] = NAME("lang"),         [FG_HTML_NAME] = NAME("name"),
    [FG_HTML_HREF] = NAME("href"),         [FG_HTML_CLASS] = NAME("class"),
    [FG_HTML_STYLE] = NAME("style"),       [FG_HTML_VALUE] = NAME("value"),
    [FG_HTML_HIDDEN] = NAME("hidden"),     [FG_HTML_TYPEOF] = NAME("typeof"),
    [FG_HTML_SRCDOC] = NAME("srcdoc"),     [FG_HTML_CONTENT] = NAME("content"),
    [FG_HTML_PROPERTY] = NAME("property"), [FG_HTML_ITEMPROP] = NAME("itemprop"),
    [FG_HTML_ITEMTYPE] = NAME("itemtype"), [FG_HTML_DATETIME] = NAME("datetime"),
    [FG_HTML_ITEMSCOPE] = NAME("itemscope"), [FG_HTML_ARIA_HIDDEN] = NAME("aria-hidden"),
};

/* FG_HTML_ATTRIBUTES: of no one's interest. */
static enum fg_html_attribute attribute_called(struct fg_sv name)
{
    for (unsigned i = 0; i < FG_HTML_ATTRIBUTES && names[i].n <= name.n; i++)
        if (names[i].n == name.n && names[i].p[0] == fg_lower(name.p[0]) &&
            fg_same_nocase(names[i].p, name.p, name.n))
            return (enum fg_html_attribute)i;
    return FG_HTML_ATTRIBUTES;
}

struct fg_sv fg_html_said(const struct fg_html_tag *tag, enum fg_html_attribute attribute,
                          fg_arena *arena)
{
    if (!(tag->has & UINT32_C(1) << attribute))
        return (struct fg_sv){0};
    return fg_entities_decoded(tag->said[attribute], arena);
}

static bool ends_name(char c)
{
    return fg_is_space(c) || c == '>' || c == '/' || c == '=';
}

static size_t skip_space(const struct fg_html_source *s, size_t at)
{
    while (at < s->page.n && fg_is_space(s->page.p[at]))
        at++;
    return at;
}

/* Reads the value that begins at `at`; where what is behind it begins. */
static size_t read_value(const struct fg_html_source *s, size_t at, struct fg_sv *value)
{
    const char c = byte_at(s, at);
    size_t end = at;
    if (c == '"' || c == '\'') {
        end = next_of(s, at + 1, c);
        *value = fg_sv_sub(s->page, at + 1, end - at - 1);
        return behind(s, end);
    }
    while (end < s->page.n && s->page.p[end] != '>' && !fg_is_space(s->page.p[end]))
        end++;
    *value = fg_sv_sub(s->page, at, end - at);
    return end;
}

/* Of several of one name the first counts. */
static size_t read_attribute(struct fg_html_source *s, size_t at)
{
    size_t end = at + 1; /* whatever the first byte is */
    while (end < s->page.n && !ends_name(s->page.p[end]))
        end++;
    const enum fg_html_attribute which = attribute_called(fg_sv_sub(s->page, at, end - at));
    struct fg_sv value = fg_sv_sub(s->page, end, 0);
    const size_t next = skip_space(s, end);
    if (byte_at(s, next) == '=')
        end = read_value(s, skip_space(s, next + 1), &value);
    if (which < FG_HTML_ATTRIBUTES && !(s->tag.has & UINT32_C(1) << which)) {
        s->tag.has |= UINT32_C(1) << which;
        s->tag.said[which] = value;
    }
    return end;
}

/* ---- tags ---- */

/* Reads the tag whose name begins at `at`; false where the page ends before it does. */
static bool read_tag(struct fg_html_source *s, size_t at)
{
    size_t end = at;
    while (end < s->page.n && !fg_is_space(s->page.p[end]) && s->page.p[end] != '>' &&
           s->page.p[end] != '/')
        end++;
    s->tag.name = fg_sv_sub(s->page, at, end - at);
    s->tag.element = fg_html_element(s->tag.name);
    s->tag.has = 0;
    s->tag.closed = false;
    while (end < s->page.n && s->page.p[end] != '>') {
        const bool slash = s->page.p[end] == '/';
        s->tag.closed = slash;
        end = slash || fg_is_space(s->page.p[end]) ? end + 1 : read_attribute(s, end);
    }
    s->at = behind(s, end);
    return end < s->page.n;
}

static bool is_called(const struct fg_html_source *s, size_t at, struct fg_sv name)
{
    const char c = byte_at(s, at + name.n);
    return fg_sv_starts_nocase(fg_sv_sub(s->page, at, name.n), name) &&
           (fg_is_space(c) || c == '>' || c == '/');
}

enum content { MARKUP, RAW, SHUT };

/* What is inside an element: markup; text in which no tag counts but its own end tag; or,
 * where it is closed, what is read as such a text or not at all. */
static enum content content_of(const struct fg_html_tag *tag)
{
    static const struct fg_sv shut[] = {NAME("svg"), NAME("select"), NAME("textarea"),
                                        NAME("iframe")};
    const enum fg_html_role role = tag->element->role;
    if (role == FG_ELEMENT_SCRIPT || role == FG_ELEMENT_STYLE)
        return RAW;
    if (role == FG_ELEMENT_TITLE)
        return SHUT;
    for (size_t i = 0; role == FG_ELEMENT_SKIP && i < sizeof shut / sizeof *shut; i++)
        if (fg_sv_eq(tag->element->name, shut[i]))
            return SHUT;
    return MARKUP;
}

/* Takes all up to the end tag as text. Where another element of its name begins before,
 * or the page ends, what should be shut is not. */
static bool take_body(struct fg_html_source *s, enum content content)
{
    const struct fg_sv name = s->tag.element->name;
    size_t at = s->at;
    for (; (at = next_of(s, at, '<')) < s->page.n; at++) {
        const bool ends = byte_at(s, at + 1) == '/';
        if (!ends && content == RAW)
            continue;
        if (is_called(s, at + 1 + ends, name)) {
            if (!ends)
                return false;
            break;
        }
    }
    if (at == s->page.n && content == SHUT)
        return false;
    s->text = fg_sv_sub(s->page, s->at, at - s->at);
    s->at = behind(s, next_of(s, at, '>'));
    return true;
}

static enum fg_html_piece_kind take_start(struct fg_html_source *s)
{
    if (!read_tag(s, s->at + 1))
        return FG_HTML_END_OF_PAGE;
    const enum content content = s->tag.closed ? MARKUP : content_of(&s->tag);
    return content != MARKUP && take_body(s, content) ? FG_HTML_BODY : FG_HTML_START;
}

/* ---- pieces ---- */

static void pass_comment(struct fg_html_source *s)
{
    const size_t start = s->at + strlen("<!--");
    for (size_t at = start; (at = next_of(s, at, '>')) < s->page.n; at++) {
        const struct fg_sv inside = fg_sv_sub(s->page, start, at - start);
        if (at == start || fg_sv_ends(inside, FG_SV("--")) || fg_sv_ends(inside, FG_SV("--!")) ||
            fg_sv_eq(inside, FG_SV("-"))) {
            s->at = at + 1;
            return;
        }
    }
    s->at = s->page.n;
}

/* Text up to what begins a tag or a comment; a bare "<" is part of it. */
static bool take_text(struct fg_html_source *s)
{
    size_t end = s->at;
    while ((end = next_of(s, end, '<')) < s->page.n) {
        const char next = byte_at(s, end + 1);
        if (fg_is_alpha(next) || next == '!' || next == '?' || next == '/')
            break;
        end++;
    }
    s->text = fg_sv_sub(s->page, s->at, end - s->at);
    s->at = end;
    return s->text.n > 0;
}

enum fg_html_piece_kind fg_html_next(struct fg_html_source *s)
{
    while (s->at < s->page.n) {
        if (take_text(s))
            return FG_HTML_TEXT;
        const char next = byte_at(s, s->at + 1);
        if (fg_is_alpha(next))
            return take_start(s);
        if (next == '/' && fg_is_alpha(byte_at(s, s->at + 2)))
            return read_tag(s, s->at + 2) ? FG_HTML_END : FG_HTML_END_OF_PAGE;
        if (fg_sv_starts(fg_sv_sub(s->page, s->at, 4), FG_SV("<!--")))
            pass_comment(s);
        else
            s->at = behind(s, next_of(s, s->at, '>'));
    }
    return FG_HTML_END_OF_PAGE;
}
