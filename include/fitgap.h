/* fitgap.h - how well does a job posting fit, before applying?
 *
 * The only installed header. Data flows through four calls:
 *
 *     bytes --fg_document_read--> document --fg_extract--> posting
 *     posting + profile --fg_match--> fit --fg_report_*--> text, JSON
 *
 * Rules. All text is UTF-8, validated where it enters. A `struct fg_sv` is a
 * view: not terminated, not owned. What a call returns lives in the arena it
 * was handed, until that arena is reset or freed. Functions that can fail
 * return an `enum fg_status` and fill `*err`; the library never prints, never
 * exits and keeps no global state. An `fg_rules` may be shared by any number of
 * threads; an `fg_arena` and an `fg_scratch` belong to one thread at a time.
 */
#ifndef FITGAP_H
#define FITGAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FG_VERSION "0.1.0"
#define FG_SCHEMA "fitgap/1"

/* ---- status and error ---------------------------------------------------- */

/** What a call says of itself. What was to be expected on the way (a closed
 *  posting, a page without requirements) is not here: see `enum fg_page`. */
enum fg_status {
    FG_OK = 0,
    FG_EUSAGE,      /**< the caller asked for what can't be                   */
    FG_EDATA,       /**< a rules or skills file is wrong: file, line, column  */
    FG_EFETCH,      /**< an address could not be fetched                      */
    FG_EREAD,       /**< bytes could not be read as a document                */
    FG_EIO,         /**< the system refused a read or a write                 */
    FG_EJOURNAL,    /**< the journal could not be read or written             */
    FG_ELIMIT,      /**< a ceiling on size, depth or time was reached         */
    FG_ENOMEM       /**< out of memory                                        */
};

/** Where and why a call failed. `place` is a file name or an address (may be
 *  empty), cut at a character border where it is too long; `line` and `column`
 *  are 1-based, 0 where unknown. */
struct fg_error {
    enum fg_status status;
    unsigned line, column;
    char place[512];
    char message[512];
};

/* ---- text ---------------------------------------------------------------- */

/** A view of bytes: not owning, not terminated. */
struct fg_sv {
    const char *p;
    size_t n;
};

/** A place in a text: byte offset (0-based) and byte length. */
struct fg_span {
    uint32_t at, n;
};

/* ---- memory -------------------------------------------------------------- */

typedef struct fg_arena fg_arena;

/** A new arena that never holds more than `ceiling` bytes (0: 1 GiB).
 *  Returns NULL when out of memory. Free it with fg_arena_free(). */
fg_arena *fg_arena_new(size_t ceiling);
/** Forgets all that was allocated, keeps the memory for the next posting. */
void fg_arena_reset(fg_arena *arena);
void fg_arena_free(fg_arena *arena);

/* ---- rules --------------------------------------------------------------- */

typedef struct fg_rules fg_rules;
typedef struct fg_scratch fg_scratch;

/** Where rules come from. All fields may be zero. */
struct fg_rules_options {
    const char *dir;          /**< rules folder; NULL: fg_rules_default_dir()     */
    const char *overlay_dir;  /**< a person's own rules, laid over; NULL: none;
                                   a folder that does not exist is no error       */
    const char *const *lexicons; /**< further lexicon files, NULL-terminated      */
    const struct fg_sv *words;   /**< further skill names, for this rule set only */
    size_t n_words;
    const char *image;        /**< image of compiled rules (`fitgap rules compile`); used
                                   where it was made of just the files of `dir`. NULL:
                                   $FITGAP_IMAGE, else what lies beside the program or
                                   was installed; "": none                          */
};

/** Loads a rule set. FG_EDATA names file, line and column of what it refuses,
 *  FG_EIO a folder that can't be read. Free with fg_rules_free(). */
enum fg_status fg_rules_open(const struct fg_rules_options *options, fg_rules **out,
                             struct fg_error *err);
void fg_rules_free(fg_rules *rules);

