#include "extract/company.h"

#include <limits.h>
#include <string.h>

/* What a company may be called, and the votes for a name. */

/* "AI-native": a word of the language, not a name. */
static bool is_compound(struct fg_sv name)
{
    for (size_t i = 0; i + 1 < name.n; i++)
        if (name.p[i] == '-' && name.p[i + 1] >= 'a' && name.p[i + 1] <= 'z')
            return true;
    return false;
}

/* Letters and few digits, no marks; of several words one begins with a capital. */
static bool has_shape_of_name(struct fg_sv name)
{
    enum { MOST_DIGITS = 3 };
    static const bool never[UCHAR_MAX + 1] = {
        ['<'] = 1, ['>'] = 1, ['{'] = 1, ['}'] = 1, ['['] = 1, [']'] = 1, ['('] = 1,
        [')'] = 1, ['='] = 1, ['#'] = 1, ['|'] = 1, ['$'] = 1, [';'] = 1};
    size_t letters = 0, digits = 0;
    bool small_words = memchr(name.p, ' ', name.n) != NULL;
    for (size_t i = 0; i < name.n; i++) {
        const char c = name.p[i];
        digits += fg_is_digit(c);
        letters += fg_is_alpha(c) || c & 0x80;
        small_words = small_words && !fg_utf8_upper_at(name, i);
        if (digits > MOST_DIGITS || never[(unsigned char)c])
            return false;
    }
    return letters > 0 && !small_words;
}

/* Whose name its words are. Asked of the same names again and again. */
static enum name_kind kind_of(struct company_search *s, struct fg_sv name)
{
    uint32_t *known = fg_map_put(&s->kinds, s->x->arena, name);
    const bool unknown = !known || *known == FG_MAP_NONE;
    const enum name_kind kind = unknown ? name_kind(s->x, name) : (enum name_kind)*known;
    if (known)
        *known = kind;
    return kind;
}

static bool may_be(struct company_search *s, struct fg_sv name, enum name_kind most)
{
    return name.n > 1 && name.n <= NAME_LONGEST && has_shape_of_name(name) &&
           !is_compound(name) && fg_sv_find(name, FG_SV("://")) == SIZE_MAX &&
           (!s->title.n || fg_sv_find(name, s->title) == SIZE_MAX) &&
           kind_of(s, name) <= most;
}

bool company_may_be(struct company_search *s, struct fg_sv name)
{
    return may_be(s, name, NAME_OF_SOMEONE);
}

/* "Acme's" as "Acme", which the text has too; "Lowe's" stays. */
static struct fg_sv without_possessive(struct company_search *s, struct fg_sv name)
{
    if (!fg_sv_possessive(name))
        return name;
    const struct fg_sv shorter = fg_sv_sub(name, 0, name.n - fg_sv_possessive(name));
    const struct fg_sv text = s->x->text;
    for (size_t at = 0, found;
         (found = fg_sv_find(fg_sv_sub(text, at, text.n), shorter)) != SIZE_MAX;) {
        at += found + shorter.n;
        if (at < text.n && (fg_is_space(text.p[at]) || strchr(".,;:!?)", text.p[at])))
            return shorter;
    }
    return name;
}

/* "Acme," in a line of its own, before the rest of the sentence. */
static struct fg_sv without_marks(struct fg_sv name)
{
    while (name.n && strchr(",;", name.p[name.n - 1]))
        name.n--;
    return name;
}

struct fg_sv company_without_part(struct company_search *s, struct fg_sv name)
{
    struct fg_tokens *t = &s->x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    size_t house = 0;
    const char *space = name.n ? memchr(name.p, ' ', name.n) : NULL;
    if (!space || !memchr(space + 1, ' ', name.n - (size_t)(space + 1 - name.p)) ||
        !extract_tokens(s->x, name, t))
        return name; /* a house, its own word and the part's are three */
    while (name_next_phrase(s->x, FG_GROUP_NAME, t, &walk, &hit))
        if (hit.rule->means == FG_NAME_HOUSE && hit.first && !house)
            house = hit.first + hit.count;
        else if (hit.rule->means == FG_NAME_PART && house && hit.first >= house)
            return fg_sv_sub(name, 0, t->at[house - 1].at + t->at[house - 1].n);
    return name;
}

/* A site's name stands on the pages of others: it takes a way of saying whose posting it is. */
static struct name_vote *vote_of(struct company_search *s, struct fg_sv *name, unsigned way)
{
    *name = company_without_part(s, without_possessive(s, without_marks(fg_sv_trim(*name))));
    const bool told = way & COMPANY_TOLD;
    way &= ~(unsigned)COMPANY_TOLD;
    if (!may_be(s, *name, way ? NAME_OF_SITE : NAME_OF_SOMEONE))
        return NULL;
    struct name_vote *vote = name_votes_of(&s->votes, *name);
    if (vote)
        vote->told = vote->told || told;
    if (vote && way && kind_of(s, *name) == NAME_OF_SITE)
        vote->ways |= way | COMPANY_OF_SITE;
    return vote;
}

void company_vote(struct company_search *s, struct fg_sv name, double weight, unsigned way)
{
    if (vote_of(s, &name, way))
        name_vote(&s->votes, name, weight);
}

void company_vote_said(struct company_search *s, struct fg_sv name, double weight, unsigned way)
{
    if (vote_of(s, &name, way))
        name_vote_said(&s->votes, name, weight, 1);
}

/* "About LinkedIn" and, in a sentence, "At LinkedIn, we". */
static bool says_whose(unsigned ways)
{
    const unsigned said = ways & (COMPANY_IN_SENTENCE - 1);
    return ways & COMPANY_LABEL || (ways & COMPANY_IN_SENTENCE && said & (said - 1));
}

void company_drop_sites(struct company_search *s)
{
    for (size_t i = 0; i < s->votes.n; i++)
        if (s->votes.at[i].ways & COMPANY_OF_SITE && !says_whose(s->votes.at[i].ways))
            s->votes.at[i].weight = 0;
}
