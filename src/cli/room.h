/* cli - the command: argv to the other rooms and back.
 *
 * In:    argv, the environment, standard input.
 * Out:   results on standard output, everything else on standard error, an exit
 *        status (DESIGN.md section 3).
 * Never: knows how a posting is read or judged.
 */
#ifndef FG_CLI_ROOM_H
#define FG_CLI_ROOM_H

#include "cli/option.h"
#include "document/room.h"
#include "fetch/room.h"
#include "profile/room.h"
#include "report/room.h"
#include "rules/room.h"

/** Exit statuses. With several sources the worst, that is the highest, is returned. */
enum exit_status {
    EXIT_DONE = 0, EXIT_BELOW = 1, EXIT_USAGE = 2, EXIT_UNREADABLE = 3,
    EXIT_NO_REQUIREMENT = 4, EXIT_JOURNAL = 5,
    EXIT_SIGNAL = 128 /* and the signal's number: ended by it, with what was done */
};

/** Values of the options that every command has. */
struct common_options {
    const char *skills, *output, *rules, *allow_site;
    int format, color, jobs, verbose;
    double min_score;            /* NAN: not asked */
    int per_host;                /* transfers at once; 0: not asked */
    double timeout;              /* seconds for one address; 0: not asked */
    double delay;                /* seconds between two at one host; < 0: not asked */
    bool offline, refresh, allow_private, no_progress, quiet, help, version;
    struct option_list lexicons;
    const char *explain;
};

/** One run of the command. */
struct cli {
    const struct command *command;
    struct common_options o;
    const char **words;          /* of the command line, options taken out */
    size_t n_words;
    fg_arena *arena;             /* of the whole run */
    const char *image;           /* of the rules; NULL: the usual one, "": none */
    fg_rules *rules;
    fg_scratch *scratch;
    fg_profile *profile;
    fg_fetcher *fetcher;
    const char *fields;          /* of JSON Lines and CSV: which hold the text; or NULL */
    const struct fg_reply *reply; /* the posting at hand came from; NULL: from a file */
    struct fg_buf out;           /* results, until they are written */
    fg_new_file *file;           /* of --output, once there are some */
    bool lost;                   /* results that could not be written */
    int worst;                   /* exit status so far */
};

/** The word that says what `fitgap COMMAND VERB` does. */
struct command_verb {
    const char *name, *synopsis, *summary;
};

struct command {
    const char *name, *synopsis, *summary;
    const struct option_spec *options; /* its own; NULL: only the common ones */
    size_t options_size;               /* of the struct they fill */
    int (*run)(struct cli *cli, void *options); /* returns an exit status */
    /* Its `i`-th verb, 0-based; NULL after the last. NULL itself: it has none. */
    const struct command_verb *(*verb)(size_t i);
};

extern const struct option_spec cli_common_options[];
/** All commands, ended by a NULL name. */
extern const struct command cli_commands[];
/** The command of that name; NULL where there is none. */
const struct command *cli_find_command(const char *name);
/** The number of the verb of `cli`'s command that its first word names; SIZE_MAX for none. */
size_t cli_find_verb(const struct cli *cli);
/** Complains that the first word is none of the command's verbs; returns the exit status. */
int cli_no_verb(struct cli *cli);
/** Meaning of an exit status, for those who read of it. */
struct exit_meaning {
    const char *status, *meaning;
};
/** All of them, ended by a NULL status. */
extern const struct exit_meaning cli_exit_meanings[];

/* ---- cli.c ---- */

