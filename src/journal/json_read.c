#include "journal/internal.h"

struct fg_sv fg_json_get(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (struct fg_sv){json_string_value(v), json_string_length(v)}
                             : (struct fg_sv){"", 0};
}

double fg_json_get_number(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    return json_is_number(v) ? json_number_value(v) : -1;
}

static enum fg_status each_value(json_t *value,
                                 enum fg_status (*each)(void *, json_t *, struct fg_error *),
                                 void *into, struct fg_error *err)
{
    if (!json_is_array(value))
        return each(into, value, err);
    enum fg_status status = FG_OK;
    for (size_t i = 0; i < json_array_size(value) && status == FG_OK; i++)
        status = each(into, json_array_get(value, i), err);
    return status;
}

static unsigned line_at(struct fg_sv s, size_t at)
{
    unsigned line = 1;
    for (size_t i = 0; i < at && i < s.n; i++)
        line += s.p[i] == '\n';
    return line;
}

enum fg_status fg_json_each(struct fg_sv json, const char *what,
                            enum fg_status (*each)(void *into, json_t *value,
                                                   struct fg_error *err),
                            void *into, struct fg_error *err)
{
    size_t at = 0, n = 0;
    enum fg_status status = FG_OK;
    for (struct fg_sv rest = fg_sv_trim(json); rest.n && status == FG_OK;
         rest = fg_sv_trim(fg_sv_sub(rest, at, rest.n)), n++) {
        json_error_t why;
        json_t *value = json_loadb(rest.p, rest.n, JSON_DISABLE_EOF_CHECK, &why);
        if (!value) {
            const unsigned before = line_at(json, (size_t)(rest.p - json.p));
            const bool nul = json_error_code(&why) == json_error_null_character;
            return fg_fail_at(err, FG_EDATA, "standard input", before + (unsigned)why.line - 1,
                              (unsigned)why.column,
                              nul ? "a text holds a NUL character, which a journal can't keep"
                                  : "is not JSON: %s",
                              why.text);
        }
        at = (size_t)why.position;
        status = each_value(value, each, into, err);
        json_decref(value);
    }
    if (status == FG_OK && !n)
        return fg_fail(err, FG_EUSAGE, "standard input is empty: %s is expected there", what);
    return status;
}

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
