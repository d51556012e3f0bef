#include "document/site.h"

#include "document/json_value.h"
#include "document/site_place.h"

#include <stdio.h>
#include <string.h>

/* ---- facts ---- */

static const json_t *field(const struct fg_site_view *v, enum fg_site_field which)
{
    return fg_site_value(v, v->posting, &v->match->site->fields[which]);
}

static struct fg_sv line(const struct fg_site_view *v, enum fg_site_field which)
{
    const struct fg_sv text = fg_site_text(v, field(v, which));
    return text.n ? fg_json_plain(v->arena, text) : text;
}

static double amount(const struct fg_site_view *v, enum fg_site_field which)
{
    const double n = fg_json_number_of(field(v, which));
    return n > 0 ? n : -1;
}

static struct fg_salary salary(const struct fg_site_view *v)
{
    struct fg_salary s = {.min = amount(v, FG_SITE_SALARY_MIN),
                          .max = amount(v, FG_SITE_SALARY_MAX)};
    if (s.min < 0 && s.max < 0)
        return s;
    s.currency = line(v, FG_SITE_SALARY_CURRENCY);
    s.per = fg_json_pay_unit(line(v, FG_SITE_SALARY_PER));
    return s;
}

/* A sign is there when its place holds its word: as a whole, or somewhere in the
 * text where it is a page's. */
static bool is_closed(const struct fg_site_view *v)
{
    const struct fg_site *site = v->match->site;
    for (size_t i = 0; i < site->closed.n; i++) {
        const struct fg_site_sign *sign = &site->closed.at[i];
        struct fg_site_found found = {0};
        fg_site_find_all(v, v->posting, sign->at, &found);
        const struct fg_sv text = found.n ? fg_site_text(v, found.at[0]) : (struct fg_sv){0};
        if (text.p && (v->tree->html.n ? fg_sv_find_nocase(text, sign->word) != SIZE_MAX
                                     : fg_sv_eq_nocase(text, sign->word)))
            return true;
    }
    return false;
}

static void read_fields(const struct fg_site_view *v, const struct fg_reply *reply,
                        struct fg_fields *f)
{
    f->title = line(v, FG_SITE_TITLE);
    f->company = line(v, FG_SITE_COMPANY);
    f->location = fg_json_place(v->arena, field(v, FG_SITE_LOCATION));
    f->language = fg_json_language(v->arena, field(v, FG_SITE_LANGUAGE));
    f->employment_type = fg_json_employment(v->arena, field(v, FG_SITE_EMPLOYMENT));
    f->remote = fg_json_remote(v->arena, field(v, FG_SITE_REMOTE));
    f->posted = fg_json_date(v->arena, field(v, FG_SITE_POSTED));
    f->valid_through = fg_json_date(v->arena, field(v, FG_SITE_VALID_THROUGH));
    f->url = line(v, FG_SITE_URL);
    if (!fg_fetch_is_url(f->url)) /* the address of a list is none of those in it */
        f->url = reply->answer->many ? (struct fg_sv){0} : reply->url;
    f->site = fg_arena_sv(v->arena, fg_sv_of(v->match->site->name));
    f->salary = salary(v);
    f->closed = is_closed(v);
}

/* ---- sections ---- */

static const struct {
    const char *heading; /* where neither the board nor the rule has one */
    unsigned flags;      /* of its blocks */
} sections[] = {
    [FG_SITE_TEXT] = {"", 0},
    [FG_SITE_REQUIRED] = {"Requirements", FG_BLOCK_FIELD},
    [FG_SITE_PREFERRED] = {"Preferred qualifications", FG_BLOCK_FIELD},
    [FG_SITE_DUTIES] = {"Responsibilities", 0},
    [FG_SITE_BENEFITS] = {"Benefits", 0},
    [FG_SITE_ABOUT] = {"About the company", 0},
};

static void add_heading(struct fg_block_builder *b, struct fg_sv text)
{
    const struct fg_block heading = {.kind = FG_BLOCK_HEADING, .level = 2};
    fg_blocks_add(b, &heading, text);
}

static void add_item(struct fg_block_builder *b, struct fg_sv text)
{
    const struct fg_block item = {.kind = FG_BLOCK_ITEM, .level = 1};
    fg_blocks_add(b, &item, fg_json_plain(b->arena, text));
}

