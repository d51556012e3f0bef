#include "extract/skill.h"

#include "extract/internal.h"

/* Skills that no lexicon knows: members of a list of skills ("Terraform, Foo and Bar"),
 * of a bracket behind one ("data modelling (facts, dimensions, grain)"), and what is
 * named behind "knowledge of". What such a list looks like is in the rules of the
 * language, group skill_list; nothing here is found outside of one. */

enum {
    MOST_PARTS = 64,   /* of one text; what stands behind them is not looked at     */
    LONGEST_NAME = 4,  /* words of a name: "Google Cloud Run Jobs"                  */
    LONGEST_MATTER = 3,/* words of a noun phrase: "subscription economy metrics"    */
    MOST_AROUND = 2,   /* words at either side of a known name in its noun phrase    */
    LONGEST_LIST = 8   /* parts behind "knowledge of"                               */
};

/* Where several stand between two parts the strongest counts, which is the last here. */
enum border { BORDER_START, BORDER_CLOSE, BORDER_COMMA, BORDER_JOIN, BORDER_SLASH, BORDER_OPEN,
              BORDER_SENTENCE };

/* What stands between two dividers. */
struct part {
    size_t first, end;      /* tokens                                               */
    size_t from;            /* behind the last cue in it                            */
    enum border before;
    bool asked;             /* a cue stands before it, or before the list           */
    bool matters;           /* ... behind which any noun phrase is meant            */
    bool names;             /* ... behind which a capital makes a name              */
    bool bracket;
    bool known;             /* holds a skill                                        */
    bool thing;             /* ... a tool, a standard, a machine                    */
    bool ends;              /* has words behind what it names                       */
    size_t last;            /* behind the words that can be a name                  */
};

struct members {
    const struct fg_lexicon *lexicon;
    const struct fg_rules *rules;
    const struct fg_rule_group *group;
    struct fg_sv text;
    const struct fg_tokens *t;
    const found_list *known;
    struct part parts[MOST_PARTS];
    size_t n;
    bool capitals;          /* a capital makes a name: not in German, nor in a title */
};

/* ---- words ---- */

static char first_of(const struct members *m, size_t i)
{
    return m->text.p[m->t->at[i].at];
}

