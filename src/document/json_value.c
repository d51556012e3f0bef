#include "document/json_value.h"

#include "document/room.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- members ---- */

/* "Titre", "título": letters with accents count as those without. */
static size_t fold_letter(struct fg_sv name, size_t *at, char out[4])
{
    const size_t n = fg_cp_fold(fg_utf8_next(name, at), out);
    return fg_is_alnum(out[0]) ? n : 0;
}

void fg_json_plain_key(const char *name, char out[FG_JSON_KEY])
{
    const struct fg_sv s = fg_sv_of(name);
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < FG_JSON_KEY - 4;) {
        if ((unsigned char)s.p[i] >= 0x80)
            n += fold_letter(s, &i, out + n);
        else if (fg_is_alnum(s.p[i++]))
            out[n++] = fg_lower(s.p[i - 1]);
    }
    out[n] = '\0';
}

static const json_t *member_with_key(const json_t *object, struct fg_sv key)
{
    const char *name;
    json_t *value, *unchanging = (json_t *)(uintptr_t)object;
    json_object_foreach(unchanging, name, value) {
        char plain[FG_JSON_KEY];
        fg_json_plain_key(name, plain);
        if (!json_is_null(value) && fg_sv_eq(fg_sv_of(plain), key))
            return value;
    }
    return NULL;
}

const json_t *fg_json_member(const json_t *object, const char *keys)
{
    struct fg_sv rest = fg_sv_of(keys), key;
    const json_t *found = NULL;
    while (json_is_object(object) && !found && fg_sv_next(&rest, ' ', &key))
        found = member_with_key(object, key);
    return found;
}

static bool is_language_code(const char *key)
{
    return fg_is_alpha(key[0]) && fg_is_alpha(key[1]) &&
           (key[2] == '\0' || ((key[2] == '-' || key[2] == '_') && fg_is_alpha(key[3])));
}

const json_t *fg_json_in_one_language(const json_t *value)
{
    const char *key;
    json_t *inner, *first = NULL, *unchanging = (json_t *)(uintptr_t)value;
    json_object_foreach(unchanging, key, inner) {
        if (!is_language_code(key))
            return value;
        first = first ? first : inner;
    }
    return first ? first : value;
}

struct fg_sv fg_json_bytes(const json_t *value)
{
    if (!json_is_string(value))
        return (struct fg_sv){0};
    return (struct fg_sv){json_string_value(value), json_string_length(value)};
}

/* ---- names ---- */

static bool has_markup(struct fg_sv s)
{
    return s.n && (memchr(s.p, '<', s.n) || memchr(s.p, '&', s.n));
}

static void add_folded(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n;) {
        const size_t from = i;
        const uint32_t cp = fg_utf8_next(s, &i);
        if (!fg_cp_is_space(cp))
            fg_buf_add(out, fg_sv_sub(s, from, i - from));
        else if (out->n && out->p[out->n - 1] != ' ')
            fg_buf_addc(out, ' ');
    }
}

struct fg_sv fg_json_plain(fg_arena *arena, struct fg_sv text)
{
    struct fg_document read = {0};
    if (has_markup(text)) {
        struct fg_block_builder b;
        fg_blocks_begin(&b, arena);
        fg_html_fragment(text, &b, NULL);
        fg_blocks_end(&b, &read);
        text = read.text;
    }
    struct fg_buf folded = {0};
    add_folded(&folded, text);
    const struct fg_sv out = fg_arena_sv(arena, fg_sv_trim(fg_buf_sv(&folded)));
    fg_buf_free(&folded);
    return out;
}

static const char name_keys[] =
    "name companyname legalname publicname displayname localizedname label title value text";

struct fg_sv fg_json_name(fg_arena *arena, const json_t *value, unsigned levels)
{
    if (json_is_string(value))
        return fg_json_plain(arena, fg_json_bytes(value));
    if (levels == 0)
        return (struct fg_sv){0};
    if (json_is_array(value))
        return fg_json_name(arena, json_array_get(value, 0), levels - 1);
    const json_t *named = fg_json_member(value, name_keys);
    if (named)
        return fg_json_name(arena, named, levels - 1);
    const char *key;
    json_t *inner, *unchanging = (json_t *)(uintptr_t)value;
    json_object_foreach(unchanging, key, inner) { /* wrapped in a type's name, or in another */
        if (!json_is_object(inner))
            continue;
        const struct fg_sv found = fg_json_name(arena, inner, levels - 1);
        if (found.n)
            return found;
    }
    return (struct fg_sv){0};
}

/* ---- places ---- */

