/* fg_match: judges every requirement, then does the formula's arithmetic. */
#include "match/ability.h"

#include "profile/terms.h"

#include <math.h>
#include <string.h>

/* ---- what the skills file has to say ---- */

static bool add_witness(struct fg_judge *j, struct fg_witness witness)
{
    struct fg_witness *slot = fg_vec_add(j->arena, &j->witnesses);
    if (!slot)
        return false;
    *slot = witness;
    slot->words = fg_judge_read(j, witness.text);
    return true;
}

static bool has_stem(const struct fg_judge_text *t, uint32_t stem)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->words[i].stem == stem)
            return true;
    return false;
}

/* What follows from a role that a statement names joins the statement: its words at
 * less than what is said in so many words. */
static void add_words(struct fg_judge *j, struct fg_judge_text *to, struct fg_judge_text more)
{
    struct fg_judge_word *all = fg_arena_alloc(j->arena, (to->n + more.n) * sizeof *all);
    if (!all)
        return;
    memcpy(all, to->words, to->n * sizeof *all);
    to->words = all;
    for (size_t i = 0; i < more.n; i++) {
        if (more.words[i].weight <= 0 || has_stem(to, more.words[i].stem))
            continue;
        all[to->n] = more.words[i];
        all[to->n].worth = (float)j->scoring->role_word;
        to->keys |= all[to->n++].keys;
    }
}

static void add_roles(struct fg_judge *j, struct fg_judge_text *t)
{
    for (size_t i = 0; i < t->n_roles; i++)
        add_words(j, t, fg_judge_read(j, j->book->roles.at[t->roles[i]].did));
}

/* A certificate is a witness to what it is about. */
static void call_entries(struct fg_judge *j, const struct fg_entry *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_witness(j, (struct fg_witness){.text = at[i].text,
                                           .years = -1,
                                           .line = at[i].line,
                                           .skills = at[i].found,
                                           .n_skills = at[i].n_found,
                                           .learned = true});
}

static void call_witnesses(struct fg_judge *j)
{
    const struct fg_profile *p = j->profile;
    for (size_t i = 0; i < p->statements.n; i++) {
        const struct fg_statement *s = &p->statements.at[i];
        add_witness(j, (struct fg_witness){.text = s->text,
                                           .years = s->years,
                                           .line = s->line,
                                           .skills = s->found,
                                           .n_skills = s->n_found});
        if (j->witnesses.n)
            add_roles(j, &j->witnesses.at[j->witnesses.n - 1].words);
    }
    for (size_t i = 0; i < p->skills.n; i++) {
        const struct fg_known_skill *k = &p->skills.at[i];
        add_witness(j, (struct fg_witness){.text = k->name,
                                           .years = k->years,
                                           .line = k->line,
                                           .skills = k->skills,
                                           .n_skills = k->n_skills,
                                           .known = k});
    }
    for (size_t i = 0; i < p->education.n; i++) {
        const struct fg_schooling *s = &p->education.at[i];
        add_witness(j, (struct fg_witness){.text = s->field,
                                           .years = -1,
                                           .line = s->line,
                                           .skills = s->found,
                                           .n_skills = s->n_found,
                                           .learned = true});
        if (s->courses.n)
            add_witness(j, (struct fg_witness){
                               .text = s->courses, .years = -1, .line = s->line, .learned = true});
    }
    call_entries(j, p->certificates.at, p->certificates.n);
    call_entries(j, p->licences.at, p->licences.n);
}

/* Years of all jobs together: statements that name a role held come one after another
 * (others may tell of the same time), unless dates said it better. */
static double total_years(const struct fg_judge *j)
{
    double jobs = 0;
    for (size_t i = 0; i < j->witnesses.n && !j->profile->dated; i++)
        if (!j->witnesses.at[i].known && j->witnesses.at[i].words.n_roles &&
            j->witnesses.at[i].years > 0)
            jobs += j->witnesses.at[i].years;
    return jobs > j->profile->total_years ? jobs : j->profile->total_years;
}

