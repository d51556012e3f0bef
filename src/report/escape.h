/* escape.h - text of a posting inside a format, so that it stays text there.
 *
 * All of them also do what fg_report_add_safe() does. */
#ifndef FG_REPORT_ESCAPE_H
#define FG_REPORT_ESCAPE_H

#include "report/room.h"

/** Backslashes before what Markdown reads as markup. Source: CommonMark 0.30, 2.4. */
void fg_escape_markdown(struct fg_buf *out, struct fg_sv text);
/** Zero-width spaces before what Org reads as markup or a link. Source: Org manual,
 *  "Escape Character". */
void fg_escape_org(struct fg_buf *out, struct fg_sv text);
/** The same for a headline, whose first word may be a keyword and whose end may be tags. */
void fg_escape_org_heading(struct fg_buf *out, struct fg_sv text);
/** `&`, `<`, `>` and quotes as entities. */
void fg_escape_html(struct fg_buf *out, struct fg_sv text);
/** A quoted cell that no spreadsheet takes for a formula. Source: RFC 4180; OWASP,
 *  "CSV Injection". */
void fg_escape_csv(struct fg_buf *out, struct fg_sv text);
/** jrnl reads `@word` as a tag where white space stands before it. Source: jrnl 4,
 *  Entry.tag_regex(). */
void fg_escape_jrnl(struct fg_buf *out, struct fg_sv text);
/** An address as it may stand in <...>, an attribute or a property: what is no
 *  printable ASCII, and "<>\"' , is percent-encoded. */
void fg_escape_url(struct fg_buf *out, struct fg_sv url);

#endif