static bool is_capital_word(const struct members *m, size_t i)
{
    return fg_utf8_upper_at(m->text, m->t->at[i].at);
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

static const struct fg_rule *rule_at(const struct members *m, size_t i, size_t *n)
{
    const struct fg_rule *rule = NULL;
    *n = fg_group_at(m->group, m->t, i, &rule);
    return *n ? rule : NULL;
}

static bool is_rule(const struct members *m, size_t i, enum fg_skill_list means)
{
    size_t n;
    const struct fg_rule *rule = rule_at(m, i, &n);
    return rule && rule->means == (int)means;
}

/* ---- parts ---- */

static bool is_lower(const struct members *m, size_t i)
{
    return fg_is_alpha(first_of(m, i)) && !is_capital_word(m, i);
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
        else if (c == '/' && !(is_lower(m, i - 1) && is_lower(m, i)))
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

static void cut_parts(struct members *m)
{
    bool bracket = false;
    open_part(m, 0, BORDER_START, &bracket);
    for (size_t i = 0; i < m->t->n && m->n < MOST_PARTS;) {
        enum border border = BORDER_START;
        size_t n;
        const struct fg_rule *rule = rule_at(m, i, &n);
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
    while (p->from < p->end && is_rule(m, p->from, FG_LIST_SKIPS))
        p->from++;
    for (p->last = p->from; p->last < p->end && !is_rule(m, p->last, FG_LIST_ENDS) &&
                            !is_rule(m, p->last, FG_LIST_SKIPS);
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

/* ---- members ---- */

static bool side_by_side(const struct members *m, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++)
        if (!fg_tokens_side_by_side(m->text, &m->t->at[i - 1], &m->t->at[i]) &&
            m->text.p[m->t->at[i].at - 1] != '/')
            return false;
    return true;
}

static bool is_excluded(const struct members *m, size_t first, size_t end)
{
    struct fg_sv name;
    for (size_t i = first; i < end; i++)
        if (is_rule(m, i, FG_LIST_NOT) || fg_is_digit(first_of(m, i)) || m->t->at[i].n < 2 ||
            fg_rules_human_language_at(m->rules, m->text, m->t, i, &name))
            return true;
    return false;
}

/* Words at the start of a part that are written like a name. */
static size_t name_length(const struct members *m, const struct part *p, bool capitals)
{
    size_t n = 0;
    while (p->from + n < p->last) {
        const size_t i = p->from + n;
        const bool plain = capitals && m->capitals && i > 0 && is_capital_word(m, i) &&
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
        if (is_capital_word(m, i))
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
        !side_by_side(m, p->from, p->from + n))
        return 0;
    if (named)
        return n;
    if (n > LONGEST_MATTER || has_capital(m, p->from + 1, p->last))
        return 0;
    if (bracket)
        return p->ends ? 0 : n;
    return p->matters && n > 1 ? n : 0;
}

/* ---- noun phrases around what is known ---- */

/* Whether tokens [first, end) are a few plain words of one noun phrase. */
static bool is_plain(const struct members *m, size_t first, size_t end)
{
    size_t n;
    for (size_t i = first; i < end; i++)
        if (rule_at(m, i, &n) || !is_lower(m, i) || m->t->at[i].n < 3)
            return false;
    return true;
}

/* "knowledge of museum paleontology collections", "of database trending analysis": behind
 * such a cue all of a part is one noun phrase. */
static void fill_part(const struct members *m, const struct part *p, struct found *f)
{
    const size_t end = f->first + f->count;
    const size_t left = p->asked && f->first > p->from ? f->first - p->from : 0;
    const size_t right = p->last > end ? p->last - end : 0;
    if (left > MOST_AROUND || right > MOST_AROUND || left + right == 0 ||
        !side_by_side(m, f->first - left, p->last) || !is_plain(m, p->from, p->from + left) ||
        !is_plain(m, end, end + right))
        return;
    f->first -= left;
    f->count += left + right;
}

/* "election laws and procedures": one more head of the same name. */
static bool is_pair(const struct members *m, const struct part *p, const struct found *f)
{
    return p->before == BORDER_JOIN && p->from == p->first && p->last == p->from + 1 &&
           !p->ends && p->from == f->first + f->count + 1 &&
           fg_heads_pair(&m->lexicon->heads, m->t, f->first + f->count - 1) &&
           fg_heads_pair(&m->lexicon->heads, m->t, p->from);
}

/* "laws, policies and procedures": beside its like such a word alone says too little. */
static bool is_general(const struct members *m, const struct found *f)
{
    const struct fg_heads *heads = &m->lexicon->heads;
    size_t before = f->first, after = f->first + 1;
    if (f->count > 1 || !fg_heads_pair(heads, m->t, f->first))
        return false;
    before -= before > 1 && is_rule(m, before - 1, FG_LIST_JOINS);
    after += after < m->t->n && is_rule(m, after, FG_LIST_JOINS);
    return (before > 0 && fg_heads_pair(heads, m->t, before - 1)) ||
           (after < m->t->n && fg_heads_pair(heads, m->t, after));
}

static void take_in_pairs(struct members *m, found_list *all)
{
    size_t n = 0;
    for (size_t i = 0, k = 0; k < all->n; k++) {
        struct found f = all->at[k];
        const size_t end = f.first + f.count;
        while (i < m->n && m->parts[i].first < end)
            i++;
        if (is_general(m, &f))
            continue;
        if (f.count > 1 && i < m->n && is_pair(m, &m->parts[i], &f)) {
            f.count += 2;
            m->parts[i].known = true;
        }
        all->at[n++] = f;
    }
    all->n = n;
}

static void fill_parts(struct members *m, found_list *all)
{
    for (size_t i = 0, k = 0; i < m->n; i++) {
        const struct part *p = &m->parts[i];
        while (k < all->n && all->at[k].first < p->from)
            k++;
        const bool one = k < all->n && all->at[k].first + all->at[k].count <= p->last &&
                         (k + 1 >= all->n || all->at[k + 1].first >= p->end);
        if (one)
            fill_part(m, p, &all->at[k]);
    }
    take_in_pairs(m, all);
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
            capitals += is_capital_word(m, i);
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
    cut_parts(&m);
    mark_known(&m);
    for (size_t i = 0; i < m.n; i++)
        trim(&m, &m.parts[i]);
    spread(&m);
    if (has_names(m.group))
        fill_parts(&m, all);
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
