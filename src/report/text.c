/* A fit and a posting for a terminal. */
#include "report/layout.h"
#include "report/room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 48, WIDEST = 140 };

struct writer {
    struct fg_buf *out;
    bool color;
    size_t width;
};

static struct writer writer_of(const struct fg_report_style *style, struct fg_buf *out)
{
    size_t width = style->width > 0 ? (size_t)style->width : DEFAULT_WIDTH;
    width = width < LEAST_WIDTH ? LEAST_WIDTH : width > WIDEST ? WIDEST : width;
    return (struct writer){out, style->color, width};
}

static void colored(const struct writer *w, const char *color, const char *text)
{
    if (w->color)
        fg_buf_addf(w->out, "\033[%sm%s\033[0m", color, text);
    else
        fg_buf_addz(w->out, text);
}

static void heading(const struct writer *w, const char *text)
{
    struct fg_sv rest = fg_sv_of(text);
    fg_buf_addc(w->out, '\n');
    while (rest.n) {
        const struct fg_sv line = fg_wrap(rest, w->width, &rest);
        fg_buf_addf(w->out, w->color ? "\033[1m%.*s\033[0m\n" : "%.*s\n", FG_SV_ARG(line));
    }
}

static const char *state_color(enum fg_state state)
{
    static const char *const colors[] = {"32", "33", "33", "31", "2"};
    return colors[state];
}

static const char *band_color(enum fg_band band)
{
    static const char *const colors[] = {"1;32", "32", "33", "31"};
    return colors[band];
}

/* ---- head ---- */

static void put_title(const struct writer *w, const struct fg_posting *p)
{
    struct fg_buf line = {0};
    fg_buf_add(&line, p->title.n ? p->title : FG_SV("(no title)"));
    if (p->company.n)
        fg_buf_addf(&line, " - %.*s", FG_SV_ARG(p->company));
    if (p->location.n)
        fg_buf_addf(&line, " (%.*s)", FG_SV_ARG(p->location));
    fg_layout_text(w->out, fg_buf_sv(&line), w->width, 2);
    fg_buf_free(&line);
    if (p->closed)
        fg_buf_addz(w->out, "This posting says that it is closed.\n");
}

/* `*column`: how far the line is, moved on. */
static void put_share(const struct writer *w, const char *name, double share, size_t *column)
{
    char text[40];
    if (share < 0)
        return;
    const size_t n = (size_t)snprintf(text, sizeof text, "   %s %.0f %%", name, 100 * share);
    if (*column + n > w->width) {
        fg_buf_addc(w->out, '\n');
        *column = 0;
    }
    fg_buf_addz(w->out, text);
    *column += n;
}

static void put_counts(const struct writer *w, const struct fg_fit *fit)
{
    const char *before = "";
    for (int s = FG_MET; s <= FG_UNKNOWN; s++) {
        if (!fit->counts[s])
            continue;
        fg_buf_addf(w->out, "%s%u %s", before, fit->counts[s], fg_state_name((enum fg_state)s));
        before = ", ";
    }
    fg_buf_addc(w->out, '\n');
}

static void put_score(const struct writer *w, const struct fg_fit *fit)
{
    if (fit->score < 0) {
        fg_buf_addz(w->out, "No score: nothing in it could be judged by the skills file.\n");
        return;
    }
    fg_buf_addf(w->out, "Score %.1f   ", fit->score);
    colored(w, band_color(fit->band), fg_band_name(fit->band));
    size_t column = strlen("Score 100.0   ") + strlen(fg_band_name(fit->band));
    put_share(w, "must", fit->must, &column);
    put_share(w, "nice", fit->nice, &column);
    put_share(w, "duties", fit->duties, &column);
    put_share(w, "confidence", fit->confidence, &column);
    fg_buf_addc(w->out, '\n');
    if (fit->confidence < 0.5)
        fg_buf_addz(w->out, "Less than half of what is asked could be judged: the score says "
                            "little.\n");
    put_counts(w, fit);
    for (size_t i = 0; i < fit->n_caps; i++) {
        const bool binds = fit->uncapped > fit->caps[i].limit;
        struct fg_buf line = {0};
        fg_buf_addf(&line, binds ? "Capped at %.0f (r%u): " : "Never above %.0f (r%u): ",
                    fit->caps[i].limit, fit->caps[i].requirement);
        fg_buf_add(&line, fit->caps[i].reason);
        fg_layout_text(w->out, fg_buf_sv(&line), w->width, 2);
        fg_buf_free(&line);
    }
}

/* ---- requirements ---- */

static void add_years(struct fg_buf *b, double years)
{
    if (years < 0)
        return;
    if (years == (double)(long)years)
        fg_buf_addf(b, ", %ld year%s", (long)years, years == 1 ? "" : "s");
    else
        fg_buf_addf(b, ", %.1f years", years);
}