static bool has_markup(struct fg_sv s)
{
    return s.n && memchr(s.p, '<', s.n);
}

/* A text is a description; a list's texts are items, unless they are descriptions. */
static void add_body(struct fg_block_builder *b, const json_t *body)
{
    if (json_is_string(body))
        fg_html_fragment(fg_json_bytes(body), b, NULL); /* its failure stays in the builder */
    for (size_t i = 0; i < json_array_size(body); i++) {
        const struct fg_sv s = fg_json_bytes(json_array_get(body, i));
        if (has_markup(s))
            fg_html_fragment(s, b, NULL);
        else if (s.n)
            add_item(b, s);
    }
}

static struct fg_sv heading_of(const struct fg_site_view *v, const json_t *from,
                               const struct fg_site_section *s)
{
    const struct fg_site_value at = {.places = s->heading_at};
    const struct fg_sv own = fg_site_text(v, fg_site_value(v, from, &at));
    if (own.n)
        return fg_json_plain(v->arena, own);
    return fg_sv_of(s->heading ? s->heading : sections[s->is].heading);
}

static void add_section(const struct fg_site_view *v, const json_t *from,
                        const struct fg_site_section *s, struct fg_block_builder *b)
{
    const json_t *body = fg_site_value(v, from, &s->body);
    const struct fg_sv heading = heading_of(v, from, s);
    if (!json_is_string(body) && !json_is_array(body))
        return;
    if (heading.n)
        add_heading(b, heading);
    const size_t first = b->blocks.n;
    add_body(b, body);
    for (size_t i = first; i < b->blocks.n; i++)
        if (b->blocks.at[i].kind != FG_BLOCK_HEADING)
            b->blocks.at[i].flags |= sections[s->is].flags;
}

static void add_sections(const struct fg_site_view *v, struct fg_block_builder *b)
{
    const struct fg_site *site = v->match->site;
    for (size_t i = 0; i < site->sections.n; i++) {
        const struct fg_site_section *s = &site->sections.at[i];
        struct fg_site_found parts = {0};
        if (!s->each) {
            add_section(v, v->posting, s, b);
            continue;
        }
        fg_site_elements(v, v->posting, s->each, &parts);
        for (size_t k = 0; k < parts.n; k++)
            add_section(v, parts.at[k], s, b);
    }
}

/* ---- questions of the form ---- */

typedef FG_VEC(struct fg_question) question_list;

static struct fg_sv text_at(const struct fg_site_view *v, const json_t *from, const char *place)
{
    struct fg_site_found found = {0};
    if (place)
        fg_site_find_all(v, from, place, &found);
    const struct fg_sv text = found.n ? fg_site_text(v, found.at[0]) : (struct fg_sv){0};
    return text.n ? fg_json_plain(v->arena, text) : text;
}

static void read_choices(const struct fg_site_view *v, const json_t *from, const char *place,
                         struct fg_question *out)
{
    struct fg_site_found found = {0};
    if (place)
        fg_site_find_all(v, from, place, &found);
    struct fg_sv *choices = fg_arena_calloc(v->arena, found.n + 1, sizeof *choices);
    for (size_t i = 0; choices && i < found.n; i++) {
        const struct fg_sv text = fg_site_text(v, found.at[i]);
        if (text.n)
            choices[out->n_choices++] = fg_json_plain(v->arena, text);
    }
    out->choices = choices;
}

static void read_question(const struct fg_site_view *v, const json_t *from,
                          const struct fg_site_questions *how, question_list *out)
{
    struct fg_question q = {.text = text_at(v, from, how->text)};
    if (!q.text.n)
        return;
    q.required = fg_sv_eq(text_at(v, from, how->required), FG_SV("true"));
    read_choices(v, from, how->choices, &q);
    struct fg_question *slot = fg_vec_add(v->arena, out);
    if (slot)
        *slot = q;
}

