#include "extract/company.h"

#include <limits.h>
#include <string.h>

/* Names that a posting has inside its sentences. Each says little, but a house is spoken of
 * again and again. Most of a text's capitalised words are said once, and no one's. */

/* A name, and how often it stands inside a sentence. */
struct inside {
    struct fg_sv name;
    unsigned times;
};

struct inside_names {
    FG_VEC(struct inside) found;
    struct fg_map at; /* by name */
};

/* The names that were voted for, so that what is no form of one is told at once. Sets of
 * hashes: what is in by chance is looked at without need, no more. */
enum { OUTER_WORDS = 1024, INITIAL = 1, INITIALS = 2 };
struct voted {
    bool first[OUTER_WORDS], last[OUTER_WORDS]; /* by word: whether one begins, ends with it */
    uint8_t initial[UCHAR_MAX + 1];             /* by first byte: of a name, of initials     */
    bool full;
};

enum company_words company_words(struct company_search *s, struct fg_sv name)
{
    struct fg_tokens *t = &s->x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    enum company_words words = COMPANY_OF_ANY;
    if (!extract_tokens(s->x, name, t))
        return words;
    while (words != COMPANY_OF_PART && name_next_phrase(s->x, FG_GROUP_NAME, t, &walk, &hit))
        words = hit.rule->means == FG_NAME_PART    ? COMPANY_OF_PART
                : hit.rule->means == FG_NAME_HOUSE ? COMPANY_OF_HOUSE
                                                   : words;
    return words;
}

/* Whether small words behind the name that begins with word `first` may make it that of a
 * house: the next of them is said again, and a word for one stands near. */
static bool may_be_longer(struct company_search *s, struct fg_sv name, size_t first)
{
    enum { MOST_WORDS = 10 };
    const struct fg_tokens *w = s->names->words;
    const size_t end = w->at[first].at + name.n;
    struct fg_tokens near = {.at = w->at + first, .n = w->n - first, .text = w->text};
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    size_t next = first;
    while (next < w->n && w->at[next].at < end)
        next++;
    if (next == w->n || w->at[next].at != end + 1 || w->text.p[end] != ' ' ||
        !name_word_often(s->names, first, 2) || !name_word_often(s->names, next, 2))
        return false;
    near.n = near.n < MOST_WORDS ? near.n : MOST_WORDS;
    while (name_next_phrase(s->x, FG_GROUP_NAME, &near, &walk, &hit))
        if (hit.rule->means == FG_NAME_HOUSE)
            return true;
    return false;
}

/* "Service numérique canadien", "Komerční banka": small words belong to the name of a house
 * where the text nearly always has them there. */
static struct fg_sv with_small_words(struct company_search *s, struct fg_sv name)
{
    enum { MOST_WORDS = 5, LEAST = 4 };
    const struct fg_sv text = s->x->text;
    const size_t at = (size_t)(name.p - text.p), said = name_count(s->names, name);
    struct fg_sv best = name;
    size_t end = name.n;
    for (int i = 0; said > 1 && i < MOST_WORDS && at + end < text.n && text.p[at + end] == ' ';
         i++) {
        const size_t start = ++end;
        while (at + end < text.n && (fg_is_alpha(text.p[at + end]) || text.p[at + end] & 0x80))
            end++;
        if (end == start)
            break;
        const struct fg_sv longer = fg_sv_sub(text, at, end);
        const size_t n = end - start >= LEAST ? name_count(s->names, longer) : 0;
        if (end - start >= LEAST && (n <= 1 || n * 2 <= said))
            break; /* what is longer is said less */
        if (n && company_words(s, longer) == COMPANY_OF_HOUSE)
            best = longer;
    }
    return best;
}

/* Words of the title, or of another one. */
static bool is_of_title(struct company_search *s, struct fg_sv name)
{
    return fg_sv_find_nocase(s->title, name) != SIZE_MAX || name_has_role(s->x, name);
}

