/* Skills and experience: by the lexicon where a requirement names skills, by its
 * words where it is prose, by both where it is both. */
#include "match/judge.h"

#include <math.h>

/* What one skill asked for is worth, and by what. */
struct proof {
    double credit;              /* 0: none                                  */
    double years;               /* < 0: not said                            */
    const struct fg_witness *witness;
    uint32_t known;             /* the skill that counts for the asked one  */
};

/* ---- one skill ---- */

/* How a skill of the file counts by its level and by how long ago it was used. */
static double freshness(const struct fg_judge *j, const struct fg_known_skill *k, bool advanced)
{
    const struct fg_scoring *s = j->scoring;
    double credit = 1;
    if (k->last_used && j->year && j->year - k->last_used > s->stale_after)
        credit *= s->stale_credit;
    if (k->rank == 1 && (advanced || credit < 1))
        credit *= s->basic_credit;
    return credit;
}

/* Two skills that imply the same third one are neighbours, unless everything
 * implies that one ("databases" is a family, "software" is none). */
static bool siblings(const struct fg_lexicon *l, uint32_t a, uint32_t b)
{
    const struct fg_skill *x = &l->skills.at[a], *y = &l->skills.at[b];
    if (x->kind == FG_SKILL_OWN || y->kind == FG_SKILL_OWN)
        return false;
    for (uint32_t i = 0; i < x->n_implies; i++)
        for (uint32_t k = 0; k < y->n_implies; k++)
            if (x->implies[i] == y->implies[k])
                return true;
    return false;
}

static double relation(const struct fg_judge *j, uint32_t known, uint32_t asked)
{
    if (known == FG_NO_SKILL || asked == FG_NO_SKILL)
        return 0;
    if (fg_lexicon_implies(j->lexicon, known, asked))
        return 1;
    if (fg_lexicon_related(j->lexicon, known, asked) || siblings(j->lexicon, known, asked))
        return j->scoring->credit_adjacent;
    return 0;
}

static void keep_better(struct proof *best, struct proof other)
{
    const bool more_years = other.credit == best->credit && other.years > best->years;
    if (other.credit > best->credit || more_years)
        *best = other;
}

static void prove_by(const struct fg_judge *j, const struct fg_witness *w, uint32_t asked,
                     bool advanced, struct proof *best)
{
    const uint32_t *skills = w->known ? w->known->skills : w->statement->found;
    const size_t n = w->known ? w->known->n_skills : w->statement->n_found;
    const double fresh = w->known ? freshness(j, w->known, advanced) : 1;
    for (size_t i = 0; i < n; i++) {
        const double credit = relation(j, skills[i], asked) * fresh;
        if (credit > 0)
            keep_better(best, (struct proof){credit, w->years, w, skills[i]});
    }
}

/* The words of a skill's name, all of them in one statement: "dermestid colony". */
static double named_in_words(const struct fg_judge *j, const struct fg_judge_text *name,
                             const struct fg_witness *w)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < name->n; i++) {
        const struct fg_judge_word *word = &name->words[i];
        const double weight = word->weight > 0 ? word->weight : 0.1;
        const double covers = fg_text_covers(&w->words, word);
        sum += weight * covers;
        all += weight;
    }
    if (all < 0.5 || sum / all < j->scoring->name_in_words)
        return 0;
    return sum / all;
}

static struct proof prove(struct fg_judge *j, const struct fg_mention *m, bool advanced)
{
    struct proof best = {.years = -1, .known = FG_NO_SKILL};
    for (size_t i = 0; i < j->witnesses.n; i++)
        prove_by(j, &j->witnesses.at[i], m->skill, advanced, &best);
    if (best.credit > j->scoring->credit_adjacent)
        return best;
    const struct fg_judge_text name = fg_judge_read(j, m->surface);
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const double credit = named_in_words(j, &name, w);
        if (credit > 0)
            keep_better(&best, (struct proof){credit, w->years, w, FG_NO_SKILL});
    }
    return best;
}

static void show(struct fg_judge *j, const struct fg_mention *m, const struct proof *p)
{
    const struct fg_witness *w = p->witness;
    const bool same = p->known == m->skill || p->known == FG_NO_SKILL;
    if (w)
        fg_judge_add_evidence(j, w->text, w->years, w->line, same ? (struct fg_sv){0} : m->name,
                              p->credit);
}

/* ---- all skills of a requirement ---- */

struct asked_skills {
    double credit;          /* any-of: the best; all-of: the mean */
    double years;           /* of the best proof; < 0: not said   */
    bool adjacent;          /* only by neighbours                 */
    size_t n, missing;
    struct fg_sv first_missing;
};

static struct asked_skills judge_skills(struct fg_judge *j, const struct fg_requirement *r,
                                        bool advanced)
{
    struct asked_skills out = {.years = -1, .adjacent = true, .n = r->n_skills};
    double sum = 0, best = 0;
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct proof p = prove(j, &r->skills[i], advanced);
        show(j, &r->skills[i], &p);
        sum += p.credit;
        out.adjacent &= p.credit <= j->scoring->credit_adjacent;
        if (p.credit > best || (p.credit == best && p.years > out.years)) {
            best = p.credit;
            out.years = p.years;
        }
        if (p.credit > 0)
            continue;
        if (!out.missing++)
            out.first_missing = r->skills[i].name;
    }
    out.credit = r->any_of ? best : r->n_skills ? sum / (double)r->n_skills : 0;
    return out;
}

/* ---- prose ---- */

static double covered_by(const struct fg_judge_text *t, const bool *skip,
                         const struct fg_witness *w)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        if (!(skip && skip[i]) && t->words[i].weight > 0)
            sum += t->words[i].weight * fg_text_covers(&w->words, &t->words[i]);
    return sum;
}

