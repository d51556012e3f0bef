/* The applications, one a line. */
#include "journal/internal.h"

#include "report/layout.h"
#include "rules/finder.h"

#include <string.h>

enum {
    ID, STATUS_AT, STATUS, ROUND, SCORE, BAND, TITLE, COMPANY, LOCATION, URL, KEY, ADDED_AT,
    APPLIED_AT, ANSWERED_AT, APPLIED_SCORE
};

/* The bounds come first: most filters name none, and SQLite then reads one index. */
static const char list_sql[] =
    "SELECT id, status_at, status, round, score, band, title, company, location, url, key,"
    " added_at, applied_at, answered_at, applied_score FROM application"
    " WHERE (?1 = '' OR status = ?1) AND (?2 = '' OR band = ?2)"
    " AND status_at >= ?3 AND (?4 = 0 OR score >= ?4) AND (?5 = 0 OR status NOT IN"
    " ('accepted', 'rejected', 'ghosted', 'withdrawn'))"
    " ORDER BY status_at DESC, id DESC";

struct lister {
    struct fg_buf *out;
    const struct fg_report_style *style;
    struct fg_json json;
};

/* ---- text ---- */

static const char *status_color(struct fg_sv status)
{
    const struct fg_outcome *o = fg_outcome_find(status, NULL);
    if (!o)
        return NULL;
    return o->lost ? "31" : o->offered ? "1;32" : o->invited ? "32" : o->ended ? "2" : NULL;
}

static void put_text(struct lister *l, struct fg_rows *r)
{
    enum { FIXED = 6 + 10 + 14 + 5 + 5 * 2, LEAST = 24 };
    const size_t width =
        l->style->width > FIXED + LEAST ? (size_t)l->style->width - FIXED : 80 - FIXED;
    const size_t widths[] = {6, 10, 14, 5, width * 3 / 5, width - width * 3 / 5};
    char id[24], status[48], score[16] = "";
    snprintf(id, sizeof id, "%lld", (long long)fg_sql_int(r, ID));
    const struct fg_sv name = fg_sql_text(r, STATUS);
    const int64_t round = fg_sql_int(r, ROUND);
    snprintf(status, sizeof status, round ? "%.*s %lld" : "%.*s", FG_SV_ARG(fg_sv_sub(name, 0, 24)),
             (long long)round);
    if (fg_sql_real(r, SCORE) >= 0)
        snprintf(score, sizeof score, "%.1f", fg_sql_real(r, SCORE));
    const struct fg_layout_cell cells[] = {
        {fg_sv_of(id), NULL, true},
        {fg_sql_text(r, STATUS_AT), NULL, false},
        {fg_sv_of(status), status_color(name), false},
        {fg_sv_of(score), NULL, true},
        {fg_sql_text(r, TITLE), NULL, false},
        {fg_sql_text(r, COMPANY), NULL, false},
    };
    fg_layout_row(l->out, cells, widths, 6, l->style->color);
}

/* ---- JSON ---- */

static void put_object(struct fg_json *json, struct fg_rows *r)
{
    static const struct {
        const char *name;
        int column;
    } texts[] = {{"status", STATUS},     {"status_at", STATUS_AT},   {"title", TITLE},
                 {"company", COMPANY},   {"location", LOCATION},     {"url", URL},
                 {"key", KEY},           {"band", BAND},             {"added_at", ADDED_AT},
                 {"applied_at", APPLIED_AT}, {"answered_at", ANSWERED_AT}};
    fg_json_open(json, '{');
    fg_json_key(json, "id");
    fg_json_uint(json, (uint64_t)fg_sql_int(r, ID));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fg_json_key(json, texts[i].name);
        fg_json_string_or_null(json, fg_sql_text(r, texts[i].column));
    }
    fg_json_key(json, "round");
    fg_json_uint(json, (uint64_t)fg_sql_int(r, ROUND));
    fg_json_key(json, "score");
    fg_json_number_or_null(json, fg_sql_real(r, SCORE), 1);
    fg_json_key(json, "applied_score");
    fg_json_number_or_null(json, fg_sql_real(r, APPLIED_SCORE), 1);
    fg_json_close(json, '}');
}

