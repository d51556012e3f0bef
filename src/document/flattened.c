#include "document/flattened.h"

enum { MOST_LEVELS = 20, MOST_VALUES = 200000, LOOK_AT = 12 };

struct unfolder {
    const json_t *values;
    size_t made;
};

static bool is_index(const json_t *value, const json_t *values)
{
    const double v = json_is_number(value) ? json_number_value(value) : -100;
    return v >= -7 && v < (double)json_array_size(values) && v == (double)(long)v;
}

static bool has_only_indexes(const json_t *object, const json_t *values)
{
    const char *key;
    json_t *value, *unchanging = (json_t *)(size_t)object;
    json_object_foreach(unchanging, key, value) {
        if (!is_index(value, values))
            return false;
    }
    return true;
}

bool fg_flattened_is(const json_t *value)
{
    size_t objects = 0;
    for (size_t i = 0; i < json_array_size(value) && objects < LOOK_AT; i++) {
        const json_t *element = json_array_get(value, i);
        if (!json_is_object(element) || json_object_size(element) == 0)
            continue;
        if (!has_only_indexes(element, value))
            return false;
        objects++;
    }
    return objects >= 2;
}

static json_t *unfold(struct unfolder *u, const json_t *index, unsigned level);

static json_t *unfold_object(struct unfolder *u, const json_t *object, unsigned level)
{
    json_t *out = json_object();
    const char *key;
    json_t *index, *unchanging = (json_t *)(size_t)object;
    json_object_foreach(unchanging, key, index)
        json_object_set_new(out, key, unfold(u, index, level + 1));
    return out;
}

/* An array, or, where it begins with a name, what is wrapped: ["Reactive", 5],
 * ["Date", "2026-11-01"]. */
static json_t *unfold_array(struct unfolder *u, const json_t *array, unsigned level)
{
    if (json_is_string(json_array_get(array, 0))) {
        json_t *wrapped = json_array_get(array, 1);
        return json_is_string(wrapped) ? json_incref(wrapped) : unfold(u, wrapped, level + 1);
    }
    json_t *out = json_array();
    for (size_t i = 0; i < json_array_size(array); i++)
        json_array_append_new(out, unfold(u, json_array_get(array, i), level + 1));
    return out;
}

/* Negative indexes stand for undefined, NaN and the like. */
static json_t *unfold(struct unfolder *u, const json_t *index, unsigned level)
{
    const double at = json_is_number(index) ? json_number_value(index) : -1;
    if (level > MOST_LEVELS || u->made++ > MOST_VALUES || !is_index(index, u->values) || at < 0)
        return json_null();
    json_t *value = json_array_get(u->values, (size_t)at);
    if (json_is_object(value))
        return unfold_object(u, value, level);
    return json_is_array(value) ? unfold_array(u, value, level) : json_incref(value);
}

json_t *fg_flattened_unfold(const json_t *value)
{
    struct unfolder u = {.values = value};
    json_t *first = json_real(0);
    json_t *out = unfold(&u, first, 0);
    json_decref(first);
    return out;
}
