#include "document/script.h"

#include "document/flattened.h"
#include "document/json_text.h"
#include "document/posting_search.h"

#include <string.h>

enum {
    LONGEST_NAME = 64,       /* of a key, on either side of what tells it           */
    MOST_FAILED = 64,        /* starts of an object that turn out to be code        */
    SHORT_TO_LONG = 3        /* a posting a third as long as another is its teaser  */
};

static size_t skip_space(struct fg_sv s, size_t at)
{
    while (at < s.n && fg_is_space(s.p[at]))
        at++;
    return at;
}

/* ---- what may hold a posting ---- */

/* Steps over one of the ways in which scripts write a quote at `*at`. */
static bool skip_quote(struct fg_sv s, size_t *at)
{
    static const struct fg_sv quotes[] = {{"\"", 1}, {"'", 1}, {"\\", 1}, {"x22", 3}, {"u0022", 5}};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (fg_sv_starts(fg_sv_sub(s, *at, quotes[i].n), quotes[i])) {
            *at += quotes[i].n;
            return true;
        }
    return false;
}

static bool is_name_byte(char c)
{
    return fg_is_alnum(c) || c == '_';
}

/* Whether the name around `at` is a key: "description":, \"descriptionHtml\":, description:
 * but not "PANEL.EMPTY.Description":, which names a text of the page's own. */
static bool is_key(struct fg_sv s, size_t at)
{
    size_t start = at;
    const size_t first = at > LONGEST_NAME ? at - LONGEST_NAME : 0, last = at + LONGEST_NAME;
    while (start > first && is_name_byte(s.p[start - 1]))
        start--;
    if (start > 0 && s.p[start - 1] == '.')
        return false;
    while (at < s.n && at < last && is_name_byte(s.p[at]))
        at++;
    while (skip_quote(s, &at))
        ;
    at = skip_space(s, at);
    return at < s.n && s.p[at] == ':';
}

static bool has_key(struct fg_sv text, struct fg_sv end)
{
    size_t at = 0, next;
    while ((next = fg_sv_find(fg_sv_sub(text, at, text.n), end)) != SIZE_MAX) {
        at += next + end.n;
        if (is_key(text, at))
            return true;
    }
    return false;
}

bool fg_script_may_hold_posting(struct fg_sv text)
{
    static const struct fg_sv contents[] = {
        {"escription", 10}, {"ualifications", 13}, {"equirements", 11}, {"jobAd", 5},
    };
    static const struct fg_sv titles[] = {{"itle", 4}, {"osition", 7}, {"\"name\"", 6}};
    bool content = false, title = false;
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        content = content || has_key(text, contents[i]);
    for (size_t i = 0; content && i < sizeof titles / sizeof *titles; i++)
        title = title || fg_sv_find(text, titles[i]) != SIZE_MAX;
    return content && title;
}

/* ---- where data starts ---- */

/* Whether `{` or `[` at `at` opens data: keys come next, not statements; or, as
 * flattened state begins, a list in a list. */
static bool opens_data(struct fg_sv s, size_t at)
{
    size_t lists = 0;
    for (; at < s.n && (s.p[at] == '[' || fg_is_space(s.p[at])); at++)
        lists += s.p[at] == '[';
    if (at < s.n && s.p[at] == '"')
        return lists == 2;
    if (at >= s.n || s.p[at] != '{')
        return false;
    at = skip_space(s, at + 1);
    if (at < s.n && (s.p[at] == '"' || s.p[at] == '\''))
        return true;
    const size_t word = at;
    while (at < s.n && (fg_is_alnum(s.p[at]) || s.p[at] == '_' || s.p[at] == '$'))
        at++;
    const size_t colon = skip_space(s, at);
    return at > word && colon < s.n && s.p[colon] == ':';
}

static bool ends_with_word(struct fg_sv s, struct fg_sv word)
{
    return fg_sv_ends(s, word) && (s.n == word.n || !fg_is_alnum(s.p[s.n - word.n - 1]));
}

/* Whether a value is due behind `before`: an assignment, a function's result (the
 * way Nuxt wraps its state), or the start of all. */
static bool value_is_due(struct fg_sv before)
{
    before = fg_sv_trim(before);
    return before.n == 0 || before.p[before.n - 1] == '=' || before.p[before.n - 1] == ';' ||
           ends_with_word(before, FG_SV("return"));
}

