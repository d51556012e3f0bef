/* A skills file drafted from a resume. It is for the person to edit: each entry has
 * the line it came from as a comment, and nothing is made up. */
#include "profile/room.h"
#include "profile/terms.h"

#include <string.h>

/* ---- YAML out ---- */

/* A plain text as a double-quoted scalar: always valid, whatever it holds. */
static void put_quoted(struct fg_buf *out, struct fg_sv s)
{
    fg_buf_addc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            fg_buf_addc(out, '\\');
        fg_buf_addc(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
    fg_buf_addc(out, '"');
}

static void put_source(struct fg_buf *out, unsigned line, struct fg_sv text)
{
    fg_buf_addf(out, "  # line %u: ", line);
    for (size_t i = 0; i < text.n; i++)
        fg_buf_addc(out, (unsigned char)text.p[i] < 0x20 ? ' ' : text.p[i]);
    fg_buf_addc(out, '\n');
}

/* ---- the parts of a resume ---- */

enum part { OTHER, SKILLS, EXPERIENCE, EDUCATION, LANGUAGES, CERTIFICATES, PARTS };

static const struct heading {
    const char *word;
    enum part part;
} headings[] = {
    {"skills", SKILLS},           {"technical skills", SKILLS},    {"core competencies", SKILLS},
    {"technologies", SKILLS},     {"competencies", SKILLS},        {"key skills", SKILLS},
    {"tools", SKILLS},            {"kenntnisse", SKILLS},          {"expertise", SKILLS},
    {"experience", EXPERIENCE},   {"work experience", EXPERIENCE}, {"employment", EXPERIENCE},
    {"professional experience", EXPERIENCE},                       {"work history", EXPERIENCE},
    {"employment history", EXPERIENCE},                            {"career history", EXPERIENCE},
    {"berufserfahrung", EXPERIENCE}, {"projects", EXPERIENCE},     {"volunteering", EXPERIENCE},
    {"volunteer experience", EXPERIENCE},                          {"education", EDUCATION},
    {"education and training", EDUCATION}, {"ausbildung", EDUCATION}, {"academic background", EDUCATION},
    {"languages", LANGUAGES},     {"sprachen", LANGUAGES},         {"certifications", CERTIFICATES},
    {"certificates", CERTIFICATES}, {"licenses and certifications", CERTIFICATES},
    {"licences", CERTIFICATES},   {"licenses", CERTIFICATES},      {"summary", OTHER},
    {"profile", OTHER},           {"contact", OTHER},              {"interests", OTHER},
    {"hobbies", OTHER},           {"references", OTHER},           {"publications", OTHER},
    {"about me", OTHER},          {"objective", OTHER},            {"awards", OTHER},
};

static struct fg_sv without_marks(struct fg_sv line)
{
    static const char *const marks[] = {"\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa",
                                        "\xe2\x80\x93", "\xc2\xb7", "-", "*", "#", "o "};
    bool again = true;
    line = fg_sv_trim(line);
    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (line.n > strlen(marks[i]) && fg_sv_starts(line, fg_sv_of(marks[i]))) {
                line = fg_sv_trim(fg_sv_sub(line, strlen(marks[i]), line.n));
                again = true;
            }
    }
    return line;
}

static bool is_heading(struct fg_sv line, enum part *part)
{
    while (line.n && (line.p[line.n - 1] == ':' || line.p[line.n - 1] == '*'))
        line.n--;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (fg_sv_eq_nocase(line, fg_sv_of(headings[i].word))) {
            *part = headings[i].part;
            return true;
        }
    return false;
}

struct draft {
    const fg_rules *rules;
    struct fg_tokens tokens;
    struct fg_buf parts[PARTS];
    struct fg_sv name;
    bool failed;
};

/* ---- years from dates ---- */

/* Years between the first and the last year a line names ("2018 - 2022"); < 0 where
 * it names fewer than two. An open end ("2020 - present") is left to the person. */
static double span_of_years(struct fg_sv line)
{
    int first = 0, last = 0;
    for (size_t i = 0; i + 4 <= line.n; i++) {
        const bool stands_alone = (i == 0 || !fg_is_alnum(line.p[i - 1])) &&
                                  (i + 4 == line.n || !fg_is_alnum(line.p[i + 4]));
        const int year = stands_alone ? fg_term_year(fg_sv_sub(line, i, 4), NULL) : 0;
        if (!year)
            continue;
        first = first ? first : year;
        last = year;
    }
    return first && last > first ? last - first : -1;
}

