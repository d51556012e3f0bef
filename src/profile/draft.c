/* A skills file drafted from a resume. It is for the person to edit: each entry has
 * the line it came from as a comment, and nothing is made up. */
#include "profile/resume_line.h"
#include "profile/room.h"
#include "profile/skills_yaml.h"
#include "profile/terms.h"

/* ---- what is being drafted ---- */

/* The lines that say what one was, where and when; what one did there follows. */
struct job {
    struct fg_buf text, source;
    double years;              /* < 0: not said                                   */
    bool dated;
    unsigned lines;
};

struct draft {
    const fg_rules *rules;
    struct fg_resume_words words;
    struct fg_tokens tokens;
    struct fg_buf parts[FG_RESUME_PARTS];
    struct job job;
    struct fg_sv name, place;
    int now;                   /* in months since year 0; 0: not known            */
    enum fg_resume_word part;
    bool any_heading;
    bool failed;
};

/* ---- skills ---- */

static void draft_skill(struct draft *d, struct fg_sv line, struct fg_sv piece)
{
    enum { LONGEST = 60 };
    struct fg_sv inside;
    double years = -1;
    const struct fg_sv name = fg_resume_without_bracket(piece, &inside);
    const bool has_years = fg_term_years(inside, &years);
    const bool has_level = !has_years && fg_term_skill_level(inside);
    if (piece.n < 1 || piece.n > LONGEST)
        return;
    struct fg_buf *out = &d->parts[FG_RESUME_SKILLS];
    fg_skills_put_source(out, line);
    fg_buf_addz(out, "  - ");
    fg_skills_put_quoted(out, has_years || has_level ? name : piece);
    if (has_years)
        fg_buf_addf(out, ": %g years", years);
    if (has_level) {
        fg_buf_addz(out, ": {level: ");
        fg_skills_put_quoted(out, inside);
        fg_buf_addc(out, '}');
    }
    fg_buf_addc(out, '\n');
}

/* "Databases: PostgreSQL, MySQL" -> two skills; what stands before the colon names
 * the list. */
static void draft_skills(struct draft *d, struct fg_sv line)
{
    enum { LONGEST_LABEL = 40 };
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    struct fg_sv piece, list = colon != SIZE_MAX && colon < LONGEST_LABEL
                                   ? fg_sv_sub(line, colon + 1, line.n)
                                   : line;
    while (fg_resume_next_piece(&list, false, &piece))
        draft_skill(d, line, piece);
}

/* ---- experience ---- */

static void put_statement(struct draft *d, struct fg_sv source, struct fg_sv text, double years)
{
    struct fg_buf *out = &d->parts[FG_RESUME_EXPERIENCE];
    fg_skills_put_source(out, source);
    fg_buf_addz(out, "  - {text: ");
    fg_skills_put_quoted(out, text);
    if (years >= 0)
        fg_buf_addf(out, ", years: %g", years);
    fg_buf_addz(out, "}\n");
}

static void end_job(struct draft *d)
{
    struct job *j = &d->job;
    if (j->text.n)
        put_statement(d, fg_buf_sv(&j->source), fg_buf_sv(&j->text), j->years);
    fg_buf_clear(&j->text);
    fg_buf_clear(&j->source);
    j->years = -1;
    j->dated = false;
    j->lines = 0;
}

static void add_to_job(struct job *j, struct fg_sv source, struct fg_sv text)
{
    if (j->source.n)
        fg_buf_addz(&j->source, " / ");
    fg_buf_add(&j->source, source);
    if (j->text.n && text.n)
        fg_buf_addz(&j->text, ", ");
    fg_buf_add(&j->text, text);
    j->lines++;
}

