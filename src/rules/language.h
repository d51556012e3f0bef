/* language.h - the rules of one posting language: headings, cues, facts.
 *
 * rules/README.md has the grammar of the files. */
#ifndef FG_RULES_LANGUAGE_H
#define FG_RULES_LANGUAGE_H

#include "rules/pattern.h"
#include "rules/phrase.h"
#include "rules/yaml.h"

/** What a rule can be about; each group is one trie and one list of patterns. */
enum fg_group {
    FG_GROUP_SECTION,   /* headings: what stands under them            */
    FG_GROUP_LEAD,      /* lead-in sentences: the same, at a list      */
    FG_GROUP_CUE,       /* what a sentence is, weighed                 */
    FG_GROUP_PRIORITY,  /* must or nice                                */
    FG_GROUP_DEGREE,
    FG_GROUP_EQUIVALENT,/* "or equivalent experience"                  */
    FG_GROUP_ANY_OF,    /* "or", "such as"                             */
    FG_GROUP_YEARS,     /* patterns with `min`, `max`                  */
    FG_GROUP_NUMBER,    /* number words                                */
    FG_GROUP_KIND,      /* certification, travel, ...                  */
    FG_GROUP_LEVEL,     /* of a human language                         */
    FG_GROUP_SKILL_CUE, /* "experience with": what follows is a skill  */
    FG_GROUP_SKILL_LIST,/* lists of skills: what begins, joins, ends   */
    FG_GROUP_NOTICE,    /* closed, blocked, shell                      */
    FG_GROUP_FACT,      /* employment type, remote, labelled fields    */
    FG_GROUP_STOP,      /* full stops that end no sentence             */
    FG_GROUP_RUN_ON,    /* where items that lost their borders begin   */
    FG_GROUP_COMPANY,   /* what stands beside a company's name         */
    FG_GROUP_NAME,      /* what names are made of, and words that are none */
    FG_GROUP_TITLE,     /* what stands beside a job's title            */
    FG_GROUP_TRAVEL,    /* patterns with `min` or `word`: so many times their weight is the
                           share of one's time that is travelled      */
    FG_GROUPS
};

enum fg_section {
    FG_SECTION_NONE, FG_SECTION_REQUIRED, FG_SECTION_PREFERRED, FG_SECTION_DUTIES,
    FG_SECTION_BENEFITS, FG_SECTION_ABOUT, FG_SECTION_PROCESS, FG_SECTION_LEGAL,
    FG_SECTION_META, FG_SECTION_PAGE
};
enum fg_cue { FG_CUE_REQUIREMENT, FG_CUE_DUTY, FG_CUE_OTHER };
enum fg_any_of { FG_ANY_OF, FG_ALL_OF, FG_ANY_BETWEEN, FG_ANY_AND };
enum fg_skill_cue { FG_SKILL_CUE_ASKS, FG_SKILL_CUE_THEIRS };
enum fg_skill_list {
    FG_LIST_SHAPES, FG_LIST_NAMES, FG_LIST_MATTERS, /* what begins a list, by what it holds */
    FG_LIST_JOINS, FG_LIST_ENDS, FG_LIST_SKIPS, FG_LIST_NOT
};
enum fg_notice { FG_NOTICE_CLOSED, FG_NOTICE_BLOCKED, FG_NOTICE_SHELL, FG_NOTICE_LISTING };
enum fg_full_stop { FG_STOP_SHORT, FG_STOP_COUNTED };
enum fg_run_on { FG_RUN_ON_OPENS, FG_RUN_ON_JOINS, FG_RUN_ON_ENDS };
enum fg_company_mark {
    FG_COMPANY_BEHIND, FG_COMPANY_AT, FG_COMPANY_BEFORE, FG_COMPANY_FORM
};
enum fg_name_mark {
    FG_NAME_JOINS, FG_NAME_SMALL, FG_NAME_NEVER, FG_NAME_HOUSE, FG_NAME_PART, FG_NAME_ADDED,
    FG_NAME_SITE
};
enum fg_title_mark {
    FG_TITLE_BEHIND, FG_TITLE_ROLE, FG_TITLE_ADDED, FG_TITLE_NEVER, FG_TITLE_OTHERS,
    FG_TITLE_SKIPS
};
enum fg_fact {
    FG_FACT_TITLE, FG_FACT_COMPANY, FG_FACT_LOCATION, FG_FACT_FULL_TIME, FG_FACT_PART_TIME,
    FG_FACT_CONTRACT, FG_FACT_TEMPORARY, FG_FACT_INTERNSHIP, FG_FACT_REMOTE, FG_FACT_HYBRID,
    FG_FACT_ONSITE, FG_FACT_POSTED, FG_FACT_VALID_THROUGH, FG_FACT_SALARY
};

