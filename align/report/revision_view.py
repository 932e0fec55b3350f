"""What stands on the revision page: texts and numbers, ready made; templates only lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.model import ChangeKind, LinkVerdict
from align.report.page import NamedValue, Option, Piece, SourceView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.report.revision_impact_view import ImpactView


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a redline.

    Attributes:
        mark: "" (stayed), "weg", "erbij", "van" (moved away from here) or "naar" (moved here).
        pieces: its text; a piece marked "nadruk" is a number, verb or negation.
    """

    mark: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A labelled text with its redline; the label is empty for a title."""

    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of either release, as quoted.

    Attributes:
        where: what it stands under, in words; empty for a root.
        details: leerwegen, niveau and hours in words; may be empty.
        place: where it stood in the source.
    """

    id: str
    kind: str
    code: str
    title: str
    where: str
    details: str
    place: str


@dataclass(frozen=True, slots=True)
class Nature:
    """What kind of change.

    Attributes:
        slug: of its sort, by which the page filters.
        name: its sort ("handeling zwaarder").
        details: what it is in this text ("herkennen → toepassen"), one a place; may be empty.
    """

    slug: str
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideTexts:
    """One of several items of a split or merge, with its texts."""

    item: ItemView
    texts: tuple[TextView, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change as shown.

    Attributes:
        id: readable and unique on the page; stable as long as its code is.
        level: kind of the items.
        old, new: items, in display order.
        texts: redlines of a change of one item into one; empty when the text is the same.
        old_texts, new_texts: of a split or merge, each item with what left it and what came.
        same: labels of texts that stayed as they were.
        left_out: why some texts were not compared, in Dutch.
        whole: the running text of what is new or lapsed.
        natures: for gewijzigd, what kind of change.
        marks: of "verplaatst", "code", "id" those that hold.
        moved: "van ... naar ..." for what stands under another parent, where the names differ.
        details: leerwegen, niveau and hours; "old → new" where they differ.
        leerwegen: short names in either release, for the filter.
        likeness: likeness of the texts in words.
        compact: nothing but perhaps the id is other, or `apart`: shown as a line in a list.
        apart: new or lapsed only because the other release has nothing of this kind.
    """

    id: str
    kind: ChangeKind
    level: str
    old: tuple[ItemView, ...]
    new: tuple[ItemView, ...]
    texts: tuple[TextView, ...]
    old_texts: tuple[SideTexts, ...]
    new_texts: tuple[SideTexts, ...]
    same: tuple[str, ...]
    left_out: tuple[str, ...]
    whole: tuple[TextView, ...]
    natures: tuple[Nature, ...]
    marks: tuple[str, ...]
    moved: str
    details: str
    leerwegen: tuple[str, ...]
    reason: str
    likeness: str
    compact: bool
    apart: bool

    @property
    def item(self) -> ItemView:
        """The item that names the change: the new one, or what lapsed."""
        return (self.new or self.old)[0]

    @property
    def old_code(self) -> str:
        """Codes in the old release."""
        return ", ".join(item.code for item in self.old if item.code)

    @property
    def new_code(self) -> str:
        """Codes in the new release."""
        return ", ".join(item.code for item in self.new if item.code)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many changes of a kind, of which level."""

    kind: ChangeKind
    changes: int
    href: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A row of the table of counts: one kind of item.

    `old` and `new` are items; the changes count a split or a merge once.
    """

    level: str
    noun: str
    old: int
    new: int
    kinds: tuple[KindCount, ...]
    bar: Markup


@dataclass(frozen=True, slots=True)
class NatureCount:
    """How many changes are of this nature."""

    name: str
    slug: str
    changes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the first screen; `levels` add up to `kinds`."""

    old: int
    new: int
    changes: int
    kinds: tuple[KindCount, ...]
    levels: tuple[LevelRow, ...]
    natures: tuple[NatureCount, ...]
    moved: int
    code_changed: int
    id_changed: int


@dataclass(frozen=True, slots=True)
class MapCell:
    """A deeltaak or werkproces on the map: a link that names what happened in it."""

    href: str
    label: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class UnitView:
    """A module, keuzevak, kern or kerntaak with all its changes.

    Attributes:
        groups: changes that are shown in full, under the deeltaak they belong to.
        same: changes that are shown as a line, because nothing or only the id is other.
        apart: those of a kind that the other release has nowhere.
        roof: it is what other units stand under: a profiel, a dossier, a kwalificatie.
        counts: in words, what happened in it.
        state: "nieuw" or "vervallen" when the unit as a whole is; else empty.
        cell_of: by id of a change of `same` and `apart`, which of `cells` it stands in, from 0.
    """

    slug: str
    code: str
    title: str
    noun: str
    roof: bool
    state: str
    counts: str
    changed: int
    groups: tuple[Group, ...]
    same: tuple[ChangeView, ...]
    apart: tuple[ChangeView, ...]
    cells: tuple[MapCell, ...]
    cell_of: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Changes under one deeltaak or werkproces; an empty name for what stands under the unit.

    Attributes:
        cell: which cell of the unit on the map, from 0.
    """

    name: str
    cell: int
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class TopView:
    """A profiel, dossier or kwalificatie with its units."""

    name: str
    counts: str
    units: tuple[UnitView, ...]


@dataclass(frozen=True, slots=True)
class WasRow:
    """A row of the was-wordt table; `old_at` and `new_at` give the order of either direction."""

    change: ChangeView
    old: ItemView | None
    new: ItemView | None
    old_at: int
    new_at: int


@dataclass(frozen=True, slots=True)
class Successor:
    """An item in the new release beside an old one, with what differs marked."""

    item: ItemView
    texts: tuple[TextView, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """An official successor beside the successor by content, with the texts."""

    verdict: LinkVerdict
    old: ItemView
    href: str
    official: tuple[Successor, ...]
    content: tuple[Successor, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """All official links that were held against content."""

    other: tuple[AuditView, ...]
    without: tuple[AuditView, ...]
    agreed: tuple[AuditView, ...]

    @property
    def official(self) -> int:
        """Number of items for which the publisher names a successor."""
        return len(self.other) + len(self.agreed)

    @property
    def total(self) -> int:
        """Number of items that the publisher withdrew."""
        return self.official + len(self.without)


@dataclass(frozen=True, slots=True)
class StationView:
    """A thread in one release, and how it came there from the release before."""

    release: str
    happened: str
    items: tuple[SideTexts, ...]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One item through all releases; only the releases in which something happened.

    Attributes:
        changes: where it stands between the first release and the last; empty for what came and
            went in between.
    """

    id: str
    code: str
    title: str
    level: str
    steps: int
    stations: tuple[StationView, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ThreadGroup:
    """The items of one profiel, dossier or kwalificatie."""

    name: str
    threads: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """The counts of one step of a series."""

    old: str
    new: str
    kinds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A series of releases.

    Attributes:
        releases: names, oldest first.
        steps: counts of neighbours.
        groups: items with which something happened, by what they stand under.
        same: how many stayed as they were in all releases.
        of_change: ids of the threads of a change between the first release and the last, by its id.
    """

    releases: tuple[str, ...]
    steps: tuple[StepView, ...]
    groups: tuple[ThreadGroup, ...]
    same: int
    of_change: Mapping[str, tuple[str, ...]]

    @property
    def moving(self) -> int:
        """How many items something happened with."""
        return sum(len(group.threads) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices of each filter, in display order."""

    levels: tuple[Option, ...]
    units: tuple[Option, ...]
    natures: tuple[Option, ...]
    leerwegen: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Everything on the revision page.

    Attributes:
        old_name, new_name: short names of both releases, as they head columns.
        selection: what part is shown; empty for everything.
        notices: what a reader must know before reading the counts, in Dutch.
        not_compared: what was left out of the comparison, in Dutch.
        rows: of the was-wordt table: all but what stayed under the same code and id.
        impact: None when no decisions were given.
        history: None when two releases were compared.
    """

    title: str
    subtitle: str
    old_name: str
    new_name: str
    example: bool
    sources: tuple[tuple[str, SourceView], ...]
    selection: tuple[NamedValue, ...]
    command: str
    made_on: str
    tool_version: str
    settings: tuple[NamedValue, ...]
    summary: Summary
    tops: tuple[TopView, ...]
    rows: tuple[WasRow, ...]
    audit: Audit
    impact: ImpactView | None
    history: HistoryView | None
    notices: tuple[str, ...]
    not_compared: tuple[str, ...]
    filters: Filters