static void read_questions(const struct fg_site_view *v, struct fg_document *out)
{
    const struct fg_site *site = v->match->site;
    question_list all = {0};
    for (size_t i = 0; i < site->questions.n; i++) {
        struct fg_site_found each = {0};
        if (site->questions.at[i].each)
            fg_site_elements(v, v->posting, site->questions.at[i].each, &each);
        for (size_t k = 0; k < each.n; k++)
            read_question(v, each.at[k], &site->questions.at[i], &all);
    }
    out->questions = all.at;
    out->n_questions = all.n;
}

/* ---- postings ---- */

static enum fg_status read_posting(const struct fg_site_view *v, const struct fg_reply *reply,
                                   struct fg_document *out, struct fg_error *err)
{
    struct fg_block_builder b;
    fg_blocks_begin(&b, v->arena);
    add_sections(v, &b);
    if (!fg_blocks_end(&b, out))
        return fg_fail_memory(err);
    out->origin = FG_FROM_API;
    read_fields(v, reply, &out->fields);
    read_questions(v, out);
    return fg_arena_failed(v->arena) ? fg_fail_memory(err) : FG_OK;
}

/* What of the answer are postings: the elements of a list, the place the rule
 * names, or the answer itself. */
static void postings(const struct fg_site_view *v, const struct fg_site_fetch *how,
                     struct fg_site_found *out)
{
    const json_t *root = v->tree->root;
    if (how->many)
        fg_site_elements(v, root, how->many, out);
    if (how->many && out->n)
        return;
    fg_site_find_all(v, root, how->root ? how->root : "", out);
    if (!how->many && out->n > 1)
        out->n = 1;
}

/* A list's element without title or text is none: a notice, a deleted comment. */
static bool is_posting(const struct fg_document *d)
{
    return d->fields.title.n && d->n_blocks;
}

static enum fg_status read_tree(struct fg_site_view *v, const struct fg_reply *reply,
                                struct fg_document **documents, size_t *n, struct fg_error *err)
{
    struct fg_site_found found = {0};
    if (!v->tree->html.n)
        postings(v, reply->answer, &found);
    const size_t most = v->tree->html.n ? 1 : found.n;
    struct fg_document *all = fg_arena_calloc(v->arena, most + 1, sizeof *all);
    enum fg_status status = all ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && i < most; i++) {
        v->posting = found.n ? found.at[i] : NULL;
        status = read_posting(v, reply, &all[*n], err);
        *n += status == FG_OK && (!reply->answer->many || is_posting(&all[*n]));
    }
    *documents = all;
    return status;
}

static enum fg_status read_answer(const struct fg_reply *reply, fg_arena *arena,
                                  struct fg_document **documents, size_t *n,
                                  struct fg_error *err)
{
    struct fg_sv text;
    struct fg_site_tree tree = {0};
    struct fg_site_view v = {.tree = &tree, .match = &reply->site, .arena = arena};
    enum fg_status status = fg_decode(reply->bytes, reply->content_type, arena, &text, err);
    if (status == FG_OK)
        status = fg_site_tree_read(text, reply->answer, &tree, err);
    if (status == FG_OK)
        status = read_tree(&v, reply, documents, n, err);
    fg_site_tree_clear(&tree);
    if (status != FG_OK && err && !err->place[0])
        snprintf(err->place, sizeof err->place, "%.*s", FG_SV_ARG(reply->served_by));
    return status;
}

/* A page names its board as the site it came from, where its host is proof. */
static void name_site(const struct fg_reply *reply, fg_arena *arena, struct fg_document *d)
{
    if (reply->site.site && !reply->site.road->any_host && !d->fields.site.n)
        d->fields.site = fg_arena_sv(arena, fg_sv_of(reply->site.site->name));
}

enum fg_status fg_reply_read(const fg_rules *rules, const struct fg_reply *reply, fg_arena *arena,
                             struct fg_document **documents, size_t *n, struct fg_error *err)
{
    *n = 0;
    if (reply->answer)
        return read_answer(reply, arena, documents, n, err);
    const struct fg_input input = {.bytes = reply->bytes,
                                   .name = reply->url,
                                   .url = reply->url,
                                   .content_type = reply->content_type};
    const enum fg_status status = fg_document_read(rules, &input, arena, documents, n, err);
    for (size_t i = 0; status == FG_OK && i < *n; i++)
        name_site(reply, arena, &(*documents)[i]);
    return status;
}
