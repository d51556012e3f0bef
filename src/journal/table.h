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

enum fg_table_statement {
    FG_TABLE_CHILDREN, /* rows of the parent ?1: id, then the columns                      */
    FG_TABLE_FIND,     /* id of the row that is this one: by identity, or by all it says   */
    FG_TABLE_INSERT,   /* an id that is taken gives way to a new one                       */
    FG_TABLE_UPDATE,   /* an identity that is there takes the columns, but for its number  */
    FG_TABLE_STATEMENTS
};
/** The statement's SQL, written once a command; NULL where memory is out. Columns are
 *  bound in their order, the parent's id behind them. */
const char *fg_table_sql(fg_journal *j, const struct fg_table *t, enum fg_table_statement which);
/** "SELECT id, columns... FROM table" */
void fg_table_select(const struct fg_table *t, struct fg_buf *sql);

extern const struct fg_table fg_table_application, fg_table_contact, fg_table_follow_up;

#endif
