/* The skills file, DESIGN.md section 7. */
#include "profile/room.h"
#include "profile/terms.h"

#include <stddef.h>

/* ---- skills ---- */

static enum fg_status read_years(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    const struct fg_sv s = fg_yaml_peek(value);
    if (fg_term_years(s, into))
        return FG_OK;
    return fg_yaml_fail(y, value, err, "'%.*s' is no number of years (\"6 years\", \"18 months\")",
                        FG_SV_ARG(s));
}

static enum fg_status read_year(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    const struct fg_sv s = fg_yaml_peek(value);
    if ((*(int *)into = fg_term_year(s, NULL)))
        return FG_OK;
    return fg_yaml_fail(y, value, err, "'%.*s' is no year (2014)", FG_SV_ARG(s));
}

static enum fg_status unknown_level(const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_sv level, const char *near, const char *accepted,
                                    struct fg_error *err)
{
    if (near)
        return fg_yaml_fail(y, value, err, "level '%.*s' is not known: did you mean '%s'? (%s)",
                            FG_SV_ARG(level), near, accepted);
    return fg_yaml_fail(y, value, err, "level '%.*s' is not known: %s", FG_SV_ARG(level), accepted);
}

static enum fg_status skill_level(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    struct fg_known_skill *skill = into;
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err,
                            "a level is one word: basic, intermediate, advanced, expert");
    skill->level = fg_sv_trim(fg_yaml_text(y, value));
    skill->rank = fg_term_skill_level(skill->level);
    if (skill->rank || skill->level.n == 0)
        return FG_OK;
    return unknown_level(y, value, skill->level, fg_term_skill_level_hint(skill->level),
                         "basic, intermediate, advanced, expert", err);
}

static const struct fg_yaml_field skill_fields[] = {
    {"years", read_years, offsetof(struct fg_known_skill, years)},
    {"last_used", read_year, offsetof(struct fg_known_skill, last_used)},
    {"level", skill_level, 0},
    {0},
};

/* What stands behind "Python:" : years, a level, nothing, or a mapping of them. */
static enum fg_status skill_value(struct fg_known_skill *skill, const struct fg_yaml *y,
                                  struct fy_node *value, struct fg_error *err)
{
    if (!value || (fg_yaml_is_text(value) && fg_yaml_peek(value).n == 0))
        return FG_OK;
    if (fy_node_is_mapping(value))
        return fg_yaml_read(y, value, skill_fields, skill, err);
    const struct fg_sv s = fg_yaml_peek(value);
    if (fg_yaml_is_text(value) && fg_term_years(s, &skill->years))
        return FG_OK;
    if (fg_yaml_is_text(value) && fg_term_skill_level(s))
        return skill_level(skill, y, value, err);
    return fg_yaml_fail(y, value, err,
                        "'%.*s' is neither years (\"6 years\") nor a level (basic, intermediate, "
                        "advanced, expert)",
                        FG_SV_ARG(s));
}

static enum fg_status add_skill(void *into, const struct fg_yaml *y, struct fy_node *name,
                                struct fy_node *value, struct fg_error *err)
{
    struct fg_profile *p = into;
    if (!fg_yaml_is_text(name) || fg_sv_trim(fg_yaml_peek(name)).n == 0)
        return fg_yaml_fail(y, name, err, "the name of a skill is expected here");
    struct fg_known_skill skill = {.years = -1, .line = fg_yaml_line(name)};
    skill.name = fg_sv_trim(fg_yaml_text(y, name));
    const enum fg_status status = skill_value(&skill, y, value, err);
    if (status != FG_OK)
        return status;
    fg_profile_note_year(p, skill.last_used);
    struct fg_known_skill *slot = fg_vec_add(p->arena, &p->skills);
    if (!slot)
        return fg_fail_memory(err);
    *slot = skill;
    return FG_OK;
}

/* "name: value" pairs: one in a list item, or all of them in one mapping. */
static enum fg_status skill_item(void *into, const struct fg_yaml *y, struct fy_node *item,
                                 struct fg_error *err)
{
    if (fy_node_is_mapping(item))
        return fg_yaml_pairs(y, item, add_skill, into, err);
    return add_skill(into, y, item, NULL, err);
}

