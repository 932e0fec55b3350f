"""Reads exam plans and onderwijs- en examenregelingen (OER) of mbo schools from PDF.

What is read: dossier, kwalificatie, crebo, niveau, leerweg and cohort; kerntaken and werkprocessen
with their whole titles; per werkproces the exams with form, place, weight, duration and result;
keuzedelen with code and hours; Nederlands, rekenen, Engels, loopbaan en burgerschap as facts about
the kwalificatie. Left alone, because it says how a student passes and not what is taught: beslis-
and slaagregels, cum laude, vrijstellingen, rights and duties.
Source: exam plans of MBO Utrecht and Aeres MBO, cohorts 2025 and 2026.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Fact, Item, Kind, Place, Side, Source
from align.sources.archive import digest
from align.sources.codes import natural_key
from align.sources.exam_plan.codes import is_werkproces, kerntaak_of, mentions
from align.sources.exam_plan.exams import Context, Exams, exams
from align.sources.exam_plan.front import Front, add_from_name, crebo_in, fronts
from align.sources.exam_plan.keuzedelen import compulsory, listed
from align.sources.exam_plan.layout import sheets
from align.sources.exam_plan.mentions import named_places
from align.sources.exam_plan.outline import Named, Outline, outline
from align.sources.exam_plan.tables import headed_tables
from align.sources.notes import Notes
from align.sources.pdf.front import front
from align.sources.pdf.pages import MAX_PDF_BYTES, Pdf, read_pages
from align.sources.pdf.running_text import Vocabulary
from align.sources.reader import Recognition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.exam_plan.layout import Sheet
    from align.sources.pdf.pages import Page
    from align.sources.pdf.rules import RuledLine
    from align.sources.source_files import SourceFiles

MAX_PLAN_WORDS = 300_000
"""Words of one document that are read; an OER of 40 pages has 10,000."""

_NAMES_ITSELF = re.compile(
    r"\b(?:examenplan(?:nen)?|examen- en diplomaplan|onderwijs- en examenregeling|oer)\b",
    re.IGNORECASE,
)
_CONTENT = frozenset({Kind.KERNTAAK, Kind.WERKPROCES, Kind.KEUZEDEEL})
_KWALIFICATIE_FACTS = (
    "leerweg",
    "cohort",
    "duur",
    "dossierversie",
    "domein",
    "sbu",
    "examenleverancier",
    "locatie",
    "vastgesteld",
)


class ExamPlanReader:
    """Reads the exam plan or OER of one or more kwalificaties from a PDF."""

    name = "examenplan"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise a PDF that calls itself an exam plan or OER and names a crebo or codes."""
        seen = front(files)
        itself = _NAMES_ITSELF.search(seen.text) if seen else None
        if seen is None or itself is None:
            return None
        crebo = crebo_in(seen.text) if "crebo" in seen.text.casefold() else ""
        codes = list(dict.fromkeys(mention.code for mention in mentions(seen.text)))
        if not crebo and not codes:
            return None
        signs = [f"crebo {crebo}"] if crebo else []
        signs += [f"{len(codes)} codes als {codes[0]}"] if codes else []
        reason = f"de PDF noemt zich {itself[0].casefold()}, met {' en '.join(signs)}"
        return Recognition(0.8 if crebo and codes else 0.6, reason)

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all plans in a document; see `reader.Reader.read`."""
        (name,) = files.names
        data, notes = files.read(name, MAX_PDF_BYTES), Notes()
        with Pdf(data, files.where(name)) as pdf:
            found = sheets(_pages(pdf, name, notes))
        words = Vocabulary([line for sheet in found for line in sheet.lines])
        sha256 = digest([(name, data)])
        plans = fronts(found, name, notes)
        if len(plans) == 1:
            add_from_name(plans[0], name, notes)
        items: list[Item] = []
        for plan, part in _parts(plans, found):
            items += _Plan(plan, part, Context(name, words, notes), sha256).items()
        if not any(item.kind in _CONTENT for item in items):
            raise InputError(
                "in dit examenplan is geen enkele kerntaak gevonden (met een code zoals B1-K1)",
                where=files.where(name),
                advice="Staan de kerntaken er als plaatje in, of zonder code? Geef dan het "
                "kwalificatiedossier van SBB op.",
            )
        titles = [item.title for item in items if item.kind is Kind.KWALIFICATIE]
        source = Source(
            path=files.path,
            format=self.name,
            title=f"Examenplan {', '.join(titles)}",
            version="; ".join(dict.fromkeys(filter(None, map(_version, plans)))),
            sha256=sha256,
            why=why,
        )
        return Curriculum(source, Side.MBO, tuple(items), notes.in_order())


def _pages(pdf: Pdf, name: str, notes: Notes) -> Iterator[tuple[Page, tuple[RuledLine, ...]]]:
    """Pages with their ruled lines, up to `MAX_PLAN_WORDS`."""
    words = 0
    for page in read_pages(pdf, name, notes):
        if words > MAX_PLAN_WORDS:
            what = f"het plan is langer dan {MAX_PLAN_WORDS} woorden; de rest is niet gelezen"
            notes.add(Place(name, page=page.number), what)
            return
        words += len(page.words)
        yield page, pdf.rules(page.number)


def _parts(plans: Sequence[Front], found: Sequence[Sheet]) -> Iterator[tuple[Front, list[Sheet]]]:
    """Every plan with its pages: from its front up to the front of the next."""
    starts = [0, *(plan.page for plan in plans[1:]), found[-1].number + 1]
    for plan, (start, end) in zip(plans, pairwise(starts), strict=True):
        yield plan, [sheet for sheet in found if start <= sheet.number < end]


def _version(front: Front) -> str:
    cohort, settled = front.text("cohort"), front.text("vastgesteld")
    parts = [f"cohort {cohort}" if cohort else "", f"vastgesteld {settled}" if settled else ""]
    return ", ".join(filter(None, parts))


class _Plan:
    """One plan while its items are made."""

    def __init__(self, front: Front, part: list[Sheet], context: Context, sha256: str) -> None:
        self.front = front
        self.part = part
        self.context = context
        self.start = Place(context.file, page=front.page)
        if not front.crebo:
            context.notes.add(self.start, "het plan noemt geen crebo")
        self.id = f"examenplan/{front.crebo or f'zonder-crebo-{sha256[:8]}'}"

    def items(self) -> Iterator[Item]:
        """Dossier, kwalificatie, kerntaken with their werkprocessen, keuzedelen."""
        file, notes = self.context.file, self.context.notes
        tables, others = headed_tables([t for s in self.part for t in s.tables], file, notes)
        named = named_places(self.part, tables, others, self.context.words, file)
        found = outline(self._own(named), notes)
        about = exams(tables, self.part, found, self.context)
        if not found.entries:
            notes.add(self.start, "in dit plan staan geen kerntaken en werkprocessen met een code")
        yield self._dossier()
        yield self._kwalificatie(about)
        yield from self._kerntaken(found, about)
        keuzedelen = listed(tables, self.part, self.context)
        if not keuzedelen:
            notes.add(self.start, "het plan noemt geen keuzedelen bij hun code")
        for keuzedeel in keuzedelen:
            yield Item(
                id=f"{self.id}/{keuzedeel.code}",
                kind=Kind.KEUZEDEEL,
                code=keuzedeel.code,
                title=keuzedeel.title,
                parent=self.id,
                place=keuzedeel.place,
                hours=keuzedeel.hours,
            )

    def _own(self, named: list[Named]) -> list[Named]:
        """Without the kerntaken of keuzedelen: each keuzedeel numbers them from D1-K1 anew."""
        own = [place for place in named if not place.code.startswith("D")]
        if not own or len(own) == len(named):
            return named
        first = next(place for place in named if place.code.startswith("D"))
        what = "kerntaken en werkprocessen van keuzedelen zijn niet gelezen"
        self.context.notes.add(first.place, what, f"{len(named) - len(own)} keer genoemd")
        return own

    def _dossier(self) -> Item:
        front = self.front
        title = front.text("dossier")
        if front.dossier_crebo in title:
            title = title.replace(front.dossier_crebo, "").strip(" ()-")
        named = front.values.get("dossier" if title else "kwalificatie")
        if not title:
            what = "het plan noemt zijn kwalificatiedossier niet; de naam van de opleiding staat er"
            self.context.notes.add(self.start, what)
        return Item(
            id=f"{self.id}/dossier",
            kind=Kind.DOSSIER,
            code="",
            title=title or self._title(),
            parent="",
            place=named.place if named else self.start,
            niveaus=front.niveaus,
            crebo=front.dossier_crebo,
        )

    def _kwalificatie(self, about: Exams) -> Item:
        front = self.front
        facts = [
            Fact(name, front.values[name].text, front.values[name].place)
            for name in _KWALIFICATIE_FACTS
            if name in front.values
        ]
        hours = compulsory(self.part, self.context.file)
        if not front.niveaus:
            self.context.notes.add(self.start, "het plan noemt geen niveau")
        named = front.values.get("kwalificatie")
        return Item(
            id=self.id,
            kind=Kind.KWALIFICATIE,
            code="",
            title=self._title(),
            parent=f"{self.id}/dossier",
            place=named.place if named else self.start,
            niveaus=front.niveaus,
            crebo=front.crebo,
            facts=(*facts, *([hours] if hours else []), *about.facts.get("", ())),
        )

    def _title(self) -> str:
        title = self.front.text("kwalificatie") or self.front.text("dossier")
        if title:
            return re.sub(r"\s*\(?\b\d{5}\b\)?\s*", " ", title).strip()
        return f"Opleiding {self.front.crebo}".strip()

    def _kerntaken(self, found: Outline, about: Exams) -> Iterator[Item]:
        under: dict[str, list[str]] = {}
        for code in found.entries:
            under.setdefault(kerntaak_of(code), []).extend([code] if is_werkproces(code) else [])
        for kerntaak, below in sorted(under.items(), key=lambda entry: natural_key(entry[0])):
            parent = self.id
            if kerntaak in found.entries:
                yield self._item(Kind.KERNTAAK, kerntaak, self.id, found, about)
                parent = f"{self.id}/{kerntaak}"
                if not below:
                    place = found.entries[kerntaak].place
                    self.context.notes.add(place, "kerntaak zonder werkprocessen")
            else:
                place = found.entries[below[0]].place
                self.context.notes.add(
                    place, "de kerntaak hierboven staat niet in het plan", kerntaak
                )
            for code in below:
                item = self._item(Kind.WERKPROCES, code, parent, found, about)
                if about.facts and not item.facts and not about.facts.get(kerntaak):
                    self.context.notes.add(item.place, "bij dit werkproces staat geen examen")
                yield item

    def _item(self, kind: Kind, code: str, parent: str, found: Outline, about: Exams) -> Item:
        entry = found.entries[code]
        return Item(
            id=f"{self.id}/{code}",
            kind=kind,
            code=code,
            title=entry.title,
            parent=parent,
            place=entry.place,
            niveaus=self.front.niveaus,
            facts=tuple(about.facts.get(code, ())),
        )
