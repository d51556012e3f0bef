#include "profile/terms.h"

#include "rules/yaml.h"

#include <stdlib.h>
#include <string.h>

struct term {
    const char *word;
    int means;
};

/* Of languages; LinkedIn's five steps are among them. */
static const struct term language_levels[] = {
    {"native", FG_NATIVE},         {"mother tongue", FG_NATIVE}, {"bilingual", FG_NATIVE},
    {"native or bilingual", FG_NATIVE}, {"native speaker", FG_NATIVE},
    {"first language", FG_NATIVE},
    {"muttersprache", FG_NATIVE},  {"a1", FG_A1},                {"a2", FG_A2},
    {"b1", FG_B1},                 {"b2", FG_B2},                {"c1", FG_C1},
    {"c2", FG_C2},                 {"beginner", FG_A1},          {"elementary", FG_A2},
    {"basic", FG_A2},              {"basics", FG_A2},            {"school", FG_A2},
    {"conversational", FG_B1},     {"intermediate", FG_B1},      {"limited working", FG_B1},
    {"working", FG_B2},            {"good", FG_B2},              {"upper intermediate", FG_B2},
    {"professional", FG_C1},       {"professional working", FG_C1}, {"business", FG_C1},
    {"business fluent", FG_C1},    {"advanced", FG_C1},          {"very good", FG_C1},
    {"proficient", FG_C1},         {"fluent", FG_C1},            {"fließend", FG_C1},
    {"verhandlungssicher", FG_C1}, {"full professional", FG_C2}, {"near native", FG_C2},
    {"limited", FG_A2},            {"fair", FG_A2},
    {"moderate", FG_B1}, {"mother", FG_NATIVE}, {"maternal", FG_NATIVE},
    {"excellent", FG_C1},
    {"grundkenntnisse", FG_A2},    {"schulkenntnisse", FG_A2},   {"gut", FG_B2},
    {"gute kenntnisse", FG_B2},    {"sehr gut", FG_C1},          {"fliessend", FG_C1},
    {"notions", FG_A2},            {"scolaire", FG_A2},          {"courant", FG_C1},
    {"bilingue", FG_NATIVE},       {"langue maternelle", FG_NATIVE}, {"lengua materna", FG_NATIVE},
    {"nativo", FG_NATIVE},         {"nativa", FG_NATIVE},        {"fluido", FG_C1},
    {"fluide", FG_C1},             {"modersmål", FG_NATIVE},     {"modersmal", FG_NATIVE},
    {"flytande", FG_C1},           {"flydende", FG_C1},          {"moedertaal", FG_NATIVE},
    {"vloeiend", FG_C1},           {"mateřský jazyk", FG_NATIVE}, {"mother-tongue", FG_NATIVE},
};

static const struct term cefr[] = {
    {"native", FG_NATIVE}, {"c2", FG_C2}, {"c1", FG_C1}, {"b2", FG_B2},
    {"b1", FG_B1},         {"a2", FG_A2}, {"a1", FG_A1},
};

static const struct term skill_levels[] = {
    {"basic", 1},        {"basics", 1},     {"beginner", 1},     {"novice", 1},
    {"elementary", 1},   {"learning", 1},   {"familiar", 1},     {"intermediate", 2},
    {"working", 2},      {"competent", 2},  {"good", 2},         {"advanced", 3},
    {"proficient", 3},   {"strong", 3},     {"very good", 3},    {"expert", 4},
    {"master", 4},       {"daily", 3},
};

