#include "document/front_matter.h"

#include "document/json_value.h"

/* As note takers, site generators and web clippers call them. */
static const struct {
    const char *key;
    size_t field;                /* offset in struct fg_fields */
    enum {TEXT, DATE, ADDRESS} is;
} known[] = {
#define FIELD(member) offsetof(struct fg_fields, member)
    {"title", FIELD(title), TEXT}, {"role", FIELD(title), TEXT}, {"position", FIELD(title), TEXT},
    {"job_title", FIELD(title), TEXT}, {"jobtitle", FIELD(title), TEXT},
    {"company", FIELD(company), TEXT}, {"employer", FIELD(company), TEXT},
    {"organization", FIELD(company), TEXT}, {"organisation", FIELD(company), TEXT},
    {"location", FIELD(location), TEXT}, {"place", FIELD(location), TEXT},
    {"city", FIELD(location), TEXT}, {"url", FIELD(url), ADDRESS}, {"link", FIELD(url), ADDRESS},
    {"source", FIELD(url), ADDRESS}, {"source_url", FIELD(url), ADDRESS},
    {"date", FIELD(posted), DATE}, {"posted", FIELD(posted), DATE},
    {"date_posted", FIELD(posted), DATE}, {"published", FIELD(posted), DATE},
    {"deadline", FIELD(valid_through), DATE}, {"valid_through", FIELD(valid_through), DATE},
    {"lang", FIELD(language), TEXT}, {"language", FIELD(language), TEXT},
    {"remote", FIELD(remote), TEXT}, {"employment_type", FIELD(employment_type), TEXT},
#undef FIELD
};

static struct fg_sv unquoted(struct fg_sv s)
{
    s = fg_sv_trim(s);
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        s = fg_sv_sub(s, 1, s.n - 2);
    return s;
}

/* YYYY-MM-DD of a date as people and programs write it, "<2026-11-01 Sun>" too. */
static struct fg_sv date_of(fg_arena *arena, struct fg_sv s)
{
    if (s.n && (s.p[0] == '<' || s.p[0] == '['))
        s = fg_sv_sub(s, 1, SIZE_MAX);
    json_t *text = json_stringn(s.p ? s.p : "", s.n);
    const struct fg_sv date = fg_json_date(arena, text);
    json_decref(text);
    return date;
}

void fg_front_field(struct fg_fields *f, fg_arena *arena, struct fg_sv key, struct fg_sv value)
{
    value = unquoted(value);
    for (size_t i = 0; value.n && i < sizeof known / sizeof *known; i++) {
        struct fg_sv *to = (struct fg_sv *)(void *)((char *)f + known[i].field);
        if (!fg_sv_eq_nocase(key, fg_sv_of(known[i].key)) || to->n)
            continue;
        if (known[i].is == DATE)
            *to = date_of(arena, value);
        else if (known[i].is == TEXT || fg_sv_starts_nocase(value, FG_SV("http")))
            *to = fg_arena_sv(arena, value);
    }
}

/* A line that opens and closes a block, and what stands between key and value in it. */
static const struct fence {
    const char *line, *between;
} fences[] = {{"---", ":"}, {"+++", "="}};

static const struct fence *fence_of(struct fg_sv line)
{
    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
        if (fg_sv_eq(fg_sv_trim(line), fg_sv_of(fences[i].line)))
            return &fences[i];
    return NULL;
}

struct fg_sv fg_front_matter(struct fg_sv text, struct fg_fields *fields, fg_arena *arena)
{
    struct fg_sv rest = text, line;
    const struct fence *fence = fg_sv_next(&rest, '\n', &line) ? fence_of(line) : NULL;
    if (!fence)
        return text;
    const struct fg_sv inside = rest;
    while (fg_sv_next(&rest, '\n', &line))
        if (fence_of(line) == fence)
            break;
    if (!rest.p)
        return text; /* never closed: only a rule */
    struct fg_sv left = {inside.p, (size_t)(line.p - inside.p)};
    while (left.n && fg_sv_next(&left, '\n', &line)) {
        const size_t between = fg_sv_find(line, fg_sv_of(fence->between));
        if (between != SIZE_MAX && line.n && !fg_is_space(line.p[0]))
            fg_front_field(fields, arena, fg_sv_trim(fg_sv_sub(line, 0, between)),
                           fg_sv_sub(line, between + 1, line.n));
    }
    return rest;
}
