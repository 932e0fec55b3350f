"""Rows of a document of SBB under their headings: parts with a code, blocks with a label.

The heading of a kerntaak or werkproces is printed again at the top of the next page; that running
head is taken out here. Nothing is dropped: rows under no known label are kept with the label "".
Source: kwalificatiedossier Apothekersassistent, SBB, model 2026; for older words the instruction to
the model of 2015 (BWBR0036147).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.sources.kd.rows import joined_on
from align.sources.pdf.lines import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.sources.kd.rows import Row

CODE = r"[BPD]\d{1,2}-K\d{1,2}(?:-W\d{1,2})?"
"""Code of a kerntaak or werkproces: B in the base, P in a profile, D in a keuzedeel."""
MAX_TITLE_ROWS = 4
"""Rows of one title; the longest in use fill two."""

_HEADING = re.compile(rf"({CODE})\s*(:?)\s*(.*)")
_PROFILE = re.compile(r"([PD]\d{1,2})\s*(:?)\s+(\S.*)")
_CHAPTER = re.compile(r"(?:\d{1,2}\.?\s+)?(.*)")

KERNTAAK_LABELS = {
    "complexiteit": "complexiteit",
    "verantwoordelijkheid en zelfstandigheid": "verantwoordelijkheid",
    "verantwoordelijkheid": "verantwoordelijkheid",
    "vakkennis en vaardigheden": "vakkennis",
    "kennis en vaardigheden": "vakkennis",
    "vakkennis": "vakkennis",
    "vaardigheden": "vakkennis",
    "omschrijving": "omschrijving",
}
WERKPROCES_LABELS = {
    "omschrijving": "omschrijving",
    "omschrijving werkproces": "omschrijving",
    "beschrijving": "omschrijving",
    "resultaat": "resultaat",
    "gewenst resultaat": "resultaat",
    "gedrag": "gedrag",
    "competenties": "competenties",
    "onderliggende competenties": "competenties",
}


@dataclass(slots=True)
class LabelledRows:
    """Rows under one label.

    Attributes:
        label: one of the values of a table of labels; "" when there is none.
        rows: what stands under it, in order.
    """

    label: str
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """What stands under one heading.

    Attributes:
        code: "B1-K1", "B1-K1-W1", "P1", "D1"; of a chapter its name in lower case.
        title: as printed, on one line.
        row: the heading; None above the first one.
        blocks: in order; the first has no label.
    """

    code: str
    title: str
    row: Row | None
    blocks: list[LabelledRows] = field(default_factory=lambda: [LabelledRows("")])

    @property
    def chapter(self) -> bool:
        """Whether this is a chapter of the document instead of something with a code."""
        return not self.code[:1].isupper()

    @property
    def kerntaak(self) -> str:
        """Code of the kerntaak that a werkproces stands under; "" for anything else."""
        above, found, _ = self.code.partition("-W")
        return above if found else ""


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and labels that a kind of document has.

    Attributes:
        chapters: names of chapters in lower case, without number.
        labels: label by printed words in lower case, under a chapter (by its name) and under a
            part with a code "P1" or "D1" (by its letter).
    """

    chapters: frozenset[str]
    labels: Mapping[str, Mapping[str, str]]

    def of(self, code: str) -> Mapping[str, str]:
        """The labels that can stand under a part."""
        if "-W" in code:
            return WERKPROCES_LABELS
        if "-K" in code:
            return KERNTAAK_LABELS
        return self.labels.get(code if not code[:1].isupper() else code[:1], {})


def outline(rows: Iterable[Row], words: Words) -> tuple[Part, ...]:
    """Rows under their headings, in order; the first part is what stands above the first one."""
    return _Outline(rows, words).parts()


