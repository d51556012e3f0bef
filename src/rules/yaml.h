/* yaml.h - YAML 1.2 through libfyaml, with the place of every complaint.
 *
 * A parsed file stays in memory until fg_yaml_close(); strings handed out are
 * copies in the arena given to fg_yaml_open(). */
#ifndef FG_RULES_YAML_H
#define FG_RULES_YAML_H

#include "base/room.h"

#include <libfyaml.h>

struct fg_yaml {
    struct fy_document *document;
    const char *path; /* for messages; the caller's */
    fg_arena *arena;
};

/** Parses `bytes`, which must stay until close. FG_EDATA with line and column;
 *  an empty file has a NULL root. Aliases are resolved; what they would blow up
 *  to more than a million nodes is refused. */
enum fg_status fg_yaml_open(struct fg_yaml *y, struct fg_sv bytes, const char *path,
                            fg_arena *arena, struct fg_error *err);
void fg_yaml_close(struct fg_yaml *y);
struct fy_node *fg_yaml_root(const struct fg_yaml *y);

/** FG_EDATA at the node's place. */
enum fg_status fg_yaml_fail(const struct fg_yaml *y, struct fy_node *at, struct fg_error *err,
                            const char *format, ...) __attribute__((format(printf, 4, 5)));
/** 1-based line of a node, 0 where unknown. */
unsigned fg_yaml_line(struct fy_node *node);

bool fg_yaml_is_text(struct fy_node *node);
/** A scalar's text as a terminated copy in the arena; {NULL, 0} for others. */
struct fg_sv fg_yaml_text(const struct fg_yaml *y, struct fy_node *node);
/** The same without the copy: valid until close. */
struct fg_sv fg_yaml_peek(struct fy_node *node);
/** A finite number. False where the node is none. */
bool fg_yaml_number(struct fy_node *node, double *out);
bool fg_yaml_bool(struct fy_node *node, bool *out);

/** Reads one value; `into` is the place the table or the caller names. */
typedef enum fg_status fg_yaml_reader(void *into, const struct fg_yaml *y, struct fy_node *value,
                                      struct fg_error *err);
/** Reads one pair of a mapping; `value` is NULL where nothing stands behind the colon. */
typedef enum fg_status fg_yaml_pair_reader(void *into, const struct fg_yaml *y,
                                           struct fy_node *key, struct fy_node *value,
                                           struct fg_error *err);

/** One member of a mapping and what reads it. */
struct fg_yaml_field {
    const char *key;
    fg_yaml_reader *read;
    size_t at; /* bytes: of what it is read into in the struct that all are read into */
};
/** Reads a mapping by a table of fields (ended by a NULL key). A key the table
 *  does not have is refused, with the nearest known one as "did you mean". */
enum fg_status fg_yaml_read(const struct fg_yaml *y, struct fy_node *mapping,
                            const struct fg_yaml_field *fields, void *into,
                            struct fg_error *err);
/** Calls `read` for each pair, in the file's order, until one fails. */
enum fg_status fg_yaml_pairs(const struct fg_yaml *y, struct fy_node *mapping,
                             fg_yaml_pair_reader *read, void *into, struct fg_error *err);
/** Calls `read` for each element; a single scalar counts as a list of one. */
enum fg_status fg_yaml_each(const struct fg_yaml *y, struct fy_node *list, fg_yaml_reader *read,
                            void *into, struct fg_error *err);

/** FG_EDATA at `at`: its text is none of the `n` names; `what` they are ("key"). The
 *  nearest one as "did you mean". */
enum fg_status fg_yaml_unknown(const struct fg_yaml *y, struct fy_node *at, const char *what,
                               const char *const *names, size_t n, struct fg_error *err);
/** The entry of `names` (n of them) nearest to `word` by edit distance, or NULL
 *  where none is near enough to be meant. */
const char *fg_did_you_mean(struct fg_sv word, const char *const *names, size_t n);

#endif
