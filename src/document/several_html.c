#include "document/several.h"

#include "document/html_tag.h"

enum {
    LONGEST_TITLE = 160,
    MOST_BYTES = 4 * 1024 * 1024, /* of a text that is looked at        */
    MOST_LINES = 20000,
    MOST_LOOKS = 64,             /* that lines of titles may have       */
    LEAST_ITEMS = 4,             /* teasers have two or three */
    SENTENCE = 25,               /* bytes of a line: less is a name, a place, a date */
    WITH_LIST = 150,             /* of the sentences of a posting that has a list,   */
    WITHOUT_LIST = 600           /* and of one that is prose: a teaser has less      */
};

static bool is_anchor(const struct fg_html_tag *tag)
{
    return fg_sv_eq(tag->element->name, FG_SV("a"));
}

/* Where a link leads, if that is an address. */
static struct fg_sv href_of(const struct fg_html_tag *tag, fg_arena *arena)
{
    const struct fg_sv href = fg_html_said(tag, FG_HTML_HREF, arena);
    return fg_sv_starts_nocase(href, FG_SV("http")) ? href : (struct fg_sv){0};
}

static size_t shown_bytes(struct fg_sv text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += !fg_is_space(text.p[i]);
    return n;
}

/* ---- headings and rules: a part whose first words are a link ---- */

size_t fg_visible_bytes(struct fg_sv html)
{
    struct fg_html_source s = {.page = html};
    size_t n = 0;
    for (enum fg_html_piece_kind piece; (piece = fg_html_next(&s)) != FG_HTML_END_OF_PAGE;)
        n += piece == FG_HTML_TEXT ? shown_bytes(s.text) : 0;
    return n;
}

/* The link around the first visible text; empty: none is. */
static struct fg_sv first_link(struct fg_sv html, fg_arena *arena)
{
    struct fg_html_source s = {.page = html};
    struct fg_sv link = {0};
    for (;;) {
        switch (fg_html_next(&s)) {
        case FG_HTML_END_OF_PAGE: return (struct fg_sv){0};
        case FG_HTML_START:
            if (is_anchor(&s.tag))
                link = href_of(&s.tag, arena);
            break;
        case FG_HTML_END:
            if (is_anchor(&s.tag))
                link = (struct fg_sv){0};
            break;
        case FG_HTML_TEXT:
            if (shown_bytes(s.text))
                return link;
            break;
        case FG_HTML_BODY: break;
        }
    }
}

/* The next element `name` that begins behind `from`; the text's end where there is none. */
static size_t next_element(struct fg_sv html, size_t from, struct fg_sv name)
{
    struct fg_html_source s = {.page = html, .at = from};
    for (;;) {
        const size_t at = s.at;
        const enum fg_html_piece_kind piece = fg_html_next(&s);
        if (piece == FG_HTML_END_OF_PAGE)
            return html.n;
        if (piece == FG_HTML_START && at > from && fg_sv_eq(s.tag.element->name, name))
            return at;
    }
}

/* Those that are long enough. */
static size_t drop_teasers(struct fg_several *out, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (fg_visible_bytes(out[i].text) >= FG_SEVERAL_TEXT)
            out[kept++] = out[i];
    return kept;
}

static void extend(struct fg_several *posting, const char *end)
{
    posting->text.n = (size_t)(end - posting->text.p);
}

static size_t take_html(struct fg_sv html, struct fg_sv name, fg_arena *arena,
                        struct fg_several *out, size_t most)
{
    size_t n = 0;
    for (size_t at = 0, end; at < html.n; at = end) {
        end = next_element(html, at, name);
        const struct fg_sv part = fg_sv_sub(html, at, end - at);
        const struct fg_sv link = first_link(part, arena);
        if (link.n && n < most)
            out[n++] = (struct fg_several){.text = part, .url = link};
        else if (n)
            extend(&out[n - 1], html.p + end);
    }
    return drop_teasers(out, n);
}

static size_t by_marks(struct fg_sv html, fg_arena *arena, struct fg_several *out, size_t most)
{
    static const char *const names[] = {"h1", "h2", "h3", "hr"};
    size_t n = 0;
    for (size_t i = 0; n < 2 && i < sizeof names / sizeof *names; i++)
        n = take_html(html, fg_sv_of(names[i]), arena, out, most);
    return n;
}

/* ---- lines of one look ---- */

/* A line of the page: what stands between two block elements. */
struct line {
    size_t at;                   /* of the element that began it                    */
    size_t shown;                /* bytes of it but white space                     */
    struct fg_sv link;           /* address, where all of it is one link            */
    uint32_t look;               /* of its elements' names, classes and styles      */
    uint32_t words;              /* of what it says                                 */
    bool heading, item;
};