/* Title, employer and dates stand in one line or in up to three, in any order. */
static void draft_job(struct draft *d, struct fg_sv line)
{
    enum { LONGEST_JOB = 100, LONGEST_NAME = 50, MOST_LINES = 3 };
    struct job *j = &d->job;
    struct fg_resume_dates dates;
    struct fg_buf rest = {0};
    const bool dated = fg_resume_find_dates(&d->words, line, &dates) &&
                       (dates.to || dates.open || line.n < LONGEST_JOB / 2);
    /* "Cross Dock Inc." is none */
    const bool sentence =
        line.n > LONGEST_JOB || (line.n > LONGEST_NAME && line.p[line.n - 1] == '.');
    if (sentence || (dated && j->dated) || j->lines >= MOST_LINES)
        end_job(d);
    if (sentence && !dated) {
        put_statement(d, line, line, -1);
    } else {
        add_to_job(j, line, dated ? fg_resume_without_dates(&dates, line, &rest) : line);
        if (dated) {
            j->dated = true;
            j->years = fg_resume_years(&dates, d->now);
        }
    }
    if (sentence)
        end_job(d);
    d->failed |= rest.failed;
    fg_buf_free(&rest);
}

static void draft_deed(struct draft *d, struct fg_sv line)
{
    end_job(d);
    put_statement(d, line, line, -1);
}

/* ---- education ---- */

static bool has_word(const struct draft *d, enum fg_resume_word word, struct fg_sv text)
{
    struct fg_sv rest = text, part;
    while (rest.n && fg_sv_next(&rest, ' ', &part))
        if (fg_resume_is(&d->words, word, part, NULL))
            return true;
    return false;
}

/* "Bachelor of Science in Nursing" -> Nursing: the words of the degree off the front. */
static struct fg_sv without_degree(const struct draft *d, struct fg_sv piece)
{
    struct fg_sv rest = piece, word;
    while (rest.n) {
        struct fg_sv tail = rest;
        fg_sv_next(&tail, ' ', &word);
        if (word.n && !fg_term_degree(word) &&
            !fg_resume_is(&d->words, FG_RESUME_DEGREE_WORD, word, NULL))
            break;
        rest = tail;
    }
    return fg_resume_bare(rest);
}

/* The field of study: in the piece that names the degree, else the first other one
 * that is no school. */
static struct fg_sv field_of(const struct draft *d, struct fg_sv line)
{
    struct fg_sv rest = line, piece, other = {0}, degree = {0};
    while (fg_resume_next_piece(&rest, true, &piece)) {
        const bool school = has_word(d, FG_RESUME_SCHOOL, piece);
        if (!school && fg_term_degree(piece)) {
            const struct fg_sv field = without_degree(d, piece);
            if (field.n)
                return field;
            degree = piece; /* "MLIS" says its field by itself */
        } else if (!school && !other.n) {
            other = piece;
        }
    }
    return other.n ? other : degree;
}

static void draft_schooling(struct draft *d, struct fg_sv line)
{
    struct fg_buf *out = &d->parts[FG_RESUME_EDUCATION], rest = {0};
    struct fg_resume_dates dates = {{0}, 0, 0, false, false};
    const enum fg_degree degree = fg_term_degree(line);
    if (!degree) {
        fg_skills_put_unread(out, line);
        return;
    }
    const bool dated = fg_resume_find_dates(&d->words, line, &dates);
    const struct fg_sv text = dated ? fg_resume_without_dates(&dates, line, &rest) : line;
    const struct fg_sv field = field_of(d, text);
    fg_skills_put_source(out, line);
    fg_buf_addf(out, "  - {degree: %s", fg_means_name(FG_GROUP_DEGREE, (int)degree));
    if (field.n) {
        fg_buf_addz(out, ", field: ");
        fg_skills_put_quoted(out, field);
    }
    if (dated && !dates.open)
        fg_buf_addf(out, ", year: %d", (dates.to ? dates.to : dates.from) / 12);
    fg_buf_addz(out, "}\n");
    d->failed |= rest.failed;
    fg_buf_free(&rest);
}

/* ---- languages ---- */