/* Where a capital letter means something: inside a sentence. */
static bool is_inside(struct fg_sv text, size_t at)
{
    return at >= 2 && text.p[at - 1] == ' ' &&
           (text.p[at - 2] == ',' || (text.p[at - 2] >= 'a' && text.p[at - 2] <= 'z')) &&
           fg_utf8_upper_at(text, at);
}

static void count_inside(struct company_search *s, struct inside_names *names, struct fg_sv name)
{
    uint32_t *at = fg_map_put(&names->at, s->x->arena, name);
    struct inside *new = at && *at == FG_MAP_NONE ? fg_vec_add(s->x->arena, &names->found) : NULL;
    if (new) {
        *at = (uint32_t)names->found.n - 1;
        *new = (struct inside){.name = name};
    }
    if (at && *at != FG_MAP_NONE)
        names->found.at[*at].times++;
}

/* Whether a name may stand for the first letters of a longer one's words. */
static bool may_be_initials(struct fg_sv name)
{
    enum { MOST = 8 };
    return name.n > 1 && name.n <= MOST && !(name.p[1] >= 'a' && name.p[1] <= 'z');
}

/* What votes there are before those for names inside sentences, by their outer words. */
static void note_voted(struct company_search *s, struct voted *v)
{
    struct fg_tokens *t = &s->x->scratch->more;
    v->full = s->votes.n == NAME_MOST_VOTES;
    for (size_t i = 0; i < s->votes.n; i++) {
        const struct fg_sv name = s->votes.at[i].name;
        v->initial[(unsigned char)*name.p] |= may_be_initials(name) ? INITIALS : INITIAL;
        if (!extract_tokens(s->x, name, t) || !t->n)
            continue;
        v->first[t->at[0].word % OUTER_WORDS] = true;
        v->last[t->at[t->n - 1].word % OUTER_WORDS] = true;
    }
}

/* Whether votes for a name that begins with word `first` can matter: as a form of one that was
 * voted for, or where its outer words are said often. */
static bool may_count(struct company_search *s, const struct voted *v, struct fg_sv name,
                      size_t first, size_t often)
{
    const struct fg_tokens *w = s->names->words;
    size_t last = first;
    while (last + 1 < w->n && w->at[last + 1].at < w->at[first].at + name.n)
        last++;
    const bool begins = v->first[w->at[first].word % OUTER_WORDS];
    const bool ends = v->last[w->at[last].word % OUTER_WORDS];
    if (v->full) /* no other name comes in */
        return begins && ends;
    return begins || ends ||
           v->initial[(unsigned char)*name.p] & (may_be_initials(name) ? INITIAL : INITIALS) ||
           name_word_often(s->names, first, often) || name_word_often(s->names, last, often);
}

void company_find_inside(struct company_search *s, size_t often)
{
    const struct fg_sv text = s->x->text;
    const struct names *n = s->names;
    const bool small_words = s->x->language != s->x->english; /* have none but joints */
    struct inside_names names = {.found = {0}};
    struct voted voted = {.full = false};
    note_voted(s, &voted);
    for (size_t i = 0, end = 0; i < n->n_capitals; i++) {
        const size_t at = n->words->at[n->capitals[i]].at;
        if (at < end || !is_inside(text, at) ||
            (voted.full && !voted.first[n->words->at[n->capitals[i]].word % OUTER_WORDS]))
            continue;
        struct fg_sv name = name_at(s->x, text, at, "");
        end = at + name.n;
        if (name.n && !may_count(s, &voted, name, n->capitals[i], often))
            continue;
        if (small_words && name.n && may_be_longer(s, name, n->capitals[i]))
            name = with_small_words(s, name);
        if (name.n > 2 && !fg_sv_possessive(name))
            count_inside(s, &names, name);
        end = at + name.n;
    }
    for (size_t i = 0; i < names.found.n; i++) {
        const struct fg_sv name = company_without_part(s, names.found.at[i].name);
        if (company_may_be(s, name) && !name_is_skill(s->x, name) && !is_of_title(s, name))
            name_vote_said(&s->votes, name, COMPANY_INSIDE, names.found.at[i].times);
    }
}
