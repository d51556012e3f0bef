#include "report/room.h"

const char *fg_state_name(enum fg_state state)
{
    static const char *const names[] = {"met", "partial", "adjacent", "gap", "unknown"};
    return names[state];
}

const char *fg_band_name(enum fg_band band)
{
    static const char *const names[] = {"apply", "apply-anyway", "stretch", "not-yet"};
    return names[band];
}

const char *fg_kind_name(enum fg_kind kind)
{
    static const char *const names[] = {"education",  "certification", "language", "authorization",
                                        "experience", "skill",         "travel",   "physical",
                                        "trait",      "other"};
    return names[kind];
}

const char *fg_degree_name(enum fg_degree degree)
{
    static const char *const names[] = {"",         "high-school", "vocational", "associate",
                                        "bachelor", "master",      "doctorate",  "professional"};
    return names[degree];
}

const char *fg_priority_name(enum fg_priority priority)
{
    return priority == FG_NICE ? "nice" : "must";
}

const char *fg_level_name(enum fg_level level)
{
    static const char *const names[] = {"", "A1", "A2", "B1", "B2", "C1", "C2", "native"};
    return names[level];
}

