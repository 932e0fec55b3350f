"""Rows under a label as texts: paragraphs, list items, and what is added for some profiles only.

How a dossier prints additions per profile was not seen in a PDF; these words are read: "Voor ...
geldt aanvullend:", "Aanvullend voor ...:", a line with the name of a profile alone, and a second
column under "Aanvullende eisen". Text for a profile that cannot be told is kept apart.
Source: the instruction to the model of 2015 (BWBR0036147); SBB's XML, where additions are apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.sources.pdf.lines import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.model import Place
    from align.sources.kd.rows import Row

UNKNOWN_PROFILE = "onbekend"
"""Ends the id of a profile that text is for when the document does not say which."""
MAX_HEADER_ROWS = 4
"""Rows that one header above an addition may fill."""

_GELDT = re.compile(
    r"Voor (?P<who>.+?) (?:geldt|gelden)(?: (?:ook|nog|aanvullend|bovendien|daarnaast|de|het"
    r"|volgende|aanvullende|eisen|dat))*\s*:\s*(?P<rest>.*)",
    re.DOTALL,
)
_AANVULLEND = re.compile(
    r"Aanvull(?:end|ing|ende eis(?:en)?)\b(?P<who>[^:.]*)(?::\s*(?P<rest>.*))?", re.DOTALL
)
_ALL = re.compile(r"\balle (?:profielen|kwalificaties)\b", re.IGNORECASE)
_PROFILE_CODE = re.compile(r"\bP\d{1,2}\b")
_COMPETENCES = re.compile(r"De onderliggende competenties? (?:zijn|is)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Profile:
    """A kwalificatie of the dossier: its id, its code ("P1"; may be empty) and its title."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or list item.

    Attributes:
        text: on one line, without the sign of a list item.
        rows: the rows it was made of.
        item: whether it is a list item.
    """

    text: str
    rows: tuple[Row, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces that hold for all, or for some profiles only.

    Attributes:
        pieces: in order.
        only_for: ids of kwalificaties; empty when it holds for all.
    """

    pieces: tuple[Piece, ...]
    only_for: tuple[str, ...]

    @property
    def text(self) -> str:
        """The pieces, each on a line of its own; a list item after "- "."""
        return "\n".join(f"- {p.text}" if p.item else p.text for p in self.pieces)

    def place(self, file: str, record: str) -> Place:
        """Where it starts, with the box of its rows on that page."""
        return place_of([row for piece in self.pieces for row in piece.rows], file, record)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to make texts of the rows of one document.

    Attributes:
        profiles: the kwalificaties that additions can be for.
        joins: whether two halves of a broken word are written as one; see `pdf.words`.
        dossier: id of the document; with `UNKNOWN_PROFILE` it makes the id of an unknown profile.
    """

    profiles: tuple[Profile, ...]
    joins: Callable[[str, str], bool]
    dossier: str

    def passages(self, rows: Iterable[Row]) -> tuple[Passage, ...]:
        """Rows under one label: what holds for all first, then each addition in order."""
        base: list[Row] = []
        added: list[tuple[tuple[str, ...], list[Row]]] = []
        for column in _columns(rows):
            in_added_column = column[0].added
            now = self._column_is_for() if in_added_column else ()
            for only_for, row in self._told_apart(column, now):
                if not only_for:
                    base.append(row)
                elif added and added[-1][0] == only_for:
                    added[-1][1].append(row)
                else:
                    added.append((only_for, [row]))
        parts = [((), base), *added]
        return tuple(Passage(self.pieces(part), only_for) for only_for, part in parts if part)

    def pieces(self, rows: Iterable[Row]) -> tuple[Piece, ...]:
        """Rows as paragraphs and list items."""
        groups: list[list[Row]] = []
        for row in rows:
            if groups and not row.starts and not _COMPETENCES.match(row.text):
                groups[-1].append(row)
            else:
                groups.append([row])
        return tuple(
            Piece(flow((r.text for r in group), self.joins), tuple(group), group[0].item)
            for group in groups
        )

    def _told_apart(
        self, rows: Sequence[Row], now: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Row]]:
        """Rows with the profiles they are for; headers above additions are taken out."""
        at = 0
        while at < len(rows):
            header = self._header(rows[at : at + MAX_HEADER_ROWS])
            if header is None:
                yield now, rows[at]
                at += 1
                continue
            now, used, rest = header
            at += used
            if rest is not None:
                yield now, rest

    def _header(self, rows: Sequence[Row]) -> tuple[tuple[str, ...], int, Row | None] | None:
        """The profiles that a header names, how many rows it fills, and text after its colon."""
        first = rows[0]
        if first.item or not first.text[:1].isupper():
            return None
        if found := self._alone(first):
            return found, 1, None
        if not first.text.startswith(("Voor ", "Aanvull")):
            return None
        for used in range(1, len(rows) + 1):
            if used > 1 and rows[used - 1].item:
                return None
            text = flow(row.text for row in rows[:used])
            if match := _GELDT.fullmatch(text) or _AANVULLEND.fullmatch(text):
                who = self._named(match["who"])
                if match.re is _AANVULLEND and (not who or not self._closed(match, rows, used)):
                    continue
                if self._unknown in who and "aanvullend" not in text.casefold():
                    return None
                rest = (match["rest"] or "").strip()
                return who, used, _with_text(rows[used - 1], rest) if rest else None
        return None

    def _closed(self, match: re.Match[str], rows: Sequence[Row], used: int) -> bool:
        """Whether "Aanvullend voor P2" ends there: at its colon, or at a new paragraph."""
        return match["rest"] is not None or used == len(rows) or rows[used].starts

    def _alone(self, row: Row) -> tuple[str, ...]:
        """The profile whose name is all that a row says."""
        text = row.text.rstrip(":").strip().casefold()
        for profile in self.profiles:
            code, title = profile.code.casefold(), profile.title.casefold()
            names = {code, f"{code} {title}", f"{code}: {title}"} - {"", " ", ": "}
            if row.added or row.text.endswith(":"):
                names.add(title)
            if text and text in names:
                return (profile.id,)
        return ()

    def _named(self, text: str) -> tuple[str, ...]:
        """Ids of the profiles that a text names, by code or title; () for all of them."""
        if _ALL.search(text):
            return ()
        codes = set(_PROFILE_CODE.findall(text))
        found = {p.id for p in self.profiles if p.code in codes}
        left = text.casefold()
        for profile in sorted(self.profiles, key=lambda p: -len(p.title)):
            title = profile.title.casefold()
            if title and title in left:
                found.add(profile.id)
                left = left.replace(title, " ")
        ordered = tuple(profile.id for profile in self.profiles if profile.id in found)
        return ordered or (self._unknown,)

    @property
    def _unknown(self) -> str:
        return f"{self.dossier}/{UNKNOWN_PROFILE}"

    def _column_is_for(self) -> tuple[str, ...]:
        """Whom the second column is for before it names anyone: the one profile, or unknown."""
        if len(self.profiles) == 1:
            return (self.profiles[0].id,)
        return (self._unknown,)


def competences(passage: Passage) -> tuple[Passage | None, Passage | None]:
    """A text about behaviour in two: the behaviour, and the names of the competenties under it."""
    for at, piece in enumerate(passage.pieces):
        found = _COMPETENCES.search(piece.text)
        if not found:
            continue
        before = piece.text[: found.start()].strip()
        behaviour = passage.pieces[:at]
        if before:
            behaviour += (Piece(before, piece.rows, piece.item),)
        rest = (piece.text[found.end() :], *(p.text for p in passage.pieces[at + 1 :]))
        names = Piece(
            " ".join(rest).strip().rstrip("."),
            tuple(row for p in passage.pieces[at:] for row in p.rows),
            item=False,
        )
        return (
            Passage(behaviour, passage.only_for) if behaviour else None,
            Passage((names,), passage.only_for) if names.text else None,
        )
    return passage, None


def place_of(rows: Sequence[Row], file: str, record: str) -> Place:
    """Where rows start; the box is around those on the page of the first."""
    first = rows[0]
    place = first.place(file, record)
    boxed = [row for row in rows if row.page == first.page and row.box]
    return place if not boxed else _with_box(place, boxed)


def _with_box(place: Place, rows: Sequence[Row]) -> Place:
    lefts, bottoms, rights, tops = zip(*(row.box for row in rows), strict=True)
    return replace(place, box=(min(lefts), min(bottoms), max(rights), max(tops)))


def _with_text(row: Row, text: str) -> Row:
    return replace(row, text=text, starts=True, item=False)


def _columns(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of the base text, then those of the column of additions."""
    together = list(rows)
    for added in (False, True):
        if column := [row for row in together if row.added is added]:
            yield column
