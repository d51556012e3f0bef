/* sqlite.h - SQLite, loaded when first needed (base/library.h). */
#ifndef FG_JOURNAL_SQLITE_H
#define FG_JOURNAL_SQLITE_H

#include "base/library.h"

#include <sqlite3.h>

/** Before any call of it. FG_EJOURNAL where it is not there. */
enum fg_status fg_sqlite_load(struct fg_error *err);

#define FG_SQLITE_FUNCTIONS(X)                                                            \
    X(sqlite3_backup_finish) X(sqlite3_backup_init) X(sqlite3_backup_step)                 \
    X(sqlite3_bind_double) X(sqlite3_bind_int64) X(sqlite3_bind_null)                      \
    X(sqlite3_bind_parameter_count) X(sqlite3_bind_text) X(sqlite3_busy_timeout)           \
    X(sqlite3_changes) X(sqlite3_clear_bindings) X(sqlite3_close)                          \
    X(sqlite3_column_bytes) X(sqlite3_column_count) X(sqlite3_column_double)               \
    X(sqlite3_column_int64) X(sqlite3_column_name) X(sqlite3_column_text)                  \
    X(sqlite3_column_type) X(sqlite3_db_config) X(sqlite3_errmsg) X(sqlite3_errstr)        \
    X(sqlite3_exec) X(sqlite3_extended_result_codes) X(sqlite3_finalize)                   \
    X(sqlite3_get_autocommit) X(sqlite3_last_insert_rowid) X(sqlite3_open_v2)              \
    X(sqlite3_prepare_v3) X(sqlite3_reset) X(sqlite3_sql) X(sqlite3_step)                  \
    X(sqlite3_stmt_busy)

extern struct fg_sqlite {
    FG_SQLITE_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_sqlite;

#define sqlite3_backup_finish fg_sqlite.sqlite3_backup_finish
#define sqlite3_backup_init fg_sqlite.sqlite3_backup_init
#define sqlite3_backup_step fg_sqlite.sqlite3_backup_step
#define sqlite3_bind_double fg_sqlite.sqlite3_bind_double
#define sqlite3_bind_int64 fg_sqlite.sqlite3_bind_int64
#define sqlite3_bind_null fg_sqlite.sqlite3_bind_null
#define sqlite3_bind_parameter_count fg_sqlite.sqlite3_bind_parameter_count
#define sqlite3_bind_text fg_sqlite.sqlite3_bind_text
#define sqlite3_busy_timeout fg_sqlite.sqlite3_busy_timeout
#define sqlite3_changes fg_sqlite.sqlite3_changes
#define sqlite3_clear_bindings fg_sqlite.sqlite3_clear_bindings
#define sqlite3_close fg_sqlite.sqlite3_close
#define sqlite3_column_bytes fg_sqlite.sqlite3_column_bytes
#define sqlite3_column_count fg_sqlite.sqlite3_column_count
#define sqlite3_column_double fg_sqlite.sqlite3_column_double
#define sqlite3_column_int64 fg_sqlite.sqlite3_column_int64
#define sqlite3_column_name fg_sqlite.sqlite3_column_name
#define sqlite3_column_text fg_sqlite.sqlite3_column_text
#define sqlite3_column_type fg_sqlite.sqlite3_column_type
#define sqlite3_db_config fg_sqlite.sqlite3_db_config
#define sqlite3_errmsg fg_sqlite.sqlite3_errmsg
#define sqlite3_errstr fg_sqlite.sqlite3_errstr
#define sqlite3_exec fg_sqlite.sqlite3_exec
#define sqlite3_extended_result_codes fg_sqlite.sqlite3_extended_result_codes
#define sqlite3_finalize fg_sqlite.sqlite3_finalize
#define sqlite3_get_autocommit fg_sqlite.sqlite3_get_autocommit
#define sqlite3_last_insert_rowid fg_sqlite.sqlite3_last_insert_rowid
#define sqlite3_open_v2 fg_sqlite.sqlite3_open_v2
#define sqlite3_prepare_v3 fg_sqlite.sqlite3_prepare_v3
#define sqlite3_reset fg_sqlite.sqlite3_reset
#define sqlite3_sql fg_sqlite.sqlite3_sql
#define sqlite3_step fg_sqlite.sqlite3_step
#define sqlite3_stmt_busy fg_sqlite.sqlite3_stmt_busy

#endif
