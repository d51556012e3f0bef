#include "extract/part.h"

#include "extract/internal.h"

/* Cuts a text at what divides the members of a list. What that is stands in the rules of the
 * language, group skill_list. */

enum { LONGEST_LIST = 8 }; /* parts behind "knowledge of" */

const struct fg_rule *extract_list_rule(const struct members *m, size_t i, size_t *n)
{
    const struct fg_rule *rule = NULL;
    *n = fg_group_at(m->group, m->t, i, &rule);
    return *n ? rule : NULL;
}

bool extract_list_is(const struct members *m, size_t i, enum fg_skill_list means)
{
    size_t n;
    const struct fg_rule *rule = extract_list_rule(m, i, &n);
    return rule && rule->means == (int)means;
}

bool extract_is_capital(const struct members *m, size_t i)
{
    return fg_utf8_upper_at(m->text, m->t->at[i].at);
}

bool extract_is_lower(const struct members *m, size_t i)
{
    return fg_is_alpha(m->text.p[m->t->at[i].at]) && !extract_is_capital(m, i);
}

bool extract_side_by_side(const struct members *m, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++)
        if (!fg_tokens_side_by_side(m->text, &m->t->at[i - 1], &m->t->at[i]) &&
            m->text.p[m->t->at[i].at - 1] != '/')
            return false;
    return true;
}

/* The strongest divider between two tokens; "query/model performance" is one. */
static bool divides(const struct members *m, size_t i, enum border *border, bool *bracket)
{
    const size_t end = m->t->at[i - 1].at + m->t->at[i - 1].n, next = m->t->at[i].at;
    bool found = false;
    for (size_t k = end; k < next; k++) {
        const char c = m->text.p[k];
        const bool blank_behind = k + 1 >= m->text.n || fg_is_space(m->text.p[k + 1]);
        const bool blank_before = fg_is_space(m->text.p[k - 1]);
        if (c == '(' || c == '[')
            *border = BORDER_OPEN;
        else if (c == ')' || c == ']')
            *border = BORDER_CLOSE;
        if (c == '(' || c == '[' || c == ')' || c == ']')
            *bracket = *border == BORDER_OPEN;
        else if (c == ',' || c == ';')
            *border = BORDER_COMMA;
        else if (c == '/' && !(extract_is_lower(m, i - 1) && extract_is_lower(m, i)))
            *border = BORDER_SLASH;
        else if (c == ':' || c == '!' || c == '?' || c == '|' || (c == '.' && blank_behind) ||
                 (c == '-' && blank_before) || (c == '\xe2' && blank_before))
            *border = BORDER_SENTENCE;
        else
            continue;
        found = true;
    }
    return found;
}

static void open_part(struct members *m, size_t at, enum border border, bool *bracket)
{
    if (m->n && m->parts[m->n - 1].first == m->parts[m->n - 1].end) {
        const enum border was = m->parts[--m->n].before; /* nothing stood between the two */
        border = was > border ? was : border;
    }
    if (m->n < MOST_PARTS)
        m->parts[m->n++] = (struct part){.first = at, .end = at, .from = at, .before = border,
                                         .bracket = *bracket};
}

static void cut(struct members *m)
{
    bool bracket = false;
    open_part(m, 0, BORDER_START, &bracket);
    for (size_t i = 0; i < m->t->n && m->n < MOST_PARTS;) {
        enum border border = BORDER_START;
        size_t n;
        const struct fg_rule *rule = extract_list_rule(m, i, &n);
        if (i > 0 && m->parts[m->n - 1].first < i && divides(m, i, &border, &bracket))
            open_part(m, i, border, &bracket);
        struct part *p = &m->parts[m->n - 1];
        if (rule && rule->means == FG_LIST_JOINS) {
            i += n;
            if (i < m->t->n)
                open_part(m, i, divides(m, i, &border, &bracket) ? border : BORDER_JOIN, &bracket);
            continue;
        }
        if (rule && rule->means <= FG_LIST_MATTERS) {
            p->from = i + n;
            p->asked = true;
            p->matters = rule->means == FG_LIST_MATTERS;
            p->names = rule->means >= FG_LIST_NAMES;
        } else if (!rule) {
            n = 1;
        }
        i += n;
        p->end = i;
    }
}

static void mark_known(struct members *m)
{
    for (size_t k = 0, p = 0; k < m->known->n && p < m->n; k++) {
        const struct found *f = &m->known->at[k];
        const enum fg_skill_kind kind = m->lexicon->skills.at[f->surface->skill].kind;
        while (p < m->n && m->parts[p].end <= f->first)
            p++;
        for (size_t i = p; i < m->n && m->parts[i].first < f->first + f->count; i++) {
            m->parts[i].known = true;
            m->parts[i].thing |= f->sure && (kind == FG_SKILL_TOOL || kind == FG_SKILL_MACHINE ||
                                             kind == FG_SKILL_STANDARD);
        }
    }
}

/* Takes off what does not belong to the name: words before it, and all from the first
 * word that ends it. */
static void trim(struct members *m, struct part *p)
{
    while (p->from < p->end && extract_list_is(m, p->from, FG_LIST_SKIPS))
        p->from++;
    for (p->last = p->from; p->last < p->end && !extract_list_is(m, p->last, FG_LIST_ENDS) &&
                            !extract_list_is(m, p->last, FG_LIST_SKIPS);
         p->last++)
        ;
    p->ends = p->last < p->end;
}

/* A list goes on until a sentence ends, or a member has words behind it. What stands in
 * brackets does not end it. */
static void spread(struct members *m)
{
    const struct part *outer = m->parts;
    for (size_t i = 1, run = 0; i < m->n; i++) {
        struct part *p = &m->parts[i];
        const struct part *before = p->bracket ? p - 1 : outer;
        outer = p->bracket ? outer : p;
        run = before->from > before->first ? 0 : run + 1;
        if (p->asked || !before->asked || before->ends || p->before == BORDER_SENTENCE ||
            p->before == BORDER_CLOSE || run >= LONGEST_LIST)
            continue;
        p->asked = true;
        p->matters = before->matters;
        p->names = before->names;
    }
}

void extract_parts_cut(struct members *m)
{
    cut(m);
    mark_known(m);
    for (size_t i = 0; i < m->n; i++)
        trim(m, &m->parts[i]);
    spread(m);
}
