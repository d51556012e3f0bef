#include "extract/name.h"

#include <string.h>

/* An address names whom it is of: "acme.example/jobs". Only what the text has as well
 * counts. */

/* The first letter or digit of `s`, folded. */
static char first_letter(struct fg_sv s)
{
    for (size_t i = 0; i < s.n;) {
        const uint32_t cp = fg_utf8_next(s, &i);
        char folded[4];
        if (fg_cp_is_letter(cp) || fg_cp_is_digit(cp))
            return fg_cp_fold(cp, folded) ? folded[0] : '\0';
    }
    return '\0';
}

struct fg_sv name_like(const struct names *names, struct fg_sv label)
{
    enum { LEAST = 3, MOST_WORDS = 5 };
    const struct fg_sv text = names->x->text;
    const struct fg_tokens *w = names->words;
    size_t wanted, got;
    const uint64_t want = name_key(label, &wanted);
    const char first = first_letter(label);
    for (size_t i = 0; wanted >= LEAST && i < w->n; i++) {
        const struct fg_sv behind = fg_sv_sub(text, w->at[i].at, SIZE_MAX);
        const char c = *behind.p; /* most words begin with a small letter, or another one */
        if (fg_is_alpha(c) && (c == fg_lower(c) || fg_lower(c) != first))
            continue;
        if (!name_is_capitalised(behind) || first_letter(behind) != first ||
            (w->at[i].at && strchr("/.-_@=", text.p[w->at[i].at - 1])))
            continue; /* or is of an address itself */
        got = 0;
        for (size_t k = 1; got < wanted && k <= MOST_WORDS && i + k <= w->n; k++) {
            const struct fg_span span = fg_tokens_span(w, i, k);
            const struct fg_sv part = fg_sv_sub(text, span.at, span.n);
            if (name_key(part, &got) == want && !memchr(part.p, '\n', part.n))
                return part;
        }
    }
    return (struct fg_sv){0};
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
