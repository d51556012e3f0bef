#include "report/ranking_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

fg_ranking *fg_ranking_new(double apply_line)
{
    fg_ranking *r = calloc(1, sizeof *r);
    if (r)
        r->arena = fg_arena_new(0);
    if (!r || !r->arena) {
        free(r);
        return NULL;
    }
    r->apply_line = (int)lround(apply_line * 10);
    return r;
}

void fg_ranking_free(fg_ranking *ranking)
{
    if (!ranking)
        return;
    fg_arena_free(ranking->arena);
    free(ranking->rows);
    free(ranking->ids);
    free(ranking);
}

/* ---- terms ---- */

struct fg_sv fg_ranking_name(const struct fg_ranking *r, fg_term term)
{
    return term ? r->names.at[term - 1] : (struct fg_sv){0};
}

struct fg_row_skill fg_row_skill_of(fg_term name, int gain, bool uncaps)
{
    return (struct fg_row_skill){name << 12 | (uint32_t)(gain + 1) << 1 | uncaps};
}

fg_term fg_row_skill_name(struct fg_row_skill skill)
{
    return skill.packed >> 12;
}

int fg_row_skill_gain(struct fg_row_skill skill)
{
    return (int)(skill.packed >> 1 & 0x7ff) - 1;
}

bool fg_row_skill_uncaps(struct fg_row_skill skill)
{
    return skill.packed & 1;
}

const struct fg_row_skill *fg_row_skills(const struct fg_row *row)
{
    return (const struct fg_row_skill *)(row + 1);
}

const char *fg_row_text(const struct fg_row *row, unsigned which)
{
    const char *text = (const char *)(fg_row_skills(row) + row->n_skills);
    while (which--)
        text += strlen(text) + 1;
    return text;
}

static fg_term term_of(struct fg_ranking *r, struct fg_sv text)
{
    enum { MOST_TERMS = (1 << 20) - 1 }; /* as many as a row's skill can name */
    if (!text.n || r->names.n >= MOST_TERMS)
        return 0;
    uint32_t *value = fg_map_put(&r->terms, r->arena, text);
    if (!value)
        return 0;
    if (*value != FG_MAP_NONE)
        return *value;
    struct fg_sv *name = fg_vec_add(r->arena, &r->names);
    if (!name)
        return 0;
    *name = *fg_map_key(value) = fg_arena_sv(r->arena, text);
    return *value = (fg_term)r->names.n;
}

/* ---- adding ---- */

static bool grow_ids(struct fg_ranking *r)
{
    const size_t size = r->ids_mask ? (r->ids_mask + 1) * 2 : 1024;
    uint64_t *ids = calloc(size, sizeof *ids);
    if (!ids)
        return false;
    for (size_t i = 0; r->ids && i <= r->ids_mask; i++) {
        size_t at = (size_t)r->ids[i] & (size - 1);
        while (r->ids[i] && ids[at])
            at = (at + 1) & (size - 1);
        if (r->ids[i])
            ids[at] = r->ids[i];
    }
    free(r->ids);
    r->ids = ids;
    r->ids_mask = size - 1;
    return true;
}

/* Whether an id is new; then it is known from now on. */
static bool is_new(struct fg_ranking *r, uint64_t id)
{
    size_t at = (size_t)id & r->ids_mask;
    for (; r->ids[at]; at = (at + 1) & r->ids_mask)
        if (r->ids[at] == id)
            return false;
    r->ids[at] = id;
    return true;
}

static bool make_room(struct fg_ranking *r)
{
    if (r->n < r->cap)
        return true;
    const size_t cap = r->cap ? r->cap * 2 : 256;
    struct fg_row **rows = realloc(r->rows, cap * sizeof *rows);
    if (!rows)
        return false;
    r->rows = rows;
    r->cap = cap;
    return true;
}

static void put_text(char **to, struct fg_sv text)
{
    if (text.n)
        memcpy(*to, text.p, text.n);
    (*to)[text.n] = '\0';
    *to += text.n + 1;
}

