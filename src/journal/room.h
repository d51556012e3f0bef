/* journal - applications, what became of them, what was learned, what is due.
 *
 * In:    fits as JSON (DESIGN.md sections 4 and 5), outcomes, answers, contacts.
 * Out:   one SQLite file, and from it pages, lists, letters, calendars, figures.
 * Never: prints, asks or starts an editor; invents what only the person can know;
 *        leaves half a command in the file.
 *
 * A command opens the journal, which begins one transaction, and commits at its
 * end; closing without a commit takes everything back. A journal belongs to one
 * thread at a time. Functions return FG_EJOURNAL for what the file or its disk
 * refuse, FG_EUSAGE for what the caller asked wrongly, FG_EDATA for JSON or rules
 * that can't be read, FG_ENOMEM. Views handed out live in the journal's arena.
 */
#ifndef FG_JOURNAL_ROOM_H
#define FG_JOURNAL_ROOM_H

#include "journal/date.h"
#include "report/room.h"
#include "rules/scoring.h"

typedef struct fg_journal fg_journal;

/* ---- the file ---- */

struct fg_journal_options {
    const char *path;     /* of the file; see fg_journal_default_path()          */
    bool write;           /* false: where there is no file, an empty one is read */
    const char *now;      /* FITGAP_NOW, or NULL for the clock                   */
    const char *vfs;      /* SQLite's file layer by name, for tests; NULL: its own */
};

/** $FITGAP_JOURNAL, then $XDG_DATA_HOME/fitgap/journal.db. False where neither is
 *  known or it does not fit. */
bool fg_journal_default_path(char *out, size_t size);
/** Opens (with `write`: creates, 0600 in a 0700 folder) the file, brings it to this
 *  program's version, begins a transaction. FG_EJOURNAL in one sentence: no journal,
 *  newer, damaged, read-only, busy for ten seconds. */
enum fg_status fg_journal_open(const struct fg_journal_options *options, fg_journal **out,
                               struct fg_error *err);
/** Makes what was written last. After FG_OK it outlives a crash and a power cut. */
enum fg_status fg_journal_commit(fg_journal *j, struct fg_error *err);
/** Takes back what was not committed. NULL is fine. */
void fg_journal_close(fg_journal *j);
/** A copy of the journal as it is, through SQLite's online backup, at `path`, which
 *  is replaced as a whole. */
enum fg_status fg_journal_backup(fg_journal *j, const char *path, struct fg_error *err);
/** Makes a journal that was opened where there was no file, and committed, the file
 *  `path`: all of it at once, mode 0600 in a 0700 folder. `*first` false: another process
 *  was quicker (or the disk can't do it), and nothing was done. FG_EJOURNAL. */
enum fg_status fg_journal_found(fg_journal *j, const char *path, bool *first, struct fg_error *err);
const struct fg_now *fg_journal_now(const fg_journal *j);

/* ---- rules: rules/letters/ ---- */

/** Where letters, the follow-up plan and the themes are read from. */
struct fg_letter_rules {
    const char *dir;      /* the rules folder, not NULL                          */
    const char *overlay;  /* a person's own rules folder, first asked; or NULL   */
};

/* ---- applications ---- */

/** What a status means for lists and figures. */
struct fg_outcome {
    const char *name;
    bool applied;         /* the application had been sent                       */
    bool answered;        /* the firm had answered                               */
    bool invited;         /* with more than a no                                 */
    bool offered;
    bool ended;           /* nothing more will come of it                        */
    bool lost;            /* it ended in a no, spoken or not                     */
};

/** saved, applied, phone-screen, interview, offer, accepted, rejected, ghosted,
 *  withdrawn; ended by a NULL name. */
extern const struct fg_outcome fg_outcomes[];
/** The outcome named by `word` ("phone screen", "interview-2"; `*round` receives the
 *  2, otherwise 0), or NULL. */
const struct fg_outcome *fg_outcome_find(struct fg_sv word, unsigned *round);

/** What happens to an application. */
struct fg_happening {
    const struct fg_outcome *outcome;
    unsigned round;       /* of an interview; 0: the next one                    */
    int day;
    struct fg_sv note;
};

struct fg_added {
    size_t added, updated;
};

/** Keeps the fits in `json`: one object, an array of them, or a stream of both. A
 *  posting that is there already is brought up to date, never doubled. `event` (may
 *  be NULL: saved) is noted once an application. `report` receives one line each.
 *  FG_EDATA says which of them is no fit; the caller then closes without a commit.
 *  Views that the journal handed out before are gone afterwards. */
