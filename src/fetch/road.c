#include "fetch/task.h"

#include <stdlib.h>
#include <string.h>

/* ---- consent ---- */

static bool is_listed(struct fg_sv names, struct fg_sv name)
{
    struct fg_sv one;
    while (fg_sv_next(&names, ',', &one))
        if (fg_sv_eq_nocase(fg_sv_trim(one), name))
            return true;
    return false;
}

static bool is_switched_on(const struct run *r, const struct fg_site *site)
{
    const char *set = r->fetcher->transport.options.allow_sites;
    return is_listed(fg_sv_of(set ? set : getenv("FITGAP_ALLOW_SITES")), fg_sv_of(site->name));
}

static enum fg_status not_switched_on(struct task *t, const struct fg_site *site,
                                      const char *why)
{
    return fg_fail_at(&t->job->error, FG_EFETCH, t->given.url.p, 0, 0,
                      "%s is left alone: %s; save the page in the browser and pass the file, or "
                      "switch it on with --allow-site %s",
                      site->title, why, site->name);
}

/* ---- steps ---- */

static void ask(struct task *t, const struct fg_address *to)
{
    t->request = (struct fg_request){.to = *to};
    t->asked = to->url;
    t->hops = t->retries = 0;
    t->looked_up = false;
    t->cached = (struct fg_cached){0};
}

static const char *const *fill_headers(struct task *t, const struct fg_site_fetch *f, bool *good)
{
    size_t n = 0;
    while (f->headers && f->headers[n])
        n++;
    const char **lines = n ? fg_arena_calloc(t->job->arena, n + 1, sizeof *lines) : NULL;
    *good = n == 0 || lines;
    for (size_t i = 0; *good && i < n; i++) {
        lines[i] = fg_site_fill(&t->filled, f->headers[i], t->job->arena).p;
        *good = lines[i] != NULL;
    }
    return lines;
}

/* Points the task to a rule's address. False where a name in it has no value. */
static bool take_step(struct task *t, const struct fg_site_fetch *f)
{
    struct fg_address to;
    bool good;
    const struct fg_sv address = fg_site_fill(&t->filled, f->address, t->job->arena);
    if (!address.p || fg_address_parse(address, t->job->arena, &to, NULL) != FG_OK)
        return false;
    const char *const *headers = fill_headers(t, f, &good);
    if (fg_sv_eq(to.origin, t->given.origin)) {
        to.user = t->given.user;
        to.password = t->given.password;
    }
    ask(t, &to);
    t->answer = f;
    t->request.headers = headers;
    if (f->body)
        t->request.body = fg_site_fill(&t->filled, f->body, t->job->arena);
    return good && (!f->body || t->request.body.p);
}

/* Whether a rule's address needs the customer's name, and so a guess. */
static bool wants_guess(const struct task *t, const struct fg_site_fetch *f)
{
    char name[64];
    const char *guess = t->match.road->guess.name;
    if (!guess || strlen(guess) > sizeof name - 3)
        return false;
    name[0] = '{';
    strcpy(name + 1, guess);
    strcat(name, "}");
    return strstr(f->address, name) != NULL;
}

/* The step and guess the task stands at; true where there is one to be asked. */
static bool try_step(struct run *r, struct task *t, const struct fg_site_fetch *f)
{
    t->filled = t->match;
    if (f->opt_in && !is_switched_on(r, t->match.site))
        return false;
    if (wants_guess(t, f) && !fg_site_guess(&t->filled, t->guess))
        return false;
    return take_step(t, f);
}

/* From step and guess on, the first that can be asked. */
static bool seek(struct run *r, struct task *t)
{
    for (; t->step < t->match.road->fetch.n; t->step++, t->guess = 0)
        if (try_step(r, t, &t->match.road->fetch.at[t->step]))
            return true;
    return false;
}

bool task_next_step(struct run *r, struct task *t)
{
    if (!t->answer || !t->answer->probe)
        return false;
    if (wants_guess(t, t->answer))
        t->guess++;
    else
        t->step++, t->guess = 0;
    return seek(r, t);
}

enum fg_status task_take_road(struct run *r, struct task *t, const struct fg_address *to)
{
    struct fg_site_match m = {.given = *to};
    if (r->fetcher->sites)
        fg_sites_match(r->fetcher->sites, to, &m);
    const bool other = m.site && m.road != t->match.road;
    if (!other) { /* no board, or a page's redirect within its own */
        ask(t, to);
        return FG_OK;
    }
    t->match = m;
    t->step = t->guess = 0;
    if (seek(r, t))
        return FG_OK;
    for (size_t i = 0; i < m.road->fetch.n; i++)
        if (m.road->fetch.at[i].opt_in)
            return not_switched_on(t, m.site, m.road->fetch.at[i].opt_in);
    t->answer = NULL;
    ask(t, to);
    return FG_OK;
}

bool task_is_of_kind(const struct task *t, struct fg_sv bytes)
{
    const struct fg_sv s = fg_sv_trim(fg_sv_starts(bytes, FG_SV("\xef\xbb\xbf"))
                                          ? fg_sv_sub(bytes, 3, SIZE_MAX)
                                          : bytes);
    const enum fg_answer_kind kind = t->answer ? t->answer->kind : FG_ANSWER_PAGE;
    if (kind == FG_ANSWER_JSON)
        return s.n && (s.p[0] == '{' || s.p[0] == '[');
    if (kind == FG_ANSWER_XML)
        return s.n && s.p[0] == '<' && !fg_sv_starts_nocase(s, FG_SV("<!doctype html"));
    if (kind == FG_ANSWER_SCRIPT)
        return fg_sv_find(bytes, fg_sv_of(t->answer->after)) != SIZE_MAX;
    return true;
}
