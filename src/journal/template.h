/* template.h - the small language of rules/letters/NAME.md.
 *
 *     {{name}}            a value; empty where there is none
 *     {{name|hint}}       a value, or a marked blank for the writer
 *     {{?hint}}           always a blank: only the writer can know
 *     {{#if name}} ... {{else}} ... {{/if}}      a value, or a list that has items
 *     {{#each list}} ... {{/each}}               {{#each list 3}}: at most three
 *
 * A tag that stands alone on its line takes the line with it. Private to the room. */
#ifndef FG_JOURNAL_TEMPLATE_H
#define FG_JOURNAL_TEMPLATE_H

#include "base/room.h"

struct fg_value {
    struct fg_sv name, text;
};

struct fg_values {
    FG_VEC(struct fg_value) all;
};

struct fg_value_list {
    struct fg_sv name;
    FG_VEC(struct fg_values) rows;
};

/** What a template may name: values, and lists of rows of values. */
struct fg_template_data {
    struct fg_values values;
    FG_VEC(struct fg_value_list) lists;
};

/** Renders `text`, which is the part of the file `path` from line `line` on. `*blanks`
 *  receives how many blanks were left. FG_EDATA with line and column for a tag that
 *  is not known, not closed or names what is not there. */
enum fg_status fg_template_render(struct fg_sv text, const char *path, unsigned line,
                                  const struct fg_template_data *data, struct fg_buf *out,
                                  size_t *blanks, struct fg_error *err);

#endif
