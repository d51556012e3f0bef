/* DESIGN.md sections 4 and 5, key by key in the order they stand there. */
#include "report/room.h"

#include <stdio.h>

static void put(struct fg_json *j, const char *key, struct fg_sv value)
{
    fg_json_key(j, key);
    fg_json_string_or_null(j, value);
}

static void put_span(struct fg_json *j, const char *key, struct fg_span at)
{
    fg_json_key(j, key);
    fg_json_open(j, '[');
    fg_json_uint(j, at.at);
    fg_json_uint(j, at.n);
    fg_json_close(j, ']');
}

static void put_number(struct fg_json *j, const char *key, double v, int digits)
{
    fg_json_key(j, key);
    fg_json_number_or_null(j, v, digits);
}

static void put_bool(struct fg_json *j, const char *key, bool v)
{
    fg_json_key(j, key);
    fg_json_bool(j, v);
}

static void put_id(struct fg_json *j, const char *key, unsigned id)
{
    char text[16];
    fg_json_key(j, key);
    fg_json_string(j, (struct fg_sv){text, (size_t)snprintf(text, sizeof text, "r%u", id)});
}

static void put_source(struct fg_json *j, const struct fg_source *s)
{
    fg_json_key(j, "source");
    fg_json_open(j, '{');
    put(j, "given", s->given);
    put(j, "url", s->url);
    put(j, "file", s->file);
    put(j, "sha256", fg_sv_of(s->sha256));
    put(j, "fetched_at", s->fetched_at);
    put(j, "site", s->site);
    if (s->key.n)
        put(j, "key", s->key);
    fg_json_close(j, '}');
}

static void put_salary(struct fg_json *j, const struct fg_salary *s)
{
    fg_json_key(j, "salary");
    if (s->min < 0 && s->max < 0) {
        fg_json_null(j);
        return;
    }
    fg_json_open(j, '{');
    put_number(j, "min", s->min, 2);
    put_number(j, "max", s->max, 2);
    put(j, "currency", s->currency);
    put(j, "per", s->per);
    fg_json_close(j, '}');
}

