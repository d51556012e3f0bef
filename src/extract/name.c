#include "extract/name.h"

#include <limits.h>
#include <string.h>

/* ---- runs of capitalised words ---- */

static const char NAME_ENDS[] = ",;:!?()\"/|[]{}<>*";
/* Bytes at which a word of a name may end: white space, these, and the first of a quotation
 * mark. Most are none. */
static const bool may_end[UCHAR_MAX + 1] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 1,
    [','] = 1,  [';'] = 1,  [':'] = 1,  ['!'] = 1,  ['?'] = 1,  ['('] = 1,
    [')'] = 1,  ['"'] = 1,  ['/'] = 1,  ['|'] = 1,  ['['] = 1,  [']'] = 1,
    ['{'] = 1,  ['}'] = 1,  ['<'] = 1,  ['>'] = 1,  ['*'] = 1,  [0xe2] = 1};

bool name_is_capitalised(struct fg_sv s)
{
    size_t at = 0;
    const uint32_t first = s.n ? fg_utf8_next(s, &at) : 0;
    return fg_cp_is_upper(first) || fg_cp_is_digit(first);
}

bool name_begins(struct fg_sv longer, struct fg_sv shorter)
{
    return longer.n > shorter.n && fg_sv_starts_nocase(longer, shorter) &&
           strchr(" ,-", longer.p[shorter.n]) != NULL;
}

/* "iRobot", "oneD": a small letter before a capital one, in one word. */
static bool has_capital_inside(struct fg_sv word)
{
    for (size_t i = 1; i < word.n && fg_is_alnum(word.p[i]); i++)
        if (word.p[i - 1] >= 'a' && word.p[i] >= 'A' && word.p[i] <= 'Z')
            return true;
    return false;
}

bool name_next_phrase(struct extraction *x, enum fg_group group, const struct fg_tokens *t,
                      struct name_walk *walk, struct fg_rule_hit *hit)
{
    const struct fg_language *both[] = {x->language, x->english};
    const size_t n = both[0] == both[1] ? 1 : 2;
    for (; walk->language < n; walk->language++, walk->from = 0)
        if (fg_group_next(&both[walk->language]->groups[group], t, walk->from, hit)) {
            walk->from = hit->first + hit->count;
            return true;
        }
    return false;
}

/* What the group's rule that is all of `t` means; -1 for none. */
static int means_of(struct extraction *x, enum fg_group group, const struct fg_tokens *t)
{
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(x, group, t, &walk, &hit))
        if (hit.count == t->n)
            return hit.rule->means;
    return -1;
}

#define HEADING_SHARE 0.6 /* of the words that a rule knows */

int name_means(struct extraction *x, enum fg_group group, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    return s.n && extract_tokens(x, s, t) ? means_of(x, group, t) : -1;
}

bool name_is_of_rules(struct extraction *x, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    return s.n && extract_tokens(x, s, t) &&
           (means_of(x, FG_GROUP_NAME, t) >= 0 || means_of(x, FG_GROUP_COMPANY, t) >= 0);
}

bool name_is_skill(struct extraction *x, struct fg_sv s)
{
    return fg_lexicon_lookup(fg_rules_lexicon(x->rules), s, &x->scratch->more) != FG_NO_SKILL;
}

bool name_is_heading(struct extraction *x, struct fg_sv s)
{
    return extract_heading_rule(x, s, HEADING_SHARE) != NULL;
}

/* "LinkedIn", "LinkedIn Corporation" */
static bool is_of_site(struct extraction *x, const struct fg_tokens *t)
{
    struct name_walk walk = {0};
    struct fg_rule_hit site;
    while (name_next_phrase(x, FG_GROUP_NAME, t, &walk, &site)) {
        const struct fg_tokens rest = {
            .at = t->at + site.count, .n = t->n - site.count, .text = t->text};
        if (site.first == 0 && site.rule->means == FG_NAME_SITE)
            return !rest.n || means_of(x, FG_GROUP_COMPANY, &rest) == FG_COMPANY_FORM;
    }
    return false;
}