/* Name of the evidence, cut where it is a whole statement. */
static void add_evidence(struct fg_buf *b, const struct fg_evidence *e)
{
    enum { LONGEST = 40 };
    const struct fg_sv cut = fg_utf8_cut(e->skill, LONGEST);
    fg_buf_add(b, cut);
    if (cut.n < e->skill.n)
        fg_buf_addz(b, "...");
    add_years(b, e->years);
    if (e->via.n)
        fg_buf_addf(b, " for %.*s", FG_SV_ARG(e->via));
    if (e->line)
        fg_buf_addf(b, " (line %u)", e->line);
}

static void add_evidences(struct fg_buf *b, const struct fg_verdict *v)
{
    enum { MOST = 3 };
    for (size_t i = 0; i < v->n_evidence && i < MOST; i++) {
        if (i)
            fg_buf_addz(b, "; ");
        add_evidence(b, &v->evidence[i]);
    }
    if (!v->n_evidence)
        fg_buf_add(b, v->reason);
}

static void put_requirement(const struct writer *w, const struct fg_verdict *v,
                            const size_t *widths)
{
    struct fg_buf id = {0}, gain = {0}, evidence = {0};
    fg_buf_addf(&id, "r%u", v->requirement->id);
    if (v->gain > 0)
        fg_buf_addf(&gain, "+%.1f", v->gain);
    add_evidences(&evidence, v);
    const char *priority = v->requirement->priority == FG_NICE ? "nice" : "must";
    const struct fg_layout_cell cells[] = {
        {fg_buf_sv(&id), NULL, false},
        {fg_sv_of(priority), NULL, false},
        {fg_sv_of(fg_state_name(v->state)), state_color(v->state), false},
        {fg_buf_sv(&gain), NULL, true},
        {v->requirement->text, NULL, false},
        {fg_buf_sv(&evidence), "2", false},
    };
    fg_layout_row(w->out, cells, widths, 6, w->color);
    fg_buf_free(&id);
    fg_buf_free(&gain);
    fg_buf_free(&evidence);
}

static void put_table(const struct writer *w, const struct fg_fit *fit)
{
    const size_t fixed = 4 + 4 + 8 + 5 + 5 * 2, left = w->width - fixed;
    const size_t widths[] = {4, 4, 8, 5, left * 55 / 100, left - left * 55 / 100};
    static const struct fg_layout_cell head[] = {
        {{"id", 2}, "1", false},           {{"", 0}, "1", false},
        {{"state", 5}, "1", false},        {{"gain", 4}, "1", true},
        {{"requirement", 11}, "1", false}, {{"evidence", 8}, "1", false},
    };
    fg_buf_addc(w->out, '\n');
    fg_layout_row(w->out, head, widths, 6, w->color);
    for (size_t i = 0; i < fit->n_verdicts; i++)
        put_requirement(w, &fit->verdicts[i], widths);
}

/* ---- gaps, and what is open ---- */

static int by_gain(const void *a, const void *b)
{
    const struct fg_verdict *x = *(const struct fg_verdict *const *)a,
                            *y = *(const struct fg_verdict *const *)b;
    if (x->gain != y->gain)
        return x->gain < y->gain ? 1 : -1;
    return x->requirement->id < y->requirement->id ? -1 : 1;
}

size_t fg_report_gaps(const struct fg_fit *fit, const struct fg_verdict **out)
{
    size_t n = 0;
    for (size_t i = 0; i < fit->n_verdicts; i++)
        if (fit->verdicts[i].state != FG_MET && fit->verdicts[i].state != FG_UNKNOWN)
            out[n++] = &fit->verdicts[i];
    if (n)
        qsort(out, n, sizeof *out, by_gain);
    return n;
}

/* "r7  text: reason", wrapped under itself. */
static void put_line(const struct writer *w, const struct fg_verdict *v, bool gain)
{
    struct fg_buf line = {0};
    if (gain)
        fg_buf_addf(&line, "+%.1f ", v->gain);
    fg_buf_addf(&line, "r%u %.*s", v->requirement->id, FG_SV_ARG(v->requirement->text));
    if (v->reason.n)
        fg_buf_addf(&line, " - %.*s", FG_SV_ARG(v->reason));
    fg_buf_addz(w->out, "  ");
    fg_layout_text(w->out, fg_buf_sv(&line), w->width - 2, 8);
    fg_buf_free(&line);
}

