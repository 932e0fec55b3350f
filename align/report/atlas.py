"""Writes an atlas: what was found in every part, as a folder of pages with one index."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from align.model import Curriculum, Kind
from align.overlap.atlas_run import Found
from align.overlap.atlas_sources import MboDocument, MboSide
from align.overlap.kept import key_of
from align.report.atlas_entries import entries_of_part, entries_of_profile
from align.report.atlas_folder import AtlasFolder
from align.report.atlas_left import LeftShown
from align.report.atlas_lists import (
    GroupPage,
    ProfilePage,
    group_pages,
    list_pages,
    profile_pages,
    profile_sums,
    sheets,
)
from align.report.atlas_names import page_stem
from align.report.atlas_part import PartPage, part_pages
from align.report.atlas_search import Findable, index_files
from align.report.atlas_sums import Line, Mention, lines_of, mentions_of
from align.report.bands import Band, band_rows, bands_of
from align.report.page import NamedValue
from align.report.render import asset, render_linked
from align.report.settings import Settings, quality_facts, settings_facts
from align.report.sources import file_name, source_view
from align.report.translation import script_texts, speaking
from align.report.wording import dutch_date, listed, number, plural, setting

STYLES, SCRIPTS = ("report.css", "atlas.css"), ("atlas.js",)

_PART = "atlas_part.html"

#: Stands in a page for its nonce, in the head only, before anything of a source.
_NONCE = "NONCE-OF-THIS-PAGE"
_NONCES = 4


@dataclass(frozen=True, slots=True)
class Made:
    """How an atlas was made, as it tells its reader.

    Attributes:
        command: as the user typed it.
        vmbo: the left source as the user named it.
        leerweg: as the user chose it; empty for all.
    """

    command: str
    vmbo: str
    leerweg: str
    made_on: date
    tool_version: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class Written:
    """How much an atlas holds, and how many of its files were new or other than before."""

    parts: int
    pairs: int
    files: int
    changed: int


@dataclass(frozen=True, slots=True)
class Account:
    """How was compared, and what that has been worth."""

    settings: tuple[NamedValue, ...]
    quality: tuple[NamedValue, ...]
    bands: tuple[tuple[str, str, str], ...]
    threshold: str
    command: str
    made_on: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An mbo source in the list of sources."""

    title: str
    version: str
    file: str
    format: str
    sha256: str
    counts: str
    warnings: int


def write_atlas(
    folder: Path,
    left: LeftShown,
    found: Iterable[Found],
    *,
    vmbo: Curriculum,
    mbo: MboSide,
    made: Made,
    lang: str = "nl",
) -> Written:
    """Write or renew an atlas in a folder.

    Args:
        folder: where it goes; what is in it of others stays.
        left: the vmbo side as it is shown.
        found: what was found in every part, in any order.
        vmbo, mbo: what was compared.
        made: how.
        lang: "nl" or "en"; quotes stay Dutch.

    Raises:
        OutputError: the folder cannot be written, or holds a file of others in the way.
    """
    with speaking(lang), AtlasFolder(folder) as pages:
        return _Writer(pages, left, made, lang).write(found, vmbo, mbo)


