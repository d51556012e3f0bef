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

static bool implies_one_near(const struct fg_lexicon *l, const struct fg_skill *x, uint32_t b)
{
    for (uint32_t i = 0; i < x->n_implies; i++)
        if (fg_lexicon_related(l, x->implies[i], b))
            return true;
    return false;
}

/* Two of one family, accounting software say. What a great many skills imply (SQL,
 * AWS) makes no family. */
static bool of_one_family(const struct fg_judge *j, const struct fg_skill *x,
                          const struct fg_skill *y)
{
    for (uint32_t i = 0; i < x->n_implies; i++)
        for (uint32_t k = 0; k < y->n_implies; k++)
            if (x->implies[i] == y->implies[k] &&
                j->book->families[x->implies[i]] <= j->scoring->family_most)
                return true;
    return false;
}

/* Credit of a neighbour: so the lexicon says, or one of the same family; less where
 * only what the one implies is the other's neighbour (Azure SQL is SQL Server, a
 * neighbour of PostgreSQL). */
static double nearness(const struct fg_judge *j, uint32_t a, uint32_t b)
{
    const struct fg_lexicon *l = j->lexicon;
    const struct fg_skill *x = &l->skills.at[a], *y = &l->skills.at[b];
    if (fg_lexicon_related(l, a, b))
        return j->scoring->credit_adjacent;
    if (x->kind == FG_SKILL_OWN || y->kind == FG_SKILL_OWN)
        return 0;
    if (of_one_family(j, x, y))
        return j->scoring->credit_adjacent;
    return implies_one_near(l, x, b) || implies_one_near(l, y, a) ? j->scoring->credit_remote : 0;
}

static double relation(const struct fg_judge *j, uint32_t known, uint32_t asked)
{
    if (known == FG_NO_SKILL || asked == FG_NO_SKILL)
        return 0;
    if (fg_lexicon_implies(j->lexicon, known, asked) ||
        fg_wordbook_comes_with(j->book, known, asked))
        return 1;
    return nearness(j, known, asked);
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
    const double fresh = w->known ? freshness(j, w->known, advanced) : 1;
    for (size_t i = 0; i < w->n_skills; i++) {
        const double credit = relation(j, w->skills[i], asked) * fresh;
        if (credit > 0)
            keep_better(best, (struct proof){credit, w->years, w, w->skills[i]});
    }
}

/* Names of things (a product, a law, a certificate) stand for themselves; what a
 * method or a field is called can be said in other words. */
static bool has_like_words(const struct fg_judge *j, uint32_t skill)
{
    const enum fg_skill_kind kind = j->lexicon->skills.at[skill].kind;
    return kind == FG_SKILL_METHOD || kind == FG_SKILL_FIELD || kind == FG_SKILL_OWN;
}

/* The words of a skill's name in one statement: all of them as they are ("dermestid
 * colony") is as good as the skill, like words ("fixed" for "troubleshooting") are
 * worth less. */
static double named_in_words(const struct fg_judge *j, const struct fg_judge_text *name,
                             const struct fg_witness *w, bool like)
{
    double same = 0, alike = 0, all = 0, least = 1;
    for (size_t i = 0; i < name->n; i++) {
        const struct fg_judge_word *word = &name->words[i];
        const double weight = word->weight > 0 ? word->weight : j->scoring->common_word;
        const double covers = fg_text_covers(&w->words, word);
        same += covers == 1 ? weight : 0;
        alike += weight * covers;
        all += weight;
        least = covers < least ? covers : least;
    }
    if (all <= 0)
        return 0;
    if (same / all >= j->scoring->name_in_words)
        return 1;
    if (!like || all < j->scoring->like_least || alike / all < j->scoring->like_share)
        return 0;
    return least > 0 ? j->scoring->like_word : j->scoring->like_words;
}