static bool is_empty(struct fy_node *value)
{
    return fg_yaml_is_text(value) && fg_sv_trim(fg_yaml_peek(value)).n == 0;
}

static enum fg_status read_skills(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    if (fy_node_is_mapping(value))
        return fg_yaml_pairs(y, value, add_skill, into, err);
    return is_empty(value) ? FG_OK : fg_yaml_each(y, value, skill_item, into, err);
}

/* ---- experience ---- */

struct statement_reader {
    struct fg_profile *profile;
    struct fg_statement statement;
    FG_VEC(struct fg_sv) skills;
};

static enum fg_status statement_text(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    struct statement_reader *r = into;
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "the text of a statement is expected here");
    r->statement.text = fg_sv_trim(fg_yaml_text(y, value));
    r->statement.line = fg_yaml_line(value);
    return FG_OK;
}

static enum fg_status statement_skill(void *into, const struct fg_yaml *y, struct fy_node *item,
                                      struct fg_error *err)
{
    struct statement_reader *r = into;
    if (!fg_yaml_is_text(item))
        return fg_yaml_fail(y, item, err, "the name of a skill is expected here");
    struct fg_sv *slot = fg_vec_add(r->profile->arena, &r->skills);
    if (!slot)
        return fg_fail_memory(err);
    *slot = fg_sv_trim(fg_yaml_text(y, item));
    return FG_OK;
}

static enum fg_status statement_skills(void *into, const struct fg_yaml *y, struct fy_node *value,
                                       struct fg_error *err)
{
    return is_empty(value) ? FG_OK : fg_yaml_each(y, value, statement_skill, into, err);
}

static const struct fg_yaml_field statement_fields[] = {
    {"text", statement_text, 0},
    {"years", read_years, offsetof(struct statement_reader, statement.years)},
    {"skills", statement_skills, 0},
    {0},
};

static enum fg_status statement_item(void *into, const struct fg_yaml *y, struct fy_node *item,
                                     struct fg_error *err)
{
    struct statement_reader r = {.profile = into, .statement = {.years = -1}};
    const enum fg_status status = fy_node_is_mapping(item)
                                      ? fg_yaml_read(y, item, statement_fields, &r, err)
                                      : statement_text(&r, y, item, err);
    if (status != FG_OK)
        return status;
    if (r.statement.text.n == 0)
        return fg_yaml_fail(y, item, err, "a statement needs its 'text'");
    r.statement.skills = r.skills.at;
    r.statement.n_skills = r.skills.n;
    struct fg_statement *slot = fg_vec_add(r.profile->arena, &r.profile->statements);
    if (!slot)
        return fg_fail_memory(err);
    *slot = r.statement;
    return FG_OK;
}

static enum fg_status read_experience(void *into, const struct fg_yaml *y, struct fy_node *value,
                                      struct fg_error *err)
{
    return is_empty(value) ? FG_OK : fg_yaml_each(y, value, statement_item, into, err);
}

/* ---- education ---- */

static enum fg_status schooling_degree(void *into, const struct fg_yaml *y, struct fy_node *value,
                                       struct fg_error *err)
{
    struct fg_schooling *s = into;
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a degree is expected here");
    s->degree_text = fg_sv_trim(fg_yaml_text(y, value));
    s->degree = fg_term_degree(s->degree_text);
    return FG_OK;
}

static enum fg_status schooling_field(void *into, const struct fg_yaml *y, struct fy_node *value,
                                      struct fg_error *err)
{
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a field of study is expected here (Marketing)");
    ((struct fg_schooling *)into)->field = fg_sv_trim(fg_yaml_text(y, value));
    return FG_OK;
}

static const struct fg_yaml_field schooling_fields[] = {
    {"degree", schooling_degree, 0},
    {"field", schooling_field, 0},
    {"year", read_year, offsetof(struct fg_schooling, year)},
    {0},
};

