/* heading.h - which lines announce what follows them. */
#ifndef FG_EXTRACT_HEADING_H
#define FG_EXTRACT_HEADING_H

#include "extract/internal.h"

struct heading {
    bool is;
    const struct fg_rule *rule; /* what it announces; NULL: no rule knows             */
    unsigned rank;              /* 1 (h1) to 8 (a styled line), 9 a plain one         */
};

/** What line i is: by its shape, its words and the line behind it. */
struct heading extract_heading_at(struct extraction *x, const line_list *lines, size_t i);

/** "QUALIFICATIONS": four letters at least, and no small one. */
bool extract_is_upper_case(struct fg_sv s);

#endif
