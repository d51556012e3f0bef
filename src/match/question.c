/* What the application form will ask: answered by the same judges, where a question
 * is about something they know; else only the person can answer it. */
#include "match/judge.h"

#include <string.h>

/* The kind of requirement a question amounts to, by what it is about. */
static const struct subject {
    enum fg_book_cue cue;
    enum fg_kind kind;
} subjects[] = {
    {FG_CUE_SPONSOR, FG_AUTHORIZATION},   {FG_CUE_CLEARANCE, FG_AUTHORIZATION},
    {FG_CUE_WORK, FG_AUTHORIZATION},      {FG_CUE_CITIZEN, FG_AUTHORIZATION},
    {FG_CUE_AGE, FG_AUTHORIZATION},       {FG_CUE_DRIVING, FG_CERTIFICATION},
    {FG_CUE_TRAVEL, FG_TRAVEL},           {FG_CUE_RESIDE, FG_TRAVEL},
    {FG_CUE_SHIFTS, FG_PHYSICAL},         {FG_CUE_LICENCE, FG_CERTIFICATION},
};

static const struct subject *subject_of(const struct fg_judge_text *t)
{
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (fg_text_has_cue(t, subjects[i].cue))
            return &subjects[i];
    return NULL;
}

/* Skills and human languages that a question names, into `r`. */
static void read_names(struct fg_judge *j, struct fg_requirement *r)
{
    FG_VEC(struct fg_mention) skills = {0};
    FG_VEC(struct fg_language_ask) languages = {0};
    struct fg_tokens *tokens = &j->scratch->tokens;
    if (!fg_tokenize(r->text, tokens))
        return;
    for (size_t i = 0; i < tokens->n;) {
        const struct fg_surface *s = NULL;
        struct fg_sv name;
        size_t n = fg_rules_human_language_at(j->rules, r->text, tokens, i, &name);
        if (n) {
            struct fg_language_ask *ask = fg_vec_add(j->arena, &languages);
            if (ask)
                *ask = (struct fg_language_ask){name, FG_LEVEL_NONE};
        } else if ((n = fg_lexicon_at(j->lexicon, r->text, tokens, i, &s)) &&
                   s->skill != FG_NO_SKILL && !(s->flags & FG_SURFACE_CONTEXT)) {
            struct fg_mention *m = fg_vec_add(j->arena, &skills);
            const struct fg_span at = fg_tokens_span(tokens, i, n);
            if (m)
                *m = (struct fg_mention){s->skill, j->lexicon->skills.at[s->skill].name,
                                         fg_sv_sub(r->text, at.at, at.n), at};
        }
        i += n ? n : 1;
    }
    r->skills = skills.at;
    r->n_skills = skills.n;
    r->languages = languages.at;
    r->n_languages = languages.n;
}

/* False where no judge knows what the question is about. */
static bool as_requirement(struct fg_judge *j, const struct fg_question *q,
                           struct fg_requirement *r)
{
    *r = (struct fg_requirement){
        .text = q->text, .priority = FG_NICE, .years_min = -1, .years_max = -1, .travel = -1};
    const struct fg_judge_text t = fg_judge_read(j, q->text);
    const struct subject *subject = subject_of(&t);
    read_names(j, r);
    if (subject)
        r->kind = subject->kind;
    else if (r->n_languages)
        r->kind = FG_LANGUAGE;
    else
        r->kind = FG_SKILL;
    return subject || r->n_languages || r->n_skills;
}

static struct fg_sv reason_of(struct fg_judge *j, const struct fg_judgement *said)
{
    if (said->reason.n || !j->evidence.n)
        return said->reason;
    const struct fg_evidence *e = &j->evidence.at[0];
    const struct fg_sv name = fg_utf8_cut(e->skill, 80);
    return fg_judge_say(j, said->state, 0, "%.*s (line %u)", FG_SV_ARG(name), e->line).reason;
}

static void answer(struct fg_judge *j, const struct fg_question *q, struct fg_answer *out)
{
    struct fg_requirement r;
    *out = (struct fg_answer){q, FG_UNKNOWN, FG_SV("only you can answer this")};
    memset(&j->evidence, 0, sizeof j->evidence);
    if (!as_requirement(j, q, &r))
        return;
    const struct fg_judgement said = fg_judge_requirement(j, &r);
    out->state = said.state;
    out->reason = reason_of(j, &said);
}

const struct fg_answer *fg_judge_questions(struct fg_judge *j)
{
    const struct fg_posting *p = j->posting;
    struct fg_answer *answers = fg_arena_calloc(j->arena, p->n_questions + 1, sizeof *answers);
    for (size_t i = 0; answers && i < p->n_questions; i++)
        answer(j, &p->questions[i], &answers[i]);
    return answers;
}
