/* Certificates, licences, clearances that are asked for, against those that are held. */
#include "match/credential.h"

#include "match/ability.h"

enum {
    LONGEST_NAMING = 40, /* words of a text beyond which it is about more than a name */
    MOST_ASKED = 16
};

struct asked {
    struct fg_paper_name name;
    struct fg_paper_asked at[MOST_ASKED];
    size_t n;
    bool any;              /* one of them will do */
};

/* ---- what is asked for ---- */

static bool is_about(struct fg_judge *j, struct fg_sv text, enum fg_book_cue cue)
{
    const struct fg_judge_text t = fg_judge_read(j, text);
    return fg_text_has_cue(&t, cue);
}

/* The first word of a text at byte `at` or behind it. */
static size_t word_at(const struct fg_judge_text *t, size_t at)
{
    size_t i = 0;
    while (i < t->n && t->words[i].at < at)
        i++;
    return i;
}

/* A licence to drive a car, as the lexicon has it: nothing follows from it. */
static bool is_driving(struct fg_judge *j, const struct fg_mention *m)
{
    return m->skill != FG_NO_SKILL && !j->lexicon->skills.at[m->skill].n_implies &&
           is_about(j, m->surface, FG_CUE_DRIVING);
}

static void add_asked(struct asked *a, struct fg_paper_asked ask)
{
    if (a->n < MOST_ASKED && ask.from < ask.to)
        a->at[a->n++] = ask;
}

/* "and a clean driving record" is no paper. */
static void add_mention(struct fg_judge *j, struct asked *a, const struct fg_mention *m, bool alone)
{
    const struct fg_judge_text *t = &a->name.t;
    if (!alone && is_about(j, m->surface, FG_CUE_CHECK))
        return;
    add_asked(a, (struct fg_paper_asked){m->skill, word_at(t, m->at.at),
                                         word_at(t, (size_t)m->at.at + m->at.n),
                                         is_driving(j, m), false});
}

/* Whether one of those asked for, or a mention, lies in words [from, to). */
static bool is_named_in(const struct asked *a, const struct fg_requirement *r, size_t from,
                        size_t to)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].from < to && from < a->at[i].to)
            return true;
    for (size_t i = 0; i < r->n_skills; i++) {
        const size_t at = word_at(&a->name.t, r->skills[i].at.at);
        if (at >= from && at < to)
            return true;
    }
    return false;
}

/* Papers that have no name of the lexicon beside one that has ("a CDL and a rigging
 * card"), one a part of the sentence. */
static void add_nameless(struct fg_judge *j, struct asked *a, const struct fg_requirement *r)
{
    const struct fg_judge_text *t = &a->name.t;
    const size_t named = a->n;
    for (size_t from = 0, i = 0; i <= t->n && named; i++) {
        if (i < t->n && !t->words[i].joins)
            continue;
        bool paper = false;
        for (size_t k = from; k < i; k++)
            paper |= t->words[k].paper;
        if (paper && !is_named_in(a, r, from, i) &&
            fg_paper_names(&a->name, from, i) >= j->scoring->least_words)
            add_asked(a, (struct fg_paper_asked){FG_NO_SKILL, from, i, false, false});
        from = i + 1;
    }
}

/* "FINRA Series 7": a name right beside a certificate's belongs to it. */
static bool is_beside_paper(struct fg_judge *j, const struct fg_requirement *r, size_t i)
{
    for (size_t k = i ? i - 1 : 0; k <= i + 1 && k < r->n_skills; k++) {
        const struct fg_mention *a = &r->skills[k < i ? k : i], *b = &r->skills[k < i ? i : k];
        const size_t end = (size_t)a->at.at + a->at.n;
        const struct fg_sv gap = b->at.at >= end ? fg_sv_sub(r->text, end, b->at.at - end)
                                                 : (struct fg_sv){0};
        if (fg_judge_is_certificate(j, r->skills[k].skill) && !fg_sv_trim(gap).n)
            return true;
    }
    return false;
}

