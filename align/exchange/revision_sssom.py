"""A revision as SSSOM: mappings from old to new items, as a table with its metadata above it.

Source: SSSOM, the Simple Standard for Sharing Ontological Mappings (w3id.org/sssom): predicates
and `sssom:NoTermFound` for what has no counterpart.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from align.exchange.cells import harmless
from align.exchange.revision_rows import steps
from align.model import ChangeKind
from align.revisions.names import is_replaced
from align.sources.case.fields import is_uuid

if TYPE_CHECKING:
    from datetime import date

    from align.exchange.revision_rows import Step
    from align.model import Curriculum, Item, Revision

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "similarity_score",
    "similarity_measure",
    "comment",
)
_PREFIXES = {
    "bron": "https://spec.align.invalid/item/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "slo": "https://opendata.slo.nl/curriculum/uuid/",
    "sssom": "https://w3id.org/sssom/",
}
_PREDICATES = {
    ChangeKind.GELIJK: "skos:exactMatch",
    ChangeKind.REDACTIONEEL: "skos:exactMatch",
    ChangeKind.GEWIJZIGD: "skos:closeMatch",
    ChangeKind.GESPLITST: "skos:narrowMatch",
    ChangeKind.SAMENGEVOEGD: "skos:broadMatch",
    ChangeKind.NIEUW: "skos:exactMatch",
    ChangeKind.VERVALLEN: "skos:exactMatch",
}
#: Same place, other content.
_SLOT = "skos:relatedMatch"
_NOTHING = "sssom:NoTermFound"
_JUSTIFICATION = "semapv:CompositeMatching"
_LICENSE = "https://w3id.org/sssom/license/unspecified"


def revision_sssom(revision: Revision, *, made_on: date, tool_version: str) -> str:
    """The mappings as an SSSOM table (TSV); the same input and date give the same text."""
    old, new = revision.old.source, revision.new.source
    text = io.StringIO(newline="")
    text.write("# curie_map:\n")
    for prefix, address in _PREFIXES.items():
        text.write(f"#   {prefix}: {_yaml(address)}\n")
    name = f"https://spec.align.invalid/was-wordt/{old.sha256[:16]}-{new.sha256[:16]}"
    for key, value in (
        ("license", _LICENSE),
        ("mapping_date", made_on.isoformat()),
        ("mapping_set_description", f"Was-wordt: {old.title} {old.version} → {new.version}"),
        ("mapping_set_id", name),
        ("mapping_tool", "align"),
        ("mapping_tool_version", tool_version),
        ("object_source_version", new.version),
        ("subject_source_version", old.version),
    ):
        if value:
            text.write(f"# {key}: {_yaml(value)}\n")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(revision, step) for step in steps(revision))
    return text.getvalue()


def _row(revision: Revision, step: Step) -> tuple[str, ...]:
    change = step.change
    tied = bool(step.old and step.new)
    notes = [change.kind.value, *change.nature]
    notes += [
        word for word, holds in (("verplaatst", change.moved), ("andere code", change.code_changed))
        if holds
    ]  # fmt: skip
    return (
        _curie(revision.old, step.old),
        _label(step.old),
        _SLOT if is_replaced(change) else _PREDICATES[change.kind],
        _curie(revision.new, step.new),
        _label(step.new),
        _JUSTIFICATION,
        f"{change.similarity:.4g}" if tied else "",
        "gelijkenis van de teksten (align)" if tied else "",
        _line("; ".join(notes)),
    )


def _curie(curriculum: Curriculum, item: Item | None) -> str:
    if item is None:
        return _NOTHING
    if is_uuid(item.id) and curriculum.source.format.startswith("slo"):
        return f"slo:{item.id.lower()}"
    return f"bron:{quote(item.id, safe='/')}"


def _label(item: Item | None) -> str:
    return _line(f"{item.code} {item.title}") if item else ""


def _line(text: str) -> str:
    """One cell on one line, which no spreadsheet program takes for a formula."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return harmless(" ".join(clean.split()))


def _yaml(text: str) -> str:
    """A text in quotes: what JSON writes, YAML reads."""
    return json.dumps(text)