static void fill_texts(struct fg_row *row, const struct fg_ranked *e)
{
    char *to = (char *)(row + 1) + e->n_skills * sizeof(struct fg_row_skill);
    put_text(&to, e->place);
    put_text(&to, e->key);
    put_text(&to, e->title);
    for (size_t i = 0; i < FG_RANKED_GAPS; i++)
        put_text(&to, e->gaps[i]);
}

static size_t size_of_row(const struct fg_ranked *e)
{
    size_t n = sizeof(struct fg_row) + e->n_skills * sizeof(struct fg_row_skill) + FG_ROW_TEXTS +
               e->place.n + e->key.n + e->title.n;
    for (size_t i = 0; i < FG_RANKED_GAPS; i++)
        n += e->gaps[i].n;
    return n;
}

static void fill(struct fg_ranking *r, struct fg_row *row, const struct fg_ranked *e)
{
    enum { LEAST_WORDS = 12 }; /* shorter texts are alike by chance */
    struct fg_row_skill *skills = (struct fg_row_skill *)(row + 1);
    for (size_t i = 0; i < e->n_skills; i++)
        skills[i] = fg_row_skill_of(term_of(r, e->skills[i].name), e->skills[i].gain,
                                    e->skills[i].uncaps);
    *row = (struct fg_row){
        .id = e->id, .n_skills = (uint16_t)e->n_skills, .count = 1,
        .company = term_of(r, e->company), .location = term_of(r, e->location),
        .posted = term_of(r, e->posted), .cap_reason = term_of(r, e->cap_reason),
        .score = (int16_t)e->score, .cap = (int16_t)e->cap,
        .next_cap = (int16_t)e->next_cap, .must = (int16_t)e->must,
        .nice = (int16_t)e->nice, .confidence = (int16_t)e->confidence, .years = (int8_t)e->years,
        .band = (uint8_t)e->band,
        .degree = (uint8_t)e->degree, .closed = e->closed, .sketched = e->n_words >= LEAST_WORDS,
    };
    memcpy(row->sketch, e->sketch, sizeof row->sketch);
    row->first_posted = row->last_posted = row->posted;
    fill_texts(row, e);
}

enum fg_status fg_ranking_add(fg_ranking *ranking, const struct fg_ranked *entry,
                              struct fg_error *err)
{
    struct fg_ranked e = *entry;
    e.id += e.id == 0;
    e.n_skills = e.n_skills > UINT16_MAX ? UINT16_MAX : e.n_skills;
    if ((ranking->n >= ranking->ids_mask / 4 * 3 && !grow_ids(ranking)) || !make_room(ranking))
        return fg_fail_memory(err);
    if (!is_new(ranking, e.id))
        return FG_OK;
    struct fg_row *row = fg_arena_alloc(ranking->arena, size_of_row(&e));
    if (row)
        fill(ranking, row, &e);
    if (fg_arena_failed(ranking->arena))
        return fg_fail_memory(err);
    ranking->rows[ranking->n++] = row;
    return FG_OK;
}

/* ---- closing ---- */

static int by_id(const void *a, const void *b)
{
    const struct fg_row *x = *(struct fg_row *const *)a, *y = *(struct fg_row *const *)b;
    return x->id < y->id ? -1 : x->id > y->id;
}

void fg_ranking_order_by_id(struct fg_ranking *r)
{
    if (r->n)
        qsort(r->rows, r->n, sizeof *r->rows, by_id);
}

static bool close_ranking(struct fg_ranking *r)
{
    if (r->closed)
        return true;
    fg_ranking_order_by_id(r);
    free(r->ids);
    r->ids = NULL;
    r->closed = fg_ranking_find_same(r) && fg_ranking_figure(r);
    return r->closed;
}

size_t fg_ranking_count(fg_ranking *ranking)
{
    return close_ranking(ranking) ? ranking->n_shown : 0;
}

/* ---- selecting ---- */

struct order {
    const struct fg_ranking *r;
    int (*compare)(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b);
};

static int by_score(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    (void)r;
    return (int)b->score - (int)a->score;
}

static int by_must(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    (void)r;
    return (int)b->must - (int)a->must;
}

static int by_posted(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    return fg_sv_cmp(fg_ranking_name(r, b->last_posted), fg_ranking_name(r, a->last_posted));
}

