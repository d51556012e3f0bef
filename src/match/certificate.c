/* Certificates, licences, clearances: by name, alias or words. */
#include "match/ability.h"

#include <math.h>

/* Words of a text beyond which it is about more than a certificate it names. */
enum { LONGEST_NAMING = 40 };

struct entries {
    const struct fg_entry *at;
    size_t n;
};

static bool brings(const struct fg_judge *j, const struct fg_entry *e, uint32_t skill)
{
    for (size_t i = 0; i < e->n_found; i++)
        if (fg_lexicon_implies(j->lexicon, e->found[i], skill))
            return true;
    return false;
}

/* Whether an entry is one of the certificates a requirement names. */
static bool is_named(const struct fg_judge *j, const struct fg_requirement *r,
                     const struct fg_entry *e)
{
    for (size_t i = 0; i < r->n_skills; i++)
        if (brings(j, e, r->skills[i].skill))
            return true;
    return false;
}

/* Whether a text has a word or one of its family ("phlebotomist"): one role has several
 * licences, RN and LPN, so that roles don't count here. */
static bool has_word(const struct fg_judge_text *t, const struct fg_judge_word *word)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->words[i].stem == word->stem || t->words[i].family == word->family)
            return true;
    return false;
}

/* How much of a name's own words the requirement has. */
static double words_shared(struct fg_judge *j, const struct fg_judge_text *t, struct fg_sv text)
{
    const struct fg_judge_text name = fg_judge_read(j, text);
    double sum = 0, all = 0;
    for (size_t i = 0; i < name.n; i++) {
        const bool number = fg_is_digit(text.p[name.words[i].at]); /* "ISO 9001" */
        const double weight = number ? 1 : name.words[i].weight;
        sum += weight * has_word(t, &name.words[i]);
        all += weight;
    }
    return all > 0 ? sum / all : 0;
}

/* The same of an entry, by its own words or by the name of the certificate it is short for:
 * "RN". */
static double entry_shared(struct fg_judge *j, const struct fg_judge_text *t,
                           const struct fg_entry *e)
{
    double most = words_shared(j, t, e->text);
    for (size_t i = 0; i < e->n_found; i++)
        if (fg_judge_is_certificate(j, e->found[i]))
            most = fmax(most, words_shared(j, t, j->lexicon->skills.at[e->found[i]].name));
    return most;
}

/* A licence that is named by its class alone: "B". */
static bool is_class(struct fg_judge *j, const struct fg_judge_text *name)
{
    double words = 0;
    for (size_t i = 0; i < name->n; i++)
        words += name->words[i].weight;
    return fg_text_has_cue(name, FG_CUE_DRIVING_CLASS) && words <= j->scoring->alone_words;
}

/* Whether the entry has all that is said of what is asked for ("AWS certification"). */
static bool has_all(const struct fg_judge *j, const struct fg_judge_text *t,
                    const struct fg_judge_text *name)
{
    double all = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->words[i].weight > 0 && fg_text_says(j, name, &t->words[i]) < 1)
            return false;
        all += t->words[i].weight;
    }
    return all >= j->scoring->alone_words;
}

/* The entry that is what is asked for, or NULL. */
static const struct fg_entry *find(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t, struct entries entries)
{
    for (size_t i = 0; i < entries.n; i++) {
        const struct fg_entry *e = &entries.at[i];
        const struct fg_judge_text name = fg_judge_read(j, e->text);
        const bool drives = fg_text_has_cue(&name, FG_CUE_DRIVING) ||
                            (entries.at == j->profile->licences.at && is_class(j, &name));
        const bool driving = drives && fg_text_has_cue(t, FG_CUE_DRIVING);
        const double shared = entry_shared(j, t, e);
        if (is_named(j, r, e) || driving || has_all(j, t, &name) || shared >= j->scoring->name_in_words)
            return e;
        fg_judge_weigh_entry(j, e->text, e->line, 0,
                             "another name; %.2f of its words are asked for", shared);
    }
    return NULL;
}

/* Whether an entry shares words with what is asked for: it may be that by another name, and
 * nothing says it is not. */
static bool has_near(struct fg_judge *j, const struct fg_judge_text *t, struct entries entries)
{
    for (size_t i = 0; i < entries.n; i++)
        if (entry_shared(j, t, &entries.at[i]) >= j->scoring->like_share)
            return true;
    return false;
}

static bool holds(const struct fg_judge *j, struct entries entries, uint32_t skill)
{
    for (size_t i = 0; i < entries.n; i++)
        if (brings(j, &entries.at[i], skill))
            return true;
    return false;
}

/* Where several certificates are asked for, all of them: the share that is held, of
 * those that one entry of the lists could name. 1 where fewer than two are asked for.
 * Where little else is said ("Hazmat and tanker endorsements") all names are theirs. */
