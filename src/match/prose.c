/* Requirements in prose, word by word against what the skills file tells. */
#include "match/ability.h"

#include <math.h>

/* What is known of a requirement's words before they are looked for: NAN nothing;
 * the word of a skill has the skill's credit. */
static double covered_by(const struct fg_judge_text *t, const double *given,
                         const struct fg_witness *w)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->words[i].weight <= 0)
            continue;
        const bool is_given = given && !isnan(given[i]);
        sum += t->words[i].weight * (is_given ? given[i] : fg_text_covers(&w->words, &t->words[i]));
    }
    return sum;
}

/* How well any witness has a word: what only another than the best one has counts
 * less, since it was said of something else. */
static double covers_at_all(const struct fg_judge *j, const struct fg_judge_word *word,
                            const struct fg_witness *best)
{
    double covers = fg_text_covers(&best->words, word);
    for (size_t k = 0; k < j->witnesses.n && covers < 1; k++) {
        const double other =
            j->scoring->other_statement * fg_text_covers(&j->witnesses.at[k].words, word);
        covers = other > covers ? other : covers;
    }
    return covers;
}

static double share_of_words(const struct fg_judge *j, const struct fg_judge_text *t,
                             const double *given, const struct fg_witness *best)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct fg_judge_word *word = &t->words[i];
        if (word->weight <= 0)
            continue;
        all += word->weight;
        sum += word->weight *
               (given && !isnan(given[i]) ? given[i] : covers_at_all(j, word, best));
    }
    return all > 0 ? sum / all : 0;
}

double fg_judge_prose(struct fg_judge *j, const struct fg_judge_text *t, const double *given,
                      double least, double *years)
{
    const struct fg_witness *best = NULL;
    double most = 0;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const double sum = covered_by(t, given, &j->witnesses.at[i]);
        if (sum > most) {
            most = sum;
            best = &j->witnesses.at[i];
        }
    }
    if (years)
        *years = best ? best->years : -1;
    const double share = best ? share_of_words(j, t, given, best) : 0;
    if (best && share >= least)
        fg_judge_add_evidence(j, best->text, best->years, best->line, (struct fg_sv){0}, share);
    return share;
}

/* Weight of all words, and of those that belong to no skill. */
double fg_words_weigh(const struct fg_judge_text *t, const struct fg_requirement *r)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        bool inside = false;
        for (size_t k = 0; r && k < r->n_skills; k++) {
            const struct fg_span at = r->skills[k].at;
            inside |= t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
        }
        sum += inside ? 0 : t->words[i].weight;
    }
    return sum;
}

/* A share of words, which weigh `words`, as a credit: as much as `statement_met` is
 * all of it, where that is more than a common word or two. */
double fg_prose_credit(const struct fg_judge *j, double share, double words)
{
    const struct fg_scoring *s = j->scoring;
    if (share >= s->statement_met)
        return share * words >= s->least_covered ? 1 : s->statement_most;
    if (share < s->statement_partial)
        return 0;
    const double step = (share - s->statement_partial) / (s->statement_met - s->statement_partial);
    return s->credit_partial_min + step * (s->statement_most - s->credit_partial_min);
}
