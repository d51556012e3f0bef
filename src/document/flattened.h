/* flattened.h - state that pages write as one flat array, values referring to each
 * other by their index (Nuxt's __NUXT_DATA__, SvelteKit's data). */
#ifndef FG_DOCUMENT_FLATTENED_H
#define FG_DOCUMENT_FLATTENED_H

#include <jansson.h>
#include <stdbool.h>

/** Whether a value is such an array. */
bool fg_flattened_is(const json_t *value);
/** The value it stands for; bounded in depth and size, so that circles end. NULL
 *  when out of memory. Free with json_decref(). Source: the devalue format of
 *  github.com/Rich-Harris/devalue. */
json_t *fg_flattened_unfold(const json_t *value);

#endif
