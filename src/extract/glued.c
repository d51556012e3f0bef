#include "extract/internal.h"

#include <string.h>

/* Text that lost the white space between its lines: where they must have ended. */

static bool begins_with(const struct fg_rule_group *g, const struct fg_tokens *t)
{
    struct fg_rule_hit hit;
    return fg_group_next(g, t, 0, &hit) && hit.first == 0;
}

static bool is_capitalised(struct fg_sv s, size_t i)
{
    size_t next = i;
    if (i >= s.n || !fg_utf8_upper_at(s, i))
        return false;
    fg_utf8_next(s, &next);
    return fg_utf8_lower_at(s, next);
}

/* A line begins with a capital, or with what is no ASCII: most bytes are neither. */
static bool may_begin_line(char c)
{
    return (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool is_glued(struct fg_sv s, size_t i)
{
    enum { LEAST = 3 };
    if (i < LEAST || !may_begin_line(s.p[i]) || ((unsigned char)s.p[i] & 0xc0) == 0x80 ||
        !is_capitalised(s, i))
        return false;
    for (size_t k = 1; k <= LEAST; k++)
        if (!((s.p[i - k] >= 'a' && s.p[i - k] <= 'z') || (s.p[i - k] & 0x80)))
            return false;
    return true;
}

/* "What you bringDegree": the words up to the next break begin with a heading's. */
static bool heads_line(struct extraction *x, struct fg_sv rest)
{
    enum { REACH = 60 };
    size_t end = 1;
    while (end < rest.n && end < REACH && !is_glued(rest, end))
        end++;
    return extract_tokens(x, fg_sv_sub(rest, 0, end), &x->scratch->more) &&
           begins_with(&x->language->groups[FG_GROUP_SECTION], &x->scratch->more);
}

/* "experiencePrior", "RequisitosExperiencia": where white space was lost between two
 * words, a heading or an item may begin. The text is the document's own, so a break
 * can only be seen, not made: the words behind it are looked up by themselves. */
static bool opens_behind(struct extraction *x, struct fg_sv rest, bool torn)
{
    struct fg_tokens *t = &x->scratch->more;
    size_t word = 1;
    while (word < rest.n && !fg_is_space(rest.p[word]) &&
           !(fg_cp_is_upper((unsigned char)rest.p[word]) && fg_is_alpha(rest.p[word])))
        word++;
    if (!extract_tokens(x, fg_sv_sub(rest, 0, word), t) || t->n != 1)
        return false;
    uint32_t value;
    const struct fg_rule_group *groups = x->language->groups;
    const struct fg_rule *open = extract_phrase_at(&groups[FG_GROUP_RUN_ON], t, 0);
    return (open && open->means == FG_RUN_ON_OPENS) ||
           fg_phrases_longest(&groups[FG_GROUP_SECTION].trie, t, 0, &value) == 1 ||
           (torn && (begins_with(&groups[FG_GROUP_CUE], t) ||
                     begins_with(&groups[FG_GROUP_DEGREE], t) || heads_line(x, rest)));
}

static size_t word_before(struct fg_sv s, size_t i)
{
    while (i > 0 && (fg_is_alpha(s.p[i - 1]) || (s.p[i - 1] & 0x80)))
        i--;
    return i;
}

/* "OpenShift", "PagerDuty": a capitalised word before the break is part of a name,
 * unless it is a heading ("RequisitosExperiencia"). */
static bool closes_before(struct extraction *x, struct fg_sv s, size_t i)
{
    struct fg_tokens *t = &x->scratch->more;
    uint32_t value;
    const size_t start = word_before(s, i);
    if (!fg_utf8_upper_at(s, start))
        return true;
    return extract_tokens(x, fg_sv_sub(s, start, i - start), t) && t->n == 1 &&
           fg_phrases_longest(&x->language->groups[FG_GROUP_SECTION].trie, t, 0, &value) == 1;
}

/* "... in general.Prepare", "What we ask?Degree", "history¿Qué": in text known to have
 * lost its breaks, a mark with a capital right behind it ends a line. */
static bool ends_torn_line(struct fg_sv s, size_t i)
{
    static const char *const opening[] = {"¿", "¡", "•", "✅"};
    const struct fg_sv rest = fg_sv_sub(s, i, s.n);
    if (i < 2 || fg_is_space(s.p[i - 1]))
        return false;
    for (size_t k = 0; k < sizeof opening / sizeof *opening; k++)
        if (fg_sv_starts(rest, fg_sv_of(opening[k])))
            return true;
    const bool mark = strchr(".:!?)", s.p[i - 1]) && s.p[i - 1];
    const bool word = fg_is_alpha(s.p[i - 2]) || (s.p[i - 2] & 0x80) || s.p[i - 2] == ')';
    return mark && (word || s.p[i - 1] == ')') && is_capitalised(s, i);
}

size_t extract_may_break(struct fg_sv s, size_t i)
{
    while (i < s.n && !(may_begin_line(s.p[i]) && i && !fg_is_space(s.p[i - 1])))
        i++;
    return i;
}

/* Breaks behind words in small letters, or before words that items begin with, which
 * no name has so many of. */
bool extract_has_lost_breaks(struct extraction *x, struct fg_sv s)
{
    enum { LEAST = 3 };
    size_t n = 0;
    for (size_t i = extract_may_break(s, 0); i < s.n && n < LEAST; i = extract_may_break(s, i + 1))
        n += is_glued(s, i) && (!fg_utf8_upper_at(s, word_before(s, i)) ||
                                opens_behind(x, fg_sv_sub(s, i, s.n), true));
    return n == LEAST;
}

bool extract_breaks_at(struct extraction *x, struct fg_sv s, size_t i, bool torn)
{
    if (!may_begin_line(s.p[i]))
        return false;
    if (torn && ends_torn_line(s, i))
        return true;
    if (torn && i && fg_is_alnum(s.p[i - 1]) && is_capitalised(s, i) && !is_glued(s, i))
        return opens_behind(x, fg_sv_sub(s, i, s.n), torn); /* "SQLExperience" */
    if (!is_glued(s, i))
        return false;
    const bool closes = closes_before(x, s, i);
    return torn ? closes || opens_behind(x, fg_sv_sub(s, i, s.n), torn)
                : closes && opens_behind(x, fg_sv_sub(s, i, s.n), torn);
}
