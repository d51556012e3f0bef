#include "extract/heading.h"

/* What stands under which heading. */

static struct section *open_section(struct extraction *x, section_list *out, size_t first)
{
    if (out->n)
        out->at[out->n - 1].end = first;
    struct section *s = fg_vec_add(x->arena, out);
    if (s)
        *s = (struct section){.means = FG_SECTION_NONE, .first = first, .end = first};
    return s;
}

/* ---- sections under headings that no rule knows ---- */

static void vote(struct extraction *x, const line_list *lines, struct section *s)
{
    double requirement = 0, duty = 0, other = 0;
    for (size_t i = s->first; i < s->end; i++) {
        if (lines->at[i].role != LINE_CONTENT)
            continue;
        const struct judgement j = extract_judge(x, lines->at[i].text);
        requirement += j.requirement > j.duty && j.requirement > j.other;
        duty += j.duty >= j.requirement && j.duty > j.other;
        other += j.other > 0 && j.other >= j.duty && j.other >= j.requirement;
    }
    const double prior = 1.01;
    requirement += s->parent == FG_SECTION_REQUIRED || s->parent == FG_SECTION_PREFERRED
                       ? prior : 0;
    duty += s->parent == FG_SECTION_DUTIES ? prior : 0;
    if (other >= requirement && other >= duty)
        s->means = other > requirement + duty ? FG_SECTION_ABOUT : FG_SECTION_NONE;
    else if (requirement > duty)
        s->means = s->parent == FG_SECTION_PREFERRED ? FG_SECTION_PREFERRED
                                                     : FG_SECTION_REQUIRED;
    else
        s->means = FG_SECTION_DUTIES;
}

/* A field that is a requirement list by itself needs no heading that says so. */
static void settle_field(const line_list *lines, struct section *s)
{
    size_t content = 0, field = 0;
    for (size_t i = s->first; i < s->end; i++) {
        content += lines->at[i].role == LINE_CONTENT;
        field += lines->at[i].role == LINE_CONTENT && (lines->at[i].flags & FG_BLOCK_FIELD);
    }
    /* "Pay and benefits" inside the field is that all the same */
    const bool says_so = s->rule && s->means != FG_SECTION_NONE && s->means != FG_SECTION_META;
    if (field == 0 || field < content || says_so)
        return;
    s->means = FG_SECTION_REQUIRED;
    s->unknown = false;
    s->stated = true;
}

/* "Schedule: Monday to Friday": a label of few words, and what it says, on one line. */
static bool is_labelled(const line_list *lines, size_t i)
{
    enum { LONGEST_LABEL = 32 };
    if (i >= lines->n)
        return false;
    const struct fg_sv s = lines->at[i].text;
    const size_t colon = fg_sv_find(fg_sv_sub(s, 0, LONGEST_LABEL), FG_SV(":"));
    return lines->at[i].label || (colon != SIZE_MAX && colon + 1 < s.n);
}

/* "Education: Associate degree" beside other such lines under "Requirements": there it is
 * an item of its own, with its label; where no label follows it is a section's heading. */
static bool labels_item(const line_list *lines, size_t i, const struct section *now)
{
    const struct line *l = &lines->at[i];
    return l->label && now->means == FG_SECTION_REQUIRED &&
           l->rule->means == FG_SECTION_REQUIRED && now->first > 0 &&
           !lines->at[now->first - 1].label && !extract_is_upper_case(l->text) &&
           i + 1 < lines->n && lines->at[i + 1].role == LINE_CONTENT &&
           (is_labelled(lines, i + 2) || (i > now->first && is_labelled(lines, i - 1)));
}

static void take_label(struct line *label, struct line *item)
{
    item->text = (struct fg_sv){label->text.p,
                                (size_t)(item->text.p - label->text.p) + item->text.n};
    item->at = label->at;
    label->role = LINE_SUBHEADING;
}

static bool has_content(const line_list *lines, const struct section *s)
{
    for (size_t i = s->first; i < s->end; i++)
        if (lines->at[i].role == LINE_CONTENT)
            return true;
    return false;
}

/* Prose asks for less where a list does so, and behind that list for nothing. */
static void look_for_bodies(const line_list *lines, section_list *sections)
{
    enum { ASKED = 1, DONE = 2 };
    unsigned bodies = 0;
    for (size_t i = 0; i < sections->n; i++) {
        struct section *s = &sections->at[i];
        s->before = bodies;
        if ((s->rule || s->stated) && extract_is_posting_body(s->means) && has_content(lines, s))
            bodies |= s->means == FG_SECTION_DUTIES ? DONE : ASKED;
    }
    for (size_t i = 0; i < sections->n; i++)
        sections->at[i].whole = bodies;
}

/* ---- tables whose columns say "Essential" and "Desirable" ---- */

struct columns {
    const struct line *heading[8]; /* of each column, 1-based; NULL: it says nothing      */
    unsigned last;                 /* column of the cell before; 0: no table is open      */
    bool first_row;                /* alone says what stands in the columns               */
    bool prefers;                  /* one of them is what is preferred                    */
};