enum { MOST_PLACES = 8 };

static bool has_part(const struct fg_buf *joined, size_t from, struct fg_sv part)
{
    struct fg_sv rest = fg_sv_sub(fg_buf_sv(joined), from, joined->n), one;
    while (rest.n && fg_sv_next(&rest, ',', &one))
        if (fg_sv_eq_nocase(fg_sv_trim(one), part))
            return true;
    return false;
}

/* Adds what is not there yet and says something: "Anywhere, Anywhere, -" is
 * "Anywhere". */
static void add_part(struct fg_buf *joined, size_t from, const char *between, struct fg_sv part)
{
    part = fg_sv_trim(part);
    if (part.n == 0 || fg_sv_eq(part, FG_SV("-")) || has_part(joined, from, part))
        return;
    if (joined->n > from)
        fg_buf_addz(joined, between);
    fg_buf_add(joined, part);
}

static void add_place(fg_arena *arena, const json_t *place, struct fg_buf *joined)
{
    static const char *const parts[] = {
        ("addresslocality city cityname locality town municipality ville locationcity jobcity "
         "libellelieu ort plaats ciudad cidade misto"),
        "addressregion region state province locationstate",
        "addresscountry country countryname countrycode locationcountryname pays land",
    };
    const size_t from = joined->n;
    const json_t *whole = NULL;
    for (const json_t *inner = place; json_is_object(inner);
         inner = fg_json_member(place, "address postaladdress parts")) {
        place = inner;
        if (!whole)
            whole = fg_json_member(place, "fulllocation formattedaddress displayname expanded");
    }
    if (!whole && json_is_string(fg_json_member(place, "address")) &&
        !fg_json_member(place, parts[0]))
        whole = fg_json_member(place, "address");
    for (size_t i = 0; !whole && i < COUNT(parts); i++)
        add_part(joined, from, ", ", fg_json_name(arena, fg_json_member(place, parts[i]), 2));
    if (joined->n == from && !whole)
        whole = fg_json_member(place, "streetaddress");
    if (joined->n == from)
        add_part(joined, from, ", ", fg_json_name(arena, whole ? whole : place, 2));
}

/* <locations><location>...: the one thing an object holds. */
static const json_t *unwrapped(const json_t *value)
{
    while (json_object_size(value) == 1) {
        const json_t *only =
            json_object_iter_value(json_object_iter((json_t *)(uintptr_t)value));
        if (!json_is_object(only) && !json_is_array(only))
            break;
        value = only;
    }
    return value;
}

struct fg_sv fg_json_place(fg_arena *arena, const json_t *value)
{
    struct fg_buf joined = {0}, one = {0};
    value = unwrapped(value);
    const bool several = json_is_array(value);
    const size_t n = several ? json_array_size(value) : 1;
    for (size_t i = 0; value && i < n && i < MOST_PLACES; i++) {
        fg_buf_clear(&one);
        add_place(arena, several ? json_array_get(value, i) : value, &one);
        add_part(&joined, 0, "; ", fg_buf_sv(&one));
    }
    const struct fg_sv out = joined.n ? fg_arena_sv(arena, fg_buf_sv(&joined)) : (struct fg_sv){0};
    fg_buf_free(&joined);
    fg_buf_free(&one);
    return out;
}

/* ---- dates, numbers ---- */

/* "20261102" */
static bool compact_date(struct fg_sv s, char out[11])
{
    for (size_t i = 0; i < s.n; i++)
        if (!fg_is_digit(s.p[i]))
            return false;
    if (s.n != 8 || (s.p[0] != '1' && s.p[0] != '2') || s.p[4] > '1' || s.p[6] > '3')
        return false;
    snprintf(out, 11, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
    return true;
}

static bool is_iso_date(struct fg_sv s)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (i >= s.n || (shape[i] == 'd' ? !fg_is_digit(s.p[i]) : s.p[i] != shape[i]))
            return false;
    return true;
}

/* YYYY-MM-DD of a year's four digits, a month's first three letters, a day's one or two
 * digits. */
static bool named_date(struct fg_sv year, struct fg_sv month, struct fg_sv day, char out[11])
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const size_t m = fg_sv_find(fg_sv_of(months), fg_sv_sub(month, 0, 3));
    uint32_t y, d;
    if (m == SIZE_MAX || m % 3 || month.n < 3 || year.n != 4 || day.n > 2 ||
        !fg_sv_to_u32(year, &y) || !fg_sv_to_u32(day, &d) || d < 1 || d > 31)
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", y % 10000, (unsigned)(m / 3 + 1) % 100, d % 100);
    return true;
}