/** SHA-256 over the names and bytes of all rules, 64 hex digits, terminated. */
const char *fg_rules_digest(const fg_rules *rules);

/** A thread's own working memory for `rules`. NULL when out of memory. */
fg_scratch *fg_scratch_new(const fg_rules *rules);
/** Whether fg_extract() keeps the reasons of each requirement (fg_judged): more work,
 *  the same requirements. Off at first. */
void fg_scratch_keep_reasons(fg_scratch *scratch, bool keep);
void fg_scratch_free(fg_scratch *scratch);

/* ---- posting ------------------------------------------------------------- */

enum fg_priority { FG_MUST, FG_NICE };

/** In order of precedence: an item is of the first kind that fits. */
enum fg_kind {
    FG_EDUCATION, FG_CERTIFICATION, FG_LANGUAGE, FG_AUTHORIZATION, FG_EXPERIENCE,
    FG_SKILL, FG_TRAVEL, FG_PHYSICAL, FG_TRAIT, FG_OTHER
};

/** Ordered: a higher one covers a lower one. */
enum fg_degree {
    FG_DEGREE_NONE, FG_HIGH_SCHOOL, FG_VOCATIONAL, FG_ASSOCIATE, FG_BACHELOR, FG_MASTER,
    FG_DOCTORATE, FG_PROFESSIONAL
};

/** CEFR, with native above it. */
enum fg_level { FG_LEVEL_NONE, FG_A1, FG_A2, FG_B1, FG_B2, FG_C1, FG_C2, FG_NATIVE };

/** What an input turned out to be. */
enum fg_page {
    FG_PAGE_POSTING,     /**< a posting with requirements                       */
    FG_PAGE_EMPTY,       /**< read, but no requirement was found in it          */
    FG_PAGE_CLOSED,      /**< only a notice that the posting is closed          */
    FG_PAGE_BLOCKED,     /**< a bot wall instead of the posting                 */
    FG_PAGE_SHELL,       /**< a JavaScript shell without text                   */
    FG_PAGE_LISTING      /**< a list of several jobs, not one posting           */
};

#define FG_NO_SKILL UINT32_MAX

/** A skill named in a text. */
struct fg_mention {
    uint32_t skill;       /**< index in the rule set's lexicon; UINT32_MAX: in none */
    struct fg_sv name;    /**< canonical name; of one in none, as written       */
    struct fg_sv surface; /**< as written                                       */
    struct fg_span at;    /**< in the item's text                               */
};

/** A human language asked for. */
struct fg_language_ask {
    struct fg_sv name;    /**< canonical English name: "German"                 */
    enum fg_level level;  /**< lowest level asked for, or FG_LEVEL_NONE         */
};

/** One requirement, as LABELLING has it: an item, a line or a sentence. */
/** What a feature of a text, or a word of it, weighed when the text was judged. Names
 *  are those of rules/model.tsv: "req=2", "word experience". */
struct fg_reason {
    struct fg_sv feature;
    double requirement, duty;
};

/** How a piece of text was judged: as a requirement where that sum is above 0 and not
 *  below the duty's. The pull of its list is in the sums. */
struct fg_judged {
    double requirement, duty;           /**< sums of all weights                  */
    double list_requirement, list_duty; /**< of these, from its list's others     */
    const struct fg_reason *reasons;    /**< the strongest, strongest first       */
    size_t n_reasons;                   /**< 0 unless fg_scratch_keep_reasons()   */
};

struct fg_requirement {
    unsigned id;                 /**< 1-based: printed "r1"                      */
    struct fg_sv text;
    enum fg_priority priority;
    enum fg_kind kind;
    double years_min, years_max; /**< < 0: not asked for                         */
    double travel;               /**< share of time, 0 to 1; < 0: not asked for  */
    enum fg_degree degree;       /**< lowest that is accepted                    */
    bool or_equivalent, any_of;
    const struct fg_mention *skills;
    size_t n_skills;
    const struct fg_language_ask *languages;
    size_t n_languages;
    struct fg_sv section;        /**< heading it stands under; empty: none       */
    struct fg_span at;           /**< in the document's text                     */
    const char *rule;            /**< id of the rule that made it a requirement  */
    double weight;               /**< how sure: 1 under a heading, less by cues  */
    struct fg_judged judged;
};

