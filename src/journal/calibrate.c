/* Does the score predict? What a person's own history can say, and no more. */
#include "journal/internal.h"
#include "match/room.h"

#include <math.h>

/* An application without an answer says something only after a while. */
enum { SILENCE_DAYS = 45, LEAST_SETTLED = 20, LEAST_SIDE = 8 };

void fg_wilson(unsigned k, unsigned n, double *low, double *high)
{
    static const double z = 1.959963984540054; /* 97.5 % quantile of the normal */
    *low = 0;
    *high = 1;
    if (n == 0)
        return;
    const double p = (double)k / n, zz = z * z / n;
    const double middle = (p + zz / 2) / (1 + zz);
    const double half = z / (1 + zz) * sqrt(p * (1 - p) / n + zz / (4.0 * n));
    *low = k == 0 ? 0 : fmax(0, middle - half);
    *high = k == n ? 1 : fmin(1, middle + half);
}

/* ---- counting ---- */

struct share {
    unsigned n, answered, invited;
};

struct border {
    double score;
    struct share above, below;
};

enum { BANDS = FG_NOT_YET + 1, BORDERS = BANDS - 1 };

struct history {
    struct share band[BANDS], all;
    struct border border[BORDERS];
    unsigned waiting, unscored;
};

static void count(struct share *s, bool answered, bool invited)
{
    s->n++;
    s->answered += answered;
    s->invited += invited;
}

static void take(struct history *h, const struct fg_scoring *scoring, double score, bool answered,
                 bool invited)
{
    count(&h->all, answered, invited);
    count(&h->band[fg_band_of(scoring, score)], answered, invited);
    for (size_t i = 0; i < BORDERS; i++) {
        struct border *b = &h->border[i];
        count(score >= b->score ? &b->above : &b->below, answered, invited);
    }
}

static enum fg_status read_history(fg_journal *j, const struct fg_scoring *scoring,
                                   struct history *h, struct fg_error *err)
{
    char silent[FG_DAY_TEXT];
    fg_day_write(j->now.today - SILENCE_DAYS, silent);
    *h = (struct history){.border = {{.score = scoring->band_apply},
                                     {.score = scoring->band_apply_anyway},
                                     {.score = scoring->band_stretch}}};
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT applied_score, answered_at <> '', invited,"
        " answered_at <> '' OR lost OR applied_at <= ?1 FROM application WHERE applied_at <> ''",
        FG_BINDS(FG_TEXT(fg_sv_of(silent))));
    while (fg_sql_next(&r)) {
        const double score = fg_sql_real(&r, 0);
        if (score < 0)
            h->unscored++;
        else if (!fg_sql_int(&r, 3))
            h->waiting++;
        else
            take(h, scoring, score, fg_sql_int(&r, 1) != 0, fg_sql_int(&r, 2) != 0);
    }
    return fg_sql_close(&r);
}

/* ---- the line ---- */

enum verdict { TOO_FEW, NO_LINE, LINE, REVERSED };
static const char *const verdict_names[] = {"too-few", "no-line", "line", "reversed"};

/* How far the two sides' intervals stand apart; <= 0: they overlap. */
static double apart(const struct share *more, const struct share *less)
{
    double low, high, unused;
    fg_wilson(more->invited, more->n, &low, &unused);
    fg_wilson(less->invited, less->n, &unused, &high);
    return more->n < LEAST_SIDE || less->n < LEAST_SIDE ? -1 : low - high;
}

/* Only the borders of the bands are tried: the more lines one tries, the surer one of
 * them fits by chance. */
static enum verdict judge(const struct history *h, const struct border **out)
{
    double best = 0;
    enum verdict verdict = NO_LINE;
    *out = NULL;
    if (h->all.n < LEAST_SETTLED)
        return TOO_FEW;
    for (size_t i = 0; i < BORDERS; i++) {
        const struct border *b = &h->border[i];
        const double up = apart(&b->above, &b->below), down = apart(&b->below, &b->above);
        const double d = up > down ? up : down;
        if (d > 0 && d >= best) { /* of lines that part alike the lowest */
            best = d;
            verdict = up > down ? LINE : REVERSED;
            *out = b;
        }
    }
    return verdict;
}

/* ---- writing ---- */

static void put_share(struct fg_buf *out, unsigned k, unsigned n)
{
    double low, high;
    fg_wilson(k, n, &low, &high);
    fg_buf_addf(out, "%u of %u (%.0f to %.0f %%)", k, n, 100 * low, 100 * high);
}

static void put_band(struct fg_buf *out, const char *name, const struct share *s)
{
    if (!s->n)
        return;
    fg_buf_addf(out, "  %-14s answered ", name);
    put_share(out, s->answered, s->n);
    fg_buf_addz(out, ", invited ");
    put_share(out, s->invited, s->n);
    fg_buf_addc(out, '\n');
}

