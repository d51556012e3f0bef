#include "extract/internal.h"

#include <string.h>

/* Which lines are headings, and what stands under them. A heading is told by its
 * shape and its words: the less it looks like one, the more of its words must be
 * words that a rule knows. */

enum shape { NO_HEADING, PLAIN, QUESTION, STYLED, MARKED_UP };

static const double least_share[] = {[PLAIN] = 0.66, [QUESTION] = 0.5, [STYLED] = 0.4,
                                     [MARKED_UP] = 0.34};

static char last_char(struct fg_sv s)
{
    while (s.n && (fg_is_space(s.p[s.n - 1]) || s.p[s.n - 1] == '*'))
        s.n--;
    return s.n ? s.p[s.n - 1] : '\0';
}

static bool is_upper_case(struct fg_sv s)
{
    size_t upper = 0;
    for (size_t i = 0; i < s.n;) {
        const uint32_t cp = fg_utf8_next(s, &i);
        if (fg_cp_is_upper(cp))
            upper++;
        else if (fg_cp_is_letter(cp))
            return false;
    }
    return upper >= 4;
}

static enum shape shape_of(const struct line *l)
{
    enum { LONGEST_PLAIN = 70, LONGEST_STYLED = 120, LONGEST_LEAD = 160 };
    const char last = last_char(l->text);
    const size_t n = l->text.n;
    if (l->kind == FG_BLOCK_HEADING)
        return n <= LONGEST_LEAD ? MARKED_UP : NO_HEADING;
    if (l->kind == FG_BLOCK_LABEL)
        return n <= LONGEST_STYLED ? STYLED : NO_HEADING;
    const bool styled = (l->flags & FG_BLOCK_BOLD) || is_upper_case(l->text);
    if (styled && n <= LONGEST_STYLED && last != '.' && last != ';' && last != ',')
        return STYLED;
    if (last == ':' && n <= LONGEST_LEAD)
        return STYLED;
    if (n <= LONGEST_PLAIN && !strchr(".,;!", last))
        return last == '?' ? QUESTION : PLAIN;
    return NO_HEADING;
}

static unsigned rank_of(const struct line *l, enum shape shape)
{
    if (l->kind == FG_BLOCK_HEADING)
        return l->level;
    return shape == STYLED ? ((l->flags & FG_BLOCK_BOLD) ? 7 : 8) : 9;
}

static const struct line *next_line(const line_list *lines, size_t i)
{
    return i + 1 < lines->n ? &lines->at[i + 1] : NULL;
}

/* An item is a heading only where it leads somewhere: it ends with a colon, or
 * deeper items follow. */
static bool item_leads(const struct line *l, const struct line *next)
{
    return last_char(l->text) == ':' ||
           (next && next->kind == FG_BLOCK_ITEM && next->level > l->level);
}

static const struct fg_rule *lead_rule(struct extraction *x, const struct line *l)
{
    if (!extract_tokens(x, l->text, &x->scratch->tokens))
        return NULL;
    struct fg_rule_hit hit;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_LEAD];
    return fg_group_next(g, &x->scratch->tokens, 0, &hit) && hit.first == 0 ? hit.rule : NULL;
}

/* "The ideal candidate should have": a line that is nothing but a lead-in needs no colon
 * for what it leads into. */
static const struct fg_rule *lead_alone(struct extraction *x, const struct line *l,
                                        const struct line *next)
{
    enum { LEAST_WORDS = 3, LONGEST = 60 };
    const struct fg_tokens *t = &x->scratch->tokens;
    struct fg_rule_hit hit;
    if (!next || l->kind == FG_BLOCK_ITEM || l->text.n > LONGEST ||
        !extract_tokens(x, l->text, &x->scratch->tokens) || t->n < LEAST_WORDS)
        return NULL;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_LEAD];
    return fg_group_next(g, t, 0, &hit) && hit.first == 0 && hit.count == t->n ? hit.rule : NULL;
}

bool extract_is_posting_body(enum fg_section means)
{
    return means == FG_SECTION_REQUIRED || means == FG_SECTION_PREFERRED ||
           means == FG_SECTION_DUTIES;
}

/* "Why you'll love it at Acme": a plain line that opens with a phrase of several
 * words is a heading though the rest of it is not known. */
