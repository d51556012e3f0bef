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
    EXIT_NO_REQUIREMENT = 4, EXIT_JOURNAL = 5
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
    const struct fg_reply *reply; /* the posting at hand came from; NULL: from a file */
    struct fg_buf out;           /* results, until they are written */
    int worst;                   /* exit status so far */
};

struct command {
    const char *name, *synopsis, *summary;
    const struct option_spec *options; /* its own; NULL: only the common ones */
    size_t options_size;               /* of the struct they fill */
    int (*run)(struct cli *cli, void *options); /* returns an exit status */
};

extern const struct option_spec cli_common_options[];
/** All commands, ended by a NULL name. */
extern const struct command cli_commands[];

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
/** Writes what has gathered in cli->out to standard output (or keeps it for -o). */
enum fg_status cli_flush(struct cli *cli, struct fg_error *err);
/** Ends -o. */
enum fg_status cli_finish_output(struct cli *cli, struct fg_error *err);

/* ---- source.c ---- */

/** FG_EUSAGE where the command line names no posting. */
enum fg_status cli_wants_sources(const struct cli *cli, struct fg_error *err);

/** Calls `each` for every posting of every source word; complains of what can't be
 *  read and goes on. `posting` lives until `each` returns. Without `each` it prints
 *  how every piece of each document was judged. */
void cli_each_posting(struct cli *cli, const char *const *sources,
                      void (*each)(struct cli *cli, const struct fg_posting *posting,
                                   fg_arena *arena, void *into),
                      void *into);
/** Whether a posting has no requirements; `err` then says why. */
bool cli_page_problem(const struct fg_posting *posting, struct fg_error *err);
/** Says why a posting has no requirements. Returns its exit status, EXIT_DONE where it
 *  has some. */
int cli_explain_page(struct cli *cli, const struct fg_posting *posting);
/** Scores a posting and appends the report in the format asked for. */
void cli_score(struct cli *cli, const struct fg_posting *posting, fg_arena *arena);

/* ---- commands ---- */
int cmd_score(struct cli *cli, void *options);
int cmd_extract(struct cli *cli, void *options);
int cmd_rules(struct cli *cli, void *options);
int cmd_skills(struct cli *cli, void *options);
int cmd_fetch(struct cli *cli, void *options);
extern const struct option_spec cli_fetch_options[];
int cmd_journal(struct cli *cli, void *options);
int cmd_scan(struct cli *cli, void *options);
int cmd_rank(struct cli *cli, void *options);
int cmd_help(struct cli *cli, void *options);

#endif
