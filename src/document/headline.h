/* headline.h - "Company | Role | Place | ...": how postings in threads and lists begin
 * that have no field for a title. */
#ifndef FG_DOCUMENT_HEADLINE_H
#define FG_DOCUMENT_HEADLINE_H

#include "base/sv.h"

/** The first line of a text, HTML or plain: it ends at the first break, of whatever kind. */
struct fg_sv fg_first_line(struct fg_sv text);

/** The first line where it is a headline: three parts or more, of which none of the first
 *  begins in small letters as "parent | next" do. Empty: it is none. */
struct fg_sv fg_headline(struct fg_sv text);
/** Its first part: who hires. */
struct fg_sv fg_headline_company(struct fg_sv headline);

#endif
