/* A fit as one entry of a journal, in the formats journals have. */
#include "report/escape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void escape_fn(struct fg_buf *out, struct fg_sv text);

/* ---- what every entry has ---- */

void fg_report_key(const struct fg_posting *posting, char *out, size_t size)
{
    const struct fg_source *s = &posting->source;
    if (s->url.n)
        snprintf(out, size, "%.*s", FG_SV_ARG(s->url));
    else if (s->sha256[0])
        snprintf(out, size, "%.16s", s->sha256);
    else
        snprintf(out, size, "%.*s", FG_SV_ARG(s->file));
}

static struct fg_sv day_of(const struct fg_fit *fit, struct fg_sv when)
{
    return when.n ? when : fg_sv_sub(fit->posting->source.fetched_at, 0, 10);
}

static void add_key(struct fg_buf *out, const struct fg_fit *fit)
{
    char key[2048];
    fg_report_key(fit->posting, key, sizeof key);
    fg_escape_url(out, fg_sv_of(key));
}

/* "Senior Data Engineer - Acme" */
static void add_title(struct fg_buf *out, const struct fg_posting *p, escape_fn *escape)
{
    escape(out, p->title.n ? p->title : FG_SV("(no title)"));
    if (!p->company.n)
        return;
    fg_buf_addz(out, " - ");
    escape(out, p->company);
}

/* "78.4 apply-anyway" */
static void add_score(struct fg_buf *out, const struct fg_fit *fit)
{
    if (fit->score < 0)
        fg_buf_addz(out, "no score");
    else
        fg_buf_addf(out, "%.1f %s", fit->score, fg_band_name(fit->band));
}

static void add_share(struct fg_buf *out, const char *name, double share)
{
    if (share >= 0)
        fg_buf_addf(out, "%s %.0f %%, ", name, 100 * share);
}

static void add_coverage(struct fg_buf *out, const struct fg_fit *fit)
{
    add_share(out, "must", fit->must);
    add_share(out, "nice", fit->nice);
    fg_buf_addf(out, "confidence %.0f %%", 100 * fit->confidence);
}

/* Calls `put` for every gap, the most gain first. */
static void each_gap(const struct fg_fit *fit, struct fg_buf *out,
                     void (*put)(struct fg_buf *out, const struct fg_verdict *gap))
{
    const struct fg_verdict **gaps = calloc(fit->n_verdicts + 1, sizeof *gaps);
    const size_t n = gaps ? fg_report_gaps(fit, gaps) : 0;
    out->failed |= !gaps;
    for (size_t i = 0; i < n; i++)
        put(out, gaps[i]);
    free(gaps);
}

/* "text (gap: reason)" */
static void add_gap(struct fg_buf *out, const struct fg_verdict *v, escape_fn *escape)
{
    escape(out, v->requirement->text);
    fg_buf_addf(out, " (%s, %s", fg_priority_name(v->requirement->priority),
                fg_state_name(v->state));
    if (v->reason.n) {
        fg_buf_addz(out, ": ");
        escape(out, v->reason);
    }
    fg_buf_addc(out, ')');
}

static bool has_gaps(const struct fg_fit *fit)
{
    return fit->counts[FG_PARTIAL] + fit->counts[FG_ADJACENT] + fit->counts[FG_GAP] > 0;
}

/* ---- Markdown ---- */

static void markdown_gap(struct fg_buf *out, const struct fg_verdict *v)
{
    fg_buf_addf(out, "- [ ] **+%.1f** ", v->gain);
    add_gap(out, v, fg_escape_markdown);
    fg_buf_addc(out, '\n');
}

static void markdown(const struct fg_fit *fit, struct fg_sv when, struct fg_buf *out)
{
    fg_buf_addz(out, "## ");
    if (when.n)
        fg_buf_addf(out, "%.*s ", FG_SV_ARG(when));
    add_title(out, fit->posting, fg_escape_markdown);
    fg_buf_addz(out, "\n\n- Score: **");
    add_score(out, fit);
    fg_buf_addz(out, "** (");
    add_coverage(out, fit);
    fg_buf_addz(out, ")\n- Posting: <");
    add_key(out, fit);
    fg_buf_addz(out, ">\n");
    if (has_gaps(fit))
        fg_buf_addz(out, "\nGaps, by the points that closing one would add:\n\n");
    each_gap(fit, out, markdown_gap);
    fg_buf_addc(out, '\n');
}

/* ---- Org ---- */

static void org_gap(struct fg_buf *out, const struct fg_verdict *v)
{
    fg_buf_addf(out, "- [ ] +%.1f ", v->gain);
    add_gap(out, v, fg_escape_org);
    fg_buf_addc(out, '\n');
}

static void org(const struct fg_fit *fit, struct fg_sv when, struct fg_buf *out)
{
    fg_buf_addz(out, "* ");
    add_title(out, fit->posting, fg_escape_org_heading);
    fg_buf_addz(out, "  :fitgap:\n:PROPERTIES:\n:SCORE: ");
    add_score(out, fit);
    fg_buf_addz(out, "\n:COVERAGE: ");
    add_coverage(out, fit);
    fg_buf_addz(out, "\n:POSTING: ");
    add_key(out, fit);
    fg_buf_addz(out, "\n:END:\n");
    if (when.n)
        fg_buf_addf(out, "[%.*s]\n", FG_SV_ARG(when));
    each_gap(fit, out, org_gap);
    if (has_gaps(fit))
        fg_buf_addc(out, '\n');
}

