/* What a profile's words mean by a rule set's lexicon. */
#include "profile/room.h"

#include <string.h>

struct binder {
    struct fg_profile *profile;
    const fg_rules *rules;
    const struct fg_lexicon *lexicon;
    struct fg_tokens tokens, word;
    FG_VEC(uint32_t) found;
    bool failed;
};

static void add_found(struct binder *b, uint32_t skill)
{
    if (skill == FG_NO_SKILL)
        return;
    for (size_t i = 0; i < b->found.n; i++)
        if (b->found.at[i] == skill)
            return;
    uint32_t *slot = fg_vec_add(b->profile->arena, &b->found);
    if (slot)
        *slot = skill;
    b->failed |= !slot;
}

/* Hands out what was found and starts anew. */
static const uint32_t *take_found(struct binder *b, size_t *n)
{
    const uint32_t *at = b->found.at;
    *n = b->found.n;
    memset(&b->found, 0, sizeof b->found);
    return at;
}

static bool is_own(const struct binder *b, uint32_t skill)
{
    return skill != FG_NO_SKILL && b->lexicon->skills.at[skill].kind == FG_SKILL_OWN;
}

/* Whether a word of everyday language ("Excel", "Teams") is meant as a name: it is
 * written with a capital where no sentence begins. */
static bool reads_as_name(struct fg_sv text, uint32_t at)
{
    if (!fg_utf8_upper_at(text, at))
        return false;
    size_t i = at;
    while (i > 0 && (fg_is_space(text.p[i - 1]) || text.p[i - 1] == '(' || text.p[i - 1] == '"'))
        i--;
    return i > 0 && !strchr(".!?:", text.p[i - 1]);
}

/* The longest known skill at token `i` that is no word of the person's own. */
static size_t shipped_at(const struct binder *b, struct fg_sv text, size_t i,
                         const struct fg_surface **s)
{
    struct fg_tokens window = b->tokens;
    size_t n;
    while ((n = fg_lexicon_at(b->lexicon, text, &window, i, s)) && is_own(b, (*s)->skill))
        window.n = i + n - 1;
    return n;
}

/* Skills named in a text. A list of skills (`listed`) is read as one: words of
 * everyday language count there. */
static void find_in(struct binder *b, struct fg_sv text, bool listed)
{
    const struct fg_surface *s;
    b->failed |= !fg_tokenize(text, &b->tokens);
    for (size_t i = 0; !b->failed && i < b->tokens.n;) {
        const size_t n = shipped_at(b, text, i, &s);
        if (n && (listed || !(s->flags & FG_SURFACE_CONTEXT) ||
                  reads_as_name(text, b->tokens.at[i].at)))
            add_found(b, s->skill);
        i += n ? n : 1;
    }
}

/* The name itself first; where it is no name the lexicon ships, what stands in it. */
static void find_name(struct binder *b, struct fg_sv name)
{
    const uint32_t whole = fg_lexicon_lookup(b->lexicon, name, &b->word);
    add_found(b, whole);
    if (whole == FG_NO_SKILL || is_own(b, whole))
        find_in(b, name, true);
}

static void bind_skills(struct binder *b)
{
    for (size_t i = 0; i < b->profile->skills.n; i++) {
        struct fg_known_skill *k = &b->profile->skills.at[i];
        find_name(b, k->name);
        k->skills = take_found(b, &k->n_skills);
    }
}

static void bind_statements(struct binder *b)
{
    for (size_t i = 0; i < b->profile->statements.n; i++) {
        struct fg_statement *s = &b->profile->statements.at[i];
        for (size_t k = 0; k < s->n_skills; k++)
            find_name(b, s->skills[k]);
        find_in(b, s->text, false);
        b->failed |= !fg_wordbook_prepare(&b->profile->book, b->lexicon, s->text, &b->word,
                                          b->profile->arena);
        s->found = take_found(b, &s->n_found);
    }
}

static void bind_education(struct binder *b)
{
    for (size_t i = 0; i < b->profile->education.n; i++) {
        struct fg_schooling *s = &b->profile->education.at[i];
        find_in(b, s->field, true);
        find_in(b, s->courses, true);
        s->found = take_found(b, &s->n_found);
    }
}

/* Entries are what they are called; where no lexicon has that name ("Wisconsin RDH
 * license, no. 1234"), of papers (`papers`) what stands in it counts. */
static void bind_entries(struct binder *b, struct fg_entry *at, size_t n, bool papers)
{
    for (size_t i = 0; i < n; i++) {
        if (papers)
            find_name(b, at[i].text);
        else
            add_found(b, fg_lexicon_lookup(b->lexicon, at[i].text, &b->word));
        at[i].found = take_found(b, &at[i].n_found);
        at[i].skill = at[i].n_found ? at[i].found[0] : FG_NO_SKILL;
    }
}

static void bind_languages(struct binder *b)
{
    for (size_t i = 0; i < b->profile->languages.n; i++) {
        struct fg_spoken *s = &b->profile->languages.at[i];
        struct fg_sv name;
        b->failed |= !fg_tokenize(s->name, &b->tokens);
        for (size_t k = 0; !b->failed && !s->known && k < b->tokens.n; k++)
            if (fg_rules_human_language_at(b->rules, (struct fg_sv){0}, &b->tokens, k, &name)) {
                s->name = name; /* "Brazilian Portuguese" */
                s->known = true;
            }
    }
}

/* By all statements together: one alone is too short to tell. */
static void bind_language(struct binder *b)
{
    struct fg_buf all = {0};
    for (size_t i = 0; i < b->profile->statements.n; i++) {
        fg_buf_add(&all, b->profile->statements.at[i].text);
        fg_buf_addc(&all, ' ');
    }
    if (fg_tokenize(fg_buf_sv(&all), &b->tokens))
        fg_rules_guess_language(b->rules, &b->tokens, "", b->profile->language);
    else
        b->failed = true;
    fg_buf_free(&all);
}

enum fg_status fg_profile_bind(fg_profile *profile, const fg_rules *rules, struct fg_error *err)
{
    struct binder b = {.profile = profile, .rules = rules, .lexicon = fg_rules_lexicon(rules)};
    const enum fg_status status = fg_wordbook_read(&profile->book, rules, profile->arena, err);
    if (status != FG_OK)
        return status;
    profile->bound = rules;
    bind_skills(&b);
    bind_statements(&b);
    bind_education(&b);
    bind_entries(&b, profile->certificates.at, profile->certificates.n, true);
    bind_entries(&b, profile->licences.at, profile->licences.n, true);
    bind_entries(&b, profile->clearances.at, profile->clearances.n, false);
    bind_entries(&b, profile->traits.at, profile->traits.n, false);
    bind_languages(&b);
    bind_language(&b);
    fg_tokens_free(&b.tokens);
    fg_tokens_free(&b.word);
    return b.failed || fg_arena_failed(profile->arena) ? fg_fail_memory(err) : FG_OK;
}
