#include "profile/room.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_FILE = 8 * 1024 * 1024, LONGEST_WORD = 5 };

static fg_profile *profile_new(const char *path)
{
    fg_profile *p = calloc(1, sizeof *p);
    if (!p || !(p->arena = fg_arena_new(0)) ||
        !(p->path = fg_arena_sv(p->arena, fg_sv_of(path)).p)) {
        fg_profile_free(p);
        return NULL;
    }
    p->travel = p->total_years = -1;
    p->relocate = p->shifts = p->on_site = -1;
    return p;
}

void fg_profile_free(fg_profile *profile)
{
    if (!profile)
        return;
    fg_arena_free(profile->arena);
    free(profile);
}

void fg_profile_note_year(struct fg_profile *p, int year)
{
    if (year > p->as_of)
        p->as_of = year;
}

/* ---- words that join the lexicon ---- */

static bool add_word(struct fg_profile *p, struct fg_sv word)
{
    word = fg_sv_trim(word);
    size_t blanks = 0;
    for (size_t i = 0; i < word.n; i++)
        blanks += word.p[i] == ' ';
    if (word.n < 2 || blanks >= LONGEST_WORD)
        return true; /* "R" or a whole sentence as a new word would be found everywhere, nowhere */
    struct fg_sv *slot = fg_vec_add(p->arena, &p->words);
    if (slot)
        *slot = word;
    return slot != NULL;
}

/* Of "Excel (pivot tables, some Power Query)" the word is Excel; "HTML / CSS" is
 * two. What stands in brackets is looked up when the profile is bound. */
static bool add_words(struct fg_profile *p, struct fg_sv name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '(')
            name.n = i;
    static const char separators[] = "/,;";
    size_t from = 0;
    for (size_t i = 0; i <= name.n; i++)
        if (i == name.n || strchr(separators, name.p[i])) {
            if (!add_word(p, fg_sv_sub(name, from, i - from)))
                return false;
            from = i + 1;
        }
    return true;
}

static bool collect_words(struct fg_profile *p)
{
    bool ok = true;
    for (size_t i = 0; i < p->skills.n; i++)
        ok = ok && add_words(p, p->skills.at[i].name);
    for (size_t i = 0; i < p->certificates.n; i++)
        ok = ok && add_words(p, p->certificates.at[i].text);
    return ok;
}

const struct fg_sv *fg_profile_words(const fg_profile *profile, size_t *n)
{
    *n = profile->words.n;
    return profile->words.at;
}

/* ---- years in total ---- */

/* Statements may overlap in time, so their years are added up only where no skill
 * has years of its own: the longest-used skill is the better measure. */
static double total_years(const struct fg_profile *p)
{
    double longest = -1, sum = 0;
    bool any_skill = false;
    for (size_t i = 0; i < p->skills.n; i++) {
        any_skill |= p->skills.at[i].years >= 0;
        if (p->skills.at[i].years > longest)
            longest = p->skills.at[i].years;
    }
    for (size_t i = 0; i < p->statements.n; i++) {
        const double years = p->statements.at[i].years;
        sum += years > 0 ? years : 0;
        if (years > longest)
            longest = years;
    }
    return any_skill || sum == 0 ? longest : sum;
}

/* ---- loading ---- */

static enum fg_status read_root(struct fg_profile *p, const struct fg_yaml *y,
                                struct fg_error *err)
{
    struct fy_node *root = fg_yaml_root(y);
    if (!root)
        return fg_fail_at(err, FG_EDATA, p->path, 1, 1,
                          "the skills file is empty: 'fitgap skills init' writes a template");
    if (fg_profile_is_json_resume(root))
        return fg_profile_read_json_resume(p, y, root, err);
    return fg_profile_read_skills_file(p, y, root, err);
}

static enum fg_status parse(struct fg_profile *p, struct fg_sv bytes, struct fg_error *err)
{
    struct fg_yaml y;
    fg_sha256_hex(bytes, p->digest);
    enum fg_status status = fg_yaml_open(&y, bytes, p->path, p->arena, err);
    if (status == FG_OK)
        status = read_root(p, &y, err);
    fg_yaml_close(&y);
    if (status != FG_OK)
        return status;
    if (p->total_years < 0)
        p->total_years = total_years(p);
    return collect_words(p) && !fg_arena_failed(p->arena) ? FG_OK : fg_fail_memory(err);
}

enum fg_status fg_profile_load(const char *path, fg_profile **out, struct fg_error *err)
{
    struct fg_buf bytes = {.ceiling = LARGEST_FILE};
    *out = NULL;
    fg_profile *p = profile_new(path);
    if (!p)
        return fg_fail_memory(err);
    enum fg_status status = fg_read_file(path, &bytes, err);
    if (status == FG_OK)
        status = parse(p, fg_buf_sv(&bytes), err);
    fg_buf_free(&bytes);
    if (status == FG_OK)
        *out = p;
    else
        fg_profile_free(p);
    return status;
}
