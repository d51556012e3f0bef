/* mail_postings.h - a mail's text that holds several postings, taken apart. */
#ifndef FG_DOCUMENT_MAIL_POSTINGS_H
#define FG_DOCUMENT_MAIL_POSTINGS_H

#include "base/room.h"

struct fg_mail_posting {
    struct fg_sv text, url;      /* views of the mail's text */
};

/** Takes apart what is divided by rules, or (HTML) by headings that are links: a part
 *  that begins with a linked title (in plain text: a line, and an address below it) and
 *  has a text behind it is a posting; a part that does not belongs to the one before.
 *  Returns how many there are, at most `most`; fewer than 2: it is one, or none. */
size_t fg_mail_postings(struct fg_sv text, bool is_html, struct fg_mail_posting *out, size_t most);

/** Bytes of it that are no tags and no white space. */
size_t fg_mail_text_bytes(struct fg_sv text);

#endif
