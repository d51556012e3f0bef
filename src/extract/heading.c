#include "extract/heading.h"

#include <string.h>

/* A heading is told by its shape and its words: the less it looks like one, the more of its
 * words must be words that a rule knows. */

/* "Interview process (3 weeks)": what stands in brackets at the end is no part of it. */
static struct fg_sv without_bracket(struct fg_sv s)
{
    const size_t at = fg_sv_find(s, FG_SV(" ("));
    return s.n && s.p[s.n - 1] == ')' && at != SIZE_MAX ? fg_sv_sub(s, 0, at) : s;
}

/* Whether token i only joins what stands around it: "and", "or". */
static bool is_joint(const struct fg_language *language, const struct fg_tokens *t, size_t i)
{
    const struct fg_rule *r = NULL;
    return fg_group_at(&language->groups[FG_GROUP_ANY_OF], t, i, &r) == 1 &&
           (r->means == FG_ANY_AND || r->means == FG_ANY_BETWEEN);
}

/* "Education, Experience and Special Requirements": several headings of one meaning with
 * nothing beside them. */
static const struct fg_rule *heading_of_several(const struct fg_language *language,
                                                const struct fg_tokens *t)
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_SECTION];
    const struct fg_rule *first = NULL;
    struct fg_rule_hit hit;
    size_t i = 0, n = 0;
    for (; fg_group_next(g, t, i, &hit); i = hit.first + hit.count, n++) {
        for (; i < hit.first; i++)
            if (!is_joint(language, t, i))
                return NULL;
        if (first && first->means != hit.rule->means)
            return NULL;
        first = first ? first : hit.rule;
    }
    return n > 1 && i == t->n ? first : NULL;
}

static const struct fg_rule *heading_in(const struct fg_language *language,
                                        const struct fg_tokens *t, double share)
{
    const struct fg_rule *r = fg_group_heading(&language->groups[FG_GROUP_SECTION], t, share);
    return r ? r : heading_of_several(language, t);
}

const struct fg_rule *extract_heading_rule(struct extraction *x, struct fg_sv text,
                                           double share)
{
    struct fg_tokens *t = &x->scratch->tokens;
    return extract_tokens(x, without_bracket(text), t) ? extract_heading_of(x, t, share) : NULL;
}

const struct fg_rule *extract_heading_of(struct extraction *x, const struct fg_tokens *t,
                                         double share)
{
    if (!x->language || t->n == 0)
        return NULL;
    const struct fg_rule *own = heading_in(x->language, t, share);
    return own || x->english == x->language ? own : heading_in(x->english, t, share);
}

enum shape { NO_HEADING, PLAIN, QUESTION, STYLED, MARKED_UP };

static const double least_share[] = {[PLAIN] = 0.66, [QUESTION] = 0.5, [STYLED] = 0.4,
                                     [MARKED_UP] = 0.34};

static char last_char(struct fg_sv s)
{
    while (s.n && (fg_is_space(s.p[s.n - 1]) || s.p[s.n - 1] == '*'))
        s.n--;
    return s.n ? s.p[s.n - 1] : '\0';
}

bool extract_is_upper_case(struct fg_sv s)
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
    const bool styled = (l->flags & FG_BLOCK_BOLD) || extract_is_upper_case(l->text);
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

/* Lines of one look side by side - bold ones, upper-case ones - are a list, not
 * headings without anything under them. */
static bool among_alike(const line_list *lines, size_t i)
{
    const struct line *l = &lines->at[i], *next = next_line(lines, i);
    if (l->kind == FG_BLOCK_HEADING || l->kind == FG_BLOCK_LABEL || last_char(l->text) == ':')
        return false;
    const unsigned look = FG_BLOCK_BOLD;
    const bool with_next = next && shape_of(next) == STYLED && next->kind == l->kind &&
                           (next->flags & look) == (l->flags & look) &&
                           last_char(next->text) != ':';
    const struct line *before = i > 0 ? &lines->at[i - 1] : NULL;
    const bool with_before = before && before->role == LINE_CONTENT &&
                             shape_of(before) == STYLED && before->kind == l->kind &&
                             (before->flags & look) == (l->flags & look) &&
                             last_char(before->text) != ':';
    return with_next || with_before;
}

struct heading extract_heading_at(struct extraction *x, const line_list *lines, size_t i)
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
