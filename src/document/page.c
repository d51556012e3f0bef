#include "document/html.h"
#include "document/script.h"

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

static enum fg_status read_scripts(const struct fg_html_page *page, fg_arena *arena,
                                   struct fg_document **out, size_t *n, struct fg_error *err)
{
    /* JSON-LD is meant to be read; state is the second choice. */
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < page->scripts.n; i++) {
            const struct fg_html_script *s = &page->scripts.at[i];
            const bool ld = strcmp(s->type, "ld+json") == 0;
            if (ld != (round == 0))
                continue;
            const enum fg_status status = ld ? fg_jsonld_read(s->text, arena, out, n, err)
                                             : fg_script_read(s->text, arena, out, n, err);
            if (status != FG_OK && status != FG_EREAD)
                return status;
            if (status == FG_OK && *n)
                return FG_OK;
        }
    *n = 0;
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
        d->fields.url = page.og_url;
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
    return FG_OK;
}
