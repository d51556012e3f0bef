/* cmd_journal.h - what the files of `fitgap journal` share: one verb, one run.
 *
 * Each verb works inside one transaction. What it prints is kept until that is made
 * last, so that nothing is reported as written that is not. */
#ifndef FG_CLI_CMD_JOURNAL_H
#define FG_CLI_CMD_JOURNAL_H

#include "cli/room.h"
#include "journal/room.h"

/** Options of all verbs; each verb names those it takes. */
struct journal_options {
    const char *journal, *status, *date, *note, *title, *company, *url;
    const char *since, *band, *search, *within, *application, *contact;
    const char *by, *changeable, *remedy;
    const char *name, *role, *firm, *mail, *phone, *agreed, *reference, *knows;
    struct option_list wrong, right, improve;
    int as;
    bool open, posting;
};

extern const struct option_spec cli_journal_options[];

struct journal_run {
    struct cli *cli;
    const struct journal_options *o;
    const struct journal_verb *verb;
    const char **words;          /* after the verb */
    size_t n_words;
    struct fg_letter_rules rules;
    char rules_dir[4096];
    struct fg_buf input;         /* standard input, where the verb reads it */
    struct fg_buf said;          /* for standard error, once all is written */
    fg_journal *journal;
};

enum journal_access {
    JOURNAL_READS,
    JOURNAL_CHANGES, /* writes what is there, and begins no journal         */
    JOURNAL_WRITES,
    JOURNAL_ITSELF   /* the verb opens it, since it waits for a person in between */
};

struct journal_verb {
    struct command_verb word;
    const char *takes;           /* its options, divided by blanks */
    size_t least, most;          /* words */
    enum journal_access access;
    bool reads_input;            /* before the journal is opened: no one waits for it locked */
    bool (*only_reads)(const struct journal_run *run); /* this time; NULL: never */
    enum fg_status (*run)(struct journal_run *run, struct fg_error *err);
};

/** Opens the journal. */
enum fg_status journal_open(struct journal_run *run, enum journal_access access,
                            struct fg_error *err);
/** Commits, where `status` is FG_OK, and closes. */
enum fg_status journal_end(struct journal_run *run, enum fg_status status, struct fg_error *err);
/** The application that word `i` means. */
enum fg_status journal_application(struct journal_run *run, size_t i, int64_t *id,
                                   struct fg_error *err);
/** The day an option names, today where it is NULL. FG_EUSAGE. */
enum fg_status journal_day(struct journal_run *run, const char *option, const char *value, int *day,
                           struct fg_error *err);
/** Words from `i` on as one text, in the run's arena. */
struct fg_sv journal_text(struct journal_run *run, size_t i);
struct fg_sv journal_sv(const char *value); /**< NULL as an empty text */

bool journal_contact_only_reads(const struct journal_run *run);
bool journal_due_only_reads(const struct journal_run *run);

enum fg_status journal_add(struct journal_run *run, struct fg_error *err);
enum fg_status journal_outcome(struct journal_run *run, struct fg_error *err);
enum fg_status journal_list(struct journal_run *run, struct fg_error *err);
enum fg_status journal_show(struct journal_run *run, struct fg_error *err);
enum fg_status journal_debrief(struct journal_run *run, struct fg_error *err);
enum fg_status journal_feedback(struct journal_run *run, struct fg_error *err);
enum fg_status journal_contact(struct journal_run *run, struct fg_error *err);
enum fg_status journal_due(struct journal_run *run, struct fg_error *err);
enum fg_status journal_letter(struct journal_run *run, struct fg_error *err);
enum fg_status journal_stats(struct journal_run *run, struct fg_error *err);
enum fg_status journal_calibrate(struct journal_run *run, struct fg_error *err);
enum fg_status journal_export(struct journal_run *run, struct fg_error *err);
enum fg_status journal_import(struct journal_run *run, struct fg_error *err);
enum fg_status journal_backup(struct journal_run *run, struct fg_error *err);

/** The formats of --as, in the order of enum fg_due_format, then vcard. */
enum { JOURNAL_AS_NONE, JOURNAL_AS_DUE, JOURNAL_AS_VCARD = JOURNAL_AS_DUE + FG_DUE_FORMATS };

#endif