static void judge_all(struct fg_judge *j, struct fg_verdict *verdicts)
{
    const struct fg_posting *p = j->posting;
    for (size_t i = 0; i < p->n_requirements; i++) {
        const struct fg_requirement *r = &p->requirements[i];
        memset(&j->evidence, 0, sizeof j->evidence);
        const struct fg_judgement said = fg_judge_requirement(j, r);
        verdicts[i] = (struct fg_verdict){.requirement = r,
                                          .state = said.state,
                                          .credit = said.credit,
                                          .reason = said.reason,
                                          .evidence = j->evidence.at,
                                          .n_evidence = j->evidence.n};
    }
}

/* ---- the formula ---- */

static double weight_of(const struct fg_scoring *s, const struct fg_requirement *r)
{
    const double weight = r->priority == FG_NICE ? s->weight_nice : s->weight_must;
    return r->kind == FG_TRAIT ? weight * s->weight_trait : weight;
}

/* Sums are kept in integers of a millionth, so that no order of adding and no
 * compiler's rounding shows in the score. */
static int64_t millionths(double v)
{
    return llround(v * 1e6);
}

struct sums {
    int64_t weight, credit, all; /* all: with what could not be judged */
};

static void add_up(struct sums *sums, const struct fg_verdict *v)
{
    sums->all += millionths(v->weight);
    if (v->state == FG_UNKNOWN)
        return;
    sums->weight += millionths(v->weight);
    sums->credit += millionths(v->weight * v->credit);
}

static double share_of(const struct sums *s)
{
    return s->weight > 0 ? (double)s->credit / (double)s->weight : -1;
}

static double capped(const struct fg_fit *fit, double score, unsigned except)
{
    for (size_t i = 0; i < fit->n_caps; i++)
        if (fit->caps[i].requirement != except && fit->caps[i].limit < score)
            score = fit->caps[i].limit;
    return score;
}

static double rounded(double score)
{
    return round(score * 10) / 10;
}

/* Points the score rises when one gap alone is closed, its cap included. */
static double gain_of(const struct fg_fit *fit, const struct sums *sums,
                      const struct fg_verdict *v)
{
    if (v->state == FG_MET || v->state == FG_UNKNOWN || sums->weight <= 0)
        return 0;
    struct sums closed = *sums;
    closed.credit += millionths(v->weight) - millionths(v->weight * v->credit);
    const double gain =
        rounded(capped(fit, 100 * share_of(&closed), v->requirement->id)) - fit->score;
    return gain > 0 ? rounded(gain) : 0;
}

enum fg_band fg_band_of(const struct fg_scoring *s, double score)
{
    if (score >= s->band_apply)
        return FG_APPLY;
    if (score >= s->band_apply_anyway)
        return FG_APPLY_ANYWAY;
    return score >= s->band_stretch ? FG_STRETCH : FG_NOT_YET;
}

static void score(const struct fg_judge *j, struct fg_fit *fit, struct fg_verdict *verdicts)
{
    struct sums sums = {0}, by_priority[2] = {{0}};
    for (size_t i = 0; i < fit->n_verdicts; i++) {
        struct fg_verdict *v = &verdicts[i];
        v->weight = weight_of(j->scoring, v->requirement);
        fit->counts[v->state]++;
        add_up(&sums, v);
        add_up(&by_priority[v->requirement->priority], v);
    }
    fit->must = share_of(&by_priority[FG_MUST]);
    fit->nice = share_of(&by_priority[FG_NICE]);
    fit->confidence = sums.all > 0 ? (double)sums.weight / (double)sums.all : 0;
    fit->score = fit->uncapped = -1;
    if (sums.weight > 0) {
        fit->uncapped = rounded(100 * share_of(&sums));
        fit->score = rounded(capped(fit, fit->uncapped, 0));
    }
    fit->band = fg_band_of(j->scoring, fit->score);
    for (size_t i = 0; i < fit->n_verdicts; i++)
        verdicts[i].gain = gain_of(fit, &sums, &verdicts[i]);
}

/* ---- the whole ---- */

