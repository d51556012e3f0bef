/* What a verdict is made of, and which judge hears which requirement. */
#include "match/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct fg_sv say(struct fg_judge *j, const char *format, va_list args)
{
    char text[400];
    const int n = vsnprintf(text, sizeof text, format, args);
    if (n <= 0)
        return (struct fg_sv){0};
    const size_t used = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    return fg_arena_sv(j->arena, fg_utf8_cut((struct fg_sv){text, used}, used));
}

struct fg_judgement fg_judge_say(struct fg_judge *j, enum fg_state state, double credit,
                                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const struct fg_judgement out = {state, credit, say(j, format, args)};
    va_end(args);
    return out;
}

struct fg_judgement fg_judge_by_credit(const struct fg_judge *j, double credit)
{
    const struct fg_scoring *s = j->scoring;
    if (credit >= s->credit_met)
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (credit < s->credit_gap)
        return (struct fg_judgement){FG_GAP, 0, {0}};
    if (credit < s->credit_partial_min)
        credit = s->credit_partial_min;
    if (credit > s->credit_partial_max)
        credit = s->credit_partial_max;
    return (struct fg_judgement){FG_PARTIAL, credit, {0}};
}

bool fg_judge_is_certificate(const struct fg_judge *j, uint32_t skill)
{
    return skill != FG_NO_SKILL && j->lexicon->skills.at[skill].kind == FG_SKILL_CERTIFICATE;
}

struct fg_judgement fg_judge_short(const struct fg_judge *j, double credit)
{
    const struct fg_scoring *s = j->scoring;
    if (credit < s->credit_met)
        return fg_judge_by_credit(j, credit);
    return (struct fg_judgement){
        FG_PARTIAL, credit < s->credit_partial_max ? credit : s->credit_partial_max, {0}};
}

void fg_judge_add_evidence(struct fg_judge *j, struct fg_sv name, double years, unsigned line,
                           struct fg_sv via, double credit)
{
    for (size_t i = 0; i < j->evidence.n; i++)
        if (j->evidence.at[i].line == line && fg_sv_eq(j->evidence.at[i].skill, name) &&
            fg_sv_eq(j->evidence.at[i].via, via))
            return;
    struct fg_evidence *e = fg_vec_add(j->arena, &j->evidence);
    if (e)
        *e = (struct fg_evidence){name, years, line, via, credit};
}

void fg_judge_add_cap(struct fg_judge *j, const struct fg_requirement *r, double limit,
                      const char *format, ...)
{
    if (r->priority != FG_MUST)
        return;
    struct fg_cap *cap = fg_vec_add(j->arena, &j->caps);
    if (!cap)
        return;
    va_list args;
    va_start(args, format);
    *cap = (struct fg_cap){limit, say(j, format, args), r->id};
    va_end(args);
}

double fg_years_credit(const struct fg_judge *j, double have, double needed)
{
    const struct fg_scoring *s = j->scoring;
    if (needed <= 0 || have >= needed)
        return 1;
    if (have < 0)
        return s->years_unsaid;
    const double share = have / needed;
    if (needed - have <= s->years_short && have > 0 && share < s->credit_partial_min)
        return s->credit_partial_min;
    return share;
}

/* So many words of bodily strength ("lifting, standing, kneeling") leave no doubt. */
enum { SURELY_PHYSICAL = 4 };

struct fg_judgement fg_judge_loosely(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const struct fg_judgement out = fg_judge_ability(j, r, t);
    return out.state == FG_GAP && !r->n_skills && !fg_text_has_cue(t, FG_CUE_SUPERVISE)
               ? fg_judge_say(j, FG_UNKNOWN, 0, "no rule knows what this asks for")
               : out;
}

/* What is of no kind is heard by the judge of what it is about. */
static struct fg_judgement judge_other(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t)
{
    if (fg_text_has_cue(t, FG_CUE_FORBIDS))
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file does not tell what somebody is not");
    if (fg_text_has_cue(t, FG_CUE_WORK) || fg_text_has_cue(t, FG_CUE_CHECK))
        return fg_judge_authorization(j, r, t);
    if (fg_text_has_cue(t, FG_CUE_TRAVEL) || fg_text_has_cue(t, FG_CUE_RESIDE) ||
        fg_text_has_cue(t, FG_CUE_ZONE))
        return fg_judge_travel(j, r, t);
    if (fg_text_has_cue(t, FG_CUE_SHIFTS) || t->needs)
        return fg_judge_physical(j, r, t);
    if (fg_text_has_cue(t, FG_CUE_AGE))
        return fg_judge_authorization(j, r, t);
    if (fg_text_has_cue(t, FG_CUE_DRIVING) || fg_text_has_cue(t, FG_CUE_LICENCE))
        return fg_judge_certificate(j, r, t);
    if (t->studies && fg_text_has_cue(t, FG_CUE_STUDIED))
        return fg_judge_education(j, r, t);
    if (!r->n_skills && fg_text_has_cue(t, FG_CUE_LANGUAGES))
        return fg_judge_language(j, r, t);
    return fg_judge_loosely(j, r, t);
}

