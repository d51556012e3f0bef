#include "profile/resume_words.h"

#include "rules/files.h"
#include "rules/tsv.h"

#include <math.h>
#include <string.h>

enum { LONGEST_FORM = 64, FIRST_YEAR = 1940, LAST_YEAR = 2100 };

/* Lower case without accents, one blank between words, "and" for "&". */
static struct fg_sv folded(struct fg_sv text, char *into)
{
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < text.n && n + 8 < LONGEST_FORM;) {
        const uint32_t cp = fg_utf8_next(text, &i);
        if (cp == '\'' || cp == 0x2019)
            continue;
        if (cp < 0x80 && !fg_is_alnum((char)cp) && cp != '&') {
            gap = n > 0;
            continue;
        }
        if (gap)
            into[n++] = ' ';
        gap = false;
        if (cp == '&') {
            memcpy(into + n, "and", 3);
            n += 3;
        } else {
            n += fg_cp_fold(cp, into + n);
        }
    }
    return (struct fg_sv){into, n};
}

/* ---- reading ---- */

struct reader {
    struct fg_resume_words *words;
    fg_arena *arena;
};

static enum fg_resume_word word_of(struct fg_sv name, uint32_t *value)
{
    static const char *const names[] = {"other",      "skills",   "experience", "education",
                                        "languages",  "certificates", "licences", "title", "now",
                                        "until",      "since",    "school",     "degree-word",
                                        "licence-word"};
    static const char month[] = "month ";
    if (fg_sv_starts(name, fg_sv_of(month)) &&
        fg_sv_to_u32(fg_sv_sub(name, sizeof month - 1, name.n), value))
        return FG_RESUME_MONTH;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fg_sv_eq(name, fg_sv_of(names[i])))
            return (enum fg_resume_word)i;
    return FG_RESUME_NONE;
}

static enum fg_status each_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    uint32_t value = 0;
    const enum fg_resume_word word = word_of(row->column[0], &value);
    struct fg_sv rest = row->column[1], form;
    if (word == FG_RESUME_NONE)
        return fg_tsv_fail(row, row->column[0], err, "no such row: '%.*s'",
                           FG_SV_ARG(row->column[0]));
    while (rest.n && fg_sv_next(&rest, '|', &form)) {
        uint32_t *slot = fg_map_put(&r->words->forms[word], r->arena, form);
        if (!slot)
            return fg_fail_memory(err);
        *slot = value;
    }
    return FG_OK;
}

enum fg_status fg_resume_words_read(struct fg_resume_words *w, const fg_rules *rules,
                                    fg_arena *arena, struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    struct reader r = {w, arena};
    memset(w, 0, sizeof *w);
    const enum fg_status status = fg_files_read(fg_rules_dir(rules), "words", "resume.tsv", arena,
                                                &bytes, &path, err);
    return status == FG_OK ? fg_tsv_read(bytes, path, 2, each_row, &r, err) : status;
}

bool fg_resume_is(const struct fg_resume_words *w, enum fg_resume_word word, struct fg_sv text,
                  uint32_t *value)
{
    char buffer[LONGEST_FORM];
    const struct fg_sv form = folded(text, buffer);
    const uint32_t found = form.n ? fg_map_get(&w->forms[word], form) : FG_MAP_NONE;
    if (found != FG_MAP_NONE && value)
        *value = found;
    return found != FG_MAP_NONE;
}

/* ---- dates ---- */

/* A run of letters or digits of a line. */
struct atom {
    struct fg_sv text;
    size_t at, end;
};

