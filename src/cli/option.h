/* option.h - command-line options by table.
 *
 * One array of specs a subcommand drives parsing, --help, completion and the man
 * page. Options stand before or after words; `--` ends them; `--name=value`,
 * `--name value`, `-nvalue` and bundled flags (`-qv`) all work. */
#ifndef FG_CLI_OPTION_H
#define FG_CLI_OPTION_H

#include "base/room.h"

enum option_kind {
    OPTION_FLAG,     /* bool: true                                   */
    OPTION_COUNT,    /* int: one more each time                      */
    OPTION_TEXT,     /* const char *                                 */
    OPTION_NUMBER,   /* double                                       */
    OPTION_INTEGER,  /* int, not negative                            */
    OPTION_LIST,     /* struct option_list: each time one more       */
    OPTION_CHOICE    /* int: index in `choices`                      */
};

struct option_list {
    const char **at; /* NULL-terminated */
    size_t n, cap;
};

struct option_spec {
    const char *name;          /* without dashes; NULL ends a table */
    char letter;               /* 0: none                           */
    enum option_kind kind;
    size_t at;                 /* offset of the value in the struct it fills */
    const char *argument;      /* as --help shows it; NULL for flags */
    const char *help;
    const char *const *choices; /* NULL-terminated                  */
};

/** A table and the struct its values go to. */
struct option_table {
    const struct option_spec *specs;
    void *values;
};

bool option_takes_value(const struct option_spec *s);
/** Parses `argv` (after the command's name) by `n` tables; words that are no
 *  options are left in `words`, NULL-terminated, in `arena`. FG_EUSAGE with a
 *  sentence that says what is wrong and, where near, what may have been meant. */
enum fg_status option_parse(const struct option_table *tables, size_t n, char **argv,
                            fg_arena *arena, const char ***words, size_t *n_words,
                            struct fg_error *err);
/** Appends what stands in a column from `column` (0-based) to the 80th, and a newline. */
void option_hang(const char *text, size_t column, struct fg_buf *out);
/** Appends a line of a list: a name and what follows it, padded to columns of those
 *  widths, then what it does. */
void option_line(const char *name, size_t name_width, const char *synopsis,
                 size_t synopsis_width, const char *summary, struct fg_buf *out);
/** Appends a table as --help shows it. */
void option_help(const struct option_spec *specs, struct fg_buf *out);

#endif
