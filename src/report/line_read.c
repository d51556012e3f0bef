/* A line of JSON back to a fit: the counterpart of json.c, as far as a ranking needs. */
#include "report/ranking.h"

#include <jansson.h>
#include <string.h>

enum { MOST_YEARS = 100 };

static struct fg_sv text(fg_arena *arena, const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    const struct fg_sv s = {json_string_value(v), json_string_length(v)};
    return s.n ? fg_arena_sv(arena, s) : (struct fg_sv){0};
}

/* What no report says, more than `most`, is not said either: -1. */
static double number(const json_t *object, const char *key, double most)
{
    const json_t *v = json_object_get(object, key);
    const double n = json_is_number(v) ? json_number_value(v) : -1;
    return n <= most ? n : -1;
}

/* The enumeration's value of that name, 0 where there is none. */
static int named(const json_t *object, const char *key, const char *(*name)(int), int n)
{
    const char *value = json_string_value(json_object_get(object, key));
    for (int i = 0; value && i < n; i++)
        if (strcmp(name(i), value) == 0)
            return i;
    return 0;
}

static const char *state(int i) { return fg_state_name((enum fg_state)i); }
static const char *band(int i) { return fg_band_name((enum fg_band)i); }
static const char *kind(int i) { return fg_kind_name((enum fg_kind)i); }
static const char *degree(int i) { return fg_degree_name((enum fg_degree)i); }
static const char *priority(int i) { return fg_priority_name((enum fg_priority)i); }

/* "r7" -> 7 */
static unsigned id(fg_arena *arena, const json_t *object, const char *key)
{
    uint32_t n = 0;
    fg_sv_to_u32(fg_sv_sub(text(arena, object, key), 1, SIZE_MAX), &n);
    return n;
}

static size_t room_for(const json_t *array, fg_arena *arena, size_t size, void *out)
{
    const size_t n = json_array_size(array);
    void *p = n ? fg_arena_calloc(arena, n, size) : NULL;
    memcpy(out, &p, sizeof p);
    return p ? n : 0;
}

static void read_mentions(const json_t *array, fg_arena *arena, struct fg_requirement *r)
{
    struct fg_mention *m;
    r->n_skills = room_for(array, arena, sizeof *m, &m);
    for (size_t i = 0; i < r->n_skills; i++) {
        const json_t *o = json_array_get(array, i);
        m[i] = (struct fg_mention){.skill = FG_NO_SKILL, .name = text(arena, o, "name"),
                                   .surface = text(arena, o, "surface")};
    }
    r->skills = m;
}

static void read_evidence(const json_t *array, fg_arena *arena, struct fg_verdict *v)
{
    struct fg_evidence *e;
    v->n_evidence = room_for(array, arena, sizeof *e, &e);
    for (size_t i = 0; i < v->n_evidence; i++) {
        const json_t *o = json_array_get(array, i);
        e[i] = (struct fg_evidence){.skill = text(arena, o, "skill"),
                                    .years = number(o, "years", MOST_YEARS),
                                    .via = text(arena, o, "via")};
    }
    v->evidence = e;
}

static void read_requirement(const json_t *o, fg_arena *arena, struct fg_requirement *r,
                             struct fg_verdict *v)
{
    *r = (struct fg_requirement){
        .id = id(arena, o, "id"), .text = text(arena, o, "text"),
        .priority = (enum fg_priority)named(o, "priority", priority, FG_NICE + 1),
        .kind = (enum fg_kind)named(o, "kind", kind, FG_OTHER + 1),
        .years_min = number(o, "years_min", MOST_YEARS),
        .years_max = number(o, "years_max", MOST_YEARS), .travel = -1,
        .degree = (enum fg_degree)named(o, "degree", degree, FG_PROFESSIONAL + 1),
        .any_of = json_is_true(json_object_get(o, "any_of")),
    };
    read_mentions(json_object_get(o, "skills"), arena, r);
    *v = (struct fg_verdict){
        .requirement = r, .state = (enum fg_state)named(o, "state", state, FG_UNKNOWN + 1),
        .credit = number(o, "credit", 1), .weight = number(o, "weight", 100),
        .gain = number(o, "gain", 100),
    };
    read_evidence(json_object_get(o, "evidence"), arena, v);
}

