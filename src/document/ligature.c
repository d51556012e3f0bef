#include "document/ligature.h"

#include <string.h>

/* Stems that have a ligature in them, `*` where it stands, in the languages whose
 * postings print so. One that is long, or two, tell what a character stands for. */
static const struct {
    struct fg_sv ligature;
    const char *stems;
} ligatures[] = {
    {{"fi", 2}, "*rst *eld quali*c de*n bene*t speci*c of*ce scienti*c *nanc con*d certi*c "
                "identi*c pro*l ef*cien *le *nal *nd signi*c classi*c modi*c veri*c *ll o*cial"},
    {{"fl", 2}, "*exib re*ect work*ow in*uen *uent *ow *oor *uid con*ict"},
    {{"ff", 2}, "sta* o*er e*ect di*eren e*ort a*ect o*ic"},
    {{"ffi", 3}, "o*ce e*cien su*cien di*cult a*liat o*cial"},
    {{"tt", 2}, "a*ent wri*en commi*ee se*ing be*er le*er a*itude"},
    {{"ti", 2}, "posi*on applica*on educa*on qualifica*on rela*on na*onal"},
};
enum { N_LIGATURES = sizeof ligatures / sizeof *ligatures, PROOFS = 2, LONG_STEM = 6 };

/* What may have come out in a ligature's place: ASCII that no word has inside. */
static bool may_stand_for(char c)
{
    return fg_is_digit(c) || (c && strchr("!\"#$%*:;<=>", c));
}

/* Whether `word` has `stem` at `at`, with any suspect character for its `*`. */
static bool stem_at(struct fg_sv word, size_t at, struct fg_sv stem)
{
    if (word.n - at < stem.n)
        return false;
    for (size_t i = 0; i < stem.n; i++)
        if (stem.p[i] == '*' ? !may_stand_for(word.p[at + i])
                             : fg_lower(word.p[at + i]) != stem.p[i])
            return false;
    return true;
}

/* Proofs by character and ligature. */
struct proofs {
    unsigned of[128][N_LIGATURES];
};

static void prove(struct proofs *p, struct fg_sv word, size_t ligature, struct fg_sv stem)
{
    size_t star = 0;
    while (stem.p[star] != '*')
        star++;
    const unsigned weight = stem.n >= LONG_STEM ? PROOFS : 1;
    for (size_t at = 0; at + stem.n <= word.n; at++)
        if (stem_at(word, at, stem) && (star > 0 || at == 0))
            p->of[word.p[at + star] & 0x7f][ligature] += weight;
}

static bool is_suspect(struct fg_sv word)
{
    bool mark = false, lower = false;
    for (size_t i = 0; i < word.n; i++) {
        mark = mark || (i + 1 < word.n && may_stand_for(word.p[i]) && fg_is_alpha(word.p[i + 1]));
        lower = lower || (word.p[i] >= 'a' && word.p[i] <= 'z');
    }
    return mark && lower;
}

static void look_at(struct proofs *p, struct fg_sv word)
{
    for (size_t i = 0; i < N_LIGATURES && is_suspect(word); i++) {
        struct fg_sv rest = fg_sv_of(ligatures[i].stems), stem;
        while (rest.n && fg_sv_next(&rest, ' ', &stem))
            prove(p, word, i, stem);
    }
}

/* The ligature that a character stands for, or N_LIGATURES. */
static size_t proved(const struct proofs *p, char c)
{
    size_t best = N_LIGATURES;
    for (size_t i = 0; i < N_LIGATURES; i++) {
        const unsigned n = p->of[c & 0x7f][i];
        if (n >= PROOFS && (best == N_LIGATURES || n > p->of[c & 0x7f][best]))
            best = i;
    }
    return best;
}

/* Put back only before a letter, and behind one or at the word's start: "3D" and
 * "B2B" have a capital there. */
static struct fg_sv mended(const struct proofs *p, struct fg_sv word, fg_arena *arena)
{
    struct fg_buf out = {0};
    for (size_t i = 0; i < word.n; i++) {
        const bool before_letter = i + 1 < word.n && word.p[i + 1] >= 'a' && word.p[i + 1] <= 'z';
        const bool behind = i == 0 || fg_is_alpha(word.p[i - 1]) || word.p[i - 1] == '-';
        const size_t l = before_letter && behind && may_stand_for(word.p[i])
                             ? proved(p, word.p[i])
                             : N_LIGATURES;
        fg_buf_add(&out, l < N_LIGATURES ? ligatures[l].ligature : fg_sv_sub(word, i, 1));
    }
    const struct fg_sv text = fg_arena_sv(arena, fg_buf_sv(&out));
    fg_buf_free(&out);
    return text;
}

void fg_ligatures_mend(struct fg_page_words *pages, size_t n, fg_arena *arena)
{
    struct proofs *p = fg_arena_calloc(arena, 1, sizeof *p);
    for (size_t i = 0; p && i < n; i++)
        for (size_t k = 0; k < pages[i].n; k++)
            look_at(p, pages[i].words[k].text);
    for (size_t i = 0; p && i < n; i++)
        for (size_t k = 0; k < pages[i].n; k++)
            if (is_suspect(pages[i].words[k].text))
                pages[i].words[k].text = mended(p, pages[i].words[k].text, arena);
}
