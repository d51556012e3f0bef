#include "journal/table.h"

static const struct fg_column event_columns[] = {
    {"status", FG_COLUMN_TEXT}, {"round", FG_COLUMN_INT},    {"at", FG_COLUMN_TEXT},
    {"note", FG_COLUMN_TEXT},   {"made_at", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table event = {
    "event", "events", "application", NULL, "id", event_columns, NULL};

static const struct fg_column link_columns[] = {{"requirement", FG_COLUMN_TEXT},
                                                {"role", FG_COLUMN_TEXT},
                                                {"text", FG_COLUMN_TEXT},
                                                {NULL, FG_COLUMN_TEXT}};
static const struct fg_table debrief_link = {
    "debrief_link", "links", "debrief", NULL, "id", link_columns, NULL};

static const struct fg_column debrief_columns[] = {{"question", FG_COLUMN_TEXT},
                                                   {"answer", FG_COLUMN_TEXT},
                                                   {"at", FG_COLUMN_TEXT},
                                                   {NULL, FG_COLUMN_TEXT}};
static const struct fg_table *const debrief_children[] = {&debrief_link, NULL};
static const struct fg_table debrief = {
    "debrief", "debriefs", "application", NULL, "id", debrief_columns, debrief_children};

static const struct fg_column feedback_columns[] = {
    {"words", FG_COLUMN_TEXT}, {"said_by", FG_COLUMN_TEXT},    {"at", FG_COLUMN_TEXT},
    {"changeable", FG_COLUMN_TEXT}, {"remedy", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table feedback = {
    "feedback", "feedback", "application", NULL, "id", feedback_columns, NULL};

static const struct fg_column met_columns[] = {{"contact", FG_COLUMN_TEXT},
                                               {NULL, FG_COLUMN_TEXT}};
static const struct fg_table met = {"met", "met", "application", NULL, "id", met_columns, NULL};

static const struct fg_column posting_columns[] = {
    {"fit", FG_COLUMN_JSON}, {"text", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table posting = {
    "posting", "posting", "application", "application", "application", posting_columns, NULL};

#define FOLLOW_UP_COLUMNS                                                                  \
    {"uid", FG_COLUMN_TEXT}, {"contact", FG_COLUMN_NAME}, {"rule", FG_COLUMN_TEXT},       \
        {"what", FG_COLUMN_TEXT}, {"why", FG_COLUMN_TEXT}, {"letter", FG_COLUMN_TEXT},    \
        {"due", FG_COLUMN_TEXT}, {"every", FG_COLUMN_TEXT}, {"state", FG_COLUMN_TEXT},    \
        {"closed_at", FG_COLUMN_TEXT},                                                     \
    {                                                                                      \
        NULL, FG_COLUMN_TEXT                                                               \
    }
static const struct fg_column follow_up_columns[] = {FOLLOW_UP_COLUMNS};
static const struct fg_table follow_up = {
    "follow_up", "follow_ups", "application", "uid", "id", follow_up_columns, NULL};
/* those that belong to no application */
const struct fg_table fg_table_follow_up = {
    "follow_up", "follow_ups", NULL, "uid", "id", follow_up_columns, NULL};

static const struct fg_column contact_columns[] = {
    {"id", FG_COLUMN_INT},     {"uid", FG_COLUMN_TEXT},    {"name", FG_COLUMN_TEXT},
    {"role", FG_COLUMN_TEXT},  {"firm", FG_COLUMN_TEXT},   {"mail", FG_COLUMN_TEXT},
    {"phone", FG_COLUMN_TEXT}, {"agreed", FG_COLUMN_TEXT}, {"reference", FG_COLUMN_TEXT},
    {"knows", FG_COLUMN_TEXT}, {"note", FG_COLUMN_TEXT},   {"added_at", FG_COLUMN_TEXT},
    {NULL, FG_COLUMN_TEXT}};
const struct fg_table fg_table_contact = {
    "contact", "contacts", NULL, "uid", "id", contact_columns, NULL};

static const struct fg_column application_columns[] = {
    {"id", FG_COLUMN_INT},         {"key", FG_COLUMN_TEXT},
    {"title", FG_COLUMN_TEXT},     {"company", FG_COLUMN_TEXT},
    {"location", FG_COLUMN_TEXT},  {"url", FG_COLUMN_TEXT},
    {"site", FG_COLUMN_TEXT},      {"language", FG_COLUMN_TEXT},
    {"added_at", FG_COLUMN_TEXT},  {"score", FG_COLUMN_SHARE},
    {"band", FG_COLUMN_TEXT},      {"applied_score", FG_COLUMN_SHARE},
    {"applied_band", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table *const application_children[] = {
    &event, &debrief, &feedback, &met, &follow_up, &posting, NULL};
const struct fg_table fg_table_application = {
    "application", "applications", NULL, "key", "id", application_columns, application_children};
