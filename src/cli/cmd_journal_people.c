/* fitgap journal contact, letter. */
#include "cli/cmd_journal.h"

#include <stdio.h>

/* ---- contact ---- */

static bool fields_of(const struct journal_options *o, struct fg_contact *c)
{
    const char *const given[FG_CONTACT_FIELDS] = {
        [FG_CONTACT_NAME] = o->name,     [FG_CONTACT_ROLE] = o->role,
        [FG_CONTACT_FIRM] = o->firm,     [FG_CONTACT_MAIL] = o->mail,
        [FG_CONTACT_PHONE] = o->phone,   [FG_CONTACT_AGREED] = o->agreed,
        [FG_CONTACT_REFERENCE] = o->reference, [FG_CONTACT_KNOWS] = o->knows,
        [FG_CONTACT_NOTE] = o->note};
    bool any = false;
    *c = (struct fg_contact){0};
    for (int f = 0; f < FG_CONTACT_FIELDS; f++)
        if (given[f]) {
            c->field[f] = fg_sv_of(given[f]);
            any = true;
        }
    return any;
}

/* With fields it is written, with a name and an application linked, else shown. */
bool journal_contact_only_reads(const struct journal_run *run)
{
    struct fg_contact unused;
    return !fields_of(run->o, &unused) && !(run->n_words && run->o->application);
}

static enum fg_status list_contacts(struct journal_run *run, int64_t id, int64_t application,
                                    struct fg_error *err)
{
    const struct fg_report_style style = cli_style(run->cli);
    if (run->o->as == JOURNAL_AS_VCARD)
        return fg_contact_vcard(run->journal, id, application, &run->cli->out, err);
    if (run->o->as != JOURNAL_AS_NONE)
        return fg_fail(err, FG_EUSAGE, "contacts are written --as vcard");
    return fg_contact_list(run->journal, id, application, (enum fg_format)run->cli->o.format,
                           &style, &run->cli->out, err);
}

enum fg_status journal_contact(struct journal_run *run, struct fg_error *err)
{
    struct fg_contact fields;
    int64_t id = 0, application = 0;
    enum fg_status status = FG_OK;
    fields_of(run->o, &fields);
    if (run->n_words)
        status = fg_contact_find(run->journal, fg_sv_of(run->words[0]), &id, err);
    if (status == FG_OK && run->o->application)
        status = fg_journal_find(run->journal, fg_sv_of(run->o->application), &application, err);
    if (status != FG_OK)
        return status;
    if (journal_contact_only_reads(run))
        return list_contacts(run, id, application, err);
    status = fg_contact_put(run->journal, &id, &fields, application, err);
    if (status == FG_OK)
        fg_buf_addf(&run->said, "contact %lld kept\n", (long long)id);
    return status;
}

/* ---- letter ---- */

/* The writer signs with the name in the skills file, where there is one. */
static struct fg_sv own_name(struct cli *cli)
{
    struct fg_error unused;
    return cli_profile(cli, &unused) == FG_OK ? cli->profile->name : (struct fg_sv){"", 0};
}

enum fg_status journal_letter(struct journal_run *run, struct fg_error *err)
{
    int64_t id, contact = 0;
    size_t blanks = 0;
    if (!run->n_words)
        return fg_letter_kinds(run->journal, &run->rules, &run->cli->out, err);
    if (run->n_words < 2)
        return fg_fail(err, FG_EUSAGE, "usage: fitgap journal letter ID KIND");
    enum fg_status status = journal_application(run, 0, &id, err);
    if (status == FG_OK && run->o->contact)
        status = fg_contact_find(run->journal, fg_sv_of(run->o->contact), &contact, err);
    if (status == FG_OK)
        status = fg_letter_write(run->journal, id, contact, fg_sv_of(run->words[1]),
                                 own_name(run->cli), &run->rules, &run->cli->out, &blanks, err);
    if (status == FG_OK && blanks)
        fg_buf_addf(&run->said, "%zu blank%s for you to fill in: look for [TO FILL IN\n", blanks,
                    blanks == 1 ? "" : "s");
    return status;
}
