/* One requirement's whole reasoning, line by line. */
#include "report/layout.h"
#include "report/room.h"

#include <math.h>

static void line(struct fg_buf *out, const struct fg_report_style *style, const char *name,
                 struct fg_sv value)
{
    enum { NAME_WIDTH = 12 };
    const size_t width = style->width > 40 ? (size_t)style->width : 80;
    fg_buf_addf(out, "  %-*s", NAME_WIDTH - 2, name);
    fg_layout_text(out, value.n ? value : FG_SV("-"), width - NAME_WIDTH, NAME_WIDTH);
}

static void put_asked(struct fg_buf *out, const struct fg_requirement *r)
{
    fg_buf_addf(out, "  %-10s%s, %s", "asked", fg_priority_name(r->priority),
                fg_kind_name(r->kind));
    if (r->years_min >= 0)
        fg_buf_addf(out, ", from %g years", r->years_min);
    if (r->degree)
        fg_buf_addf(out, ", degree %s%s", fg_degree_name(r->degree),
                    r->or_equivalent ? " or equivalent" : "");
    if (r->travel >= 0)
        fg_buf_addf(out, ", travel %.0f %%", 100 * r->travel);
    for (size_t i = 0; i < r->n_languages; i++)
        fg_buf_addf(out, ", %.*s %s", FG_SV_ARG(r->languages[i].name),
                    fg_level_name(r->languages[i].level));
    fg_buf_addc(out, '\n');
}

static void put_skills(struct fg_buf *out, const struct fg_requirement *r)
{
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct fg_mention *m = &r->skills[i];
        fg_buf_addf(out, "  %-10s", i ? "" : r->any_of ? "any of" : "skills");
        fg_report_add_safe(out, m->name);
        fg_buf_addz(out, " (\"");
        fg_report_add_safe(out, m->surface);
        fg_buf_addf(out, "\" at %u, %u bytes)\n", m->at.at, m->at.n);
    }
}

static void put_all(struct fg_buf *out, const struct fg_report_style *style, const char *name,
                    const struct fg_sv *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        line(out, style, i ? "" : name, lines[i]);
}

/* "requirement 6.19, duty -5.07", then what weighed most. */
static void put_judged(struct fg_buf *out, const struct fg_judged *j)
{
    fg_buf_addf(out, "  %-10srequirement %+.2f, duty %+.2f", "judged", j->requirement, j->duty);
    if (fabs(j->list_requirement) >= 0.005 || fabs(j->list_duty) >= 0.005)
        fg_buf_addf(out, "; of these %+.2f and %+.2f from its list", j->list_requirement,
                    j->list_duty);
    fg_buf_addc(out, '\n');
    for (size_t i = 0; i < j->n_reasons; i++) {
        const struct fg_reason *r = &j->reasons[i];
        fg_buf_addf(out, "  %-10s%+7.2f %+7.2f  ", i ? "" : "by", r->requirement, r->duty);
        fg_report_add_safe(out, r->feature);
        fg_buf_addc(out, '\n');
    }
}

/* What the posting says, whoever asks. */
static void put_requirement(struct fg_buf *out, const struct fg_requirement *r,
                            const struct fg_reasoning *why, const struct fg_report_style *style)
{
    fg_buf_addf(out, "r%u\n", r->id);
    line(out, style, "text", r->text);
    line(out, style, "section", r->section);
    line(out, style, "rule", fg_sv_of(r->rule));
    if (why)
        put_all(out, style, "patterns", why->patterns, why->n_patterns);
    fg_buf_addf(out, "  %-10sbyte %u, %u bytes\n", "place", r->at.at, r->at.n);
    put_judged(out, &r->judged);
    put_asked(out, r);
    put_skills(out, r);
}

static void put_candidate(struct fg_buf *out, const struct fg_report_style *style,
                          const char *name, const struct fg_candidate *c, const char *verdict)
{
    struct fg_buf text = {0};
    fg_buf_addf(&text, "%.2f  ", c->credit);
    fg_buf_add(&text, c->text);
    if (c->line)
        fg_buf_addf(&text, " (line %u)", c->line);
    if (c->asked.n)
        fg_buf_addf(&text, ", for %.*s", FG_SV_ARG(c->asked));
    fg_buf_addf(&text, ": %.*s%s", FG_SV_ARG(c->why), verdict);
    line(out, style, name, fg_buf_sv(&text));
    fg_buf_free(&text);
}

