#include "profile/resume_line.h"

#include <string.h>

struct fg_sv fg_resume_bare(struct fg_sv s)
{
    static const char *const joins[] = {"\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\xa2",
                                        "\xe2\x97\x8f", "\xc2\xb7", "|", ",", ";", "-", ":", "*",
                                        "()", "[]"};
    for (bool again = true; again;) {
        again = false;
        s = fg_sv_trim(s);
        for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
            const struct fg_sv join = fg_sv_of(joins[i]);
            if (fg_sv_starts(s, join))
                s = fg_sv_sub(s, join.n, s.n);
            else if (s.n >= join.n && fg_sv_eq(fg_sv_sub(s, s.n - join.n, join.n), join))
                s.n -= join.n;
            else
                continue;
            again = true;
        }
    }
    return s;
}

/* Bytes of a separator of lists at `at`; `loose`: also of one that joins the parts of a
 * title ("Nurse - City Hospital"). */
static size_t separator(struct fg_sv s, size_t at, bool loose)
{
    static const char *const strict[] = {",", ";", "|", "\xe2\x80\xa2", "\xc2\xb7", "\xe2\x97\x8f"};
    static const char *const more[] = {" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
    const struct fg_sv rest = fg_sv_sub(s, at, s.n);
    for (size_t i = 0; i < sizeof strict / sizeof *strict; i++)
        if (fg_sv_starts(rest, fg_sv_of(strict[i])))
            return strlen(strict[i]);
    for (size_t i = 0; loose && i < sizeof more / sizeof *more; i++)
        if (fg_sv_starts(rest, fg_sv_of(more[i])))
            return strlen(more[i]);
    return 0;
}

bool fg_resume_next_piece(struct fg_sv *rest, bool loose, struct fg_sv *piece)
{
    int depth = 0;
    if (!rest->n)
        return false;
    for (size_t i = 0; i < rest->n; i++) {
        depth += (rest->p[i] == '(') - (rest->p[i] == ')');
        const size_t n = depth <= 0 ? separator(*rest, i, loose) : 0;
        if (!n)
            continue;
        *piece = fg_resume_bare(fg_sv_sub(*rest, 0, i));
        *rest = fg_sv_sub(*rest, i + n, rest->n);
        return true;
    }
    *piece = fg_resume_bare(*rest);
    *rest = (struct fg_sv){0};
    return true;
}

struct fg_sv fg_resume_without_bracket(struct fg_sv s, struct fg_sv *inside)
{
    const size_t at = fg_sv_find(s, FG_SV("("));
    *inside = (struct fg_sv){0};
    if (at == SIZE_MAX || at == 0 || s.p[s.n - 1] != ')')
        return s;
    *inside = fg_sv_trim(fg_sv_sub(s, at + 1, s.n - at - 2));
    return fg_sv_trim(fg_sv_sub(s, 0, at));
}

struct fg_sv fg_resume_without_dates(const struct fg_resume_dates *d, struct fg_sv line,
                                     struct fg_buf *out)
{
    size_t from = d->at.at, end = d->at.at + d->at.n;
    if (from > 0 && end < line.n && line.p[from - 1] == '(' && line.p[end] == ')') {
        from--;
        end++;
    }
    const struct fg_sv before = fg_resume_bare(fg_sv_sub(line, 0, from));
    const struct fg_sv after = fg_resume_bare(fg_sv_sub(line, end, line.n));
    fg_buf_add(out, before);
    if (before.n && after.n)
        fg_buf_addz(out, ", ");
    fg_buf_add(out, after);
    return fg_buf_sv(out);
}

static bool is_place(struct fg_sv s)
{
    enum { LONGEST_PLACE = 60 };
    const size_t comma = fg_sv_find(s, FG_SV(","));
    bool digits = false, address = false;
    for (size_t i = 0; i < s.n; i++) {
        digits |= fg_is_digit(s.p[i]);
        address |= s.p[i] == '@' || s.p[i] == '/';
    }
    return comma != SIZE_MAX && comma > 1 && !digits && !address && s.n < LONGEST_PLACE;
}

struct fg_sv fg_resume_place_in(struct fg_sv line)
{
    struct fg_sv rest = line;
    while (rest.n) {
        size_t at = 0, n = 0;
        while (at < rest.n && !n) {
            n = rest.p[at] == ',' ? 0 : separator(rest, at, true);
            at += n == 0;
        }
        const struct fg_sv part = fg_resume_bare(fg_sv_sub(rest, 0, at));
        if (is_place(part))
            return part;
        rest = fg_sv_sub(rest, at + n, rest.n);
    }
    return (struct fg_sv){0};
}