struct fg_duty {
    struct fg_sv text;
    struct fg_span at;
};

/** A question of the application form. */
struct fg_question {
    struct fg_sv text;
    bool required;
    const struct fg_sv *choices;
    size_t n_choices;
};

struct fg_salary {
    double min, max;             /**< < 0: not given                             */
    struct fg_sv currency;       /**< ISO 4217                                   */
    struct fg_sv per;            /**< year, month, week, day, hour               */
};

/** Where a posting came from. Empty views where unknown. */
struct fg_source {
    struct fg_sv given, url, file, fetched_at, site;
    struct fg_sv key;            /**< board:tenant:id, where a board is known    */
    char sha256[65];             /**< of the bytes as received                   */
};

struct fg_posting {
    struct fg_source source;
    enum fg_page page;
    bool closed;                 /**< says it is closed, though still readable   */
    struct fg_sv title, company, location;
    char language[3];            /**< two letters, "" where unknown              */
    struct fg_sv employment_type, remote, posted, valid_through;
    struct fg_salary salary;
    const struct fg_requirement *requirements;
    size_t n_requirements;
    const struct fg_duty *duties;
    size_t n_duties;
    const struct fg_question *questions;
    size_t n_questions;
    struct fg_sv text;           /**< the document's text, one block a line      */
};

/** Bytes to be read. Only `bytes` is needed. */
struct fg_input {
    struct fg_sv bytes;
    struct fg_sv name;           /**< file name, for messages and as a hint      */
    struct fg_sv url;            /**< final address, where fetched               */
    struct fg_sv content_type;   /**< as the server said                         */
};

struct fg_document;

/** Reads bytes of any known format into a document: HTML, PDF, DOCX, ODT, RTF, web
 *  archives, text, Markdown, org, JSON, XML feeds.
 *  `documents`/`n`: receive an array in `arena`, one a posting found in the
 *  bytes, at least one on FG_OK. FG_EREAD: format unknown or broken beyond
 *  reading; FG_ELIMIT; FG_ENOMEM. Thread-safe for distinct arenas. */
enum fg_status fg_document_read(const fg_rules *rules, const struct fg_input *input,
                                fg_arena *arena, struct fg_document **documents, size_t *n,
                                struct fg_error *err);

/** Finds the requirement list of a document. `out` receives a posting whose
 *  `page` says what the document was. FG_EDATA: the rules of the posting's
 *  language, read at first use, are broken; FG_ENOMEM, FG_ELIMIT. */
enum fg_status fg_extract(const fg_rules *rules, fg_scratch *scratch,
                          const struct fg_document *document, fg_arena *arena,
                          struct fg_posting *out, struct fg_error *err);

/* ---- profile ------------------------------------------------------------- */

typedef struct fg_profile fg_profile;

/** Reads a skills file (YAML) or a JSON Resume. FG_EDATA names file, line and
 *  column; FG_EIO. It needs no rules; see fg_profile_bind(). */
enum fg_status fg_profile_load(const char *path, fg_profile **out, struct fg_error *err);
/** The skill names of a profile, so that they can join the lexicon
 *  (fg_rules_options.words). Valid as long as the profile. */
const struct fg_sv *fg_profile_words(const fg_profile *profile, size_t *n);
/** Resolves the profile's names against a rule set. Call once, before
 *  fg_match(). FG_ENOMEM. */
enum fg_status fg_profile_bind(fg_profile *profile, const fg_rules *rules, struct fg_error *err);
void fg_profile_free(fg_profile *profile);

/* ---- fit ----------------------------------------------------------------- */

