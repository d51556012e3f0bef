#include "rules/scoring.h"

#include <math.h>

/* Name in the file, place in the struct, largest value. */
static const struct number {
    const char *key;
    size_t at;
    double most;
} numbers[] = {
#define NUMBER(name, most) {#name, offsetof(struct fg_scoring, name), most}
    NUMBER(weight_must, 100),        NUMBER(weight_nice, 100),
    NUMBER(weight_trait, 1),         NUMBER(credit_partial_min, 1),
    NUMBER(credit_partial_max, 1),   NUMBER(credit_adjacent, 1),
    NUMBER(years_short, 50),         NUMBER(stale_after, 50),
    NUMBER(stale_credit, 1),         NUMBER(statement_met, 1),
    NUMBER(statement_partial, 1),    NUMBER(cap_authorization, 100),
    NUMBER(cap_licence, 100),        NUMBER(cap_education, 100),
    NUMBER(credit_met, 1),           NUMBER(credit_gap, 1),
    NUMBER(years_unsaid, 1),         NUMBER(basic_credit, 1),
    NUMBER(skill_weight, 10),        NUMBER(name_in_words, 1),
    NUMBER(other_statement, 1),      NUMBER(trait_met, 1),
    NUMBER(field_related, 1),        NUMBER(field_other, 1),
    NUMBER(years_per_degree, 20),    NUMBER(language_step, 1),
    NUMBER(language_steps, 1),       NUMBER(cap_language, 100),
    NUMBER(cap_travel, 100),         NUMBER(band_apply, 100),
    NUMBER(band_apply_anyway, 100),  NUMBER(band_stretch, 100),
    NUMBER(like_words, 1),           NUMBER(credit_example, 1),
    NUMBER(least_words, 10),         NUMBER(foreign_word, 1),
    NUMBER(common_word, 1),          NUMBER(like_least, 10),
    NUMBER(ring_word, 1),            NUMBER(family_word, 1),
    NUMBER(role_worth, 1),           NUMBER(leading_words, 10),
    NUMBER(part_years, 20),          NUMBER(same_job, 1),
    NUMBER(learned_worth, 1),        NUMBER(alone_words, 10),
    NUMBER(long_words, 100),         NUMBER(long_found, 100),
    NUMBER(others_worth, 1),         NUMBER(role_word, 1),
    NUMBER(trait_most, 1),           NUMBER(language_words, 100),
    NUMBER(name_found, 1),           NUMBER(well_found, 1),
    NUMBER(role_likely, 1),
    NUMBER(well_named, 1),           NUMBER(several_words, 100),
    NUMBER(trade_word, 1),
    NUMBER(much_prose, 100),         NUMBER(skills_met, 1),
    NUMBER(label_word, 1),           NUMBER(like_word, 1),
    NUMBER(loose_least, 10),         NUMBER(heavy_load, 1000),
    NUMBER(credit_far, 1),           NUMBER(credit_loose, 1),
    NUMBER(like_share, 1),           NUMBER(statement_most, 1),
    NUMBER(trait_words, 10),         NUMBER(family_most, 10000),
    NUMBER(credit_remote, 1),        NUMBER(least_covered, 10),
    NUMBER(trait_words_of_experience, 10), NUMBER(name_like, 1),
    NUMBER(written, 2200),           NUMBER(leaves_school, 100),
    NUMBER(member_word, 1),          NUMBER(certificate_words, 100),
#undef NUMBER
};
enum { N_NUMBERS = sizeof numbers / sizeof *numbers };

static double *place_of(struct fg_scoring *s, const struct number *n)
{
    return (double *)(void *)((char *)s + n->at);
}

static enum fg_status read_number(void *into, const struct fg_yaml *y, struct fy_node *key,
                                  struct fy_node *value, struct fg_error *err)
{
    const struct fg_sv word = fg_yaml_peek(key);
    const char *names[N_NUMBERS];
    for (size_t i = 0; i < N_NUMBERS; i++) {
        names[i] = numbers[i].key;
        if (!fg_sv_eq(word, fg_sv_of(numbers[i].key)))
            continue;
        double *to = place_of(into, &numbers[i]);
        if (fg_yaml_number(value, to) && *to >= 0 && *to <= numbers[i].most)
            return FG_OK;
        return fg_yaml_fail(y, value ? value : key, err, "'%s' is a number from 0 to %g",
                            numbers[i].key, numbers[i].most);
    }
    return fg_yaml_unknown(y, key, "key", names, N_NUMBERS, err);
}

enum fg_status fg_scoring_read(struct fg_scoring *s, struct fg_sv bytes, const char *path,
                               fg_arena *arena, struct fg_error *err)
{
    struct fg_yaml y;
    for (size_t i = 0; i < N_NUMBERS; i++)
        *place_of(s, &numbers[i]) = NAN; /* not read yet */
    enum fg_status status = fg_yaml_open(&y, bytes, path, arena, err);
    if (status == FG_OK)
        status = fg_yaml_pairs(&y, fg_yaml_root(&y), read_number, s, err);
    fg_yaml_close(&y);
    for (size_t i = 0; i < N_NUMBERS && status == FG_OK; i++)
        if (isnan(*place_of(s, &numbers[i])))
            status = fg_fail_at(err, FG_EDATA, path, 0, 0, "'%s' is missing", numbers[i].key);
    return status;
}