static void read_requirements(const json_t *array, fg_arena *arena, struct fg_posting *p,
                              struct fg_fit *fit)
{
    struct fg_requirement *r;
    struct fg_verdict *v;
    const size_t n = room_for(array, arena, sizeof *r, &r);
    fit->n_verdicts = n ? room_for(array, arena, sizeof *v, &v) : 0;
    for (size_t i = 0; i < fit->n_verdicts; i++)
        read_requirement(json_array_get(array, i), arena, &r[i], &v[i]);
    p->n_requirements = fit->n_verdicts;
    p->requirements = r;
    fit->verdicts = fit->n_verdicts ? v : NULL;
}

static void read_duties(const json_t *array, fg_arena *arena, struct fg_posting *p)
{
    struct fg_duty *d;
    p->n_duties = room_for(array, arena, sizeof *d, &d);
    for (size_t i = 0; i < p->n_duties; i++)
        d[i].text = text(arena, json_array_get(array, i), "text");
    p->duties = d;
}

static void read_caps(const json_t *array, fg_arena *arena, struct fg_fit *fit)
{
    struct fg_cap *c;
    fit->n_caps = room_for(array, arena, sizeof *c, &c);
    for (size_t i = 0; i < fit->n_caps; i++) {
        const json_t *o = json_array_get(array, i);
        c[i] = (struct fg_cap){number(o, "limit", 100), text(arena, o, "reason"),
                               id(arena, o, "requirement")};
    }
    fit->caps = c;
}

static void read_posting(const json_t *o, fg_arena *arena, struct fg_posting *p)
{
    const json_t *source = json_object_get(o, "source");
    *p = (struct fg_posting){
        .source = {.given = text(arena, source, "given"), .url = text(arena, source, "url"),
                   .file = text(arena, source, "file"),
                   .fetched_at = text(arena, source, "fetched_at")},
        .title = text(arena, o, "title"), .company = text(arena, o, "company"),
        .location = text(arena, o, "location"), .posted = text(arena, o, "posted"),
        .closed = json_is_true(json_object_get(o, "closed")), .salary = {-1, -1, {0}, {0}},
    };
    const struct fg_sv sha = fg_sv_sub(text(arena, source, "sha256"), 0,
                                       sizeof p->source.sha256 - 1);
    if (sha.n)
        memcpy(p->source.sha256, sha.p, sha.n);
    read_duties(json_object_get(o, "duties"), arena, p);
}

static void read_fit(const json_t *o, fg_arena *arena, struct fg_posting *p, struct fg_fit *fit)
{
    const json_t *coverage = json_object_get(o, "coverage");
    *fit = (struct fg_fit){
        .posting = p, .score = number(o, "score", 100), .confidence = number(o, "confidence", 1),
        .band = (enum fg_band)named(o, "band", band, FG_NOT_YET + 1),
        .must = number(coverage, "must", 1), .nice = number(coverage, "nice", 1),
        .duties = number(coverage, "duties", 1), .rules_digest = "", .profile_digest = "",
    };
    read_caps(json_object_get(o, "caps"), arena, fit);
    read_requirements(json_object_get(o, "requirements"), arena, p, fit);
}

enum fg_status fg_report_read_line(struct fg_sv line, fg_arena *arena, struct fg_posting *posting,
                                   struct fg_fit *fit, struct fg_error *err)
{
    json_error_t why;
    json_t *o = json_loadb(line.p, line.n, 0, &why);
    if (!o)
        return fg_fail(err, FG_EREAD, "is no line of JSON: %s", why.text);
    const bool is_fit =
        json_object_get(o, "score") && json_is_array(json_object_get(o, "requirements"));
    if (is_fit) {
        read_posting(o, arena, posting);
        read_fit(o, arena, posting, fit);
    }
    json_decref(o);
    if (!is_fit)
        return fg_fail(err, FG_EREAD, "is not a fit, as 'fitgap scan --format jsonl' writes it");
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
