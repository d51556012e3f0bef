/* What a person may want to change in a skills file, and what it is understood as. */
#include "profile/room.h"
#include "profile/terms.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct checker {
    const struct fg_profile *profile;
    const struct fg_lexicon *lexicon;
    fg_arena *arena;
    FG_VEC(struct fg_finding) found;
};

__attribute__((format(printf, 3, 4))) static void note(struct checker *c, unsigned line,
                                                       const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct fg_finding *f = fg_vec_add(c->arena, &c->found);
    if (f && n >= 0)
        *f = (struct fg_finding){
            line, fg_arena_sv(c->arena, fg_utf8_cut(fg_sv_of(text), sizeof text - 1))};
}

/* The skill a name is, FG_NO_SKILL where it is several or none. */
static uint32_t skill_of(const struct fg_known_skill *k)
{
    return k->n_skills ? k->skills[0] : FG_NO_SKILL;
}

static void check_twice(struct checker *c, size_t i)
{
    const struct fg_known_skill *k = &c->profile->skills.at[i];
    for (size_t n = 0; n < i; n++) {
        const struct fg_known_skill *before = &c->profile->skills.at[n];
        if (fg_sv_eq_nocase(before->name, k->name))
            note(c, k->line, "'%.*s' stands on line %u already", FG_SV_ARG(k->name), before->line);
        else if (skill_of(k) != FG_NO_SKILL && skill_of(k) == skill_of(before))
            note(c, k->line, "'%.*s' is the same as '%.*s' on line %u (%.*s)", FG_SV_ARG(k->name),
                 FG_SV_ARG(before->name), before->line,
                 FG_SV_ARG(c->lexicon->skills.at[skill_of(k)].name));
    }
}

static void check_skill(struct checker *c, size_t i)
{
    const struct fg_known_skill *k = &c->profile->skills.at[i];
    check_twice(c, i);
    if (k->level.n && !k->rank)
        note(c, k->line, "level '%.*s' is not known: basic, intermediate, advanced, expert",
             FG_SV_ARG(k->level));
    const uint32_t skill = skill_of(k);
    if (skill == FG_NO_SKILL ||
        (k->n_skills == 1 && c->lexicon->skills.at[skill].kind == FG_SKILL_OWN))
        note(c, k->line, "'%.*s' is not in the lexicon: it is found in postings as it is written",
             FG_SV_ARG(k->name));
}

/* An entry that an earlier one of its list says already, in the same words or others. */
static void check_entries(struct checker *c, const struct fg_entry *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            const bool same = fg_sv_eq_nocase(at[i].text, at[k].text);
            const bool means_same = at[i].n_found == 1 && at[k].n_found == 1 &&
                                    at[i].skill == at[k].skill;
            if (same)
                note(c, at[i].line, "'%.*s' stands on line %u already", FG_SV_ARG(at[i].text),
                     at[k].line);
            else if (means_same)
                note(c, at[i].line, "'%.*s' is the same as '%.*s' on line %u",
                     FG_SV_ARG(at[i].text), FG_SV_ARG(at[k].text), at[k].line);
            if (same || means_same)
                break;
        }
}

static void check_statement(struct checker *c, size_t i)
{
    const struct fg_statement *s = &c->profile->statements.at[i];
    for (size_t n = 0; n < i; n++)
        if (fg_sv_eq_nocase(c->profile->statements.at[n].text, s->text))
            note(c, s->line, "this statement stands on line %u already",
                 c->profile->statements.at[n].line);
}

