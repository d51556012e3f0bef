/* A fit cut down to what a ranking needs of it. */
#include "fetch/address.h"
#include "report/ranking.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TENTHS = 1000 }; /* of a score */

/* `v`, at most 100, in units of 10^-digits, rounded as the JSON line is: a line read back gives
 * the same number. */
static int quantum(double v, int digits)
{
    char text[32], *to = text;
    if (v < 0)
        return -1;
    snprintf(text, sizeof text, "%.*f", digits, v);
    for (const char *from = text; *from; from++)
        if (*from != '.')
            *to++ = *from;
    *to = '\0';
    return atoi(text);
}

/* ---- skills ---- */

static bool is_closed_gap(const struct fg_verdict *v)
{
    return v->state == FG_MET || v->state == FG_UNKNOWN;
}

static bool speaks_for(const struct fg_evidence *e, const struct fg_mention *m)
{
    const struct fg_sv skill = e->via.n ? e->via : e->skill;
    return fg_sv_eq_nocase(skill, m->name) || fg_sv_eq_nocase(skill, m->surface);
}

/* Whether a skill that a requirement names is what is lacking. A neighbour of it is
 * evidence (`via`), but not the skill itself. */
static bool is_missing(const struct fg_verdict *v, const struct fg_mention *m)
{
    if (is_closed_gap(v))
        return false;
    for (size_t i = 0; i < v->n_evidence; i++)
        if (speaks_for(&v->evidence[i], m))
            return v->state == FG_ADJACENT && v->evidence[i].via.n;
    return true;
}

/* Whether the i-th skill of a requirement is lacking and named there for the first time. */
static bool is_new_gap(const struct fg_verdict *v, size_t i)
{
    const struct fg_mention *skills = v->requirement->skills;
    for (size_t k = 0; k < i; k++)
        if (fg_sv_eq(skills[k].name, skills[i].name))
            return false;
    return is_missing(v, &skills[i]);
}

static size_t count_missing(const struct fg_verdict *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->requirement->n_skills; i++)
        n += is_new_gap(v, i);
    return n;
}

typedef FG_VEC(struct fg_ranked_skill) skill_list;

static struct fg_ranked_skill *skill_of(skill_list *list, fg_arena *arena, struct fg_sv name)
{
    for (size_t i = 0; i < list->n; i++)
        if (fg_sv_eq(list->at[i].name, name))
            return &list->at[i];
    struct fg_ranked_skill *s = fg_vec_add(arena, list);
    if (s)
        *s = (struct fg_ranked_skill){name, -1, false};
    return s;
}

/* One of several alternatives closes the gap; of skills that are all asked for, each
 * closes its share. A degree's field of study is asked for, but a skill of that name is no
 * degree. */
static void add_skills(skill_list *list, fg_arena *arena, const struct fg_verdict *v,
                       unsigned capping)
{
    const struct fg_requirement *r = v->requirement;
    const size_t missing = count_missing(v);
    const int whole = quantum(v->gain, 1);
    for (size_t i = 0; i < r->n_skills; i++) {
        struct fg_ranked_skill *s = skill_of(list, arena, r->skills[i].name);
        if (!s || r->kind == FG_EDUCATION || !is_new_gap(v, i))
            continue;
        s->uncaps |= r->id == capping && (r->any_of || missing == 1);
        s->gain = (s->gain < 0 ? 0 : s->gain) + (r->any_of ? whole : whole / (int)missing);
        s->gain = s->gain < MOST_TENTHS ? s->gain : MOST_TENTHS;
    }
}

static int by_name(const void *a, const void *b)
{
    return fg_sv_cmp(((const struct fg_ranked_skill *)a)->name,
                     ((const struct fg_ranked_skill *)b)->name);
}

static void hold_down(struct fg_ranked_skill *s, const struct fg_ranked *posting)
{
    const int cap = s->uncaps ? posting->next_cap : posting->cap;
    const int most = (cap >= 0 ? cap : MOST_TENTHS) - posting->score;
    s->gain = s->gain < most ? s->gain : most;
}

static void set_skills(const struct fg_fit *fit, fg_arena *arena, unsigned capping,
                       struct fg_ranked *out)
{
    skill_list list = {0};
    for (size_t i = 0; i < fit->n_verdicts; i++)
        add_skills(&list, arena, &fit->verdicts[i], capping);
    for (size_t i = 0; out->score >= 0 && i < list.n; i++) /* none is more than met, or capped */
        hold_down(&list.at[i], out);
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, by_name);
    out->skills = list.at;
    out->n_skills = list.n;
}

/* ---- gaps ---- */

