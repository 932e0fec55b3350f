"""The route catalogue: one TOML file a route, read strictly into `Route`.

A route is data. What each field means and how to add a route stands in `docs/add-a-route.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import process

from align.errors import InputError, UsageError
from align.model import Certainty, Leerweg
from align.planning.fields import Fields, raise_all, read_toml
from align.planning.rules import load_rules

ROUTES = Path(__file__).parent / "routes"

_NIVEAUS = (1, 2, 3, 4)
_MBO_LEERWEGEN = ("bol", "bbl")
_LEERJAREN = (3, 4, 5, 6, 7, 8)


class Standing(StrEnum):
    """Whether a route can be followed today."""

    GELDEND = "geldend"
    HISTORISCH = "historisch"
    VOORBEELD = "voorbeeld"
    CONTROLEREN = "controleren"


class VmboExam(StrEnum):
    """What happens to the vmbo exam in a route."""

    VOLLEDIG = "volledig"
    GESPREID = "gespreid"
    KAN_VERVALLEN = "kan vervallen"


_SORTS = ("wettelijk", "experiment", "regionaal", "programma", "regulier")
_PLACES = ("vmbo", "mbo", "bedrijf")


@dataclass(frozen=True, slots=True)
class RouteSource:
    """Where a route is described.

    Attributes:
        title: what it is called.
        place: address, or where it can be found.
        date: year or day; empty when unknown.
        certainty: whether we read it.
    """

    title: str
    place: str
    date: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Route:
    """One form in which vmbo and mbo go together.

    Attributes:
        id: short name, that of its file.
        name: as people call it.
        sort: wettelijk, experiment, regionaal, programma or regulier.
        standing: whether it can be followed today.
        since, until: years; `until` is empty while it runs.
        legal: legal status, in Dutch.
        summary: what it is, two or three sentences.
        leerwegen, niveaus, mbo_leerwegen, sectors: who may follow it.
        who: the same in words.
        first_leerjaar: leerjaar in which it starts.
        most_shortening: by how many years it may be shorter than both programmes one after the
            other (law of 2020: at most one).
        mbo_from: first leerjaar with mbo content.
        one_regime: one regime of teaching time for the whole route.
        summer: the weeks between vmbo exam and mbo may be used for bpv.
        duration: the same in words.
        diplomas: what the learner gets ("vmbo", "mbo").
        vmbo_exam: what happens to the vmbo exam.
        vmbo_exam_until: last leerjaar in which parts of it may be taken.
        cspe_leerjaren: leerjaren in which the CSPE may be taken.
        exam: the same in words.
        practical_programme: the theoretische leerweg has a practical programme in it.
        early_mbo_place: where mbo content is taught in the years of the vmbo.
        keuzevak_place: where keuzevakken are taught.
        agree: what partners must agree on.
        worked, went_wrong: experience.
        rules: ids of the rules that matter most for it.
        sources: where it is described.
    """

    id: str
    name: str
    sort: str
    standing: Standing
    since: str
    until: str
    legal: str
    summary: str
    leerwegen: tuple[Leerweg, ...]
    niveaus: tuple[int, ...]
    mbo_leerwegen: tuple[str, ...]
    sectors: tuple[str, ...]
    who: str
    first_leerjaar: int
    most_shortening: int
    mbo_from: int
    one_regime: bool
    summer: bool
    duration: str
    diplomas: tuple[str, ...]
    vmbo_exam: VmboExam
    vmbo_exam_until: int
    cspe_leerjaren: tuple[int, ...]
    exam: str
    practical_programme: bool
    early_mbo_place: str
    keuzevak_place: str
    agree: tuple[str, ...]
    worked: tuple[str, ...]
    went_wrong: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[RouteSource, ...]


@lru_cache(maxsize=1)
def load_routes() -> tuple[Route, ...]:
    """All routes of the catalogue: first those in force, then by year and name.

    Raises:
        SeveralInputsError: a file of it is damaged, which only a change of the program can cause.
    """
    routes = [read_route(path) for path in sorted(ROUTES.glob("*.toml"))]
    order = list(Standing)
    return tuple(sorted(routes, key=lambda r: (order.index(r.standing), r.since, r.id)))


def route_by_id(identifier: str) -> Route:
    """One route.

    Raises:
        UsageError: no route has this id; the message names those that come near.
    """
    known = {route.id: route for route in load_routes()}
    wanted = identifier.strip().casefold()
    if wanted in known:
        return known[wanted]
    near = ", ".join(name for name, _, _ in process.extract(wanted, sorted(known), limit=3))
    raise UsageError(
        f'route "{identifier}" bestaat niet',
        advice=f"Bedoelt u {near}? 'align routes' toont alle routes.",
    )


def read_route(path: Path) -> Route:
    """One file of the catalogue.

    Raises:
        InputError: it cannot be read.
        SeveralInputsError: fields are absent, unknown or contradict each other; all of them.
    """
    faults: list[InputError] = []
    fields = Fields(read_toml(path), path.name, faults)
    period, who = fields.table("periode"), fields.table("deelname")
    time, exam = fields.table("duur"), fields.table("examen")
    content = fields.table("inhoud")
    place, lived = fields.table("plaats"), fields.table("ervaring")
    leerwegen = who.texts("leerwegen", [leerweg.value for leerweg in Leerweg])
    standing = fields.choice("stand", [entry.value for entry in Standing])
    vmbo_exam = exam.choice("vmbo_examen", [entry.value for entry in VmboExam])
    values: dict[str, Any] = {
        "id": fields.text("id"),
        "name": fields.text("naam"),
        "sort": fields.choice("soort", _SORTS),
        "since": period.text("van"),
        "until": period.text("tot", optional=True),
        "legal": fields.text("rechtsgrond"),
        "summary": fields.text("samenvatting"),
        "niveaus": who.numbers("niveaus", _NIVEAUS),
        "mbo_leerwegen": who.texts("mbo_leerwegen", _MBO_LEERWEGEN),
        "sectors": who.texts("sectoren"),
        "who": who.text("toelichting"),
        "first_leerjaar": time.whole("start_leerjaar", 3, 3),
        "most_shortening": time.whole("max_verkorting", 0, 1),
        "mbo_from": time.whole("mbo_vanaf_leerjaar", 3, 5),
        "one_regime": time.yes("een_stelsel"),
        "summer": time.yes("zomer"),
        "duration": time.text("toelichting"),
        "diplomas": exam.texts("diplomas", ("vmbo", "mbo")),
        "vmbo_exam_until": exam.whole("vmbo_examen_tot_leerjaar", 4, 6),
        "cspe_leerjaren": exam.numbers("cspe_leerjaren", _LEERJAREN),
        "exam": exam.text("toelichting"),
        "practical_programme": content.yes("praktijkprogramma"),
        "early_mbo_place": place.choice("mbo_in_vmbo_jaren", _PLACES),
        "keuzevak_place": place.choice("keuzevakken", _PLACES),
        "agree": lived.texts("afspraken"),
        "worked": lived.texts("werkte"),
        "went_wrong": lived.texts("ging_mis"),
        "rules": fields.texts("regels", load_rules()),
        "sources": tuple(_source(entry) for entry in fields.tables("bronnen")),
    }
    for table in (fields, period, who, time, exam, content, place, lived):
        table.done()
    _check(values, path, fields)
    raise_all(faults)
    return Route(
        leerwegen=tuple(map(Leerweg, leerwegen)),
        standing=Standing(standing),
        vmbo_exam=VmboExam(vmbo_exam),
        **values,
    )


def _source(entry: Fields) -> RouteSource:
    known = [one.value for one in Certainty]
    certainty = entry.choice("zekerheid", known)
    source = RouteSource(
        title=entry.text("titel"),
        place=entry.text("plaats"),
        date=entry.text("datum", optional=True),
        certainty=Certainty(certainty) if certainty in known else Certainty.CONTROLEREN,
    )
    entry.done()
    return source


def _check(values: dict[str, Any], path: Path, fields: Fields) -> None:
    """What single fields cannot say: that they fit each other."""
    if values["id"] != path.stem:
        fields.fault("id", f'hoort gelijk te zijn aan de bestandsnaam, "{path.stem}"')
    if values["most_shortening"] and not values["one_regime"]:
        fields.fault("max_verkorting", "korter kan alleen met één stelsel voor de onderwijstijd")
    if values["until"] and str(values["until"]) < str(values["since"]):
        fields.fault("periode", "het einde ligt voor het begin")
