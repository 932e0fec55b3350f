"""What a plan is asked for, checked against the route, the sources and each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError, SeveralInputsError, UsageError
from align.model import Decisions, Kind, Leerweg
from align.planning.assumptions import Assumptions, default_assumptions
from align.planning.catalogue import Route, route_by_id
from align.planning.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Curriculum, Item, Overlap


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
class Kwalificatie:
    """A kwalificatie with the document in which it stands.

    Attributes:
        item: the kwalificatie.
        curriculum: its document.
        niveau: mbo level.
        years: nominal duration in years.
        werkprocessen: all that belong to it, in display order.
    """

    item: Item
    curriculum: Curriculum
    niveau: int
    years: int
    werkprocessen: tuple[Item, ...]


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


def check(request: Request, overlap: Overlap) -> Asked:
    """See to it that what is asked can be planned.

    Raises:
        UsageError: an unknown route, crebo or domein; a leerweg or niveau that the route does not
            admit.
        SeveralInputsError: decisions that contradict each other.
    """
    route = route_by_id(request.route)
    _check_leerweg(route, request)
    decisions = request.decisions or Decisions()
    _check_decisions(decisions)
    known = {k.item.crebo: k for curriculum in overlap.right for k in _kwalificaties(curriculum)}
    named = _named(request, known, overlap)
    admitted = [k for k in named if _admits(route, request.leerweg, k.niveau)]
    if not admitted:
        raise UsageError(_refusal(route, request.leerweg, named[0]))
    if request.kwalificaties and admitted[0] is not named[0]:
        raise UsageError(_refusal(route, request.leerweg, named[0]))
    target = admitted[0] if request.kwalificaties else _most_shared(admitted, named)
    domein = request.domein or domein_of(target)
    others = [k for k in known.values() if k is not target and _same_domein(k, target, domein)]
    others += [k for k in named if k is not target and k not in others]
    return Asked(
        route=route,
        leerweg=request.leerweg,
        mbo_leerweg=request.mbo_leerweg,
        assumptions=request.assumptions or default_assumptions(),
        decisions=decisions,
        target=target,
        others=tuple(sorted(others, key=lambda k: k.item.crebo)),
        named=tuple(k.item.crebo for k in named),
        domein=domein_of(target) or domein,
    )


def domein_of(kwalificatie: Kwalificatie) -> str:
    """Name of the opleidingsdomein as its source gives it; empty when it does not."""
    return _fact(kwalificatie, "domein")


def _fact(kwalificatie: Kwalificatie, name: str) -> str:
    item = kwalificatie.item
    for place in (item, *kwalificatie.curriculum.ancestors(item)):
        for fact in place.facts:
            if fact.name == name:
                return fact.value
    return ""


def _same_domein(one: Kwalificatie, target: Kwalificatie, domein: str) -> bool:
    wanted = {domein.casefold(), domein_of(target).casefold()} - {""}
    if wanted:
        named = {_fact(one, "domein").casefold(), _fact(one, "domeincode").casefold()}
        return bool(wanted & named)
    return one.curriculum is target.curriculum and _root(one) == _root(target)


def _root(kwalificatie: Kwalificatie) -> str:
    above = kwalificatie.curriculum.ancestors(kwalificatie.item)
    return above[-1].id if above else kwalificatie.item.id


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
    return (
        f"{route.name} brengt {leerweg.value.upper()} niet naar niveau {kwalificatie.niveau} "
        f"({kwalificatie.item.title}, {kwalificatie.item.crebo}); wel naar niveau "
        f"{' of '.join(map(str, allowed)) or 'geen enkel'} (regel M12)"
    )


def _named(
    request: Request, known: dict[str, Kwalificatie], overlap: Overlap
) -> tuple[Kwalificatie, ...]:
    choices = ", ".join(f"{code} ({k.item.title})" for code, k in sorted(known.items())[:8])
    for crebo in request.kwalificaties:
        if crebo not in known:
            raise UsageError(
                f"kwalificatie {crebo} komt niet voor in de mbo-bronnen",
                advice=f"Kies uit: {choices or 'geen enkele bron noemt een crebo met een niveau'}.",
            )
    if request.kwalificaties:
        return tuple(known[crebo] for crebo in dict.fromkeys(request.kwalificaties))
    wanted = request.domein.casefold()
    found = [
        k
        for _, k in sorted(known.items())
        if not wanted
        or wanted in (_fact(k, "domein").casefold(), _fact(k, "domeincode").casefold())
    ]
    if not found:
        named = sorted({domein_of(k) for k in known.values()} - {""})
        raise UsageError(
            f'domein "{request.domein}" komt niet voor in de mbo-bronnen'
            if wanted
            else "de mbo-bronnen noemen geen kwalificatie met een crebo en een niveau",
            where="" if wanted else ", ".join(c.source.path for c in overlap.right),
            advice=f"Kies uit: {', '.join(named)}." if named else "Noem een crebo.",
        )
    return tuple(found)


def _most_shared(admitted: Sequence[Kwalificatie], named: Sequence[Kwalificatie]) -> Kwalificatie:
    """The kwalificatie of a domein from which most still counts elsewhere; ties by crebo."""

    def shared(one: Kwalificatie) -> float:
        others = [k for k in named if k is not one]
        return sum(share_of(one, other) for other in others) / len(others) if others else 0.0

    return max(sorted(admitted, key=lambda k: k.item.crebo), key=shared)


def share_of(one: Kwalificatie, other: Kwalificatie) -> float:
    """Share (0..1) of the werkprocessen of one that also belong to the other."""
    counting = sum(counts(werkproces, other) for werkproces in one.werkprocessen)
    return counting / len(one.werkprocessen)


def counts(werkproces: Item, other: Kwalificatie) -> bool:
    """Whether a werkproces still counts in another kwalificatie: the same one, or its namesake."""
    title = " ".join(werkproces.title.casefold().split())
    return any(
        werkproces.id == one.id or title == " ".join(one.title.casefold().split())
        for one in other.werkprocessen
    )


def _kwalificaties(curriculum: Curriculum) -> Iterator[Kwalificatie]:
    """Kwalificaties that can be planned: with a crebo, one niveau and werkprocessen."""
    longest = load_rules()["M1"].values
    for item in curriculum.of_kind(Kind.KWALIFICATIE):
        found = _werkprocessen(curriculum, item)
        if not (item.crebo and item.niveaus and found):
            continue
        niveau = min(item.niveaus)
        stated = next((f.value for f in item.facts if f.name == "studieduur"), "")
        usual = longest.get(str(niveau), 1)
        years = int(stated) if stated in ("1", "2", "3", "4") else int(str(usual))
        yield Kwalificatie(item, curriculum, niveau, years, found)


def _werkprocessen(curriculum: Curriculum, kwalificatie: Item) -> tuple[Item, ...]:
    root = (curriculum.ancestors(kwalificatie) or (kwalificatie,))[-1]
    found = []
    for item in curriculum.of_kind(Kind.WERKPROCES):
        above = curriculum.ancestors(item)
        foreign = any(a.kind is Kind.KWALIFICATIE and a.id != kwalificatie.id for a in above)
        bound = [entry.only_for for entry in (item, *above) if entry.only_for]
        ours = all(kwalificatie.id in only_for for only_for in bound)
        if above and above[-1].id == root.id and ours and not foreign:
            found.append(item)
    return tuple(found)