enum fg_phrase_where {
    FG_WHERE_ANY = 0,
    FG_WHERE_START = 1, /* '^' */
    FG_WHERE_END = 2,   /* '$' */
    FG_WHERE_WHOLE = 3  /* '=' */
};

struct fg_rule {
    const char *id;
    enum fg_group group;
    int means;           /* the group's own enumeration; see language.c */
    double weight;
    struct fg_pattern *pattern; /* NULL: phrases */
    struct fg_sv *yes, *no;
    size_t n_yes, n_no;
    const char *path;
    unsigned line;
};

struct fg_phrase {
    const struct fg_rule *rule;
    enum fg_phrase_where where;
    double weight; /* its own; FG_WEIGHT_OF_RULE: its rule's, which may stand behind it */
};
#define FG_WEIGHT_OF_RULE (-1.0)

struct fg_rule_group {
    struct fg_phrases trie;           /* value: index into phrases */
    FG_VEC(struct fg_phrase) phrases;
    FG_VEC(struct fg_rule *) patterns;
    FG_VEC(struct fg_rule *) rules;   /* all of the group */
};

struct fg_language {
    char code[3];
    struct fg_rule_group groups[FG_GROUPS];
    bool overlay;    /* reading a person's own file: its phrases take over */
    fg_arena *arena; /* owns all of it */
};

/** A place where a rule fired. */
struct fg_rule_hit {
    const struct fg_rule *rule;
    size_t first, count; /* tokens */
    double weight;
};

/** Reads one file of rules into `language` (whose arena is set). */
enum fg_status fg_language_read(struct fg_language *language, struct fg_sv bytes,
                                const char *path, struct fg_error *err);
/** Frees compiled patterns; the arena is the caller's. */
void fg_language_clear(struct fg_language *language);

/** The next phrase of a group at or behind token `from`, longest first, whose
 *  place ('^', '$', '=') fits. The search goes on at hit->first + hit->count.
 *  False where there is none. */
bool fg_group_next(const struct fg_rule_group *g, const struct fg_tokens *t, size_t from,
                   struct fg_rule_hit *hit);
/** The phrase that begins at token `i`: its length in tokens, 0 for none. */
size_t fg_group_at(const struct fg_rule_group *g, const struct fg_tokens *t, size_t i,
                   const struct fg_rule **rule);
/** The first phrase of a group, or NULL. */
const struct fg_rule *fg_group_first(const struct fg_rule_group *g, const struct fg_tokens *t);
/** What a heading announces: the rule whose phrase covers the most of its words,
 *  where it covers at least `share` of them; later ones win ties ("Skills and
 *  qualifications we prefer"). NULL: none. */
#define FG_HEADING_SHARE 0.34
const struct fg_rule *fg_group_heading(const struct fg_rule_group *g, const struct fg_tokens *t,
                                       double share);

const char *fg_group_name(enum fg_group group);
/** The word a rules file uses for a meaning ("preferred"), or "". */
const char *fg_means_name(enum fg_group group, int means);

#endif
