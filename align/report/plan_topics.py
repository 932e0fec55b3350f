"""Subjects for the agreement between the schools: a list to tick off, each with how sure it is.

Source: questions and answers of Sterk Beroepsonderwijs on the doorlopende leerroute (rules D1-D13),
and the experience of twenty years (rules W1-W6). Which subjects the law demands was not read in
full: what is no rule that was read says "controleren" or "advies".
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from align.model import Certainty
from align.planning.rules import load_rules
from align.report.plan_view import Topic
from align.report.plan_wording import CERTAINTY_WORDS
from align.report.translation import N_, _, ngettext
from align.report.wording import listed

if TYPE_CHECKING:
    from align.model import Plan
    from align.report.plan_variant import Column

_CHECK, _READ, _ADVICE = "controleren", "gelezen", "advies"

#: Slug, what to agree on, and the rule it rests on, or that it is to be checked, or advice.
_TOPICS = (
    (
        "doel",
        N_("Waarom deze route, voor welke leerlingen, en wat er met de ruimte gebeurt"),
        "D13",
    ),
    (
        "richting",
        N_("Profiel, leerweg, en het domein of de kwalificatie waarin de route eindigt"),
        "D9",
    ),
    ("duur", N_("Duur van de route, en hoeveel korter die hoogstens is"), "D2"),
    (
        "dekking",
        N_("Wie welk deel geeft, zodat alle eindtermen en het hele dossier aan de orde komen"),
        "D5",
    ),
    (
        "examen",
        N_("Gezamenlijk PTA en OER: wie examineert wat en wanneer, ook bij gespreid examen"),
        "D4",
    ),
    (
        "vrijstelling",
        N_("Hoe de examencommissie verzoeken om vrijstelling behandelt, en met welk bewijs"),
        "M10",
    ),
    (
        "tijd",
        N_("Onderwijstijd: één stelsel voor de hele route, en hoe die wordt verantwoord"),
        "D3",
    ),
    (
        "overstap",
        N_("Overstapopties per moment, elk naar een diploma, en de overdracht daarbij"),
        "D8",
    ),
    ("keuze", N_("Welke keuzevakken de school aanbiedt, en welke ook keuzedeel zijn"), "D12"),
    (
        "bpv",
        N_("Bpv: erkend leerbedrijf, praktijkovereenkomst, bpv-protocol, ook in de zomer"),
        "D11",
    ),
    (
        "melding",
        N_("Samenwerkingsovereenkomst of interne regeling, en de melding bij DUO en RIO"),
        "D7",
    ),
    ("team", N_("Eén team: bevoegdheden, taakverdeling, overleg en professionalisering"), _READ),
    ("geld", N_("Bekostiging, inschrijving en verrekening van uren, ruimte en materiaal"), _READ),
    ("inspraak", N_("Instemming of advies van medezeggenschapsraden en studentenraad"), _CHECK),
    (
        "cohort",
        N_("De route loopt door voor een heel cohort, ook als een dossier of opleiding verandert"),
        _ADVICE,
    ),
    (
        "begeleiding",
        N_("Loopbaanbegeleiding, mentor en zorg over de grens van de scholen heen"),
        _ADVICE,
    ),
    ("gegevens", N_("Welke gegevens van leerlingen worden gedeeld, en hoe zij dat weten"), _CHECK),
    ("evaluatie", N_("Jaarlijks kijken wat werkt, en wie dit plan bijstelt"), _ADVICE),
)


def topics(plan: Plan, columns: Sequence[Column], rules: Container[str]) -> tuple[Topic, ...]:
    """All subjects, with what this plan says about each."""
    here = _here(plan, columns)
    found = []
    for slug, text, basis in _TOPICS:
        certainty, doubt = _certainty(basis)
        known = basis in load_rules()
        found.append(
            Topic(
                slug=slug,
                text=_(text),
                here=here.get(slug, ""),
                rule=basis if known else "",
                linked=basis in rules,
                certainty=certainty,
                doubt=doubt,
            )
        )
    return tuple(found)


def _certainty(basis: str) -> tuple[str, bool]:
    """How sure we are, in words, and whether it is to be checked."""
    if basis == _ADVICE:
        return _("advies, geen regel"), False
    if basis == _READ:
        return _("gelezen: vragen en antwoorden van Sterk Beroepsonderwijs"), False
    rule = load_rules().get(basis)
    certainty = rule.certainty if rule else Certainty.CONTROLEREN
    return _(CERTAINTY_WORDS[certainty]), certainty is Certainty.CONTROLEREN


def _here(plan: Plan, columns: Sequence[Column]) -> dict[str, str]:
    feasible = [column for column in columns if column.feasible]
    years = listed(f"{column.name.lower()} {column.years}" for column in feasible)
    said = {
        "richting": f"{plan.leerweg.value.upper()} → {plan.target}"
        + (f", {plan.domein}" if plan.domein else ""),
    }
    if feasible:
        said["duur"] = _("leerjaren in dit plan: {}").format(years)
        said["examen"] = "; ".join(feasible[0].exams)
        most = max(column.sums.freed for column in feasible)
        said["vrijstelling"] = _(
            "dit plan rekent met hoogstens {} klokuren die niet twee keer worden gegeven"
        ).format(most)
    if feasible and feasible[0].switches:
        others = len(feasible[0].switches)
        said["overstap"] = ngettext(
            "dit plan rekent met {} andere kwalificatie",
            "dit plan rekent met {} andere kwalificaties",
            others,
        ).format(others)
    return said
