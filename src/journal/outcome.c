/* What happened to an application, and what its list entry says because of it. */
#include "journal/internal.h"

const struct fg_outcome fg_outcomes[] = {
    /* name          applied answered invited offered ended lost */
    {"saved",        false,  false,   false,  false,  false, false},
    {"applied",      true,   false,   false,  false,  false, false},
    {"phone-screen", true,   true,    true,   false,  false, false},
    {"interview",    true,   true,    true,   false,  false, false},
    {"offer",        true,   true,    true,   true,   false, false},
    {"accepted",     true,   true,    true,   true,   true,  false},
    {"rejected",     true,   true,    false,  false,  true,  true},
    {"ghosted",      true,   false,   false,  false,  true,  true},
    {"withdrawn",    false,  false,   false,  false,  true,  false},
    {NULL,           false,  false,   false,  false,  false, false},
};

/* "phone screen", "Phone_Screen": one name. */
static bool same_name(struct fg_sv word, struct fg_sv name)
{
    if (word.n != name.n)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        const char c = word.p[i] == ' ' || word.p[i] == '_' ? '-' : fg_lower(word.p[i]);
        if (c != name.p[i])
            return false;
    }
    return true;
}

const struct fg_outcome *fg_outcome_find(struct fg_sv word, unsigned *round)
{
    uint32_t number = 0;
    size_t digits = 0;
    while (digits < word.n && fg_is_digit(word.p[word.n - 1 - digits]))
        digits++;
    if (digits && digits < word.n &&
        fg_sv_to_u32(fg_sv_sub(word, word.n - digits, digits), &number)) {
        word.n -= digits;
        if (word.n && (word.p[word.n - 1] == '-' || word.p[word.n - 1] == ' '))
            word.n--;
    }
    for (const struct fg_outcome *o = fg_outcomes; o->name; o++)
        if (same_name(word, fg_sv_of(o->name)) && (!number || o->invited)) {
            if (round)
                *round = number;
            return o;
        }
    return NULL;
}

/* ---- what the list entry says ---- */

struct course {
    char status_at[FG_DAY_TEXT], applied_at[FG_DAY_TEXT], answered_at[FG_DAY_TEXT];
    const struct fg_outcome *last;
    int64_t round;
    bool invited, offered, lost;
};

static void set_once(char day[FG_DAY_TEXT], struct fg_sv at)
{
    if (!day[0])
        snprintf(day, FG_DAY_TEXT, "%.*s", FG_SV_ARG(fg_sv_sub(at, 0, 10)));
}

static void take_event(struct course *c, const struct fg_outcome *o, struct fg_sv at,
                       int64_t round)
{
    c->last = o;
    c->round = round;
    c->status_at[0] = '\0';
    set_once(c->status_at, at);
    if (o->applied)
        set_once(c->applied_at, at);
    if (o->answered)
        set_once(c->answered_at, at);
    c->invited |= o->invited;
    c->offered |= o->offered;
    c->lost = o->lost;
}

static enum fg_status read_course(fg_journal *j, int64_t id, struct course *c,
                                  struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err, "SELECT status, at, round FROM event WHERE application = ?1"
        " ORDER BY status <> 'saved', at, id", /* a past is often noted after it was saved */
        FG_BINDS(FG_INT(id)));
    while (fg_sql_next(&r)) {
        const struct fg_outcome *o = fg_outcome_find(fg_sql_text(&r, 0), NULL);
        if (o)
            take_event(c, o, fg_sql_text(&r, 1), fg_sql_int(&r, 2));
    }
    return fg_sql_close(&r);
}

enum fg_status fg_application_settle(fg_journal *j, int64_t id, struct fg_error *err)
{
    struct course c = {.last = &fg_outcomes[0]};
    const enum fg_status status = read_course(j, id, &c, err);
    if (status != FG_OK)
        return status;
    /* the score it was sent with is the one calibration asks about, whatever later
     * skills files make of the posting */
    return fg_sql_run(
        j, err,
        "UPDATE application SET status = ?2, round = ?3, status_at = ?4, applied_at = ?5,"
        " answered_at = ?6, invited = ?7, offered = ?8, lost = ?9,"
        " applied_band = CASE WHEN ?5 <> '' AND applied_score IS NULL THEN band"
        "                ELSE applied_band END,"
        " applied_score = CASE WHEN ?5 <> '' THEN coalesce(applied_score, score) END"
        " WHERE id = ?1",
        FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(c.last->name)), FG_INT(c.round),
                 FG_TEXT(fg_sv_of(c.status_at)), FG_TEXT(fg_sv_of(c.applied_at)),
                 FG_TEXT(fg_sv_of(c.answered_at)), FG_INT(c.invited), FG_INT(c.offered),
                 FG_INT(c.lost)));
}

/* ---- events ---- */

static enum fg_status next_round(fg_journal *j, int64_t id, const struct fg_happening *e,
                                 int64_t *round, struct fg_error *err)
{
    static const struct fg_sv interview = {"interview", 9};
    *round = e->round;
    if (e->round || !fg_sv_eq(fg_sv_of(e->outcome->name), interview))
        return FG_OK;
    return fg_sql_one(j, err,
                      "SELECT coalesce(max(round), 0) + 1 FROM event"
                      " WHERE application = ?1 AND status = 'interview'",
                      FG_BINDS(FG_INT(id)), round);
}

enum fg_status fg_event_add(fg_journal *j, int64_t id, const struct fg_happening *e,
                            struct fg_error *err)
{
    char day[FG_DAY_TEXT];
    int64_t round = 0;
    fg_day_write(e->day, day);
    enum fg_status status = next_round(j, id, e, &round, err);
    if (status == FG_OK)
        status = fg_sql_run(j, err,
                            "INSERT INTO event (application, status, round, at, note, made_at)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(e->outcome->name)),
                                     FG_INT(round), FG_TEXT(fg_sv_of(day)), FG_TEXT(e->note),
                                     FG_TEXT(fg_sv_of(j->now.instant))));
    return status == FG_OK ? fg_application_settle(j, id, err) : status;
}

enum fg_status fg_journal_outcome(fg_journal *j, int64_t id, const struct fg_happening *event,
                                  const struct fg_letter_rules *rules, size_t *planned,
                                  struct fg_error *err)
{
    *planned = 0;
    const enum fg_status status = fg_event_add(j, id, event, err);
    return status == FG_OK ? fg_plan_apply(j, rules, id, event, planned, err) : status;
}
