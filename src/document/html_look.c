#include "document/html_look.h"

#include <string.h>

#define WORD(literal) {literal, sizeof literal - 1}

/* ---- class, id and role ---- */

/* Words that tell what a part of a page is. */
static const struct region {
    struct fg_sv word;
    unsigned flags;
} regions[] = {
    {WORD("breadcrumb"), FG_BLOCK_NAV},   {WORD("breadcrumbs"), FG_BLOCK_NAV},
    {WORD("contentinfo"), FG_BLOCK_FOOTER}, {WORD("cookie"), FG_BLOCK_ASIDE},
    {WORD("cookies"), FG_BLOCK_ASIDE},    {WORD("dialog"), FG_BLOCK_ASIDE},
    {WORD("footer"), FG_BLOCK_FOOTER},    {WORD("gdpr"), FG_BLOCK_ASIDE},
    {WORD("menu"), FG_BLOCK_NAV},         {WORD("modal"), FG_BLOCK_ASIDE},
    {WORD("nav"), FG_BLOCK_NAV},          {WORD("navbar"), FG_BLOCK_NAV},
    {WORD("navigation"), FG_BLOCK_NAV},   {WORD("search"), FG_BLOCK_FORM},
    {WORD("sidebar"), FG_BLOCK_ASIDE},    {WORD("tooltip"), FG_BLOCK_ASIDE},
};
enum { N_REGIONS = sizeof regions / sizeof *regions, SHORTEST = 3, LONGEST = 11 };

/* A bit a letter that one of them begins with. */
#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))
static const uint32_t begins_region = LETTER('b') | LETTER('c') | LETTER('d') | LETTER('f') |
                                      LETTER('g') | LETTER('m') | LETTER('n') | LETTER('s') |
                                      LETTER('t');

unsigned fg_html_region_word(struct fg_sv word)
{
    if (word.n < SHORTEST || word.n > LONGEST || !fg_is_alpha(word.p[0]) ||
        !(begins_region & LETTER(fg_lower(word.p[0]))))
        return 0;
    for (size_t i = 0; i < N_REGIONS; i++)
        if (word.n == regions[i].word.n && fg_lower(word.p[0]) == regions[i].word.p[0] &&
            fg_sv_eq_nocase(word, regions[i].word))
            return regions[i].flags;
    return 0;
}

/* The last word of a name says what it is ("site-footer"), the first what it
 * belongs to ("footer-links"); one in the middle says little. */
unsigned fg_html_region(struct fg_sv names)
{
    unsigned flags = 0;
    for (size_t from = 0, end; from < names.n; from = end + 1) {
        size_t first = SIZE_MAX, last = from; /* where its first word ends, its last begins */
        for (end = from; end < names.n && names.p[end] != ' '; end++)
            if (names.p[end] == '-' || names.p[end] == '_') {
                first = first == SIZE_MAX ? end : first;
                last = end + 1;
            }
        flags |= fg_html_region_word(fg_sv_sub(names, from, (first < end ? first : end) - from));
        if (last > from)
            flags |= fg_html_region_word(fg_sv_sub(names, last, end - last));
    }
    return flags;
}

/* "jobTitleDiv", "Job Posting Title", "iCIMS_Header_JobTitle": where boards without
 * headings set the title. Not "job-result-card__title", a card of another job. */
bool fg_html_names_title(struct fg_sv name)
{
    static const struct fg_sv owners[] = {WORD("job"), WORD("position"), WORD("posting"),
                                          WORD("vacancy"), WORD("topcard")};
    static const struct fg_sv others[] = {WORD("result"), WORD("card__"), WORD("related"),
                                          WORD("similar"), WORD("list")};
    const size_t at = fg_sv_find_nocase(name, FG_SV("title"));
    const struct fg_sv before = fg_sv_sub(name, 0, at);
    bool owned = false;
    for (size_t i = 0; at != SIZE_MAX && i < sizeof owners / sizeof *owners; i++)
        owned = owned || fg_sv_find_nocase(before, owners[i]) != SIZE_MAX;
    for (size_t i = 0; owned && i < sizeof others / sizeof *others; i++)
        owned = fg_sv_find_nocase(name, others[i]) == SIZE_MAX;
    return owned;
}

/* ---- style ---- */

/* Whether the property has the value; there may be blanks ("display : none"). */
static bool style_says(struct fg_sv s, struct fg_sv property, struct fg_sv value)
{
    const size_t at = fg_sv_find_nocase(s, property);
    if (at == SIZE_MAX)
        return false;
    const struct fg_sv rest = fg_sv_trim(fg_sv_sub(s, at + property.n, s.n));
    if (rest.n == 0 || rest.p[0] != ':')
        return false;
    return fg_sv_starts_nocase(fg_sv_trim(fg_sv_sub(rest, 1, rest.n)), value);
}

unsigned fg_html_style(struct fg_sv style)
{
    static const struct {
        struct fg_sv property, value;
        unsigned says;
    } table[] = {
        {WORD("display"), WORD("none"), FG_HTML_UNSEEN},
        {WORD("visibility"), WORD("hidden"), FG_HTML_UNSEEN},
        {WORD("font-weight"), WORD("bold"), FG_HTML_BOLD},
        {WORD("font-weight"), WORD("600"), FG_HTML_BOLD},
        {WORD("font-weight"), WORD("700"), FG_HTML_BOLD},
        {WORD("text-decoration"), WORD("underline"), FG_HTML_BOLD},
    };
    unsigned says = 0;
    for (size_t i = 0; style.n && i < sizeof table / sizeof *table; i++)
        if (!(says & table[i].says) && style_says(style, table[i].property, table[i].value))
            says |= table[i].says;
    return says;
}