static void put_json(struct lister *l, struct fg_rows *r)
{
    put_object(&l->json, r);
}

static void put_line(struct lister *l, struct fg_rows *r)
{
    struct fg_json line = {.out = l->out};
    put_object(&line, r);
    fg_buf_addc(l->out, '\n');
}

/* ---- CSV. Source: RFC 4180 ---- */

/* A spreadsheet takes a cell that begins with = + - @ for a formula, and a posting is
 * other people's text: a quote before it keeps it text. */
static void put_cell(struct fg_buf *out, struct fg_sv s)
{
    static const char quoted[] = ",\"\n\r", formula[] = "=+-@\t\r";
    const bool apostrophe = s.n && memchr(formula, s.p[0], sizeof formula - 1);
    bool quote = apostrophe;
    for (size_t i = 0; i < s.n && !quote; i++)
        quote = memchr(quoted, s.p[i], sizeof quoted - 1) != NULL;
    if (!quote) {
        fg_buf_add(out, s);
        return;
    }
    struct fg_sv rest = s, part;
    fg_buf_addz(out, apostrophe ? "\"'" : "\"");
    for (bool first = true; fg_sv_next(&rest, '"', &part); first = false) {
        fg_buf_addz(out, first ? "" : "\"\"");
        fg_buf_add(out, part);
    }
    fg_buf_addc(out, '"');
}

static void put_csv(struct lister *l, struct fg_rows *r)
{
    for (int c = ID; c <= APPLIED_SCORE; c++) {
        if (c)
            fg_buf_addc(l->out, ',');
        put_cell(l->out, fg_sql_text(r, c));
    }
    fg_buf_addz(l->out, "\r\n");
}

/* ---- all of them ---- */

/* SQLite folds the case of ASCII alone. */
static bool has(const fg_finder *finder, struct fg_rows *r, struct fg_buf *text)
{
    static const int columns[] = {COMPANY, TITLE, LOCATION};
    fg_buf_clear(text);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        fg_buf_addz(text, i ? " " : "");
        fg_buf_add(text, fg_sql_text(r, columns[i]));
    }
    return fg_finder_has(finder, fg_buf_sv(text));
}

enum fg_status fg_journal_list(fg_journal *j, const struct fg_journal_filter *filter,
                               enum fg_format format, const struct fg_report_style *style,
                               struct fg_buf *out, struct fg_error *err)
{
    static void (*const writers[])(struct lister *, struct fg_rows *) = {
        [FG_FORMAT_TEXT] = put_text, [FG_FORMAT_JSON] = put_json,  [FG_FORMAT_JSONL] = put_line,
        [FG_FORMAT_CSV] = put_csv,   [FG_FORMAT_JRNL] = NULL,
    };
    struct lister l = {out, style, {.out = out, .indent = 1}};
    struct fg_buf text = {0};
    fg_finder *finder;
    if (!writers[format])
        return fg_fail(err, FG_EUSAGE, "a list is written as text, json, jsonl or csv");
    const enum fg_status status = fg_finder_new(filter->word, false, &finder, err);
    if (status != FG_OK)
        return status;
    if (format == FG_FORMAT_CSV)
        fg_buf_addz(out, "id,status_at,status,round,score,band,title,company,location,url,key,"
                         "added_at,applied_at,answered_at,applied_score\r\n");
    if (format == FG_FORMAT_JSON)
        fg_json_open(&l.json, '[');
    struct fg_rows r = fg_sql_open(
        j, err, list_sql,
        FG_BINDS(FG_TEXT(filter->status), FG_TEXT(filter->band), FG_TEXT(filter->since),
                 ((struct fg_bind){.kind = FG_BIND_REAL, .r = filter->min_score}),
                 FG_INT(filter->open)));
    while (fg_sql_next(&r))
        if (!filter->word.n || has(finder, &r, &text))
            writers[format](&l, &r);
    if (format == FG_FORMAT_JSON) {
        fg_json_close(&l.json, ']');
        fg_buf_addc(out, '\n');
    }
    fg_buf_free(&text);
    fg_finder_free(finder);
    return fg_sql_close(&r);
}
