/* Human languages on the CEFR scale. */
#include "match/ability.h"

static const struct fg_spoken *spoken(const struct fg_judge *j, struct fg_sv name)
{
    for (size_t i = 0; i < j->profile->languages.n; i++)
        if (fg_sv_eq_nocase(j->profile->languages.at[i].name, name))
            return &j->profile->languages.at[i];
    return NULL;
}

/* Credit for one language: a step short of what is asked is still worth something. */
static double credit_of(const struct fg_judge *j, const struct fg_spoken *s, enum fg_level asked)
{
    if (!s)
        return 0;
    if (!asked)
        asked = FG_B1; /* named without a level: enough to work in it */
    if (s->level >= asked)
        return 1;
    if (s->level == FG_LEVEL_NONE)
        return j->scoring->credit_partial_max;
    return asked - s->level == 1 ? j->scoring->language_step : j->scoring->language_steps;
}

static bool is_asked(const struct fg_requirement *r, const struct fg_spoken *s)
{
    for (size_t i = 0; i < r->n_languages; i++)
        if (fg_sv_eq_nocase(r->languages[i].name, s->name))
            return true;
    return false;
}

/* What a mixed item says beside its languages ("develop French social media campaigns")
 * counts as much as these: the weight of its words. */
static double words_beside(const struct fg_requirement *r, const struct fg_judge_text *t)
{
    double sum = fg_words_weigh(t, NULL);
    for (size_t k = 0; k < r->n_languages; k++) {
        bool english = false; /* its name; "svenska" is one word that counts as any other */
        for (size_t i = 0; i < t->n; i++)
            if (fg_sv_starts_nocase(fg_sv_sub(r->text, t->words[i].at, r->text.n),
                                    r->languages[k].name)) {
                sum -= t->words[i].weight;
                english = true;
            }
        sum -= !english;
    }
    return sum;
}

static const char *level_word(enum fg_level level)
{
    return level ? fg_means_name(FG_GROUP_LEVEL, (int)level) : "no level";
}

/* "Bilingual", "further languages": two that one can work in. */
static struct fg_judgement several(struct fg_judge *j)
{
    size_t spoken = 0;
    if (!j->profile->has_languages.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of languages");
    for (size_t i = 0; i < j->profile->languages.n; i++) {
        const struct fg_spoken *s = &j->profile->languages.at[i];
        spoken += s->level >= FG_B2;
        fg_judge_add_evidence(j, s->name, -1, s->line, (struct fg_sv){0}, s->level >= FG_B2);
    }
    if (spoken > 1)
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (j->profile->languages.n > 1)
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                            "another language, not yet well enough to work in it");
    return fg_judge_say(j, FG_GAP, 0, "one language only");
}

struct fg_judgement fg_judge_language(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t)
{
    double sum = 0, best = 0, least = 1;
    for (size_t i = 0; i < j->profile->languages.n && r->n_languages; i++)
        if (!is_asked(r, &j->profile->languages.at[i]))
            fg_judge_weigh_entry(j, j->profile->languages.at[i].name,
                                 j->profile->languages.at[i].line, 0, "another language");
    if (!r->n_languages && fg_text_has_cue(t, FG_CUE_LANGUAGES))
        return several(j);
    if (!r->n_languages)
        return r->n_skills ? fg_judge_ability(j, r, t)
                           : fg_judge_say(j, FG_UNKNOWN, 0, "no language is named that is known");
    for (size_t i = 0; i < r->n_languages; i++) {
        const struct fg_language_ask *ask = &r->languages[i];
        const struct fg_spoken *s = spoken(j, ask->name);
        const bool well = ask->level > FG_C1 && fg_text_has_cue(t, FG_CUE_LANGUAGES);
        const double credit = credit_of(j, s, well ? FG_C1 : ask->level); /* "bilingual" */
        if (s)
            fg_judge_weigh_entry(j, s->name, s->line, credit, "%s, %s asked for",
                                 level_word(s->level), level_word(ask->level));
        if (s)
            fg_judge_add_evidence(j, s->name, -1, s->line, (struct fg_sv){0}, credit);
        sum += credit;
        best = credit > best ? credit : best;
        least = credit < least ? credit : least;
    }
    if (!j->profile->has_languages.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of languages");
    const bool any = r->any_of ||
                     (fg_text_has_cue(t, FG_CUE_OR) && !fg_text_has_cue(t, FG_CUE_AND));
    /* who speaks one of two is not bilingual */
    const bool both = r->n_languages == 2 && fg_text_has_cue(t, FG_CUE_LANGUAGES);
    const double credit = any ? best : both ? least : sum / (double)r->n_languages;
    if (r->n_skills || words_beside(r, t) > j->scoring->language_words) {
        const struct fg_judgement rest = fg_judge_ability(j, r, t);
        return fg_judge_by_credit(j, (credit + rest.credit) / 2);
    }
    if (best <= 0)
        fg_judge_add_cap(j, r, j->scoring->cap_language,
                         "%.*s is asked for; the skills file does not list it",
                         FG_SV_ARG(r->languages[0].name));
    if (credit <= 0)
        return fg_judge_say(j, FG_GAP, 0, "not among the languages");
    return !any && least < 1 ? fg_judge_short(j, credit) : fg_judge_by_credit(j, credit);
}