static bool draft_language(struct draft *d, struct fg_sv line, struct fg_sv piece)
{
    struct fg_buf *out = &d->parts[FG_RESUME_LANGUAGES];
    struct fg_sv name = {0};
    enum fg_level level = FG_LEVEL_NONE;
    d->failed |= !fg_tokenize(piece, &d->tokens);
    for (size_t i = 0; !d->failed && i < d->tokens.n; i++) {
        if (!name.n)
            fg_rules_human_language_at(d->rules, d->tokens.text, &d->tokens, i, &name);
        if (!level)
            level = fg_term_language_level(fg_sv_sub(piece, d->tokens.at[i].at, piece.n));
    }
    if (!name.n)
        return false;
    fg_skills_put_source(out, line);
    fg_buf_addf(out, "  %.*s: %s\n", FG_SV_ARG(name),
                level ? fg_means_name(FG_GROUP_LEVEL, (int)level) : "\"\"");
    return true;
}

static void draft_languages(struct draft *d, struct fg_sv line)
{
    struct fg_sv rest = line, piece;
    bool any = false;
    while (fg_resume_next_piece(&rest, false, &piece))
        any |= draft_language(d, line, piece);
    if (!any)
        fg_skills_put_unread(&d->parts[FG_RESUME_LANGUAGES], line);
}

/* ---- certificates and licences ---- */

/* Whether a line is a list of certificates that are known, not one with its issuer. */
static bool is_list_of_known(struct draft *d, struct fg_sv line)
{
    const struct fg_lexicon *l = fg_rules_lexicon(d->rules);
    struct fg_sv rest = line, piece, inside;
    size_t n = 0;
    while (fg_resume_next_piece(&rest, false, &piece)) {
        if (fg_lexicon_lookup(l, fg_resume_without_bracket(piece, &inside), &d->tokens) ==
            FG_NO_SKILL)
            return false;
        n++;
    }
    return n > 1;
}

static void draft_certificate(struct draft *d, struct fg_sv line, struct fg_sv piece)
{
    struct fg_sv inside;
    const bool licence =
        d->part == FG_RESUME_LICENCES || has_word(d, FG_RESUME_LICENCE_WORD, piece);
    const struct fg_sv name = fg_resume_without_bracket(piece, &inside);
    if (name.n)
        fg_skills_put_entry(&d->parts[licence ? FG_RESUME_LICENCES : FG_RESUME_CERTIFICATES], line,
                            name);
}

static void draft_certificates(struct draft *d, struct fg_sv line)
{
    struct fg_sv rest = line, piece;
    if (!is_list_of_known(d, line)) {
        draft_certificate(d, line, line);
        return;
    }
    while (fg_resume_next_piece(&rest, false, &piece))
        draft_certificate(d, line, piece);
}

/* ---- the head: name and place ---- */

static void draft_head(struct draft *d, struct fg_sv line)
{
    enum { LONGEST_NAME = 60 };
    if (fg_resume_is(&d->words, FG_RESUME_TITLE, line, NULL) || d->any_heading)
        return;
    const size_t comma = fg_sv_find(line, FG_SV(","));
    if (!d->name.n && line.n < LONGEST_NAME && fg_sv_find(line, FG_SV("@")) == SIZE_MAX)
        d->name = comma == SIZE_MAX ? line : fg_sv_sub(line, 0, comma);
    else if (!d->place.n)
        d->place = fg_resume_place_in(line);
}

/* ---- lines ---- */

static bool names_a_language(struct draft *d, struct fg_sv text)
{
    struct fg_sv name;
    d->failed |= !fg_tokenize(text, &d->tokens);
    for (size_t i = 0; !d->failed && i < d->tokens.n; i++)
        if (fg_rules_human_language_at(d->rules, d->tokens.text, &d->tokens, i, &name))
            return true;
    return false;
}

/* A heading, alone in its line or before a colon ("Key skills: Excel, SAP"); of the
 * latter `*rest` is what follows. Among skills a label names a list of them. */
