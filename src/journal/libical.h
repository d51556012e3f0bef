/* libical.h - libical, loaded when first needed (base/library.h). */
#ifndef FG_JOURNAL_LIBICAL_H
#define FG_JOURNAL_LIBICAL_H

#include "base/library.h"

#include <libical/ical.h>

/** Before any call of it. FG_EJOURNAL where it is not there. */
enum fg_status fg_libical_load(struct fg_error *err);

#define FG_LIBICAL_FUNCTIONS(X)                                                           \
    X(icalcomponent_add_component) X(icalcomponent_add_property)                           \
    X(icalcomponent_as_ical_string_r) X(icalcomponent_free) X(icalcomponent_vanew)         \
    X(icaldurationtype_from_int) X(icalproperty_as_ical_string_r) X(icalproperty_free)     \
    X(icalproperty_new_action) X(icalproperty_new_categories)                              \
    X(icalproperty_new_description) X(icalproperty_new_dtend)                              \
    X(icalproperty_new_dtstamp) X(icalproperty_new_dtstart) X(icalproperty_new_prodid)     \
    X(icalproperty_new_summary) X(icalproperty_new_transp) X(icalproperty_new_trigger)     \
    X(icalproperty_new_uid) X(icalproperty_new_version) X(icaltime_from_string)            \
    X(icaltime_null_time)

extern struct fg_libical {
    FG_LIBICAL_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_libical;

#define icalcomponent_add_component fg_libical.icalcomponent_add_component
#define icalcomponent_add_property fg_libical.icalcomponent_add_property
#define icalcomponent_as_ical_string_r fg_libical.icalcomponent_as_ical_string_r
#define icalcomponent_free fg_libical.icalcomponent_free
#define icalcomponent_vanew fg_libical.icalcomponent_vanew
#define icaldurationtype_from_int fg_libical.icaldurationtype_from_int
#define icalproperty_as_ical_string_r fg_libical.icalproperty_as_ical_string_r
#define icalproperty_free fg_libical.icalproperty_free
#define icalproperty_new_action fg_libical.icalproperty_new_action
#define icalproperty_new_categories fg_libical.icalproperty_new_categories
#define icalproperty_new_description fg_libical.icalproperty_new_description
#define icalproperty_new_dtend fg_libical.icalproperty_new_dtend
#define icalproperty_new_dtstamp fg_libical.icalproperty_new_dtstamp
#define icalproperty_new_dtstart fg_libical.icalproperty_new_dtstart
#define icalproperty_new_prodid fg_libical.icalproperty_new_prodid
#define icalproperty_new_summary fg_libical.icalproperty_new_summary
#define icalproperty_new_transp fg_libical.icalproperty_new_transp
#define icalproperty_new_trigger fg_libical.icalproperty_new_trigger
#define icalproperty_new_uid fg_libical.icalproperty_new_uid
#define icalproperty_new_version fg_libical.icalproperty_new_version
#define icaltime_from_string fg_libical.icaltime_from_string
#define icaltime_null_time fg_libical.icaltime_null_time

#endif
