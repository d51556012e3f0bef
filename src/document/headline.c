#include "document/headline.h"

static const struct fg_sv divider = {" | ", 3};

struct fg_sv fg_first_line(struct fg_sv text)
{
    static const char *const breaks[] = {"\n", "<p", "<br", "</p", "<div", "<ul"};
    while (fg_sv_starts_nocase(text = fg_sv_trim(text), FG_SV("<p>")))
        text = fg_sv_sub(text, 3, SIZE_MAX);
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
        text = fg_sv_sub(text, 0, fg_sv_find_nocase(text, fg_sv_of(breaks[i])));
    return text;
}

/* The next part; what is left of `rest` is behind the divider, {NULL, 0} at the end. */
static struct fg_sv next_part(struct fg_sv *rest)
{
    const size_t at = fg_sv_find(*rest, divider);
    const struct fg_sv part = fg_sv_trim(fg_sv_sub(*rest, 0, at));
    *rest = at == SIZE_MAX ? (struct fg_sv){0} : fg_sv_sub(*rest, at + divider.n, SIZE_MAX);
    return part;
}

struct fg_sv fg_headline(struct fg_sv text)
{
    enum { LONGEST = 600, MOST_TO_COMPANY = 80, LEAST_PARTS = 3 };
    const struct fg_sv line = fg_sv_trim(fg_first_line(fg_sv_sub(text, 0, LONGEST)));
    struct fg_sv rest = line;
    unsigned parts = 0;
    while (rest.n) {
        const struct fg_sv part = next_part(&rest);
        if (!part.n || (parts == 0 && part.n > MOST_TO_COMPANY) ||
            (parts < LEAST_PARTS && part.p[0] >= 'a' && part.p[0] <= 'z'))
            return (struct fg_sv){0};
        parts++;
    }
    return parts >= LEAST_PARTS ? line : (struct fg_sv){0};
}

struct fg_sv fg_headline_company(struct fg_sv headline)
{
    return next_part(&headline);
}
