/* name.h - names in a posting's text: runs of capitalised words, how often they
 * are said, and votes for one of them. Shared by company.c and title.c. */
#ifndef FG_EXTRACT_NAME_H
#define FG_EXTRACT_NAME_H

#include "extract/field.h"

enum { NAME_LONGEST = 60, TITLE_LONGEST = 150, NAME_MOST_VOTES = 96 };

/** What both searches read: the posting's text, cut into words once. */
struct names {
    struct extraction *x;
    const struct fg_tokens *words; /* of x->text                                   */
    uint32_t *first, *next;        /* the words whose hash is alike, in order      */
    size_t mask;                   /* of `first`                                   */
    uint32_t *capitals;            /* the words that begin with a capital, a digit */
    size_t n_capitals;
    uint32_t *alike;               /* of each of these the next with its letter    */
    uint32_t letter[128];          /* the first with that ASCII letter, small; [0]: with another */
    struct fg_sv page;             /* the page's own name; empty for none          */
    struct fg_sv line;             /* the line that a text's begins with           */
};
/** The text's words, so that those that are alike are found together. */
struct names name_index(struct extraction *x, const struct fg_tokens *words);
#define NAME_NO_WORD UINT32_MAX
/** Where in `letter` a text's byte stands. */
static inline size_t name_letter(char c)
{
    return c & 0x80 ? 0 : (size_t)fg_lower(c);
}

/** The capitalised words that begin at byte `at`: "Blue Orange Digital". Small
 *  words may join them ("University of Kansas"); a mark or a sentence's end
 *  ends them, but for the marks of `allowed`. Empty where the first word is
 *  small. */
struct fg_sv name_at(struct extraction *x, struct fg_sv s, size_t at, const char *allowed);
/** Those that end at byte `end`, within its sentence. */
struct fg_sv name_before(struct extraction *x, struct fg_sv s, size_t end);
/** How often the words of `name` are said; a capitalised one only counts so. */
size_t name_count(const struct names *n, struct fg_sv name);
/** Whether the text has its word `i` that often. */
bool name_word_often(const struct names *n, size_t i, size_t least);
/** Whether it begins with a capital letter or a digit. */
bool name_is_capitalised(struct fg_sv s);
/** Whether `longer` is `shorter` and more words. */
bool name_begins(struct fg_sv longer, struct fg_sv shorter);
/** What the group's rule that is all of `s` means; -1 for none. The posting's
 *  own language goes before English. */
int name_means(struct extraction *x, enum fg_group group, struct fg_sv s);
/** Whether a rule about companies or names is all of `s`: then it names none. */
bool name_is_of_rules(struct extraction *x, struct fg_sv s);
/** Whether most of its words begin small, as a sentence's do. */
bool name_is_prose(struct fg_sv s);
/** Whether it has a word for a person at work ("nurse", "m/w/d"). */
bool name_has_role(struct extraction *x, struct fg_sv s);
/** Whether the lexicon has it. */
bool name_is_skill(struct extraction *x, struct fg_sv s);
/** Whether a rule knows all the words, or nearly, as a heading. */
bool name_is_heading(struct extraction *x, struct fg_sv s);
/** Whom a name without brackets may be of: no one where either is so; of a site (with a legal
 *  form or without) where rules know it as a board's or a recruiting system's. */
enum name_kind { NAME_OF_SOMEONE, NAME_OF_SITE, NAME_OF_NO_ONE };
enum name_kind name_kind(struct extraction *x, struct fg_sv s);
/** Letters and digits of a name, folded and hashed: "MR MARVIS" and "mrmarvis"
 *  are alike. `*n`: how many there are. */
uint64_t name_key(struct fg_sv s, size_t *n);
/** The labels of an address: of its host, and of its path down to `slashes`. */
struct name_labels {
    struct fg_sv rest;
    size_t slashes;
};
struct name_labels name_labels_of(struct fg_sv address, size_t slashes);
/** The next one, without the number at its end; false when there is none left. */
bool name_next_label(struct name_labels *walk, struct fg_sv *label);
/** A run of words of the text that reads like the label, the first with a capital: "MR
 *  MARVIS" for "mrmarvis". Empty for none. */
struct fg_sv name_like(const struct names *names, struct fg_sv label);
/** The same for a name that is written small, where the text has it as someone's: "at woom",
 *  "woom's". */
struct fg_sv name_like_small(const struct names *names, struct fg_sv label);
/** The address in a document's first lines; empty for none. */
struct fg_sv name_first_address(const struct fg_document *d);
/** Takes the next part off a page's name ("Nurse | Acme - Jobs"): `*divider`
 *  receives what stands before it, empty for the first. False when there is none
 *  left. */
bool name_next_part(struct fg_sv *rest, struct fg_sv *part, struct fg_sv *divider);

/** Whether not the first part of a page's name but a later one says who works: "Acme | Nurse". */
bool name_role_is_behind(struct extraction *x, struct fg_sv page);

/** A walk through the phrases of a group, of the posting's language and then of
 *  English; zero before the first. */
struct name_walk {
    size_t language, from;
};
/** The next phrase in `t`; false when there is none left. */
bool name_next_phrase(struct extraction *x, enum fg_group group, const struct fg_tokens *t,
                      struct name_walk *walk, struct fg_rule_hit *hit);

/** Names that were found, with the weight of what speaks for each. */
struct name_votes {
    struct name_vote {
        struct fg_sv name; /* as first seen */
        uint64_t key;
        double weight;
        unsigned times; /* phrases that said it */
        unsigned ways;  /* company.h            */
        bool told;      /* by a phrase that tells who it is */
    } at[NAME_MOST_VOTES];
    size_t n;
};
/** The entry of a name, made where there is none; names that differ in case and
 *  marks alone are one. NULL once the table is full. */
struct name_vote *name_votes_of(struct name_votes *v, struct fg_sv name);
/** Adds to a name's weight. */
void name_vote(struct name_votes *v, struct fg_sv name, double weight);
/** The same, so many times, for a phrase of the text: what is said again says less. */
void name_vote_said(struct name_votes *v, struct fg_sv name, double weight, unsigned times);
/** The name of most weight, at least `least`; the first of equals. Empty for
 *  none. */
struct fg_sv name_elected(const struct name_votes *v, double least);

/** The company of a posting with that title and address; empty where none is known.
 *  `stated`: what the source says and the text never does, or empty: it stays unless the
 *  text is sure of another house. */
struct fg_sv extract_company(const struct names *n, struct fg_sv title, struct fg_sv url,
                             struct fg_sv stated);
/** The title of a posting; empty where none is known. */
struct fg_sv extract_title(const struct names *n);
/** `title` without what a page adds to it: "Nurse | Acme", "Job Title: Nurse".
 *  Where it ends in a company and `*company` is empty, that is the company. */
struct fg_sv extract_title_alone(const struct names *n, struct fg_sv title, struct fg_sv *company);

#endif