/* "Thu Jul 01 00:00:00 UTC 2021", as Java prints dates. */
static bool java_date(struct fg_sv s, char out[11])
{
    return s.n >= 28 && s.p[3] == ' ' && s.p[13] == ':' &&
           named_date(fg_sv_sub(s, s.n - 4, 4), fg_sv_sub(s, 4, 3), fg_sv_sub(s, 8, 2), out);
}

/* "Mon, 02 Nov 2026 10:00:00 GMT", as mail and RSS write dates, with or without what
 * stands around the day. */
static bool mail_date(struct fg_sv s, char out[11])
{
    struct fg_sv day, month, year;
    if (s.n > 4 && s.p[3] == ',')
        s = fg_sv_trim(fg_sv_sub(s, 4, SIZE_MAX));
    if (!s.n || !fg_sv_next(&s, ' ', &day) || !s.n || !fg_sv_next(&s, ' ', &month) || !s.n)
        return false;
    fg_sv_next(&s, ' ', &year);
    return named_date(year, month, day, out);
}

struct fg_sv fg_json_date(fg_arena *arena, const json_t *value)
{
    char date[11];
    struct fg_sv s = fg_sv_trim(fg_json_bytes(value));
    if (java_date(s, date) || mail_date(s, date) || compact_date(s, date))
        s = fg_sv_of(date);
    if (fg_sv_starts(s, FG_SV("1970-")))
        return (struct fg_sv){0}; /* a board's way to say it does not know */
    if (is_iso_date(s))
        return fg_arena_sv(arena, fg_sv_sub(s, 0, 10));
    double seconds = json_is_number(value) ? json_number_value(value) : 0;
    if (seconds > 1e11)
        seconds /= 1000;
    struct tm day;
    const time_t when = (time_t)seconds;
    char text[32];
    if (seconds < 1e8 || seconds > 1e11 || !gmtime_r(&when, &day) ||
        strftime(text, sizeof text, "%Y-%m-%d", &day) == 0)
        return (struct fg_sv){0};
    return fg_arena_sv(arena, fg_sv_of(text));
}

static size_t digits_from(struct fg_sv s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && fg_is_digit(s.p[at + n]))
        n++;
    return n;
}

/* Takes the next number off the front of `*rest`; -1 where there is none. A point
 * or comma before exactly three digits parts thousands, else decimals. */
static double next_number(struct fg_sv *rest)
{
    const struct fg_sv s = *rest;
    size_t i = 0;
    while (i < s.n && !fg_is_digit(s.p[i]))
        i++;
    const bool any = i < s.n;
    double whole = 0, place = 0;
    for (; i < s.n; i++) {
        const bool point = s.p[i] == '.' || s.p[i] == ',';
        if (point && place == 0 && digits_from(s, i + 1) > 0)
            place = digits_from(s, i + 1) == 3 ? 0 : 1;
        else if (!fg_is_digit(s.p[i]))
            break;
        else if (place > 0)
            whole += (s.p[i] - '0') * (place /= 10);
        else
            whole = whole * 10 + (s.p[i] - '0');
    }
    if (i < s.n && fg_lower(s.p[i]) == 'k')
        whole *= 1000;
    *rest = fg_sv_sub(s, i, s.n);
    return any ? whole : -1;
}

double fg_json_number_of(const json_t *value)
{
    struct fg_sv text = fg_json_bytes(value);
    return json_is_number(value) ? json_number_value(value) : next_number(&text);
}

/* ---- words with a fixed meaning ---- */

struct word {
    const char *key, *meaning;
};

/* The meaning of the first key found in `text`'s plain form; NULL: none. */
static const char *meaning_of(struct fg_sv text, const struct word *words, size_t n)
{
    char name[FG_JSON_KEY], plain[FG_JSON_KEY];
    const size_t length = text.n < sizeof name - 1 ? text.n : sizeof name - 1;
    if (length)
        memcpy(name, text.p, length);
    name[length] = '\0';
    fg_json_plain_key(name, plain);
    for (size_t i = 0; i < n; i++)
        if (strstr(plain, words[i].key))
            return words[i].meaning;
    return NULL;
}

struct fg_sv fg_json_pay_unit(struct fg_sv name)
{
    /* UN/CEFACT codes (ANN, MON, WEE, DAY, HUR) are among them */
    static const struct word units[] = {
        {"year", "year"}, {"ann", "year"},  {"mon", "month"}, {"wee", "week"},
        {"day", "day"},   {"dai", "day"},   {"hour", "hour"}, {"hur", "hour"},
    };
    return fg_sv_of(meaning_of(name, units, COUNT(units)));
}

