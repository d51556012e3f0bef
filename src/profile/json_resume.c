/* JSON Resume, as JSON or YAML. Source: https://jsonresume.org/schema (1.0.0). */
#include "profile/room.h"
#include "profile/terms.h"

#include <stdlib.h>

static struct fy_node *member(struct fy_node *mapping, const char *key)
{
    if (!mapping || !fy_node_is_mapping(mapping))
        return NULL;
    void *iterator = NULL;
    struct fy_node_pair *pair;
    while ((pair = fy_node_mapping_iterate(mapping, &iterator)))
        if (fg_sv_eq(fg_yaml_peek(fy_node_pair_key(pair)), fg_sv_of(key)))
            return fy_node_pair_value(pair);
    return NULL;
}

static struct fg_sv text(const struct fg_yaml *y, struct fy_node *mapping, const char *key)
{
    struct fy_node *value = member(mapping, key);
    const struct fg_sv s = fg_yaml_peek(value);
    if (!s.n || fg_sv_eq(s, FG_SV("null")))
        return (struct fg_sv){0};
    return fg_sv_trim(fg_yaml_text(y, value));
}

bool fg_profile_is_json_resume(struct fy_node *root)
{
    return member(root, "basics") || member(root, "work") || member(root, "$schema");
}

/* Calls `each` for the elements of a list; a resume that gives something else
 * there is read without it. */
static bool for_each(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *list,
                     bool (*each)(struct fg_profile *, const struct fg_yaml *, struct fy_node *))
{
    void *iterator = NULL;
    struct fy_node *item;
    if (!list || !fy_node_is_sequence(list))
        return true;
    while ((item = fy_node_sequence_iterate(list, &iterator)))
        if (!each(p, y, item))
            return false;
    return true;
}

/* Months since year 0, or 0 where no date can be read. */
static int months_at(struct fg_profile *p, struct fg_sv date)
{
    int month;
    const int year = fg_term_year(date, &month);
    fg_profile_note_year(p, year);
    return year ? year * 12 + (month ? month - 1 : 0) : 0;
}

/* "Present" and the like, where a date should be. */
static bool is_open(struct fg_sv date)
{
    return !date.n || !fg_is_digit(date.p[0]);
}

/* Until when what is not over has lasted at least: the file's own last change, or what
 * is later, the year its entries speak of and the one this was written in. */
static int months_now(struct fg_profile *p, const struct fg_yaml *y)
{
    enum { WRITTEN = 2026 };
    const int changed = months_at(p, text(y, member(fg_yaml_root(y), "meta"), "lastModified"));
    return changed ? changed : 12 * (p->as_of > WRITTEN ? p->as_of : WRITTEN);
}

/* Years from startDate to endDate; -1 where it does not say. */
static double years_of(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *job)
{
    const int from = months_at(p, text(y, job, "startDate"));
    const struct fg_sv end = text(y, job, "endDate");
    const int to = is_open(end) ? months_now(p, y) : months_at(p, end);
    return from && to >= from ? (to - from) / 12.0 : -1;
}