static const struct fg_rule *opening_rule(struct extraction *x, struct fg_sv text)
{
    enum { LEAST_WORDS = 3, MOST_WORDS = 9, FEWER_WORDS = 2 };
    const struct fg_tokens *t = &x->scratch->tokens;
    struct fg_rule_hit hit;
    if (!extract_tokens(x, text, &x->scratch->tokens) || t->n > MOST_WORDS ||
        !fg_group_next(&x->language->groups[FG_GROUP_SECTION], t, 0, &hit) || hit.first != 0 ||
        hit.rule->means == FG_SECTION_PREFERRED) /* "Knowledge of X a plus" begins so too */
        return NULL;
    /* "Communication skills in English" is no heading, "Interview process at Acme" is */
    const size_t least = extract_is_posting_body((enum fg_section)hit.rule->means) ? LEAST_WORDS
                                                                          : FEWER_WORDS;
    return hit.count >= least ? hit.rule : NULL;
}

/* "Collections Manager Supplemental Questionnaire", "Senior Clerk Requirements": a styled
 * line that closes with a known heading is one, whatever names stand before it. */
static const struct fg_rule *closing_rule(struct extraction *x, struct fg_sv text)
{
    enum { MOST_WORDS = 8, MOST_BEFORE_ONE = 4 };
    const struct fg_tokens *t = &x->scratch->tokens;
    const struct fg_rule *rule = NULL;
    struct fg_rule_hit hit;
    if (!extract_tokens(x, text, &x->scratch->tokens) || t->n > MOST_WORDS)
        return NULL;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_SECTION];
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        if (hit.first + hit.count == t->n && hit.first > 0 &&
            (hit.count > 1 ||
             (t->n <= MOST_BEFORE_ONE &&
              extract_is_posting_body((enum fg_section)hit.rule->means))))
            rule = hit.rule;
    return rule;
}

/* "Parlons technique..." before a list is its heading. */
static bool trails_off(const struct line *l, const struct line *next)
{
    enum { LONGEST = 60 };
    const struct fg_sv s = fg_sv_trim(l->text);
    return l->kind == FG_BLOCK_PARAGRAPH && s.n <= LONGEST && next && next->kind == FG_BLOCK_ITEM &&
           (fg_sv_ends(s, FG_SV("...")) || fg_sv_ends(s, FG_SV("\xe2\x80\xa6")));
}

static bool begins_as_heading(struct extraction *x, struct fg_sv text)
{
    struct fg_rule_hit hit;
    return extract_tokens(x, text, &x->scratch->tokens) &&
           fg_group_next(&x->language->groups[FG_GROUP_SECTION], &x->scratch->tokens, 0, &hit) &&
           hit.first == 0;
}

/* "Responsible for the menu": a phrase that goes on into the rest of a plain line. */
static bool goes_on(struct extraction *x, struct fg_sv text)
{
    const struct fg_tokens *t = &x->scratch->tokens;
    struct fg_rule_hit hit;
    if (!extract_tokens(x, text, &x->scratch->tokens) ||
        !fg_group_next(&x->language->groups[FG_GROUP_SECTION], t, 0, &hit) || hit.first != 0 ||
        hit.count == t->n)
        return false;
    const struct fg_rule *last = extract_phrase_at(&x->language->groups[FG_GROUP_RUN_ON], t,
                                                   hit.count - 1);
    return hit.count > 1 && last && last->means == FG_RUN_ON_JOINS;
}

struct heading {
    bool is;
    const struct fg_rule *rule;
    unsigned rank;
};

/* Lines of one look side by side - bold ones, upper-case ones - are a list, not
 * headings without anything under them. */
static bool among_alike(const line_list *lines, size_t i)
{
    const struct line *l = &lines->at[i], *next = next_line(lines, i);
    if (l->kind == FG_BLOCK_HEADING || l->kind == FG_BLOCK_LABEL || last_char(l->text) == ':')
        return false;
    const unsigned look = FG_BLOCK_BOLD;
    const bool with_next = next && shape_of(next) == STYLED && next->kind == l->kind &&
                           (next->flags & look) == (l->flags & look) && last_char(next->text) != ':';
    const struct line *before = i > 0 ? &lines->at[i - 1] : NULL;
    const bool with_before = before && before->role == LINE_CONTENT &&
                             shape_of(before) == STYLED && before->kind == l->kind &&
                             (before->flags & look) == (l->flags & look) &&
                             last_char(before->text) != ':';
    return with_next || with_before;
}

