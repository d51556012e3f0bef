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

/* Words before a full stop that does not end a sentence. */
static bool is_abbreviation(struct fg_sv before)
{
    static const char *const known[] = {"e.g", "i.e", "eg", "ie", "etc", "incl", "approx", "mr",
                                        "mrs", "ms", "dr", "prof", "st", "vs", "no", "inc",
                                        "ltd", "co", "corp", "u.s", "u.k", "a.m", "p.m", "jr",
                                        "sr", "min", "max", "bzw", "z.b", "d.h", "u.a", "ca",
                                        "evtl", "ggf", "inkl", "bspw", "vgl", "p.ej", "ex",
                                        "bijv", "o.a", "resp", "dept", "ph.d", "b.s", "b.a",
                                        "m.s", "m.a", "b.sc", "m.sc", "tzv", "např", "apod", "sk",
                                        "mind",
                                        "kat", "tzn", "tj", "cca", "nr", "ul", "ds", "mgr", "ing",
                                        "bc", "m.in", "np", "p.ex", "dott", "art", "pág", "sec",
                                        "excl", "chap", "fig", "leg"};
    enum { LONGEST = 6, FAR = 40 }; /* of them; as far back as a word may begin: bytes */
    size_t start = before.n;
    while (start > 0 && before.n - start < FAR && !fg_is_space(before.p[start - 1]) &&
           before.p[start - 1] != '(' && before.p[start - 1] != '/')
        start--;
    const struct fg_sv word = fg_sv_sub(before, start, before.n);
    const bool ending = start > 0 && before.p[start - 1] == '/'; /* "administrativo/a." */
    if (word.n == 1 && fg_is_alpha(word.p[0]) && !ending)
        return true;
    if (is_dotted(word))
        return true;
    for (size_t i = 0; word.n <= LONGEST && i < sizeof known / sizeof *known; i++)
        if (fg_sv_eq_nocase(word, fg_sv_of(known[i])))
            return true;
    return false;
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
static bool ends_at(struct fg_sv s, size_t i)
{
    const char c = s.p[i];
    if (c != '.' && c != '!' && c != '?' && c != ';')
        return false;
    const size_t next = i + 1;
    if (next >= s.n)
        return true;
    if (c == ';')
        return false;
    if (c == '.' && is_abbreviation(fg_sv_sub(s, 0, i)))
        return false;
    if (fg_is_space(s.p[next]) || s.p[next] == '"' || s.p[next] == ')')
        return next + 1 >= s.n || !fg_utf8_lower_at(s, next + 1);
    return is_glued_at(s, i);
}

bool extract_next_sentence(struct fg_sv *rest, struct fg_sv *sentence)
{
    *rest = fg_sv_trim(*rest);
    if (rest->n == 0)
        return false;
    size_t i = 0;
    while (i < rest->n && (rest->p[i] > '?' || rest->p[i] == ' ' || !ends_at(*rest, i)))
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