enum fg_state { FG_MET, FG_PARTIAL, FG_ADJACENT, FG_GAP, FG_UNKNOWN };
enum fg_band { FG_APPLY, FG_APPLY_ANYWAY, FG_STRETCH, FG_NOT_YET };

/** What in the skills file speaks for a requirement. */
struct fg_evidence {
    struct fg_sv skill;     /**< name or statement of the skills file            */
    double years;           /**< < 0: not said                                   */
    unsigned line;          /**< of the skills file, 1-based                     */
    struct fg_sv via;       /**< asked-for skill it implies or neighbours; or "" */
    double credit;          /**< 0 to 1                                          */
};

/** The judgement of one requirement. */
struct fg_verdict {
    const struct fg_requirement *requirement;
    enum fg_state state;
    double credit, weight, gain;   /**< gain: points of score, DESIGN 6.7        */
    const struct fg_evidence *evidence;
    size_t n_evidence;
    struct fg_sv reason;           /**< one clause, for people                   */
};

struct fg_cap {
    double limit;
    struct fg_sv reason;
    unsigned requirement;          /**< id                                       */
};

/** What the application form will ask, judged. */
struct fg_answer {
    const struct fg_question *question;
    enum fg_state state;
    struct fg_sv reason;
};

struct fg_fit {
    const struct fg_posting *posting;
    double score;                  /**< 0 to 100; < 0: nothing could be judged   */
    double uncapped;               /**< before caps                              */
    enum fg_band band;
    double confidence;             /**< share of weight that could be judged     */
    double must, nice, duties;     /**< coverage 0 to 1; < 0: none of that sort  */
    unsigned counts[5];            /**< by enum fg_state                         */
    const struct fg_verdict *verdicts; /**< in the posting's order               */
    size_t n_verdicts;
    const struct fg_cap *caps;
    size_t n_caps;
    const struct fg_answer *answers;
    size_t n_answers;
    const char *rules_digest, *profile_digest;
};

/** Something of the skills file that was weighed for a requirement. */
struct fg_candidate {
    struct fg_sv text;             /**< name or statement of the skills file     */
    struct fg_sv asked;            /**< skill it was weighed for; "": the words  */
    struct fg_sv why;              /**< what speaks for it, or against           */
    unsigned line;                 /**< of the skills file, 1-based              */
    double credit;                 /**< 0 to 1                                   */
    bool taken;                    /**< it is among the verdict's evidence       */
};

/** How one requirement was found and judged, for people. */
struct fg_reasoning {
    const struct fg_sv *patterns;  /**< what of its text fired which rule        */
    size_t n_patterns;
    const struct fg_candidate *candidates; /**< best first                       */
    size_t n_candidates;
    const struct fg_sv *steps;     /**< the credit's arithmetic, a step each     */
    size_t n_steps;
};

/** Judges a posting for a person. `posting` must outlive the fit, whose `duties` are left
 *  to fg_match_duties(). FG_ENOMEM. */
enum fg_status fg_match(const fg_rules *rules, fg_scratch *scratch,
                        const struct fg_posting *posting, const fg_profile *profile,
                        fg_arena *arena, struct fg_fit *out, struct fg_error *err);
/** Adds how much of what the job-holder will do the person has done before, which is no
 *  part of the score: rankings have no use for it. FG_ENOMEM. */
enum fg_status fg_match_duties(const fg_rules *rules, fg_scratch *scratch,
                               const fg_profile *profile, fg_arena *arena, struct fg_fit *fit,
                               struct fg_error *err);
/** Judges the requirement of that id once more, and tells how. FG_EUSAGE where the
 *  posting has none of that id; FG_ENOMEM. */
enum fg_status fg_match_explain(const fg_rules *rules, fg_scratch *scratch,
                                const struct fg_posting *posting, const fg_profile *profile,
                                unsigned id, fg_arena *arena, struct fg_reasoning *out,
                                struct fg_error *err);

#endif
