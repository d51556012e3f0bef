/* Rows that are one posting, saved twice or posted again. */
#include "report/ranking_rows.h"

#include <stdlib.h>
#include <string.h>

enum {
    BAND_PLACES = 4,  /* places of a sketch that must agree for two to be compared      */
    LEAST_ALIKE = 27, /* of FG_SKETCH: texts alike to 5/6                               */
    MOST_LOOKED_AT = 64 /* rows of a band that one row is compared with                 */
};

struct band {
    uint32_t key, row;
};

static int by_key(const void *a, const void *b)
{
    const struct band *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static struct fg_row *shown_for(struct fg_row *row)
{
    while (row->same)
        row = row->same;
    return row;
}

/* An open posting rather than a closed one; else by what they are, so that whoever
 * came first makes no difference. */
static bool is_shown_rather(const struct fg_row *a, const struct fg_row *b)
{
    if (a->closed != b->closed)
        return b->closed;
    const int c = strcmp(fg_row_text(a, FG_ROW_PLACE), fg_row_text(b, FG_ROW_PLACE));
    return c ? c < 0 : a->id < b->id;
}

static void join(struct fg_row *a, struct fg_row *b)
{
    a = shown_for(a);
    b = shown_for(b);
    if (a == b)
        return;
    struct fg_row *kept = is_shown_rather(a, b) ? a : b;
    (kept == a ? b : a)->same = kept;
}

/* ---- the same address ---- */

static void join_addresses(struct fg_ranking *r, struct fg_map *keys)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct fg_sv key = fg_sv_of(fg_row_text(r->rows[i], FG_ROW_KEY));
        uint32_t *first = key.n ? fg_map_put(keys, r->arena, key) : NULL;
        if (first && *first == FG_MAP_NONE)
            *first = (uint32_t)i;
        else if (first)
            join(r->rows[*first], r->rows[i]);
    }
}

/* ---- near-identical text ---- */

static unsigned alike(const struct fg_row *a, const struct fg_row *b)
{
    unsigned n = 0;
    for (unsigned i = 0; i < FG_SKETCH; i++)
        n += a->sketch[i] == b->sketch[i];
    return n;
}

/* "Nurse (m/f/d)" and "Nurse" are one title, "Nurse, day shift" and "Nurse, night
 * shift" are two. */
static bool titles_agree(const struct fg_row *a, const struct fg_row *b)
{
    const struct fg_sv x = fg_sv_of(fg_row_text(a, FG_ROW_TITLE));
    const struct fg_sv y = fg_sv_of(fg_row_text(b, FG_ROW_TITLE));
    return !x.n || !y.n || fg_sv_starts_nocase(x, y) || fg_sv_starts_nocase(y, x);
}

static bool employers_agree(const struct fg_ranking *r, const struct fg_row *a,
                            const struct fg_row *b)
{
    return !a->company || !b->company ||
           fg_sv_eq_nocase(fg_ranking_name(r, a->company), fg_ranking_name(r, b->company));
}

static bool is_repost(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    return employers_agree(r, a, b) && titles_agree(a, b) && alike(a, b) >= LEAST_ALIKE;
}

static size_t cut_bands(const struct fg_ranking *r, unsigned place, struct band *out)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (!r->rows[i]->sketched)
            continue;
        memcpy(&out[n].key, &r->rows[i]->sketch[place], sizeof out[n].key);
        out[n++].row = (uint32_t)i;
    }
    return n;
}

static void join_band(struct fg_ranking *r, const struct band *bands, size_t n)
{
    for (size_t first = 0, i = 0; i < n; i++) {
        if (bands[i].key != bands[first].key)
            first = i;
        struct fg_row *row = r->rows[bands[i].row];
        for (size_t k = first; k < i && k - first < MOST_LOOKED_AT; k++) {
            struct fg_row *other = r->rows[bands[k].row];
            if (shown_for(row) != shown_for(other) && is_repost(r, row, other))
                join(row, other);
        }
    }
}

static void join_texts(struct fg_ranking *r, struct band *bands)
{
    _Static_assert(BAND_PLACES == sizeof(uint32_t), "a band is its key");
    for (unsigned place = 0; place < FG_SKETCH; place += BAND_PLACES) {
        const size_t n = cut_bands(r, place, bands);
        if (n)
            qsort(bands, n, sizeof *bands, by_key);
        join_band(r, bands, n);
    }
}

/* ---- what is shown for several ---- */

static void add_dates(const struct fg_ranking *r, struct fg_row *shown, const struct fg_row *row)
{
    const struct fg_sv posted = fg_ranking_name(r, row->posted);
    if (!posted.n)
        return;
    if (!shown->first_posted || fg_sv_cmp(posted, fg_ranking_name(r, shown->first_posted)) < 0)
        shown->first_posted = row->posted;
    if (!shown->last_posted || fg_sv_cmp(posted, fg_ranking_name(r, shown->last_posted)) > 0)
        shown->last_posted = row->posted;
}

static void count(struct fg_ranking *r)
{
    r->n_shown = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct fg_row *row = r->rows[i], *shown = shown_for(row);
        r->n_shown += shown == row;
        if (shown == row)
            continue;
        row->same = shown;
        shown->count++;
        add_dates(r, shown, row);
    }
}

bool fg_ranking_find_same(struct fg_ranking *r)
{
    struct fg_map keys = {0};
    struct band *bands = calloc(r->n + 1, sizeof *bands);
    if (!bands)
        return false;
    join_addresses(r, &keys);
    join_texts(r, bands);
    count(r);
    free(bands);
    return !fg_arena_failed(r->arena);
}