/* Offset of the next data in `s` from `at` on, or s.n. */
static size_t next_data(struct fg_sv s, size_t at)
{
    for (; at < s.n; at++)
        if ((s.p[at] == '{' || s.p[at] == '[') && value_is_due(fg_sv_sub(s, 0, at)) &&
            opens_data(s, at))
            return at;
    return s.n;
}

/* ---- data in a string: JSON.parse("...") ---- */

/* Length of the quoted text at the start of `s`, quotes included; 0: none. */
static size_t quoted_length(struct fg_sv s)
{
    if (s.n == 0 || (s.p[0] != '"' && s.p[0] != '\''))
        return 0;
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == s.p[0])
            return i + 1;
    }
    return 0;
}

static enum fg_status search_value(struct fg_posting_search *search, const json_t *value,
                                   struct fg_error *err)
{
    if (!fg_flattened_is(value))
        return fg_posting_search_run(search, value, err);
    json_t *unfolded = fg_flattened_unfold(value);
    const enum fg_status status =
        unfolded ? fg_posting_search_run(search, unfolded, err) : fg_fail_memory(err);
    json_decref(unfolded);
    return status;
}

static enum fg_status search_text(struct fg_posting_search *search, struct fg_sv text,
                                  struct fg_error *err)
{
    json_t *value = fg_json_text_next(&text);
    const enum fg_status status = value ? search_value(search, value, err) : FG_OK;
    json_decref(value);
    return status;
}

static enum fg_status search_quoted(struct fg_posting_search *search, struct fg_sv quoted,
                                    struct fg_error *err)
{
    struct fg_buf wrapped = {0};
    fg_buf_addc(&wrapped, '[');
    fg_buf_add(&wrapped, quoted);
    fg_buf_addc(&wrapped, ']');
    struct fg_sv rest = fg_buf_sv(&wrapped);
    json_t *list = wrapped.failed ? NULL : fg_json_text_next(&rest);
    const json_t *text = json_array_get(list, 0);
    enum fg_status status = FG_OK;
    if (json_is_string(text))
        status = search_text(
            search, (struct fg_sv){json_string_value(text), json_string_length(text)}, err);
    json_decref(list);
    fg_buf_free(&wrapped);
    return status;
}

static enum fg_status search_parsed_strings(struct fg_posting_search *search, struct fg_sv text,
                                            struct fg_error *err)
{
    const struct fg_sv call = FG_SV("JSON.parse(");
    enum fg_status status = FG_OK;
    for (size_t at; status == FG_OK && (at = fg_sv_find(text, call)) != SIZE_MAX;) {
        text = fg_sv_trim(fg_sv_sub(text, at + call.n, text.n));
        const struct fg_sv quoted = fg_sv_sub(text, 0, quoted_length(text));
        if (fg_script_may_hold_posting(quoted))
            status = search_quoted(search, quoted, err);
        text = fg_sv_sub(text, quoted.n, text.n);
    }
    return status;
}

/* ---- all data of a script ---- */

static enum fg_status search_assigned(struct fg_posting_search *search, struct fg_sv text,
                                      struct fg_error *err)
{
    enum fg_status status = FG_OK;
    unsigned failed = 0;
    size_t at = 0;
    while (status == FG_OK && failed < MOST_FAILED && (at = next_data(text, at)) < text.n) {
        struct fg_sv rest = fg_sv_sub(text, at, text.n);
        json_t *value = fg_json_text_next(&rest);
        failed += value == NULL;
        if (value)
            status = search_value(search, value, err);
        json_decref(value);
        at = value && rest.p ? (size_t)(rest.p - text.p) : at + 1;
    }
    return status;
}

enum fg_status fg_script_read(struct fg_sv text, fg_arena *arena, struct fg_document **out,
                              size_t *n, struct fg_error *err)
{
    struct fg_posting_search search = {
        .arena = arena, .origin = FG_FROM_JSON_LD, .sign = FG_SIGN_PROOF};
    text = fg_sv_trim(text);
    enum fg_status status = search_assigned(&search, text, err);
    if (status == FG_OK && search.found.n == 0)
        status = search_parsed_strings(&search, text, err);
    fg_posting_search_drop_teasers(&search, SHORT_TO_LONG);
    *out = search.found.at;
    *n = status == FG_OK ? search.found.n : 0;
    return status;
}