static struct heading heading_at(struct extraction *x, const line_list *lines, size_t i)
{
    const struct line *l = &lines->at[i], *next = next_line(lines, i);
    struct heading h = {.rank = 8};
    if (l->role == LINE_HEADING) {
        h.is = true;
        h.rule = l->rule;
        return h;
    }
    const enum shape shape = trails_off(l, next) ? STYLED : shape_of(l);
    if (shape == NO_HEADING || !x->language)
        return h;
    if (l->kind == FG_BLOCK_ITEM && !item_leads(l, next)) {
        /* "✅ Requisitos" before paragraphs: a mark that is no bullet. "**Preferred**"
         * among plain items: a label inside the list. */
        const bool label = next && (l->flags & FG_BLOCK_BOLD) && !(next->flags & FG_BLOCK_BOLD);
        h.rule = next && (label || next->kind != FG_BLOCK_ITEM)
                     ? extract_heading_rule(x, l->text, 0.99)
                     : NULL;
        h.is = h.rule != NULL;
        return h;
    }
    h.rank = rank_of(l, shape);
    /* right under a heading a plain line is an item, but for a heading's very words */
    const bool under = shape < STYLED && i > 0 && lines->at[i - 1].role == LINE_HEADING;
    h.rule = extract_heading_rule(x, l->text, under ? 0.99 : least_share[shape]);
    if (h.rule && h.rule->means == FG_SECTION_PREFERRED && shape == PLAIN &&
        !begins_as_heading(x, l->text))
        h.rule = NULL; /* "Experience is a plus" */
    if (!h.rule && !under && shape < STYLED)
        h.rule = opening_rule(x, l->text);
    if (h.rule && shape == PLAIN && goes_on(x, l->text))
        h.rule = NULL;
    if (!h.rule && shape >= STYLED && l->kind != FG_BLOCK_ITEM && l->kind != FG_BLOCK_CELL)
        h.rule = closing_rule(x, l->text);
    if (l->kind == FG_BLOCK_ITEM && h.rule && (l->flags & FG_BLOCK_LINK))
        h.rule = NULL;
    if (h.rule && h.rule->means == FG_SECTION_PAGE && shape < STYLED && !x->document->is_page)
        h.rule = NULL; /* a text has no page around it */
    const bool leads = last_char(l->text) == ':' ||
                       (next && next->kind == FG_BLOCK_ITEM && l->kind == FG_BLOCK_PARAGRAPH);
    if (!h.rule && leads)
        h.rule = lead_rule(x, l);
    if (!h.rule && !leads)
        h.rule = lead_alone(x, l, next);
    h.is = h.rule || (shape >= STYLED && l->kind != FG_BLOCK_ITEM && l->kind != FG_BLOCK_CELL &&
                      !among_alike(lines, i));
    return h;
}

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
           !lines->at[now->first - 1].label && !is_upper_case(l->text) && i + 1 < lines->n &&
           lines->at[i + 1].role == LINE_CONTENT &&
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

void extract_outline(struct extraction *x, line_list *lines, section_list *out)
{
    enum { TOP = 3, LEAST_BODY = 3 };
    size_t body = 0; /* lines that said what the posting is about */
    bool over = false;
    struct section *now = open_section(x, out, 0);
    for (size_t i = 0; now && i < lines->n; i++) {
        struct line *l = &lines->at[i];
        const struct heading h = over ? (struct heading){0} : heading_at(x, lines, i);
        if (h.is && labels_item(lines, i, now)) {
            take_label(l, &lines->at[i + 1]);
        } else if (h.is && !h.rule && h.rank > now->rank && extract_is_posting_body(now->means)) {
            l->role = LINE_SUBHEADING; /* deeper than what it stands under */
        } else if (h.is) {
            enum fg_section before = now->unknown ? now->parent : now->means;
            if (before == FG_SECTION_PREFERRED && !h.rule && h.rank <= now->rank)
                before = FG_SECTION_REQUIRED; /* what is preferred ends where it began */
            l->role = LINE_HEADING;
            now = open_section(x, out, i + 1);
            if (!now)
                return;
            now->heading = l->text;
            now->rank = h.rank;
            now->rule = h.rule;
            now->unknown = !h.rule;
            now->parent = h.rank >= 7 ? before : FG_SECTION_NONE;
            if (h.rule)
                now->means = (enum fg_section)h.rule->means;
            over = body >= LEAST_BODY && now->means == FG_SECTION_PAGE;
            /* "Search jobs" at the top of a print: what follows may still be the posting */
            now->apart = over || (now->means == FG_SECTION_PAGE && x->document->is_page &&
                                  i > lines->n / TOP);
        }
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