/* ---- one line of each part ---- */

static void draft_skill(struct draft *d, unsigned number, struct fg_sv line, struct fg_sv name)
{
    struct fg_buf *out = &d->parts[SKILLS];
    name = without_marks(name);
    if (name.n < 1 || name.n > 60)
        return;
    put_source(out, number, line);
    fg_buf_addz(out, "  - ");
    put_quoted(out, name);
    fg_buf_addc(out, '\n');
}

/* "Databases: PostgreSQL, MySQL" -> two skills; what stands before the colon names
 * the list. */
static void draft_skills(struct draft *d, unsigned number, struct fg_sv line)
{
    struct fg_sv list = line;
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    if (colon != SIZE_MAX && colon < 40)
        list = fg_sv_sub(line, colon + 1, line.n);
    size_t from = 0;
    int depth = 0;
    for (size_t i = 0; i <= list.n; i++) {
        const char c = i < list.n ? list.p[i] : ',';
        depth += (c == '(') - (c == ')');
        if ((depth <= 0 && strchr(",;|", c)) || i == list.n) {
            draft_skill(d, number, line, fg_sv_sub(list, from, i - from));
            from = i + 1;
        }
    }
}

static void draft_statement(struct draft *d, unsigned number, struct fg_sv line)
{
    enum { SHORTEST = 15 };
    struct fg_buf *out = &d->parts[EXPERIENCE];
    const double years = span_of_years(line);
    if (line.n < SHORTEST && years < 0)
        return;
    put_source(out, number, line);
    fg_buf_addz(out, "  - {text: ");
    put_quoted(out, line);
    if (years >= 0)
        fg_buf_addf(out, ", years: %g", years);
    fg_buf_addz(out, "}\n");
}

static void draft_schooling(struct draft *d, unsigned number, struct fg_sv line)
{
    static const char *const words[] = {"",         "high-school", "vocational", "associate",
                                        "bachelor", "master",      "doctorate",  "professional"};
    struct fg_buf *out = &d->parts[EDUCATION];
    const enum fg_degree degree = fg_term_degree(line);
    if (!degree)
        return;
    put_source(out, number, line);
    fg_buf_addf(out, "  - {degree: %s, field: ", words[degree]);
    put_quoted(out, line);
    fg_buf_addz(out, "}\n");
}

static void draft_language(struct draft *d, unsigned number, struct fg_sv line)
{
    static const char *const words[] = {"", "A1", "A2", "B1", "B2", "C1", "C2", "native"};
    struct fg_buf *out = &d->parts[LANGUAGES];
    struct fg_sv rest = line, part;
    while (rest.n && fg_sv_next(&rest, ',', &part)) {
        struct fg_sv name = {0};
        enum fg_level level = FG_LEVEL_NONE;
        d->failed |= !fg_tokenize(part, &d->tokens);
        for (size_t i = 0; !d->failed && i < d->tokens.n; i++) {
            if (!name.n)
                fg_rules_human_language_at(d->rules, part, &d->tokens, i, &name);
            if (!level)
                level = fg_term_language_level(fg_sv_sub(part, d->tokens.at[i].at, part.n));
        }
        if (!name.n)
            continue;
        put_source(out, number, line);
        fg_buf_addf(out, "  %.*s: %s\n", FG_SV_ARG(name), level ? words[level] : "\"\"");
    }
}

static void draft_certificate(struct draft *d, unsigned number, struct fg_sv line)
{
    put_source(&d->parts[CERTIFICATES], number, line);
    fg_buf_addz(&d->parts[CERTIFICATES], "  - ");
    put_quoted(&d->parts[CERTIFICATES], line);
    fg_buf_addc(&d->parts[CERTIFICATES], '\n');
}

static void draft_line(struct draft *d, enum part part, unsigned number, struct fg_sv line)
{
    static void (*const drafts[PARTS])(struct draft *, unsigned, struct fg_sv) = {
        [SKILLS] = draft_skills,       [EXPERIENCE] = draft_statement,
        [EDUCATION] = draft_schooling, [LANGUAGES] = draft_language,
        [CERTIFICATES] = draft_certificate,
    };
    if (drafts[part])
        drafts[part](d, number, line);
    else if (number && !d->name.n && line.n < 60)
        d->name = line; /* a resume begins with its name */
}

