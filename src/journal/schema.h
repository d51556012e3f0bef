/* schema.h - the tables and their versions. Private to the room. */
#ifndef FG_JOURNAL_SCHEMA_H
#define FG_JOURNAL_SCHEMA_H

#include "journal/sql.h"

/** "fitg", in the file's header: what file(1) and we tell a journal by. */
enum { FG_APPLICATION_ID = 0x66697467 };

/** The version this program writes. */
int fg_schema_version(void);
/** FG_EJOURNAL where the file is another program's or of a newer version. `*version`
 *  receives its own, 0 for a new file. */
enum fg_status fg_schema_check(struct fg_journal *j, int *version, struct fg_error *err);
/** Brings the file to version `to` in one transaction. Tests stop at older ones. */
enum fg_status fg_schema_migrate(struct fg_journal *j, int to, struct fg_error *err);

#endif
