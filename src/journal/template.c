#include "journal/template.h"

#include "report/room.h"

enum { DEEPEST = 16 };

enum tag_kind {
    TAG_END,      /* of the text */
    TAG_VALUE, TAG_BLANK, TAG_IF, TAG_ELSE, TAG_END_IF, TAG_EACH, TAG_END_EACH
};

struct tag {
    enum tag_kind kind;
    struct fg_sv name, rest; /* rest: hint, or how many of a list */
    size_t at;               /* where it stands, for complaints */
};

struct renderer {
    struct fg_sv text;
    size_t at;
    const char *path;
    unsigned first_line;
    const struct fg_template_data *data;
    const struct fg_values *row; /* of the innermost list, or NULL */
    struct fg_buf *out;
    size_t *blanks;
    bool mute;                   /* passing over what is not shown */
    unsigned depth;
    struct fg_error *err;
};

static enum fg_status complain(const struct renderer *r, size_t at, const char *what,
                               struct fg_sv name)
{
    unsigned line = r->first_line, column = 1;
    for (size_t i = 0; i < at; i++, column++)
        if (r->text.p[i] == '\n')
            line++, column = 0;
    return fg_fail_at(r->err, FG_EDATA, r->path, line, column, "%s: {{%.*s}}", what,
                      FG_SV_ARG(name));
}

/* ---- tags ---- */

/* The first word of a tag decides what it is. */
static const struct {
    const char *word;
    enum tag_kind kind;
} words[] = {{"#if", TAG_IF},         {"else", TAG_ELSE},      {"/if", TAG_END_IF},
             {"#each", TAG_EACH},     {"/each", TAG_END_EACH}};

static void split_name(struct fg_sv inside, struct tag *t)
{
    size_t i = 0;
    while (i < inside.n && !fg_is_space(inside.p[i]))
        i++;
    t->name = fg_sv_sub(inside, 0, i);
    t->rest = fg_sv_trim(fg_sv_sub(inside, i, inside.n));
}

static void read_tag(struct fg_sv inside, struct tag *t)
{
    struct tag first = {0};
    split_name(inside, &first);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fg_sv_eq(first.name, fg_sv_of(words[i].word))) {
            t->kind = words[i].kind;
            split_name(first.rest, t);
            return;
        }
    const size_t bar = fg_sv_find(inside, FG_SV("|"));
    t->kind = inside.n && inside.p[0] == '?' ? TAG_BLANK : TAG_VALUE;
    t->name = fg_sv_trim(fg_sv_sub(inside, 0, bar));
    t->rest = t->kind == TAG_BLANK ? fg_sv_trim(fg_sv_sub(inside, 1, inside.n))
              : bar == SIZE_MAX    ? (struct fg_sv){"", 0}
                                   : fg_sv_trim(fg_sv_sub(inside, bar + 1, inside.n));
}

static bool is_block(enum tag_kind kind)
{
    return kind >= TAG_IF;
}

/* A block tag alone on its line: the line's start leaves the output, its end is
 * passed over. */
static void take_line(struct renderer *r, size_t tag_at)
{
    size_t start = tag_at, end = r->at;
    while (start > 0 && (r->text.p[start - 1] == ' ' || r->text.p[start - 1] == '\t'))
        start--;
    while (end < r->text.n && (r->text.p[end] == ' ' || r->text.p[end] == '\t'))
        end++;
    if ((start > 0 && r->text.p[start - 1] != '\n') || (end < r->text.n && r->text.p[end] != '\n'))
        return;
    r->at = end < r->text.n ? end + 1 : end;
    if (!r->mute)
        r->out->n -= tag_at - start;
}

/* Writes the text up to the next tag and reads that. */
static enum fg_status next_tag(struct renderer *r, struct tag *t)
{
    const struct fg_sv rest = fg_sv_sub(r->text, r->at, r->text.n);
    const size_t open = fg_sv_find(rest, FG_SV("{{"));
    *t = (struct tag){.kind = TAG_END, .at = r->text.n};
    if (!r->mute)
        fg_buf_add(r->out, fg_sv_sub(rest, 0, open));
    if (open == SIZE_MAX) {
        r->at = r->text.n;
        return FG_OK;
    }
    const struct fg_sv inside = fg_sv_sub(rest, open + 2, rest.n);
    const size_t close = fg_sv_find(inside, FG_SV("}}"));
    t->at = r->at + open;
    if (close == SIZE_MAX)
        return complain(r, t->at, "a tag has no end", fg_sv_sub(inside, 0, 20));
    read_tag(fg_sv_trim(fg_sv_sub(inside, 0, close)), t);
    r->at = t->at + 2 + close + 2;
    if (is_block(t->kind))
        take_line(r, t->at);
    return FG_OK;
}

/* ---- values ---- */

