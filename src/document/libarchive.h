/* libarchive.h - libarchive, loaded when first needed (base/library.h). */
#ifndef FG_DOCUMENT_LIBARCHIVE_H
#define FG_DOCUMENT_LIBARCHIVE_H

#include "base/library.h"

#include <archive.h>
#include <archive_entry.h>

/** Before any call of it. FG_EREAD where it is not there. */
enum fg_status fg_libarchive_load(struct fg_error *err);

#define FG_LIBARCHIVE_FUNCTIONS(X)                                                        \
    X(archive_entry_filetype) X(archive_entry_pathname) X(archive_entry_pathname_utf8)     \
    X(archive_error_string) X(archive_format) X(archive_read_data) X(archive_read_free)    \
    X(archive_read_new) X(archive_read_next_header) X(archive_read_open)                   \
    X(archive_read_open_memory) X(archive_read_support_filter_bzip2)                       \
    X(archive_read_support_filter_gzip) X(archive_read_support_filter_lz4)                 \
    X(archive_read_support_filter_xz) X(archive_read_support_filter_zstd)                  \
    X(archive_read_support_format_raw)                                                     \
    X(archive_read_support_format_tar) X(archive_read_support_format_zip)                  \
    X(archive_read_support_format_zip_streamable) X(archive_set_error)

extern struct fg_libarchive {
    FG_LIBARCHIVE_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_libarchive;

#define archive_entry_filetype fg_libarchive.archive_entry_filetype
#define archive_entry_pathname fg_libarchive.archive_entry_pathname
#define archive_entry_pathname_utf8 fg_libarchive.archive_entry_pathname_utf8
#define archive_error_string fg_libarchive.archive_error_string
#define archive_format fg_libarchive.archive_format
#define archive_read_data fg_libarchive.archive_read_data
#define archive_read_free fg_libarchive.archive_read_free
#define archive_read_new fg_libarchive.archive_read_new
#define archive_read_next_header fg_libarchive.archive_read_next_header
#define archive_read_open fg_libarchive.archive_read_open
#define archive_read_open_memory fg_libarchive.archive_read_open_memory
#define archive_read_support_filter_bzip2 fg_libarchive.archive_read_support_filter_bzip2
#define archive_read_support_filter_gzip fg_libarchive.archive_read_support_filter_gzip
#define archive_read_support_filter_lz4 fg_libarchive.archive_read_support_filter_lz4
#define archive_read_support_filter_xz fg_libarchive.archive_read_support_filter_xz
#define archive_read_support_filter_zstd fg_libarchive.archive_read_support_filter_zstd
#define archive_read_support_format_raw fg_libarchive.archive_read_support_format_raw
#define archive_read_support_format_tar fg_libarchive.archive_read_support_format_tar
#define archive_read_support_format_zip fg_libarchive.archive_read_support_format_zip
#define archive_read_support_format_zip_streamable fg_libarchive.archive_read_support_format_zip_streamable
#define archive_set_error fg_libarchive.archive_set_error

#endif
