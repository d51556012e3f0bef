/* JSON from standard input, value by value. */
#include "journal/internal.h"

/* Line and column (1-based) of `at`. */
static void place_of(struct fg_sv s, size_t at, unsigned *line, unsigned *column)
{
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < at && i < s.n; i++)
        if (s.p[i] == '\n') {
            *line += 1;
            start = i + 1;
        }
    *column = (unsigned)(at - start + 1);
}

static enum fg_status refuse_at(struct fg_sv input, size_t at, const char *why,
                                struct fg_error *err)
{
    unsigned line, column;
    place_of(input, at, &line, &column);
    return fg_fail_at(err, FG_EDATA, "standard input", line, column, "is not JSON: %s", why);
}

enum fg_status fg_json_input_refuse(const struct fg_json_input *in, const char *why,
                                    struct fg_error *err)
{
    return refuse_at(in->text, in->at, why, err);
}

enum fg_status fg_json_input_next(struct fg_json_input *in, struct fg_error *err)
{
    if (fg_json_doc_read(&in->doc, in->text, &in->at))
        return FG_OK;
    return in->doc.why ? refuse_at(in->text, in->doc.wrong_at, in->doc.why, err)
                       : fg_fail_memory(err);
}

char fg_json_input_peek(struct fg_json_input *in)
{
    while (in->at < in->text.n && fg_is_space(in->text.p[in->at]))
        in->at++;
    return in->at < in->text.n ? in->text.p[in->at] : '\0';
}

enum fg_status fg_json_input_list(struct fg_json_input *in,
                                  enum fg_status (*each)(void *into, struct fg_jv value,
                                                         struct fg_error *err),
                                  void *into, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    in->at++; /* the bracket */
    for (bool first = true; status == FG_OK && fg_json_input_peek(in) != ']'; first = false) {
        if (!first && fg_json_input_peek(in) != ',')
            return fg_json_input_refuse(in, "',' or ']' is expected", err);
        in->at += !first;
        status = fg_json_input_next(in, err);
        if (status == FG_OK)
            status = each(into, fg_jv_root(&in->doc), err);
    }
    in->at++;
    return status;
}

enum fg_status fg_json_input_open(struct fg_json_input *in, struct fg_sv text, const char *what,
                                  struct fg_error *err)
{
    *in = (struct fg_json_input){.text = text};
    const size_t good = fg_utf8_valid(text);
    if (good < text.n)
        return refuse_at(text, good, "it is not UTF-8", err);
    if (!fg_json_input_peek(in))
        return fg_fail(err, FG_EUSAGE, "standard input is empty: %s is expected there", what);
    return FG_OK;
}

/* ---- written ---- */

void fg_json_raw(struct fg_json *j, struct fg_sv json)
{
    fg_json_null(j); /* minds comma and line, then gives way */
    j->out->n -= j->out->failed ? 0 : 4;
    fg_buf_add(j->out, json);
}

void fg_json_member_text(struct fg_json *j, const char *key, struct fg_sv value)
{
    fg_json_key(j, key);
    fg_json_string(j, value);
}
