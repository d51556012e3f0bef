#include "fetch/site.h"

#include "fetch/site_match.h"
#include "fetch/site_read.h"
#include "rules/files.h"

#include <stdlib.h>
#include <string.h>

struct fg_sites {
    fg_arena *arena;
    FG_VEC(struct fg_site) all;
};

/* ---- the folder ---- */

static struct fg_site *place_for(fg_sites *s, const char *name)
{
    for (size_t i = 0; i < s->all.n; i++)
        if (strcmp(s->all.at[i].name, name) == 0)
            return &s->all.at[i];
    return fg_vec_add(s->arena, &s->all);
}

static enum fg_status read_site(fg_sites *s, const char *dir, const char *file,
                                struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    const struct fg_sv name = fg_sv_sub(fg_sv_of(file), 0, strlen(file) - strlen(".yaml"));
    const enum fg_status status = fg_files_read(dir, "sites", file, s->arena, &bytes, &path, err);
    if (status != FG_OK)
        return status;
    const char *copy = fg_arena_sv(s->arena, name).p;
    struct fg_site *site = copy ? place_for(s, copy) : NULL;
    return site ? fg_site_read_rules(bytes, path, copy, s->arena, site, err)
                : fg_fail_memory(err);
}

static enum fg_status read_dir(fg_sites *s, const char *dir, struct fg_error *err)
{
    const char **files = fg_files_list(dir, "sites", ".yaml", s->arena);
    enum fg_status status = files ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && files[i]; i++)
        status = read_site(s, dir, files[i], err);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct fg_site *)a)->name, ((const struct fg_site *)b)->name);
}

enum fg_status fg_sites_open(const fg_rules *rules, fg_sites **out, struct fg_error *err)
{
    fg_sites *s = calloc(1, sizeof *s);
    if (!s || !(s->arena = fg_arena_new(0))) {
        fg_sites_free(s);
        return fg_fail_memory(err);
    }
    enum fg_status status = read_dir(s, fg_rules_dir(rules), err);
    if (status == FG_OK && fg_rules_overlay_dir(rules))
        status = read_dir(s, fg_rules_overlay_dir(rules), err);
    if (status == FG_OK && s->all.n)
        qsort(s->all.at, s->all.n, sizeof *s->all.at, by_name);
    if (status == FG_OK)
        *out = s;
    else
        fg_sites_free(s);
    return status;
}

void fg_sites_free(fg_sites *sites)
{
    if (!sites)
        return;
    fg_arena_free(sites->arena);
    free(sites);
}

const struct fg_site *fg_sites_list(const fg_sites *sites, size_t *n)
{
    *n = sites->all.n;
    return sites->all.at;
}

/* ---- an address and its road ---- */

static struct fg_sv without_end_slash(struct fg_sv path)
{
    return path.n > 1 && fg_sv_ends(path, FG_SV("/")) ? fg_sv_sub(path, 0, path.n - 1) : path;
}

static bool is_of_pattern(const struct fg_site_pattern *p, struct fg_site_match *m)
{
    const struct fg_address *a = &m->given;
    m->n_captures = 0;
    if (!fg_site_matches(p->host, a->host, true, m) ||
        !fg_site_matches(p->path, without_end_slash(a->path), false, m))
        return false;
    for (size_t i = 0; i < p->query.n; i++) {
        const struct fg_sv value = fg_address_parameter(a, p->query.at[i].theirs);
        if (!value.p || !fg_site_matches(p->query.at[i].ours.p, value, false, m))
            return false;
    }
    return true;
}

static bool match_site(const struct fg_site *site, bool any_host, struct fg_site_match *m)
{
    for (size_t r = 0; r < site->roads.n; r++) {
        const struct fg_site_road *road = &site->roads.at[r];
        for (size_t i = 0; i < road->patterns.n; i++)
            if (road->any_host == any_host && is_of_pattern(&road->patterns.at[i], m)) {
                m->site = site;
                m->road = road;
                return true;
            }
    }
    return false;
}

