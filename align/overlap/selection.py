"""Which part of both curricula is compared, and as what units.

A unit is the smallest thing that a team plans and examines: a deeltaak (or kerndeel) on the vmbo
side, a werkproces or keuzedeel on the mbo side. Eindtermen are filtered by leerweg here, before
anything is compared, because one goal often stands there twice: once for BB, once for KB and GL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.utils import default_process

from align.errors import UsageError
from align.model import Curriculum, Item, Kind, Leerweg, NotCompared, Section, Side
from align.similarity.unit import Passage, Unit
from align.sources.codes import lookup_key

#: Running text of a werkproces that says what is done. Gedrag and competenties describe how
#: anyone should behave at work; they repeat in every dossier and would match everything.
COMPARED_SECTIONS = ("omschrijving", "resultaat")

_SELECTABLE_UNITS = (Kind.PROFIEL, Kind.KERN, Kind.MODULE, Kind.KEUZEVAK)
_LEFT_UNITS = (Kind.DEELTAAK, Kind.KERNDEEL)
_RIGHT_UNITS = (Kind.WERKPROCES, Kind.KEUZEDEEL)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user asked for; empty means everything.

    Attributes:
        leerweg: only eindtermen of this leerweg.
        units: codes of profielen, modules or keuzevakken.
        kwalificaties: crebo codes.
    """

    leerweg: Leerweg | None = None
    units: tuple[str, ...] = ()
    kwalificaties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selected:
    """Units of one side, in display order, and what was left out."""

    units: tuple[Unit, ...]
    not_compared: tuple[NotCompared, ...]


def select_vmbo(curriculum: Curriculum, selection: Selection) -> Selected:
    """Units of the vmbo side.

    Raises:
        UsageError: a unit code that does not occur, or nothing left for this leerweg.
    """
    roots = _chosen_roots(curriculum, selection.units)
    units: list[Unit] = []
    left_out: list[NotCompared] = []
    for item in _below(curriculum, roots):
        if item.kind in _LEFT_UNITS:
            unit, skipped = _vmbo_unit(curriculum, item, selection.leerweg)
            left_out.extend(skipped)
            if unit is not None:
                units.append(unit)
        elif item.kind is Kind.TAAK:
            left_out.append(
                NotCompared(
                    item.id, "taak van een hele module of een heel keuzevak; de deeltaken tellen"
                )
            )
        elif item.kind is Kind.EINDTERM and _parent_kind(curriculum, item) not in _LEFT_UNITS:
            left_out.append(NotCompared(item.id, "hangt niet onder een deeltaak of kerndeel"))
    left_out.extend(_roots_left_out(curriculum, roots))
    if not units:
        raise UsageError(
            f"er blijft niets over om te vergelijken voor leerweg {_name(selection.leerweg)}"
            if selection.leerweg
            else "deze bron bevat geen deeltaken",
            where=curriculum.source.path,
            advice="Kies een andere --leerweg of --unit; 'align inspect' toont wat er is.",
        )
    return Selected(tuple(units), tuple(left_out))


def select_mbo(curriculum: Curriculum, selection: Selection) -> Selected:
    """Units of the mbo side, of the chosen kwalificaties with the basis that they share."""
    wanted = set(selection.kwalificaties)
    kwalificaties = curriculum.of_kind(Kind.KWALIFICATIE)
    chosen = [k for k in kwalificaties if not wanted or k.crebo in wanted]
    levels = {niveau for k in chosen for niveau in k.niveaus} if wanted else set()
    units: list[Unit] = []
    left_out = _dossiers_left_out(curriculum, chosen)
    hidden = {entry.id for entry in left_out}
    ids = {k.id for k in chosen}
    for item in _below(curriculum, curriculum.children.get("", ())):
        if hidden.intersection((item.id, *(above.id for above in curriculum.ancestors(item)))):
            continue
        if item.kind is Kind.KWALIFICATIE and item.id not in ids:
            hidden.add(item.id)
            left_out.append(NotCompared(item.id, "deze kwalificatie is niet gekozen"))
        elif item.only_for and ids.isdisjoint(item.only_for):
            hidden.add(item.id)
            left_out.append(NotCompared(item.id, "hoort bij een kwalificatie die niet is gekozen"))
        elif item.kind in _RIGHT_UNITS:
            units.append(_mbo_unit(curriculum, item, ids, levels))
        elif item.kind is Kind.VAKKENNIS:
            left_out.append(
                NotCompared(
                    item.id, "vakkennis hoort bij de hele kerntaak, niet bij één werkproces"
                )
            )
    return Selected(tuple(units), tuple(left_out))