class _Outline:
    def __init__(self, rows: Iterable[Row], words: Words) -> None:
        self._rows = list(rows)
        self._words = words
        self._at = 0
        self._found = [Part("", "", None)]

    def parts(self) -> tuple[Part, ...]:
        while self._at < len(self._rows):
            row = self._rows[self._at]
            if row.added or not (self._chapter(row) or self._heading(row) or self._label(row)):
                self._open.blocks[-1].rows.append(row)
                self._at += 1
        return tuple(self._found)

    @property
    def _open(self) -> Part:
        return self._found[-1]

    def _chapter(self, row: Row) -> bool:
        found = _CHAPTER.fullmatch(row.text)
        name = found[1].casefold() if found else ""
        if name not in self._words.chapters:
            return False
        if name != self._last_chapter():
            self._found.append(Part(name, row.text, row))
        self._at += 1
        return True

    def _last_chapter(self) -> str:
        return next((part.code for part in reversed(self._found) if part.chapter), "")

    def _heading(self, row: Row) -> bool:
        found = _HEADING.fullmatch(row.text) or _PROFILE.fullmatch(row.text)
        if not found or (not found[2] and not (row.starts or row.apart)):
            return False
        code, title = found[1], found[3]
        if code in self._open_codes() and self._repeats(code):
            return True
        if "-" not in code and not self._labelled_within(MAX_TITLE_ROWS):
            return any(part.code == code for part in self._found) and self._repeats(code)
        taken = self._title_rows(code)
        title = flow([title, *(r.text for r in taken)])
        self._found.append(Part(code, title, row))
        self._at += 1 + len(taken)
        return True

    def _open_codes(self) -> tuple[str, ...]:
        """The code of what is open, and of the kerntaak above it."""
        return self._open.code, self._open.kerntaak

    def _repeats(self, code: str) -> bool:
        """Skip the rows of a running head: the heading of what is open, printed once more."""
        part = next(part for part in reversed(self._found) if part.code == code)
        whole, text, end = _letters(f"{code}{part.title}"), "", self._at
        for row in self._rows[self._at : self._at + MAX_TITLE_ROWS]:
            together = text + _letters(row.text)
            if not whole.startswith(together):
                break
            text, end = together, end + 1
        if text != whole:
            return False
        head, self._at = self._at, end
        self._join_on(head)
        return True

    def _join_on(self, head: int) -> None:
        """What follows a running head goes on where the page before stopped."""
        if head > 0 and self._at < len(self._rows):
            self._rows[self._at] = joined_on(self._rows[head - 1], self._rows[self._at])

    def _labelled_within(self, number: int) -> bool:
        code = self._rows[self._at].text[:1]
        labels = self._words.labels.get(code, {})
        after = self._rows[self._at + 1 : self._at + 1 + number]
        return any(_label_of(row, labels) for row in after)

    def _title_rows(self, code: str) -> Sequence[Row]:
        """The rows after a heading that belong to its title."""
        heading = self._rows[self._at]
        labels = self._words.of(code)
        taken: list[Row] = []
        for row in self._rows[self._at + 1 : self._at + MAX_TITLE_ROWS]:
            other = row.page != heading.page or row.apart or row.added or row.item
            if other or _HEADING.fullmatch(row.text) or _label_of(row, labels):
                break
            taken.append(row)
        return taken

    def _label(self, row: Row) -> bool:
        found = _label_of(row, self._words.of(self._open.code))
        if not found:
            return False
        label, rest = found
        self._open.blocks.append(LabelledRows(label))
        if rest:
            self._open.blocks[-1].rows.append(
                replace(row, text=rest, cells=row.cells[1:] or (rest,), starts=True)
            )
        self._at += 1
        return True


def _label_of(row: Row, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """The label that a row is, and what stands behind it on the same row."""
    if not row.text[:1].isupper() or row.item:
        return None
    whole = row.text.rstrip(":").strip().casefold()
    if whole in labels:
        return labels[whole], ""
    first = row.cells[0].rstrip(":").strip().casefold() if len(row.cells) > 1 else ""
    if first in labels:
        return labels[first], " ".join(row.cells[1:])
    before, colon, after = row.text.partition(":")
    name = before.strip().casefold()
    if colon and name in labels:
        return labels[name], after.strip()
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