static void see_line(struct columns *c, struct line *l, const struct heading *h)
{
    if (l->kind != FG_BLOCK_CELL) {
        *c = (struct columns){0};
        return;
    }
    c->first_row = c->last == 0 || (c->first_row && l->level > c->last);
    c->last = l->level;
    if (!c->first_row || !h->rule || l->level >= sizeof c->heading / sizeof *c->heading ||
        !extract_is_posting_body((enum fg_section)h->rule->means))
        return;
    l->rule = h->rule;
    c->heading[l->level] = l;
    c->prefers = c->prefers || h->rule->means == FG_SECTION_PREFERRED;
}

/* The heading of the column that a cell stands in, or NULL. What stands beside such columns
 * in a few words names the row or how it is tested: a label. */
static const struct line *column_of(const struct columns *c, struct line *l)
{
    enum { LONGEST_LABEL = 60 };
    if (!c->prefers || c->first_row)
        return NULL;
    const bool known = l->level < sizeof c->heading / sizeof *c->heading && c->heading[l->level];
    if (!known && l->text.n <= LONGEST_LABEL)
        l->role = LINE_SUBHEADING;
    return known ? c->heading[l->level] : NULL;
}

static struct section *open_column(struct extraction *x, section_list *out, size_t first,
                                   const struct line *heading)
{
    struct section *s = open_section(x, out, first);
    if (s) {
        s->heading = heading->text;
        s->rank = 8;
        s->rule = heading->rule;
        s->means = (enum fg_section)heading->rule->means;
    }
    return s;
}

/* Opens the section under a heading, line i. */
static struct section *open_headed(struct extraction *x, section_list *out, struct line *l,
                                   size_t i, const struct heading *h)
{
    const struct section *now = &out->at[out->n - 1];
    enum fg_section before = now->unknown ? now->parent : now->means;
    if (before == FG_SECTION_PREFERRED && !h->rule && h->rank <= now->rank)
        before = FG_SECTION_REQUIRED; /* what is preferred ends where it began */
    l->role = LINE_HEADING;
    struct section *s = open_section(x, out, i + 1);
    if (!s)
        return NULL;
    s->heading = l->text;
    s->rank = h->rank;
    s->rule = h->rule;
    s->unknown = !h->rule;
    s->parent = h->rank >= 7 ? before : FG_SECTION_NONE;
    if (h->rule)
        s->means = (enum fg_section)h->rule->means;
    return s;
}

/* "Who we are: ..." and paragraphs behind it: a label speaks of its own paragraph, unless what
 * is asked for or done stands under it. */
static bool ends_label(const line_list *lines, const struct section *now, size_t i)
{
    return now->first > 0 && i > now->first && lines->at[now->first - 1].label &&
           now->rule && !extract_is_posting_body(now->means) &&
           now->means != FG_SECTION_NONE && lines->at[i].kind == FG_BLOCK_PARAGRAPH &&
           lines->at[now->first].kind == FG_BLOCK_PARAGRAPH;
}

/* Opens a section where a column of such a table changes it, and where the table ends. */
static struct section *mind_columns(struct extraction *x, section_list *out, struct columns *c,
                                    struct line *l, size_t i, const struct heading *h)
{
    struct section *now = &out->at[out->n - 1];
    const bool ends = c->prefers && l->kind != FG_BLOCK_CELL;
    see_line(c, l, h);
    const struct line *column = h->is ? NULL : column_of(c, l);
    if (column)
        return column->text.p == now->heading.p ? now : open_column(x, out, i, column);
    return ends && !h->is ? open_section(x, out, i) : now;
}

void extract_outline(struct extraction *x, line_list *lines, section_list *out)
{
    enum { TOP = 3, LEAST_BODY = 3 };
    size_t body = 0; /* lines that said what the posting is about */
    bool over = false;
    struct columns columns = {0};
    struct section *now = open_section(x, out, 0);
    for (size_t i = 0; now && i < lines->n; i++) {
        struct line *l = &lines->at[i];
        const struct heading h = over ? (struct heading){0} : extract_heading_at(x, lines, i);
        now = mind_columns(x, out, &columns, l, i, &h);
        if (now && !h.is && ends_label(lines, now, i))
            now = open_section(x, out, i);
        if (now && h.is && labels_item(lines, i, now)) {
            take_label(l, &lines->at[i + 1]);
        } else if (now && h.is && !h.rule && h.rank > now->rank &&
                   extract_is_posting_body(now->means)) {
            l->role = LINE_SUBHEADING; /* deeper than what it stands under */
        } else if (now && h.is) {
            now = open_headed(x, out, l, i, &h);
            over = now && body >= LEAST_BODY && now->means == FG_SECTION_PAGE;
            /* "Search jobs" at the top of a print: what follows may still be the posting */
            if (now)
                now->apart = over || (now->means == FG_SECTION_PAGE && x->document->is_page &&
                                      i > lines->n / TOP);
        }
        if (!now)
            return;
        body += l->role == LINE_CONTENT && extract_is_posting_body(now->means);
        l->section = out->n - 1;
        now->end = i + 1;
    }
    for (size_t i = 0; i < out->n; i++) {
        settle_field(lines, &out->at[i]);
        if (out->at[i].unknown)
            vote(x, lines, &out->at[i]);
    }
    look_for_bodies(lines, out);
}
