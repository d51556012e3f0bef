/* posting_names.h - what the members of posting objects are called. */
#ifndef FG_DOCUMENT_POSTING_NAMES_H
#define FG_DOCUMENT_POSTING_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/** What a member is to a posting. */
enum fg_posting_role {
    FG_ROLE_TITLE, FG_ROLE_DESCRIPTION, FG_ROLE_COMPANY, FG_ROLE_LOCATION, FG_ROLE_REMOTE,
    FG_ROLE_EMPLOYMENT, FG_ROLE_POSTED, FG_ROLE_UNTIL, FG_ROLE_URL, FG_ROLE_LANGUAGE,
    FG_ROLE_PAY, FG_ROLE_PAY_MIN, FG_ROLE_PAY_MAX, FG_ROLE_CURRENCY,
    FG_ROLE_LISTS,          /* further parts, each with its own heading             */
    FG_ROLE_RESPONSIBILITIES, FG_ROLE_QUALIFICATIONS, FG_ROLE_PREFERRED, FG_ROLE_SKILLS,
    FG_ROLE_EXPERIENCE, FG_ROLE_EDUCATION, FG_ROLE_CLEARANCE, FG_ROLE_PHYSICAL,
    FG_ROLE_ELIGIBILITY, FG_ROLE_ADDITIONAL, FG_ROLE_BENEFITS, FG_ROLE_EMPLOYER_TEXT,
    FG_ROLE_CONTAINER,      /* its members count as the posting's own               */
    FG_ROLE_NONE,           /* only proves that the object is a posting             */
    FG_ROLES = FG_ROLE_CONTAINER
};

struct fg_posting_name {
    const char *key;        /* plain: lower-case letters and digits only            */
    enum fg_posting_role role;
    unsigned rank;          /* of several for a role, the lowest is taken           */
    bool proof;             /* only postings have such a member                     */
};

/** From this rank on a title's name is one that anything might have ("name"). */
enum { FG_WEAK_TITLE = 3 };

/** The entry of a plain key (see fg_json_plain_key()), or NULL. */
const struct fg_posting_name *fg_posting_name(const char *key);
/** All entries, in the order of their keys. */
const struct fg_posting_name *fg_posting_names(size_t *n);

#endif
