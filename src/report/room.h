/* report - postings and fits as text, JSON and the formats of journals.
 *
 * In:    a posting or a fit.
 * Out:   bytes in a buffer. The same input gives the same bytes.
 * Never: judges; writes a control or escape character of a posting to a
 *        terminal; opens a file.
 */
#ifndef FG_REPORT_ROOM_H
#define FG_REPORT_ROOM_H

#include "base/room.h"

enum fg_format {
    FG_FORMAT_TEXT, FG_FORMAT_JSON, FG_FORMAT_JSONL, FG_FORMAT_MARKDOWN, FG_FORMAT_ORG,
    FG_FORMAT_HTML, FG_FORMAT_CSV, FG_FORMAT_JRNL
};

struct fg_report_style {
    bool color;            /* ANSI colours                                        */
    int width;             /* columns; 0: 80                                      */
    int verbose;           /* 1: the arithmetic of the score                      */
};

/** DESIGN.md section 4, and 5 where `fit` is not NULL: one object, ended by a
 *  newline; FG_FORMAT_JSONL on one line. */
void fg_report_json(const struct fg_posting *posting, const struct fg_fit *fit, bool one_line,
                    struct fg_buf *out);
/** For a terminal. */
void fg_report_fit_text(const struct fg_fit *fit, const struct fg_report_style *style,
                        struct fg_buf *out);
void fg_report_posting_text(const struct fg_posting *posting,
                            const struct fg_report_style *style, struct fg_buf *out);
/** One requirement's whole reasoning: the rule and the patterns that found it, its
 *  section, skills with offsets, each candidate with its credit (also those that were
 *  rejected, and why), the arithmetic. `why` is of fg_match_explain() for the same id.
 *  False where the fit has no requirement of that id. */
bool fg_report_explain(const struct fg_fit *fit, unsigned id, const struct fg_reasoning *why,
                       const struct fg_report_style *style, struct fg_buf *out);
/** The same as far as the posting alone tells it. */
bool fg_report_explain_posting(const struct fg_posting *posting, unsigned id,
                               const struct fg_report_style *style, struct fg_buf *out);
/** One requirement as fg_report_json() has it, by itself: with what it was judged by
 *  ("judged") where the reasons were kept. `fit` may be NULL. False where there is none
 *  of that id. */
bool fg_report_explain_json(const struct fg_posting *posting, const struct fg_fit *fit,
                            unsigned id, bool one_line, struct fg_buf *out);

/** One whole entry for a journal, ended by a newline: date, title, score, gaps and
 *  the posting's key, escaped for its format (FG_FORMAT_MARKDOWN, _ORG, _JRNL, _HTML,
 *  _CSV; FG_FORMAT_JSONL for the others). `when` is the entry's date, "2026-11-22" or
 *  "2026-11-22 10:00"; empty: the day the posting was fetched, if known. */
void fg_report_entry(const struct fg_fit *fit, enum fg_format format, struct fg_sv when,
                     struct fg_buf *out);
/** What stands before the first and behind the last of several entries: the header
 *  row of a CSV, the frame of an HTML page; nothing for the others. */
void fg_report_begin(enum fg_format format, struct fg_buf *out);
void fg_report_end(enum fg_format format, struct fg_buf *out);
/** What tells a posting from others: its address, else the first 16 digits of its
 *  SHA-256, else its file. Into `out`, whose length is `size`; terminated. */
void fg_report_key(const struct fg_posting *posting, char *out, size_t size);

/** What is neither met nor unknown, the most gain first, into `out`, which has
 *  room for n_verdicts. Returns how many. */
size_t fg_report_gaps(const struct fg_fit *fit, const struct fg_verdict **out);

/** The words of DESIGN.md for enumerations. */
const char *fg_state_name(enum fg_state state);
const char *fg_band_name(enum fg_band band);
const char *fg_kind_name(enum fg_kind kind);
const char *fg_degree_name(enum fg_degree degree); /**< "" for none */
const char *fg_priority_name(enum fg_priority priority);
const char *fg_level_name(enum fg_level level);    /**< "" for none */

/** Appends posting text for a terminal: control and escape characters and
 *  direction overrides become U+FFFD, line breaks and tabs blanks. */
void fg_report_add_safe(struct fg_buf *out, struct fg_sv text);

#endif