static double weight_of_words(const struct fg_judge_text *t, const bool *skip)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        sum += skip && skip[i] ? 0 : t->words[i].weight;
    return sum;
}

/* What the witnesses say together: a word that only another than the best one has
 * counts less, since it was said of something else. */
static double covered_by_all(const struct fg_judge *j, const struct fg_judge_text *t,
                             const bool *skip, const struct fg_witness *best)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        if ((skip && skip[i]) || t->words[i].weight <= 0)
            continue;
        double covers = best ? fg_text_covers(&best->words, &t->words[i]) : 0;
        for (size_t k = 0; k < j->witnesses.n; k++) {
            const double other = j->scoring->other_statement *
                                 fg_text_covers(&j->witnesses.at[k].words, &t->words[i]);
            covers = other > covers ? other : covers;
        }
        sum += t->words[i].weight * covers;
    }
    return sum;
}

double fg_judge_prose(struct fg_judge *j, const struct fg_judge_text *t, const bool *skip,
                      double least, double *years)
{
    const struct fg_witness *best = NULL;
    double most = 0;
    const double all = weight_of_words(t, skip);
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const double sum = covered_by(t, skip, &j->witnesses.at[i]);
        if (sum > most) {
            most = sum;
            best = &j->witnesses.at[i];
        }
    }
    if (years)
        *years = best ? best->years : -1;
    if (all <= 0 || !best)
        return 0;
    const double share = covered_by_all(j, t, skip, best) / all;
    if (share >= least)
        fg_judge_add_evidence(j, best->text, best->years, best->line, (struct fg_sv){0}, share);
    return share;
}

/* Words that belong to a skill the requirement names: judged as the skill. */
static bool *words_of_skills(struct fg_judge *j, const struct fg_requirement *r,
                             const struct fg_judge_text *t)
{
    bool *skip = fg_arena_calloc(j->arena, t->n + 1, sizeof *skip);
    for (size_t i = 0; skip && i < t->n; i++)
        for (size_t k = 0; k < r->n_skills; k++) {
            const struct fg_span at = r->skills[k].at;
            skip[i] |= t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
        }
    return skip;
}

/* A share of words as a credit: as much as `statement_met` is all of it. */
static double credit_of_share(const struct fg_judge *j, double share)
{
    const struct fg_scoring *s = j->scoring;
    if (share >= s->statement_met)
        return 1;
    if (share < s->statement_partial)
        return 0;
    const double step = (share - s->statement_partial) / (s->statement_met - s->statement_partial);
    return s->credit_partial_min + step * (s->credit_partial_max - s->credit_partial_min);
}

/* ---- together ---- */

static struct fg_judgement with_years(struct fg_judge *j, const struct fg_requirement *r,
                                      double credit, double years)
{
    if (r->years_min <= 0 || credit <= 0)
        return fg_judge_by_credit(j, credit);
    const double have = years >= 0 ? years : r->n_skills ? -1 : j->profile->total_years;
    const double factor = fg_years_credit(j, have, r->years_min);
    struct fg_judgement out = fg_judge_by_credit(j, credit * factor);
    if (have < 0)
        out = fg_judge_say(j, out.state, out.credit, "%g years asked; the skills file says no years",
                           r->years_min);
    else if (factor < 1)
        out = fg_judge_say(j, out.state, out.credit, "%g years asked, %.1f found", r->years_min,
                           have);
    return out;
}

static double mixed(const struct fg_judge *j, const struct asked_skills *skills, double prose,
                    double words)
{
    const double named = (double)(skills->n > 3 ? 3 : skills->n) * j->scoring->skill_weight;
    const double spoken = words > named ? named : words;
    if (named + spoken <= 0)
        return 0;
    return (skills->credit * named + prose * spoken) / (named + spoken);
}

struct fg_judgement fg_judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const bool advanced = fg_text_has_cue(t, FG_CUE_ADVANCED);
    const struct asked_skills skills = judge_skills(j, r, advanced);
    const bool *skip = words_of_skills(j, r, t);
    double years;
    const double share = fg_judge_prose(j, t, skip, j->scoring->statement_partial, &years);
    const double prose = credit_of_share(j, share);
    if (!r->n_skills) {
        if (weight_of_words(t, NULL) <= 0 && t->asks)
            return fg_judge_trait(j, r, t);
        struct fg_judgement out = with_years(j, r, prose, years);
        if (out.state == FG_GAP && t->asks) {
            const struct fg_judgement trait = fg_judge_trait(j, r, t);
            if (trait.state == FG_MET || trait.state == FG_PARTIAL)
                return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min, "%s",
                                    "shown in part by what the skills file tells");
        }
        return out;
    }
    if (skills.credit > 0 && skills.adjacent && skills.credit < j->scoring->credit_met) {
        struct fg_judgement out = {FG_ADJACENT, j->scoring->credit_adjacent, {0}};
        if (skills.credit < j->scoring->credit_gap)
            out = (struct fg_judgement){FG_GAP, 0, {0}};
        return out;
    }
    const double credit = mixed(j, &skills, prose, weight_of_words(t, skip));
    struct fg_judgement out =
        with_years(j, r, skills.credit >= 1 ? 1 : credit, skills.years >= 0 ? skills.years : years);
    if (skills.missing && !r->any_of && !out.reason.n)
        out.reason = fg_judge_say(j, out.state, 0, "not found: %.*s%s", FG_SV_ARG(skills.first_missing),
                                  skills.missing > 1 ? " and others" : "").reason;
    return out;
}