enum name_kind name_kind(struct extraction *x, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    if (!s.n || !extract_tokens(x, s, t) || !t->n)
        return NAME_OF_SOMEONE;
    if (is_of_site(x, t))
        return NAME_OF_SITE;
    const bool none = means_of(x, FG_GROUP_NAME, t) >= 0 ||
                      means_of(x, FG_GROUP_COMPANY, t) >= 0 ||
                      extract_heading_of(x, t, HEADING_SHARE) != NULL;
    return none ? NAME_OF_NO_ONE : NAME_OF_SOMEONE;
}

bool name_has_role(struct extraction *x, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    if (!extract_tokens(x, s, t))
        return false;
    while (name_next_phrase(x, FG_GROUP_TITLE, t, &walk, &hit))
        if (hit.rule->means == FG_TITLE_ROLE)
            return true;
    return false;
}

/* Whether most words begin small, as those of a sentence do. */
bool name_is_prose(struct fg_sv s)
{
    size_t small = 0, words = 0;
    struct fg_sv word;
    while (fg_sv_next(&s, ' ', &word))
        if (word.n > 2 || name_is_capitalised(word)) { /* "de" stands in titles too */
            words++;
            small += !name_is_capitalised(word) && fg_is_alpha(*word.p);
        }
    return small * 2 > words;
}

/* Whether the mark at `i` ends a name. That of "A/S" does not. */
static bool ends_name(struct fg_sv s, size_t i, const char *allowed)
{
    if (fg_is_alnum(s.p[i]))
        return false;
    const bool form = s.p[i] == '/' && i > 0 && i + 1 < s.n &&
                      fg_cp_is_upper((unsigned char)s.p[i - 1]) &&
                      fg_cp_is_upper((unsigned char)s.p[i + 1]) && (i == 1 || s.p[i - 2] == ' ');
    const struct fg_sv rest = fg_sv_sub(s, i, SIZE_MAX);
    if (s.p[i] & 0x80)
        return fg_sv_starts(rest, FG_SV("„")) || fg_sv_starts(rest, FG_SV("“")) ||
               fg_sv_starts(rest, FG_SV("”"));
    return strchr(NAME_ENDS, s.p[i]) && !strchr(allowed, s.p[i]) && !form;
}

static struct fg_sv word_at(struct fg_sv s, size_t at, const char *allowed)
{
    size_t end = at;
    while (end < s.n && (!may_end[(unsigned char)s.p[end]] ||
                         !(fg_is_space(s.p[end]) || ends_name(s, end, allowed))))
        end++;
    return fg_sv_sub(s, at, end - at);
}

/* "of" in "University of Kansas". */
static bool joins_names(struct extraction *x, struct fg_sv word)
{
    enum { LONGEST_JOINT = 4, KNOWN = sizeof x->joints / sizeof *x->joints };
    uint32_t bytes = 0;
    if (!word.n || word.n > LONGEST_JOINT)
        return false;
    for (size_t i = 0; i < word.n; i++)
        bytes = bytes << CHAR_BIT | (unsigned char)word.p[i];
    const size_t at = bytes * 2654435761u % KNOWN; /* Knuth's multiplier */
    if (x->joints[at].word != bytes) {
        x->joints[at].word = bytes;
        x->joints[at].joins = name_means(x, FG_GROUP_NAME, word) == FG_NAME_JOINS;
    }
    return x->joints[at].joins;
}

/* "Acme." ends a sentence, "St." and "U.S." do not. */
static bool ends_sentence(struct fg_sv word)
{
    enum { LONGEST_SHORT_FORM = 3 };
    return word.n > LONGEST_SHORT_FORM && word.p[word.n - 1] == '.' && word.p[word.n - 3] != '.';
}

static struct fg_sv without_last_marks(struct fg_sv name)
{
    while (name.n && strchr(".-,", name.p[name.n - 1]))
        name.n--;
    return name;
}