static void check_schooling(struct checker *c, const struct fg_schooling *s)
{
    if (s->degree)
        return;
    const char *near = fg_term_degree_hint(s->degree_text);
    note(c, s->line, "degree '%.*s' is not known%s%s%s", FG_SV_ARG(s->degree_text),
         near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static void check_language(struct checker *c, size_t i)
{
    const struct fg_spoken *s = &c->profile->languages.at[i];
    for (size_t n = 0; n < i; n++)
        if (fg_sv_eq_nocase(c->profile->languages.at[n].name, s->name))
            note(c, s->line, "%.*s stands on line %u already", FG_SV_ARG(s->name),
                 c->profile->languages.at[n].line);
    if (!s->known)
        note(c, s->line, "'%.*s' is no language that is known", FG_SV_ARG(s->name));
    if (s->level)
        return;
    const char *near = fg_term_level_hint(s->level_text);
    if (!s->level_text.n)
        note(c, s->line, "%.*s has no level (native, or A1 to C2)", FG_SV_ARG(s->name));
    else
        note(c, s->line, "level '%.*s' is not known%s%s%s", FG_SV_ARG(s->level_text),
             near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static int by_line(const void *a, const void *b)
{
    const struct fg_finding *x = a, *y = b;
    return x->line < y->line ? -1 : x->line > y->line;
}

enum fg_status fg_profile_check(const fg_profile *profile, fg_arena *arena,
                                const struct fg_finding **found, size_t *n, struct fg_error *err)
{
    struct checker c = {
        .profile = profile, .lexicon = fg_rules_lexicon(profile->bound), .arena = arena};
    for (size_t i = 0; i < profile->skills.n; i++)
        check_skill(&c, i);
    for (size_t i = 0; i < profile->education.n; i++)
        check_schooling(&c, &profile->education.at[i]);
    for (size_t i = 0; i < profile->languages.n; i++)
        check_language(&c, i);
    for (size_t i = 0; i < profile->statements.n; i++)
        check_statement(&c, i);
    check_entries(&c, profile->certificates.at, profile->certificates.n);
    check_entries(&c, profile->licences.at, profile->licences.n);
    check_entries(&c, profile->clearances.at, profile->clearances.n);
    check_entries(&c, profile->authorization.at, profile->authorization.n);
    check_entries(&c, profile->traits.at, profile->traits.n);
    if (c.found.n)
        qsort(c.found.at, c.found.n, sizeof *c.found.at, by_line);
    *found = c.found.at;
    *n = c.found.n;
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}

/* ---- what it is understood as ---- */

static void add_names(struct fg_buf *out, const struct fg_lexicon *l, const uint32_t *skills,
                      size_t n)
{
    for (size_t i = 0; i < n; i++)
        fg_buf_addf(out, "%s%.*s", i ? ", " : "", FG_SV_ARG(l->skills.at[skills[i]].name));
    if (!n)
        fg_buf_addz(out, "-");
}

static void show_skill(struct fg_buf *out, const struct fg_lexicon *l,
                       const struct fg_known_skill *k)
{
    fg_buf_addf(out, "%5u  skill       %.*s = ", k->line, FG_SV_ARG(k->name));
    add_names(out, l, k->skills, k->n_skills);
    if (k->years >= 0)
        fg_buf_addf(out, "; %g years", k->years);
    if (k->last_used)
        fg_buf_addf(out, "; last used %d", k->last_used);
    if (k->level.n)
        fg_buf_addf(out, "; %.*s", FG_SV_ARG(k->level));
    fg_buf_addc(out, '\n');
}

static void show_statement(struct fg_buf *out, const struct fg_lexicon *l,
                           const struct fg_statement *s)
{
    enum { LONGEST = 60 };
    const struct fg_sv cut = fg_utf8_cut(s->text, LONGEST);
    fg_buf_addf(out, "%5u  experience  %.*s%s = ", s->line, FG_SV_ARG(cut),
                cut.n < s->text.n ? "..." : "");
    add_names(out, l, s->found, s->n_found);
    if (s->years >= 0)
        fg_buf_addf(out, "; %g years", s->years);
    fg_buf_addc(out, '\n');
}

static void show_entries(struct fg_buf *out, const struct fg_lexicon *l, const char *name,
                         const struct fg_entry *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fg_buf_addf(out, "%5u  %-11s %.*s", at[i].line, name, FG_SV_ARG(at[i].text));
        size_t shown = 0;
        for (size_t k = 0; k < at[i].n_found; k++) {
            const struct fg_skill *s = &l->skills.at[at[i].found[k]];
            if (s->kind != FG_SKILL_OWN)
                fg_buf_addf(out, "%s%.*s", shown++ ? ", " : " = ", FG_SV_ARG(s->name));
        }
        fg_buf_addc(out, '\n');
    }
}

static void show_schooling(struct fg_buf *out, const struct fg_schooling *s)
{
    const char *degree = fg_means_name(FG_GROUP_DEGREE, (int)s->degree);
    fg_buf_addf(out, "%5u  education   ", s->line);
    if (s->degree)
        fg_buf_addz(out, degree);
    else
        fg_buf_addf(out, "'%.*s' (no degree that is known)", FG_SV_ARG(s->degree_text));
    if (s->field.n && !fg_sv_eq(s->field, s->degree_text))
        fg_buf_addf(out, " in %.*s", FG_SV_ARG(s->field));
    else if (s->degree && !fg_sv_eq(s->degree_text, fg_sv_of(degree)))
        fg_buf_addf(out, ", of '%.*s'", FG_SV_ARG(s->degree_text));
    fg_buf_addc(out, '\n');
}

static void show_yes_no(struct fg_buf *out, const char *name, int said, unsigned line)
{
    if (said >= 0)
        fg_buf_addf(out, "%5u  %-11s %s\n", line, name, said ? "yes" : "no");
}

/* An empty list says "none", which counts; a missing one says nothing. */
static void show_none(struct fg_buf *out, const char *name, const struct fg_listed *said, size_t n)
{
    if (said->said && n == 0)
        fg_buf_addf(out, "       %-11s none\n", name);
}

static const char *level_word(enum fg_level level)
{
    return level ? fg_means_name(FG_GROUP_LEVEL, (int)level) : "level not said";
}

void fg_profile_show(const fg_profile *profile, struct fg_buf *out)
{
    const struct fg_profile *p = profile;
    const struct fg_lexicon *l = fg_rules_lexicon(p->bound);
    for (size_t i = 0; i < p->skills.n; i++)
        show_skill(out, l, &p->skills.at[i]);
    for (size_t i = 0; i < p->statements.n; i++)
        show_statement(out, l, &p->statements.at[i]);
    for (size_t i = 0; i < p->education.n; i++)
        show_schooling(out, &p->education.at[i]);
    show_none(out, "education", &p->has_education, p->education.n);
    show_entries(out, l, "certificate", p->certificates.at, p->certificates.n);
    show_none(out, "certificate", &p->has_certificates, p->certificates.n);
    show_entries(out, l, "licence", p->licences.at, p->licences.n);
    show_none(out, "licence", &p->has_licences, p->licences.n);
    show_entries(out, l, "clearance", p->clearances.at, p->clearances.n);
    show_none(out, "clearance", &p->has_clearances, p->clearances.n);
    show_entries(out, l, "right", p->authorization.at, p->authorization.n);
    show_none(out, "right", &p->has_authorization, p->authorization.n);
    for (size_t i = 0; i < p->languages.n; i++)
        fg_buf_addf(out, "%5u  language    %.*s, %s\n", p->languages.at[i].line,
                    FG_SV_ARG(p->languages.at[i].name), level_word(p->languages.at[i].level));
    show_entries(out, l, "trait", p->traits.at, p->traits.n);
    if (p->location.n)
        fg_buf_addf(out, "%5u  place       %.*s\n", p->location_line, FG_SV_ARG(p->location));
    if (p->travel >= 0)
        fg_buf_addf(out, "%5u  travel      up to %.0f %%\n", p->travel_line, 100 * p->travel);
    show_yes_no(out, "relocation", p->relocate, p->relocate_line);
    show_yes_no(out, "shifts", p->shifts, p->shifts_line);
    show_yes_no(out, "on site", p->on_site, p->on_site_line);
    if (p->total_years >= 0)
        fg_buf_addf(out, "       in total    %g years\n", p->total_years);
}
