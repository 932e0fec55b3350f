"""`align inspect`: what was read from each source, and what did not fit, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from align.model import Curriculum, SourceWarning

NAME = "inspect"
HELP = "laat zien wat er in een bestand, map of zip is gelezen, en wat niet paste"
EPILOG = """\
voorbeelden:
  align inspect slo/2025.3 dossier.xml
  align inspect slo/2025.3 --verbose          elke waarschuwing met haar plaats
  align inspect dossier.xml --json lijst.json
"""

_SHOWN_PER_GROUP = 3
_PLURALS = {
    "profiel": "profielen",
    "kern": "kernen",
    "kerndeel": "kerndelen",
    "module": "modules",
    "keuzevak": "keuzevakken",
    "taak": "taken",
    "deeltaak": "deeltaken",
    "eindterm": "eindtermen",
    "dossier": "dossiers",
    "kwalificatie": "kwalificaties",
    "kerntaak": "kerntaken",
    "werkproces": "werkprocessen",
    "vakkennis": "onderdelen vakkennis",
    "keuzedeel": "keuzedelen",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", type=Path, help="bestand, map of zip"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="schrijf het ook als JSON (align-inspect/1)"
    )


def run(args: argparse.Namespace) -> int:
    """Show every source that can be read; the others are reported together at the end.

    The JSON is only written when all sources could be read.

    Returns:
        0 when all sources were read.

    Raises:
        SeveralInputsError: one or more sources could not be used.
        OutputError: the JSON could not be written.
        UsageError: the JSON would be written over a source.
    """
    from align.cli.pages import check_outputs
    from align.errors import SeveralInputsError
    from align.exchange.inspect_json import inspect_json
    from align.files import write_whole
    from align.sources import load_each

    check_outputs([args.json], args.sources)
    curricula, faults = load_each(args.sources)
    if curricula and not getattr(args, "quiet", False):
        from align.sources.enrich import gains

        shown = None if getattr(args, "verbose", False) else _SHOWN_PER_GROUP
        parts = zip(curricula, gains(curricula), strict=True)
        print("\n\n".join("\n".join(_lines(c, g, shown)) for c, g in parts), flush=True)
    if faults:
        raise SeveralInputsError(faults)
    if args.json:
        write_whole(args.json, inspect_json(curricula))
    return 0


def _lines(curriculum: Curriculum, gain: Mapping[str, int], shown: int | None) -> Iterator[str]:
    from align.sources.register import register_counts

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
    if not curriculum.warnings:
        yield "  let op    niets; alles paste"
        return
    groups = _grouped(curriculum.warnings)
    yield f"  let op    {_number(len(curriculum.warnings), 'waarschuwing', 'waarschuwingen')}"
    for kind, warnings in groups.items():
        yield f"    {len(warnings)} × {kind}"
        for warning in warnings[:shown]:
            detail = warning.message.removeprefix(kind).removeprefix(": ")
            yield f"        {warning.place}" + (f": {detail}" if detail else "")
        hidden = len(warnings[shown:]) if shown is not None else 0
        if hidden:
            yield f"        en nog {hidden} (alles met --verbose)"


def _counted(curriculum: Curriculum) -> str:
    counts = curriculum.counts()
    shown = [_number(n, kind, _PLURALS.get(kind, kind)) for kind, n in counts.items()]
    return ", ".join(shown) or "geen onderdelen"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(_number(n, what, what) for what, n in counts.items())


def _number(n: int, one: str, many: str) -> str:
    # Dutch separates thousands by a dot.
    return f"{n:,}".replace(",", ".") + f" {one if n == 1 else many}"


def _grouped(warnings: tuple[SourceWarning, ...]) -> dict[str, list[SourceWarning]]:
    """Warnings by kind, most frequent first."""
    from align.sources.notes import warning_kind

    groups: dict[str, list[SourceWarning]] = {}
    for warning in warnings:
        groups.setdefault(warning_kind(warning.message), []).append(warning)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