static bool next_atom(struct fg_sv line, size_t from, struct atom *out)
{
    size_t i = from, end;
    while (i < line.n && (unsigned char)line.p[i] < 0x80 && !fg_is_alnum(line.p[i]))
        i++;
    /* what is no ASCII is a letter here, but for dashes and the like */
    while (i < line.n && (unsigned char)line.p[i] == 0xe2)
        i += i + 3 <= line.n ? 3 : 1;
    if (i < line.n && (unsigned char)line.p[i] < 0x80 && !fg_is_alnum(line.p[i]))
        return next_atom(line, i, out);
    for (end = i; end < line.n && ((unsigned char)line.p[end] >= 0x80
                                       ? (unsigned char)line.p[end] != 0xe2
                                       : fg_is_alnum(line.p[end]));)
        end++;
    *out = (struct atom){fg_sv_sub(line, i, end - i), i, end};
    return end > i;
}

static bool is_year(const struct atom *a, int *year)
{
    uint32_t v;
    if (a->text.n != 4 || !fg_sv_to_u32(a->text, &v) || v < FIRST_YEAR || v > LAST_YEAR)
        return false;
    *year = (int)v;
    return true;
}

/* A month by name, or by number right before a year ("05/2016"). */
static bool is_month(const struct fg_resume_words *w, struct fg_sv line, const struct atom *a,
                     int *month)
{
    uint32_t v;
    if (fg_resume_is(w, FG_RESUME_MONTH, a->text, &v)) {
        *month = (int)v;
        return true;
    }
    if (a->text.n > 2 || !fg_sv_to_u32(a->text, &v) || v < 1 || v > 12 || a->end >= line.n ||
        !strchr("/.-", line.p[a->end]))
        return false;
    *month = (int)v;
    return true;
}

/* A date that begins with atom `a`: a year, or a month and a year. Returns the byte
 * behind it, 0 where there is none. */
static size_t date_at(const struct fg_resume_words *w, struct fg_sv line, struct atom a,
                      int *date, bool *has_month)
{
    int month = 0, year;
    struct atom next = a;
    if (!is_year(&a, &year)) {
        if (!is_month(w, line, &a, &month) || !next_atom(line, a.end, &next) ||
            !is_year(&next, &year))
            return 0;
    }
    *date = year * 12 + (month ? month - 1 : 0);
    *has_month = month > 0;
    return next.end;
}

/* The other end of a span, behind the first date. */
static void find_end(const struct fg_resume_words *w, struct fg_sv line, size_t from,
                     struct fg_resume_dates *out)
{
    struct atom a;
    bool month = false;
    int date;
    if (!next_atom(line, from, &a))
        return;
    if (fg_resume_is(w, FG_RESUME_UNTIL, a.text, NULL) && !next_atom(line, a.end, &a))
        return;
    if (fg_resume_is(w, FG_RESUME_NOW, a.text, NULL)) {
        out->open = true;
        out->at.n = (uint32_t)(a.end - out->at.at);
        return;
    }
    const size_t end = date_at(w, line, a, &date, &month);
    if (!end || date < out->from)
        return;
    out->to = date;
    out->months &= month;
    out->at.n = (uint32_t)(end - out->at.at);
}

bool fg_resume_find_dates(const struct fg_resume_words *w, struct fg_sv line,
                          struct fg_resume_dates *out)
{
    struct atom a, before = {{0}, 0, 0};
    for (size_t from = 0; next_atom(line, from, &a); before = a, from = a.end) {
        *out = (struct fg_resume_dates){.at = {.at = (uint32_t)a.at}};
        const size_t end = date_at(w, line, a, &out->from, &out->months);
        if (!end)
            continue;
        out->at.n = (uint32_t)(end - a.at);
        find_end(w, line, end, out);
        if (!out->to && !out->open && before.text.n &&
            fg_resume_is(w, FG_RESUME_SINCE, before.text, NULL)) {
            out->open = true;
            out->at.n += (uint32_t)(a.at - before.at);
            out->at.at = (uint32_t)before.at;
        }
        return true;
    }
    return false;
}

double fg_resume_years(const struct fg_resume_dates *d, int now)
{
    const int to = d->open ? now : d->to;
    if (!to || to < d->from)
        return -1;
    const int months = to - d->from + (d->months ? 1 : 0);
    return months > 0 ? round(months / 1.2) / 10 : -1;
}