struct fg_sv name_at(struct extraction *x, struct fg_sv s, size_t at, const char *allowed)
{
    enum { MOST_JOINTS = 2, FAR = 2 * NAME_LONGEST /* with the marks behind it */ };
    size_t end = at, joints = 0;
    if (at >= s.n || !(name_is_capitalised(fg_sv_sub(s, at, s.n)) || strchr(allowed, s.p[at]) ||
                       has_capital_inside(word_at(s, at, allowed))))
        return (struct fg_sv){0};
    for (size_t i = at; i < s.n && i - at <= FAR;) {
        const struct fg_sv word = word_at(s, i, allowed);
        const bool goes_on = i > at && fg_sv_eq(word, FG_SV("&"));
        if (word.n && (name_is_capitalised(word) || has_capital_inside(word) || goes_on ||
                       strchr(allowed, *word.p))) {
            end = i + word.n;
            joints = 0;
        } else if (i == at || joints++ == MOST_JOINTS || !joins_names(x, word)) {
            break;
        }
        i += word.n;
        if (ends_sentence(word) || i >= s.n || s.p[i] != ' ')
            break;
        i++;
    }
    const struct fg_sv name = without_last_marks(fg_sv_sub(s, at, end - at));
    return name.n <= NAME_LONGEST ? name : (struct fg_sv){0};
}

/* Drops words that begin a sentence but no name: "At", "Our". */
static struct fg_sv without_small_words(struct extraction *x, struct fg_sv name)
{
    for (;;) {
        const size_t space = fg_sv_find(name, FG_SV(" "));
        const struct fg_sv word = fg_sv_sub(name, 0, space);
        const int means = name_means(x, FG_GROUP_NAME, word);
        const int leads = name_means(x, FG_GROUP_COMPANY, word);
        if (means != FG_NAME_SMALL && means != FG_NAME_JOINS && leads != FG_COMPANY_BEHIND &&
            leads != FG_COMPANY_AT)
            return name;
        if (space == SIZE_MAX)
            return (struct fg_sv){0};
        name = fg_sv_sub(name, space + 1, name.n);
    }
}

struct fg_sv name_before(struct extraction *x, struct fg_sv s, size_t end)
{
    size_t start = end;
    while (end > 0 && s.p[end - 1] == ' ')
        end--;
    start = end;
    for (size_t at = end; at > 0;) {
        size_t first = at;
        while (first > 0 && !fg_is_space(s.p[first - 1]) && !ends_name(s, first - 1, ""))
            first--;
        const struct fg_sv word = fg_sv_sub(s, first, at - first);
        if (at != end && ends_sentence(word))
            break;
        if (name_is_capitalised(word) || fg_sv_eq(word, FG_SV("&")))
            start = first;
        else if (!joins_names(x, word))
            break;
        if (first == 0 || s.p[first - 1] != ' ')
            break;
        at = first - 1;
    }
    const struct fg_sv name =
        without_small_words(x, without_last_marks(fg_sv_sub(s, start, end - start)));
    return name.n <= NAME_LONGEST ? name : (struct fg_sv){0};
}

/* ---- a page's name ---- */

/* The divider that `s` begins with; empty for none. */
static struct fg_sv divider_at(struct fg_sv s)
{
    static const char *const dividers[] = {" | ", " - ", " – ", " — ", " @ ",
                                           " · ", " • ", " : ", " / "};
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (fg_sv_starts(s, fg_sv_of(dividers[i])))
            return fg_sv_sub(s, 0, strlen(dividers[i]));
    return (struct fg_sv){0};
}

bool name_next_part(struct fg_sv *rest, struct fg_sv *part, struct fg_sv *divider)
{
    *divider = divider_at(*rest);
    *rest = fg_sv_sub(*rest, divider->n, rest->n);
    size_t cut = 0;
    /* a divider begins with a space and no letter */
    while (cut < rest->n && !(rest->p[cut] == ' ' && cut + 1 < rest->n &&
                              !fg_is_alnum(rest->p[cut + 1]) &&
                              divider_at(fg_sv_sub(*rest, cut, rest->n)).n))
        cut++;
    *part = fg_sv_trim(fg_sv_sub(*rest, 0, cut));
    *rest = fg_sv_sub(*rest, cut, rest->n);
    return part->n > 0 || rest->n > 0;
}