/* The first that stands in a text wins: the more telling come first. */
static const struct term degrees[] = {
    {"international baccalaureate", FG_HIGH_SCHOOL}, {"leaving certificate", FG_HIGH_SCHOOL},
    {"professionsbachelor", FG_BACHELOR}, {"candidate of sciences", FG_DOCTORATE},
    {"juris doctor", FG_PROFESSIONAL},   {"doctor of medicine", FG_PROFESSIONAL},
    {"jd", FG_PROFESSIONAL},             {"j.d.", FG_PROFESSIONAL},
    {"md", FG_PROFESSIONAL},             {"m.d.", FG_PROFESSIONAL},
    {"pharmd", FG_PROFESSIONAL},         {"dds", FG_PROFESSIONAL},
    {"dvm", FG_PROFESSIONAL},            {"staatsexamen", FG_PROFESSIONAL},
    {"doctorate", FG_DOCTORATE},
    {"doctoral", FG_DOCTORATE},          {"phd", FG_DOCTORATE},
    {"ph.d.", FG_DOCTORATE},             {"ph.d", FG_DOCTORATE},
    {"dphil", FG_DOCTORATE},             {"doctor", FG_DOCTORATE},
    {"dr.", FG_DOCTORATE},               {"bac+5", FG_MASTER},
    {"civilingenjör", FG_MASTER},        {"mgr.", FG_MASTER},
    {"ing.", FG_MASTER},                 {"ingenieur", FG_MASTER},
    {"promotion", FG_DOCTORATE},         {"edd", FG_DOCTORATE},
    {"ed.d.", FG_DOCTORATE},             {"dnp", FG_DOCTORATE},
    {"mbbs", FG_PROFESSIONAL},           {"mbchb", FG_PROFESSIONAL},
    {"dmd", FG_PROFESSIONAL},            {"master", FG_MASTER},
    {"master's", FG_MASTER},             {"masters", FG_MASTER},
    {"msc", FG_MASTER},                  {"m.sc.", FG_MASTER},
    {"m.sc", FG_MASTER},                 {"ms", FG_MASTER},
    {"m.s.", FG_MASTER},                 {"ma", FG_MASTER},
    {"m.a.", FG_MASTER},                 {"mba", FG_MASTER},
    {"meng", FG_MASTER},                 {"m.eng.", FG_MASTER},
    {"med", FG_MASTER},                  {"m.ed.", FG_MASTER},
    {"mfa", FG_MASTER},                  {"mph", FG_MASTER},
    {"mlis", FG_MASTER},                 {"msw", FG_MASTER},
    {"diplom", FG_MASTER},               {"magister", FG_MASTER},
    {"msn", FG_MASTER}, {"mphil", FG_MASTER}, {"mres", FG_MASTER}, {"mpa", FG_MASTER},
    {"mpp", FG_MASTER}, {"mls", FG_MASTER}, {"msee", FG_MASTER}, {"msme", FG_MASTER},
    {"mse", FG_MASTER}, {"mdes", FG_MASTER}, {"llm", FG_MASTER},
    {"mtech", FG_MASTER}, {"m.tech", FG_MASTER}, {"máster", FG_MASTER},
    {"maestría", FG_MASTER}, {"laurea magistrale", FG_MASTER},
    {"postgraduate", FG_MASTER},         {"bachelor", FG_BACHELOR},
    {"bachelor's", FG_BACHELOR},         {"bachelors", FG_BACHELOR},
    {"baccalaureate", FG_BACHELOR},      {"bsc", FG_BACHELOR},
    {"b.sc.", FG_BACHELOR},              {"b.sc", FG_BACHELOR},
    {"bs", FG_BACHELOR},                 {"b.s.", FG_BACHELOR},
    {"ba", FG_BACHELOR},                 {"b.a.", FG_BACHELOR},
    {"beng", FG_BACHELOR},               {"b.eng.", FG_BACHELOR},
    {"bba", FG_BACHELOR},                {"bfa", FG_BACHELOR},
    {"bsn", FG_BACHELOR},                {"btech", FG_BACHELOR},
    {"licence", FG_BACHELOR},            {"undergraduate", FG_BACHELOR},
    {"b.tech", FG_BACHELOR}, {"b.e.", FG_BACHELOR}, {"bsme", FG_BACHELOR},
    {"bsee", FG_BACHELOR}, {"bsce", FG_BACHELOR}, {"bscs", FG_BACHELOR},
    {"bse", FG_BACHELOR}, {"bsba", FG_BACHELOR}, {"bsw", FG_BACHELOR},
    {"bcom", FG_BACHELOR}, {"b.com", FG_BACHELOR}, {"bcomm", FG_BACHELOR},
    {"bed", FG_BACHELOR}, {"b.ed", FG_BACHELOR}, {"b.ed.", FG_BACHELOR},
    {"bca", FG_BACHELOR}, {"barch", FG_BACHELOR}, {"bdes", FG_BACHELOR},
    {"llb", FG_BACHELOR}, {"licenciatura", FG_BACHELOR}, {"kandidat", FG_BACHELOR},
    {"hbo", FG_BACHELOR}, {"college degree", FG_BACHELOR},
    {"university degree", FG_BACHELOR}, {"honours degree", FG_BACHELOR},
    {"honors degree", FG_BACHELOR}, {"laurea", FG_BACHELOR}, {"grado", FG_BACHELOR},
    {"fachhochschule", FG_BACHELOR}, {"kandidatexamen", FG_BACHELOR}, {"bc.", FG_BACHELOR},
    {"ll.b.", FG_BACHELOR}, {"ll.b", FG_BACHELOR}, {"b.comm", FG_BACHELOR},
    {"pgce", FG_BACHELOR}, {"pgcert", FG_BACHELOR}, {"graduate certificate", FG_BACHELOR},
    {"graduate diploma", FG_BACHELOR}, {"bac+3", FG_BACHELOR},
    {"associate", FG_ASSOCIATE},         {"associate's", FG_ASSOCIATE},
    {"associates", FG_ASSOCIATE},        {"aa", FG_ASSOCIATE},
    {"a.a.", FG_ASSOCIATE},              {"as", FG_ASSOCIATE},
    {"a.s.", FG_ASSOCIATE},              {"aas", FG_ASSOCIATE},
    {"a.a.s.", FG_ASSOCIATE},            {"foundation degree", FG_ASSOCIATE},
    {"hnd", FG_ASSOCIATE},               {"hnc", FG_ASSOCIATE},
    {"advanced diploma", FG_ASSOCIATE},  {"college diploma", FG_ASSOCIATE},
    {"polytechnic", FG_ASSOCIATE},       {"dut", FG_ASSOCIATE},
    {"bac+2", FG_ASSOCIATE},             {"erhvervsakademi", FG_ASSOCIATE},
    {"yrkeshögskola", FG_ASSOCIATE},     {"técnico superior", FG_ASSOCIATE},
    {"btec", FG_VOCATIONAL},             {"city & guilds", FG_VOCATIONAL},
    {"mbo", FG_VOCATIONAL},              {"vocational", FG_VOCATIONAL},
    {"apprenticeship", FG_VOCATIONAL},   {"ausbildung", FG_VOCATIONAL},
    {"trade school", FG_VOCATIONAL},     {"technical diploma", FG_VOCATIONAL},
    {"journeyman", FG_VOCATIONAL},       {"geselle", FG_VOCATIONAL},
    {"meister", FG_VOCATIONAL},          {"nvq", FG_VOCATIONAL},
    {"bts", FG_VOCATIONAL},              {"cap", FG_VOCATIONAL},
    {"bac pro", FG_VOCATIONAL},          {"lehre", FG_VOCATIONAL},
    {"gesellenbrief", FG_VOCATIONAL},    {"technical school", FG_VOCATIONAL},
    {"ciclo formativo", FG_VOCATIONAL},  {"výuční list", FG_VOCATIONAL},
    {"t level", FG_VOCATIONAL},          {"school certificate", FG_HIGH_SCHOOL},
    {"school diploma", FG_HIGH_SCHOOL},
    {"certificate", FG_VOCATIONAL},      {"high-school", FG_HIGH_SCHOOL},
    {"high school", FG_HIGH_SCHOOL},     {"secondary", FG_HIGH_SCHOOL},
    {"vmbo", FG_HIGH_SCHOOL},            {"highers", FG_HIGH_SCHOOL},
    {"mittlere reife", FG_HIGH_SCHOOL},  {"realschulabschluss", FG_HIGH_SCHOOL},
    {"hauptschulabschluss", FG_HIGH_SCHOOL}, {"gymnasieexamen", FG_HIGH_SCHOOL},
    {"bachillerato", FG_HIGH_SCHOOL},    {"maturità", FG_HIGH_SCHOOL},
    {"a level", FG_HIGH_SCHOOL},
    {"ged", FG_HIGH_SCHOOL},             {"abitur", FG_HIGH_SCHOOL},
    {"some college", FG_HIGH_SCHOOL},    {"matura", FG_HIGH_SCHOOL},
    {"maturita", FG_HIGH_SCHOOL},        {"a levels", FG_HIGH_SCHOOL},
    {"a-levels", FG_HIGH_SCHOOL},        {"gcse", FG_HIGH_SCHOOL},
    {"diploma", FG_VOCATIONAL},          {"professional", FG_PROFESSIONAL},
    {"degree", FG_BACHELOR},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int exact(const struct term *table, size_t n, struct fg_sv s)
{
    for (size_t i = 0; i < n; i++)
        if (fg_sv_eq_nocase(s, fg_sv_of(table[i].word)))
            return table[i].means;
    return 0;
}

/* Whether `word` stands in `s` between characters that are no letters. */
static bool stands_in(struct fg_sv s, struct fg_sv word)
{
    for (size_t from = 0; from + word.n <= s.n;) {
        const size_t at = fg_sv_find_nocase(fg_sv_sub(s, from, s.n), word);
        if (at == SIZE_MAX)
            return false;
        const size_t first = from + at, end = first + word.n;
        if ((first == 0 || !fg_is_alnum(s.p[first - 1])) && (end == s.n || !fg_is_alnum(s.p[end])))
            return true;
        from = first + 1;
    }
    return false;
}

/* A word of a table that stands first in a longer text: "C1 (IELTS 8)". */
static int leading(const struct term *table, size_t n, struct fg_sv s)
{
    int best = 0;
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        const struct fg_sv word = fg_sv_of(table[i].word);
        if (word.n > longest && fg_sv_starts_nocase(s, word) &&
            (s.n == word.n || !fg_is_alnum(s.p[word.n]))) {
            best = table[i].means;
            longest = word.n;
        }
    }
    return best;
}