/* First what was taken, then what was weighed and left. */
static void put_candidates(struct fg_buf *out, const struct fg_report_style *style,
                           const struct fg_reasoning *why)
{
    const bool any = why->n_candidates && why->candidates[0].taken;
    for (int taken = 1; taken >= 0; taken--) {
        const char *name = taken ? "evidence" : "rejected";
        for (size_t i = 0; i < why->n_candidates; i++) {
            const struct fg_candidate *c = &why->candidates[i];
            if (c->taken != (bool)taken)
                continue;
            put_candidate(out, style, name, c,
                          c->taken || c->credit <= 0 ? ""
                          : any                      ? "; a better one was taken"
                                                     : "; too little by itself");
            name = "";
        }
        if (name[0])
            line(out, style, name, FG_SV("none"));
    }
}

/* Evidence that no candidate told of: what one is willing to do, where one lives. */
static bool is_told(const struct fg_reasoning *why, const struct fg_evidence *e)
{
    for (size_t i = 0; i < why->n_candidates; i++)
        if (why->candidates[i].line == e->line && fg_sv_eq(why->candidates[i].text, e->skill))
            return true;
    return false;
}

static void put_evidence(struct fg_buf *out, const struct fg_report_style *style,
                         const struct fg_verdict *v, const struct fg_reasoning *why)
{
    for (size_t i = 0; i < v->n_evidence; i++) {
        const struct fg_evidence *e = &v->evidence[i];
        if (!is_told(why, e))
            put_candidate(out, style, "evidence",
                          &(struct fg_candidate){e->skill, {0}, FG_SV("said"), e->line, e->credit,
                                                 true}, "");
    }
    put_candidates(out, style, why);
}

static void put_arithmetic(struct fg_buf *out, const struct fg_fit *fit, const struct fg_verdict *v)
{
    fg_buf_addf(out, "  %-10s%s", "verdict", fg_state_name(v->state));
    if (v->state == FG_UNKNOWN) {
        fg_buf_addf(out, ": weight %.2f left out of the score\n", v->weight);
        return;
    }
    fg_buf_addf(out, ": weight %.2f x credit %.2f = %.2f", v->weight, v->credit,
                v->weight * v->credit);
    if (v->gain > 0)
        fg_buf_addf(out, "; met it would make %.1f of %.1f", fit->score + v->gain, fit->score);
    fg_buf_addc(out, '\n');
}

static const struct fg_verdict *verdict_of(const struct fg_fit *fit, unsigned id)
{
    for (size_t i = 0; i < fit->n_verdicts; i++)
        if (fit->verdicts[i].requirement->id == id)
            return &fit->verdicts[i];
    return NULL;
}

bool fg_report_explain(const struct fg_fit *fit, unsigned id, const struct fg_reasoning *why,
                       const struct fg_report_style *style, struct fg_buf *out)
{
    const struct fg_verdict *v = verdict_of(fit, id);
    if (!v)
        return false;
    put_requirement(out, v->requirement, why, style);
    put_evidence(out, style, v, why);
    put_all(out, style, "sum", why->steps, why->n_steps);
    line(out, style, "reason", v->reason);
    put_arithmetic(out, fit, v);
    for (size_t i = 0; i < fit->n_caps; i++)
        if (fit->caps[i].requirement == id)
            fg_buf_addf(out, "  %-10sthe score is at most %.0f\n", "cap", fit->caps[i].limit);
    return true;
}

bool fg_report_explain_posting(const struct fg_posting *posting, unsigned id,
                               const struct fg_report_style *style, struct fg_buf *out)
{
    for (size_t i = 0; i < posting->n_requirements; i++)
        if (posting->requirements[i].id == id) {
            put_requirement(out, &posting->requirements[i], NULL, style);
            return true;
        }
    return false;
}
