/* Skills asked for, against the skills file: by name, alias, implication, nearness, and
 * for methods and fields by like words. */
#include "match/ability.h"

#include <math.h>
#include <string.h>

/* "A bit of JavaScript"; what is said of one of several in an entry is not said of all. */
static bool is_little(const struct fg_witness *w)
{
    return fg_text_has_cue(&w->words, FG_CUE_LITTLE) && !memchr(w->text.p, ',', w->text.n);
}

/* How a skill of the file counts by its level and by how long ago it was used. */
static double freshness(const struct fg_judge *j, const struct fg_witness *w, bool even_basic)
{
    const struct fg_scoring *s = j->scoring;
    const struct fg_known_skill *k = w->known;
    const bool basic = k->rank == 1 || (k->rank == 0 && is_little(w));
    double credit = 1;
    if (k->last_used && j->year && j->year - k->last_used > s->stale_after)
        credit *= s->stale_credit;
    if (basic && (!even_basic || credit < 1))
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
    if (fg_skill_has_like_words(j, a) != fg_skill_has_like_words(j, b))
        return 0; /* who has done a thing does not know its tools, nor the other way round */
    if (of_one_family(j, x, y))
        return j->scoring->credit_adjacent;
    return implies_one_near(l, x, b) || implies_one_near(l, y, a) ? j->scoring->credit_remote : 0;
}

static double relation(const struct fg_judge *j, uint32_t known, uint32_t asked)
{
    if (known == FG_NO_SKILL || asked == FG_NO_SKILL)
        return 0;
    if (fg_lexicon_implies(j->lexicon, known, asked))
        return 1;
    if (fg_wordbook_comes_with(j->book, known, asked))
        return 1;
    if (fg_judge_is_certificate(j, asked) && !fg_judge_is_certificate(j, known))
        return 0; /* who knows the thing does not hold its certificate */
    return nearness(j, known, asked);
}

static void keep_better(struct fg_proof *best, struct fg_proof other)
{
    const bool more_years = other.credit == best->credit && other.years > best->years;
    other.jobs = best->jobs;
    if (other.credit > best->credit || more_years)
        *best = other;
}

/* One after another, several jobs make the years of what was done in all of them. */
double fg_proof_years(const struct fg_judge *j, const struct fg_proof *p, uint32_t asked)
{
    if (p->witness && p->witness->known && p->years >= 0 && p->known == asked)
        return p->years; /* said in so many words */
    const double jobs = p->jobs < j->total_years ? p->jobs : j->total_years;
    return jobs > 0 && jobs > p->years ? jobs : p->years;
}

/* Credit of what only follows from a role or a deed that a witness names. */
static double credit_by_role(const struct fg_judge *j, const struct fg_judge_text *t,
                             uint32_t asked, uint32_t *known)
{
    const uint32_t *const lists[] = {t->roles, t->deeds};
    const size_t n[] = {t->n_roles, t->n_deeds};
    double best = 0;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < n[l]; i++) {
            const struct fg_brought *b = fg_role_brings(&j->book->roles.at[lists[l][i]], asked);
            const double credit = !b          ? 0
                                  : b->surely ? j->scoring->role_worth
                                              : j->scoring->role_likely;
            if (credit > best) {
                best = credit;
                *known = b->by;
            }
        }
    return best;
}

/* Credit of a witness by what it names, the skill that it is for, and whether that
 * only follows from a role. */
static double credit_by_name(const struct fg_judge *j, const struct fg_witness *w, uint32_t asked,
                             uint32_t *known, bool *implied)
{
    double best = 0;
    for (size_t i = 0; i < w->n_skills; i++) {
        const double credit = relation(j, w->skills[i], asked);
        if (credit > best) {
            best = credit;
            *known = w->skills[i];
        }
    }
    if (w->known || w->learned || asked == FG_NO_SKILL || best >= j->scoring->role_worth)
        return best;
    uint32_t by = FG_NO_SKILL;
    const double credit = credit_by_role(j, &w->words, asked, &by);
    *implied = credit > best;
    if (*implied)
        *known = by;
    return *implied ? credit : best;
}

/* How a known skill speaks for an asked one, in a clause. */
static const char *manner(const struct fg_judge *j, uint32_t known, uint32_t asked)
{
    if (known == asked)
        return "named";
    if (fg_lexicon_implies(j->lexicon, known, asked))
        return "implies it";
    if (fg_wordbook_comes_with(j->book, known, asked))
        return "brings it along";
    return fg_lexicon_related(j->lexicon, known, asked) ? "a neighbour of it" : "of one family";
}

static void prove_by(struct fg_judge *j, const struct fg_witness *w, const struct fg_mention *m,
                     bool even_basic, struct fg_proof *best)
{
    uint32_t known = FG_NO_SKILL;
    bool implied = false;
    double credit = credit_by_name(j, w, m->skill, &known, &implied);
    if (credit <= 0)
        return;
    const double fresh = w->known ? freshness(j, w, even_basic) : 1;
    credit *= fresh;
    fg_judge_weigh(j, w, m->name, credit, "%.*s: %s%s%s",
                   FG_SV_ARG(j->lexicon->skills.at[known].name), manner(j, known, m->skill),
                   implied ? ", as the role has it" : "",
                   fresh < 1 ? ", of long ago or basic" : "");
    if (!w->known && w->years > 0 && credit >= j->scoring->credit_met)
        best->jobs += w->years;
    keep_better(best, (struct fg_proof){credit, w->years, 0, w, known, implied});
}