enum fg_status fg_journal_add(fg_journal *j, struct fg_sv json, const struct fg_happening *event,
                              const struct fg_letter_rules *rules, struct fg_added *out,
                              struct fg_buf *report, struct fg_error *err);
/** The application a person means: its number, key, address, or a part of its firm
 *  or title that no other has. FG_EUSAGE where none or several are meant. */
enum fg_status fg_journal_find(fg_journal *j, struct fg_sv word, int64_t *id,
                               struct fg_error *err);
/** Notes what happened, closes follow-ups that it makes moot, plans new ones.
 *  `planned` receives how many. */
enum fg_status fg_journal_outcome(fg_journal *j, int64_t id, const struct fg_happening *event,
                                  const struct fg_letter_rules *rules, size_t *planned,
                                  struct fg_error *err);

/* ---- lists and pages ---- */

struct fg_journal_filter {
    struct fg_sv status, band, word;  /* empty: any; word: in firm, title, place   */
    struct fg_sv since;               /* last change on or after, YYYY-MM-DD       */
    double min_score;                 /* 0: any                                    */
    bool open;                        /* those that have not ended                 */
};

/** The applications, last change first: text, JSON, JSONL or CSV. FG_EUSAGE for
 *  other formats. */
enum fg_status fg_journal_list(fg_journal *j, const struct fg_journal_filter *filter,
                               enum fg_format format, const struct fg_report_style *style,
                               struct fg_buf *out, struct fg_error *err);
/** The whole story of one application: text, Markdown, org, jrnl; `with_posting`: the
 *  posting's text as well. */
enum fg_status fg_journal_page(fg_journal *j, int64_t id, enum fg_format format,
                               bool with_posting, struct fg_buf *out, struct fg_error *err);
/** Where a large output goes as it grows: `take` writes what is in `out` and empties it. */
struct fg_spill {
    enum fg_status (*take)(void *into, struct fg_buf *out, struct fg_error *err);
    void *into;
};
/** All of it, or one application (`id` not 0): JSON and JSONL lose nothing; Markdown,
 *  org and jrnl are pages, CSV a table. `to` (may be NULL: all of it gathers in `out`) is
 *  called now and then, not at the end. Views that the journal handed out before are
 *  gone afterwards. */
enum fg_status fg_journal_export(fg_journal *j, int64_t id, enum fg_format format,
                                 struct fg_buf *out, const struct fg_spill *to,
                                 struct fg_error *err);
/** Takes in what fg_journal_export() wrote as JSON or JSONL. What is there already
 *  stays and is not doubled. */
enum fg_status fg_journal_import(fg_journal *j, struct fg_sv json,
                                 const struct fg_letter_rules *rules, struct fg_added *out,
                                 struct fg_error *err);

/* ---- debrief and feedback ---- */

enum fg_debrief_question { FG_WENT_WRONG, FG_WENT_RIGHT, FG_CAN_IMPROVE, FG_DEBRIEF_QUESTIONS };

/** The question as it is asked. */
const char *fg_debrief_asked(enum fg_debrief_question q);
/** A form to be filled in with an editor: the gap report as remarks, the three
 *  questions, earlier answers left out. */
enum fg_status fg_debrief_form(fg_journal *j, int64_t id, struct fg_buf *out,
                               struct fg_error *err);
/** Keeps the answers of a filled form; `*n` receives how many. FG_EUSAGE where it has
 *  none of the questions. */
enum fg_status fg_debrief_take_form(fg_journal *j, int64_t id, struct fg_sv form,
                                    const struct fg_letter_rules *rules, size_t *n,
                                    struct fg_error *err);
/** Keeps one answer. "[r3 cost]", "[r5 landed]", "[r7 helped]" in it link it to
 *  requirements; "#word" names a theme. FG_EUSAGE for an unknown requirement or role. */
enum fg_status fg_debrief_add(fg_journal *j, int64_t id, enum fg_debrief_question q,
                              struct fg_sv answer, const struct fg_letter_rules *rules,
                              struct fg_error *err);

struct fg_feedback {
    struct fg_sv words;               /* as they were said                       */
    struct fg_sv by;
    int day;
    struct fg_sv changeable;          /* "yes", "no" or empty                    */
    struct fg_sv remedy;              /* by what                                 */
};
enum fg_status fg_journal_feedback(fg_journal *j, int64_t id, const struct fg_feedback *feedback,
                                   struct fg_error *err);