static struct proof prove(struct fg_judge *j, const struct fg_mention *m, bool advanced)
{
    struct proof best = {.years = -1, .known = FG_NO_SKILL};
    for (size_t i = 0; i < j->witnesses.n; i++)
        prove_by(j, &j->witnesses.at[i], m->skill, advanced, &best);
    if (best.credit > j->scoring->credit_adjacent)
        return best;
    const struct fg_judge_text name = fg_judge_read(j, m->surface);
    const bool like = has_like_words(j, m->skill);
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const double credit = named_in_words(j, &name, w, like);
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
    double best;
    double years;           /* of the best proof; < 0: not said   */
    bool adjacent;          /* only by neighbours                 */
    size_t n, missing;
    struct fg_sv first_missing;
    double *credits;        /* of each                            */
};

static bool named_before(const struct fg_requirement *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (r->skills[k].skill == r->skills[i].skill)
            return true;
    return false;
}

/* The bracket a skill stands in ("warehouses (Snowflake, BigQuery)"): the offset of
 * its opening, or SIZE_MAX. */
static size_t bracket_of(const struct fg_requirement *r, size_t i)
{
    for (size_t at = r->skills[i].at.at; at-- > 0;) {
        if (r->text.p[at] == ')')
            return SIZE_MAX;
        if (r->text.p[at] == '(')
            return at;
    }
    return SIZE_MAX;
}

/* Skills in one bracket are examples of what stands before it: where one of them is
 * met, the others are not missed. */
static bool is_spare_example(const struct fg_judge *j, const struct fg_requirement *r,
                             const double *credits, size_t i)
{
    const size_t bracket = bracket_of(r, i);
    if (bracket == SIZE_MAX || credits[i] >= j->scoring->credit_met)
        return false;
    for (size_t k = 0; k < r->n_skills; k++)
        if (credits[k] >= j->scoring->credit_met && bracket_of(r, k) == bracket)
            return true;
    return false;
}

static struct proof prove_and_show(struct fg_judge *j, const struct fg_mention *m, bool advanced,
                                   bool examples)
{
    struct proof p = prove(j, m, advanced);
    show(j, m, &p);
    if (examples && p.credit >= j->scoring->credit_adjacent && p.credit < j->scoring->credit_example)
        p.credit = j->scoring->credit_example; /* "such as Splunk": its neighbour will do */
    return p;
}

/* Where a field and things are named together ("payment platforms like Stripe"), the
 * things are the options and the field is what they are options of: each counts half. */
static double best_of(const struct fg_judge *j, const struct fg_requirement *r,
                      const double *credits)
{
    double best[2] = {-1, -1};
    for (size_t i = 0; i < r->n_skills; i++) {
        const int thing = !has_like_words(j, r->skills[i].skill);
        best[thing] = credits[i] > best[thing] ? credits[i] : best[thing];
    }
    if (best[0] < 0 || best[1] < 0)
        return best[0] > best[1] ? best[0] : best[1];
    return (best[0] + best[1]) / 2;
}

static void sum_up(const struct fg_judge *j, const struct fg_requirement *r,
                   struct asked_skills *out)
{
    double sum = 0;
    out->n = 0;
    for (size_t i = 0; i < r->n_skills; i++) {
        const double credit = out->credits[i];
        if (named_before(r, i) || is_spare_example(j, r, out->credits, i))
            continue;
        out->n++;
        sum += credit;
        out->adjacent &= credit <= j->scoring->credit_adjacent;
        if (credit <= 0 && !out->missing++)
            out->first_missing = r->skills[i].name;
    }
    out->credit = r->any_of && r->n_skills ? best_of(j, r, out->credits) : out->n ? sum / (double)out->n : 0;
}

static struct asked_skills judge_skills(struct fg_judge *j, const struct fg_requirement *r,
                                        bool advanced, bool examples)
{
    struct asked_skills out = {.years = -1, .adjacent = true};
    out.credits = fg_arena_calloc(j->arena, r->n_skills + 1, sizeof *out.credits);
    for (size_t i = 0; out.credits && i < r->n_skills; i++) {
        const struct proof p = prove_and_show(j, &r->skills[i], advanced, examples);
        out.credits[i] = p.credit;
        if (p.credit < out.best || (p.credit == out.best && p.years <= out.years))
            continue;
        out.best = p.credit;
        out.years = p.years;
    }
    if (out.credits)
        sum_up(j, r, &out);
    return out;
}

