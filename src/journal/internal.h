/* internal.h - what the journal's files share. Private to the room. */
#ifndef FG_JOURNAL_INTERNAL_H
#define FG_JOURNAL_INTERNAL_H

#include "journal/json_doc.h"
#include "journal/room.h"
#include "journal/sql.h"

#include <stdio.h>

enum { FG_UID = 37 };

/** Works out again what an application's list entry says of its events. */
enum fg_status fg_application_settle(fg_journal *j, int64_t id, struct fg_error *err);
/** Notes an event, without planning. */
enum fg_status fg_event_add(fg_journal *j, int64_t id, const struct fg_happening *e,
                            struct fg_error *err);
/** Closes follow-ups made moot by an event and plans those the rules have for it. */
enum fg_status fg_plan_apply(fg_journal *j, const struct fg_letter_rules *rules, int64_t id,
                             const struct fg_happening *event, size_t *planned,
                             struct fg_error *err);

/** Works out again what `gap` holds of a fit. */
enum fg_status fg_fit_gaps(fg_journal *j, int64_t id, struct fg_jv fit, struct fg_error *err);

/** The themes of an answer, from the words in themes.tsv and its own "#words". */
enum fg_status fg_themes_note(fg_journal *j, const struct fg_letter_rules *rules, int64_t debrief,
                              struct fg_sv answer, struct fg_error *err);

/** A file of rules/letters: the person's own, else the installed one. FG_EDATA where
 *  there is neither. Bytes and path live as long as the journal. */
enum fg_status fg_letter_file(fg_journal *j, const struct fg_letter_rules *rules,
                              const char *name, struct fg_sv *bytes, const char **path,
                              struct fg_error *err);

/** A terminated copy in the journal's arena; empty where memory is out, which
 *  fg_memory() tells. */
struct fg_sv fg_keep(fg_journal *j, struct fg_sv s);
/** FG_ENOMEM where any allocation of the journal failed so far, else FG_OK: asked once
 *  at the end of a piece of work, before what it made is used. */
enum fg_status fg_memory(const fg_journal *j, struct fg_error *err);

/** A name-based UUID (RFC 9562, version 8: SHA-256) of texts; the same texts give the
 *  same one. */
void fg_uid_of(const struct fg_sv *parts, size_t n, char out[FG_UID]);
/** A random one (version 4). */
void fg_uid_random(char out[FG_UID]);

/** Standard input as JSON, one value after the other; one is held at a time. */
struct fg_json_input {
    struct fg_sv text;
    size_t at;
    struct fg_json_doc doc;  /* the value read last */
};
/** FG_EUSAGE where the text is empty (`what` is expected), FG_EDATA where it is no UTF-8.
 *  The text is the caller's; fg_json_doc_free() ends it. */
enum fg_status fg_json_input_open(struct fg_json_input *in, struct fg_sv text, const char *what,
                                  struct fg_error *err);
/** The first byte of the next value; 0 at the end. */
char fg_json_input_peek(struct fg_json_input *in);
/** Reads the next value into `doc`. FG_EDATA with its place. */
enum fg_status fg_json_input_next(struct fg_json_input *in, struct fg_error *err);
/** FG_EDATA for what stands where the input is now. */
enum fg_status fg_json_input_refuse(const struct fg_json_input *in, const char *why,
                                    struct fg_error *err);
/** Hands on the items of the array that comes next. */
enum fg_status fg_json_input_list(struct fg_json_input *in,
                                  enum fg_status (*each)(void *into, struct fg_jv value,
                                                         struct fg_error *err),
                                  void *into, struct fg_error *err);
/** A JSON text as a value of the writer's. */
void fg_json_raw(struct fg_json *j, struct fg_sv json);
void fg_json_member_text(struct fg_json *j, const char *key, struct fg_sv value);

#endif