/* ---- contacts ---- */

enum fg_contact_field {
    FG_CONTACT_NAME, FG_CONTACT_ROLE, FG_CONTACT_FIRM, FG_CONTACT_MAIL, FG_CONTACT_PHONE,
    FG_CONTACT_AGREED, FG_CONTACT_REFERENCE, FG_CONTACT_KNOWS, FG_CONTACT_NOTE,
    FG_CONTACT_FIELDS
};

/** A field with p NULL is left as it is. */
struct fg_contact {
    struct fg_sv field[FG_CONTACT_FIELDS];
};
extern const char *const fg_contact_field_names[FG_CONTACT_FIELDS];

/** Adds (id 0) or changes a contact; `application` 0: linked to none further. */
enum fg_status fg_contact_put(fg_journal *j, int64_t *id, const struct fg_contact *contact,
                              int64_t application, struct fg_error *err);
/** The contact meant by a number or a part of the name. FG_EUSAGE. */
enum fg_status fg_contact_find(fg_journal *j, struct fg_sv word, int64_t *id,
                               struct fg_error *err);
/** One contact (`id`), those of an application, or all: text, JSON, CSV. */
enum fg_status fg_contact_list(fg_journal *j, int64_t id, int64_t application,
                               enum fg_format format, const struct fg_report_style *style,
                               struct fg_buf *out, struct fg_error *err);
/** The same as vCard 4.0. Source: RFC 6350. */
enum fg_status fg_contact_vcard(fg_journal *j, int64_t id, int64_t application,
                                struct fg_buf *out, struct fg_error *err);

/* ---- follow-ups ---- */

/** What is due: text and JSON here, the rest for other programs. */
enum fg_due_format {
    FG_DUE_TEXT, FG_DUE_JSON, FG_DUE_ICALENDAR, FG_DUE_TASKWARRIOR, FG_DUE_REMIND, FG_DUE_ORG,
    FG_DUE_FORMATS
};
extern const char *const fg_due_format_names[FG_DUE_FORMATS];

/** Open follow-ups due on `until` or before. */
enum fg_status fg_journal_due(fg_journal *j, int until, enum fg_due_format format,
                              const struct fg_report_style *style, struct fg_buf *out,
                              struct fg_error *err);
/** Ends one ("done" or "dropped"); one that repeats is planned anew when done. */
enum fg_status fg_follow_up_close(fg_journal *j, int64_t id, const char *state,
                                  struct fg_error *err);
/** Puts one off to another day, or words it anew (`what` not empty). */
enum fg_status fg_follow_up_edit(fg_journal *j, int64_t id, const int *day, struct fg_sv what,
                                 struct fg_error *err);
/** One of the person's own; `application` may be 0. */
enum fg_status fg_follow_up_add(fg_journal *j, int64_t application, int day, struct fg_sv what,
                                int64_t *id, struct fg_error *err);

/* ---- letters ---- */

/** Name and purpose of each kind of letter there is. */
enum fg_status fg_letter_kinds(fg_journal *j, const struct fg_letter_rules *rules,
                               struct fg_buf *out, struct fg_error *err);
/** A draft. `contact` 0: the person met last. `me`: the writer's name, may be empty.
 *  `*blanks` receives how many places only the writer can fill. FG_EUSAGE for an
 *  unknown kind, FG_EDATA with the place for a broken template. */
enum fg_status fg_letter_write(fg_journal *j, int64_t id, int64_t contact, struct fg_sv kind,
                               struct fg_sv me, const struct fg_letter_rules *rules,
                               struct fg_buf *out, size_t *blanks, struct fg_error *err);

/* ---- figures ---- */

/** Text, JSON, Markdown or HTML (with SVG). */
enum fg_status fg_journal_stats(fg_journal *j, enum fg_format format,
                                const struct fg_report_style *style, struct fg_buf *out,
                                struct fg_error *err);
/** Does the score predict? Text or JSON, by the bands that `scoring` has. */
enum fg_status fg_journal_calibrate(fg_journal *j, enum fg_format format,
                                    const struct fg_scoring *scoring, struct fg_buf *out,
                                    struct fg_error *err);

/** 95 % interval of a share of `k` in `n`. Source: E. B. Wilson, "Probable Inference",
 *  JASA 22 (1927). n 0 gives 0 to 1. */
void fg_wilson(unsigned k, unsigned n, double *low, double *high);

#endif