/* ---- prose ---- */

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

/* The skills' credits laid over their words; a method that was not found as a skill
 * may still be found by its words. */
static double *given_by_skills(struct fg_judge *j, const struct fg_requirement *r,
                               const struct fg_judge_text *t, const struct asked_skills *skills)
{
    double *given = fg_arena_alloc(j->arena, (t->n + 1) * sizeof *given);
    for (size_t i = 0; given && i < t->n; i++) {
        given[i] = NAN;
        for (size_t k = 0; k < r->n_skills && skills->credits; k++) {
            const struct fg_span at = r->skills[k].at;
            const bool inside = t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
            if (inside && skills->credits[k] >= j->scoring->credit_met)
                given[i] = 1;
            else if (inside && !has_like_words(j, r->skills[k].skill))
                given[i] = 0; /* its worth is counted with the skills */
        }
    }
    return given;
}

/* Weight of all words, and of those that belong to no skill. */
static double weight_of_words(const struct fg_judge_text *t, const struct fg_requirement *r)
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
static double credit_of_share(const struct fg_judge *j, double share, double words)
{
    const struct fg_scoring *s = j->scoring;
    if (share >= s->statement_met)
        return share * words >= s->least_covered ? 1 : s->statement_most;
    if (share < s->statement_partial)
        return 0;
    const double step = (share - s->statement_partial) / (s->statement_met - s->statement_partial);
    return s->credit_partial_min + step * (s->statement_most - s->credit_partial_min);
}

/* ---- together ---- */

/* Years short of what is asked are never met, however little is missing. */
static struct fg_judgement with_years(struct fg_judge *j, const struct fg_requirement *r,
                                      double credit, double have)
{
    const double factor = r->years_min > 0 ? fg_years_credit(j, have, r->years_min) : 1;
    if (credit <= 0 || factor >= 1)
        return fg_judge_by_credit(j, credit);
    const struct fg_judgement out = fg_judge_short(j, credit < factor ? credit : factor);
    if (have < 0)
        return fg_judge_say(j, out.state, out.credit,
                            "%g years asked; the skills file says no years", r->years_min);
    return fg_judge_say(j, out.state, out.credit, "%g years asked, %.1f found", r->years_min, have);
}

/* Skills and prose in one credit: a skill weighs as much as some words. Prose that
 * is not found takes from the skills only where it is most of the requirement. */
static double mixed(const struct fg_judge *j, const struct asked_skills *skills, double prose,
                    double words)
{
    const double named = (double)skills->n * j->scoring->skill_weight;
    const bool met = skills->credit >= j->scoring->skills_met;
    if (met && words <= j->scoring->much_prose * named)
        return 1;
    const double spoken = met || words < named ? words : named;
    return (skills->credit * named + prose * spoken) / (named + spoken);
}

/* A role in charge of others is shown by nothing less. */
static bool has_led(const struct fg_judge *j)
{
    for (size_t i = 0; i < j->witnesses.n; i++)
        if (fg_text_has_cue(&j->witnesses.at[i].words, FG_CUE_SUPERVISE))
            return true;
    return false;
}

/* What was done for the most years speaks for years in general. */
static void show_longest(struct fg_judge *j)
{
    const struct fg_witness *longest = NULL;
    for (size_t i = 0; i < j->witnesses.n; i++)
        if (j->witnesses.at[i].years > (longest ? longest->years : 0))
            longest = &j->witnesses.at[i];
    if (longest)
        fg_judge_add_evidence(j, longest->text, longest->years, longest->line, (struct fg_sv){0}, 1);
}

/* Experience asked for in so many words is not shown by character. */
static bool is_of_traits(const struct fg_judge *j, const struct fg_requirement *r,
                         const struct fg_judge_text *t)
{
    const double most = r->kind == FG_EXPERIENCE ? j->scoring->trait_words_of_experience
                                                 : j->scoring->trait_words;
    return r->years_min <= 0 && fg_text_is_of_traits(t, most);
}

