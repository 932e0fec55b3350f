"""Pairs as the page shows them: both texts, the sentences that carry them, and what that means."""

from __future__ import annotations

from collections.abc import Mapping

from align.model import Evidence, Pair, Strength
from align.report import texts
from align.report.page import Block, Channel, EvidenceView, ItemText, PairView, Partner, UnitView
from align.report.units import Units
from align.report.wording import about, chance, counted, number

_ARTICLES = {"deeltaak": "deze deeltaak", "werkproces": "dit werkproces"}
_IN_SIGHT = 2
_STRENGTH_ORDER = {strength: place for place, strength in enumerate(Strength)}
_CHANNEL_NAMES = {
    "lemma": "woorden en delen van samenstellingen",
    "lexical": "woorden en delen van samenstellingen",
    "char": "lettergroepen",
    "chars": "lettergroepen",
    "sentence": "beste zin tegen zin",
    "dense": "betekenis (taalmodel)",
}


def pair_views(units: Units) -> tuple[PairView, ...]:
    """All pairs, strongest first; equal ones in the order of the documents."""
    known = [p for p in units.overlap.pairs if p.left in units.views and p.right in units.views]
    ordered = sorted(enumerate(known), key=lambda numbered: (*_weight(numbered[1]), numbered[0]))
    return tuple(_view(pair, rank, units) for rank, (_, pair) in enumerate(ordered, start=1))


def item_texts(units: Units, pairs: tuple[PairView, ...]) -> tuple[ItemText, ...]:
    """The whole text of every unit in these pairs, each once, in display order."""
    wanted = {unit.id for pair in pairs for unit in (pair.left, pair.right)}
    return tuple(
        ItemText(view, texts.blocks(units.sources(view.id), ()))
        for view in (*units.left, *units.right)
        if view.id in wanted
    )


def is_apart(pair: Pair, units: Units) -> bool:
    """Whether a pair stands apart: generic by itself, or because one of its units is."""
    generic = units.overlap.generic_units
    return pair.generic or pair.left in generic or pair.right in generic


def _weight(pair: Pair) -> tuple[bool, int, float, float]:
    return (not pair.overlap, _STRENGTH_ORDER[pair.strength], -pair.probability, -pair.score)


def _view(pair: Pair, rank: int, units: Units) -> PairView:
    left, right = units.views[pair.left], units.views[pair.right]
    apart = is_apart(pair, units)
    whole = pair.overlap and not apart
    in_sight = _IN_SIGHT if whole else 1
    return PairView(
        id=f"pair-{left.slug}--{right.slug}",
        rank=rank,
        left=left,
        right=right,
        overlap=pair.overlap,
        apart=apart,
        discuss=whole and pair.strength is not Strength.STERK,
        strength=pair.strength,
        relation=pair.relation if pair.overlap else None,
        reason=pair.relation_reason,
        chance=chance(pair.probability),
        direction=_direction(pair, left, right),
        counted=_counted(pair, units),
        shared=pair.shared,
        sentences=len(pair.evidence),
        evidence=tuple(
            _evidence(piece, place, rank, units, whole=whole)
            for place, piece in enumerate(pair.evidence[:in_sight], start=1)
        ),
        left_blocks=_blocks(pair, rank, units, "l") if whole else (),
        right_blocks=_blocks(pair, rank, units, "r") if whole else (),
        channels=_channels(pair.channels),
        score=number(pair.score, 2),
        probability=number(pair.probability, 2),
    )


def _direction(pair: Pair, left: UnitView, right: UnitView) -> str:
    """Coverage both ways, in one sentence that says what is a part of what."""
    here = _ARTICLES.get(left.kind, f"dit {left.kind}")
    there = _ARTICLES.get(right.kind, f"dit {right.kind}")
    return (
        f"Van {here} komt naar schatting {about(pair.left_covered)} terug in {there}; "
        f"van {there} {about(pair.right_covered)} in {here}."
    )


def _counted(pair: Pair, units: Units) -> str:
    """How many eindtermen of the deeltaak are quoted: a count, beside the estimates."""
    eindtermen = {item.id for item in units.eindtermen(pair.left)}
    quoted = {piece.left.item for piece in pair.evidence if not piece.left.generic} & eindtermen
    if not quoted:
        return ""
    of_all = counted(len(eindtermen), "eindterm", "eindtermen")
    return f"Bij {len(quoted)} van {of_all} is een zin gevonden die lijkt."


def _partner(place: int, rank: int, side: str) -> Partner:
    """Addresses of a sentence and its partner: short, for a page holds thousands of them."""
    other = "r" if side == "l" else "l"
    return Partner(place, f"zin-{rank}-{place}{side}", f"zin-{rank}-{place}{other}")


def _evidence(piece: Evidence, place: int, rank: int, units: Units, *, whole: bool) -> EvidenceView:
    return EvidenceView(
        number=place,
        left=texts.quoted(piece.left, _partner(place, rank, "l") if whole else None),
        right=texts.quoted(piece.right, _partner(place, rank, "r") if whole else None),
        left_from=_where(piece.left.item, piece.left.label, units),
        right_from=_where(piece.right.item, piece.right.label, units),
    )


def _where(item: str, label: str, units: Units) -> str:
    name = units.name(item)
    return f"{name}, {label}" if label and label != "titel" and item in units.views else name


def _blocks(pair: Pair, rank: int, units: Units, side: str) -> tuple[Block, ...]:
    unit = pair.left if side == "l" else pair.right
    quotes = [piece.left if side == "l" else piece.right for piece in pair.evidence]
    numbered = [
        texts.Numbered(quote, _partner(place, rank, side))
        for place, quote in enumerate(quotes, start=1)
    ]
    return texts.blocks(units.sources(unit), numbered, texts.known_words(quotes, pair.shared))


def _channels(channels: Mapping[str, float]) -> tuple[Channel, ...]:
    return tuple(
        Channel(
            _CHANNEL_NAMES.get(name, name),
            number(value, 2),
            int(max(0.0, min(1.0, value)) * 100 + 0.5),
        )
        for name, value in sorted(channels.items())
    )
