#include "extract/internal.h"

#include <string.h>

/* A posting's title, company, place and the like: what the source states goes
 * before what the page shows. */

static struct fg_sv first_of(struct fg_sv a, struct fg_sv b)
{
    return a.n ? a : b;
}

static struct fg_sv first_heading(const struct fg_document *d)
{
    for (unsigned level = 1; level <= 2; level++)
        for (size_t i = 0; i < d->n_blocks; i++) {
            const struct fg_block *b = &d->blocks[i];
            if (b->kind == FG_BLOCK_HEADING && b->level == level && b->text.n < 150 &&
                !(b->flags & (FG_BLOCK_NAV | FG_BLOCK_FOOTER | FG_BLOCK_HIDDEN)))
                return b->text;
        }
    return (struct fg_sv){0};
}

/* "Deal Manager - Google Careers": the part before the last divider. */
static struct fg_sv before_divider(struct fg_sv s)
{
    static const char *const dividers[] = {" | ", " - ", " – ", " — ", " at ", " @ "};
    size_t cut = s.n;
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
        const size_t at = fg_sv_find(s, fg_sv_of(dividers[i]));
        if (at != SIZE_MAX && at > 0 && at < cut)
            cut = at;
    }
    return fg_sv_sub(s, 0, cut);
}

static struct fg_sv first_line(const struct fg_document *d)
{
    for (size_t i = 0; i < d->n_blocks && i < 10; i++)
        if (d->blocks[i].text.n < 120 && !(d->blocks[i].flags & FG_BLOCK_FURNITURE))
            return d->blocks[i].text;
    return (struct fg_sv){0};
}

static struct fg_sv find_title(const struct fg_document *d)
{
    struct fg_sv title = first_heading(d);
    title = first_of(title, before_divider(d->og_title));
    title = first_of(title, before_divider(d->page_title));
    return first_of(title, first_line(d));
}

static void set(struct fg_sv *to, struct fg_sv a, struct fg_sv b)
{
    *to = first_of(a, b);
}

void extract_fields(struct extraction *x, struct fg_posting *out)
{
    static const struct fg_fields none = {0};
    const struct fg_document *d = x->document;
    const struct fg_fields *own = &d->fields;
    const struct fg_fields *data = d->structured ? &d->structured->fields : &none;
    set(&out->title, data->title, own->title);
    if (!out->title.n)
        out->title = find_title(d);
    set(&out->company, data->company, own->company);
    set(&out->location, data->location, own->location);
    set(&out->employment_type, data->employment_type, own->employment_type);
    set(&out->remote, data->remote, own->remote);
    set(&out->posted, data->posted, own->posted);
    set(&out->valid_through, data->valid_through, own->valid_through);
    set(&out->source.url, data->url, own->url);
    set(&out->source.site, data->site, own->site);
    out->salary = data->salary.currency.n ? data->salary : own->salary;
    if (!out->salary.currency.n)
        out->salary = (struct fg_salary){.min = -1, .max = -1};
    out->closed = data->closed || own->closed;
}