/* Whether the person held the role that the posting's title names, or tells of its words. */
/* Whether what was done, not what is known, has nearly all words of a title. */
static bool tells_of(const struct fg_judge *j, const struct fg_witness *w,
                     const struct fg_judge_text *title)
{
    const double all = fg_words_weigh(title, NULL);
    return !w->known && !w->learned && all > 0 &&
           fg_weight_covered(j, title, NULL, w) / all >= j->scoring->well_found;
}

static bool is_own_trade(struct fg_judge *j)
{
    const struct fg_judge_text title = fg_judge_read(j, j->posting->title);
    for (size_t i = 0; i < j->witnesses.n; i++)
        for (size_t k = 0; k < j->witnesses.at[i].words.n_roles; k++)
            for (size_t n = 0; n < title.n_roles; n++)
                if (j->witnesses.at[i].words.roles[k] == title.roles[n])
                    return true;
    for (size_t i = 0; i < j->witnesses.n; i++)
        if (tells_of(j, &j->witnesses.at[i], &title))
            return true;
    return false;
}

enum fg_status fg_judge_open(struct fg_judge *j, const fg_rules *rules, fg_scratch *scratch,
                             const struct fg_posting *posting, const fg_profile *profile,
                             fg_arena *arena, struct fg_error *err)
{
    *j = (struct fg_judge){.rules = rules,
                           .lexicon = fg_rules_lexicon(rules),
                           .scoring = fg_rules_scoring(rules),
                           .profile = profile,
                           .book = &profile->book,
                           .posting = posting,
                           .arena = arena,
                           .scratch = scratch,
                           .year = fg_term_year(posting->posted, NULL)};
    if (!fg_stems_speak(&scratch->stems, posting->language))
        return fg_fail_memory(err);
    if (profile->as_of > j->year)
        j->year = profile->as_of;
    j->now = j->year > j->scoring->written ? j->year : j->scoring->written;
    /* then a word that is not found in the skills file says little */
    j->foreign = profile->language[0] && posting->language[0] &&
                 strcmp(profile->language, posting->language) != 0;
    call_witnesses(j);
    j->total_years = total_years(j);
    j->own_trade = is_own_trade(j);
    return FG_OK;
}

enum fg_status fg_match(const fg_rules *rules, fg_scratch *scratch,
                        const struct fg_posting *posting, const fg_profile *profile,
                        fg_arena *arena, struct fg_fit *out, struct fg_error *err)
{
    struct fg_judge j;
    struct fg_verdict *verdicts = fg_arena_calloc(arena, posting->n_requirements + 1,
                                                  sizeof *verdicts);
    *out = (struct fg_fit){.posting = posting,
                           .verdicts = verdicts,
                           .n_verdicts = posting->n_requirements,
                           .rules_digest = fg_rules_digest(rules),
                           .profile_digest = profile->digest};
    enum fg_status status =
        verdicts ? fg_judge_open(&j, rules, scratch, posting, profile, arena, err)
                 : fg_fail_memory(err);
    if (status != FG_OK)
        return status;
    judge_all(&j, verdicts);
    out->caps = j.caps.at;
    out->n_caps = j.caps.n;
    out->answers = fg_judge_questions(&j);
    out->n_answers = posting->n_questions;
    out->duties = -1;
    score(&j, out, verdicts);
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}

enum fg_status fg_match_duties(const fg_rules *rules, fg_scratch *scratch,
                               const fg_profile *profile, fg_arena *arena, struct fg_fit *fit,
                               struct fg_error *err)
{
    struct fg_judge j;
    const struct fg_posting *p = fit->posting;
    double sum = 0;
    if (p->n_duties == 0)
        return FG_OK;
    const enum fg_status status = fg_judge_open(&j, rules, scratch, p, profile, arena, err);
    if (status != FG_OK)
        return status;
    for (size_t i = 0; i < p->n_duties; i++) {
        const struct fg_judge_text t = fg_judge_read(&j, p->duties[i].text);
        const double share = fg_judge_prose(&j, &t, NULL, 2, NULL).share / j.scoring->statement_met;
        sum += share > 1 ? 1 : share;
    }
    fit->duties = sum / (double)p->n_duties;
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