def check_kwalificaties(curricula: Sequence[Curriculum], wanted: Iterable[str]) -> None:
    """See to it that each crebo the user named occurs in one of the sources.

    Raises:
        UsageError: a crebo that occurs nowhere, with those that do.
    """
    present = {k.crebo: k.title for c in curricula for k in c.of_kind(Kind.KWALIFICATIE) if k.crebo}
    for crebo in wanted:
        if crebo not in present:
            choices = ", ".join(
                f"{code} ({title})" if title else code for code, title in sorted(present.items())
            )
            raise UsageError(
                f"kwalificatie {crebo} komt niet voor in de mbo-bronnen",
                advice=f"Kies uit: {choices or 'geen enkele bron noemt een crebo'}.",
            )


def kwalificaties_in(curricula: Sequence[Curriculum], domein: str) -> tuple[str, ...]:
    """Crebo's of the kwalificaties of an opleidingsdomein, by its name or code, sorted.

    Raises:
        UsageError: no source has such a kwalificatie, with the domeinen that there are.
    """
    every = [(c, k) for c in curricula for k in c.of_kind(Kind.KWALIFICATIE) if k.crebo]
    found = {k.crebo for curriculum, k in every if curriculum.in_domein(k, domein)}
    if not found:
        raise unknown_domein(domein, {curriculum.fact(k, "domein") for curriculum, k in every})
    return tuple(sorted(found))


def unknown_domein(domein: str, known: Collection[str]) -> UsageError:
    """That no source has this opleidingsdomein, and which there are."""
    names = ", ".join(sorted(set(known) - {""}))
    return UsageError(
        f'domein "{domein}" komt niet voor in de mbo-bronnen',
        advice=f"Kies uit: {names}." if names else "Geen bron noemt er een.",
    )


def _vmbo_unit(
    curriculum: Curriculum, item: Item, leerweg: Leerweg | None
) -> tuple[Unit | None, list[NotCompared]]:
    eindtermen = [c for c in curriculum.children.get(item.id, ()) if c.kind is Kind.EINDTERM]
    # An eindterm without a stated leerweg holds for that of its deeltaak, else for all: leaving it
    # out would lose it in silence.
    stated = {e.id: e.leerwegen or item.leerwegen for e in eindtermen or [item]}
    kept = [e for e in eindtermen if not leerweg or not stated[e.id] or leerweg in stated[e.id]]
    why = f"geldt niet voor leerweg {_name(leerweg)}"
    left_out = [NotCompared(e.id, why) for e in eindtermen if e not in kept]
    if eindtermen and not kept:
        left_out.append(
            NotCompared(item.id, f"heeft geen eindtermen voor leerweg {_name(leerweg)}")
        )
        return None, left_out
    if leerweg and not eindtermen and item.leerwegen and leerweg not in item.leerwegen:
        return None, [NotCompared(item.id, why)]
    above = curriculum.ancestors(item)
    generic = item.kind is Kind.KERNDEEL
    passages = [Passage(item.id, "titel", item.title, generic)]
    if item.kind is Kind.DEELTAAK:  # of SLO none has text of its own; a PTA may give only that
        passages += [Passage(item.id, s.label, s.text) for s in item.sections]
    for eindterm in kept:
        passages.append(Passage(eindterm.id, "eindterm", eindterm.title, generic))
        passages += [Passage(eindterm.id, s.label, s.text, generic) for s in eindterm.sections]
    leerwegen = {lw for e in kept or [item] for lw in stated.get(e.id, ())}
    unit = Unit(
        id=item.id,
        side=Side.VMBO,
        title=item.title,
        passages=tuple(passages),
        context=tuple(a.title for a in above if a.kind in (Kind.MODULE, Kind.KEUZEVAK, Kind.KERN)),
        leerwegen=(leerweg,) if leerweg else tuple(sorted(leerwegen)),
        generic=generic,
    )
    return unit, left_out