class _Writer:
    """What all pages of one atlas share."""

    def __init__(self, folder: AtlasFolder, left: LeftShown, made: Made, lang: str) -> None:
        self._folder, self._left, self._made, self._lang = folder, left, made, lang
        self._bands: tuple[Band, ...] = bands_of(str(made.settings.get("quality_bands", "")))
        self._lines: list[Line] = []
        self._mentions: dict[str, list[Mention]] = {}
        self._entries: list[Findable] = []
        self._parts = self._pairs = 0

    def write(self, found: Iterable[Found], vmbo: Curriculum, mbo: MboSide) -> Written:
        for entry in found:
            self._part(entry)
        self._left_pages()
        for keuzedelen in (False, True):
            for page in list_pages(self._left, self._lines, keuzedelen=keuzedelen):
                self._page(page.sheet.name, "atlas_list.html", "", page=page)
        self._sources(vmbo, mbo)
        self._index(vmbo, mbo)
        for name, text in index_files(self._entries):
            self._folder.write(name, text)
        self._folder.write("stijl.css", asset(STYLES))
        self._folder.write("zoeken.js", self._script())
        files, changed = self._folder.finish()
        return Written(self._parts, self._pairs, files, changed)

    def _part(self, found: Found) -> None:
        part = found.part
        keuzedeel = part.kind is Kind.KEUZEDEEL
        named = f"{part.code or part.crebo} {part.name}"
        stem = page_stem(named, part.id)
        command = self._command(found.document)
        made = part_pages(
            part,
            self._left,
            folder="keuzedeel" if keuzedeel else "mbo",
            stem=stem,
            bands=self._bands,
            command=command,
        )
        self._parts += 1
        self._pairs += len(part.pairs)
        self._lines += lines_of(part, self._left, made.first, made.places)
        for unit, mention in mentions_of(part, made.places):
            self._mentions.setdefault(unit, []).append(mention)
        self._entries += entries_of_part(part, made.first)
        self._part_files(self._origin(_PART, found.key, command, part.id), made.pages)

    def _part_files(self, origin: str, pages: Iterable[PartPage]) -> None:
        """Pages of a part, or those of an earlier run when they would be the same."""
        if not self._folder.keep(origin):
            for page in pages:
                self._page(page.name, _PART, origin, page=page)

    def _left_page(self, template: str, page: ProfilePage | GroupPage) -> None:
        """A page of the vmbo side, or that of an earlier run when it would be the same."""
        origin = self._origin(template, repr(page))
        if not self._folder.keep(origin):
            self._page(page.sheet.name, template, origin, page=page)

    def _origin(self, template: str, *made_of: str) -> str:
        """Digest of all that a page is made of."""
        return key_of(_texts_of(template), self._lang, self._made.tool_version, *made_of)

    def _left_pages(self) -> None:
        everything = list(profile_pages(self._left, self._lines, self._mentions))
        for page in everything:
            self._left_page("atlas_profile.html", page)
        for group in group_pages(self._left, self._mentions):
            self._left_page("atlas_group.html", group)
        self._profiles = profile_sums(everything)
        for profile in self._left.profiles:
            self._entries += entries_of_profile(profile)

    def _sources(self, vmbo: Curriculum, mbo: MboSide) -> None:
        rows = [_source_row(document) for document in mbo.documents]
        for sheet, some in sheets("", "bronnen", rows):
            self._page(
                sheet.name,
                "atlas_sources.html",
                "",
                sheet=sheet,
                vmbo=source_view(vmbo),
                rows=some,
                unread=mbo.unread if sheet.number == 1 else (),
                total=len(rows),
            )

    def _index(self, vmbo: Curriculum, mbo: MboSide) -> None:
        keuzedelen = sum(line.kind is Kind.KEUZEDEEL for line in self._lines)
        settings = self._made.settings
        self._page(
            "index.html",
            "atlas_index.html",
            "",
            profiles=self._profiles,
            vmbo=source_view(vmbo),
            sources=len(mbo.documents),
            unread=len(mbo.unread),
            example=vmbo.source.example or any(d.holds.example for d in mbo.documents),
            kwalificaties=len(self._lines) - keuzedelen,
            keuzedelen=keuzedelen,
            pairs=self._pairs,
            leerweg=self._made.leerweg.upper(),
            account=Account(
                settings=settings_facts(settings),
                quality=quality_facts(settings),
                bands=band_rows(self._bands),
                threshold=setting(settings.get("threshold", "")),
                command=self._made.command,
                made_on=dutch_date(self._made.made_on),
            ),
            searches=True,
        )

    def _page(self, name: str, template: str, origin: str, **values: object) -> None:
        """Render a page and give it its nonce: a digest of the page, which no source can know."""
        values.setdefault("searches", False)
        text = render_linked(
            template,
            nonce=_NONCE,
            top="../" * name.count("/"),
            tool_version=self._made.tool_version,
            **values,
        )
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        nonce = base64.urlsafe_b64encode(digest[:18]).decode("ascii")
        self._folder.write(name, text.replace(_NONCE, nonce, _NONCES), origin)

    def _command(self, document: MboDocument) -> str:
        parts = ["align", "overlap", self._made.vmbo, document.path]
        if self._made.leerweg:
            parts += ["--leerweg", self._made.leerweg]
        return " ".join(f'"{p}"' if " " in p else p for p in [*parts, "-o", "overlap.html"])

    @staticmethod
    def _script() -> str:
        text = asset(SCRIPTS)
        return f"const alignTexts = {json.dumps(script_texts((text,)), sort_keys=True)};\n{text}"


@cache
def _texts_of(template: str) -> str:
    """A template and those that it builds on."""
    return asset((template, "atlas_base.html", "atlas_macros.html", "macros.html"))


def _source_row(document: MboDocument) -> SourceRow:
    holds = document.holds
    counts = [f"{number(n)} {plural(Kind(kind), n)}" for kind, n in holds.counts.items()]
    return SourceRow(
        title=holds.title,
        version=holds.version,
        file=file_name(document.path),
        format=holds.format,
        sha256=holds.sha256,
        counts=listed(counts),
        warnings=len(holds.warnings),
    )
