"""Units of both sides as the page shows them: names, addresses, context, texts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten

from align.language.boilerplate import remainder
from align.model import Curriculum, Item, Kind, Leerweg, Overlap, Side
from align.report.page import LabelledText, UnitView
from align.report.translation import _
from align.report.wording import hours, short_leerwegen, with_crebo

_LEFT_GROUPS = frozenset({Kind.MODULE, Kind.KEUZEVAK, Kind.KERN})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 40
_QUOTED = 80
"""Characters of a first sentence that stands in for a title."""
#: What a citation calls a source, by the format in which it was read.
FORMAT_NAMES = {
    **dict.fromkeys(("slo-bg", "slo-avo", "slo-kerndoelen"), "SLO"),
    **dict.fromkeys(("sbb-xml", "kd-pdf"), "KD"),
    **dict.fromkeys(("tabel-csv", "tabel-xlsx", "tabel-xls", "tabel-ods"), "Tabel"),
    **dict.fromkeys(("tabel-docx", "tabel-odt", "tabel-pdf"), "Tabel"),
    **dict.fromkeys(
        (
            "register-keuzedelen",
            "register-keuzedeel-teksten",
            "register-keuzedeel-namen",
            "register-crebo",
            "register-competentnl",
        ),
        "Register",
    ),
    "align-json": "Bestand",
    "examenplan": "Examenplan",
    "keuzedeel": "Keuzedeel",
    "case": "CASE",
}


def slug(text: str) -> str:
    """A text as part of an address: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")[:_SLUG_LENGTH].strip("-")