struct page {
    fg_arena *arena, *urls;      /* its own; the caller's                           */
    struct fg_sv html;
    FG_VEC(struct line) lines;
    /* the line that is read */
    struct line now;
    struct fg_sv link;           /* open                                            */
    size_t shown, linked;        /* visible bytes of it; those in a link            */
};

static uint32_t look_of(uint32_t look, const struct fg_html_tag *tag, bool ends)
{
    static const enum fg_html_attribute said[] = {FG_HTML_CLASS, FG_HTML_STYLE};
    look = (look * 31 + ends) * 16777619u ^ fg_hash(tag->name);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const bool has = tag->has & UINT32_C(1) << said[i];
        look = look * 16777619u ^ fg_hash(has ? tag->said[said[i]] : (struct fg_sv){0});
    }
    return look;
}

static void end_line(struct page *p)
{
    enum { SHORTEST_TITLE = 3 };
    struct line *slot = p->shown && p->lines.n < MOST_LINES ? fg_vec_add(p->arena, &p->lines)
                                                            : NULL;
    if (!slot)
        return;
    const bool whole = p->linked == p->shown && p->shown >= SHORTEST_TITLE &&
                       p->shown <= LONGEST_TITLE;
    *slot = p->now;
    slot->shown = p->shown;
    slot->heading &= p->shown >= SHORTEST_TITLE && p->shown <= LONGEST_TITLE;
    if (!whole)
        slot->link = (struct fg_sv){0};
}

static void begin_line(struct page *p, size_t at, const struct fg_html_tag *tag, bool ends)
{
    end_line(p);
    p->now = (struct line){.at = at, .look = look_of(0, tag, ends), .link = p->link};
    p->now.heading = tag->element->role == FG_ELEMENT_HEADING && !ends;
    p->now.item = tag->element->role == FG_ELEMENT_ITEM;
    p->shown = p->linked = 0;
}

static void on_tag(struct page *p, size_t at, const struct fg_html_tag *tag, bool ends)
{
    if (fg_html_divides(tag->element)) {
        begin_line(p, at, tag, ends);
        return;
    }
    if (!p->shown)
        p->now.look = look_of(p->now.look, tag, ends);
    if (!is_anchor(tag))
        return;
    p->link = ends ? (struct fg_sv){0} : href_of(tag, p->urls);
    if (p->link.n && !p->shown)
        p->now.link = p->link;
}

static void on_text(struct page *p, struct fg_sv text)
{
    const size_t shown = shown_bytes(text);
    p->shown += shown;
    p->linked += p->link.n ? shown : 0;
    for (size_t i = 0; i < text.n; i++)
        if (!fg_is_space(text.p[i]))
            p->now.words = (p->now.words ^ (unsigned char)fg_lower(text.p[i])) * 16777619u;
}

static bool read_page(struct page *p)
{
    struct fg_html_source s = {.page = p->html};
    for (;;) {
        const size_t at = s.at;
        const enum fg_html_piece_kind piece = fg_html_next(&s);
        if (piece == FG_HTML_END_OF_PAGE)
            break;
        if (piece == FG_HTML_TEXT)
            on_text(p, s.text);
        else if (piece != FG_HTML_BODY)
            on_tag(p, at, &s.tag, piece == FG_HTML_END);
    }
    end_line(p);
    return !fg_arena_failed(p->arena);
}

/* ---- parts that begin with lines of one look ---- */

/* A part: lines from `first` to before `end`. */
struct part {
    size_t first, end;
};

/* Teasers and cards of other jobs say less. */
static bool is_full(const struct page *p, struct part part)
{
    size_t items = 0, sentences = 0;
    for (size_t i = part.first + 1; i < part.end; i++) {
        const struct line *l = &p->lines.at[i];
        items += l->item && !l->link.n;
        sentences += l->shown >= SENTENCE && !l->link.n ? l->shown : 0;
    }
    return sentences >= (items >= LEAST_ITEMS ? WITH_LIST : WITHOUT_LIST);
}

/* One board's links lead to one place. */
static struct fg_sv host_of(struct fg_sv url)
{
    const size_t at = fg_sv_find(url, FG_SV("//"));
    const struct fg_sv s = fg_sv_sub(url, at == SIZE_MAX ? url.n : at + 2, SIZE_MAX);
    return fg_sv_sub(s, 0, fg_sv_find(s, FG_SV("/")));
}

static bool begins(const struct page *p, size_t i, const struct line *like)
{
    const struct line *l = &p->lines.at[i];
    return l->look == like->look && l->heading == like->heading &&
           (l->link.n > 0) == (like->link.n > 0) &&
           fg_sv_eq_nocase(host_of(l->link), host_of(like->link));
}