static double share_held(const struct fg_judge *j, const struct fg_requirement *r,
                         const struct fg_judge_text *t)
{
    const bool all = fg_words_weigh(t, r) <= j->scoring->alone_words;
    const struct fg_profile *p = j->profile;
    const struct entries lists[] = {{p->licences.at, p->licences.n},
                                    {p->certificates.at, p->certificates.n}};
    size_t asked = 0, held = 0;
    for (size_t i = 0; i < r->n_skills && !r->any_of; i++) {
        const bool known = fg_judge_is_certificate(j, r->skills[i].skill);
        if (!known && (!all || fg_skill_in_bracket(r, i)))
            continue; /* "Certified Crop Adviser (CCA)": one, by two names */
        asked++;
        held += holds(j, lists[0], r->skills[i].skill) || holds(j, lists[1], r->skills[i].skill);
    }
    return asked > 1 ? (double)held / (double)asked : 1;
}

/* Certificates that people list among their skills. */
static bool among_skills(struct fg_judge *j, const struct fg_requirement *r)
{
    for (size_t i = 0; i < r->n_skills; i++)
        for (size_t k = 0; k < j->profile->skills.n; k++) {
            const struct fg_known_skill *known = &j->profile->skills.at[k];
            for (size_t n = 0; n < known->n_skills; n++)
                if (fg_judge_is_certificate(j, r->skills[i].skill) &&
                    fg_lexicon_implies(j->lexicon, known->skills[n], r->skills[i].skill)) {
                    fg_judge_add_evidence(j, known->name, known->years, known->line,
                                          (struct fg_sv){0}, 1);
                    return true;
                }
        }
    return false;
}

/* A licence of a state is asked for by name ("in the State of Ohio"): another
 * state's is not yet that. */
static struct fg_judgement found(struct fg_judge *j, const struct fg_requirement *r,
                                 const struct fg_judge_text *t, const struct fg_entry *e)
{
    const bool elsewhere = fg_judge_lives_elsewhere(j, r->text);
    fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, elsewhere ? 0.5 : 1);
    fg_judge_weigh_entry(j, e->text, e->line, 1, "its name, or what it implies");
    const bool checked = fg_text_has_cue(t, FG_CUE_CHECK); /* "and a clean driving record" */
    const double share = checked ? 1 : share_held(j, r, t);
    if (!elsewhere && share < 1)
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                            "not all that are asked for are listed");
    if (!elsewhere)
        return (struct fg_judgement){FG_MET, 1, {0}};
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "asked for in another place than the person's");
}

/* "Voter registration laws": skills, and no word of a certificate. */
static bool asks_for_none(const struct fg_judge *j, const struct fg_requirement *r,
                          const struct fg_judge_text *t)
{
    for (size_t i = 0; i < r->n_skills; i++)
        if (r->skills[i].skill == FG_NO_SKILL || fg_judge_is_certificate(j, r->skills[i].skill))
            return false;
    return r->n_skills && !fg_text_has_cue(t, FG_CUE_CERTIFICATE) &&
           !fg_text_has_cue(t, FG_CUE_LICENCE) && !fg_text_has_cue(t, FG_CUE_DRIVING);
}

bool fg_judge_has_certificate(struct fg_judge *j, const struct fg_requirement *r,
                              const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    const struct fg_entry *e = find(j, r, t, (struct entries){p->licences.at, p->licences.n});
    if (!e)
        e = find(j, r, t, (struct entries){p->certificates.at, p->certificates.n});
    if (e)
        fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, 1);
    return e;
}

struct fg_judgement fg_judge_certificate(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    if (t->n > LONGEST_NAMING)
        return fg_judge_ability(j, r, t);
    if (asks_for_none(j, r, t))
        return fg_judge_loosely(j, r, t);
    const struct entries lists[] = {{p->licences.at, p->licences.n},
                                    {p->certificates.at, p->certificates.n},
                                    {p->clearances.at, p->clearances.n}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct fg_entry *e = find(j, r, t, lists[i]);
        if (e)
            return found(j, r, t, e);
    }
    if (among_skills(j, r))
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (fg_text_has_cue(t, FG_CUE_OBTAIN))
        return fg_judge_say(j, FG_UNKNOWN, 0, "may be earned later");
    const bool licence = fg_text_has_cue(t, FG_CUE_LICENCE) || fg_text_has_cue(t, FG_CUE_DRIVING);
    const struct fg_listed said = licence && !p->has_certificates.said ? p->has_licences
                                                                       : p->has_certificates;
    if (!said.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of %s",
                            licence ? "licences" : "certificates");
    if (licence && !has_near(j, t, lists[0]) && !has_near(j, t, lists[1]))
        fg_judge_add_cap(j, r, j->scoring->cap_licence,
                         "a licence is asked for; the skills file does not list it");
    return fg_judge_say(j, FG_GAP, 0, "not among the %s", licence ? "licences" : "certificates");
}
