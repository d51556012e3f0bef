/* internal.h - what the journal's files share. Private to the room. */
#ifndef FG_JOURNAL_INTERNAL_H
#define FG_JOURNAL_INTERNAL_H

#include "journal/room.h"
#include "journal/sql.h"

#include <jansson.h>
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

/** Fills in what `application` and `gap` hold of a fit, and keeps fit and text. */
enum fg_status fg_fit_keep(fg_journal *j, int64_t id, json_t *fit, struct fg_sv text,
                           struct fg_error *err);

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

/** A string member, or an empty view; `object` may be NULL or no object. */
struct fg_sv fg_json_get(const json_t *object, const char *key);
/** A number member, or -1. */
double fg_json_get_number(const json_t *object, const char *key);
/** Calls `each` for the top-level values of `json`, arrays unfolded. FG_EDATA. */
enum fg_status fg_json_each(struct fg_sv json, const char *what,
                            enum fg_status (*each)(void *into, json_t *value,
                                                   struct fg_error *err),
                            void *into, struct fg_error *err);
/** A JSON text as a value of the writer's. */
void fg_json_raw(struct fg_json *j, struct fg_sv json);
void fg_json_member_text(struct fg_json *j, const char *key, struct fg_sv value);

#endif
