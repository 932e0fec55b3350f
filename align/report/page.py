"""What stands on the overlap page: every text and number, ready made. Templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Relation, Side, Strength


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quoted text; `mark` is "" (plain), "bewijs" (in a sentence pair) or "woord"."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """The number of a sentence pair, and the address of the sentence on the other side."""

    number: int
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that stand together: a sentence that carries the pair, or what lies between."""

    pieces: tuple[Piece, ...]
    partners: tuple[Partner, ...] = ()
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled part of an item: its title, a section, an eindterm."""

    label: str
    code: str
    note: str
    place: str
    runs: tuple[Run, ...]
    compared: bool = True


@dataclass(frozen=True, slots=True)
class UnitView:
    """One compared unit (deeltaak, kerndeel, werkproces, keuzedeel), as shown everywhere.

    Attributes:
        slug: readable and unique on the page; stable as long as its code is.
        group, group_name: slug and name of the module or kerntaak it belongs to.
        context: where it belongs, in words ("Basisdeel · Dienstverlening").
        cite: short name and version of its source.
        leerwegen: short names of the leerwegen that were compared; empty on the mbo side.
        kwalificaties: slugs of the kwalificaties it belongs to; empty on the vmbo side.
        details: leerwegen, level and hours in words; may be empty.
        coverage: share (0..1) that comes back on the other side.
    """

    id: str
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
    kwalificaties: tuple[str, ...]
    details: str
    generic: bool
    coverage: float

    @property
    def name(self) -> str:
        """Code and title, or the title alone."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Two sentences that carry a pair, under one number."""

    number: int
    left: Run
    right: Run
    left_from: str
    right_from: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One of the measures that made the score, and the width of its bar (0..100)."""

    name: str
    value: str
    width: int


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as shown.

    Attributes:
        rank: 1-based place in the order of strength, over all pairs on the page.
        apart: generic, by itself or through one of its units: stands apart from the count.
        discuss: counted as overlap, but not strong enough to be sure of.
        sentences: number of sentence pairs, all of which are numbered in both texts.
        evidence: the best of them, which stand in sight.
        left_blocks, right_blocks: both texts in full; empty for a pair that is shown as a row.
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
    chance: str
    direction: str
    counted: str
    shared: tuple[str, ...]
    sentences: int
    evidence: tuple[EvidenceView, ...]
    left_blocks: tuple[Block, ...]
    right_blocks: tuple[Block, ...]
    channels: tuple[Channel, ...]
    score: str
    probability: str


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
    """

    pairs: int
    relations: tuple[int, ...]
    undetermined: int
    weak: int
    href: str
    label: str
    strength: Strength | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: a kerntaak, or on the opened level a werkproces."""

    slug: str
    code: str
    title: str


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
    units: tuple[Option, ...]
    kerntaken: tuple[Option, ...]
    kwalificaties: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, for a list of settings."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemText:
    """The whole text of a unit, once, for the pairs that are shown as a row."""

    unit: UnitView
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class OverlapPage:
    """Everything on the overlap page.

    Attributes:
        overlapping: pairs counted as overlap, strongest first.
        weak: pairs that share something but are not counted, strongest first.
        apart: generic pairs, strongest first.
        important: at most ten of `overlapping`.
    """

    title: str
    subtitle: str
    example: bool
    sources: tuple[SourceView, ...]
    selection: tuple[Fact, ...]
    command: str
    made_on: str
    tool_version: str
    settings: tuple[Fact, ...]
    quality: tuple[Fact, ...]
    threshold: str
    summary: Summary
    important: tuple[PairView, ...]
    matrix: Matrix
    overlapping: tuple[PairView, ...]
    weak: tuple[PairView, ...]
    apart: tuple[PairView, ...]
    coverage: tuple[SideCoverage, SideCoverage]
    not_compared: tuple[LeftOut, ...]
    filters: Filters
    texts: tuple[ItemText, ...]
