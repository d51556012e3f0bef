#include "document/html.h"
#include "document/script.h"
#include "document/several.h"

#include <stddef.h>
#include <string.h>

/* Where what a <meta> of that name says is kept, or NULL. */
static struct fg_sv *place_of_meta(struct fg_html_page *page, struct fg_sv name)
{
    static const struct {
        const char *name;
        size_t offset; /* in struct fg_html_page */
    } wanted[] = {
        {"og:title", offsetof(struct fg_html_page, og_title)},
        {"og:site_name", offsetof(struct fg_html_page, og_site)},
        {"og:url", offsetof(struct fg_html_page, og_url)},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (fg_sv_eq_nocase(name, fg_sv_of(wanted[i].name)))
            return (struct fg_sv *)(void *)((char *)page + wanted[i].offset);
    return NULL;
}

bool fg_html_page_wants(struct fg_sv name)
{
    struct fg_html_page any;
    return place_of_meta(&any, name) != NULL;
}

void fg_html_page_meta(struct fg_html_page *page, fg_arena *arena, struct fg_sv name,
                       struct fg_sv content)
{
    struct fg_sv *to = place_of_meta(page, name);
    if (to && !to->n)
        *to = fg_arena_sv(arena, fg_sv_trim(content));
}

void fg_html_page_script(struct fg_html_page *page, fg_arena *arena, const char *type,
                         struct fg_sv text)
{
    page->script_bytes += text.n;
    if (strcmp(type, "script") == 0 && !fg_script_may_hold_posting(text))
        return;
    struct fg_html_script *s = fg_vec_add(arena, &page->scripts);
    if (s)
        *s = (struct fg_html_script){type, text};
}

static struct fg_sv folded(fg_arena *arena, struct fg_sv s)
{
    struct fg_block_builder b;
    struct fg_document d;
    fg_blocks_begin(&b, arena);
    const struct fg_block line = {.kind = FG_BLOCK_PARAGRAPH};
    fg_blocks_add(&b, &line, s);
    fg_blocks_end(&b, &d);
    return d.n_blocks ? d.blocks[0].text : (struct fg_sv){0};
}

typedef FG_VEC(struct fg_document) document_list;

/* Pages state their posting twice, a little differently; another title is another one. */
static bool has_title(const document_list *list, struct fg_sv title)
{
    for (size_t i = 0; i < list->n; i++)
        if (fg_sv_eq_nocase(list->at[i].fields.title, title))
            return true;
    return false;
}

static enum fg_status add_all(document_list *list, fg_arena *arena,
                              const struct fg_document *found, size_t n, struct fg_error *err)
{
    const bool first = list->n == 0;
    for (size_t i = 0; i < n; i++) {
        if (!first && (!found[i].text.n || has_title(list, found[i].fields.title)))
            continue;
        struct fg_document *slot = fg_vec_add(arena, list);
        if (!slot)
            return fg_fail_memory(err);
        *slot = found[i];
    }
    return FG_OK;
}

/* JSON-LD is meant to be read, all of it; state is the second choice, the first there is. */
static enum fg_status read_scripts(const struct fg_html_page *page, fg_arena *arena,
                                   struct fg_document **out, size_t *n, struct fg_error *err)
{
    document_list list = {0};
    for (int round = 0; round < 2 && list.n == 0; round++)
        for (size_t i = 0; i < page->scripts.n && (round == 0 || list.n == 0); i++) {
            const struct fg_html_script *s = &page->scripts.at[i];
            const bool ld = strcmp(s->type, "ld+json") == 0;
            struct fg_document *found;
            size_t n_found = 0;
            if (ld != (round == 0))
                continue;
            enum fg_status status = ld ? fg_jsonld_read(s->text, arena, &found, &n_found, err)
                                       : fg_script_read(s->text, arena, &found, &n_found, err);
            if (status == FG_OK)
                status = add_all(&list, arena, found, n_found, err);
            if (status != FG_OK && status != FG_EREAD)
                return status;
        }
    *out = list.at;
    *n = list.n;
    return FG_OK;
}

/* What attributes say comes last: where a script says more, it is only let go. */
static enum fg_status finish_microdata(const struct fg_html_page *page, enum fg_status so_far,
                                       struct fg_document **found, size_t *n, struct fg_error *err)
{
    struct fg_document *said = NULL;
    size_t n_said = 0;
    const enum fg_status status = fg_microdata_finish(page->microdata, &said, &n_said,
                                                      so_far == FG_OK ? err : NULL);
    if (so_far == FG_OK && *n == 0) {
        *found = said;
        *n = n_said;
    }
    return so_far == FG_OK ? status : so_far;
}

/* The address that a browser or a clipper left in a comment of the page it saved. */
static struct fg_sv saved_from(struct fg_sv html, fg_arena *arena)
{
    static const char *const marks[] = {"<!-- saved from url=(", " url: http"};
    enum { LOOK = 4096 };
    const struct fg_sv head = fg_sv_sub(html, 0, LOOK);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t at = fg_sv_find(head, fg_sv_of(marks[i]));
        const size_t comment = fg_sv_find(head, FG_SV("<!--"));
        struct fg_sv rest = fg_sv_sub(head, at == SIZE_MAX ? head.n : at, SIZE_MAX);
        const size_t url = fg_sv_find(rest, FG_SV("http"));
        if (at == SIZE_MAX || comment > at || url == SIZE_MAX || url > strlen(marks[i]) + 8)
            continue;
        rest = fg_sv_sub(rest, url, SIZE_MAX);
        size_t n = 0;
        while (n < rest.n && !fg_is_space(rest.p[n]) && rest.p[n] != '"' &&
               !fg_sv_starts(fg_sv_sub(rest, n, 3), FG_SV("-->")))
            n++;
        return fg_arena_sv(arena, fg_sv_sub(rest, 0, n));
    }
    return (struct fg_sv){0};
}

enum fg_status fg_html_read(struct fg_sv html, fg_arena *arena, struct fg_document **documents,
                            size_t *n, struct fg_error *err)
{
    struct fg_html_page page = {.title = {.ceiling = 64 * 1024}};
    struct fg_block_builder b;
    struct fg_document *found = NULL, *d = fg_arena_calloc(arena, 1, sizeof *d);
    size_t n_found = 0;
    if (!d)
        return fg_fail_memory(err);
    fg_blocks_begin(&b, arena);
    page.microdata = fg_microdata_new(arena);
    bool good = fg_html_parse(html, &b, &page);
    good = fg_blocks_end(&b, d) && good;
    enum fg_status status = good ? FG_OK : fg_fail_memory(err);
    if (status == FG_OK) {
        d->origin = FG_FROM_PAGE;
        d->is_page = true;
        d->fields.language = page.language;
        d->page_title = folded(arena, fg_buf_sv(&page.title));
        d->og_title = folded(arena, page.og_title);
        d->site_name = folded(arena, page.og_site);
        d->fields.url = page.og_url.n ? page.og_url : saved_from(html, arena);
        d->script_bytes = page.script_bytes;
        d->visible_bytes = page.visible_bytes;
        status = read_scripts(&page, arena, &found, &n_found, err);
    }
    if (page.microdata)
        status = finish_microdata(&page, status, &found, &n_found, err);
    fg_buf_free(&page.title);
    if (status != FG_OK)
        return status;
    *documents = n_found > 1 ? found : d;
    *n = n_found > 1 ? n_found : 1;
    d->structured = n_found == 1 ? found : NULL;
    return n_found ? FG_OK : fg_several_in_blocks(d, arena, documents, n, err);
}
