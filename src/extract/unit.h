/* unit.h - the smallest pieces of a posting that are judged: a list item, a short
 * paragraph of a list, or a sentence. */
#ifndef FG_EXTRACT_UNIT_H
#define FG_EXTRACT_UNIT_H

#include "extract/feature.h"
#include "extract/internal.h"

enum unit_shape { UNIT_ITEM, UNIT_PARALLEL, UNIT_SENTENCE };
enum unit_class { UNIT_OTHER, UNIT_REQUIREMENT, UNIT_DUTY };

struct unit {
    struct fg_sv text;
    uint32_t at;
    enum unit_shape shape;
    size_t section;           /* index                                           */
    size_t line;              /* index of the line it comes from                 */
    unsigned position;        /* among the units of its section, 0-based         */
    bool after_list;          /* of its section                                  */
    bool english;             /* in another language than its posting              */
    bool flat;                /* of a list that lost its borders                 */
    unsigned list;            /* number of the list it stands in; 0: none        */
    unsigned flags;           /* of the line                                     */
    struct judgement cues;
    enum saying before, behind; /* what the cues of its neighbours in the section say */
    struct fg_model_weights alone, sums; /* by itself, and with its list's pull     */
    enum unit_class class;
};

typedef FG_VEC(struct unit) unit_list;

/** From here on the unit's own language is spoken: that of the posting, or English
 *  where the unit is in it ("Experience in cell biology is an advantage" in a German
 *  posting). */
void extract_speak(struct extraction *x, const struct unit *u);

/** Cuts sections into units. */
void extract_units(struct extraction *x, const line_list *lines, const section_list *sections,
                   unit_list *out);
/** Judges all units: each by itself, then in the light of its neighbours. */
void extract_classify(struct extraction *x, const section_list *sections, unit_list *units);

/** Calls `each` with every named feature of a unit, in a fixed order; the pieces of their
 *  names are static, so that the same feature has the same pointers. */
void extract_features(struct extraction *x, const section_list *sections, const struct unit *u,
                      each_feature *each, void *into);

/** A unit's sums, and the strongest of what they came from where the scratch says so. */
struct fg_judged extract_judged(struct extraction *x, const section_list *sections,
                                const struct unit *u);

/** Appends one line of fg_extract_trace(). */
void extract_trace_unit(struct extraction *x, const section_list *sections, const struct unit *u,
                        struct fg_buf *out);

#endif