bool name_role_is_behind(struct extraction *x, struct fg_sv page)
{
    struct fg_sv first, part, divider;
    if (!name_next_part(&page, &first, &divider) || name_has_role(x, first))
        return false;
    while (name_next_part(&page, &part, &divider))
        if (name_has_role(x, part))
            return true;
    return false;
}

static bool has_divider(struct fg_sv s)
{
    return fg_sv_find(s, FG_SV(" | ")) != SIZE_MAX || fg_sv_find(s, FG_SV(" at ")) != SIZE_MAX ||
           fg_sv_find(s, FG_SV(" - ")) != SIZE_MAX;
}

/* The longest of the next lines that `page` begins with; empty for none. */
static struct fg_sv line_of_page(const struct fg_document *d, size_t page)
{
    enum { LOOK = 120, LEAST = 4 };
    const struct fg_sv name = d->blocks[page].text;
    struct fg_sv best = {0};
    for (size_t i = page + 1; i < d->n_blocks && i < page + LOOK; i++) {
        const struct fg_sv line = d->blocks[i].text;
        if (line.n >= LEAST && line.n > best.n && name_begins(name, line) &&
            has_divider(fg_sv_sub(name, line.n, name.n)))
            best = line;
    }
    return best;
}

/* "Acme | Nurse | Leeds": as messages in forums begin. */
static bool has_bars(struct fg_sv line)
{
    const struct fg_sv bar = FG_SV(" | ");
    const size_t first = fg_sv_find(line, bar);
    return first != SIZE_MAX &&
           fg_sv_find(fg_sv_sub(line, first + bar.n, line.n), bar) != SIZE_MAX;
}

/* A page saved as text begins with its own name, "Nurse | Acme", and says "Nurse" in a line
 * of its own further down; a message says it there alone. */
static void find_page_name(struct names *n, const struct fg_document *d)
{
    enum { FIRST_LINES = 3 };
    n->page = d->page_title;
    for (size_t i = 0; !d->is_page && !n->page.n && i < FIRST_LINES && i < d->n_blocks; i++) {
        n->line = has_divider(d->blocks[i].text) ? line_of_page(d, i) : (struct fg_sv){0};
        if (n->line.n || (i == 0 && has_bars(d->blocks[i].text)))
            n->page = d->blocks[i].text;
    }
}

/* ---- how often ---- */

/* Most words begin with a small letter. */
static bool begins_like_name(struct fg_sv text, size_t at)
{
    return !(text.p[at] >= 'a' && text.p[at] <= 'z') &&
           name_is_capitalised(fg_sv_sub(text, at, SIZE_MAX));
}

/* False: no memory. */
static bool index_capitals(struct names *n)
{
    const struct fg_tokens *w = n->words;
    n->capitals = fg_arena_alloc(n->x->arena, w->n * sizeof *n->capitals);
    memset(n->letter, 0xff, sizeof n->letter);
    if (!n->capitals)
        return false;
    for (size_t i = 0; i < w->n; i++)
        if (begins_like_name(w->text, w->at[i].at))
            n->capitals[n->n_capitals++] = (uint32_t)i;
    n->alike = fg_arena_alloc(n->x->arena, n->n_capitals * sizeof *n->alike);
    for (size_t i = n->alike ? n->n_capitals : 0; i-- > 0;) {
        uint32_t *first = &n->letter[name_letter(w->text.p[w->at[n->capitals[i]].at])];
        n->alike[i] = *first;
        *first = (uint32_t)i;
    }
    return n->alike != NULL;
}