static int by_start(const void *a, const void *b)
{
    const struct fg_span *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static bool add_statement(struct fg_profile *p, struct fg_sv said, double years, unsigned line)
{
    if (!said.n)
        return true;
    struct fg_statement *slot = fg_vec_add(p->arena, &p->statements);
    if (slot)
        *slot = (struct fg_statement){.text = said, .years = years, .line = line};
    return slot != NULL;
}

static struct fg_sv joined(struct fg_profile *p, const struct fg_sv *parts, size_t n)
{
    struct fg_buf b = {0};
    for (size_t i = 0; i < n; i++) {
        if (b.n && parts[i].n)
            fg_buf_addz(&b, ". ");
        fg_buf_add(&b, parts[i]);
    }
    const struct fg_sv out = fg_arena_sv(p->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return out;
}

static bool each_highlight(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *item)
{
    return add_statement(p, fg_yaml_text(y, item), -1, fg_yaml_line(item));
}

/* Months in which one worked at all, however many jobs at once, in years. */
static double years_worked(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *work)
{
    FG_VEC(struct fg_span) spans = {0}; /* months: at from, n until and without */
    void *iterator = NULL;
    struct fy_node *job;
    int sum = 0, until = 0;
    if (!work || !fy_node_is_sequence(work))
        return -1;
    while ((job = fy_node_sequence_iterate(work, &iterator))) {
        const int from = months_at(p, text(y, job, "startDate"));
        const double years = years_of(p, y, job);
        struct fg_span *slot = from && years > 0 ? fg_vec_add(p->arena, &spans) : NULL;
        if (slot)
            *slot = (struct fg_span){(uint32_t)from, (uint32_t)from + (uint32_t)(years * 12 + 0.5)};
    }
    if (spans.n)
        qsort(spans.at, spans.n, sizeof *spans.at, by_start);
    for (size_t i = 0; i < spans.n; i++) {
        const int from = (int)spans.at[i].at > until ? (int)spans.at[i].at : until;
        if ((int)spans.at[i].n > from)
            sum += (int)spans.at[i].n - from;
        until = (int)spans.at[i].n > until ? (int)spans.at[i].n : until;
    }
    return spans.n ? sum / 12.0 : -1;
}

/* A list of texts as one. */
static struct fg_sv texts(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *list)
{
    struct fg_buf b = {0};
    void *iterator = NULL;
    struct fy_node *item;
    while (list && fy_node_is_sequence(list) &&
           (item = fy_node_sequence_iterate(list, &iterator))) {
        if (b.n)
            fg_buf_addz(&b, ", ");
        fg_buf_add(&b, fg_sv_trim(fg_yaml_text(y, item)));
    }
    const struct fg_sv out = fg_arena_sv(p->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return out;
}

static bool add_skill(struct fg_profile *p, struct fg_sv name, struct fg_sv level, unsigned line)
{
    if (!name.n)
        return true;
    struct fg_known_skill *slot = fg_vec_add(p->arena, &p->skills);
    if (slot)
        *slot = (struct fg_known_skill){.name = name,
                                        .years = -1,
                                        .level = level,
                                        .rank = fg_term_skill_level(level),
                                        .line = line};
    return slot != NULL;
}

static bool each_keyword(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *item)
{
    return add_skill(p, fg_yaml_text(y, item), (struct fg_sv){0}, fg_yaml_line(item));
}

/* work, volunteer, projects: what one was, where, and what one did there. */
static bool each_job(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *job)
{
    const struct fg_sv parts[] = {text(y, job, "position"),    texts(p, y, member(job, "roles")),
                                  text(y, job, "name"),        text(y, job, "organization"),
                                  text(y, job, "summary"),     text(y, job, "description")};
    return add_statement(p, joined(p, parts, sizeof parts / sizeof *parts), years_of(p, y, job),
                         fg_yaml_line(job)) &&
           for_each(p, y, member(job, "highlights"), each_highlight) &&
           for_each(p, y, member(job, "keywords"), each_keyword);
}

/* awards, publications: what it was, and what it tells. */
static bool each_work(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *item)
{
    const struct fg_sv parts[] = {text(y, item, "title"), text(y, item, "name"),
                                  text(y, item, "summary")};
    return add_statement(p, joined(p, parts, sizeof parts / sizeof *parts), -1,
                         fg_yaml_line(item));
}

static bool each_skill(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *skill)
{
    if (fg_yaml_is_text(skill))
        return each_keyword(p, y, skill);
    const struct fg_sv level = text(y, skill, "level");
    const size_t before = p->skills.n;
    if (!add_skill(p, text(y, skill, "name"), level, fg_yaml_line(skill)) ||
        !for_each(p, y, member(skill, "keywords"), each_keyword))
        return false;
    for (size_t i = before; i < p->skills.n; i++) { /* the level is said of all of them */
        p->skills.at[i].level = level;
        p->skills.at[i].rank = fg_term_skill_level(level);
    }
    return true;
}

static bool each_schooling(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *school)
{
    struct fg_schooling *slot = fg_vec_add(p->arena, &p->education);
    if (!slot)
        return false;
    *slot = (struct fg_schooling){.degree_text = text(y, school, "studyType"),
                                  .field = text(y, school, "area"),
                                  .courses = texts(p, y, member(school, "courses")),
                                  .year = fg_term_year(text(y, school, "endDate"), NULL),
                                  .line = fg_yaml_line(school)};
    if (!slot->degree_text.n && fg_term_degree(slot->field))
        slot->degree_text = slot->field; /* "BSc Computer Science" */
    slot->degree = fg_term_degree(slot->degree_text);
    fg_profile_note_year(p, slot->year);
    return true;
}

static bool each_certificate(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *item)
{
    const struct fg_sv name = text(y, item, "name");
    struct fg_entry *slot = name.n ? fg_vec_add(p->arena, &p->certificates) : NULL;
    if (slot)
        *slot = (struct fg_entry){.text = name, .line = fg_yaml_line(item),
                                  .skill = FG_NO_SKILL};
    return slot || !name.n;
}

static bool each_language(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *item)
{
    const struct fg_sv name = text(y, item, "language"), fluency = text(y, item, "fluency");
    struct fg_spoken *slot = name.n ? fg_vec_add(p->arena, &p->languages) : NULL;
    if (slot)
        *slot = (struct fg_spoken){.name = name,
                                   .level = fg_term_language_level(fluency),
                                   .level_text = fluency,
                                   .line = fg_yaml_line(item)};
    return slot || !name.n;
}

static void read_basics(struct fg_profile *p, const struct fg_yaml *y, struct fy_node *basics)
{
    struct fy_node *place = member(basics, "location");
    const struct fg_sv city = text(y, place, "city"), region = text(y, place, "region"),
                       country = text(y, place, "countryCode");
    struct fg_buf b = {0};
    const struct fg_sv parts[] = {city, region, country};
    for (size_t i = 0; i < 3; i++) {
        if (b.n && parts[i].n)
            fg_buf_addz(&b, ", ");
        fg_buf_add(&b, parts[i]);
    }
    p->name = text(y, basics, "name");
    p->location = fg_arena_sv(p->arena, fg_buf_sv(&b));
    p->location_line = place ? fg_yaml_line(place) : 0;
    fg_buf_free(&b);
    for (size_t i = 0; i < 2; i++) {
        static const char *const keys[] = {"label", "summary"};
        add_statement(p, text(y, basics, keys[i]), -1, fg_yaml_line(member(basics, keys[i])));
    }
}

static struct fg_listed listed(struct fy_node *root, const char *key)
{
    struct fy_node *value = member(root, key);
    return (struct fg_listed){.said = value != NULL, .line = value ? fg_yaml_line(value) : 0};
}

enum fg_status fg_profile_read_json_resume(struct fg_profile *p, const struct fg_yaml *y,
                                           struct fy_node *root, struct fg_error *err)
{
    static const struct {
        const char *key;
        bool (*each)(struct fg_profile *, const struct fg_yaml *, struct fy_node *);
    } parts[] = {
        {"work", each_job},          {"volunteer", each_job},
        {"projects", each_job},      {"skills", each_skill},
        {"education", each_schooling}, {"certificates", each_certificate},
        {"languages", each_language}, {"awards", each_work},
        {"publications", each_work},
    };
    if (member(root, "basics"))
        read_basics(p, y, member(root, "basics"));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!for_each(p, y, member(root, parts[i].key), parts[i].each))
            return fg_fail_memory(err);
    p->total_years = years_worked(p, y, member(root, "work"));
    p->resume = true;
    p->dated = p->total_years >= 0;
    p->has_education = listed(root, "education");
    p->has_languages = listed(root, "languages");
    /* a resume without certificates does not say that there are none */
    p->has_certificates.said = p->certificates.n > 0;
    return FG_OK;
}