static enum fg_status schooling_item(void *into, const struct fg_yaml *y, struct fy_node *item,
                                     struct fg_error *err)
{
    struct fg_profile *p = into;
    struct fg_schooling s = {.line = fg_yaml_line(item)};
    const enum fg_status status = fy_node_is_mapping(item)
                                      ? fg_yaml_read(y, item, schooling_fields, &s, err)
                                      : schooling_degree(&s, y, item, err);
    if (status != FG_OK)
        return status;
    if (!s.field.p)
        s.field = s.degree_text; /* "BSc Marketing" in one line */
    fg_profile_note_year(p, s.year);
    struct fg_schooling *slot = fg_vec_add(p->arena, &p->education);
    if (!slot)
        return fg_fail_memory(err);
    *slot = s;
    return FG_OK;
}

/* A list that says "none" where it is empty. */
static enum fg_status read_said(struct fg_profile *p, struct fg_listed *said,
                                const struct fg_yaml *y, struct fy_node *value,
                                fg_yaml_reader *item, struct fg_error *err)
{
    *said = (struct fg_listed){.said = true, .line = fg_yaml_line(value)};
    if (is_empty(value)) {
        said->said = false; /* "certificates:" alone says nothing */
        return FG_OK;
    }
    if (fg_yaml_is_text(value) && fg_sv_eq_nocase(fg_yaml_peek(value), FG_SV("none")))
        return FG_OK;
    return fg_yaml_each(y, value, item, p, err);
}

static enum fg_status read_education(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    struct fg_profile *p = into;
    return read_said(p, &p->has_education, y, value, schooling_item, err);
}

/* ---- lists of entries ---- */

static enum fg_status read_entry(struct fg_entry *entry, const struct fg_yaml *y,
                                 struct fy_node *item, struct fg_error *err)
{
    if (!fg_yaml_is_text(item))
        return fg_yaml_fail(y, item, err, "one line of text is expected here");
    *entry = (struct fg_entry){.text = fg_sv_trim(fg_yaml_text(y, item)),
                               .line = fg_yaml_line(item),
                               .skill = FG_NO_SKILL};
    return FG_OK;
}

