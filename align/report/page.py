"""What stands on the overlap page: every text and number, ready made. Templates only lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from align.model import Pair, Relation, Side, Strength


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quoted text.

    Attributes:
        mark: "" (plain), "bewijs" (in a sentence pair), or a word of another page.
        words: what both sides share there, parted by a space; empty where nothing is linked.
    """

    text: str
    mark: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quoted sentence with its marks, and where it stands."""

    pieces: tuple[Piece, ...]
    where: str
    generic: bool = False


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A labelled part of an item: its title, a section, an eindterm."""

    label: str
    code: str
    note: str
    place: str
    text: str
    compared: bool = True


@dataclass(frozen=True, slots=True)
class UnitView:
    """One compared unit (deeltaak, kerndeel, werkproces, keuzedeel), as shown everywhere.

    Attributes:
        number: its place among all units of the page, left side first.
        slug: readable and unique on the page; stable as long as its code is.
        group, group_name: slug and name of the module or kerntaak it belongs to.
        context: where it belongs, in words ("Basisdeel · Dienstverlening").
        cite: short name and version of its source.
        leerwegen: short names of the leerwegen that were compared; empty on the mbo side.
        niveaus: mbo levels, stated for itself or for its kwalificaties; empty on the vmbo side.
        kwalificaties: slugs of the kwalificaties it belongs to; empty on the vmbo side.
        level: leerwegen or niveau in words; empty when not stated.
        details: leerwegen, level and hours in words; may be empty.
        coverage: share (0..1) that comes back on the other side.
        same: tells units apart that say something else; equal for units with the same texts.
    """

    id: str
    number: int
    slug: str
    side: Side
    kind: str
    code: str
    title: str
    group: str
    group_name: str
    context: str
    cite: str
    place: str
    leerwegen: tuple[str, ...]
    niveaus: tuple[int, ...]
    kwalificaties: tuple[str, ...]
    level: str
    details: str
    generic: bool
    coverage: float
    same: str

    @property
    def name(self) -> str:
        """Code and title, or the title alone."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Two sentences that carry a pair, under one number."""

    number: int
    left: QuoteView
    right: QuoteView


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as shown.

    Attributes:
        rank: 1-based place in the order of strength, over all pairs on the page.
        apart: generic, by itself or through one of its units: stands apart from the count.
        discuss: counted as overlap, but not strong enough to be sure of.
        levels: leerweg against niveau, in words; empty when neither is stated.
        chance: what such a probability has meant.
        lowered: why it is not more, in words.
        evidence: the best sentence pairs, which stand in sight.
        decided: what people decided, in one line; empty when nothing.
        source: the pair itself.
    """

    id: str
    rank: int
    left: UnitView
    right: UnitView
    overlap: bool
    apart: bool
    discuss: bool
    strength: Strength
    relation: Relation | None
    reason: str
    levels: str
    chance: str
    direction: str
    counted: str
    lowered: str
    evidence: tuple[EvidenceView, ...]
    decided: str
    source: Pair


@dataclass(frozen=True, slots=True)
class Row:
    """Pairs with the same texts on both sides: one row, decided at once; strongest first."""

    first: PairView
    others: tuple[PairView, ...] = ()

    @property
    def pairs(self) -> tuple[PairView, ...]:
        """All of them."""
        return (self.first, *self.others)


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Hours of a module, keuzevak or kwalificatie, and how much of it comes back.

    Attributes:
        amount: hours of the whole; an assumption unless the source states it.
        share: 0..1, of its content that comes back on the other side.
        why: where the amount comes from.
        units: number of each unit with its weight and the share of it that comes back.
    """

    slug: str
    name: str
    amount: int
    share: float
    why: str
    units: tuple[tuple[int, float, float], ...]

    @property
    def back(self) -> float:
        """Hours that come back."""
        return self.amount * self.share