/* As in an index: capitals make no difference, what has no name comes last. */
static int compare_words(struct fg_sv a, struct fg_sv b)
{
    if (!a.n || !b.n)
        return (a.n == 0) - (b.n == 0);
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        const int c = (unsigned char)fg_lower(a.p[i]) - (unsigned char)fg_lower(b.p[i]);
        if (c)
            return c;
    }
    return a.n == b.n ? fg_sv_cmp(a, b) : a.n < b.n ? -1 : 1;
}

static int by_company(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    return compare_words(fg_ranking_name(r, a->company), fg_ranking_name(r, b->company));
}

static int by_title(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    (void)r;
    return compare_words(fg_sv_of(fg_row_text(a, FG_ROW_TITLE)),
                         fg_sv_of(fg_row_text(b, FG_ROW_TITLE)));
}

static int by_file(const struct fg_ranking *r, const struct fg_row *a, const struct fg_row *b)
{
    (void)r;
    return strcmp(fg_row_text(a, FG_ROW_PLACE), fg_row_text(b, FG_ROW_PLACE));
}

/* Ties by score, then by what the rows are, never by when they came. */
static int compare_rows(const void *a, const void *b, void *order)
{
    const struct order *o = order;
    const struct fg_row *x = *(const struct fg_row *const *)a;
    const struct fg_row *y = *(const struct fg_row *const *)b;
    int c = o->compare(o->r, x, y);
    c = c ? c : by_score(o->r, x, y);
    c = c ? c : by_file(o->r, x, y);
    return c ? c : by_id(&x, &y);
}

static bool is_wanted(const struct fg_row *row, const struct fg_ranking_view *view)
{
    return !row->same && (view->least_score < 0 || row->score >= view->least_score) &&
           (view->band < 0 || (row->score >= 0 && row->band == view->band));
}

const struct fg_row **fg_ranking_select(struct fg_ranking *r, const struct fg_ranking_view *view,
                                        size_t *n)
{
    static int (*const orders[])(const struct fg_ranking *, const struct fg_row *,
                                 const struct fg_row *) = {
        [FG_SORT_SCORE] = by_score,     [FG_SORT_MUST] = by_must,   [FG_SORT_POSTED] = by_posted,
        [FG_SORT_COMPANY] = by_company, [FG_SORT_TITLE] = by_title, [FG_SORT_FILE] = by_file,
    };
    struct order order = {r, orders[view->sort]};
    const struct fg_row **rows = fg_arena_alloc(r->arena, (r->n + 1) * sizeof *rows);
    *n = 0;
    for (size_t i = 0; rows && i < r->n; i++)
        if (is_wanted(r->rows[i], view))
            rows[(*n)++] = r->rows[i];
    if (*n)
        qsort_r(rows, *n, sizeof *rows, compare_rows, &order);
    if (view->top && *n > view->top)
        *n = view->top;
    return rows;
}

/* ---- writing ---- */

void fg_ranking_flush(const struct fg_ranking_page *p)
{
    enum { LARGE = 64 * 1024 };
    if (p->view->flush && p->out->n > LARGE)
        p->view->flush(p->view->into);
}

void fg_ranking_write(fg_ranking *ranking, enum fg_format format,
                      const struct fg_ranking_view *view, const struct fg_report_style *style,
                      struct fg_buf *out)
{
    static void (*const writers[])(const struct fg_ranking_page *) = {
        [FG_FORMAT_TEXT] = fg_ranking_text,         [FG_FORMAT_JSON] = fg_ranking_json,
        [FG_FORMAT_JSONL] = fg_ranking_json,        [FG_FORMAT_CSV] = fg_ranking_csv,
        [FG_FORMAT_MARKDOWN] = fg_ranking_markdown, [FG_FORMAT_JRNL] = fg_ranking_markdown,
        [FG_FORMAT_ORG] = fg_ranking_org,           [FG_FORMAT_HTML] = fg_ranking_html,
    };
    struct fg_ranking_page page = {.r = ranking, .style = style, .out = out, .view = view};
    if (close_ranking(ranking))
        page.rows = fg_ranking_select(ranking, view, &page.n);
    if (page.rows)
        writers[format](&page);
    else
        out->failed = true;
}