def unique_slugs(wanted: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Slugs by id, each once; the same wish of two ids gets a piece of the hash of its id.

    Args:
        wanted: (id, preferred text), in any order: the outcome does not depend on it.
    """
    proposed = {key: slug(text) or "deel" for key, text in wanted}
    uses: dict[str, int] = {}
    for value in proposed.values():
        uses[value] = uses.get(value, 0) + 1
    return {
        key: value if uses[value] == 1 else f"{value}-{_digest(key)}"
        for key, value in proposed.items()
    }


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Group:
    """A module, keuzevak or kern; or a kerntaak: what units stand under in matrix and filters."""

    id: str
    slug: str
    code: str
    title: str
    above: str
    apart: bool

    @property
    def name(self) -> str:
        """Code and title, or the title alone."""
        return f"{self.code} {self.title}".strip()


class Units:
    """Everything that the page says about units, made once per comparison."""

    def __init__(self, overlap: Overlap) -> None:
        self.overlap = overlap
        self._home: dict[str, Curriculum] = {
            item.id: curriculum
            for curriculum in (overlap.left, *overlap.right)
            for item in curriculum.items
        }
        self.skipped: Mapping[str, str] = {left.id: left.why for left in overlap.not_compared}
        self.chosen_leerwegen = _chosen_leerwegen(overlap)

    @cached_property
    def views(self) -> Mapping[str, UnitView]:
        """Every compared unit by id, in display order, left side first."""
        ids = (*self.overlap.left_units, *self.overlap.right_units)
        slugs = unique_slugs([(unit, self._wanted_slug(unit)) for unit in ids])
        return {unit: self._view(unit, slugs[unit]) for unit in ids}

    @cached_property
    def left(self) -> tuple[UnitView, ...]:
        """Units of the vmbo side, in display order."""
        return tuple(self.views[unit] for unit in self.overlap.left_units)

    @cached_property
    def right(self) -> tuple[UnitView, ...]:
        """Units of the mbo side, in display order."""
        return tuple(self.views[unit] for unit in self.overlap.right_units)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Groups by their slug, in display order, left side first."""
        found: dict[str, list[str]] = {}
        for unit in (*self.overlap.left_units, *self.overlap.right_units):
            found.setdefault(self._group_item(unit).id, []).append(unit)
        slugs = self._group_slugs
        return {slugs[key]: self._group(key, units) for key, units in found.items()}

    @cached_property
    def kwalificaties(self) -> Mapping[str, Item]:
        """Compared kwalificaties of the mbo side by slug, in display order."""
        items = [i for c in self.overlap.right for i in c.of_kind(Kind.KWALIFICATIE)]
        slugs = unique_slugs([(i.id, i.crebo or i.code or i.title) for i in items])
        return {slugs[item.id]: item for item in items if item.id not in self.skipped}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        units = (*self.overlap.left_units, *self.overlap.right_units)
        return {unit: number for number, unit in enumerate(units)}

    @cached_property
    def titles_only(self) -> tuple[str, ...]:
        """Names of sources of which most units were compared by their title alone."""
        bare: dict[str, list[bool]] = {}
        for unit in (*self.overlap.left_units, *self.overlap.right_units):
            compared = {block.label for _id, block in self.texts(unit) if block.compared}
            bare.setdefault(self._home[unit].source.title, []).append(compared <= {"titel"})
        return tuple(name for name, each in bare.items() if 2 * sum(each) > len(each))

    def home(self, item_id: str) -> Curriculum:
        """The curriculum in which an item stands."""
        return self._home[item_id]

    def texts(self, unit: str) -> tuple[tuple[str, LabelledText], ...]:
        """The text of a unit and of what stands under it, in display order, with its item."""
        item = self.overlap.items[unit]
        home = self._home[unit]
        made = [self._block(item, "titel", item.title), *self._sections(item)]
        below = list(home.children.get(unit, ()))
        while below:
            child = below.pop(0)
            made += [self._block(child, child.kind.value, child.title), *self._sections(child)]
            below = [*home.children.get(child.id, ()), *below]
        return tuple((key, block) for key, block in made if block.text)

    def eindtermen(self, unit: str) -> tuple[Item, ...]:
        """The eindtermen of a unit that were compared."""
        below = self._home[unit].children.get(unit, ())
        return tuple(i for i in below if i.kind is Kind.EINDTERM and self._is_compared(i))

    def name(self, item_id: str) -> str:
        """Kind, code and title of any item, for a sentence that quotes it."""
        item = self.overlap.items.get(item_id)
        return f"{item.kind.value} {item.code or item.title}".strip() if item else ""

    def _title(self, item: Item) -> str:
        """Title of a unit; where the source gives a code alone, its first sentence as a quote."""
        if item.title:
            return item.title
        below = self._home[item.id].children.get(item.id, ())
        first = next((child.title for child in below if child.title), "")
        return f"“{shorten(remainder(first), _QUOTED, placeholder=' …')}”" if first else ""

    def cite(self, curriculum: Curriculum) -> str:
        """Short name and version of a source, as it stands under every quoted text."""
        source = curriculum.source
        crebos = [i.crebo for i in curriculum.of_kind(Kind.DOSSIER) if i.crebo]
        name = FORMAT_NAMES.get(source.format, source.format)
        if name == "KD" and len(crebos) == 1:
            return f"KD {crebos[0]}"
        return f"{name} {source.version}".strip()

    def _is_compared(self, item: Item) -> bool:
        if item.id in self.skipped:
            return False
        if not self.chosen_leerwegen or not item.leerwegen:
            return True
        return bool(self.chosen_leerwegen & set(item.leerwegen))

    def _block(self, item: Item, label: str, text: str) -> tuple[str, LabelledText]:
        compared = self._is_compared(item)
        notes = [short_leerwegen(item.leerwegen)] if item.kind is Kind.EINDTERM else []
        if not compared:
            notes.append(self.skipped.get(item.id, _("niet vergeleken")))
        note = " · ".join(note for note in notes if note)
        code = item.code if label != "titel" else ""
        return item.id, LabelledText(label, code, note, str(item.place), text, compared)

    def _sections(self, item: Item) -> list[tuple[str, LabelledText]]:
        # Loads slowly, and the pages without a comparison of two sides use this module too.
        from align.overlap.selection import COMPARED_SECTIONS  # noqa: PLC0415

        made = []
        mbo = self._home[item.id].side is Side.MBO
        for section in item.sections:
            only = self.overlap.items.get(section.only_for) if section.only_for else None
            compared = not mbo or section.label in COMPARED_SECTIONS
            notes = (
                [_("alleen voor {}").format(only.title or with_crebo("", only.crebo))]
                if only
                else []
            )
            notes += [] if compared else [_("niet vergeleken")]
            note, place = " · ".join(notes), str(section.place)
            made.append(
                (item.id, LabelledText(section.label, "", note, place, section.text, compared))
            )
        return made

    def _ancestor(self, item: Item, kinds: Iterable[Kind]) -> Item | None:
        wanted = set(kinds)
        return next((a for a in self._home[item.id].ancestors(item) if a.kind in wanted), None)

    def _group_item(self, unit: str) -> Item:
        item = self.overlap.items[unit]
        if item.kind is Kind.KEUZEDEEL:
            return item  # in an exam plan it stands below the kwalificatie, with no kerntaak
        home = self._home[unit]
        kinds = _LEFT_GROUPS if home.side is Side.VMBO else {Kind.KERNTAAK}
        above = self._ancestor(item, kinds) or home.by_id.get(item.parent)
        return above or item

    @cached_property
    def _group_slugs(self) -> Mapping[str, str]:
        units = (*self.overlap.left_units, *self.overlap.right_units)
        groups = {item.id: item for item in map(self._group_item, units)}
        return unique_slugs([(key, self._scoped(item)) for key, item in groups.items()])

    def _group(self, key: str, units: Sequence[str]) -> Group:
        item = self.overlap.items[key]
        if self._home[key].side is Side.VMBO:
            profiel = self._ancestor(item, {Kind.PROFIEL})
            above = profiel.title if profiel else ""
        else:
            above = self._context(item)
        apart = all(unit in self.overlap.generic_units for unit in units)
        return Group(key, self._group_slugs[key], item.code, item.title, above, apart)

    def _wanted_slug(self, unit: str) -> str:
        return self._scoped(self.overlap.items[unit])

    def _scoped(self, item: Item) -> str:
        """Code of an item, on the mbo side after the crebo that it belongs to.

        "B1-K1-W1" stands in every dossier; a code on the vmbo side stands in one place.
        """
        if self._home[item.id].side is Side.VMBO:
            return item.code or item.title
        above = self._ancestor(item, {Kind.KWALIFICATIE}) or self._ancestor(item, {Kind.DOSSIER})
        scope = (above.crebo or above.title) if above else ""
        return f"{scope} {item.code or item.crebo or item.title}".strip()

    def _context(self, item: Item) -> str:
        """Where an mbo item belongs: its kwalificatie(s), or the basisdeel of its dossier."""
        if item.kind is Kind.KEUZEDEEL:
            return _("Keuzedelen")
        above = self._ancestor(item, {Kind.KWALIFICATIE})
        if above:
            return with_crebo(above.title, above.crebo)
        items = (self.overlap.items[i] for i in item.only_for if i in self.overlap.items)
        titles = [entry.title or with_crebo("", entry.crebo) for entry in items]
        if titles:
            return ", ".join(titles)
        dossier = self._ancestor(item, {Kind.DOSSIER})
        base = _("Basisdeel")
        return f"{base} · {with_crebo(dossier.title, dossier.crebo)}" if dossier else ""

    def _kwalificaties(self, item: Item) -> tuple[str, ...]:
        home = self._home[item.id]
        above = self._ancestor(item, {Kind.KWALIFICATIE})
        ids = item.only_for or ((above.id,) if above else ())
        wanted = set(ids) or {i.id for i in home.of_kind(Kind.KWALIFICATIE)}
        return tuple(key for key, kwal in self.kwalificaties.items() if kwal.id in wanted)

    def _view(self, unit: str, unit_slug: str) -> UnitView:
        from align.overlap.decided import unit_sha256  # noqa: PLC0415 (see `_sections`)

        item = self.overlap.items[unit]
        home = self._home[unit]
        group = self._group_item(unit)
        vmbo = home.side is Side.VMBO
        leerwegen = self._leerwegen(item) if vmbo else ()
        kwalificaties = () if vmbo else self._kwalificaties(item)
        niveaus = () if vmbo else self._niveaus(item, kwalificaties)
        level = short_leerwegen(leerwegen)
        if niveaus:
            level = _("niveau {}").format("/".join(map(str, niveaus)))
        coverage = self.overlap.left_coverage if vmbo else self.overlap.right_coverage
        details = [level, hours(item.hours) if item.hours else ""]
        above = self._group(group.id, (unit,))
        return UnitView(
            id=unit,
            number=self._numbers[unit],
            slug=unit_slug,
            side=home.side,
            kind=item.kind.value,
            code=item.code,
            title=self._title(item),
            group=above.slug,
            group_name=above.name,
            context=above.name if vmbo else self._context(item),
            cite=self.cite(home),
            place=str(item.place),
            leerwegen=tuple(leerweg.value for leerweg in leerwegen),
            niveaus=niveaus,
            kwalificaties=kwalificaties,
            level=level,
            details=" · ".join(detail for detail in details if detail),
            generic=unit in self.overlap.generic_units,
            coverage=coverage.get(unit, 0.0),
            same=unit_sha256(home, item),
        )

    def _niveaus(self, item: Item, kwalificaties: Iterable[str]) -> tuple[int, ...]:
        """Levels of an mbo unit: its own, else those of the kwalificaties it belongs to.

        Of its own levels those of kwalificaties that nobody chose are left out.
        """
        above = {n for key in kwalificaties for n in self.kwalificaties[key].niveaus}
        own = set(item.niveaus)
        return tuple(sorted((own & above if self._narrowed else own) or own or above))

    @cached_property
    def _narrowed(self) -> bool:
        """Whether some kwalificaties were left out of the comparison."""
        found = (i for c in self.overlap.right for i in c.of_kind(Kind.KWALIFICATIE))
        return any(item.id in self.skipped for item in found)

    def _leerwegen(self, item: Item) -> tuple[Leerweg, ...]:
        stated = set(item.leerwegen)
        for eindterm in self.eindtermen(item.id):
            stated |= set(eindterm.leerwegen)
        kept = stated & self.chosen_leerwegen if self.chosen_leerwegen else stated
        return tuple(leerweg for leerweg in Leerweg if leerweg in kept)


def _chosen_leerwegen(overlap: Overlap) -> frozenset[Leerweg]:
    """The leerwegen that the user chose; empty when all were compared."""
    value = overlap.settings.get("leerweg", "")
    words = value if isinstance(value, tuple) else str(value).lower().replace(",", " ").split()
    known = {leerweg.value: leerweg for leerweg in Leerweg}
    return frozenset(known[word.lower()] for word in words if word.lower() in known)