static struct fg_judgement by_prose(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t, double share, double years)
{
    const double words = weight_of_words(t, NULL);
    if (r->years_min > 0 && words < j->scoring->least_words) { /* "3 years in the field" */
        show_longest(j);
        return with_years(j, r, 1, j->profile->total_years);
    }
    if (words < j->scoring->least_words)
        return t->asks ? fg_judge_trait(j, r, t)
                       : fg_judge_say(j, FG_UNKNOWN, 0, "too general to be judged");
    const struct fg_judgement out = with_years(j, r, credit_of_share(j, share, words), years);
    if (out.state == FG_MET || !t->asks || (out.state == FG_PARTIAL && !is_of_traits(j, r, t)))
        return out;
    const struct fg_judgement trait = fg_judge_trait(j, r, t);
    if (is_of_traits(j, r, t))
        return trait;
    if (trait.state != FG_MET && trait.state != FG_PARTIAL)
        return out;
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "shown in part by what the skills file tells");
}

/* Whether all are asked for and one is not there that no words make up for: the name
 * of a thing, or one of several, whose company would speak for it. */
static bool lacks_one(const struct fg_judge *j, const struct fg_requirement *r,
                      const struct asked_skills *skills)
{
    for (size_t i = 0; !r->any_of && skills->credits && i < r->n_skills; i++)
        if (skills->credits[i] < j->scoring->credit_met &&
            (skills->n > 1 || !has_like_words(j, r->skills[i].skill)) &&
            !is_spare_example(j, r, skills->credits, i))
            return true;
    return false;
}

static struct fg_judgement by_skills(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t,
                                     const struct asked_skills *skills, double years)
{
    const double *given = given_by_skills(j, r, t, skills);
    const double prose =
        credit_of_share(j, fg_judge_prose(j, t, given, 2, NULL), weight_of_words(t, NULL));
    double credit = mixed(j, skills, prose, weight_of_words(t, r));
    if (prose > credit)
        credit = prose;
    const double most = fmax(skills->credit, j->scoring->statement_most);
    if (lacks_one(j, r, skills) && credit > most)
        credit = most;
    if (skills->adjacent && skills->best > 0 && credit < j->scoring->credit_met)
        return credit < j->scoring->credit_gap
                   ? (struct fg_judgement){FG_GAP, 0, {0}}
                   : (struct fg_judgement){FG_ADJACENT, j->scoring->credit_adjacent, {0}};
    return with_years(j, r, credit, skills->years >= 0 ? skills->years : years);
}

static bool names_a_thing(const struct fg_judge *j, const struct fg_requirement *r)
{
    for (size_t i = 0; i < r->n_skills; i++)
        if (!has_like_words(j, r->skills[i].skill))
            return true;
    return false;
}

static struct fg_judgement judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t)
{
    const struct asked_skills skills =
        judge_skills(j, r, fg_text_has_cue(t, FG_CUE_ADVANCED), fg_text_has_cue(t, FG_CUE_EXAMPLES));
    double years;
    const double share = fg_judge_prose(j, t, NULL, j->scoring->statement_partial, &years);
    if (fg_text_has_cue(t, FG_CUE_SUPERVISE) && r->kind == FG_EXPERIENCE && !has_led(j))
        return fg_judge_say(j, FG_GAP, 0, "no statement tells of leading others");
    if (!r->n_skills)
        return by_prose(j, r, t, share, years);
    struct fg_judgement out = by_skills(j, r, t, &skills, years);
    if (out.state == FG_GAP && !names_a_thing(j, r) && is_of_traits(j, r, t))
        return fg_judge_trait(j, r, t); /* "passion for equity": the skill is none here */
    if (skills.missing && !r->any_of && !out.reason.n)
        out.reason =
            fg_judge_say(j, out.state, 0, "not found: %.*s%s", FG_SV_ARG(skills.first_missing),
                         skills.missing > 1 ? " and others" : "").reason;
    return out;
}

struct fg_judgement fg_judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const struct fg_judgement out = judge_ability(j, r, t);
    if (out.state == FG_GAP || out.state == FG_UNKNOWN)
        j->evidence.n = 0; /* what was weighed and found too light speaks for nothing */
    return out;
}