void fg_sites_match(const fg_sites *sites, const struct fg_address *a, struct fg_site_match *out)
{
    *out = (struct fg_site_match){.given = *a};
    for (int any_host = 0; any_host < 2; any_host++)
        for (size_t i = 0; i < sites->all.n; i++)
            if (match_site(&sites->all.at[i], any_host, out))
                return;
    out->n_captures = 0;
}

/* ---- templates ---- */

static struct fg_sv environment(struct fg_sv name, fg_arena *arena)
{
    const struct fg_sv copy = fg_arena_sv(arena, name);
    const char *set = copy.p ? getenv(copy.p) : NULL;
    const bool clean = set && set[0] && !strpbrk(set, "\r\n");
    return clean ? fg_arena_sv(arena, fg_sv_of(set)) : (struct fg_sv){0};
}

static struct fg_sv default_port_left_out(const struct fg_address *a)
{
    const struct fg_sv o = a->origin;
    const struct fg_sv usual =
        fg_sv_eq(a->scheme, FG_SV("https")) ? FG_SV(":443") : FG_SV(":80");
    return fg_sv_ends(o, usual) ? fg_sv_sub(o, 0, o.n - usual.n) : o;
}

static struct fg_sv value_of(const struct fg_site_match *m, struct fg_sv name, fg_arena *arena)
{
    for (size_t i = 0; i < m->n_captures; i++)
        if (fg_sv_eq(m->captures[i].name, name))
            return m->captures[i].value;
    if (fg_sv_eq(name, FG_SV("origin")))
        return default_port_left_out(&m->given);
    if (fg_sv_eq(name, FG_SV("path")))
        return m->given.path;
    if (fg_sv_eq(name, FG_SV("address")))
        return m->given.url;
    if (fg_sv_starts(name, FG_SV("env:")))
        return environment(fg_sv_sub(name, 4, SIZE_MAX), arena);
    return (struct fg_sv){0};
}

/* Bytes of a "{name}" at the start of `s`, 0 where there is none: braces of JSON
 * bodies and GraphQL are left alone. */
static size_t placeholder(struct fg_sv s)
{
    size_t n = 1;
    if (s.n < 3 || s.p[0] != '{' || !fg_is_alpha(s.p[1]))
        return 0;
    while (n < s.n && (fg_is_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == ':'))
        n++;
    return n < s.n && s.p[n] == '}' ? n + 1 : 0;
}

struct fg_sv fg_site_fill(const struct fg_site_match *m, const char *text, fg_arena *arena)
{
    struct fg_sv rest = fg_sv_of(text), filled = {0};
    struct fg_buf b = {0};
    while (rest.n) {
        const size_t n = placeholder(rest);
        struct fg_sv piece = fg_sv_sub(rest, 0, 1);
        if (n) {
            piece = value_of(m, fg_sv_sub(rest, 1, n - 2), arena);
            if (!piece.p)
                goto out;
        }
        fg_buf_add(&b, piece);
        rest = fg_sv_sub(rest, n ? n : 1, SIZE_MAX);
    }
    filled = fg_arena_sv(arena, fg_buf_sv(&b));
out:
    fg_buf_free(&b);
    return filled;
}

struct fg_sv fg_site_key(const struct fg_site_match *m, fg_arena *arena)
{
    if (!m->site || !m->road->key)
        return FG_SV("");
    const struct fg_sv rest = fg_site_fill(m, m->road->key, arena);
    struct fg_buf b = {0};
    fg_buf_addf(&b, "%s:%.*s", m->site->name, FG_SV_ARG(rest));
    const struct fg_sv key = rest.p ? fg_arena_sv(arena, fg_buf_sv(&b)) : FG_SV("");
    fg_buf_free(&b);
    return key;
}

/* ---- guesses ---- */

