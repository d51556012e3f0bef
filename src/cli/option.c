#include "cli/option.h"

#include "report/layout.h"
#include "rules/yaml.h" /* fg_did_you_mean */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    const struct option_table *tables;
    size_t n;
    char **argv; /* next word */
    fg_arena *arena;
    struct fg_error *err;
};

struct found {
    const struct option_spec *spec;
    void *value;
};

static struct found find(const struct parser *p, struct fg_sv name, char letter)
{
    for (size_t i = 0; i < p->n; i++)
        for (const struct option_spec *s = p->tables[i].specs; s && s->name; s++)
            if ((letter && s->letter == letter) ||
                (!letter && fg_sv_eq(name, fg_sv_of(s->name))))
                return (struct found){s, (char *)p->tables[i].values + s->at};
    return (struct found){0};
}

static enum fg_status unknown(const struct parser *p, struct fg_sv name)
{
    const char *names[128];
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        for (const struct option_spec *s = p->tables[i].specs; s && s->name && n < 128; s++)
            names[n++] = s->name;
    const char *near = fg_did_you_mean(name, names, n);
    return fg_fail(p->err, FG_EUSAGE, "unknown option '--%.*s'%s%s%s", FG_SV_ARG(name),
                   near ? ": did you mean '--" : "", near ? near : "", near ? "'?" : "");
}

bool option_takes_value(const struct option_spec *s)
{
    return s->kind != OPTION_FLAG && s->kind != OPTION_COUNT;
}

static enum fg_status set_number(struct parser *p, const struct option_spec *s, void *to,
                                 const char *value)
{
    char *end;
    const double v = strtod(value, &end);
    const bool whole = s->kind == OPTION_INTEGER;
    if (*value == '\0' || *end != '\0' || !isfinite(v) || (whole && (v != floor(v) || v < 0)) ||
        fabs(v) > 1e9)
        return fg_fail(p->err, FG_EUSAGE, "--%s takes a %snumber, not '%s'", s->name,
                       whole ? "whole " : "", value);
    if (whole)
        *(int *)to = (int)v;
    else
        *(double *)to = v;
    return FG_OK;
}

static enum fg_status set_choice(struct parser *p, const struct option_spec *s, void *to,
                                 const char *value)
{
    char all[256] = "";
    for (int i = 0; s->choices[i]; i++) {
        if (strcmp(s->choices[i], value) == 0) {
            *(int *)to = i;
            return FG_OK;
        }
        const size_t n = strlen(all);
        snprintf(all + n, sizeof all - n, "%s%s", i ? ", " : "", s->choices[i]);
    }
    return fg_fail(p->err, FG_EUSAGE, "--%s is one of %s, not '%s'", s->name, all, value);
}

static enum fg_status add_to_list(struct parser *p, struct option_list *list, const char *value)
{
    const char *const both[] = {value, NULL}; /* the list stays ended by NULL */
    for (size_t i = 0; i < 2; i++) {
        if (!fg_arena_grow(p->arena, (void **)&list->at, &list->cap, list->n + i,
                           sizeof *list->at))
            return fg_fail_memory(p->err);
        list->at[list->n + i] = both[i];
    }
    list->n++;
    return FG_OK;
}

static enum fg_status set(struct parser *p, struct found f, const char *value)
{
    switch (f.spec->kind) {
    case OPTION_FLAG: *(bool *)f.value = true; return FG_OK;
    case OPTION_COUNT: ++*(int *)f.value; return FG_OK;
    case OPTION_TEXT: *(const char **)f.value = value; return FG_OK;
    case OPTION_LIST: return add_to_list(p, f.value, value);
    case OPTION_CHOICE: return set_choice(p, f.spec, f.value, value);
    case OPTION_NUMBER: case OPTION_INTEGER: break;
    }
    return set_number(p, f.spec, f.value, value);
}

static enum fg_status long_option(struct parser *p, const char *word)
{
    const char *equals = strchr(word, '=');
    const struct fg_sv name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    const struct found f = find(p, name, 0);
    if (!f.spec)
        return unknown(p, name);
    if (!option_takes_value(f.spec))
        return equals ? fg_fail(p->err, FG_EUSAGE, "--%s takes no value", f.spec->name)
                      : set(p, f, NULL);
    const char *value = equals ? equals + 1 : *p->argv;
    if (!value)
        return fg_fail(p->err, FG_EUSAGE, "--%s needs a value: %s", f.spec->name,
                       f.spec->argument);
    if (!equals)
        p->argv++;
    return set(p, f, value);
}

static enum fg_status letters(struct parser *p, const char *word)
{
    for (; *word; word++) {
        const struct found f = find(p, (struct fg_sv){0}, *word);
        if (!f.spec)
            return fg_fail(p->err, FG_EUSAGE, "unknown option '-%c'", *word);
        if (option_takes_value(f.spec)) {
            const char *value = word[1] ? word + 1 : *p->argv;
            if (!value)
                return fg_fail(p->err, FG_EUSAGE, "-%c needs a value: %s", *word,
                               f.spec->argument);
            if (!word[1])
                p->argv++;
            return set(p, f, value);
        }
        const enum fg_status status = set(p, f, NULL);
        if (status != FG_OK)
            return status;
    }
    return FG_OK;
}

enum fg_status option_parse(const struct option_table *tables, size_t n, char **argv,
                            fg_arena *arena, const char ***words, size_t *n_words,
                            struct fg_error *err)
{
    struct parser p = {tables, n, argv, arena, err};
    struct option_list left = {0};
    enum fg_status status = FG_OK;
    bool ended = false;
    while (status == FG_OK && *p.argv) {
        const char *word = *p.argv++;
        if (ended || word[0] != '-' || word[1] == '\0')
            status = add_to_list(&p, &left, word);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            status = long_option(&p, word + 2);
        else
            status = letters(&p, word + 1);
    }
    static const char *none[] = {NULL};
    *words = left.at ? left.at : none;
    *n_words = left.n;
    return status;
}

void option_hang(const char *text, size_t column, struct fg_buf *out)
{
    enum { WIDTH = 80 };
    struct fg_sv rest = fg_sv_of(text);
    do {
        fg_buf_add(out, fg_wrap(rest, WIDTH - column, &rest));
        fg_buf_addc(out, '\n');
        if (rest.n)
            fg_buf_addf(out, "%*s", (int)column, "");
    } while (rest.n);
}

void option_line(const char *name, size_t name_width, const char *synopsis,
                 size_t synopsis_width, const char *summary, struct fg_buf *out)
{
    const size_t start = out->n, column = 2 + name_width + 1 + synopsis_width + 1;
    fg_buf_addf(out, "  %-*s %-*s ", (int)name_width, name, (int)synopsis_width, synopsis);
    if (out->n - start > column)
        fg_buf_addf(out, "\n%*s", (int)column, "");
    option_hang(summary, column, out);
}

void option_help(const struct option_spec *specs, struct fg_buf *out)
{
    enum { HELP_COLUMN = 28 };
    for (const struct option_spec *s = specs; s && s->name; s++) {
        const size_t start = out->n;
        if (s->letter)
            fg_buf_addf(out, "  -%c, --%s", s->letter, s->name);
        else
            fg_buf_addf(out, "      --%s", s->name);
        if (s->argument)
            fg_buf_addf(out, " %s", s->argument);
        do
            fg_buf_addc(out, ' ');
        while (out->n - start < HELP_COLUMN);
        option_hang(s->help, HELP_COLUMN, out);
    }
}
