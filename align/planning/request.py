"""What a plan is asked for, checked against the route, the sources and each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError, SeveralInputsError, UsageError
from align.model import Decisions, Kind, Leerweg
from align.overlap.selection import unknown_domein
from align.planning.assumptions import Assumptions, default_assumptions
from align.planning.catalogue import Route, route_by_id
from align.planning.kwalificaties import (
    Known,
    Kwalificatie,
    find_kwalificaties,
    niveau_of,
    same_domein,
    share_of,
)
from align.planning.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import Curriculum, Overlap

#: What SBB says of a keuzedeel that overlaps inefficiently with a kwalificatie.
_RULED_OUT = "ja"
#: So many crebo's are named in a message.
_SHOWN = 8


@dataclass(frozen=True)
class Request:
    """What the user asks for.

    Attributes:
        route: id of a route.
        leerweg: of the vmbo.
        kwalificaties: crebo codes; the first is the target, the others stay open. Empty: the plan
            is for the domein.
        domein: name or code of an opleidingsdomein; empty: that of the target.
        mbo_leerweg: "bol" or "bbl".
        assumptions: the numbers that count.
        decisions: what people decided about pairs.
    """

    route: str
    leerweg: Leerweg
    kwalificaties: tuple[str, ...] = ()
    domein: str = ""
    mbo_leerweg: str = "bol"
    assumptions: Assumptions | None = None
    decisions: Decisions | None = None


@dataclass(frozen=True)
class Asked:
    """A request that can be planned.

    Attributes:
        route, leerweg, mbo_leerweg, assumptions, decisions: as asked.
        target: the kwalificatie in which the route ends.
        others: other kwalificaties between which a learner can switch: those of the domein, or
            those that were named.
        named: crebo's as asked, or of the whole domein.
        domein: its name; empty when no source gives one.
        ruled_out: (crebo, code of a keuzedeel) that SBB found to overlap inefficiently.
    """

    route: Route
    leerweg: Leerweg
    mbo_leerweg: str
    assumptions: Assumptions
    decisions: Decisions
    target: Kwalificatie
    others: tuple[Kwalificatie, ...]
    named: tuple[str, ...]
    domein: str
    ruled_out: frozenset[tuple[str, str]] = frozenset()


def check(request: Request, overlap: Overlap) -> Asked:
    """See to it that what is asked can be planned.

    Raises:
        UsageError: an unknown route, crebo or domein; a leerweg or niveau that the route does not
            admit.
        SeveralInputsError: decisions that contradict each other.
    """
    route = check_route(request)
    decisions = request.decisions or Decisions()
    _check_decisions(decisions)
    assumptions = request.assumptions or default_assumptions()
    known = _known(overlap.right, assumptions)
    named = _named(request, known, overlap.right)
    target = _target(request, route, named)
    domein = request.domein or target.domein
    others = [k for k in known.values() if k is not target and same_domein(k, target, domein)]
    others += [k for k in named if k is not target and k not in others]
    return Asked(
        route=route,
        leerweg=request.leerweg,
        mbo_leerweg=request.mbo_leerweg,
        assumptions=assumptions,
        decisions=decisions,
        target=target,
        others=tuple(sorted(others, key=lambda k: k.item.crebo)),
        named=tuple(k.item.crebo for k in named),
        domein=target.domein or domein,
        ruled_out=frozenset(
            (ruling.kwalificatie, ruling.keuzedeel)
            for curriculum in overlap.right
            for ruling in curriculum.rulings
            if ruling.verdict.casefold() == _RULED_OUT
        ),
    )


def to_compare(request: Request, mbo: Sequence[Curriculum]) -> tuple[str, ...]:
    """Crebo's to compare for a request: those that were named, and all of their domein.

    Raises:
        UsageError: an unknown crebo or domein, or one to which the route does not lead.
    """
    route = check_route(request)
    known = _known(mbo, request.assumptions or default_assumptions())
    named = _named(request, known, mbo)
    target = _target(request, route, named)
    domein = [k for k in known.values() if same_domein(k, target, request.domein)]
    return tuple(sorted({k.item.crebo for k in (*named, *domein)}))


def compared_leerweg(leerweg: Leerweg) -> Leerweg:
    """Of which leerweg the eindtermen are compared: TL has none of its own, and takes those of GL.

    Source: the profielvak belongs to BB, KB and GL only (rule V1); a practical programme in TL
    comes from the same programmes (rule V17).
    """
    return Leerweg.GL if leerweg is Leerweg.TL else leerweg


def check_route(request: Request) -> Route:
    """The route that is asked for, if the leerweg may follow it.

    Raises:
        UsageError: it does not exist, or does not admit this leerweg of vmbo or mbo.
    """
    route = route_by_id(request.route)
    _check_leerweg(route, request)
    return route


def _known(mbo: Sequence[Curriculum], assumptions: Assumptions) -> Mapping[str, Kwalificatie]:
    return find_kwalificaties(mbo, assumptions.niveaus, assumptions.years)


def _target(request: Request, route: Route, named: Sequence[Kwalificatie]) -> Kwalificatie:
    """The first that was named; of a domein, that from which most still counts elsewhere."""
    admitted = [k for k in named if _admits(route, request.leerweg, k.niveau)]
    if not admitted or (request.kwalificaties and admitted[0] is not named[0]):
        raise UsageError(
            _refusal(route, request.leerweg, named[0]),
            advice="Kies een andere --kwalificatie, --leerweg of --route; 'align routes' toont wie "
            "een route mag volgen.",
        )
    return admitted[0] if request.kwalificaties else _most_shared(admitted, named)


def _check_leerweg(route: Route, request: Request) -> None:
    if request.leerweg not in route.leerwegen:
        raise UsageError(
            f"{route.name} is er niet voor leerweg {request.leerweg.value.upper()}",
            advice=f"Deze route is voor {', '.join(lw.value.upper() for lw in route.leerwegen)}; "
            "'align routes' toont welke routes er voor een leerweg zijn.",
        )
    if request.mbo_leerweg not in route.mbo_leerwegen:
        raise UsageError(
            f"{route.name} kan niet in de {request.mbo_leerweg}",
            advice=f"Kies {' of '.join(route.mbo_leerwegen)}.",
        )


def _check_decisions(decisions: Decisions) -> None:
    if decisions.conflicts:
        raise SeveralInputsError(
            InputError(
                f"besluiten over hetzelfde paar spreken elkaar tegen ({', '.join(c.differs)})",
                where=" × ".join(
                    basis.code or basis.title or basis.id
                    for basis in (c.decisions[0].left, c.decisions[0].right)
                ),
                advice="Maak er één besluit van; 'align decisions' toont wie wat zegt.",
            )
            for c in decisions.conflicts
        )


def _admits(route: Route, leerweg: Leerweg, niveau: int) -> bool:
    levels = load_rules()["M12"].values[leerweg.value]
    return niveau in route.niveaus and isinstance(levels, list) and niveau in levels


def _refusal(route: Route, leerweg: Leerweg, kwalificatie: Kwalificatie) -> str:
    levels = load_rules()["M12"].values[leerweg.value]
    allowed = [n for n in levels if n in route.niveaus] if isinstance(levels, list) else []
    guessed = " (geschat uit de naam)" if kwalificatie.known is Known.NAAM else ""
    return (
        f"{route.name} brengt {leerweg.value.upper()} niet naar niveau {kwalificatie.niveau}"
        f"{guessed} ({kwalificatie.item.title}, {kwalificatie.item.crebo}); wel naar niveau "
        f"{' of '.join(map(str, allowed)) or 'geen enkel'} (regel M12)"
    )


def _named(
    request: Request, known: Mapping[str, Kwalificatie], mbo: Sequence[Curriculum]
) -> tuple[Kwalificatie, ...]:
    if request.domein and not any(k.in_domein(request.domein) for k in known.values()):
        raise unknown_domein(request.domein, {k.domein for k in known.values()})
    if request.kwalificaties:
        for crebo in request.kwalificaties:
            if crebo not in known:
                raise _unknown(crebo, known, mbo)
        return tuple(known[crebo] for crebo in dict.fromkeys(request.kwalificaties))
    found = [k for k in known.values() if not request.domein or k.in_domein(request.domein)]
    if not found:
        raise UsageError(
            "de mbo-bronnen noemen geen kwalificatie met een crebo en werkprocessen",
            where=", ".join(c.source.path for c in mbo),
            advice="Geef een dossier van SBB, een examenplan of een tabel met kwalificaties mee.",
        )
    return tuple(found)


def _unknown(
    crebo: str, known: Mapping[str, Kwalificatie], mbo: Sequence[Curriculum]
) -> UsageError:
    """Why a crebo cannot be planned: nowhere, without werkprocessen, or without a niveau."""
    items = [k for c in mbo for k in c.of_kind(Kind.KWALIFICATIE) if k.crebo == crebo]
    choices = ", ".join(f"{code} ({k.item.title})" for code, k in list(known.items())[:_SHOWN])
    if not items:
        return UsageError(
            f"kwalificatie {crebo} komt niet voor in de mbo-bronnen",
            advice=f"Kies uit: {choices or 'geen enkele bron noemt een crebo'}"
            f"{' …' if len(known) > _SHOWN else ''}.",
        )
    if not any(niveau_of(item, {}) for item in items):
        return UsageError(
            f"van kwalificatie {crebo} ({items[0].title}) is het niveau niet bekend",
            where=str(items[0].place),
            advice=f'Geef het op in een bestand voor --hours: [niveaus] met "{crebo}" = 2.',
        )
    return UsageError(
        f"kwalificatie {crebo} ({items[0].title}) heeft in de bronnen geen werkprocessen",
        where=str(items[0].place),
        advice="Geef ook het dossier of een examenplan van deze kwalificatie mee.",
    )


def _most_shared(admitted: Sequence[Kwalificatie], named: Sequence[Kwalificatie]) -> Kwalificatie:
    """The kwalificatie of a domein from which most still counts elsewhere; ties by crebo."""

    def shared(one: Kwalificatie) -> float:
        others = [k for k in named if k is not one]
        return sum(share_of(one, other) for other in others) / len(others) if others else 0.0

    return max(sorted(admitted, key=lambda k: k.item.crebo), key=shared)