def _mbo_unit(curriculum: Curriculum, item: Item, chosen: set[str], levels: set[int]) -> Unit:
    """A unit with the niveaus of the chosen kwalificaties; empty `levels` are all."""
    above = curriculum.ancestors(item)
    passages = [Passage(item.id, "titel", item.title)]
    passages += [Passage(item.id, s.label, s.text) for s in _compared(item.sections, chosen)]
    return Unit(
        id=item.id,
        side=Side.MBO,
        title=item.title,
        passages=tuple(passages),
        context=tuple(a.title for a in above if a.kind in (Kind.KERNTAAK, Kind.KWALIFICATIE)),
        niveaus=tuple(n for n in item.niveaus if n in levels) or item.niveaus,
    )


def _dossiers_left_out(curriculum: Curriculum, chosen: Sequence[Item]) -> list[NotCompared]:
    """Dossiers with kwalificaties of which none is chosen: their basis is nobody's either."""

    def dossiers(kwalificaties: Iterable[Item]) -> set[str]:
        return {a.id for k in kwalificaties for a in curriculum.ancestors(k)[-1:]}

    without = dossiers(curriculum.of_kind(Kind.KWALIFICATIE)) - dossiers(chosen)
    return [
        NotCompared(root.id, "geen kwalificatie van dit dossier is gekozen")
        for root in curriculum.children.get("", ())
        if root.id in without
    ]


def _compared(sections: Iterable[Section], chosen: set[str]) -> Iterator[Section]:
    for section in sections:
        if section.label in COMPARED_SECTIONS and (
            not section.only_for or section.only_for in chosen
        ):
            yield section


def _chosen_roots(curriculum: Curriculum, codes: Sequence[str]) -> tuple[Item, ...]:
    if not codes:
        return curriculum.children.get("", ())
    selectable = curriculum.of_kind(*_SELECTABLE_UNITS)
    by_key: dict[object, list[Item]] = {}
    for item in selectable:
        if item.code:
            by_key.setdefault(lookup_key(item.code), []).append(item)
    missing = [code for code in codes if lookup_key(code) not in by_key]
    if missing:
        known = sorted({item.code for item in selectable if item.code})
        near = process.extract(missing[0], known, processor=default_process, limit=5)
        names = ", ".join(code for code, _, _ in near)
        raise UsageError(
            f"unit {', '.join(missing)} komt niet voor",
            where=curriculum.source.path,
            advice=f"Bedoelt u {names}?" if names else "Deze bron noemt geen codes van units.",
        )
    keys = {lookup_key(code) for code in codes}
    found = tuple(item for item in selectable if item.code and lookup_key(item.code) in keys)
    # A profile and one of its modules both named: the module is compared once.
    chosen = {item.id for item in found}
    return tuple(
        item for item in found if not chosen.intersection(a.id for a in curriculum.ancestors(item))
    )


def _roots_left_out(curriculum: Curriculum, roots: Sequence[Item]) -> Iterator[NotCompared]:
    """The largest parts that were not chosen, so that the list stays readable."""
    touched = {root.id for root in roots}
    for root in roots:
        touched.update(a.id for a in curriculum.ancestors(root))
    chosen = {root.id for root in roots}
    for item in curriculum.items:
        if item.id not in touched and (not item.parent or item.parent in touched - chosen):
            yield NotCompared(item.id, "niet gekozen (--unit)")


def _below(curriculum: Curriculum, roots: Iterable[Item]) -> Iterator[Item]:
    """These items and all below them, in display order; a loop in the source ends."""
    seen: set[str] = set()
    waiting = list(roots)[::-1]
    while waiting:
        item = waiting.pop()
        if item.id not in seen:
            seen.add(item.id)
            yield item
            waiting.extend(reversed(curriculum.children.get(item.id, ())))


def _parent_kind(curriculum: Curriculum, item: Item) -> Kind | None:
    parent = curriculum.by_id.get(item.parent)
    return parent.kind if parent else None


def _name(leerweg: Leerweg | None) -> str:
    return leerweg.value.upper() if leerweg else "alle"
