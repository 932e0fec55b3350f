"""`align inspect`: what was read from each source, what did not fit, and what is odd in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.columns import add_columns, columns_of
from align.model import Kind

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from align.model import Curriculum, SourceWarning
    from align.sources.audit import Finding

NAME = "inspect"
HELP = "laat zien wat er in een bestand, map of zip is gelezen, wat niet paste, en wat vreemd is"
EPILOG = """\
voorbeelden:
  align inspect slo/2025.3 dossier.xml
  align inspect slo/2025.3 --verbose          elke waarschuwing met haar plaats
  align inspect dossier.xml --json lijst.json
"""

_SHOWN_PER_GROUP = 3
_SINGULARS = {
    "keuzedelen": "keuzedeel",
    "uitspraken": "uitspraak",
    "uitspraken over overlap": "uitspraak over overlap",
    "crebo's": "crebo",
    "beroepsdefinities": "beroepsdefinitie",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", type=Path, help="bestand, map of zip"
    )
    add_columns(parser)
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="schrijf het ook als JSON (align-inspect/1)"
    )


def run(options: argparse.Namespace) -> int:
    """Show every source that can be read; the others are reported together at the end.

    The JSON is only written when all sources could be read.

    Returns:
        0 when all sources were read.

    Raises:
        SeveralInputsError: one or more sources could not be used.
        OutputError: the JSON could not be written.
        UsageError: the JSON would be written over a source, or --columns is not understood.
    """
    from align.cli.pages import check_outputs
    from align.errors import SeveralInputsError
    from align.exchange.inspect_json import inspect_json
    from align.files import write_whole
    from align.sources import load_each

    check_outputs([options.json], options.sources)
    curricula, faults = load_each(options.sources, columns_of(options))
    if curricula and not options.quiet:
        from align.sources.enrich import gains

        shown = None if options.verbose else _SHOWN_PER_GROUP
        parts = zip(curricula, gains(curricula), strict=True)
        blocks = ["\n".join(_lines(c, g, shown)) for c, g in parts]
        together = _together(curricula, options.sources)
        print("\n\n".join([*blocks, *together, *_not_read(curricula)]), flush=True)
    if faults:
        raise SeveralInputsError(faults)
    if options.json:
        write_whole(options.json, inspect_json(curricula))
    return 0


def _lines(curriculum: Curriculum, gain: Mapping[str, int], shown: int | None) -> Iterator[str]:
    from align.sources.register.base import register_counts

    source = curriculum.source
    example = " (voorbeeld, geen officieel document)" if source.example else ""
    yield f"{source.title}{example}"
    yield f"  bron      {source.path}"
    yield f"  versie    {source.version or 'niet vermeld'}"
    yield f"  formaat   {source.format}: {source.why}"
    yield f"  gelezen   {_counted(curriculum)}"
    if counts := register_counts(curriculum):
        yield f"  register  {_listed(counts)}"
    if gain:
        yield f"  hierbij   {_listed(gain)} (uit de registers die u ook opgaf)"
    yield from _warnings(curriculum, shown)
    yield from _audit(curriculum, shown)


def _warnings(curriculum: Curriculum, shown: int | None) -> Iterator[str]:
    from align.sources.documents import NOT_READ
    from align.sources.notes import warning_kind

    groups = _grouped(w for w in curriculum.warnings if warning_kind(w.message) != NOT_READ)
    if not groups:
        yield "  let op    niets; alles paste"
        return
    total = sum(len(warnings) for warnings in groups.values())
    yield f"  let op    {_number(total, 'waarschuwing', 'waarschuwingen')}"
    for kind, warnings in groups.items():
        yield f"    {len(warnings)} × {kind}"
        for warning in warnings[:shown]:
            detail = warning.message.removeprefix(kind).removeprefix(": ")
            yield f"        {warning.place}" + (f": {detail}" if detail else "")
        yield from _hidden(len(warnings), shown)


def _audit(curriculum: Curriculum, shown: int | None) -> Iterator[str]:
    """What is odd in the source itself, each with its places; nothing when nothing is."""
    from align.sources.audit import audit

    groups: dict[str, list[Finding]] = {}
    for finding in audit(curriculum):
        groups.setdefault(finding.kind, []).append(finding)
    if not groups:
        return
    yield ""
    yield "  Over de bron zelf (voor wie haar uitgeeft)"
    for kind, findings in groups.items():
        yield f"    {len(findings)} × {kind}"
        for finding in findings[:shown]:
            yield f"        {finding.message}"
            places = finding.places[:shown]
            yield from (f"          - {place}" for place in places)
            if finding.places[len(places) :]:
                yield f"          - en nog {len(finding.places) - len(places)} plaatsen"
        yield from _hidden(len(findings), shown)


def _hidden(total: int, shown: int | None) -> Iterator[str]:
    if shown is not None and total > shown:
        yield f"        en nog {total - shown} (alles met --verbose)"


def _not_read(curricula: Iterable[Curriculum]) -> Iterator[str]:
    """One block for all files that lay beside the documents and were not read."""
    from align.sources.documents import NOT_READ
    from align.sources.notes import warning_kind

    others = [w for c in curricula for w in c.warnings if warning_kind(w.message) == NOT_READ]
    if others:
        heading = f"Niet gelezen: {_number(len(others), 'ander bestand', 'andere bestanden')}"
        lines = (f"  {w.place.file}: {w.message.removeprefix(f'{NOT_READ}: ')}" for w in others)
        yield "\n".join([heading, *lines])


def _together(curricula: Iterable[Curriculum], sources: Iterable[Path]) -> Iterator[str]:
    """One line for each folder whose tables are one programme to the other commands."""
    from align.sources.plain_files import printable
    from align.sources.together import tables_of

    for source in sources:
        if tables := tables_of(curricula, str(source)):
            yield (
                f"Samen één programma: de {len(tables)} tabellen in {printable(source)}; "
                "de andere opdrachten lezen ze als één bron"
            )


def _counted(curriculum: Curriculum) -> str:
    counts = curriculum.counts()
    shown = [_number(n, kind, Kind(kind).plural) for kind, n in counts.items()]
    return ", ".join(shown) or "geen onderdelen"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(_number(n, _SINGULARS.get(what, what), what) for what, n in counts.items())


def _number(n: int, one: str, many: str) -> str:
    # Dutch separates thousands by a dot.
    return f"{n:,}".replace(",", ".") + f" {one if n == 1 else many}"


def _grouped(warnings: Iterable[SourceWarning]) -> dict[str, list[SourceWarning]]:
    """Warnings by kind, most frequent first."""
    from align.sources.notes import warning_kind

    groups: dict[str, list[SourceWarning]] = {}
    for warning in warnings:
        groups.setdefault(warning_kind(warning.message), []).append(warning)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