@dataclass(frozen=True, slots=True)
class HoursView:
    """Hours on both sides: klokuren of the vmbo, SBU of each kwalificatie of the mbo."""

    vmbo: tuple[HoursRow, ...]
    mbo: tuple[HoursRow, ...]

    @property
    def vmbo_whole(self) -> int:
        """Klokuren of all that was compared."""
        return sum(row.amount for row in self.vmbo)

    @property
    def vmbo_back(self) -> float:
        """Klokuren that come back in the mbo."""
        return sum(row.back for row in self.vmbo)


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many pairs have this relation."""

    relation: Relation
    pairs: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it is a part of, and the address of what it counts."""

    part: int
    whole: int
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the first screen.

    `left_only` and `right_only` are what remains of the units: covered and only add up to all.
    """

    left: Count
    right: Count
    pairs: int
    relations: tuple[RelationCount, ...]
    undetermined: int
    discuss: int
    weak: int
    apart: int
    left_only: Count
    right_only: Count


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of overlapping pairs where a row and a column cross.

    Attributes:
        href: address of the pair, or of the list of pairs.
        relations: pairs per relation, in the order of `Relation`.
        undetermined: pairs without a relation; with `relations` they add up to `pairs`.
        weak: pairs that share something but are not counted as overlap.
        label: the same in words, for a screen reader.
        heat: 0 (none) to 4, the share of the fullest cell.
    """

    pairs: int
    relations: tuple[int, ...]
    undetermined: int
    weak: int
    href: str
    label: str
    heat: int = 0
    strength: Strength | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: a kerntaak, or on the opened level a werkproces with its number."""

    slug: str
    code: str
    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns that stand under one heading: a kwalificatie, or the basisdeel of a dossier."""

    title: str
    span: int


@dataclass(frozen=True, slots=True)
class InnerRow:
    """A unit on the opened level."""

    unit: UnitView
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Inner:
    """The opened level of one row: its units against the werkprocessen that they meet."""

    groups: tuple[ColumnGroup, ...]
    columns: tuple[Column, ...]
    rows: tuple[InnerRow, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A module or keuzevak."""

    slug: str
    code: str
    title: str
    above: str
    cells: tuple[Cell, ...]
    total: Cell
    inner: Inner


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units against kerntaken. The cells of `rows` add up to the pairs of the summary.

    `largest` is the number of pairs in the fullest cell: the length of the longest bar.
    """

    groups: tuple[ColumnGroup, ...]
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    apart: tuple[MatrixRow, ...]
    largest: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One unit and how much of it comes back; `best` is its strongest pair, if it has one."""

    unit: UnitView
    share: str
    width: int
    pairs: int
    best: PairView | None


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """Units of one module or kerntaak."""

    title: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class SideCoverage:
    """One side split in units with overlap, units without, and units that stand apart."""

    side: Side
    noun: str
    covered: tuple[CoverageGroup, ...]
    only: tuple[CoverageGroup, ...]
    only_weak: int
    apart: tuple[UnitView, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Items that were not compared for one and the same reason."""

    why: str
    items: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source as shown in the header and in the account of the method."""

    side: Side
    title: str
    version: str
    format: str
    file: str
    sha256: str
    why: str
    counts: str
    warnings: tuple[str, ...]
    example: bool

    @property
    def sha256_short(self) -> str:
        """The first twelve digits: enough to tell two files apart by eye."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a filter; `group` is the heading under which it stands."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices of each filter, in display order."""

    leerwegen: tuple[Option, ...]
    niveaus: tuple[Option, ...]
    units: tuple[Option, ...]
    kerntaken: tuple[Option, ...]
    kwalificaties: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A name and its value, for a list of settings."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemText:
    """The whole text of a unit; it stands on the page once, for all its pairs."""

    unit: UnitView
    blocks: tuple[LabelledText, ...]


@dataclass(frozen=True, slots=True)
class OverlapPage:
    """Everything on the overlap page.

    Attributes:
        overlapping: rows of pairs counted as overlap, strongest first.
        weak: rows of pairs that share something but are not counted, strongest first.
        apart: rows of generic pairs, strongest first.
        important: at most ten of `overlapping`, by chance times the hours that come back.
        unreported: pairs that were compared and share too little to be listed.
        marks: by id of a pair of `important` the sign and word of what was decided on it.
        after: sentences on what remains after what was decided; empty when nothing that holds was.
        bands: what probabilities have meant: from and to, pairs, rated as double.
        titles_only: names of sources of which most units were compared by their title alone.
    """

    title: str
    subtitle: str
    example: bool
    sources: tuple[SourceView, ...]
    titles_only: tuple[str, ...]
    selection: tuple[NamedValue, ...]
    command: str
    made_on: str
    tool_version: str
    settings: tuple[NamedValue, ...]
    quality: tuple[NamedValue, ...]
    bands: tuple[tuple[str, str, str], ...]
    threshold: str
    summary: Summary
    hours: HoursView
    important: tuple[PairView, ...]
    marks: Mapping[str, str]
    after: tuple[str, ...]
    matrix: Matrix
    overlapping: tuple[Row, ...]
    weak: tuple[Row, ...]
    apart: tuple[Row, ...]
    unreported: int
    coverage: tuple[SideCoverage, SideCoverage]
    not_compared: tuple[LeftOut, ...]
    filters: Filters
    texts: tuple[ItemText, ...]