static void put_skills(struct fg_json *j, const struct fg_requirement *r)
{
    fg_json_key(j, "skills");
    fg_json_open(j, '[');
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct fg_mention *m = &r->skills[i];
        fg_json_open(j, '{');
        put(j, "name", m->name);
        put(j, "surface", m->surface);
        put_span(j, "at", m->at);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_evidence(struct fg_json *j, const struct fg_verdict *v)
{
    fg_json_key(j, "evidence");
    fg_json_open(j, '[');
    for (size_t i = 0; i < v->n_evidence; i++) {
        const struct fg_evidence *e = &v->evidence[i];
        fg_json_open(j, '{');
        put(j, "skill", e->skill);
        put_number(j, "years", e->years, 2);
        fg_json_key(j, "line");
        fg_json_uint(j, e->line);
        put(j, "via", e->via);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_verdict(struct fg_json *j, const struct fg_verdict *v)
{
    fg_json_key(j, "state");
    fg_json_string(j, fg_sv_of(fg_state_name(v->state)));
    put_number(j, "credit", v->credit, 3);
    put_number(j, "weight", v->weight, 3);
    put_number(j, "gain", v->gain, 1);
    put_evidence(j, v);
}

static void put_signed(struct fg_json *j, const char *key, double v)
{
    fg_json_key(j, key);
    fg_json_number(j, v, 2);
}

/* Under --explain alone: sums and what they came from. */
static void put_judged(struct fg_json *j, const struct fg_judged *judged)
{
    fg_json_key(j, "judged");
    fg_json_open(j, '{');
    put_signed(j, "requirement", judged->requirement);
    put_signed(j, "duty", judged->duty);
    put_signed(j, "list_requirement", judged->list_requirement);
    put_signed(j, "list_duty", judged->list_duty);
    fg_json_key(j, "by");
    fg_json_open(j, '[');
    for (size_t i = 0; i < judged->n_reasons; i++) {
        fg_json_open(j, '{');
        put(j, "feature", judged->reasons[i].feature);
        put_signed(j, "requirement", judged->reasons[i].requirement);
        put_signed(j, "duty", judged->reasons[i].duty);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
    fg_json_close(j, '}');
}

static void put_requirement(struct fg_json *j, const struct fg_requirement *r,
                            const struct fg_verdict *v)
{
    fg_json_open(j, '{');
    put_id(j, "id", r->id);
    put(j, "text", r->text);
    put(j, "priority", fg_sv_of(fg_priority_name(r->priority)));
    put(j, "kind", fg_sv_of(fg_kind_name(r->kind)));
    put_number(j, "years_min", r->years_min, 2);
    put_number(j, "years_max", r->years_max, 2);
    put(j, "degree", fg_sv_of(fg_degree_name(r->degree)));
    put_bool(j, "or_equivalent", r->or_equivalent);
    put_bool(j, "any_of", r->any_of);
    put_skills(j, r);
    put(j, "section", r->section);
    put_span(j, "at", r->at);
    if (v)
        put_verdict(j, v);
    if (r->judged.n_reasons)
        put_judged(j, &r->judged);
    fg_json_close(j, '}');
}

static void put_requirements(struct fg_json *j, const struct fg_posting *p,
                             const struct fg_fit *fit)
{
    fg_json_key(j, "requirements");
    fg_json_open(j, '[');
    for (size_t i = 0; i < p->n_requirements; i++)
        put_requirement(j, &p->requirements[i],
                        fit && i < fit->n_verdicts ? &fit->verdicts[i] : NULL);
    fg_json_close(j, ']');
}

static void put_duties(struct fg_json *j, const struct fg_posting *p)
{
    fg_json_key(j, "duties");
    fg_json_open(j, '[');
    for (size_t i = 0; i < p->n_duties; i++) {
        fg_json_open(j, '{');
        put(j, "text", p->duties[i].text);
        put_span(j, "at", p->duties[i].at);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static const struct fg_answer *answer_to(const struct fg_fit *fit, const struct fg_question *q)
{
    for (size_t i = 0; fit && i < fit->n_answers; i++)
        if (fit->answers[i].question == q)
            return &fit->answers[i];
    return NULL;
}

static void put_question(struct fg_json *j, const struct fg_question *q,
                         const struct fg_answer *answer)
{
    fg_json_open(j, '{');
    put(j, "text", q->text);
    put_bool(j, "required", q->required);
    fg_json_key(j, "choices");
    fg_json_open(j, '[');
    for (size_t i = 0; i < q->n_choices; i++)
        fg_json_string(j, q->choices[i]);
    fg_json_close(j, ']');
    if (answer) {
        put(j, "state", fg_sv_of(fg_state_name(answer->state)));
        put(j, "reason", answer->reason);
    }
    fg_json_close(j, '}');
}

static void put_questions(struct fg_json *j, const struct fg_posting *p, const struct fg_fit *fit)
{
    fg_json_key(j, "questions");
    fg_json_open(j, '[');
    for (size_t i = 0; i < p->n_questions; i++)
        put_question(j, &p->questions[i], answer_to(fit, &p->questions[i]));
    fg_json_close(j, ']');
}

static void put_facts(struct fg_json *j, const struct fg_posting *p)
{
    put(j, "title", p->title);
    put(j, "company", p->company);
    put(j, "location", p->location);
    put(j, "language", fg_sv_of(p->language));
    put(j, "employment_type", p->employment_type);
    put(j, "remote", p->remote);
    put_salary(j, &p->salary);
    put(j, "posted", p->posted);
    put(j, "valid_through", p->valid_through);
    put_bool(j, "closed", p->closed);
}

static void put_counts(struct fg_json *j, const struct fg_fit *fit)
{
    fg_json_key(j, "counts");
    fg_json_open(j, '{');
    for (int s = FG_MET; s <= FG_UNKNOWN; s++) {
        fg_json_key(j, fg_state_name((enum fg_state)s));
        fg_json_uint(j, fit->counts[s]);
    }
    fg_json_close(j, '}');
}

static void put_caps(struct fg_json *j, const struct fg_fit *fit)
{
    fg_json_key(j, "caps");
    fg_json_open(j, '[');
    for (size_t i = 0; i < fit->n_caps; i++) {
        fg_json_open(j, '{');
        put_number(j, "limit", fit->caps[i].limit, 1);
        put(j, "reason", fit->caps[i].reason);
        put_id(j, "requirement", fit->caps[i].requirement);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_score(struct fg_json *j, const struct fg_fit *fit)
{
    put_number(j, "score", fit->score, 1);
    fg_json_key(j, "band");
    fg_json_string_or_null(j,
                           fit->score < 0 ? (struct fg_sv){0} : fg_sv_of(fg_band_name(fit->band)));
    put_number(j, "confidence", fit->confidence, 2);
    fg_json_key(j, "coverage");
    fg_json_open(j, '{');
    put_number(j, "must", fit->must, 3);
    put_number(j, "nice", fit->nice, 3);
    put_number(j, "duties", fit->duties, 3);
    fg_json_close(j, '}');
    put_counts(j, fit);
    put_caps(j, fit);
}

void fg_report_json(const struct fg_posting *posting, const struct fg_fit *fit, bool one_line,
                    struct fg_buf *out)
{
    struct fg_json j = {.out = out, .indent = one_line ? 0 : 1};
    fg_json_open(&j, '{');
    put(&j, "schema", FG_SV(FG_SCHEMA));
    put_source(&j, &posting->source);
    put_facts(&j, posting);
    if (fit)
        put_score(&j, fit);
    put_requirements(&j, posting, fit);
    put_duties(&j, posting);
    put_questions(&j, posting, fit);
    if (fit && posting->text.n) { /* a journal keeps it: the posting will be gone from the web */
        fg_json_key(&j, "text");
        fg_json_string(&j, posting->text);
    }
    if (fit) {
        put(&j, "rules", fg_sv_of(fit->rules_digest));
        put(&j, "skills", fg_sv_of(fit->profile_digest));
    }
    fg_json_close(&j, '}');
    fg_buf_addc(out, '\n');
}

bool fg_report_explain_json(const struct fg_posting *posting, const struct fg_fit *fit,
                            unsigned id, bool one_line, struct fg_buf *out)
{
    struct fg_json j = {.out = out, .indent = one_line ? 0 : 1};
    for (size_t i = 0; i < posting->n_requirements; i++)
        if (posting->requirements[i].id == id) {
            put_requirement(&j, &posting->requirements[i],
                            fit && i < fit->n_verdicts ? &fit->verdicts[i] : NULL);
            fg_buf_addc(out, '\n');
            return true;
        }
    return false;
}
