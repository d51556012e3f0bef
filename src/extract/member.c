#include "extract/part.h"

#include "extract/internal.h"

/* Skills that no lexicon knows: members of a list of skills ("Terraform, Foo and Bar"),
 * of a bracket behind one ("data modelling (facts, dimensions, grain)"), and what is
 * named behind "knowledge of". What such a list looks like is in the rules of the
 * language, group skill_list; nothing here is found outside of one. */

enum {
    LONGEST_NAME = 4,  /* words of a name: "Google Cloud Run Jobs"                  */
    LONGEST_MATTER = 3 /* words of a noun phrase: "subscription economy metrics"    */
};

/* ---- words ---- */

static char first_of(const struct members *m, size_t i)
{
    return m->text.p[m->t->at[i].at];
}

/* "POS", "JPA2", "dbtCloud", "S/4": no everyday word is written so. */
static bool is_odd_word(const struct members *m, size_t i)
{
    const struct fg_sv w = fg_sv_sub(m->text, m->t->at[i].at, m->t->at[i].n);
    size_t upper = 0, lower = 0, digits = 0;
    bool inner = false;
    for (size_t k = 0; k < w.n; k++) {
        const char c = w.p[k];
        const bool up = c >= 'A' && c <= 'Z';
        inner = inner || (up && lower > 0);
        upper += up;
        lower += c >= 'a' && c <= 'z';
        digits += fg_is_digit(c);
    }
    if (upper + lower < 1 || w.n < 2 || fg_is_digit(w.p[0]))
        return false;
    return inner || (upper >= 2 && lower <= 1) || (digits && upper);
}

/* ---- members ---- */

static bool is_excluded(const struct members *m, size_t first, size_t end)
{
    struct fg_sv name;
    for (size_t i = first; i < end; i++)
        if (extract_list_is(m, i, FG_LIST_NOT) || fg_is_digit(first_of(m, i)) ||
            m->t->at[i].n < 2 || fg_rules_human_language_at(m->rules, m->text, m->t, i, &name))
            return true;
    return false;
}

/* Words at the start of a part that are written like a name. */
static size_t name_length(const struct members *m, const struct part *p, bool capitals)
{
    size_t n = 0;
    while (p->from + n < p->last) {
        const size_t i = p->from + n;
        const bool plain = capitals && m->capitals && i > 0 && extract_is_capital(m, i) &&
                           m->t->at[i].n > 1;
        if (!is_odd_word(m, i) && !plain)
            break;
        n++;
    }
    return n;
}

/* Whether a part stands beside a thing in a list. */
static bool beside_thing(const struct members *m, size_t i)
{
    const struct part *p = &m->parts[i];
    const bool after = p->before == BORDER_COMMA || p->before == BORDER_JOIN ||
                       p->before == BORDER_SLASH || p->before == BORDER_OPEN;
    if (after && i > 0 && p[-1].thing && !p[-1].ends)
        return true;
    return i + 1 < m->n && p[1].thing &&
           (p[1].before == BORDER_COMMA || p[1].before == BORDER_JOIN ||
            p[1].before == BORDER_SLASH);
}

/* "SQL (window functions, joins)": a bracket of several, behind a skill or around one. */
static bool lists_in_bracket(const struct members *m, size_t i)
{
    size_t first = i, end = i + 1;
    while (first > 0 && m->parts[first].before != BORDER_OPEN)
        first--;
    while (end < m->n && m->parts[end].bracket && m->parts[end].before != BORDER_OPEN)
        end++;
    bool known = first > 0 && m->parts[first - 1].known;
    for (size_t k = first; k < end; k++)
        known = known || m->parts[k].known;
    return known && end - first >= 2;
}

static bool has_capital(const struct members *m, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (extract_is_capital(m, i))
            return true;
    return false;
}

/* How many words from p->from on are a skill, 0 for none. */
static size_t member_length(const struct members *m, size_t i)
{
    const struct part *p = &m->parts[i];
    const bool bracket = p->bracket && lists_in_bracket(m, i);
    const bool listed = p->asked || bracket || beside_thing(m, i);
    const size_t all = p->last - p->from;
    if (p->known || p->last <= p->from || !listed)
        return 0;
    const size_t named = name_length(m, p, p->names || bracket || beside_thing(m, i));
    const size_t n = named && named < all && all > LONGEST_NAME ? named : all;
    if (n > LONGEST_NAME || is_excluded(m, p->from, p->from + n) ||
        !extract_side_by_side(m, p->from, p->from + n))
        return 0;
    if (named)
        return n;
    if (n > LONGEST_MATTER || has_capital(m, p->from + 1, p->last))
        return 0;
    if (bracket)
        return p->ends ? 0 : n;
    return p->matters && n > 1 ? n : 0;
}

static bool has_names(const struct fg_rule_group *g)
{
    for (size_t i = 0; i < g->rules.n; i++)
        if (g->rules.at[i]->means == FG_LIST_NAMES || g->rules.at[i]->means == FG_LIST_MATTERS)
            return true;
    return false;
}

static bool is_titled(const struct members *m)
{
    size_t capitals = 0, words = 0;
    for (size_t i = 0; i < m->t->n; i++)
        if (m->t->at[i].n > 1) {
            words++;
            capitals += extract_is_capital(m, i);
        }
    return words > 3 && capitals * 4 > words * 3;
}

bool extract_insert(found_list *all, fg_arena *arena, struct found f)
{
    struct found *last = fg_vec_add(arena, all);
    if (!last)
        return false;
    size_t i = all->n - 1;
    for (; i > 0 && all->at[i - 1].first > f.first; i--)
        all->at[i] = all->at[i - 1];
    all->at[i] = f;
    return true;
}

void extract_members(const struct fg_rules *rules, const struct fg_language *language,
                     struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                     found_list *all)
{
    struct members m = {.lexicon = fg_rules_lexicon(rules), .rules = rules, .text = text, .t = t,
                        .group = &language->groups[FG_GROUP_SKILL_LIST], .known = all};
    if (t->n == 0 || m.group->rules.n == 0)
        return;
    m.capitals = has_names(m.group) && !is_titled(&m);
    extract_parts_cut(&m);
    if (has_names(m.group))
        extract_whole_phrases(&m, all);
    found_list more = {0};
    for (size_t i = 0; i < m.n; i++) {
        const size_t n = member_length(&m, i);
        struct found *f = n ? fg_vec_add(arena, &more) : NULL;
        if (f) {
            *f = (struct found){.first = m.parts[i].from, .count = n, .sure = true};
            m.parts[i].thing = true; /* of a name the next one may be a neighbour */
        }
    }
    for (size_t i = 0; i < more.n; i++)
        if (!extract_insert(all, arena, more.at[i]))
            return;
}