static struct asked read_asked(struct fg_judge *j, const struct fg_requirement *r,
                               const struct fg_judge_text *t)
{
    struct asked a = {.name = fg_paper_read(j, r->text, NULL)};
    const bool all = fg_words_weigh(t, r) <= j->scoring->alone_words;
    a.any = r->any_of || (fg_text_has_cue(t, FG_CUE_OR) && !fg_text_has_cue(t, FG_CUE_AND));
    for (size_t i = 0; i < r->n_skills; i++)
        if (fg_judge_is_certificate(j, r->skills[i].skill) ||
            (all && r->n_skills > 1 && !fg_skill_in_bracket(r, i) && !is_beside_paper(j, r, i)))
            add_mention(j, &a, &r->skills[i], r->n_skills == 1);
    if (!a.n && fg_text_has_cue(t, FG_CUE_DRIVING))
        add_asked(&a, (struct fg_paper_asked){FG_NO_SKILL, 0, a.name.t.n, true, false});
    if (!fg_text_has_cue(t, FG_CUE_CHECK))
        add_nameless(j, &a, r);
    if (!a.n)
        add_asked(&a, (struct fg_paper_asked){r->n_skills == 1 ? r->skills[0].skill : FG_NO_SKILL,
                                              0, a.name.t.n, false, false});
    return a;
}

static bool has_initials(struct fg_sv text, const struct fg_judge_text *t)
{
    enum { INITIALS = 3 };
    const struct fg_paper_name n = {.text = text, .t = *t};
    bool found = false;
    for (size_t i = 0; i < t->n && !found; i++)
        found = fg_is_capitals(fg_paper_word(&n, i), INITIALS);
    return found;
}

bool fg_judge_asks_for_papers(struct fg_judge *j, const struct fg_requirement *r,
                              const struct fg_judge_text *t)
{
    size_t named = 0;
    double beside = 0;
    for (size_t i = 0; i < r->n_skills; i++)
        named += is_beside_paper(j, r, i);
    if (named && named == r->n_skills && r->years_min < 0)
        return fg_words_weigh(t, r) <= j->scoring->certificate_words;
    for (size_t i = 0; i < t->n; i++)
        beside += t->words[i].paper ? 0 : t->words[i].weight;
    if (r->n_skills || beside <= 0 || beside > 2 * j->scoring->certificate_words)
        return false;
    if (r->kind == FG_EDUCATION) /* "Meisterbrief" */
        return fg_text_has_cue(t, FG_CUE_LICENCE) && beside <= j->scoring->certificate_words;
    return r->kind == FG_OTHER && fg_text_has_cue(t, FG_CUE_PAPER) &&
           (fg_text_has_cue(t, FG_CUE_LICENCE) || has_initials(r->text, t));
}

/* ---- what is held ---- */

struct holding {
    enum fg_paper_fit fit;
    struct fg_sv text;
    unsigned line;
};

static void keep_better(struct holding *best, enum fg_paper_fit fit, struct fg_sv text,
                        unsigned line)
{
    if (fit > best->fit)
        *best = (struct holding){fit, text, line};
}

/* Licences, certificates and clearances of the skills file, read once a posting. */
static void read_papers(struct fg_judge *j)
{
    const struct fg_profile *p = j->profile;
    const struct {
        const struct fg_entry *at;
        size_t n;
    } lists[] = {{p->licences.at, p->licences.n},
                 {p->certificates.at, p->certificates.n},
                 {p->clearances.at, p->clearances.n}};
    const size_t n = p->licences.n + p->certificates.n + p->clearances.n;
    struct fg_paper_name *papers = j->papers ? NULL : fg_arena_alloc(j->arena,
                                                                      (n + 1) * sizeof *papers);
    if (!papers)
        return;
    j->papers = papers;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l].n; i++)
            papers[j->n_papers++] = fg_paper_read(j, lists[l].at[i].text, &lists[l].at[i]);
}

static void look_in_papers(struct fg_judge *j, const struct asked *a,
                           const struct fg_paper_asked *ask, struct holding *best)
{
    for (size_t i = 0; i < j->n_papers && best->fit < FG_PAPER_HELD; i++) {
        const struct fg_paper_name *held = &j->papers[i];
        if (held->entry) /* memory was there for it */
            keep_better(best, fg_paper_compare(j, &a->name, ask, held), held->text,
                        held->entry->line);
    }
}

/* Certificates that people list among their skills. */
static void look_among_skills(struct fg_judge *j, const struct fg_paper_asked *ask,
                              struct holding *best)
{
    if (!fg_judge_is_certificate(j, ask->skill))
        return;
    for (size_t k = 0; k < j->profile->skills.n; k++) {
        const struct fg_known_skill *known = &j->profile->skills.at[k];
        for (size_t n = 0; n < known->n_skills; n++)
            if (fg_lexicon_implies(j->lexicon, known->skills[n], ask->skill))
                keep_better(best, FG_PAPER_HELD, known->name, known->line);
    }
}