/* The part from line `i`, which begins one. Title and employer may be two links to the
 * same page. */
static struct part part_at(const struct page *p, size_t i, const struct line *like)
{
    struct part part = {i, i + 1};
    const struct fg_sv link = p->lines.at[i].link;
    while (part.end < p->lines.n &&
           (!begins(p, part.end, like) || (link.n && fg_sv_eq(link, p->lines.at[part.end].link))))
        part.end++;
    return part;
}

/* The link in a part that says those words ("View job"). */
static struct fg_sv link_saying(const struct page *p, struct part part, uint32_t words)
{
    for (size_t i = part.first; i < part.end; i++)
        if (p->lines.at[i].link.n && p->lines.at[i].words == words)
            return p->lines.at[i].link;
    return (struct fg_sv){0};
}

/* Headings without a link are titles where each of their parts ends in the same link; those
 * of a posting's sections are not. */
static uint32_t common_link(const struct page *p, struct part first, struct part second)
{
    enum { MOST_LOOKED_AT = 400 };
    const size_t most = first.first + MOST_LOOKED_AT;
    for (size_t i = first.first; i < first.end && i < most; i++)
        if (p->lines.at[i].link.n && link_saying(p, second, p->lines.at[i].words).n)
            return p->lines.at[i].words;
    return 0;
}

static size_t end_of(const struct page *p, size_t line)
{
    return line < p->lines.n ? p->lines.at[line].at : p->html.n;
}

static struct fg_several posting_of(const struct page *p, struct part part, struct fg_sv url)
{
    const size_t from = p->lines.at[part.first].at, title = end_of(p, part.first + 1);
    return (struct fg_several){.text = fg_sv_sub(p->html, title, end_of(p, part.end) - title),
                               .url = url,
                               .title = fg_sv_sub(p->html, from, title - from)};
}

/* All parts that begin with lines that look like `like`; the full ones of them. */
static size_t take_look(const struct page *p, const struct line *like, struct fg_several *out,
                        size_t most)
{
    size_t n = 0;
    uint32_t words = 0;
    struct part before = {0, 0};
    for (size_t i = 0; i < p->lines.n && n < most;) {
        if (!begins(p, i, like)) {
            i++;
            continue;
        }
        const struct part part = part_at(p, i, like);
        i = part.end;
        if (!is_full(p, part))
            continue;
        if (!like->link.n && before.end && !words && !(words = common_link(p, before, part)))
            return 0;
        if (!like->link.n && words && !link_saying(p, part, words).n)
            continue;
        before = part;
        out[n++] = posting_of(p, part, like->link.n ? p->lines.at[part.first].link
                                                    : link_saying(p, part, words));
    }
    if (!like->link.n && n && words) /* those of the first were not known then */
        out[0].url = link_saying(p, part_at(p, (size_t)(like - p->lines.at), like), words);
    return n;
}

/* Whether no line before has that look. */
static bool is_new(uint32_t *looks, size_t *n, const struct line *l)
{
    const uint32_t kind = l->heading * 2u + (l->link.n > 0);
    const uint32_t look = (l->look ^ fg_hash(host_of(l->link))) * 4 + kind;
    for (size_t i = 0; i < *n; i++)
        if (looks[i] == look)
            return false;
    if (*n == MOST_LOOKS)
        return false;
    looks[(*n)++] = look;
    return true;
}

/* The look that makes the most postings, the first of several that do. */
static const struct line *best_look(const struct page *p, struct fg_several *out, size_t most,
                                    size_t *n)
{
    uint32_t looks[MOST_LOOKS];
    size_t n_looks = 0;
    const struct line *best = NULL;
    *n = 1;
    for (size_t i = 0; i < p->lines.n; i++) {
        const struct line *l = &p->lines.at[i];
        if ((!l->link.n && !l->heading) || !is_new(looks, &n_looks, l))
            continue;
        const size_t made = take_look(p, l, out, most);
        if (made > *n) {
            best = l;
            *n = made;
        }
    }
    return best;
}

static size_t by_looks(struct fg_sv html, fg_arena *arena, struct fg_several *out, size_t most)
{
    struct page p = {.arena = fg_arena_new(0), .urls = arena, .html = html};
    size_t n = 0;
    if (p.arena && html.n <= MOST_BYTES && read_page(&p)) {
        const struct line *best = best_look(&p, out, most, &n);
        n = best ? take_look(&p, best, out, most) : 0;
    }
    fg_arena_free(p.arena);
    return n;
}

size_t fg_several_in_html(struct fg_sv html, fg_arena *arena, struct fg_several *out, size_t most)
{
    const size_t n = by_looks(html, arena, out, most);
    return n > 1 ? n : by_marks(html, arena, out, most);
}
