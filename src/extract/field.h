/* field.h - who offers what: shared by field.c, company.c and title.c. */
#ifndef FG_EXTRACT_FIELD_H
#define FG_EXTRACT_FIELD_H

#include "extract/internal.h"

/** Whether a block has text of the page itself, not of its furniture. */
bool extract_is_body(const struct fg_block *b);
/** The value of a label that names a fact ("Employer: Acme", or the line behind
 *  "Employer"). Empty where there is none. */
struct fg_sv extract_labelled(struct extraction *x, enum fg_fact fact);

/** Whether it has a word for how one works ("Hybrid", "Full-time"): a tag, not a name. */
bool extract_is_tag(struct extraction *x, struct fg_sv text);

#endif