static void put_gaps(const struct writer *w, const struct fg_fit *fit)
{
    const struct fg_verdict **gaps = calloc(fit->n_verdicts + 1, sizeof *gaps);
    const size_t n = gaps ? fg_report_gaps(fit, gaps) : 0;
    w->out->failed |= !gaps;
    if (n)
        heading(w, "Gaps, by the points that closing one alone would add");
    for (size_t i = 0; i < n; i++)
        put_line(w, gaps[i], true);
    free(gaps);
}

static void put_unknown(const struct writer *w, const struct fg_fit *fit)
{
    if (fit->counts[FG_UNKNOWN])
        heading(w, "Not judged: the skills file is silent on it");
    for (size_t i = 0; i < fit->n_verdicts; i++)
        if (fit->verdicts[i].state == FG_UNKNOWN)
            put_line(w, &fit->verdicts[i], false);
}

static void put_answers(const struct writer *w, const struct fg_fit *fit)
{
    if (fit->n_answers)
        heading(w, "The application form will ask");
    for (size_t i = 0; i < fit->n_answers; i++) {
        struct fg_buf line = {0};
        fg_buf_addf(&line, "[%s] %.*s - %.*s", fg_state_name(fit->answers[i].state),
                    FG_SV_ARG(fit->answers[i].question->text), FG_SV_ARG(fit->answers[i].reason));
        fg_buf_addz(w->out, "  ");
        fg_layout_text(w->out, fg_buf_sv(&line), w->width - 2, 8);
        fg_buf_free(&line);
    }
}

/* ---- arithmetic ---- */

static void put_arithmetic(const struct writer *w, const struct fg_fit *fit)
{
    double sum = 0, weights = 0;
    heading(w, "Arithmetic: 100 x sum(weight x credit) / sum(weight)");
    for (size_t i = 0; i < fit->n_verdicts; i++) {
        const struct fg_verdict *v = &fit->verdicts[i];
        if (v->state == FG_UNKNOWN) {
            fg_buf_addf(w->out, "  r%-3u %5.2f, left out: unknown\n", v->requirement->id,
                        v->weight);
            continue;
        }
        fg_buf_addf(w->out, "  r%-3u %5.2f x %4.2f = %5.2f\n", v->requirement->id, v->weight,
                    v->credit, v->weight * v->credit);
        sum += v->weight * v->credit;
        weights += v->weight;
    }
    if (weights > 0)
        fg_buf_addf(w->out, "  sum   100 x %.2f / %.2f = %.1f\n", sum, weights, fit->uncapped);
    for (size_t i = 0; i < fit->n_caps; i++)
        fg_buf_addf(w->out, "  cap   at most %.0f (r%u)\n", fit->caps[i].limit,
                    fit->caps[i].requirement);
    if (fit->score >= 0)
        fg_buf_addf(w->out, "  score %.1f\n", fit->score);
}

void fg_report_fit_text(const struct fg_fit *fit, const struct fg_report_style *style,
                        struct fg_buf *out)
{
    const struct writer w = writer_of(style, out);
    put_title(&w, fit->posting);
    put_score(&w, fit);
    put_table(&w, fit);
    put_gaps(&w, fit);
    put_unknown(&w, fit);
    put_answers(&w, fit);
    if (style->verbose > 0)
        put_arithmetic(&w, fit);
}

/* ---- a posting by itself ---- */

static void put_asked(const struct writer *w, const struct fg_requirement *r)
{
    struct fg_buf id = {0};
    fg_buf_addf(&id, "r%u", r->id);
    const struct fg_layout_cell cells[] = {
        {fg_buf_sv(&id), NULL, false},
        {fg_sv_of(fg_priority_name(r->priority)), r->priority == FG_MUST ? "1" : NULL, false},
        {fg_sv_of(fg_kind_name(r->kind)), "2", false},
        {r->text, NULL, false},
    };
    const size_t widths[] = {4, 4, 13, w->width - 27};
    fg_layout_row(w->out, cells, widths, 4, w->color);
    fg_buf_free(&id);
}

void fg_report_posting_text(const struct fg_posting *posting,
                            const struct fg_report_style *style, struct fg_buf *out)
{
    const struct writer w = writer_of(style, out);
    put_title(&w, posting);
    if (posting->n_requirements)
        heading(&w, "Requirements");
    for (size_t i = 0; i < posting->n_requirements; i++)
        put_asked(&w, &posting->requirements[i]);
    if (posting->n_duties)
        heading(&w, "Duties");
    for (size_t i = 0; i < posting->n_duties; i++) {
        fg_buf_addz(out, "  - ");
        fg_layout_text(out, posting->duties[i].text, w.width - 4, 4);
    }
    if (posting->n_questions)
        heading(&w, "The application form will ask");
    for (size_t i = 0; i < posting->n_questions; i++) {
        fg_buf_addz(out, "  - ");
        fg_layout_text(out, posting->questions[i].text, w.width - 4, 4);
    }
}
