/* A profile as a skills file, for the person to edit. */
#include "profile/room.h"
#include "profile/skills_yaml.h"

static void write_skills(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->skills.n)
        fg_buf_addz(out, "\nskills:\n");
    for (size_t i = 0; i < p->skills.n; i++) {
        const struct fg_known_skill *k = &p->skills.at[i];
        fg_skills_put_source(out, k->name);
        fg_buf_addz(out, "  - ");
        fg_skills_put_quoted(out, k->name);
        if (k->rank) {
            fg_buf_addz(out, ": {level: ");
            fg_skills_put_quoted(out, k->level);
            fg_buf_addc(out, '}');
        }
        fg_buf_addc(out, '\n');
    }
}

static void write_statements(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->statements.n)
        fg_buf_addz(out, "\nexperience:\n");
    for (size_t i = 0; i < p->statements.n; i++) {
        const struct fg_statement *s = &p->statements.at[i];
        fg_skills_put_source(out, fg_utf8_cut(s->text, 60));
        fg_buf_addz(out, "  - {text: ");
        fg_skills_put_quoted(out, s->text);
        if (s->years >= 0)
            fg_buf_addf(out, ", years: %.2g", s->years);
        fg_buf_addz(out, "}\n");
    }
}

static void write_education(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->education.n)
        fg_buf_addz(out, "\neducation:\n");
    for (size_t i = 0; i < p->education.n; i++) {
        const struct fg_schooling *s = &p->education.at[i];
        fg_skills_put_source(out, s->degree_text);
        fg_buf_addz(out, "  - {degree: ");
        fg_skills_put_quoted(out, s->degree_text);
        fg_buf_addz(out, ", field: ");
        fg_skills_put_quoted(out, s->field);
        if (s->year)
            fg_buf_addf(out, ", year: %d", s->year);
        fg_buf_addz(out, "}\n");
    }
}

static void write_languages(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->languages.n)
        fg_buf_addz(out, "\nlanguages:\n");
    for (size_t i = 0; i < p->languages.n; i++) {
        const struct fg_spoken *s = &p->languages.at[i];
        fg_skills_put_source(out, s->name);
        fg_buf_addz(out, "  ");
        fg_skills_put_quoted(out, s->name);
        fg_buf_addz(out, ": ");
        fg_skills_put_quoted(out, s->level ? s->level_text : (struct fg_sv){0});
        if (!s->level && s->level_text.n) {
            fg_buf_addz(out, " # not understood: ");
            fg_skills_put_plain(out, s->level_text);
        }
        fg_buf_addc(out, '\n');
    }
}

void fg_profile_write(const fg_profile *profile, struct fg_buf *out)
{
    const struct fg_profile *p = profile;
    fg_buf_addz(out, "# Drafted from a resume: read every entry, correct it, add years.\nname: ");
    fg_skills_put_quoted(out, p->name);
    fg_buf_addz(out, "\nlocation: ");
    fg_skills_put_quoted(out, p->location);
    fg_buf_addc(out, '\n');
    write_skills(p, out);
    write_statements(p, out);
    write_education(p, out);
    write_languages(p, out);
    if (p->certificates.n)
        fg_buf_addz(out, "\ncertificates:\n");
    for (size_t i = 0; i < p->certificates.n; i++)
        fg_skills_put_entry(out, p->certificates.at[i].text, p->certificates.at[i].text);
}