static void put_verdict(struct fg_buf *out, const struct history *h, enum verdict v,
                        const struct border *b)
{
    switch (v) {
    case TOO_FEW:
        fg_buf_addf(out, "%u application%s: too few to tell. From about %d on there is something "
                         "to see.\n", h->all.n, h->all.n == 1 ? "" : "s", LEAST_SETTLED);
        return;
    case NO_LINE:
        fg_buf_addz(out, "No apply line shows: at each border of the bands the two sides' ranges "
                         "overlap, or a side has too few.\n");
        return;
    case LINE:
        fg_buf_addf(out, "Scores of %.0f and more were invited more often: ", b->score);
        put_share(out, b->above.invited, b->above.n);
        fg_buf_addz(out, ", below it ");
        put_share(out, b->below.invited, b->below.n);
        fg_buf_addf(out, ". Your history so far supports an apply line at %.0f.\n", b->score);
        return;
    case REVERSED:
        fg_buf_addf(out, "Scores below %.0f were invited more often: ", b->score);
        put_share(out, b->below.invited, b->below.n);
        fg_buf_addz(out, ", from it on ");
        put_share(out, b->above.invited, b->above.n);
        fg_buf_addz(out, ". So far the score does not predict for you: is the skills file up to "
                         "date?\n");
        return;
    }
}

static void put_text(const struct history *h, enum verdict v, const struct border *b,
                     struct fg_buf *out)
{
    if (h->all.n)
        fg_buf_addz(out, "With the range that holds the true share with 95 % confidence:\n");
    for (size_t i = 0; i < BANDS; i++)
        put_band(out, fg_band_name((enum fg_band)i), &h->band[i]);
    put_verdict(out, h, v, b);
    if (h->waiting)
        fg_buf_addf(out, "%u without an answer yet, sent in the last %d days: not counted.\n",
                    h->waiting, SILENCE_DAYS);
    if (h->unscored)
        fg_buf_addf(out, "%u had no score: not counted.\n", h->unscored);
}

static void json_share(struct fg_json *j, const char *key, unsigned k, unsigned n)
{
    double low, high;
    fg_wilson(k, n, &low, &high);
    fg_json_key(j, key);
    fg_json_open(j, '{');
    fg_json_key(j, "count");
    fg_json_uint(j, k);
    fg_json_key(j, "low");
    fg_json_number(j, low, 4);
    fg_json_key(j, "high");
    fg_json_number(j, high, 4);
    fg_json_close(j, '}');
}

static void put_json(const struct history *h, enum verdict v, const struct border *b,
                     struct fg_buf *out)
{
    struct fg_json j = {.out = out, .indent = 1};
    fg_json_open(&j, '{');
    fg_json_key(&j, "bands");
    fg_json_open(&j, '[');
    for (size_t i = 0; i < BANDS; i++) {
        fg_json_open(&j, '{');
        fg_json_member_text(&j, "band", fg_sv_of(fg_band_name((enum fg_band)i)));
        fg_json_key(&j, "settled");
        fg_json_uint(&j, h->band[i].n);
        json_share(&j, "answered", h->band[i].answered, h->band[i].n);
        json_share(&j, "invited", h->band[i].invited, h->band[i].n);
        fg_json_close(&j, '}');
    }
    fg_json_close(&j, ']');
    fg_json_member_text(&j, "verdict", fg_sv_of(verdict_names[v]));
    fg_json_key(&j, "apply_line");
    fg_json_number_or_null(&j, v == LINE ? b->score : -1, 0);
    fg_json_key(&j, "settled");
    fg_json_uint(&j, h->all.n);
    fg_json_key(&j, "waiting");
    fg_json_uint(&j, h->waiting);
    fg_json_key(&j, "unscored");
    fg_json_uint(&j, h->unscored);
    fg_json_close(&j, '}');
    fg_buf_addc(out, '\n');
}

enum fg_status fg_journal_calibrate(fg_journal *j, enum fg_format format,
                                    const struct fg_scoring *scoring, struct fg_buf *out,
                                    struct fg_error *err)
{
    struct history h;
    const struct border *b;
    if (format != FG_FORMAT_TEXT && format != FG_FORMAT_JSON)
        return fg_fail(err, FG_EUSAGE, "calibrate is written as text or json");
    const enum fg_status status = read_history(j, scoring, &h, err);
    if (status != FG_OK)
        return status;
    const enum verdict v = judge(&h, &b);
    (format == FG_FORMAT_JSON ? put_json : put_text)(&h, v, b, out);
    return FG_OK;
}