static const struct fg_value *value_in(const struct fg_values *values, struct fg_sv name)
{
    for (size_t i = 0; values && i < values->all.n; i++)
        if (fg_sv_eq(values->all.at[i].name, name))
            return &values->all.at[i];
    return NULL;
}

static const struct fg_value *value_of(const struct renderer *r, struct fg_sv name)
{
    const struct fg_value *v = value_in(r->row, name);
    return v ? v : value_in(&r->data->values, name);
}

static const struct fg_value_list *list_of(const struct renderer *r, struct fg_sv name)
{
    for (size_t i = 0; i < r->data->lists.n; i++)
        if (fg_sv_eq(r->data->lists.at[i].name, name))
            return &r->data->lists.at[i];
    return NULL;
}

static void put_blank(struct renderer *r, struct fg_sv hint)
{
    fg_buf_addf(r->out, "[TO FILL IN: %.*s]", FG_SV_ARG(hint));
    ++*r->blanks;
}

static enum fg_status put_value(struct renderer *r, const struct tag *t)
{
    if (r->mute)
        return FG_OK;
    const struct fg_value *v = value_of(r, t->name);
    if (!v)
        return complain(r, t->at, "there is no such value", t->name);
    if (v->text.n || !t->rest.n)
        fg_report_add_safe(r->out, v->text);
    else
        put_blank(r, t->rest);
    return FG_OK;
}

/* ---- blocks ---- */

static enum fg_status render(struct renderer *r, struct tag *stop);

/* Renders up to the tag that ends this part; `shown` false: passes over it. */
static enum fg_status part(struct renderer *r, bool shown, struct tag *stop)
{
    const bool mute = r->mute;
    if (r->depth == DEEPEST)
        return complain(r, r->at, "blocks are nested too deep", FG_SV("..."));
    r->mute = mute || !shown;
    r->depth++;
    const enum fg_status status = render(r, stop);
    r->depth--;
    r->mute = mute;
    return status;
}

static enum fg_status put_if(struct renderer *r, const struct tag *t)
{
    const struct fg_value *v = value_of(r, t->name);
    const struct fg_value_list *l = list_of(r, t->name);
    const bool holds = (v && v->text.n) || (l && l->rows.n);
    struct tag stop;
    if (!v && !l && !r->mute)
        return complain(r, t->at, "there is no such value or list", t->name);
    enum fg_status status = part(r, holds, &stop);
    if (status == FG_OK && stop.kind == TAG_ELSE)
        status = part(r, !holds, &stop);
    if (status == FG_OK && stop.kind != TAG_END_IF)
        return complain(r, t->at, "an if has no end", t->name);
    return status;
}

static enum fg_status put_each(struct renderer *r, const struct tag *t)
{
    const struct fg_value_list *l = list_of(r, t->name);
    const struct fg_values *outer = r->row;
    const size_t body = r->at;
    uint32_t most = UINT32_MAX;
    struct tag stop = {0};
    if (!l || (t->rest.n && !fg_sv_to_u32(t->rest, &most)))
        return complain(r, t->at, l ? "a number is expected" : "there is no such list", t->name);
    const size_t n = r->mute || !l->rows.n ? 0 : l->rows.n < most ? l->rows.n : most;
    enum fg_status status = n ? FG_OK : part(r, false, &stop);
    for (size_t i = 0; i < n && status == FG_OK; i++) {
        r->at = body;
        r->row = &l->rows.at[i];
        status = part(r, true, &stop);
    }
    r->row = outer;
    if (status == FG_OK && stop.kind != TAG_END_EACH)
        return complain(r, t->at, "an each has no end", t->name);
    return status;
}

static enum fg_status render(struct renderer *r, struct tag *stop)
{
    for (;;) {
        enum fg_status status = next_tag(r, stop);
        if (status != FG_OK)
            return status;
        switch (stop->kind) {
        case TAG_VALUE: status = put_value(r, stop); break;
        case TAG_BLANK:
            if (!r->mute)
                put_blank(r, stop->rest);
            break;
        case TAG_IF: status = put_if(r, stop); break;
        case TAG_EACH: status = put_each(r, stop); break;
        case TAG_END: case TAG_ELSE: case TAG_END_IF: case TAG_END_EACH: return FG_OK;
        }
        if (status != FG_OK)
            return status;
    }
}

enum fg_status fg_template_render(struct fg_sv text, const char *path, unsigned line,
                                  const struct fg_template_data *data, struct fg_buf *out,
                                  size_t *blanks, struct fg_error *err)
{
    struct renderer r = {.text = text, .path = path, .first_line = line, .data = data,
                         .out = out, .blanks = blanks, .err = err};
    struct tag stop;
    *blanks = 0;
    const enum fg_status status = render(&r, &stop);
    if (status == FG_OK && stop.kind != TAG_END)
        return complain(&r, stop.at, "a block ends that did not begin", stop.name);
    return status;
}
