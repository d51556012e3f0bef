#include "extract/name.h"

#include <string.h>

/* An address names whom it is of: "acme.example/jobs". Only what the text has as well
 * counts. */

/* The letters and digits of a label, folded. */
struct letters {
    char at[4 * NAME_LONGEST];
    size_t n;
    size_t count; /* of letters, where one has several bytes */
};

static struct letters letters_of(struct fg_sv label)
{
    struct letters l = {.n = 0};
    for (size_t i = 0; i < label.n && l.n + 4 <= sizeof l.at;) {
        const uint32_t cp = fg_utf8_next(label, &i);
        if (!fg_cp_is_letter(cp) && !fg_cp_is_digit(cp))
            continue;
        l.n += fg_cp_fold(cp, l.at + l.n);
        l.count++;
    }
    return l;
}

/* How many bytes from byte `at` of the text read as the letters do; 0 where others stand
 * there. */
static size_t read_alike(struct fg_sv text, size_t at, const struct letters *letters)
{
    size_t got = 0, i = at;
    while (got < letters->n && i < text.n && text.p[i] != '\n') {
        const uint32_t cp = fg_utf8_next(text, &i);
        char folded[4];
        if (!fg_cp_is_letter(cp) && !fg_cp_is_digit(cp))
            continue;
        const size_t n = fg_cp_fold(cp, folded);
        if (n > letters->n - got || memcmp(letters->at + got, folded, n) != 0)
            return 0;
        got += n;
    }
    return got == letters->n ? i - at : 0;
}

/* Whether a word of the text, from word `first` on, ends so many bytes behind its start. */
static bool ends_word(const struct fg_tokens *w, size_t first, size_t n)
{
    enum { MOST_WORDS = 5 };
    for (size_t i = first; i < w->n && i < first + MOST_WORDS; i++)
        if (w->at[i].at + w->at[i].n == w->at[first].at + n)
            return true;
    return false;
}

/* The first capitalised words of the chain that begins at `i` that read so. */
static struct fg_sv first_alike(const struct names *names, uint32_t i,
                                const struct letters *letters)
{
    const struct fg_sv text = names->x->text;
    for (; i != NAME_NO_WORD; i = names->alike[i]) {
        const size_t word = names->capitals[i], at = names->words->at[word].at;
        const size_t n = read_alike(text, at, letters);
        if (n && ends_word(names->words, word, n) &&
            !(at && strchr("/.-_@=", text.p[at - 1]))) /* it is of an address itself */
            return fg_sv_sub(text, at, n);
    }
    return (struct fg_sv){0};
}

struct fg_sv name_like(const struct names *names, struct fg_sv label)
{
    enum { LEAST = 3 };
    const struct letters letters = letters_of(label);
    if (letters.count < LEAST || !names->first)
        return (struct fg_sv){0};
    const uint32_t first = names->letter[name_letter(letters.at[0])];
    const struct fg_sv plain = first_alike(names, first, &letters);
    const struct fg_sv other = first_alike(names, names->letter[0], &letters); /* "Éole", eole */
    return !plain.n || (other.n && other.p < plain.p) ? other : plain;
}

/* Whether the text's word `i` is said as someone's name: "at woom", "woom's". */
static bool is_someone(const struct names *names, size_t i)
{
    const struct fg_sv text = names->x->text;
    const struct fg_token *t = names->words->at;
    const struct fg_sv behind = fg_sv_sub(text, t[i].at, t[i].n + strlen("\xe2\x80\x99s"));
    const struct fg_sv word = i ? fg_sv_sub(text, t[i - 1].at, t[i - 1].n) : (struct fg_sv){0};
    if (fg_sv_possessive(fg_sv_sub(behind, 0, t[i].n)) || /* an apostrophe is of the word */
        fg_sv_possessive(behind))
        return true;
    return word.n && t[i].at == t[i - 1].at + word.n + 1 &&
           name_means(names->x, FG_GROUP_COMPANY, word) == FG_COMPANY_AT;
}

struct fg_sv name_like_small(const struct names *names, struct fg_sv label)
{
    enum { LEAST = 2 };
    const struct fg_sv text = names->x->text;
    struct fg_tokens *t = &names->x->scratch->more;
    if (!names->first || !extract_tokens(names->x, label, t) || t->n != 1)
        return (struct fg_sv){0};
    const uint64_t word = t->at[0].word;
    struct fg_sv first = {0};
    size_t places = 0;
    bool someone = false;
    for (uint32_t i = names->first[word & names->mask]; i != NAME_NO_WORD; i = names->next[i]) {
        const struct fg_sv place = fg_sv_sub(text, names->words->at[i].at, label.n);
        const bool apart = place.p > text.p && fg_is_space(place.p[-1]);
        if (!apart || !fg_sv_eq_nocase(place, label))
            continue;
        first = places++ ? first : place;
        someone = someone || is_someone(names, i);
    }
    return places >= LEAST && someone ? first : (struct fg_sv){0};
}

struct name_labels name_labels_of(struct fg_sv address, size_t slashes)
{
    enum { LONGEST = 200 };
    return (struct name_labels){fg_sv_sub(address, 0, LONGEST), slashes};
}

/* "acme-1", "acme2" as "acme" */
static struct fg_sv without_number(struct fg_sv label)
{
    while (label.n && (fg_is_digit(label.p[label.n - 1]) || label.p[label.n - 1] == '-'))
        label.n--;
    return label;
}

bool name_next_label(struct name_labels *walk, struct fg_sv *label)
{
    while (walk->rest.n) {
        const struct fg_sv rest = walk->rest;
        size_t n = 0;
        while (n < rest.n && !fg_is_space(rest.p[n]) && !strchr("./:)>\"'?,;", rest.p[n]))
            n++;
        const char mark = n < rest.n ? rest.p[n] : '\0';
        const bool last = !strchr("./:", mark) || (mark == '/' && walk->slashes-- == 0);
        *label = without_number(fg_sv_sub(rest, 0, n));
        walk->rest = last ? (struct fg_sv){0} : fg_sv_sub(rest, n + 1, rest.n);
        if (label->n && label->n <= NAME_LONGEST)
            return true;
    }
    return false;
}

struct fg_sv name_first_address(const struct fg_document *d)
{
    enum { LOOK = 6 };
    for (size_t i = 0; i < d->n_blocks && i < LOOK; i++) {
        const size_t at = fg_sv_find(d->blocks[i].text, FG_SV("http"));
        if (at != SIZE_MAX)
            return fg_sv_sub(d->blocks[i].text, at, d->blocks[i].text.n);
    }
    return (struct fg_sv){0};
}
