"""What the scripts of the overlap page read: units, pairs and decisions, small enough to mail.

Texts are not repeated here: a sentence is a place in the text that stands on the page. Words and
sentences that occur often stand once, in a table, and are named by their number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from align.exchange.decisions_json import decisions_json
from align.model import Decisions, Evidence, Quote
from align.overlap.decided import view_of
from align.report.hours import klokuren_per_sbu
from align.report.lowered import CHANNEL_NAMES
from align.report.page import HoursRow, HoursView, LabelledText, PairView, Row
from align.report.pairs import where
from align.report.texts import shown_at, visible
from align.report.translation import _, spoken
from align.report.units import Units
from align.report.wording import noun_for

SECTIONS = ("paren", "zwak", "apart")


class Table:
    """Texts by number, each once, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(visible(text), len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, by number."""
        return list(self._numbers)


def payload(
    units: Units,
    sections: Sequence[Sequence[Row]],
    hours: HoursView,
    decisions: Decisions | None,
) -> dict[str, object]:
    """Data of the page.

    Args:
        units: of the comparison.
        sections: rows of each of `SECTIONS`.
        hours: assumptions and what comes back.
        decisions: what people decided before.
    """
    overlap = units.overlap
    words, texts = Table(), Table()
    names = sorted({name for pair in overlap.pairs for name in pair.channels})
    quotes = _Quotes(units, words)
    pairs: list[object] = []
    rows: list[object] = []
    for section, members in enumerate(sections):
        for row in members:
            rows.append([section, *range(len(pairs), len(pairs) + len(row.pairs))])
            pairs += [_pair(pair, names, texts, words, quotes) for pair in row.pairs]
    first = overlap.pairs[0] if overlap.pairs else None
    return {
        "key": report_key(units),
        "lang": spoken(),
        "engine": view_of(overlap, first).engine if first else "",
        "sources": {
            "left": [_source(overlap.left.source)],
            "right": [_source(curriculum.source) for curriculum in overlap.right],
        },
        "units": [
            {
                "i": view.id,
                "s": view.slug,
                "c": visible(view.code),
                "n": visible(view.title),
                "k": view.kind,
                "g": view.group,
                "gn": visible(view.group_name),
                "x": visible(view.context),
                "lw": view.leerwegen,
                "nv": view.niveaus,
                "kw": view.kwalificaties,
                "l": visible(view.level),
                "v": visible(units.home(view.id).source.version),
                "h": view.same,
            }
            for view in (*units.left, *units.right)
        ],
        "lefts": len(units.left),
        "channels": [visible(_(CHANNEL_NAMES.get(name, name))) for name in names],
        "pairs": pairs,
        "rows": rows,
        "words": words.texts,
        "texts": texts.texts,
        "elsewhere": quotes.elsewhere,
        "hours": {
            "vmbo": [_hours(row) for row in hours.vmbo],
            "mbo": [_hours(row) for row in hours.mbo],
            "klokuren_per_sbu": klokuren_per_sbu(),
        },
        "after": _after(units, sections),
        "decisions": json.loads(decisions_json(decisions)) if decisions else None,
    }


def report_key(units: Units) -> str:
    """Names this report: the same sources and selection, whichever engine compared them.

    So what a browser remembers outlives a recalculation.
    """
    overlap = units.overlap
    named = [overlap.left.source.sha256, *sorted(c.source.sha256 for c in overlap.right)]
    named += [f"{key}={overlap.settings.get(key, '')}" for key in ("leerweg", "unit")]
    named.append(f"kwalificatie={overlap.settings.get('kwalificatie', '')}")
    return hashlib.sha256("\n".join(named).encode("utf-8", "replace")).hexdigest()[:16]


def _source(source: object) -> dict[str, str]:
    return {name: visible(str(getattr(source, name))) for name in ("title", "version", "sha256")}


def _after(units: Units, sections: Sequence[Sequence[Row]]) -> dict[str, object]:
    """What it takes to count again when people decide otherwise; see `align.report.after`.

    `counted` is over how many sentences of each unit, `covering` which of them come back in each
    pair; both are empty where that is not known. What stands apart is no part of a whole.
    """
    overlap = units.overlap
    pairs = [(p.left.id, p.right.id) for rows in sections for row in rows for p in row.pairs]
    none: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    sides = (units.left, units.right)
    return {
        "nouns": [
            noun_for(overlap.items[view.id].kind for view in views if not view.generic)
            for views in sides
        ],
        "apart": [view.number for views in sides for view in views if view.generic],
        "counted": [overlap.counted[v.id] for views in sides for v in views]
        if overlap.counted
        else [],
        "covering": [[sorted(side) for side in overlap.covering.get(pair, none)] for pair in pairs]
        if overlap.counted
        else [],
    }


def _hours(row: HoursRow) -> dict[str, object]:
    return {"s": row.slug, "a": row.amount, "u": [list(unit) for unit in row.units]}


def _pair(
    pair: PairView, names: Sequence[str], texts: Table, words: Table, quotes: _Quotes
) -> list[object]:
    source = pair.source
    return [
        pair.left.number,
        pair.right.number,
        pair.strength.value[0],
        pair.relation.value[:2] if pair.relation else "",
        source.score,
        source.probability,
        int(source.overlap),
        texts.number(pair.reason),
        texts.number(pair.direction),
        texts.number(pair.lowered),
        texts.number(pair.counted),
        texts.number(pair.chance),
        [round(source.channels.get(name, 0.0), 2) for name in names],
        [words.number(word) for word in source.shared],
        [quotes.evidence(piece) for piece in source.evidence],
        source.left_covered,
        source.right_covered,
    ]


class _Quotes:
    """Finds quotes back in the texts of the page."""

    def __init__(self, units: Units, words: Table) -> None:
        self._units = units
        self._words = words
        self._texts: dict[str, tuple[tuple[str, LabelledText], ...]] = {}
        self._owner: dict[str, str] = {}
        for unit in (*units.left, *units.right):
            self._texts[unit.id] = units.texts(unit.id)
            for item, _block in self._texts[unit.id]:
                self._owner.setdefault(item, unit.id)
        self._places: dict[tuple[str, str, str], list[int]] = {}
        self.elsewhere: list[list[str]] = []

    def evidence(self, piece: Evidence) -> list[object]:
        """Both quotes of a sentence pair, and how alike they are."""
        return [*self._quote(piece.left), *self._quote(piece.right), round(piece.score, 2)]

    def _quote(self, quote: Quote) -> list[object]:
        """[block, start, end, [start, length, word, ...]]; a block below 0 stands elsewhere."""
        key = (quote.item, quote.label, quote.text)
        if key not in self._places:
            self._places[key] = self._find(quote)
        block, start, end = self._places[key]
        words = quote.words or ("",) * len(quote.marks)
        marks: list[int] = []
        for (first, last), word in zip(quote.marks, words, strict=True):
            here = shown_at(quote.text, first)
            marks += [start + here, shown_at(quote.text, last) - here, self._words.number(word)]
        return [block, start, end, marks]

    def _find(self, quote: Quote) -> list[int]:
        length = shown_at(quote.text, len(quote.text))
        texts = self._texts.get(self._owner.get(quote.item, ""), ())
        for number, (item, block) in enumerate(texts):
            at = block.text.find(quote.text) if item == quote.item else -1
            if at >= 0 and quote.text:
                start = shown_at(block.text, at)
                return [number, start, start + length]
        label = where(quote, self._units) or _("elders")
        self.elsewhere.append([visible(label), visible(quote.text)])
        return [-len(self.elsewhere), 0, length]
