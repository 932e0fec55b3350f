"""Pairs and decisions as SSSOM TSV: what the tool thinks and what people say, a row each.

A pair on which a tool and two people spoke has three rows. What people rejected has the modifier
Not. SSSOM has no word for "bespreken", for hours or for who teaches: those stand in columns of our
own, which the header declares.
Source: A Simple Standard for Sharing Ontological Mappings 1.1, https://w3id.org/sssom/.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from align.exchange.cells import harmless
from align.exchange.decisions_json import decision_fields
from align.model import Relation, Verdict
from align.model.agreement import entries_of
from align.sources.case.fields import is_uuid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from align.model import Decision, Decisions, Overlap, Pair

BY_HAND = "semapv:ManualMappingCuration"
"""How people came to a mapping."""
NOT = "Not"
"""Modifier of a mapping that was rejected."""
OWN_VERDICT = "align_besluit"
OWN_ENTRY = "align_gegevens"
"""Columns of our own: the verdict in its own word, and the whole entry as JSON."""

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_label",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "confidence",
    "similarity_score",
    "similarity_measure",
    "mapping_tool",
    "comment",
    OWN_VERDICT,
    OWN_ENTRY,
)

_PREFIXES = {
    "align": "https://spec.align.invalid/item/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "slo": "https://opendata.slo.nl/curriculum/uuid/",
}
_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
_BY_TOOL = {"none": "semapv:LexicalMatching"}
_BY_TOOL_AND_MODEL = "semapv:CompositeMatching"
_CLOSE, _RELATED = "skos:closeMatch", "skos:relatedMatch"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, _PREFIXES["align"])

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Set:
    """What the header says of the whole file."""

    title: str
    subjects: str
    objects: str
    version: str
    made_on: date
    rows: list[Cells] = field(default_factory=list)


def overlap_sssom(
    overlap: Overlap, decisions: Decisions, *, made_on: date, tool_version: str
) -> str:
    """Pairs that the tool calls overlap or that people decided on, and what those people say."""
    found = _Set(
        title="Overlap tussen vmbo en mbo",
        subjects=f"{overlap.left.source.title} {overlap.left.source.version}".strip(),
        objects="; ".join(f"{c.source.title} {c.source.version}".strip() for c in overlap.right),
        version=tool_version,
        made_on=made_on,
    )
    decided: dict[tuple[str, str], list[Decision]] = {}
    for entry in entries_of(decisions):
        decided.setdefault(entry.pair, []).append(entry)
    for pair in overlap.pairs:
        entries = decided.pop((pair.left, pair.right), [])
        if pair.overlap or entries:
            found.rows.append(_machine(overlap, pair, tool_version))
        found.rows.extend(map(_human, entries))
    found.rows.extend(_human(entry) for entries in decided.values() for entry in entries)
    return _text(found)


def decisions_sssom(decisions: Decisions, *, made_on: date, tool_version: str) -> str:
    """What people say, a row an entry."""
    return _text(
        _Set(
            title="Besluiten over overlap tussen vmbo en mbo",
            subjects="; ".join(f"{s.title} {s.version}".strip() for s in decisions.left),
            objects="; ".join(f"{s.title} {s.version}".strip() for s in decisions.right),
            version=tool_version,
            made_on=made_on,
            rows=[_human(entry) for entry in entries_of(decisions)],
        )
    )


def curie(identifier: str) -> str:
    """An item id as a CURIE; see `identifier_of`."""
    return f"slo:{identifier}" if is_uuid(identifier) else f"align:{quote(identifier)}"


def identifier_of(found: str) -> str:
    """The item id of a CURIE; of one with a prefix that is not ours, as it stands."""
    prefix, _, rest = found.partition(":")
    if prefix == "slo":
        return rest
    return unquote(rest) if prefix == "align" else found


def _machine(overlap: Overlap, pair: Pair, tool_version: str) -> Cells:
    left, right = overlap.items[pair.left], overlap.items[pair.right]
    encoder = str(overlap.settings.get("encoder", "none"))
    sure = pair.probability if pair.overlap else 1 - pair.probability
    return {
        "subject_id": curie(pair.left),
        "subject_label": f"{left.code} {left.title}".strip(),
        **_predicate(pair.relation),
        "predicate_modifier": "" if pair.overlap else NOT,
        "object_id": curie(pair.right),
        "object_label": f"{right.code} {right.title}".strip(),
        "mapping_justification": _BY_TOOL.get(encoder, _BY_TOOL_AND_MODEL),
        "confidence": f"{sure:.4g}",
        "similarity_score": f"{pair.score:.4g}",
        "similarity_measure": f"align, gewichten {overlap.settings.get('weights', '')}".strip(),
        "mapping_tool": f"align {tool_version}",
        "comment": pair.relation_reason,
    }


def _human(entry: Decision) -> Cells:
    return {
        "subject_id": curie(entry.left.id),
        "subject_label": f"{entry.left.code} {entry.left.title}".strip(),
        **_predicate(entry.relation or entry.view.relation),
        "predicate_modifier": NOT if entry.verdict is Verdict.AFGEWEZEN else "",
        "object_id": curie(entry.right.id),
        "object_label": f"{entry.right.code} {entry.right.title}".strip(),
        "mapping_justification": BY_HAND,
        "author_label": entry.by.replace("|", "/"),  # "|" parts several authors
        "mapping_date": entry.on[:10],
        "comment": " ".join(entry.remark.split()),
        OWN_VERDICT: entry.verdict.value,
        OWN_ENTRY: json.dumps(decision_fields(entry), ensure_ascii=True, separators=(",", ":")),
    }


def _predicate(relation: Relation | None) -> Cells:
    """What SKOS has for a relation, with our own word: a repetition is close, the rest related."""
    close = relation is Relation.HERHALING
    return {
        "predicate_id": _CLOSE if close else _RELATED,
        "predicate_label": relation.value if relation else "",
    }


def _text(found: _Set) -> str:
    out = io.StringIO(newline="")
    for line in _header(found):
        out.write(f"#{line}\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found.rows:
        writer.writerow([harmless(row.get(name, "")) for name in COLUMNS])
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def _header(found: _Set) -> Iterator[str]:
    """The header, as YAML; texts as JSON, which YAML reads too."""
    rows = json.dumps(found.rows, sort_keys=True)
    identifier = uuid.uuid5(_SPACE, f"{found.subjects} {found.objects} {rows}")
    texts: Mapping[str, str] = {
        "mapping_set_id": f"urn:uuid:{identifier}",
        "mapping_set_title": found.title,
        "mapping_set_description": "Het programma doet een voorstel; besluiten doet het team, en "
        "over vrijstelling de examencommissie.",
        "license": _UNSPECIFIED,
        "publication_date": found.made_on.isoformat(),
        "subject_source_version": found.subjects,
        "object_source_version": found.objects,
    }
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    for prefix, address in _PREFIXES.items():
        yield f"  {prefix}: {address}"
    for name, text in texts.items():
        if text:
            yield f"{name}: {json.dumps(' '.join(text.split()), ensure_ascii=True)}"
    yield "extension_definitions:"
    for name in (OWN_VERDICT, OWN_ENTRY):
        yield f"  - slot_name: {name}"
        yield f"    property: align:{name}"
        yield "    type_hint: http://www.w3.org/2001/XMLSchema#string"