static const char *hint(const struct term *table, size_t n, struct fg_sv s)
{
    const char *names[256];
    for (size_t i = 0; i < n && i < COUNT(names); i++)
        names[i] = table[i].word;
    return fg_did_you_mean(s, names, n < COUNT(names) ? n : COUNT(names));
}

/* A decimal number at the start of `s`; what follows it, trimmed, in `*rest`. */
static bool number_first(struct fg_sv s, double *out, struct fg_sv *rest)
{
    char text[32], *end;
    size_t n = 0;
    s = fg_sv_trim(s);
    while (n < s.n && n < sizeof text - 1 && (fg_is_digit(s.p[n]) || s.p[n] == '.'))
        n++;
    if (n == 0)
        return false;
    memcpy(text, s.p, n);
    text[n] = '\0';
    *out = strtod(text, &end);
    *rest = fg_sv_trim(fg_sv_sub(s, n, s.n));
    return *end == '\0';
}

bool fg_term_years(struct fg_sv s, double *out)
{
    static const struct term units[] = {
        {"years", 12}, {"year", 12},  {"yrs", 12},   {"yr", 12},    {"y", 12},   {"yrs.", 12},
        {"jahre", 12}, {"jahr", 12},  {"ans", 12},   {"an", 12},    {"años", 12}, {"anos", 12},
        {"år", 12},    {"jaar", 12},  {"months", 1}, {"month", 1},  {"mo", 1},   {"monate", 1},
        {"mois", 1},
    };
    struct fg_sv rest;
    double n;
    if (!number_first(s, &n, &rest))
        return false;
    if (rest.n && rest.p[0] == '+')
        rest = fg_sv_trim(fg_sv_sub(rest, 1, rest.n));
    const int months = rest.n ? exact(units, COUNT(units), rest) : 12;
    if (!months || n > 80 * 12 / months)
        return false;
    *out = n * months / 12;
    return true;
}

