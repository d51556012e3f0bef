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

static void check_schooling(struct checker *c, const struct fg_schooling *s)
{
    if (s->degree)
        return;
    const char *near = fg_term_degree_hint(s->degree_text);
    note(c, s->line, "degree '%.*s' is not known%s%s%s", FG_SV_ARG(s->degree_text),
         near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static void check_language(struct checker *c, const struct fg_spoken *s)
{
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
        check_language(&c, &profile->languages.at[i]);
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

static void show_entries(struct fg_buf *out, const char *name, const struct fg_entry *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fg_buf_addf(out, "%5u  %-11s %.*s\n", at[i].line, name, FG_SV_ARG(at[i].text));
}

static const char *degree_word(enum fg_degree degree)
{
    static const char *const words[] = {"not understood", "high-school", "vocational", "associate",
                                        "bachelor",       "master",      "doctorate", "professional"};
    return words[degree];
}

static const char *level_word(enum fg_level level)
{
    static const char *const words[] = {"level not said", "A1", "A2", "B1",
                                        "B2",             "C1", "C2", "native"};
    return words[level];
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
        fg_buf_addf(out, "%5u  education   %s in %.*s\n", p->education.at[i].line,
                    degree_word(p->education.at[i].degree), FG_SV_ARG(p->education.at[i].field));
    show_entries(out, "certificate", p->certificates.at, p->certificates.n);
    show_entries(out, "licence", p->licences.at, p->licences.n);
    show_entries(out, "clearance", p->clearances.at, p->clearances.n);
    show_entries(out, "right", p->authorization.at, p->authorization.n);
    for (size_t i = 0; i < p->languages.n; i++)
        fg_buf_addf(out, "%5u  language    %.*s, %s\n", p->languages.at[i].line,
                    FG_SV_ARG(p->languages.at[i].name), level_word(p->languages.at[i].level));
    show_entries(out, "trait", p->traits.at, p->traits.n);
    if (p->travel >= 0)
        fg_buf_addf(out, "%5u  travel      up to %.0f %%\n", p->travel_line, 100 * p->travel);
    if (p->total_years >= 0)
        fg_buf_addf(out, "       in total    %g years\n", p->total_years);
}
