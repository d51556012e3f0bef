#include "document/json_text.h"
#include "document/posting_search.h"

/* Linked data says what each object is; only where a text is none may names tell. */
static bool is_linked_data(const json_t *value)
{
    const json_t *first = json_is_array(value) ? json_array_get(value, 0) : value;
    return json_object_get(first, "@context") || json_object_get(first, "@graph") ||
           json_object_get(first, "@type");
}

enum fg_status fg_jsonld_read(struct fg_sv json, fg_arena *arena, struct fg_document **out,
                              size_t *n, struct fg_error *err)
{
    struct fg_posting_search search = {.arena = arena};
    enum fg_status status = FG_OK;
    bool any = false;
    for (json_t *value; status == FG_OK && (value = fg_json_text_next(&json)); any = true) {
        const bool linked = is_linked_data(value);
        search.origin = linked ? FG_FROM_JSON_LD : FG_FROM_API;
        search.sign = linked ? FG_SIGN_TYPE : FG_SIGN_NAMES;
        status = fg_posting_search_run(&search, value, err);
        json_decref(value);
    }
    fg_posting_search_drop_teasers(&search, 0);
    *out = search.found.at;
    *n = status == FG_OK ? search.found.n : 0;
    return any ? status : fg_fail(err, FG_EREAD, "is not JSON, nor can it be mended to be");
}