/* One reader each, since a table of fields hands them the whole profile. */
#define ENTRY_LIST(list)                                                                     \
    static enum fg_status list##_item(void *into, const struct fg_yaml *y,                   \
                                      struct fy_node *item, struct fg_error *err)            \
    {                                                                                        \
        struct fg_profile *p = into;                                                         \
        struct fg_entry *slot = fg_vec_add(p->arena, &p->list);                              \
        return slot ? read_entry(slot, y, item, err) : fg_fail_memory(err);                  \
    }                                                                                        \
    static enum fg_status read_##list(void *into, const struct fg_yaml *y,                   \
                                      struct fy_node *value, struct fg_error *err)           \
    {                                                                                        \
        struct fg_profile *p = into;                                                         \
        return read_said(p, &p->has_##list, y, value, list##_item, err);                     \
    }

ENTRY_LIST(certificates)
ENTRY_LIST(licences)
ENTRY_LIST(clearances)
ENTRY_LIST(authorization)
ENTRY_LIST(traits)

/* ---- languages ---- */

static enum fg_status add_language(void *into, const struct fg_yaml *y, struct fy_node *name,
                                   struct fy_node *level, struct fg_error *err)
{
    struct fg_profile *p = into;
    if (!fg_yaml_is_text(name) || (level && !fg_yaml_is_text(level)))
        return fg_yaml_fail(y, level ? level : name, err,
                            "a language and its level are expected here (German: B2)");
    struct fg_spoken *slot = fg_vec_add(p->arena, &p->languages);
    if (!slot)
        return fg_fail_memory(err);
    *slot = (struct fg_spoken){.name = fg_sv_trim(fg_yaml_text(y, name)),
                               .line = fg_yaml_line(name)};
    if (level)
        slot->level_text = fg_sv_trim(fg_yaml_text(y, level));
    slot->level = fg_term_language_level(slot->level_text);
    if (slot->level || slot->level_text.n == 0)
        return FG_OK; /* no level at all: `skills check` says so */
    return unknown_level(y, level, slot->level_text, fg_term_level_hint(slot->level_text),
                         "A1 to C2, native, or basic, conversational, good, fluent, business", err);
}

static enum fg_status language_item(void *into, const struct fg_yaml *y, struct fy_node *item,
                                    struct fg_error *err)
{
    if (fy_node_is_mapping(item))
        return fg_yaml_pairs(y, item, add_language, into, err);
    return add_language(into, y, item, NULL, err);
}

static enum fg_status read_languages(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    struct fg_profile *p = into;
    if (!fy_node_is_mapping(value))
        return read_said(p, &p->has_languages, y, value, language_item, err);
    p->has_languages = (struct fg_listed){.said = true, .line = fg_yaml_line(value)};
    return fg_yaml_pairs(y, value, add_language, p, err);
}

/* ---- what one is willing to do, and the rest ---- */

static enum fg_status willing_travel(void *into, const struct fg_yaml *y, struct fy_node *value,
                                     struct fg_error *err)
{
    struct fg_profile *p = into;
    p->travel_line = fg_yaml_line(value);
    if (fg_term_share(fg_yaml_peek(value), &p->travel))
        return FG_OK;
    return fg_yaml_fail(y, value, err, "a share of time is expected here (25%%)");
}

static enum fg_status yes_or_no(const struct fg_yaml *y, struct fy_node *value, int *out,
                                unsigned *line, struct fg_error *err)
{
    bool yes;
    if (!fg_yaml_bool(value, &yes))
        return fg_yaml_fail(y, value, err, "true or false is expected here");
    *out = yes;
    *line = fg_yaml_line(value);
    return FG_OK;
}

#define YES_OR_NO(what)                                                                      \
    static enum fg_status willing_##what(void *into, const struct fg_yaml *y,                \
                                         struct fy_node *value, struct fg_error *err)        \
    {                                                                                        \
        struct fg_profile *p = into;                                                         \
        return yes_or_no(y, value, &p->what, &p->what##_line, err);                          \
    }

YES_OR_NO(relocate)
YES_OR_NO(shifts)
YES_OR_NO(on_site)

static const struct fg_yaml_field willing_fields[] = {
    {"travel", willing_travel, 0},
    {"relocate", willing_relocate, 0},
    {"shifts", willing_shifts, 0},
    {"on_site", willing_on_site, 0},
    {0},
};

static enum fg_status read_willing(void *into, const struct fg_yaml *y, struct fy_node *value,
                                   struct fg_error *err)
{
    struct fg_profile *p = into;
    p->has_willing = (struct fg_listed){.said = true, .line = fg_yaml_line(value)};
    return is_empty(value) ? FG_OK : fg_yaml_read(y, value, willing_fields, p, err);
}

static enum fg_status read_name(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a person's name is expected here");
    ((struct fg_profile *)into)->name = fg_sv_trim(fg_yaml_text(y, value));
    return FG_OK;
}

static enum fg_status read_location(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    struct fg_profile *p = into;
    if (!fg_yaml_is_text(value))
        return fg_yaml_fail(y, value, err, "a place is expected here (Boston, MA)");
    p->location = fg_yaml_text(y, value);
    p->location_line = fg_yaml_line(value);
    return FG_OK;
}

static const struct fg_yaml_field top_fields[] = {
    {"name", read_name, 0},
    {"skills", read_skills, 0},
    {"experience", read_experience, 0},
    {"education", read_education, 0},
    {"certificates", read_certificates, 0},
    {"licences", read_licences, 0},
    {"licenses", read_licences, 0},
    {"clearances", read_clearances, 0},
    {"languages", read_languages, 0},
    {"authorization", read_authorization, 0},
    {"willing", read_willing, 0},
    {"location", read_location, 0},
    {"traits", read_traits, 0},
    {0},
};

enum fg_status fg_profile_read_skills_file(struct fg_profile *p, const struct fg_yaml *y,
                                           struct fy_node *root, struct fg_error *err)
{
    return fg_yaml_read(y, root, top_fields, p, err);
}
