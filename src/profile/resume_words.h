/* resume_words.h - what a resume's words mean: rules/words/resume.tsv. */
#ifndef FG_PROFILE_RESUME_WORDS_H
#define FG_PROFILE_RESUME_WORDS_H

#include "base/room.h"
#include "rules/room.h"

/** The first ones are the parts of a resume, as headings open them. */
enum fg_resume_word {
    FG_RESUME_OTHER, FG_RESUME_SKILLS, FG_RESUME_EXPERIENCE, FG_RESUME_EDUCATION,
    FG_RESUME_LANGUAGES, FG_RESUME_CERTIFICATES, FG_RESUME_LICENCES, FG_RESUME_PARTS,
    FG_RESUME_TITLE = FG_RESUME_PARTS, FG_RESUME_NOW, FG_RESUME_UNTIL, FG_RESUME_SINCE,
    FG_RESUME_SCHOOL, FG_RESUME_DEGREE_WORD, FG_RESUME_LICENCE_WORD, FG_RESUME_MONTH,
    FG_RESUME_NONE
};

struct fg_resume_words {
    struct fg_map forms[FG_RESUME_NONE]; /* folded form -> number, for months */
};

/** Reads the table into `arena`. FG_EDATA with the place; FG_EIO, FG_ENOMEM. */
enum fg_status fg_resume_words_read(struct fg_resume_words *w, const fg_rules *rules,
                                    fg_arena *arena, struct fg_error *err);
/** Whether a text, folded, is a form of `word`; `*value` (may be NULL) receives a
 *  month's number. */
bool fg_resume_is(const struct fg_resume_words *w, enum fg_resume_word word, struct fg_sv text,
                  uint32_t *value);

/** The dates of a job or a school in a line. */
struct fg_resume_dates {
    struct fg_span at;  /* bytes of the line, with brackets around them       */
    int from, to;       /* months since year 0; `to` 0: one date only         */
    bool open;          /* until now                                          */
    bool months;        /* both ends say their months                         */
};
/** The first date or span of dates in a line; false where it has none. */
bool fg_resume_find_dates(const struct fg_resume_words *w, struct fg_sv line,
                          struct fg_resume_dates *out);
/** Years of a span, with one decimal; `now` in months, 0: not known. < 0: can't tell. */
double fg_resume_years(const struct fg_resume_dates *d, int now);

#endif