static bool is_heading(struct draft *d, struct fg_sv line, enum fg_resume_word *part,
                       struct fg_sv *rest)
{
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    const struct fg_sv before = colon == SIZE_MAX ? line : fg_sv_sub(line, 0, colon);
    *rest = (struct fg_sv){0};
    if (colon != SIZE_MAX)
        *rest = fg_resume_bare(fg_sv_sub(line, colon + 1, line.n));
    for (int i = 0; i < FG_RESUME_PARTS; i++) {
        if (!fg_resume_is(&d->words, (enum fg_resume_word)i, before, NULL))
            continue;
        *part = (enum fg_resume_word)i;
        return !rest->n || d->part != FG_RESUME_SKILLS ||
               (*part != FG_RESUME_SKILLS &&
                (*part != FG_RESUME_LANGUAGES || names_a_language(d, *rest)));
    }
    return false;
}

static void draft_line(struct draft *d, struct fg_sv line, bool item)
{
    switch (d->part) {
    case FG_RESUME_SKILLS: draft_skills(d, line); break;
    case FG_RESUME_EXPERIENCE: item ? draft_deed(d, line) : draft_job(d, line); break;
    case FG_RESUME_EDUCATION: draft_schooling(d, line); break;
    case FG_RESUME_LANGUAGES: draft_languages(d, line); break;
    case FG_RESUME_CERTIFICATES:
    case FG_RESUME_LICENCES: draft_certificates(d, line); break;
    default: draft_head(d, line);
    }
}

static void read_line(struct draft *d, struct fg_sv raw, bool item)
{
    enum fg_resume_word part;
    struct fg_sv rest;
    const struct fg_sv line = fg_resume_bare(raw);
    if (!line.n)
        return;
    if (!is_heading(d, line, &part, &rest)) {
        draft_line(d, line, item);
        return;
    }
    end_job(d);
    d->part = part;
    d->any_heading = true;
    if (rest.n)
        draft_line(d, rest, false);
}

static void write_draft(const struct draft *d, struct fg_buf *out)
{
    static const char *const keys[FG_RESUME_PARTS] = {
        NULL, "skills", "experience", "education", "languages", "certificates", "licences"};
    fg_buf_addz(out, "# Drafted from a resume: read every entry, correct it, add years.\n");
    if (d->name.n) {
        fg_buf_addz(out, "name: ");
        fg_skills_put_quoted(out, d->name);
        fg_buf_addc(out, '\n');
    }
    if (d->place.n) {
        fg_buf_addz(out, "location: ");
        fg_skills_put_quoted(out, d->place);
        fg_buf_addc(out, '\n');
    }
    for (int i = FG_RESUME_SKILLS; i < FG_RESUME_PARTS; i++) {
        if (!d->parts[i].n)
            continue;
        fg_buf_addf(out, "\n%s:\n", keys[i]);
        fg_buf_add(out, fg_buf_sv(&d->parts[i]));
    }
    fg_buf_addz(out, "\n# What a resume seldom says; an empty list says \"none\".\n");
    if (!d->parts[FG_RESUME_LICENCES].n)
        fg_buf_addz(out, "# licences: []\n");
    fg_buf_addz(out, "# authorization: []\n# willing: {travel: 10%, relocate: false, shifts: "
                     "false}\n# traits: []\n");
}

enum fg_status fg_profile_draft(const fg_rules *rules, const struct fg_document *resume, int now,
                                struct fg_buf *out, struct fg_error *err)
{
    struct draft d = {.rules = rules, .now = now, .job = {.years = -1}};
    fg_arena *arena = fg_arena_new(0);
    enum fg_status status =
        arena ? fg_resume_words_read(&d.words, rules, arena, err) : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && i < resume->n_blocks; i++)
        read_line(&d, resume->blocks[i].text, resume->blocks[i].kind == FG_BLOCK_ITEM);
    end_job(&d);
    if (status == FG_OK)
        write_draft(&d, out);
    for (int i = 0; i < FG_RESUME_PARTS; i++) {
        d.failed |= d.parts[i].failed;
        fg_buf_free(&d.parts[i]);
    }
    d.failed |= d.job.text.failed || d.job.source.failed;
    fg_buf_free(&d.job.text);
    fg_buf_free(&d.job.source);
    fg_tokens_free(&d.tokens);
    fg_arena_free(arena);
    return status == FG_OK && (d.failed || out->failed) ? fg_fail_memory(err) : status;
}