struct names name_index(struct extraction *x, const struct fg_tokens *words)
{
    struct names n = {.x = x, .words = words, .mask = 1};
    find_page_name(&n, x->document);
    while (n.mask < words->n)
        n.mask = n.mask * 2 + 1;
    n.first = fg_arena_alloc(x->arena, (n.mask + 1) * sizeof *n.first);
    n.next = fg_arena_alloc(x->arena, words->n * sizeof *n.next);
    if (!n.first || !n.next || !index_capitals(&n)) {
        n.first = NULL;
        n.n_capitals = 0;
        return n;
    }
    memset(n.first, 0xff, (n.mask + 1) * sizeof *n.first);
    for (size_t i = words->n; i-- > 0;) {
        uint32_t *first = &n.first[words->at[i].word & n.mask];
        n.next[i] = *first;
        *first = (uint32_t)i;
    }
    return n;
}

/* Whether the words of `t` stand at word `i` of the text. */
static bool stands_at(const struct names *n, const struct fg_tokens *t, size_t i)
{
    size_t k = 0;
    while (k < t->n && i + k < n->words->n && n->words->at[i + k].word == t->at[k].word)
        k++;
    return k == t->n;
}

bool name_word_often(const struct names *n, size_t i, size_t least)
{
    size_t count = 0;
    if (!n->first || !n->next)
        return false; /* memory failed */
    for (uint32_t k = n->first[n->words->at[i].word & n->mask]; k != NAME_NO_WORD && count < least;
         k = n->next[k])
        count += n->words->at[k].word == n->words->at[i].word;
    return count >= least;
}

size_t name_count(const struct names *n, struct fg_sv name)
{
    struct fg_tokens *t = &n->x->scratch->more;
    const bool capital = name_is_capitalised(name);
    enum { MOST_PLACES = 2000 }; /* that are looked at: said more often, it is said often */
    size_t count = 0, places = 0;
    if (!n->first || !extract_tokens(n->x, name, t) || !t->n)
        return 0;
    uint32_t i = n->first[t->at[0].word & n->mask];
    for (; i != NAME_NO_WORD && places++ < MOST_PLACES; i = n->next[i])
        count += stands_at(n, t, i) &&
                 (!capital ||
                  name_is_capitalised(fg_sv_sub(n->x->text, n->words->at[i].at, SIZE_MAX)));
    return count;
}

/* ---- votes ---- */

uint64_t name_key(struct fg_sv s, size_t *n)
{
    uint64_t key = 14695981039346656037u; /* FNV-1a */
    *n = 0;
    for (size_t i = 0; i < s.n;) {
        if (!(s.p[i] & 0x80)) {
            const char c = s.p[i++];
            if (fg_is_alnum(c)) {
                key = (key ^ (unsigned char)fg_lower(c)) * 1099511628211u;
                ++*n;
            }
            continue;
        }
        const uint32_t cp = fg_utf8_next(s, &i);
        char folded[4];
        if (!fg_cp_is_letter(cp) && !fg_cp_is_digit(cp))
            continue;
        const size_t bytes = fg_cp_fold(cp, folded);
        for (size_t k = 0; k < bytes; k++)
            key = (key ^ (unsigned char)folded[k]) * 1099511628211u;
        ++*n;
    }
    return key;
}

struct name_vote *name_votes_of(struct name_votes *v, struct fg_sv name)
{
    size_t i = 0, letters;
    const uint64_t key = name_key(name, &letters);
    while (i < v->n && v->at[i].key != key)
        i++;
    if (i == sizeof v->at / sizeof *v->at)
        return NULL;
    if (i == v->n)
        v->at[v->n++] = (struct name_vote){.name = name, .key = key};
    return &v->at[i];
}

void name_vote(struct name_votes *v, struct fg_sv name, double weight)
{
    struct name_vote *vote = name_votes_of(v, name);
    if (vote)
        vote->weight += weight;
}

void name_vote_said(struct name_votes *v, struct fg_sv name, double weight, unsigned times)
{
    struct name_vote *vote = name_votes_of(v, name);
    while (vote && times-- > 0)
        vote->weight += weight / ++vote->times;
}

struct fg_sv name_elected(const struct name_votes *v, double least)
{
    const struct name_vote *best = NULL;
    for (size_t i = 0; i < v->n; i++)
        if (v->at[i].weight >= least && (!best || v->at[i].weight > best->weight))
            best = &v->at[i];
    return best ? best->name : (struct fg_sv){0};
}