static struct fg_sv one_employment(fg_arena *arena, const json_t *value)
{
    static const struct word words[] = {
        {"fulltime", "full-time"},   {"parttime", "part-time"}, {"permanent", "permanent"},
        {"contract", "contract"},    {"freelance", "contract"}, {"tempor", "temporary"},
        {"intern", "internship"},    {"volunteer", "volunteer"}, {"perdiem", "per-diem"},
        {"apprentice", "apprenticeship"}, {"other", ""},
    };
    const struct fg_sv text = fg_json_name(arena, value, 2);
    const char *meaning = meaning_of(text, words, COUNT(words));
    return meaning ? fg_sv_of(meaning) : text;
}

struct fg_sv fg_json_employment(fg_arena *arena, const json_t *value)
{
    if (!json_is_array(value))
        return one_employment(arena, value);
    struct fg_buf joined = {0};
    for (size_t i = 0; i < json_array_size(value); i++)
        add_part(&joined, 0, ", ", one_employment(arena, json_array_get(value, i)));
    const struct fg_sv out = joined.n ? fg_arena_sv(arena, fg_buf_sv(&joined)) : (struct fg_sv){0};
    fg_buf_free(&joined);
    return out;
}

struct fg_sv fg_json_remote(fg_arena *arena, const json_t *value)
{
    static const struct word words[] = {
        {"hybrid", "hybrid"}, {"onsite", "on-site"}, {"inoffice", "on-site"},
        {"telecommut", "remote"}, {"remote", "remote"}, {"workfromhome", "remote"},
    };
    if (json_is_boolean(value))
        return json_is_true(value) ? FG_SV("remote") : (struct fg_sv){0};
    return fg_sv_of(meaning_of(fg_json_name(arena, value, 4), words, COUNT(words)));
}

struct fg_sv fg_json_language(fg_arena *arena, const json_t *value)
{
    const json_t *code = fg_json_member(value, "code locale id alternatename");
    struct fg_sv s = fg_json_name(arena, code ? code : value, 2);
    if (s.n < 2 || !fg_is_alpha(s.p[0]) || !fg_is_alpha(s.p[1]) || (s.n > 2 && fg_is_alnum(s.p[2])))
        return (struct fg_sv){0};
    const char two[2] = {fg_lower(s.p[0]), fg_lower(s.p[1])};
    return fg_arena_sv(arena, (struct fg_sv){two, 2});
}

/* ---- pay ---- */

static double positive(double v)
{
    return v > 0 ? v : -1;
}

static bool is_currency_code(struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return s.n == 3;
}

/* "200K-300K a year" */
static struct fg_salary pay_in_words(struct fg_sv text)
{
    struct fg_salary pay = {.per = fg_json_pay_unit(text)};
    pay.min = positive(next_number(&text));
    pay.max = positive(next_number(&text));
    if (pay.max < pay.min)
        pay.max = pay.min;
    return pay;
}

struct fg_salary fg_json_salary(fg_arena *arena, const json_t *value)
{
    static const char unit_keys[] = "unittext unitcode interval period measure unit per frequency";
    const json_t *inner = fg_json_member(value, "value");
    const json_t *figures = json_is_object(inner) || json_is_array(inner) ? inner : value;
    if (json_is_array(figures))
        figures = json_array_get(figures, 0);
    if (json_is_string(figures))
        return pay_in_words(fg_json_bytes(figures));
    struct fg_salary pay = {
        .min = positive(fg_json_number_of(fg_json_member(figures, "minvalue min minimum from"))),
        .max = positive(fg_json_number_of(fg_json_member(figures, "maxvalue max maximum to"))),
    };
    const json_t *one =
        json_is_object(figures) ? fg_json_member(figures, "value amount") : figures;
    if (pay.min < 0 && pay.max < 0)
        pay.min = pay.max = positive(fg_json_number_of(one));
    const json_t *unit = fg_json_member(figures, unit_keys);
    pay.per = fg_json_pay_unit(fg_json_bytes(unit ? unit : fg_json_member(value, unit_keys)));
    const json_t *currency = fg_json_member(value, "currency currencycode salarycurrency");
    pay.currency =
        fg_json_name(arena, currency ? currency : fg_json_member(figures, "currency"), 2);
    if (!is_currency_code(pay.currency) || (pay.min < 0 && pay.max < 0))
        pay.currency = (struct fg_sv){0};
    return pay;
}