/* The title somebody works under: "RN, medical-surgical floor". */
static void look_at_titles(struct fg_judge *j, const struct fg_paper_asked *ask,
                           struct holding *best)
{
    struct fg_tokens *tokens = &j->scratch->more;
    for (size_t i = 0; i < j->profile->statements.n && ask->skill != FG_NO_SKILL; i++) {
        const struct fg_statement *s = &j->profile->statements.at[i];
        const struct fg_surface *title = NULL;
        if (!fg_tokenize(s->text, tokens) || !tokens->n)
            continue;
        const size_t n = fg_lexicon_at(j->lexicon, s->text, tokens, 0, &title);
        if (!n || !fg_judge_is_certificate(j, title->skill))
            continue;
        const struct fg_span span = fg_tokens_span(tokens, 0, n);
        const size_t end = (size_t)span.at + span.n;
        if ((end == s->text.n || s->text.p[end] == ',') &&
            fg_lexicon_implies(j->lexicon, title->skill, ask->skill))
            keep_better(best, FG_PAPER_HELD, s->text, s->line);
    }
}

static struct holding holding_of(struct fg_judge *j, const struct asked *a,
                                 const struct fg_paper_asked *ask)
{
    struct holding best = {0};
    look_in_papers(j, a, ask, &best);
    if (best.fit == FG_PAPER_OTHER) {
        look_among_skills(j, ask, &best);
        look_at_titles(j, ask, &best);
    }
    return best;
}

/* ---- the verdict ---- */

/* What is held of all that is asked for. */
struct held {
    size_t n, full;              /* asked for, and held as it is asked                   */
    double credit;               /* sum, or the best where one will do                   */
    enum fg_paper_fit weakest;   /* of those that are something                          */
    bool unfinished;
};

static void show(struct fg_judge *j, const struct holding *h, double credit)
{
    if (h->fit == FG_PAPER_OTHER)
        return;
    fg_judge_add_evidence(j, h->text, -1, h->line, (struct fg_sv){0}, credit);
    fg_judge_weigh_entry(j, h->text, h->line, credit,
                         credit < 1 ? "falls short of what is asked for"
                                    : "its name, or what it implies");
}

static struct held weigh_all(struct fg_judge *j, const struct asked *a)
{
    struct held out = {.n = a->n, .weakest = FG_PAPER_HELD};
    read_papers(j);
    for (size_t i = 0; i < a->n; i++) {
        const struct holding h = holding_of(j, a, &a->at[i]);
        const double credit = h.fit == FG_PAPER_HELD    ? 1
                              : h.fit == FG_PAPER_OTHER ? 0
                                                        : j->scoring->credit_partial_min;
        show(j, &h, credit);
        out.full += h.fit == FG_PAPER_HELD;
        out.unfinished |= h.fit == FG_PAPER_UNFINISHED;
        if (h.fit && h.fit < out.weakest)
            out.weakest = h.fit;
        if (a->any)
            out.credit = credit > out.credit ? credit : out.credit;
        else
            out.credit += credit / (double)a->n;
    }
    return out;
}

static struct fg_judgement in_part(struct fg_judge *j, const struct held *held)
{
    static const char *const reasons[] = {
        [FG_PAPER_OTHER] = "", [FG_PAPER_LIKE] = "one like it is listed, not itself",
        [FG_PAPER_UNFINISHED] = "not finished yet", [FG_PAPER_LAPSED] = "it has run out",
        [FG_PAPER_ELSEWHERE] = "it is of another place than it is asked for",
        [FG_PAPER_HELD] = "not all that are asked for are listed"};
    const double least = j->scoring->credit_partial_min;
    return fg_judge_say(j, FG_PARTIAL, held->credit > least ? held->credit : least, "%s",
                        reasons[held->weakest]);
}

