"""Pairs as the page shows them: the sentences that carry them, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.model import Decision, Decisions, Evidence, Overlap, Pair, Quote, Strength
from align.report.bands import Band, in_the_past, measured_bands
from align.report.lowered import Lowered
from align.report.page import EvidenceView, ItemText, PairView, QuoteView, Row, UnitView
from align.report.reasons import in_words
from align.report.texts import quoted
from align.report.translation import _, ngettext
from align.report.units import Units
from align.report.wording import TEACHER_NAMES, about, number

_IN_SIGHT = 2
_STRENGTH_ORDER = {strength: place for place, strength in enumerate(Strength)}


def pair_views(units: Units, decisions: Decisions | None = None) -> tuple[PairView, ...]:
    """All pairs, strongest first; equal ones in the order of the documents."""
    overlap = units.overlap
    known = [p for p in overlap.pairs if p.left in units.views and p.right in units.views]
    ordered = sorted(enumerate(known), key=lambda numbered: (*_weight(numbered[1]), numbered[0]))
    maker = _Maker(units, decisions or Decisions())
    return tuple(maker.view(pair, rank) for rank, (_number, pair) in enumerate(ordered, start=1))


def rows(pairs: Sequence[PairView]) -> tuple[Row, ...]:
    """Pairs with the same texts on both sides as one row, in the order of their strongest.

    An eindterm that stands in nine profielen is one thing to decide, not nine.
    """
    same: dict[tuple[str, str], list[PairView]] = {}
    for pair in pairs:
        same.setdefault((pair.left.same, pair.right.same), []).append(pair)
    return tuple(Row(first, tuple(others)) for first, *others in same.values())


def item_texts(units: Units) -> tuple[ItemText, ...]:
    """The whole text of every unit, each once, in display order."""
    return tuple(
        ItemText(view, tuple(block for _item, block in units.texts(view.id)))
        for view in (*units.left, *units.right)
    )


def _weight(pair: Pair) -> tuple[bool, int, float, float]:
    return (not pair.overlap, _STRENGTH_ORDER[pair.strength], -pair.probability, -pair.score)


class _Maker:
    """What the views of all pairs of one comparison share."""

    def __init__(self, units: Units, decisions: Decisions) -> None:
        self._units = units
        self._bands: tuple[Band, ...] = measured_bands(units.overlap)
        self._lowered = Lowered(units.overlap.pairs)
        self._decided = decided_lines(units.overlap, decisions)

    def view(self, pair: Pair, rank: int) -> PairView:
        units = self._units
        left, right = units.views[pair.left], units.views[pair.right]
        apart = units.overlap.stands_apart(pair)
        whole = pair.overlap and not apart
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
            reason=in_words(pair.relation_reason),
            levels=f"vmbo {left.level} → mbo {right.level}" if left.level and right.level else "",
            chance=self._chance(pair),
            direction=_direction(pair, left, right),
            counted=_counted(pair, units),
            lowered=self._lowered.in_words(pair),
            evidence=tuple(
                _evidence(piece, place, units)
                for place, piece in enumerate(pair.evidence[:_IN_SIGHT] if whole else (), start=1)
            ),
            decided=self._decided.get((pair.left, pair.right), ""),
            source=pair,
        )

    def _chance(self, pair: Pair) -> str:
        """What raters said of such pairs; of one that only has nothing to show, why it is weak."""
        likely = pair.probability >= float(str(self._units.overlap.settings.get("threshold", 1.0)))
        if likely and not (pair.overlap or pair.generic or pair.evidence):
            return _("geen zin om te tonen, dus niet als overlap geteld")
        return in_the_past(pair.probability, self._bands)


def _direction(pair: Pair, left: UnitView, right: UnitView) -> str:
    """Coverage both ways, in one sentence that says what is a part of what."""
    text = _(
        "Van {deze_deeltaak} komt naar schatting {heen} terug in {dit_werkproces}; "
        "van {dit_werkproces} {terug} in {deze_deeltaak}."
    )
    if pair.overlap and not (pair.left_covered or pair.right_covered):
        text = _(
            "Hoeveel van {deze_deeltaak} terugkomt in {dit_werkproces}, is niet te schatten: "
            "geen zin van de een ligt dicht genoeg bij een zin van de ander."
        )
    return text.format(
        deze_deeltaak=_this(left.kind),
        dit_werkproces=_this(right.kind),
        heen=about(pair.left_covered, found=pair.overlap),
        terug=about(pair.right_covered, found=pair.overlap),
    )


def _this(kind: str) -> str:
    articles = {"deeltaak": _("deze deeltaak"), "werkproces": _("dit werkproces")}
    return articles.get(kind) or _("dit {}").format(kind)


def _counted(pair: Pair, units: Units) -> str:
    """How many eindtermen of the deeltaak are quoted, beside an estimate that counts more."""
    eindtermen = {item.id for item in units.eindtermen(pair.left)}
    quotes = {piece.left.item for piece in pair.evidence if not piece.left.generic} & eindtermen
    if not quotes:
        return ""
    told = ngettext(
        "Bij {part} van {whole} eindterm is een zin gevonden die lijkt.",
        "Bij {part} van {whole} eindtermen is een zin gevonden die lijkt.",
        len(eindtermen),
    ).format(part=len(quotes), whole=len(eindtermen))
    if pair.left_covered <= len(quotes) / len(eindtermen):
        return told
    return f"{told} {_('De schatting telt ook losse vakwoorden en betekenis mee.')}"


def _evidence(piece: Evidence, place: int, units: Units) -> EvidenceView:
    return EvidenceView(
        number=place, left=_quote(piece.left, units), right=_quote(piece.right, units)
    )


def _quote(quote: Quote, units: Units) -> QuoteView:
    return QuoteView(quoted(quote), where(quote, units), generic=quote.generic)


def where(quote: Quote, units: Units) -> str:
    """Where a quote stands: kind and code of its item, and the section when it has several."""
    name = units.name(quote.item)
    if quote.label and quote.label != "titel" and quote.item in units.views:
        return f"{name}, {quote.label}"
    return name


def decided_lines(overlap: Overlap, decisions: Decisions) -> Mapping[tuple[str, str], str]:
    """What people decided, one line a pair; a conflict says so."""
    lines = {pair: _decision_line(decision) for pair, decision in decisions.by_pair.items()}
    for conflict in decisions.conflicts:
        told = "; ".join(_decision_line(decision) for decision in conflict.decisions)
        differ = _("verschil van mening")
        lines[conflict.decisions[0].pair] = f"{differ}: {told}"
    return {pair: line for pair, line in lines.items() if set(pair) <= set(overlap.items)}


def _decision_line(decision: Decision) -> str:
    parts = [_(decision.verdict.value)]
    if decision.teaches:
        who = _("wie geeft het")
        parts.append(f"{who}: {_(TEACHER_NAMES[decision.teaches])}")
    if decision.klokuren is not None:
        digits = f"{decision.klokuren:.2f}".rstrip("0").partition(".")[2]
        parts.append(f"{number(decision.klokuren, len(digits))} klokuren")
    if decision.remark:
        parts.append(f"“{decision.remark}”")
    who = " ".join(part for part in (decision.by, decision.on[:10]) if part)
    return " · ".join(parts) + (f" ({who})" if who else "")