/* ---- jrnl ---- */

static void jrnl_gap(struct fg_buf *out, const struct fg_verdict *v)
{
    fg_buf_addf(out, "- +%.1f ", v->gain);
    add_gap(out, v, fg_escape_jrnl);
    fg_buf_addc(out, '\n');
}

/* Source: jrnl's own export, which `jrnl --import` reads back: [date time] title,
 * then the body. Body lines never begin with a bracket, so none starts an entry. */
static void jrnl(const struct fg_fit *fit, struct fg_sv when, struct fg_buf *out)
{
    if (when.n)
        fg_buf_addf(out, "[%.*s%s] ", FG_SV_ARG(when), when.n > 10 ? "" : " 09:00");
    add_title(out, fit->posting, fg_escape_jrnl);
    fg_buf_addz(out, ": ");
    add_score(out, fit);
    fg_buf_addz(out, "\n(");
    add_coverage(out, fit);
    fg_buf_addz(out, ")\nPosting: ");
    add_key(out, fit);
    fg_buf_addc(out, '\n');
    each_gap(fit, out, jrnl_gap);
    fg_buf_addc(out, '\n');
}

/* ---- HTML ---- */

static void html_gap(struct fg_buf *out, const struct fg_verdict *v)
{
    fg_buf_addf(out, "<li><b>+%.1f</b> ", v->gain);
    add_gap(out, v, fg_escape_html);
    fg_buf_addz(out, "</li>\n");
}

static void html(const struct fg_fit *fit, struct fg_sv when, struct fg_buf *out)
{
    fg_buf_addz(out, "<article>\n<h2>");
    add_title(out, fit->posting, fg_escape_html);
    fg_buf_addz(out, "</h2>\n<p>");
    if (when.n)
        fg_buf_addf(out, "<time>%.*s</time> ", FG_SV_ARG(when));
    fg_buf_addz(out, "<b>");
    add_score(out, fit);
    fg_buf_addz(out, "</b> (");
    add_coverage(out, fit);
    fg_buf_addz(out, ")</p>\n<p>Posting: <code>");
    struct fg_buf key = {0};
    add_key(&key, fit);
    fg_escape_html(out, fg_buf_sv(&key));
    fg_buf_free(&key);
    fg_buf_addz(out, "</code></p>\n");
    if (has_gaps(fit))
        fg_buf_addz(out, "<ul>\n");
    each_gap(fit, out, html_gap);
    if (has_gaps(fit))
        fg_buf_addz(out, "</ul>\n");
    fg_buf_addz(out, "</article>\n");
}

/* ---- CSV ---- */

static void csv_gap(struct fg_buf *out, const struct fg_verdict *v)
{
    fg_buf_addf(out, "%s%.1f ", out->n ? "; " : "", v->gain);
    fg_buf_add(out, v->requirement->text);
}

static void csv_share(struct fg_buf *out, double share)
{
    if (share >= 0)
        fg_buf_addf(out, "%.3f", share);
    fg_buf_addc(out, ',');
}

static void csv(const struct fg_fit *fit, struct fg_sv when, struct fg_buf *out)
{
    const struct fg_posting *p = fit->posting;
    const struct fg_sv texts[] = {when, p->title, p->company, p->location};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fg_escape_csv(out, texts[i]);
        fg_buf_addc(out, ',');
    }
    if (fit->score >= 0)
        fg_buf_addf(out, "%.1f,%s,", fit->score, fg_band_name(fit->band));
    else
        fg_buf_addz(out, ",,");
    csv_share(out, fit->must);
    csv_share(out, fit->nice);
    csv_share(out, fit->confidence);
    for (int s = FG_MET; s <= FG_UNKNOWN; s++)
        fg_buf_addf(out, "%u,", fit->counts[s]);
    struct fg_buf gaps = {0}, key = {0};
    each_gap(fit, &gaps, csv_gap);
    add_key(&key, fit);
    fg_escape_csv(out, fg_buf_sv(&gaps));
    fg_buf_addc(out, ',');
    fg_escape_csv(out, fg_buf_sv(&key));
    fg_buf_addz(out, "\r\n");
    fg_buf_free(&gaps);
    fg_buf_free(&key);
}

/* ---- all of them ---- */

void fg_report_entry(const struct fg_fit *fit, enum fg_format format, struct fg_sv when,
                     struct fg_buf *out)
{
    static void (*const writers[])(const struct fg_fit *, struct fg_sv, struct fg_buf *) = {
        [FG_FORMAT_MARKDOWN] = markdown, [FG_FORMAT_ORG] = org,   [FG_FORMAT_HTML] = html,
        [FG_FORMAT_CSV] = csv,           [FG_FORMAT_JRNL] = jrnl,
    };
    if ((size_t)format < sizeof writers / sizeof *writers && writers[format])
        writers[format](fit, day_of(fit, when), out);
    else
        fg_report_json(fit->posting, fit, true, out);
}

void fg_report_begin(enum fg_format format, struct fg_buf *out)
{
    if (format == FG_FORMAT_CSV)
        fg_buf_addz(out, "date,title,company,location,score,band,must,nice,confidence,met,partial,"
                         "adjacent,gap,unknown,gaps,posting\r\n");
    if (format == FG_FORMAT_HTML)
        fg_buf_addz(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                         "<title>fitgap</title>\n");
}

void fg_report_end(enum fg_format format, struct fg_buf *out)
{
    if (format == FG_FORMAT_HTML)
        fg_buf_addz(out, "</html>\n");
}
