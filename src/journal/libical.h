/* libical.h - libical, loaded when first needed (base/library.h). */
#ifndef FG_JOURNAL_LIBICAL_H
#define FG_JOURNAL_LIBICAL_H

#include "base/library.h"

#include <libical/ical.h>

/** Before any call of it. FG_EJOURNAL where it is not there. */
enum fg_status fg_libical_load(struct fg_error *err);

#define FG_LIBICAL_FUNCTIONS(X)                                                           \
    X(icalproperty_as_ical_string_r) X(icalproperty_free) X(icalproperty_new_description)  \
    X(icalproperty_new_summary)

extern struct fg_libical {
    FG_LIBICAL_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_libical;

#define icalproperty_as_ical_string_r fg_libical.icalproperty_as_ical_string_r
#define icalproperty_free fg_libical.icalproperty_free
#define icalproperty_new_description fg_libical.icalproperty_new_description
#define icalproperty_new_summary fg_libical.icalproperty_new_summary

#endif
