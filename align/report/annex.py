"""The annex for an examencommissie: what a team agreed on, a request a werkproces.

The examencommissie decides on exemptions, at the request of the student (Examen- en
kwalificatiebesluit WEB; the number of the article was not checked, so none is given); nothing here
grants one or advises to. Only pairs that people agreed on, and whose texts are still those that
they agreed on, stand in it; what is left out is named or counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Curriculum, Decision, Decisions, Overlap, Pair, Verdict
from align.overlap.decided import Standing, stands
from align.report.page import UnitView
from align.report.pairs import decided_lines, where
from align.report.texts import visible
from align.report.translation import N_, _
from align.report.units import Units

_QUOTES = 2
"""Pairs of sentences that are quoted of each pair."""

WHO_DECIDES = N_(
    "De examencommissie beslist over vrijstelling, op verzoek van de student (Examen- en "
    "kwalificatiebesluit WEB). Dit programma verleent geen vrijstelling en adviseert er niet "
    "over: het zet de teksten en de besluiten van het team bij elkaar. Gelijke woorden zijn geen "
    "bewijs van hetzelfde beheersingsniveau."
)
REQUEST = N_(
    "Wilt u beoordelen of een student die onderstaande deeltaken aantoonbaar heeft afgerond, voor "
    "(een deel van) dit werkproces vrijstelling kan krijgen, of alleen vrijstelling van onderwijs? "
    "Bewijs per student: cijfers en opdrachten uit het PTA, en een oordeel over het niveau."
)
NOTHING = N_(
    "Er is nog geen paar akkoord waarvan de tekst ongewijzigd is; deze bijlage is daarom leeg. "
    "Neem eerst besluiten."
)
ANSWERS = (
    N_("vrijstelling"),
    N_("gedeeltelijk"),
    N_("geen vrijstelling"),
    N_("meer bewijs nodig"),
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Two sentences that are alike, with where each of them stands."""

    left: str
    left_where: str
    right: str
    right_where: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One agreed pair: the vmbo unit, both levels, the relation, and what people said.

    Attributes:
        unit: name of the vmbo unit.
        where: its module or keuzevak, and its source.
        levels: leerwegen and niveau ("vmbo BB/KB → mbo niveau 2").
        relation: as people see it, else the estimate of the tool; never empty.
        decided: verdict, remark, names and dates in one line.
        quotes: the sentences that are most alike; none when the tool did not report the pair.
    """

    unit: str
    where: str
    levels: str
    relation: str
    decided: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about one werkproces or keuzedeel, with its grounds in display order."""

    name: str
    where: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything that the annex says.

    Attributes:
        requests: one a werkproces, in display order.
        left_out: pairs on which something was said and that do not stand in it, with the reason.
        undecided: pairs with overlap on which nobody said anything.
        rejected: pairs that the team rejected.
        sources: title, version and digest of each source.
    """

    requests: tuple[Request, ...]
    left_out: tuple[str, ...]
    undecided: int
    rejected: int
    sources: tuple[str, ...]


def annex_of(overlap: Overlap, decisions: Decisions) -> Annex:
    """The annex to a comparison, in the language that is spoken."""
    units = Units(overlap)
    maker = _Maker(units, decisions)
    agreed: dict[str, list[Decision]] = {}
    left_out: list[str] = []
    rejected = 0
    for decision in decisions.settled:
        standing = stands(overlap, decision).standing
        if standing is Standing.ELDERS:
            continue
        if standing is Standing.OPNIEUW:
            left_out.append(f"{maker.names(decision.pair)}: {_('opnieuw bekijken')}")
        elif decision.verdict is Verdict.AFGEWEZEN:
            rejected += 1
        elif decision.verdict is Verdict.BESPREKEN:
            left_out.append(f"{maker.names(decision.pair)}: {_('te bespreken')}")
        else:
            agreed.setdefault(decision.right.id, []).append(decision)
    for conflict in decisions.conflicts:
        pair = conflict.decisions[0].pair
        if all(unit in units.views for unit in pair):
            left_out.append(f"{maker.names(pair)}: {_('verschil van mening')}")
    return Annex(
        requests=tuple(
            maker.request(view, agreed[view.id]) for view in units.right if view.id in agreed
        ),
        left_out=tuple(left_out),
        undecided=_undecided(overlap, decisions),
        rejected=rejected,
        sources=tuple(map(_source, (overlap.left, *overlap.right))),
    )


def _undecided(overlap: Overlap, decisions: Decisions) -> int:
    """How many pairs that count as overlap nobody said anything about."""
    said = {*decisions.by_pair, *decisions.by_contested_pair}
    return sum(
        pair.overlap and not overlap.stands_apart(pair) and (pair.left, pair.right) not in said
        for pair in overlap.pairs
    )


class _Maker:
    """What the requests of one comparison share."""

    def __init__(self, units: Units, decisions: Decisions) -> None:
        self._units = units
        self._lines = decided_lines(units.overlap, decisions)
        self._pairs = {(pair.left, pair.right): pair for pair in units.overlap.pairs}

    def names(self, pair: tuple[str, str]) -> str:
        left, right = (self._units.views[unit] for unit in pair)
        return visible(f"{left.name} × {right.name}")

    def request(self, right: UnitView, decisions: Sequence[Decision]) -> Request:
        order = sorted(decisions, key=lambda one: self._units.views[one.left.id].number)
        place = (right.context, right.group_name, right.level, right.cite, right.place)
        return Request(
            name=visible(right.name),
            where=visible(" · ".join(filter(None, place))),
            grounds=tuple(self._ground(decision, right) for decision in order),
        )

    def _ground(self, decision: Decision, right: UnitView) -> Ground:
        left = self._units.views[decision.left.id]
        pair = self._pairs.get(decision.pair)
        relation = decision.relation or (pair.relation if pair else None)
        estimated = relation is not None and decision.relation is None
        said = _(relation.value) if relation else _("niet bepaald")
        return Ground(
            unit=visible(left.name),
            where=visible(" · ".join(filter(None, (left.group_name, left.cite, left.place)))),
            levels=f"vmbo {left.level or '?'} → mbo {right.level or '?'}",
            relation=f"{said} ({_('schatting')})" if estimated else said,
            decided=visible(self._lines.get(decision.pair, "")),
            quotes=self._quotes(pair) if pair else (),
        )

    def _quotes(self, pair: Pair) -> tuple[Quoted, ...]:
        return tuple(
            Quoted(
                left=visible(piece.left.text),
                left_where=visible(where(piece.left, self._units)),
                right=visible(piece.right.text),
                right_where=visible(where(piece.right, self._units)),
            )
            for piece in pair.evidence[:_QUOTES]
        )


def _source(curriculum: Curriculum) -> str:
    source = curriculum.source
    version = f", {source.version}" if source.version else ""
    example = f" ({_('voorbeeld')})" if source.example else ""
    side = curriculum.side.value
    return visible(f"{side}: {source.title}{version}{example}, sha256 {source.sha256[:16]}")
