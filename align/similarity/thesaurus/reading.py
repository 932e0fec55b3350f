"""From SKOS files to a thesaurus: ours, and one that a school lays beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from align.errors import InputError, SeveralInputsError
from align.resources import resource
from align.similarity.thesaurus.index import Concept, Thesaurus
from align.similarity.thesaurus.turtle import TYPE, Statement, TurtleError, statements
from align.sources.plain_files import printable, read_regular
from align.sources.text import clean_line

_SKOS = "http://www.w3.org/2004/02/skos/core#"
#: What is read of SKOS; whatever else a file says is let be.
_READ = ("Concept", "prefLabel", "altLabel", "hiddenLabel", "broader", "topConceptOf")
_VERSION = "http://purl.org/dc/terms/hasVersion"

#: Larger files are no thesaurus of a school; ours is a seventh of it.
MAX_BYTES = 1_000_000

_ADVICE = "Neem corpora/thesaurus/vakthesaurus.ttl als voorbeeld; docs/thesaurus.md legt het uit."


@dataclass(slots=True)
class _Draft:
    """What the files say of one concept, so far."""

    preferred: str = ""
    labels: dict[str, None] = field(default_factory=dict)
    broader: str = ""
    top: bool = False
    place: str = ""


@cache
def load_thesaurus() -> Thesaurus:
    """The thesaurus that travels with the program.

    Raises:
        SeveralInputsError: it is damaged, which only a change of it can cause.
    """
    return read_thesaurus(())


def read_thesaurus(extra: Iterable[Path]) -> Thesaurus:
    """The thesaurus that travels with the program, with files of the user's own laid beside it.

    A file may add begrippen (`skos:broader` to any concept, ours or its own), words to ours, and
    vakgebieden or sectors. What it says is added; nothing of ours is taken away.

    Raises:
        InputError: a file that is not there, not the Turtle that is understood, or that names
            concepts that nobody describes. Faults of all files are reported together.
    """
    ours = resource("corpora") / "thesaurus" / "vakthesaurus.ttl"
    drafts: dict[str, _Draft] = {}
    versions: list[str] = []
    faults: list[InputError] = []
    for path in (ours, *extra):
        try:
            found = _statements(path)
        except InputError as fault:
            faults.append(fault)
            continue
        versions += _gather(found, drafts, printable(path)) or [printable(Path(path.name))]
    faults += _faults(drafts)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SeveralInputsError(faults)
    return Thesaurus(" + ".join(versions), _concepts(drafts))


def _statements(path: Path) -> list[Statement]:
    where = printable(path)
    data = read_regular(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"deze thesaurus is groter dan {MAX_BYTES // 1_000_000} MB", where=where, advice=_ADVICE
        )
    try:
        return statements(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            "deze thesaurus is geen UTF-8-tekst", where=where, advice="Sla hem op als UTF-8."
        ) from error
    except TurtleError as error:
        raise InputError(
            f"deze thesaurus is niet te lezen: {error}",
            where=f"{where}, regel {error.line}",
            advice=_ADVICE,
        ) from error


def _gather(found: Sequence[Statement], drafts: dict[str, _Draft], where: str) -> list[str]:
    """Add statements to the drafts; returns the versions that they name."""
    versions = []
    for entry in found:
        if entry.predicate == _VERSION and entry.literal:
            versions.append(clean_line(entry.value))
            continue
        name = entry.predicate.removeprefix(_SKOS)
        if entry.predicate == TYPE and entry.value == f"{_SKOS}Concept":
            name = "Concept"
        if name not in _READ:
            continue
        draft = drafts.setdefault(entry.subject, _Draft())
        draft.place = draft.place or f"{where}, regel {entry.line}"
        if name == "prefLabel" and not draft.preferred:
            draft.preferred = clean_line(entry.value)
        elif name.endswith("Label"):
            draft.labels[clean_line(entry.value)] = None
        elif name == "broader" and not draft.broader:
            draft.broader = entry.value
        elif name == "topConceptOf":
            draft.top = True
    return versions


def _faults(drafts: Mapping[str, _Draft]) -> list[InputError]:
    faults = []
    for concept, draft in drafts.items():
        fault = _fault(concept, drafts)
        if fault:
            faults.append(InputError(fault, where=draft.place, advice=_ADVICE))
    return faults


def _fault(concept: str, drafts: Mapping[str, _Draft]) -> str:
    draft = drafts[concept]
    if not draft.preferred:
        return f"{concept} heeft geen skos:prefLabel"
    if draft.broader and draft.broader not in drafts:
        return f'"{draft.preferred}" valt onder {draft.broader}, en dat staat nergens'
    if not draft.broader and not draft.top:
        return f'"{draft.preferred}" valt nergens onder (skos:broader)'
    seen = {concept}
    while draft.broader in drafts:
        if draft.broader in seen:
            return f'"{draft.preferred}" valt onder zichzelf'
        seen.add(draft.broader)
        draft = drafts[draft.broader]
    return ""


def _concepts(drafts: Mapping[str, _Draft]) -> list[Concept]:
    concepts = []
    for name, draft in drafts.items():
        above: list[str] = []
        at = draft
        while at.broader:
            above.append(at.broader)
            at = drafts[at.broader]
        labels = tuple(dict.fromkeys((draft.preferred, *draft.labels)))
        concepts.append(Concept(name, labels, tuple(above)))
    return concepts
