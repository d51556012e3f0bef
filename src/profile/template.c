#include "profile/room.h"

static const char skills_template[] =
    "# Skills file of fitgap. Only what it says counts; what it leaves out is a gap where\n"
    "# one would list it (a skill), and stays unknown where no one can infer it (the right\n"
    "# to work). `fitgap skills check` shows what each line is understood as.\n"
    "name: Your Name\n"
    "location: City, Country\n"
    "\n"
    "# A name; or name: \"N years\"; or name: {years, last_used, level}.\n"
    "# Levels: basic, intermediate, advanced, expert.\n"
    "skills:\n"
    "  - Microsoft Excel: 5 years\n"
    "  # - PostgreSQL: {years: 4, last_used: 2025, level: advanced}\n"
    "  # - project management\n"
    "\n"
    "# What you did, in your own words, one statement each: the evidence for requirements\n"
    "# that name no skill. Give years to what was a job of its own.\n"
    "experience:\n"
    "  - {text: \"What you did, for whom, how much of it\", years: 2, skills: [Microsoft Excel]}\n"
    "  # - Coordinated 12 trade shows a year with outside vendors\n"
    "\n"
    "# Degrees: high-school, vocational, associate, bachelor, master, doctorate, professional.\n"
    "education:\n"
    "  - {degree: bachelor, field: Your Field, year: 2015}\n"
    "\n"
    "# An empty list says \"none\"; leaving the key out says nothing.\n"
    "# certificates: [PMP]\n"
    "# licences: [driving licence B]\n"
    "# clearances: []\n"
    "\n"
    "# native, or a level of the CEFR scale: A1 to C2.\n"
    "languages: {English: native}\n"
    "\n"
    "# Where you may work: countries, or EU, EEA.\n"
    "# authorization: [EU]\n"
    "\n"
    "# willing: {travel: 10%, relocate: false, shifts: false, on_site: true}\n"
    "# traits: [organised, patient]\n";

struct fg_sv fg_profile_template(void)
{
    return (struct fg_sv){skills_template, sizeof skills_template - 1};
}
