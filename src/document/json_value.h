/* json_value.h - facts out of JSON values, whatever shape a board gave them.
 *
 * Each function takes a value of any type (NULL: absent) and returns an empty
 * view, or a negative number, where it does not hold what is asked for. Views
 * live in the arena handed in; its failure shows by fg_arena_failed(). */
#ifndef FG_DOCUMENT_JSON_VALUE_H
#define FG_DOCUMENT_JSON_VALUE_H

#include "base/room.h"

#include <jansson.h>

enum { FG_JSON_KEY = 64 };

/** A member's name without case and punctuation ("@type" -> "type", "job_title" ->
 *  "jobtitle"), terminated, cut to fit: boards differ in nothing else. */
void fg_json_plain_key(const char *name, char out[FG_JSON_KEY]);
/** The first member of `object` whose plain key is among `keys` (separated by one
 *  blank, in order of preference), or NULL. */
const json_t *fg_json_member(const json_t *object, const char *keys);
/** The first of {"cs": ..., "en": ...}, a value in several languages; else `value`. */
const json_t *fg_json_in_one_language(const json_t *value);
/** The bytes of a string value as they stand there. */
struct fg_sv fg_json_bytes(const json_t *value);

/** Markup and entities read away, white space folded: "R&amp;D" -> "R&D". */
struct fg_sv fg_json_plain(fg_arena *arena, struct fg_sv text);
/** A string, or the name (label, title, value) of an object, or the first of an
 *  array; at most `levels` deep. */
struct fg_sv fg_json_name(fg_arena *arena, const json_t *value, unsigned levels);
/** "City, Region, Country" of a string, a place, a postal address, or each of an
 *  array of them, joined by "; ". */
struct fg_sv fg_json_place(fg_arena *arena, const json_t *value);
/** YYYY-MM-DD of an ISO 8601 text or a Unix time in seconds or milliseconds. */
struct fg_sv fg_json_date(fg_arena *arena, const json_t *value);
/** A number, or the first number of a text ("55,000", "$55K"); < 0: none. */
double fg_json_number_of(const json_t *value);
/** Two letters of a language tag ("de-DE", {code: "de"}). */
struct fg_sv fg_json_language(fg_arena *arena, const json_t *value);
/** full-time, part-time, contract, temporary, internship, volunteer, per-diem,
 *  apprenticeship, or the text itself; several joined by ", ". */
struct fg_sv fg_json_employment(fg_arena *arena, const json_t *value);
/** remote, hybrid or on-site: words a bool of a member named "remote" may stand for. */
struct fg_sv fg_json_remote(fg_arena *arena, const json_t *value);
/** Pay from schema.org's MonetaryAmount or a board's own {min, max, currency,
 *  interval}. */
struct fg_salary fg_json_salary(fg_arena *arena, const json_t *value);
/** year, month, week, day or hour of a unit's name ("HOUR", "per-year-salary"). */
struct fg_sv fg_json_pay_unit(struct fg_sv name);

#endif