static bool among(const struct fg_sv *words, size_t n, struct fg_sv word)
{
    for (size_t i = 0; i < n; i++)
        if (fg_sv_eq(words[i], word))
            return true;
    return false;
}

/* Takes a guess off the count; true where it was the one that was asked for. */
static bool take(struct fg_site_match *m, struct fg_sv value, size_t *left)
{
    if (!value.n || (*left)-- > 0 || m->n_captures == FG_MOST_CAPTURES)
        return false;
    m->captures[m->n_captures++] =
        (struct fg_site_capture){fg_sv_of(m->road->guess.name), value};
    return true;
}

/* A label as it is, then without each ending: "acmehq", "acme". */
static bool guess_label(struct fg_site_match *m, struct fg_sv label, size_t *left)
{
    const struct fg_site_guess *g = &m->road->guess;
    if (label.n < 2 || among(g->drop.at, g->drop.n, label))
        return false;
    if (take(m, label, left))
        return true;
    for (size_t i = 0; i < g->strip.n; i++)
        if (label.n > g->strip.at[i].n && fg_sv_ends(label, g->strip.at[i]) &&
            take(m, fg_sv_sub(label, 0, label.n - g->strip.at[i].n), left))
            return true;
    return false;
}

bool fg_site_guess(struct fg_site_match *m, size_t i)
{
    struct fg_sv rest = m->given.host, label;
    if (!m->site || !m->road->guess.name)
        return false;
    while (fg_sv_next(&rest, '.', &label) && rest.n) /* the last label is no one's name */
        if (guess_label(m, label, &i))
            return true;
    return false;
}

/* ---- examples ---- */

static enum fg_status wrong(const struct fg_site *site, const struct fg_site_example *e,
                            const char *got, struct fg_error *err)
{
    return fg_fail_at(err, FG_EDATA, site->path, e->line, 0,
                      "'%s' should lead to %s, and leads to %s", e->address,
                      e->fetches ? e->fetches : "nowhere", got[0] ? got : "nowhere");
}

/* Where the first address of a road leads, "" where it leads nowhere. */
static struct fg_sv leads_to(const struct fg_sites *sites, const struct fg_site *site,
                             const struct fg_site_road *road, const char *address,
                             fg_arena *arena)
{
    struct fg_address a;
    struct fg_site_match m;
    if (fg_address_parse(fg_sv_of(address), arena, &a, NULL) != FG_OK)
        return FG_SV("");
    fg_sites_match(sites, &a, &m);
    if (m.site != site || m.road != road)
        return FG_SV("");
    if (road->guess.name)
        fg_site_guess(&m, 0);
    const struct fg_sv filled = fg_site_fill(&m, road->fetch.at[0].address, arena);
    return filled.p ? filled : FG_SV("");
}

static enum fg_status test_road(const struct fg_sites *sites, const struct fg_site *site,
                                const struct fg_site_road *road, size_t *n, struct fg_error *err)
{
    fg_arena *arena = fg_arena_new(0);
    enum fg_status status = arena ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && i < road->examples.n; i++, ++*n) {
        const struct fg_site_example *e = &road->examples.at[i];
        const struct fg_sv to = leads_to(sites, site, road, e->address, arena);
        if (!fg_sv_eq(to, fg_sv_of(e->fetches)))
            status = wrong(site, e, to.p, err);
    }
    fg_arena_free(arena);
    return status;
}

enum fg_status fg_sites_test(const fg_sites *sites, size_t *n, struct fg_error *err)
{
    *n = 0;
    for (size_t i = 0; i < sites->all.n; i++)
        for (size_t r = 0; r < sites->all.at[i].roads.n; r++) {
            const struct fg_site *site = &sites->all.at[i];
            const enum fg_status status = test_road(sites, site, &site->roads.at[r], n, err);
            if (status != FG_OK)
                return status;
        }
    return FG_OK;
}