static void write_draft(const struct draft *d, struct fg_buf *out)
{
    static const char *const keys[PARTS] = {NULL,        "skills",    "experience",
                                            "education", "languages", "certificates"};
    fg_buf_addz(out, "# Drafted from a resume: read every entry, correct it, add years.\n");
    if (d->name.n) {
        fg_buf_addz(out, "name: ");
        put_quoted(out, d->name);
        fg_buf_addc(out, '\n');
    }
    for (int i = SKILLS; i < PARTS; i++) {
        if (!d->parts[i].n)
            continue;
        fg_buf_addf(out, "\n%s:\n", keys[i]);
        fg_buf_add(out, fg_buf_sv(&d->parts[i]));
    }
}

enum fg_status fg_profile_draft(const fg_rules *rules, struct fg_sv resume, struct fg_buf *out,
                                struct fg_error *err)
{
    struct draft d = {.rules = rules};
    struct fg_sv rest = resume, raw;
    enum part part = OTHER;
    for (unsigned number = 1; rest.n && fg_sv_next(&rest, '\n', &raw); number++) {
        const struct fg_sv line = without_marks(raw);
        if (line.n && !is_heading(line, &part))
            draft_line(&d, part, number, line);
    }
    write_draft(&d, out);
    for (int i = 0; i < PARTS; i++) {
        d.failed |= d.parts[i].failed;
        fg_buf_free(&d.parts[i]);
    }
    fg_tokens_free(&d.tokens);
    return d.failed || out->failed ? fg_fail_memory(err) : FG_OK;
}

/* ---- a profile as a skills file ---- */

static void write_skills(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->skills.n)
        fg_buf_addz(out, "\nskills:\n");
    for (size_t i = 0; i < p->skills.n; i++) {
        const struct fg_known_skill *k = &p->skills.at[i];
        put_source(out, k->line, k->name);
        fg_buf_addz(out, "  - ");
        put_quoted(out, k->name);
        if (k->rank) {
            fg_buf_addz(out, ": {level: ");
            put_quoted(out, k->level);
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
        put_source(out, s->line, fg_utf8_cut(s->text, 60));
        fg_buf_addz(out, "  - {text: ");
        put_quoted(out, s->text);
        if (s->years >= 0)
            fg_buf_addf(out, ", years: %.1f", s->years);
        fg_buf_addz(out, "}\n");
    }
}

static void write_education(const struct fg_profile *p, struct fg_buf *out)
{
    if (p->education.n)
        fg_buf_addz(out, "\neducation:\n");
    for (size_t i = 0; i < p->education.n; i++) {
        const struct fg_schooling *s = &p->education.at[i];
        put_source(out, s->line, s->degree_text);
        fg_buf_addz(out, "  - {degree: ");
        put_quoted(out, s->degree_text);
        fg_buf_addz(out, ", field: ");
        put_quoted(out, s->field);
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
        put_source(out, s->line, s->name);
        fg_buf_addz(out, "  ");
        put_quoted(out, s->name);
        fg_buf_addz(out, ": ");
        put_quoted(out, s->level_text);
        fg_buf_addc(out, '\n');
    }
}

void fg_profile_write(const fg_profile *profile, struct fg_buf *out)
{
    const struct fg_profile *p = profile;
    fg_buf_addz(out, "# Drafted from a resume: read every entry, correct it, add years.\nname: ");
    put_quoted(out, p->name);
    fg_buf_addz(out, "\nlocation: ");
    put_quoted(out, p->location);
    fg_buf_addc(out, '\n');
    write_skills(p, out);
    write_statements(p, out);
    write_education(p, out);
    write_languages(p, out);
    if (p->certificates.n)
        fg_buf_addz(out, "\ncertificates:\n");
    for (size_t i = 0; i < p->certificates.n; i++) {
        put_source(out, p->certificates.at[i].line, p->certificates.at[i].text);
        fg_buf_addz(out, "  - ");
        put_quoted(out, p->certificates.at[i].text);
        fg_buf_addc(out, '\n');
    }
}