/** Raises the exit status to `status` where that is worse. */
void cli_worse(struct cli *cli, int status);
/** Prints an error and raises the exit status by its kind. Returns that status. */
int cli_error(struct cli *cli, const struct fg_error *err);
/** A sentence on standard error, unless -q. */
void cli_say(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Loads the rules (once), with the skills file's words where `profile` is there. */
enum fg_status cli_rules(struct cli *cli, struct fg_error *err);
/** Says so where the image of the rules is damaged, at the end of a run. */
void cli_say_image(const struct cli *cli);
/** Loads the skills file (once), before the rules. */
enum fg_status cli_profile(struct cli *cli, struct fg_error *err);
/** The person's overlay folder of rules where there is one, else NULL. */
const char *cli_overlay_dir(struct cli *cli);
/** How reports look on this run's standard output. */
struct fg_report_style cli_style(const struct cli *cli);
/** Writes what has gathered in cli->out to standard output, or to the file of -o, which
 *  stands beside its place until the end. Where that fails it is said once. */
enum fg_status cli_flush(struct cli *cli, struct fg_error *err);
/** The same at the run's end, when the file of -o takes its place. */
enum fg_status cli_finish_output(struct cli *cli, struct fg_error *err);

/* ---- help.c ---- */

/** Appends what `fitgap --help` says. */
void cli_overview(struct fg_buf *out);
/** Appends what `fitgap COMMAND --help` says. */
void cli_command_help(const struct command *c, struct fg_buf *out);
/** Appends a line for each verb of `c`. */
void cli_verbs_help(const struct command *c, struct fg_buf *out);

/* ---- manual.c ---- */

/** Appends the manual page, as roff with the macros of man(7). */
void cli_write_man(struct fg_buf *out);
/** Appends what completes a command line in bash (and in zsh, by its bashcompinit). */
void cli_write_bash(struct fg_buf *out);
/** Appends what completes one in fish. */
void cli_write_fish(struct fg_buf *out);

/* ---- source.c ---- */

/** Of the commands that read postings one by one. */
struct source_options {
    const char *fields;
};
extern const struct option_spec cli_source_options[];

/** FG_EUSAGE where the command line names no posting. */
enum fg_status cli_wants_sources(const struct cli *cli, struct fg_error *err);

/** Calls `each` for every posting of every source word, of containers for each that they
 *  hold; complains of what can't be read and goes on. `posting` lives until `each`
 *  returns. Without `each` it prints how every piece of each document was judged. */
void cli_each_posting(struct cli *cli, const char *const *sources,
                      void (*each)(struct cli *cli, const struct fg_posting *posting,
                                   fg_arena *arena, void *into),
                      void *into);
/** Fetches addresses, several at once, and hands each on in the order they were given,
 *  whatever became of it. `each` may take the job's arena by putting another in its
 *  place. */
void cli_fetch_each(struct cli *cli, const char *const *urls, size_t n,
                    void (*each)(void *into, struct fg_fetch_job *job), void *into);
/** Whether there is nothing to read; `err` then says why. */
bool cli_fetch_problem(const struct fg_fetch_job *job, struct fg_error *err);
/** The documents of a reply, at least one, and where they came from. FG_EFETCH where the
 *  board lists the posting no more. */
enum fg_status cli_reply_read(const fg_rules *rules, const struct fg_reply *reply, fg_arena *arena,
                              struct fg_document **documents, size_t *n, struct fg_source *source,
                              struct fg_error *err);
/** Where the `i`-th of the `n` postings of one source came from. Several in one have its
 *  address no more, but what they say of themselves, and a place in it ("jobs.html:2"); their
 *  checksum is that of their text. Views live in `arena`. */
struct fg_source cli_source_of(const struct fg_source *whole, const struct fg_posting *posting,
                               size_t i, size_t n, fg_arena *arena);
/** Whether a posting has no requirements; `err` then says why. */
bool cli_page_problem(const struct fg_posting *posting, struct fg_error *err);
/** Says why a posting has no requirements. Returns its exit status, EXIT_DONE where it
 *  has some. */
int cli_explain_page(struct cli *cli, const struct fg_posting *posting);
/** Appends how the requirement that --explain names was found, and judged where there is
 *  a fit; complains where there is none such. */
void cli_explain(struct cli *cli, const struct fg_posting *posting, const struct fg_fit *fit,
                 fg_arena *arena);
/** Scores a posting and appends the report in the format asked for. */
void cli_score(struct cli *cli, const struct fg_posting *posting, fg_arena *arena);

/* ---- commands ---- */
int cmd_score(struct cli *cli, void *options);
int cmd_extract(struct cli *cli, void *options);
/** Verbs by number, for help: as struct command has them. */
const struct command_verb *cli_rules_verb(size_t i);
const struct command_verb *cli_skills_verb(size_t i);
const struct command_verb *cli_journal_verb(size_t i);
const struct command_verb *cli_help_verb(size_t i);
int cmd_rules(struct cli *cli, void *options);
int cmd_skills(struct cli *cli, void *options);
int cmd_fetch(struct cli *cli, void *options);
extern const struct option_spec cli_fetch_options[];
int cmd_journal(struct cli *cli, void *options);
int cmd_scan(struct cli *cli, void *options);
int cmd_rank(struct cli *cli, void *options);
int cmd_help(struct cli *cli, void *options);

#endif