bool fg_term_share(struct fg_sv s, double *out)
{
    static const struct term words[] = {
        {"true", 1}, {"yes", 1}, {"false", 2}, {"no", 2}, {"none", 2}};
    struct fg_sv rest;
    const int said = exact(words, COUNT(words), s);
    if (said) {
        *out = said == 1 ? 1 : 0;
        return true;
    }
    if (!number_first(s, out, &rest) || (rest.n && !fg_sv_eq(rest, FG_SV("%"))))
        return false;
    if (rest.n || *out > 1)
        *out /= 100;
    return *out <= 1;
}

enum fg_level fg_term_language_level(struct fg_sv s)
{
    s = fg_sv_trim(s);
    const int said = leading(language_levels, COUNT(language_levels), s);
    if (said)
        return (enum fg_level)said;
    for (size_t i = 0; i < COUNT(cefr); i++) /* "level B2", "CEFR: C1" */
        if (stands_in(s, fg_sv_of(cefr[i].word)))
            return (enum fg_level)cefr[i].means;
    return FG_LEVEL_NONE;
}

int fg_term_skill_level(struct fg_sv s)
{
    return leading(skill_levels, COUNT(skill_levels), fg_sv_trim(s));
}

enum fg_degree fg_term_degree(struct fg_sv s)
{
    for (size_t i = 0; i < COUNT(degrees); i++)
        if (stands_in(s, fg_sv_of(degrees[i].word)))
            return (enum fg_degree)degrees[i].means;
    return FG_DEGREE_NONE;
}

const char *fg_term_degree_hint(struct fg_sv s)
{
    return hint(degrees, COUNT(degrees), s);
}

const char *fg_term_level_hint(struct fg_sv s)
{
    return hint(language_levels, COUNT(language_levels), s);
}

const char *fg_term_skill_level_hint(struct fg_sv s)
{
    return hint(skill_levels, COUNT(skill_levels), s);
}

int fg_term_year(struct fg_sv s, int *month)
{
    uint32_t year, m = 0;
    if (month)
        *month = 0;
    if (s.n < 4 || !fg_sv_to_u32(fg_sv_sub(s, 0, 4), &year) || year < 1900 || year > 2200)
        return 0;
    if (s.n > 4 && s.p[4] != '-')
        return 0;
    if (month && s.n >= 7 && fg_sv_to_u32(fg_sv_sub(s, 5, 2), &m) && m >= 1 && m <= 12)
        *month = (int)m;
    return (int)year;
}