/* Whether no word is written without a capital: "Foo Cloud", "POS". */
static bool is_name(struct fg_sv s)
{
    bool inside = false, capital = false;
    for (size_t i = 0; i < s.n;) {
        const uint32_t cp = fg_utf8_next(s, &i);
        const bool letter = fg_cp_is_letter(cp) || fg_cp_is_digit(cp);
        if (inside && !letter && !capital)
            return false;
        capital = letter && ((inside && capital) || fg_cp_is_upper(cp));
        inside = letter;
    }
    return !inside || capital;
}

/* What the lexicon does not know and is no name ("midwestern taxa") is prose, and
 * judged as such. */
static struct fg_requirement with_names_only(struct fg_judge *j, const struct fg_requirement *r)
{
    struct fg_requirement out = *r;
    struct fg_mention *m = fg_arena_alloc(j->arena, (r->n_skills + 1) * sizeof *m);
    out.skills = m;
    out.n_skills = 0;
    for (size_t i = 0; m && i < r->n_skills; i++)
        if (r->skills[i].skill != FG_NO_SKILL || is_name(r->skills[i].surface))
            m[out.n_skills++] = r->skills[i];
    return out;
}

/* "Comfortable at heights" is no gap where nobody told of heights. */
static struct fg_judgement or_as_demand(struct fg_judge *j, const struct fg_requirement *r,
                                        const struct fg_judge_text *t, struct fg_judgement out)
{
    const bool of_body = t->needs & ~j->book->hours;
    const struct fg_judgement other = fg_judge_physical(j, r, t);
    return other.state == FG_MET || (out.state == FG_GAP && of_body) ? other : out;
}

/* "Five years of nursing, at least two of them in critical care": what stands behind is
 * asked for by itself, and who has only the wide half has a part. */
static struct fg_judgement with_narrower(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t, struct fg_judgement out)
{
    const uint32_t at = t->words[t->narrower].at;
    struct fg_requirement half = *r;
    half.text = fg_sv_sub(r->text, at, r->text.n);
    half.years_min = -1;
    half.n_skills = 0;
    struct fg_mention *m = fg_arena_alloc(j->arena, (r->n_skills + 1) * sizeof *m);
    for (size_t i = 0; m && i < r->n_skills; i++)
        if (r->skills[i].at.at >= at) {
            m[half.n_skills] = r->skills[i];
            m[half.n_skills++].at.at -= at;
        }
    half.skills = m;
    const struct fg_judge_text words = fg_judge_read(j, half.text);
    const size_t shown = j->evidence.n;
    const struct fg_judgement narrow = fg_judge_ability(j, &half, &words);
    if (narrow.state == FG_MET)
        return out;
    j->evidence.n = shown;
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "not shown: %.*s", FG_SV_ARG(fg_utf8_cut(half.text, 80)));
}

/* Papers that were taken for a skill, or for a school's: "journeyman's license". */
static bool is_of_papers(struct fg_judge *j, const struct fg_requirement *r,
                         const struct fg_judge_text *t)
{
    const bool may_be = r->kind == FG_SKILL || r->kind == FG_OTHER ||
                        (r->kind == FG_LANGUAGE && !r->n_languages) ||
                        (r->kind == FG_EDUCATION && fg_text_has_cue(t, FG_CUE_LICENCE));
    return may_be && fg_judge_asks_for_papers(j, r, t);
}

/* Whether something else is asked for behind the part that holds byte `at`: "X (Y preferred)
 * in Z", "X; Y preferred; Z". */
static bool goes_on(struct fg_sv text, size_t at, bool in_bracket)
{
    enum { A_WORD = 3 };
    for (; at < text.n; at++)
        if (in_bracket ? text.p[at] == ')' : strchr(".;", text.p[at]) != NULL)
            return text.n - at > A_WORD;
    return false;
}

/* Bytes of a requirement before a last part that is only wished for: "X; Y is a plus", "X (Y
 * preferred)". All of it where there is none, or nothing else. */
static size_t before_wish(struct fg_sv text, const struct fg_judge_text *t)
{
    size_t at = t->wish;
    while (at > 0 && !strchr(".;,(", text.p[at - 1]))
        at--;
    const bool last = at > 1 && !goes_on(text, t->wish, text.p[at - 1] == '(');
    return last ? at - 1 : text.n;
}

