/* Requirements in prose, word by word against what the skills file tells. */
#include "match/ability.h"

#include <math.h>

/* How well a witness covers a word: what was learned but not done counts less where
 * experience is asked for. */
static double covers(const struct fg_judge *j, const struct fg_witness *w,
                     const struct fg_judge_word *word)
{
    if (!(w->words.keys & word->keys))
        return 0; /* most of them; it is asked of every word and witness */
    const double worth = w->learned && j->asks_doing ? j->scoring->learned_worth : 1;
    return worth * fg_text_covers(j, &w->words, word);
}

double fg_weight_covered(const struct fg_judge *j, const struct fg_judge_text *t,
                         const double *given, const struct fg_witness *w)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->words[i].weight <= 0)
            continue;
        const bool is_given = given && !isnan(given[i]);
        sum += t->words[i].weight * (is_given ? given[i] : covers(j, w, &t->words[i]));
    }
    return sum;
}

/* How well any witness has a word: what only another than the best one has counts
 * less, since it was said of something else. */
static double covers_at_all(const struct fg_judge *j, const struct fg_judge_word *word,
                            const struct fg_witness *best)
{
    double most = covers(j, best, word);
    for (size_t k = 0; k < j->witnesses.n && most < 1; k++) {
        const double other =
            j->scoring->other_statement * covers(j, &j->witnesses.at[k], word);
        most = other > most ? other : most;
    }
    return most;
}

double fg_word_found(const struct fg_judge *j, const struct fg_judge_word *word)
{
    double most = 0;
    for (size_t i = 0; i < j->witnesses.n && most < 1; i++)
        most = fmax(most, covers(j, &j->witnesses.at[i], word));
    return most;
}

/* Whether one word of a witness alone stands for all that is found of several: "the machines
 * of a health club". Where the person is of the trade and it is the word itself it may. */
static bool stands_alone(const struct fg_judge *j, const struct fg_judge_text *t,
                         const double *given, const struct fg_witness *best, double same)
{
    const struct fg_judge_word *first = NULL;
    int n = 0;
    if (j->own_trade && same >= j->scoring->trade_word)
        return false;
    for (size_t i = 0; i < t->n; i++) {
        if (t->words[i].weight <= 0)
            continue;
        n++;
        if (given && !isnan(given[i])) {
            if (given[i] > 0)
                return false; /* a skill stands for itself */
            continue;
        }
        const struct fg_judge_word *word = fg_text_word_for(j, &best->words, &t->words[i]);
        if (first && word && word != first)
            return false;
        first = word ? word : first;
    }
    return n > 1;
}

/* What of a text is found. One word that is only alike another ("bills" for "costing")
 * is no proof: it takes the word itself, or two. */
static struct fg_found_words found_words(const struct fg_judge *j, const struct fg_judge_text *t,
                                         const double *given, const struct fg_witness *best)
{
    const struct fg_scoring *s = j->scoring;
    struct fg_found_words out = {0};
    double sum = 0, all = 0, same = 0;
    int alike = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct fg_judge_word *word = &t->words[i];
        if (word->weight <= 0)
            continue;
        const double found = given && !isnan(given[i]) ? given[i] : covers_at_all(j, word, best);
        all += word->weight;
        sum += word->weight * found;
        same += found > s->ring_word ? word->weight : 0;
        alike += found > 0 && word->weight >= s->least_words;
    }
    out.share = all > 0 ? sum / all : 0;
    out.firm = same >= s->least_words || alike > 1 || out.share >= s->ring_word;
    if (out.firm && out.share >= s->statement_met && out.share < s->well_found &&
        all >= s->several_words)
        out.firm = !stands_alone(j, t, given, best, same);
    return out;
}

/* Years of what the best witness tells: with those of other statements that tell
 * nearly as much of it, for one job comes after another. */
static double years_of(const struct fg_judge *j, const struct fg_judge_text *t,
                       const double *given, const struct fg_witness *best, double most)
{
    double jobs = 0;
    if (best->known && best->years >= 0)
        return best->years; /* said in so many words */
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        if (!w->known && w->years > 0 &&
            fg_weight_covered(j, t, given, w) >= most * j->scoring->same_job)
            jobs += w->years;
    }
    if (jobs > j->total_years)
        jobs = j->total_years;
    return jobs > 0 && jobs > best->years ? jobs : best->years;
}

/* The requirement's words that a witness has, for the one who asks why. */
static void weigh_words(struct fg_judge *j, const struct fg_judge_text *t, const double *given,
                        const struct fg_witness *w, double sum)
{
    struct fg_buf shared = {0};
    for (size_t i = 0; j->trace && i < t->n; i++) {
        const struct fg_judge_word *word = &t->words[i];
        if (word->weight <= 0 || (given && !isnan(given[i])) || covers(j, w, word) <= 0)
            continue;
        size_t n = word->at;
        while (n < j->asked.n && !fg_is_space(j->asked.p[n]) && j->asked.p[n] != ',')
            n++;
        fg_buf_addf(&shared, "%s%.*s %.2f", shared.n ? ", " : "",
                    FG_SV_ARG(fg_sv_sub(j->asked, word->at, n - word->at)),
                    word->weight * covers(j, w, word));
    }
    if (shared.n)
        fg_judge_weigh(j, w, (struct fg_sv){0}, sum / fg_words_weigh(t, NULL),
                       "speaks for %.*s", FG_SV_ARG(fg_buf_sv(&shared)));
    fg_buf_free(&shared);
}

struct fg_found_words fg_judge_prose(struct fg_judge *j, const struct fg_judge_text *t,
                                     const double *given, double least, double *years)
{
    const struct fg_witness *best = NULL;
    double most = 0;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const double sum = fg_weight_covered(j, t, given, &j->witnesses.at[i]);
        if (sum > 0)
            weigh_words(j, t, given, &j->witnesses.at[i], sum);
        if (sum > most) {
            most = sum;
            best = &j->witnesses.at[i];
        }
    }
    if (years)
        *years = best ? years_of(j, t, given, best, most) : -1;
    const struct fg_found_words out =
        best ? found_words(j, t, given, best) : (struct fg_found_words){0};
    fg_judge_step(j, "words: %.2f of their weight %.2f found (from %.2f met, from %.2f partial)",
                  out.share, fg_words_weigh(t, NULL), j->scoring->statement_met,
                  j->scoring->statement_partial);
    if (best && out.share >= least)
        fg_judge_add_evidence(j, best->text, best->years, best->line, (struct fg_sv){0}, out.share);
    return out;
}

/* Weight of all words, and of those that belong to no skill. */
double fg_words_weigh(const struct fg_judge_text *t, const struct fg_requirement *r)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        if (!r || fg_skill_over(r, t->words[i].at) == SIZE_MAX)
            sum += t->words[i].weight;
    return sum;
}

/* A share of words, which weigh `words`, as a credit: as much as `statement_met` is
 * all of it, where that is more than a common word or two, or nearly all there is. */
double fg_prose_credit(const struct fg_judge *j, struct fg_found_words found, double words)
{
    const double share = found.share;
    const struct fg_scoring *s = j->scoring;
    const double enough = fmin(s->least_covered, s->name_in_words * words);
    if (share >= s->statement_met)
        return found.firm && share * words >= enough ? 1 : s->statement_most;
    if (share < s->statement_partial) /* of a long list of wishes some are found */
        return words >= s->long_words && share * words >= s->long_found ? s->credit_partial_min : 0;
    const double step = (share - s->statement_partial) / (s->statement_met - s->statement_partial);
    return s->credit_partial_min + step * (s->statement_most - s->credit_partial_min);
}