/* Names of things (a product, a law, a certificate) stand for themselves; what a
 * method or a field is called can be said in other words. */
bool fg_skill_has_like_words(const struct fg_judge *j, uint32_t skill)
{
    if (skill == FG_NO_SKILL)
        return false; /* a name that no lexicon knows */
    const enum fg_skill_kind kind = j->lexicon->skills.at[skill].kind;
    return kind == FG_SKILL_METHOD || kind == FG_SKILL_FIELD || kind == FG_SKILL_OWN;
}

static bool is_written_large(struct fg_sv name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] >= 'A' && name.p[i] <= 'Z')
            return true;
    return false;
}

/* Whether a name's words stand side by side, but for a number: "Power Apps" is not in "Power
 * BI apps", "Sage Payroll" is "Sage 50 Payroll". */
static bool stands_in_a_row(const struct fg_judge_text *name, const struct fg_witness *w)
{
    for (size_t from = 0; from + name->n <= w->words.n; from++) {
        size_t i = 0;
        for (size_t k = from; i < name->n && k < w->words.n; k++) {
            const struct fg_judge_word *word = &w->words.words[k];
            if (word->stem == name->words[i].stem)
                i++;
            else if (i == 0 || !fg_is_digit(w->text.p[word->at]))
                break;
        }
        if (i == name->n)
            return true;
    }
    return false;
}

/* The words of a skill's name in one statement: all of them as they are ("dermestid
 * colony") is as good as the skill, like words ("fixed" for "troubleshooting") are
 * worth less. */
static double named_in_words(const struct fg_judge *j, struct fg_sv surface,
                             const struct fg_judge_text *name, const struct fg_witness *w,
                             bool like)
{
    double same = 0, alike = 0, all = 0, least = 1;
    for (size_t i = 0; i < name->n; i++) {
        const struct fg_judge_word *word = &name->words[i];
        const bool number = fg_is_digit(surface.p[word->at]); /* "ISO 9001" is no other ISO */
        const double weight = number             ? 1
                              : word->weight > 0 ? word->weight
                                                 : j->scoring->common_word;
        const double covers = fg_text_says(j, &w->words, word);
        same += covers == 1 ? weight : 0;
        alike += weight * covers;
        all += weight;
        least = covers < least ? covers : least;
    }
    if (all <= 0)
        return 0;
    if (same / all >= j->scoring->name_in_words && (like || !is_written_large(surface) || stands_in_a_row(name, w)))
        return 1;
    if (!like || all < j->scoring->like_least || alike / all < j->scoring->like_share)
        return 0;
    return least > 0 ? j->scoring->like_word : j->scoring->like_words;
}

/* One word that is short for the name of a method or field ("security" for cybersecurity):
 * elsewhere it may stand for something else ("a security deposit"). */
static bool is_short_for(const struct fg_judge *j, const struct fg_mention *m,
                         const struct fg_judge_text *name)
{
    return name->n == 1 && fg_skill_has_like_words(j, m->skill) &&
           !fg_sv_eq_nocase(m->surface, j->lexicon->skills.at[m->skill].name);
}

static struct fg_proof prove(struct fg_judge *j, const struct fg_mention *m, bool even_basic)
{
    struct fg_proof best = {.years = -1, .known = FG_NO_SKILL};
    for (size_t i = 0; i < j->witnesses.n; i++)
        prove_by(j, &j->witnesses.at[i], m, even_basic, &best);
    if (best.credit >= j->scoring->credit_met ||
        (best.credit > j->scoring->credit_adjacent && !best.by_role))
        return best;
    const struct fg_judge_text name = fg_judge_read(j, m->surface);
    const bool like = fg_skill_has_like_words(j, m->skill);
    const double most = is_short_for(j, m, &name) ? j->scoring->like_word : 1;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const double credit = fmin(named_in_words(j, m->surface, &name, w, like), most);
        if (credit <= 0)
            continue;
        fg_judge_weigh(j, w, m->name, credit, credit < 1 ? "has words like its name"
                                                         : "has the words of its name");
        keep_better(&best, (struct fg_proof){credit, w->years, 0, w, FG_NO_SKILL, false});
    }
    return best;
}

static void show(struct fg_judge *j, const struct fg_mention *m, const struct fg_proof *p)
{
    const struct fg_witness *w = p->witness;
    const bool same = p->known == m->skill || p->known == FG_NO_SKILL;
    if (w)
        fg_judge_add_evidence(j, w->text, w->years, w->line, same ? (struct fg_sv){0} : m->name,
                              p->credit);
}

struct fg_proof fg_prove_skill(struct fg_judge *j, const struct fg_mention *m, bool even_basic,
                               bool examples)
{
    struct fg_proof p = prove(j, m, even_basic);
    show(j, m, &p);
    if (examples && p.credit >= j->scoring->credit_adjacent &&
        p.credit < j->scoring->credit_example)
        p.credit = j->scoring->credit_example; /* "such as Splunk": its neighbour will do */
    return p;
}

/* Known by name for years, or well: its parts go without saying. */
bool fg_proof_is_firm(const struct fg_judge *j, const struct fg_proof *p)
{
    enum { WELL = 3 };
    const struct fg_known_skill *k = p->witness ? p->witness->known : NULL;
    return k && p->credit >= j->scoring->credit_met &&
           (k->rank >= WELL || k->years >= j->scoring->part_years);
}