/* What is lacking by name; by the requirement's first words where it names no skill. */
static struct fg_sv gap_name(const struct fg_verdict *v, fg_arena *arena)
{
    enum { LONGEST = 40 };
    struct fg_buf b = {0};
    for (size_t i = 0; i < v->requirement->n_skills; i++)
        if (is_new_gap(v, i))
            fg_buf_addf(&b, "%s%.*s", b.n ? v->requirement->any_of ? " or " : ", " : "",
                        FG_SV_ARG(v->requirement->skills[i].name));
    if (!b.n)
        fg_buf_add(&b, v->requirement->text);
    const struct fg_sv whole = fg_buf_sv(&b);
    const struct fg_sv cut = fg_sv_trim(fg_utf8_cut(whole, LONGEST));
    b.n = cut.n;
    if (cut.n < fg_sv_trim(whole).n)
        fg_buf_addz(&b, "...");
    const struct fg_sv name = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return name;
}

static bool worse_gap(const struct fg_verdict *a, const struct fg_verdict *b)
{
    const int x = quantum(a->gain, 1), y = quantum(b->gain, 1);
    return x != y ? x > y : a->requirement->id < b->requirement->id;
}

static void set_gaps(const struct fg_fit *fit, fg_arena *arena, struct fg_ranked *out)
{
    const struct fg_verdict *best[FG_RANKED_GAPS + 1] = {0};
    size_t n = 0;
    for (size_t i = 0; i < fit->n_verdicts; i++) {
        if (is_closed_gap(&fit->verdicts[i]) || quantum(fit->verdicts[i].gain, 1) <= 0)
            continue;
        size_t at = n;
        for (; at > 0 && worse_gap(&fit->verdicts[i], best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = &fit->verdicts[i];
        n += n < FG_RANKED_GAPS;
    }
    for (size_t i = 0; i < n; i++)
        out->gaps[i] = gap_name(best[i], arena);
}

/* ---- all of it ---- */

static uint64_t join(uint64_t h, struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return (h ^ 0xff) * 1099511628211u; /* no byte of UTF-8: "ab", "c" is not "a", "bc" */
}

static void set_identity(const struct fg_posting *p, fg_arena *arena, struct fg_ranked *out)
{
    struct fg_address a;
    struct fg_sketch sketch;
    out->place = p->source.file.n ? p->source.file : p->source.url;
    if (p->source.url.n && fg_address_parse(p->source.url, arena, &a, NULL) == FG_OK)
        out->key = fg_address_canonical(&a, arena);
    out->id = 14695981039346656037u;
    const struct fg_sv parts[] = {out->place, p->source.url, p->title, p->company, p->location};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        out->id = join(out->id, parts[i]);
    fg_sketch_begin(&sketch);
    for (size_t i = 0; i < p->n_requirements; i++) {
        fg_sketch_add(&sketch, p->requirements[i].text);
        out->id = join(out->id, p->requirements[i].text);
    }
    for (size_t i = 0; i < p->n_duties; i++)
        fg_sketch_add(&sketch, p->duties[i].text);
    fg_sketch_end(&sketch, out->sketch);
    out->n_words = sketch.n_words;
}

static void set_asked(const struct fg_posting *p, struct fg_ranked *out)
{
    out->years = -1;
    for (size_t i = 0; i < p->n_requirements; i++) {
        const struct fg_requirement *r = &p->requirements[i];
        if (r->years_min >= 0 && r->years_min < 100 && (int)r->years_min > out->years)
            out->years = (int)r->years_min;
        if (r->degree > out->degree)
            out->degree = r->degree;
    }
}

static int lowest_cap(const struct fg_fit *fit, unsigned except, const struct fg_cap **which)
{
    int lowest = -1;
    for (size_t i = 0; i < fit->n_caps; i++) {
        const int limit = quantum(fit->caps[i].limit, 1);
        if (fit->caps[i].requirement == except || (lowest >= 0 && limit >= lowest))
            continue;
        lowest = limit;
        *which = &fit->caps[i];
    }
    return lowest;
}

/* The requirement that caps; 0: none. */
static unsigned set_cap(const struct fg_fit *fit, struct fg_ranked *out)
{
    const struct fg_cap *cap = NULL, *next = NULL;
    out->cap = lowest_cap(fit, 0, &cap);
    out->next_cap = cap ? lowest_cap(fit, cap->requirement, &next) : -1;
    if (!cap)
        return 0;
    out->cap_reason = cap->reason;
    return cap->requirement;
}

bool fg_ranked_of(const struct fg_fit *fit, fg_arena *arena, struct fg_ranked *out)
{
    const struct fg_posting *p = fit->posting;
    *out = (struct fg_ranked){
        .title = p->title, .company = p->company, .location = p->location,
        .posted = p->posted.n ? p->posted : fg_sv_sub(p->source.fetched_at, 0, 10),
        .score = quantum(fit->score, 1), .closed = p->closed,
        .band = fit->score < 0 ? FG_NOT_YET : fit->band,
        .must = quantum(fit->must, 3), .nice = quantum(fit->nice, 3),
        .confidence = 10 * quantum(fit->confidence, 2),
    };
    set_identity(p, arena, out);
    set_asked(p, out);
    set_gaps(fit, arena, out);
    set_skills(fit, arena, set_cap(fit, out), out);
    return !fg_arena_failed(arena);
}
