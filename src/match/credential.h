/* credential.h - whether a paper that somebody holds is the one that is asked for. */
#ifndef FG_MATCH_CREDENTIAL_H
#define FG_MATCH_CREDENTIAL_H

#include "match/judge.h"

enum { FG_NAME_REGIONS = 8 };

/** How a paper is called: an entry of the skills file, or a requirement. */
struct fg_paper_name {
    struct fg_sv text;
    struct fg_judge_text t;
    double *weight;           /* of each word in the name: 0 where it names nothing      */
    uint32_t regions[FG_NAME_REGIONS];
    size_t n_regions;
    const struct fg_entry *entry;   /* NULL: a requirement                                */
};

/** One paper that is asked for: words [from, to) of a requirement's name. */
struct fg_paper_asked {
    uint32_t skill;           /* of the lexicon, or FG_NO_SKILL: only these words        */
    size_t from, to;
    bool driving;             /* any licence to drive a car will do                      */
    bool strict;              /* all its words must be held, not only all of another's   */
};

/** How near a held paper comes, the better the higher. */
enum fg_paper_fit {
    FG_PAPER_OTHER, FG_PAPER_LIKE, FG_PAPER_UNFINISHED, FG_PAPER_LAPSED, FG_PAPER_ELSEWHERE,
    FG_PAPER_HELD
};

/** Reads a name, in the judge's arena. */
struct fg_paper_name fg_paper_read(struct fg_judge *j, struct fg_sv text,
                                   const struct fg_entry *entry);
/** A word of it as it is written. */
struct fg_sv fg_paper_word(const struct fg_paper_name *n, size_t i);
/** Whether a word is at least so many capitals: "RDH". */
bool fg_is_capitals(struct fg_sv s, size_t least);
/** Weight of the words [from, to) of a name that tell which paper is meant. */
double fg_paper_names(const struct fg_paper_name *n, size_t from, size_t to);
/** Share of the words [from, to) of a name, by weight, that another has: the same, by
 *  initials, by a member's letters. `x_is_asked`: x is what is asked for, y is held. */
double fg_paper_share(const struct fg_judge *j, const struct fg_paper_name *x, size_t from,
                      size_t to, const struct fg_paper_name *y, bool x_is_asked);
/** Whether `b` is level `a` in other signs: "L3", "III". */
bool fg_is_same_grade(struct fg_sv a, struct fg_sv b);
/** Whether a word is a year or somebody's own number, which name no paper. */
bool fg_is_of_one_person(struct fg_sv s);
/** Whether a paper is the one that is asked for: by what the lexicon knows of both, by
 *  words, by initials ("RDH"), by a member's letters ("MCIPP" of the CIPP); of the place,
 *  the class and the level that are asked for; not run out. */
enum fg_paper_fit fg_paper_compare(struct fg_judge *j, const struct fg_paper_name *asked,
                                   const struct fg_paper_asked *ask,
                                   const struct fg_paper_name *held);
/** Classes of a driving licence that a text names, as a set; 0 where it names none. */
uint32_t fg_driving_classes(const struct fg_paper_name *n, bool with_lower);

#endif