/* Leaves out the languages that a requirement names in its part behind `end` alone. */
static void drop_wished_languages(struct fg_judge *j, struct fg_requirement *r, struct fg_sv whole)
{
    const struct fg_sv wish = fg_sv_sub(whole, r->text.n, whole.n);
    struct fg_language_ask *kept = fg_arena_alloc(j->arena, (r->n_languages + 1) * sizeof *kept);
    size_t n = 0;
    for (size_t i = 0; kept && i < r->n_languages; i++)
        if (fg_sv_find_nocase(r->text, r->languages[i].name) != SIZE_MAX ||
            fg_sv_find_nocase(wish, r->languages[i].name) == SIZE_MAX)
            kept[n++] = r->languages[i];
    r->languages = kept;
    r->n_languages = kept ? n : 0;
}

/* What must be, without what is only wished for beside it. */
static struct fg_requirement without_wish(struct fg_judge *j, const struct fg_requirement *r,
                                          const struct fg_judge_text *t)
{
    struct fg_requirement out = *r;
    const size_t end = r->priority == FG_MUST && t->wish ? before_wish(r->text, t) : r->text.n;
    if (end == r->text.n)
        return out;
    out.text = fg_sv_sub(r->text, 0, end);
    while (out.n_skills && out.skills[out.n_skills - 1].at.at >= end)
        out.n_skills--;
    drop_wished_languages(j, &out, r->text);
    if (out.kind == FG_LANGUAGE && out.n_skills && !out.n_languages && r->n_languages)
        out.kind = FG_SKILL;
    return out;
}

/* "Knowledge of voter registration": nothing that anybody could hold. */
static bool is_of_knowledge(const struct fg_judge *j, const struct fg_requirement *r,
                            const struct fg_judge_text *t)
{
    for (size_t i = 0; i < r->n_skills; i++)
        if (r->skills[i].skill == FG_NO_SKILL || fg_judge_is_certificate(j, r->skills[i].skill))
            return false;
    return r->kind == FG_CERTIFICATION && r->n_skills && fg_text_opens_with(t, FG_CUE_KNOWS);
}

struct fg_judgement fg_judge_requirement(struct fg_judge *j, const struct fg_requirement *asked)
{
    static struct fg_judgement (*const judges[])(struct fg_judge *, const struct fg_requirement *,
                                                 const struct fg_judge_text *) = {
        [FG_EDUCATION] = fg_judge_education,
        [FG_CERTIFICATION] = fg_judge_certificate,
        [FG_LANGUAGE] = fg_judge_language,
        [FG_AUTHORIZATION] = fg_judge_authorization,
        [FG_EXPERIENCE] = fg_judge_ability,
        [FG_SKILL] = fg_judge_ability,
        [FG_TRAVEL] = fg_judge_travel,
        [FG_PHYSICAL] = fg_judge_physical,
        [FG_TRAIT] = fg_judge_trait,
        [FG_OTHER] = judge_other,
    };
    const struct fg_requirement named = with_names_only(j, asked);
    const struct fg_judge_text whole = fg_judge_read(j, named.text);
    const struct fg_requirement r = without_wish(j, &named, &whole);
    const struct fg_judge_text text =
        r.text.n < named.text.n ? fg_judge_read(j, r.text) : whole;
    j->asked = r.text;
    j->asks_doing = r.kind == FG_EXPERIENCE;
    if (text.strength >= SURELY_PHYSICAL)
        return fg_judge_physical(j, &r, &text);
    if (fg_judge_asks_for_student(&text))
        return fg_judge_student(j, &r, &text);
    if (is_of_papers(j, &r, &text))
        return fg_judge_certificate(j, &r, &text);
    if (is_of_knowledge(j, &r, &text))
        return fg_judge_ability(j, &r, &text);
    const struct fg_judgement out = judges[r.kind](j, &r, &text);
    if (out.state != FG_MET && fg_text_has_cue(&text, FG_CUE_ELEMENTARY) && j->total_years > 0) {
        fg_judge_show_longest(j);
        return fg_judge_say(j, FG_MET, 1, "as any work shows");
    }
    if (out.state == FG_MET && text.narrower && (r.kind == FG_EXPERIENCE || r.kind == FG_SKILL))
        return with_narrower(j, &r, &text, out);
    if (r.kind == FG_TRAIT && out.state == FG_UNKNOWN && text.needs)
        return fg_judge_physical(j, &r, &text); /* "comfortable on ladders" */
    if (out.state == FG_MET || (r.kind != FG_SKILL && r.kind != FG_OTHER))
        return out;
    if (fg_judge_is_paper_held(j, &r, &text))
        return (struct fg_judgement){FG_MET, 1, {0}};
    return text.needs ? or_as_demand(j, &r, &text, out) : out;
}
