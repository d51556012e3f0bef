/* table.h - the tables as a journal is exported and imported. Private to the room.
 *
 * One description drives both ways, so that what is written out is what is read in.
 * What can be worked out from other columns (gaps, themes, the course of the events)
 * is not exported but worked out again. */
#ifndef FG_JOURNAL_TABLE_H
#define FG_JOURNAL_TABLE_H

#include "journal/internal.h"

enum fg_column_kind {
    FG_COLUMN_TEXT, FG_COLUMN_INT,
    FG_COLUMN_SHARE,   /* a number, or null                     */
    FG_COLUMN_NAME,    /* text, or null: refers to another row   */
    FG_COLUMN_JSON     /* JSON as text in the table, as itself outside */
};

struct fg_column {
    const char *name;         /* in SQL and JSON; NULL ends the list */
    enum fg_column_kind kind;
};

struct fg_table {
    const char *name;         /* in SQL */
    const char *member;       /* in JSON */
    const char *parent;       /* column that holds the parent's id; NULL: none */
    const char *identity;     /* column that tells a row from all others; NULL: all of them */
    const char *id;           /* column of its own id */
    const struct fg_column *columns;
    const struct fg_table *const *children; /* NULL-terminated; NULL: none */
};

extern const struct fg_table fg_table_application, fg_table_contact, fg_table_follow_up;

#endif