static struct fg_judgement missing(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t, const struct asked *a)
{
    const struct fg_profile *p = j->profile;
    const bool licence = fg_text_has_cue(t, FG_CUE_LICENCE) || fg_text_has_cue(t, FG_CUE_DRIVING);
    const bool driving = p->resume && fg_text_has_cue(t, FG_CUE_DRIVING);
    const struct fg_listed said = driving || (licence && !p->has_certificates.said)
                                      ? p->has_licences
                                      : p->has_certificates;
    if (fg_text_has_cue(t, FG_CUE_OBTAIN))
        return fg_judge_say(j, FG_UNKNOWN, 0, "may be earned later");
    if (!said.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of %s",
                            licence ? "licences" : "certificates");
    if (fg_paper_names(&a->name, 0, a->name.t.n) < j->scoring->least_words)
        return fg_judge_say(j, FG_UNKNOWN, 0, "which one is asked for is not said");
    if (licence && p->has_licences.said)
        fg_judge_add_cap(j, r, j->scoring->cap_licence,
                         "a licence is asked for; the skills file does not list it");
    return fg_judge_say(j, FG_GAP, 0, "not among the %s", licence ? "licences" : "certificates");
}

/* "A PCV licence or other professional driving": the words behind, without the names. */
static struct fg_judgement or_done(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t, const struct asked *a)
{
    struct fg_requirement rest = *r;
    const size_t end = a->n ? a->at[a->n - 1].to : 0;
    if (!r->n_skills || end >= t->n || t->n - end < 3)
        return missing(j, r, t, a);
    const size_t at = t->words[end].at;
    rest.text = fg_sv_sub(r->text, at, r->text.n);
    rest.n_skills = 0;
    for (size_t i = 0; i < r->n_skills; i++) /* "CPA or CPA candidate" */
        if (fg_sv_find_nocase(rest.text, r->skills[i].surface) != SIZE_MAX)
            return missing(j, r, t, a);
    const struct fg_judge_text words = fg_judge_read(j, rest.text);
    const size_t shown = j->evidence.n;
    const struct fg_judgement done = fg_text_has_cue(&words, FG_CUE_OR)
                                         ? fg_judge_ability(j, &rest, &words)
                                         : (struct fg_judgement){FG_GAP, 0, {0}};
    if (done.state == FG_MET || done.state == FG_PARTIAL)
        return fg_judge_short(j, done.credit);
    j->evidence.n = shown;
    return missing(j, r, t, a);
}

struct fg_judgement fg_judge_certificate(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t)
{
    if (t->n > LONGEST_NAMING)
        return fg_judge_ability(j, r, t);
    const struct asked a = read_asked(j, r, t);
    const struct held held = weigh_all(j, &a);
    if ((held.n && held.full == held.n) || (a.any && held.full) ||
        (held.unfinished && fg_text_has_cue(t, FG_CUE_OBTAIN)))
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (held.credit > 0)
        return in_part(j, &held);
    return fg_text_has_cue(t, FG_CUE_OR) ? or_done(j, r, t, &a) : missing(j, r, t, &a);
}

bool fg_judge_holds_papers(struct fg_judge *j, const struct fg_requirement *r)
{
    struct asked a = {.name = fg_paper_read(j, r->text, NULL)};
    for (size_t i = 0; i < r->n_skills; i++)
        if (fg_judge_is_certificate(j, r->skills[i].skill))
            add_mention(j, &a, &r->skills[i], true);
    return a.n && weigh_all(j, &a).full;
}

/* All its words, or all it names beside little else, in papers that are held. */
bool fg_judge_is_paper_held(struct fg_judge *j, const struct fg_requirement *r,
                            const struct fg_judge_text *t)
{
    bool named = !r->n_skills || fg_text_has_cue(t, FG_CUE_PAPER);
    for (size_t i = 0; i < t->n; i++)
        named |= t->words[i].rank || t->words[i].grade;
    for (size_t i = 0; i < r->n_skills; i++)
        named |= r->skills[i].skill != FG_NO_SKILL &&
                 j->lexicon->skills.at[r->skills[i].skill].kind == FG_SKILL_STANDARD;
    read_papers(j);
    if (r->years_min >= 0 || !named || !j->n_papers ||
        fg_words_weigh(t, r) > (r->n_skills ? 1 : 2) * j->scoring->certificate_words)
        return false;
    struct asked a = {.name = fg_paper_read(j, r->text, NULL)};
    for (size_t i = 0; i < r->n_skills; i++)
        add_mention(j, &a, &r->skills[i], true);
    if (!a.n)
        add_asked(&a, (struct fg_paper_asked){FG_NO_SKILL, 0, t->n, false, true});
    const size_t shown = j->evidence.n;
    const struct held held = weigh_all(j, &a);
    if (held.full < held.n)
        j->evidence.n = shown;
    return held.n && held.full == held.n;
}
