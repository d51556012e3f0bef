/* profile - a skills file, a JSON Resume or a resume, as one person's profile.
 *
 * In:    a file (DESIGN.md section 7), and a rule set to resolve its names with.
 * Out:   the profile: skills, statements, education, languages ... with the line
 *        each stands on.
 * Never: sees a posting; guesses what the file does not say.
 */
#ifndef FG_PROFILE_ROOM_H
#define FG_PROFILE_ROOM_H

#include "base/room.h"
#include "document/room.h"
#include "profile/wordbook.h"
#include "rules/room.h"

/** Absent, none and some are three things: an absent list says nothing, an empty
 *  one says "none". */
struct fg_listed {
    bool said;                    /* the key stands in the file */
    unsigned line;
};

struct fg_known_skill {
    struct fg_sv name;            /* as written                                  */
    double years;                 /* < 0: not said                               */
    int last_used;                /* year; 0: not said                           */
    struct fg_sv level;
    int rank;                     /* 1 basic to 4 expert; 0: not said            */
    unsigned line;
    bool secondary;               /* named under an experience statement         */
    const uint32_t *skills;       /* what it is understood as, after bind: indices
                                     of the lexicon; the name's own first        */
    size_t n_skills;
};

/** Something done, in the person's own words. */
struct fg_statement {
    struct fg_sv text;
    double years;                 /* < 0: not said                               */
    unsigned line;
    const struct fg_sv *skills;   /* named beside it                             */
    size_t n_skills;
    const uint32_t *found;        /* after bind: skills named or found in its text */
    size_t n_found;
};

struct fg_schooling {
    enum fg_degree degree;
    struct fg_sv degree_text, field;
    struct fg_sv courses;         /* ", " between them; empty: none told         */
    int year;                     /* 0: not said                                 */
    unsigned line;
    const uint32_t *found;        /* after bind: skills named in field, courses  */
    size_t n_found;
};

struct fg_entry {                 /* a certificate, licence, clearance, trait, right */
    struct fg_sv text;
    unsigned line;
    uint32_t skill;               /* after bind, or FG_NO_SKILL                  */
    const uint32_t *found;        /* after bind: all that it names, `skill` first */
    size_t n_found;
};

struct fg_spoken {
    struct fg_sv name;            /* canonical English name after bind           */
    bool known;                   /* after bind: it is a language the rules know */
    enum fg_level level;
    struct fg_sv level_text;
    unsigned line;
};

struct fg_profile {
    fg_arena *arena;
    const char *path;
    const fg_rules *bound;        /* what its names were resolved against        */
    struct fg_wordbook book;      /* after bind: what its words are compared by   */
    char digest[65];              /* SHA-256 of the file's bytes                 */
    char language[3];             /* after bind: of the statements; "" where it can't be told */
    struct fg_sv name, location;
    FG_VEC(struct fg_known_skill) skills;
    FG_VEC(struct fg_statement) statements;
    FG_VEC(struct fg_schooling) education;
    FG_VEC(struct fg_entry) certificates, licences, clearances, authorization, traits;
    FG_VEC(struct fg_spoken) languages;
    struct fg_listed has_education, has_certificates, has_licences, has_clearances,
        has_authorization, has_languages, has_willing, has_traits;
    double travel;                /* share of time, 0 to 1; < 0: not said        */
    int relocate, shifts, on_site;/* 1 yes, 0 no, -1 not said                    */
    unsigned travel_line, relocate_line, shifts_line, on_site_line, location_line;
    double total_years;           /* of all experience, where it can be told; < 0 */
    bool resume;                  /* which has no place for licences              */
    bool dated;                   /* ... by first and last days, so it is exact   */
    int as_of;                    /* newest year the file speaks of; 0: none      */
    FG_VEC(struct fg_sv) words;
};

/* ---- readers: each fills an empty profile whose arena and path are set ---- */

/** DESIGN.md section 7. FG_EDATA with the place of what is wrong. */
enum fg_status fg_profile_read_skills_file(struct fg_profile *p, const struct fg_yaml *y,
                                           struct fy_node *root, struct fg_error *err);
/** Whether a root node is a JSON Resume. */
bool fg_profile_is_json_resume(struct fy_node *root);
/** JSON Resume, keys it does not define skipped. Source: https://jsonresume.org/schema */
enum fg_status fg_profile_read_json_resume(struct fg_profile *p, const struct fg_yaml *y,
                                           struct fy_node *root, struct fg_error *err);
/* ---- for `fitgap skills` ---- */

/** A commented skills file to begin with; a valid one. */
struct fg_sv fg_profile_template(void);

/** Something a person may want to change. */
struct fg_finding {
    unsigned line;
    struct fg_sv text;            /* one clause, in the arena it was made in      */
};
/** Names duplicates, aliases of the same thing, levels and degrees that are not
 *  understood, names the lexicon does not know. `*found` in `arena`. FG_ENOMEM. */
enum fg_status fg_profile_check(const fg_profile *profile, fg_arena *arena,
                                const struct fg_finding **found, size_t *n,
                                struct fg_error *err);
/** What each entry of a bound profile is understood as, one a line. */
void fg_profile_show(const fg_profile *profile, struct fg_buf *out);
/** The text of a resume as it stands on the page -> one column after the other. A
 *  column is what begins where a heading of a resume ("Skills") stands beside other
 *  text. `*out` in `arena`. Statuses as fg_profile_draft(). */
enum fg_status fg_resume_unroll(const fg_rules *rules, struct fg_sv page_text, fg_arena *arena,
                                struct fg_sv *out, struct fg_error *err);
/** Drafts a skills file from a resume that was read as a document, for the person to
 *  edit: each entry has the line it came from as a comment. `now`: the present month,
 *  12 times the year plus 0 to 11, for jobs that last; 0: not known. FG_EDATA where
 *  rules/words/resume.tsv is wrong; FG_EIO, FG_ENOMEM. */
enum fg_status fg_profile_draft(const fg_rules *rules, const struct fg_document *resume, int now,
                                struct fg_buf *out, struct fg_error *err);
/** The same from a profile that was read from a JSON Resume. */
void fg_profile_write(const fg_profile *profile, struct fg_buf *out);

/** Notes that the file speaks of a year. */
void fg_profile_note_year(struct fg_profile *p, int year);

#endif
