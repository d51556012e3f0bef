/* gmime.h - GMime and what is used of GLib, loaded when first needed (base/library.h). */
#ifndef FG_DOCUMENT_GMIME_H
#define FG_DOCUMENT_GMIME_H

#include "base/library.h"

#include <gmime/gmime.h>

/** Before any call of it. FG_EREAD where it is not there. */
enum fg_status fg_gmime_load(struct fg_error *err);

#define FG_GMIME_FUNCTIONS(X)                                                             \
    X(g_mime_content_type_get_media_subtype) X(g_mime_content_type_is_type)                \
    X(g_mime_data_wrapper_write_to_stream) X(g_mime_init) X(g_mime_message_foreach)        \
    X(g_mime_message_part_get_message) X(g_mime_message_part_get_type)                     \
    X(g_mime_object_get_content_id) X(g_mime_object_get_disposition)                       \
    X(g_mime_object_get_content_type) X(g_mime_object_get_header)                          \
    X(g_mime_parser_construct_message) X(g_mime_parser_new_with_stream)                    \
    X(g_mime_part_get_content) X(g_mime_part_get_filename) X(g_mime_part_get_type)         \
    X(g_mime_stream_mem_get_byte_array) X(g_mime_stream_mem_new)                           \
    X(g_mime_stream_mem_new_with_buffer) X(g_mime_text_part_get_text)                      \
    X(g_mime_text_part_get_type) X(g_object_unref) X(g_type_check_instance_is_a)           \
    X(g_ascii_strcasecmp) X(g_ascii_strncasecmp) X(g_free)

extern struct fg_gmime {
    FG_GMIME_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_gmime;

#define g_mime_content_type_get_media_subtype fg_gmime.g_mime_content_type_get_media_subtype
#define g_mime_content_type_is_type fg_gmime.g_mime_content_type_is_type
#define g_mime_data_wrapper_write_to_stream fg_gmime.g_mime_data_wrapper_write_to_stream
#define g_mime_init fg_gmime.g_mime_init
#define g_mime_message_foreach fg_gmime.g_mime_message_foreach
#define g_mime_message_part_get_message fg_gmime.g_mime_message_part_get_message
#define g_mime_message_part_get_type fg_gmime.g_mime_message_part_get_type
#define g_mime_object_get_content_id fg_gmime.g_mime_object_get_content_id
#define g_mime_object_get_disposition fg_gmime.g_mime_object_get_disposition
#define g_mime_object_get_content_type fg_gmime.g_mime_object_get_content_type
#define g_mime_object_get_header fg_gmime.g_mime_object_get_header
#define g_mime_parser_construct_message fg_gmime.g_mime_parser_construct_message
#define g_mime_parser_new_with_stream fg_gmime.g_mime_parser_new_with_stream
#define g_mime_part_get_content fg_gmime.g_mime_part_get_content
#define g_mime_part_get_filename fg_gmime.g_mime_part_get_filename
#define g_mime_part_get_type fg_gmime.g_mime_part_get_type
#define g_mime_stream_mem_get_byte_array fg_gmime.g_mime_stream_mem_get_byte_array
#define g_mime_stream_mem_new fg_gmime.g_mime_stream_mem_new
#define g_mime_stream_mem_new_with_buffer fg_gmime.g_mime_stream_mem_new_with_buffer
#define g_mime_text_part_get_text fg_gmime.g_mime_text_part_get_text
#define g_mime_text_part_get_type fg_gmime.g_mime_text_part_get_type
#define g_object_unref fg_gmime.g_object_unref
#define g_type_check_instance_is_a fg_gmime.g_type_check_instance_is_a
#define g_ascii_strcasecmp fg_gmime.g_ascii_strcasecmp
#define g_ascii_strncasecmp fg_gmime.g_ascii_strncasecmp
#undef g_free
#define g_free fg_gmime.g_free

#endif
