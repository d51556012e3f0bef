/* curl.h - libcurl, loaded when first needed (base/library.h). */
#ifndef FG_FETCH_CURL_H
#define FG_FETCH_CURL_H

#include "base/library.h"

/* Its checks of option types are macros that call the functions themselves. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/** Before any call of it. FG_EFETCH where it is not there. */
enum fg_status fg_curl_load(struct fg_error *err);

#define FG_CURL_FUNCTIONS(X)                                                              \
    X(curl_easy_cleanup) X(curl_easy_getinfo) X(curl_easy_init) X(curl_easy_setopt)        \
    X(curl_easy_strerror) X(curl_free) X(curl_global_cleanup) X(curl_global_init)          \
    X(curl_multi_add_handle) X(curl_multi_cleanup) X(curl_multi_info_read)                 \
    X(curl_multi_init) X(curl_multi_perform) X(curl_multi_poll)                            \
    X(curl_multi_remove_handle) X(curl_multi_strerror) X(curl_share_cleanup)               \
    X(curl_share_init) X(curl_share_setopt) X(curl_slist_append) X(curl_slist_free_all)    \
    X(curl_url) X(curl_url_cleanup) X(curl_url_get) X(curl_url_set) X(curl_url_strerror)

extern struct fg_curl {
    FG_CURL_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_curl;

#define curl_easy_cleanup fg_curl.curl_easy_cleanup
#undef curl_easy_getinfo
#define curl_easy_getinfo fg_curl.curl_easy_getinfo
#define curl_easy_init fg_curl.curl_easy_init
#undef curl_easy_setopt
#define curl_easy_setopt fg_curl.curl_easy_setopt
#define curl_easy_strerror fg_curl.curl_easy_strerror
#define curl_free fg_curl.curl_free
#define curl_global_cleanup fg_curl.curl_global_cleanup
#define curl_global_init fg_curl.curl_global_init
#define curl_multi_add_handle fg_curl.curl_multi_add_handle
#define curl_multi_cleanup fg_curl.curl_multi_cleanup
#define curl_multi_info_read fg_curl.curl_multi_info_read
#define curl_multi_init fg_curl.curl_multi_init
#define curl_multi_perform fg_curl.curl_multi_perform
#define curl_multi_poll fg_curl.curl_multi_poll
#define curl_multi_remove_handle fg_curl.curl_multi_remove_handle
#define curl_multi_strerror fg_curl.curl_multi_strerror
#define curl_share_cleanup fg_curl.curl_share_cleanup
#define curl_share_init fg_curl.curl_share_init
#undef curl_share_setopt
#define curl_share_setopt fg_curl.curl_share_setopt
#define curl_slist_append fg_curl.curl_slist_append
#define curl_slist_free_all fg_curl.curl_slist_free_all
#define curl_url fg_curl.curl_url
#define curl_url_cleanup fg_curl.curl_url_cleanup
#define curl_url_get fg_curl.curl_url_get
#define curl_url_set fg_curl.curl_url_set
#define curl_url_strerror fg_curl.curl_url_strerror

#endif
