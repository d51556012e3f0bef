#include "extract/internal.h"

#include <string.h>

/* "C.F.R", "U.S": single letters with dots between them. */
static bool is_dotted(struct fg_sv word)
{
    if (word.n < 3 || word.n % 2 == 0)
        return false;
    for (size_t i = 0; i < word.n; i++)
        if (i % 2 ? word.p[i] != '.' : !fg_is_alpha(word.p[i]))
            return false;
    return true;
}

/* Whether all of the text, a few words at most, is one phrase of that kind: in the
 * posting's language, or in English, whose abbreviations stand everywhere. */
static bool is_stop_word(struct extraction *x, struct fg_sv text, enum fg_full_stop means)
{
    const struct fg_language *const spoken[] = {x->language, x->english};
    struct fg_tokens *t = &x->scratch->more;
    if (!text.n || !extract_tokens(x, text, t) || t->n == 0)
        return false;
    for (size_t i = 0; i < 2 && spoken[i] && (i == 0 || spoken[i] != spoken[0]); i++) {
        const struct fg_rule *rule = NULL;
        if (fg_group_at(&spoken[i]->groups[FG_GROUP_STOP], t, 0, &rule) == t->n &&
            rule->means == (int)means)
            return true;
    }
    return false;
}

/* "am 1. Oktober", "im 3. Lehrjahr": a small number counts what stands behind it. */
static bool is_counted(struct extraction *x, struct fg_sv number, struct fg_sv behind)
{
    enum { MOST_DIGITS = 2 };
    struct fg_sv word = fg_sv_trim(behind);
    size_t n = 0;
    for (size_t i = 0; i < number.n; i++)
        if (number.n > MOST_DIGITS || !fg_is_digit(number.p[i]))
            return false;
    while (n < word.n && (fg_is_alpha(word.p[n]) || (word.p[n] & 0x80)))
        n++;
    return number.n && is_stop_word(x, fg_sv_sub(word, 0, n), FG_STOP_COUNTED);
}

/* Whether the full stop at i ends no sentence: it shortens the word before it, or makes
 * an ordinal of a number. */
static bool goes_on(struct extraction *x, struct fg_sv s, size_t i)
{
    enum { LONGEST = 12, FAR = 40 }; /* such a word; as far back as one may begin: bytes */
    size_t start = i;
    while (start > 0 && i - start < FAR && !fg_is_space(s.p[start - 1]) &&
           s.p[start - 1] != '(' && s.p[start - 1] != '/')
        start--;
    const struct fg_sv word = fg_sv_sub(s, start, i - start);
    const bool ending = start > 0 && s.p[start - 1] == '/'; /* "administrativo/a." */
    if (word.n == 1 && fg_is_alpha(word.p[0]) && !ending)
        return true;
    return is_dotted(word) || is_counted(x, word, fg_sv_sub(s, i + 1, s.n)) ||
           (word.n <= LONGEST && is_stop_word(x, word, FG_STOP_SHORT));
}

/* Whether a capitalised word begins right behind the mark at i, and what stands
 * before it is the end of a word or of brackets: "(avanzado).Conocimientos". */
static bool is_glued_at(struct fg_sv s, size_t i)
{
    size_t at = i + 1;
    const unsigned char before = i > 1 ? (unsigned char)s.p[i - 1] : 0;
    if (!fg_is_alpha((char)before) && before < 0x80 && before != ')')
        return false;
    return fg_cp_is_upper(fg_utf8_next(s, &at)) && fg_utf8_lower_at(s, at);
}

/* Whether the sentence ends with the mark at i. Where white space was lost
 * ("skills.Must have") a capital right behind the mark is enough. */
static bool ends_at(struct extraction *x, struct fg_sv s, size_t i)
{
    const char c = s.p[i];
    if (c != '.' && c != '!' && c != '?' && c != ';')
        return false;
    const size_t next = i + 1;
    if (next >= s.n)
        return true;
    if (c == ';')
        return false;
    if (c == '.' && goes_on(x, s, i))
        return false;
    if (fg_is_space(s.p[next]) || s.p[next] == '"' || s.p[next] == ')')
        return next + 1 >= s.n || !fg_utf8_lower_at(s, next + 1);
    return is_glued_at(s, i);
}

bool extract_next_sentence(struct extraction *x, struct fg_sv *rest, struct fg_sv *sentence)
{
    *rest = fg_sv_trim(*rest);
    if (rest->n == 0)
        return false;
    size_t i = 0;
    while (i < rest->n && (rest->p[i] > '?' || rest->p[i] == ' ' || !ends_at(x, *rest, i)))
        i++; /* most are letters and blanks, which end nothing */
    if (i < rest->n)
        i++;
    while (i < rest->n && (rest->p[i] == ')' || rest->p[i] == '"' || rest->p[i] == '.'))
        i++;
    *sentence = fg_sv_trim(fg_sv_sub(*rest, 0, i));
    *rest = fg_sv_sub(*rest, i, rest->n);
    return true;
}

struct judgement extract_judge(struct extraction *x, struct fg_sv sentence)
{
    struct judgement j = {0};
    struct fg_tokens *t = &x->scratch->tokens;
    if (!x->language || !extract_tokens(x, sentence, t))
        return j;
    double *const sums[] = {[FG_CUE_REQUIREMENT] = &j.requirement,
                            [FG_CUE_DUTY] = &j.duty,
                            [FG_CUE_OTHER] = &j.other};
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_CUE];
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        *sums[hit.rule->means] += hit.weight;
        if (hit.first == 0)
            j.opens = SAYS_REQUIREMENT + (enum saying)hit.rule->means;
    }
    const struct fg_rule_group *degrees = &x->language->groups[FG_GROUP_DEGREE];
    for (size_t i = 0; fg_group_next(degrees, t, i, &hit); i = hit.first + hit.count)
        j.requirement += hit.rule->means ? 1 : 0;
    return j;
}
