"""A small comparison made by hand: a profiel, a dossier, and pairs that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from align.model import (
    Basis,
    Curriculum,
    Decision,
    Decisions,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Overlap,
    Pair,
    Place,
    Relation,
    Ruling,
    Side,
    Source,
    Strength,
    Teacher,
    Verdict,
)

SENTENCES = 4
"""Every unit of the small comparison has so many sentences that count."""


def item(identifier: str, kind: Kind, parent: str = "", title: str = "", **more: object) -> Item:
    place = Place("klein.json", record=identifier)
    return Item(identifier, kind, identifier, title or f"Titel {identifier}", parent, place, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Double:
    """Two units of which some sentences come back on the other side."""

    left: str
    right: str
    left_sentences: frozenset[int] = frozenset({0, 1})
    right_sentences: frozenset[int] = frozenset({0, 1})
    relation: Relation = Relation.HERHALING
    probability: float = 0.9
    overlap: bool = True


def programme(modules: int = 4, keuzevakken: int = 5, profiel: str = "TU") -> Curriculum:
    """A profiel with modules of two deeltaken and keuzevakken of two deeltaken each."""
    items = [item(profiel, Kind.PROFIEL)]
    for letter, count, kind in (("P", modules, Kind.MODULE), ("K", keuzevakken, Kind.KEUZEVAK)):
        for number in range(1, count + 1):
            code = f"{letter}/{profiel}/{number:02}"
            items += [item(code, kind, profiel)]
            items += [item(f"{code}/{part:02}", Kind.DEELTAAK, code) for part in (1, 2)]
    return Curriculum(
        Source("programma", "proef", "Proef", "2031", "0" * 64), Side.VMBO, tuple(items)
    )


def dossier(
    werkprocessen: int = 4,
    keuzedelen: int = 3,
    niveau: int = 2,
    rulings: Iterable[str] = (),
    domein: str = "Buiten",
) -> Curriculum:
    """Kwalificatie 90001 with its werkprocessen; 90002 shares the first two of them by name.

    Keuzedelen KD1 and on take turns in being Verdiepend and Verbredend; `rulings` names those that
    SBB found to overlap inefficiently with 90001.
    """
    fact = (Fact("domein", domein, Place("klein.json")),) if domein else ()
    items = []
    for crebo, shared in (("90001", werkprocessen), ("90002", 2)):
        name = f"Medewerker {crebo}"
        items.append(
            item(crebo, Kind.KWALIFICATIE, title=name, crebo=crebo, niveaus=(niveau,), facts=fact)
        )
        items += [
            item(f"{crebo}/W{n}", Kind.WERKPROCES, crebo, title=f"Doet werk {n}")
            for n in range(1, shared + 1)
        ]
        items.append(item(f"{crebo}/X", Kind.WERKPROCES, crebo, title=f"Doet eigen werk {crebo}"))
    for n in range(1, keuzedelen + 1):
        kind = "Verdiepend" if n % 2 else "Verbredend"
        items.append(
            item(
                f"KD{n}",
                Kind.KEUZEDEEL,
                hours=Hours(240.0, HourUnit.SBU),
                facts=(Fact("soort", kind, Place("klein.json")),),
            )
        )
    ruled = tuple(
        Ruling("90001", code, "Ja", "", "2030-01-01", Place("klein.json")) for code in rulings
    )
    source = Source("dossier", "proef", "Proef", "2031", "1" * 64)
    return Curriculum(source, Side.MBO, tuple(items), rulings=ruled)


def compared(left: Curriculum, right: Curriculum, doubles: Iterable[Double] = ()) -> Overlap:
    """The comparison as `align.overlap.compare` would give it."""
    left_units = tuple(i.id for i in left.of_kind(Kind.DEELTAAK))
    right_units = tuple(i.id for i in right.of_kind(Kind.WERKPROCES, Kind.KEUZEDEEL))
    given = tuple(doubles)
    covering = {(d.left, d.right): (d.left_sentences, d.right_sentences) for d in given}

    def coverage(units: Iterable[str], side: int) -> Mapping[str, float]:
        found: dict[str, set[int]] = {unit: set() for unit in units}
        for double in given:
            if double.overlap:
                unit = (double.left, double.right)[side]
                found[unit] |= (double.left_sentences, double.right_sentences)[side]
        return {unit: len(sentences) / SENTENCES for unit, sentences in found.items()}

    return Overlap(
        left=left,
        right=(right,),
        left_units=left_units,
        right_units=right_units,
        generic_units=frozenset(),
        pairs=tuple(map(_pair, given)),
        left_coverage=coverage(left_units, 0),
        right_coverage=coverage(right_units, 1),
        settings={"leerweg": "kb"},
        covering=covering,
        counted=dict.fromkeys((*left_units, *right_units), SENTENCES),
    )


def _pair(double: Double) -> Pair:
    return Pair(
        left=double.left,
        right=double.right,
        score=double.probability,
        probability=double.probability,
        overlap=double.overlap,
        strength=Strength.STERK,
        relation=double.relation if double.overlap else None,
        relation_reason="",
        generic=False,
        left_covered=len(double.left_sentences) / SENTENCES,
        right_covered=len(double.right_sentences) / SENTENCES,
        channels={},
        shared=(),
        evidence=(),
    )


DOUBLES = (
    Double("P/TU/01/01", "90001/W1"),
    Double("P/TU/01/02", "90001/W2", relation=Relation.VOORBEREIDING),
    Double("P/TU/02/01", "90001/W1", frozenset({0, 1, 2}), frozenset({1, 2})),
    Double("K/TU/01/01", "90001/W2", frozenset({0, 1, 2, 3}), frozenset({0, 3})),
    Double("K/TU/02/01", "90001/W3", relation=Relation.VERDIEPING),
    Double("K/TU/03/02", "KD1", frozenset({0, 1, 2}), frozenset({0, 1, 2})),
    Double("P/TU/03/01", "90002/X", probability=0.7),
)
"""Pairs of the usual small comparison."""


def usual(**about: object) -> Overlap:
    """Four modules, five keuzevakken, a target with five werkprocessen, seven pairs."""
    return compared(programme(), dossier(**about), DOUBLES)  # type: ignore[arg-type]


def decided(
    left: str,
    right: str,
    verdict: Verdict = Verdict.AKKOORD,
    klokuren: float | None = None,
    teaches: Teacher | None = None,
) -> Decision:
    return Decision(
        Basis(left, left, left),
        Basis(right, right, right),
        verdict,
        klokuren=klokuren,
        teaches=teaches,
    )


def decisions(*settled: Decision) -> Decisions:
    return Decisions(settled=settled)


def without_domein(overlap: Overlap) -> Overlap:
    """The same comparison from sources that name no domein."""
    right = overlap.right[0]
    items = tuple(replace(i, facts=()) if i.kind is Kind.KWALIFICATIE else i for i in right.items)
    return replace(overlap, right=(replace(right, items=items),))


KB = Leerweg.KB
