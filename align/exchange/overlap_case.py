"""Pairs and decisions as CASE associations, from the vmbo item to the mbo item.

A pair that repeats is `isRelatedTo`; one that deepens or prepares is `precedes`: vmbo comes before
mbo. CASE has no word for a pair that people rejected: it stands there as `ext:afgewezen`, which
CASE 1.1 allows, so that nobody proposes it again. Who said what stands in the notes and, whole,
under `extensions`.
Source: 1EdTech CASE 1.1, CFAssociation.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.case_names import EVERYWHERE, Names
from align.exchange.decisions_json import decision_fields, view_fields
from align.model import Relation, Verdict
from align.model.agreement import entries_of
from align.overlap.decided import view_of
from align.sources.case.fields import EXTENSION, Link, is_uuid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from align.model import Basis, ComparedSource, Decision, Decisions, Overlap

VERSION = "1.1"
REJECTED = "ext:afgewezen"
"""Association of a pair that people rejected."""

_BEFORE, _RELATED = "precedes", "isRelatedTo"
_NOTE = (
    "Het programma doet een voorstel; besluiten doet het team, en over vrijstelling de "
    "examencommissie."
)


def overlap_case(overlap: Overlap, decisions: Decisions, *, made_on: date) -> str:
    """Pairs that the tool calls overlap or that people decided on, as a CFPackage without items.

    `align convert --to case` writes the items with the same identifiers.
    """
    links: dict[str, Link] = {}
    for curriculum in (overlap.left, *overlap.right):
        links |= Names(curriculum, made_on).items
    entries = _by_pair(decisions)
    found = []
    for pair in overlap.pairs:
        said = entries.pop((pair.left, pair.right), ())
        if pair.overlap or said:
            view = view_fields(view_of(overlap, pair))
            ends = links[pair.left], links[pair.right]
            found.append(_association(ends, pair.relation, said, view, made_on))
    found += [_of_people(said, links, decisions, made_on) for said in entries.values()]
    sources = [c.source for c in (overlap.left, *overlap.right)]
    name = " × ".join(f"{source.title} {source.version}".strip() for source in sources)
    return _package(f"Overlap: {name}", found, made_on)


def decisions_case(decisions: Decisions, *, made_on: date) -> str:
    """What people decided, as a CFPackage without items."""
    found = [_of_people(said, {}, decisions, made_on) for said in _by_pair(decisions).values()]
    return _package("Besluiten over overlap tussen vmbo en mbo", found, made_on)


def _by_pair(decisions: Decisions) -> dict[tuple[str, str], list[Decision]]:
    found: dict[tuple[str, str], list[Decision]] = {}
    for entry in entries_of(decisions):
        found.setdefault(entry.pair, []).append(entry)
    return found


def _of_people(
    said: Sequence[Decision], links: Mapping[str, Link], decisions: Decisions, made_on: date
) -> dict[str, Any]:
    """An association of a pair that is known from decisions only."""
    first = said[0]
    ends = (
        links.get(first.left.id) or _link(first.left, decisions.left),
        links.get(first.right.id) or _link(first.right, decisions.right),
    )
    return _association(ends, first.view.relation, said, view_fields(first.view), made_on)


def _association(
    ends: tuple[Link, Link],
    estimate: Relation | None,
    said: Sequence[Decision],
    view: Mapping[str, Any],
    made_on: date,
) -> dict[str, Any]:
    verdicts = {entry.verdict for entry in said}
    relation = next((entry.relation for entry in said if entry.relation), estimate)
    kind = _RELATED if relation in {None, Relation.HERHALING} else _BEFORE
    if verdicts == {Verdict.AFGEWEZEN}:
        kind = REJECTED
    identifier = Names.make(f"{ends[0].identifier} {kind} {ends[1].identifier}")
    fields: dict[str, Any] = {
        "identifier": identifier,
        "associationType": kind,
        "uri": f"urn:uuid:{identifier}",
        "originNodeURI": Names.fields(ends[0]),
        "destinationNodeURI": Names.fields(ends[1]),
        "lastChangeDateTime": f"{made_on.isoformat()}T00:00:00+00:00",
    }
    if said:
        fields["notes"] = "; ".join(map(_told, said))
    kept = {
        "relation": relation.value if relation else None,
        "view": dict(view),
        "decisions": [decision_fields(entry) for entry in said],
    }
    return fields | {"extensions": {EXTENSION: kept}}


def _told(entry: Decision) -> str:
    who = " ".join(part for part in (entry.by, entry.on[:10]) if part)
    remark = f": {' '.join(entry.remark.split())}" if entry.remark else ""
    return f"{entry.verdict.value}{f' ({who})' if who else ''}{remark}"


def _link(basis: Basis, sources: Sequence[ComparedSource]) -> Link:
    """The link that `Names` gives an item, as far as a decision knows where it comes from."""
    title = sources[0].title if len(sources) == 1 else ""
    own = basis.id if basis.id.startswith(EVERYWHERE) else f"{title} {basis.id}"
    identifier = basis.id.lower() if is_uuid(basis.id) else Names.make(own)
    return Link(f"{basis.code} {basis.title}".strip(), identifier, f"urn:uuid:{identifier}")


def _package(title: str, found: Sequence[dict[str, Any]], made_on: date) -> str:
    identifier = Names.make(f"{title} {json.dumps(found, sort_keys=True)}")
    document = {
        "identifier": identifier,
        "uri": f"urn:uuid:{identifier}",
        "creator": "align",
        "title": title,
        "language": "nl",
        "notes": _NOTE,
        "lastChangeDateTime": f"{made_on.isoformat()}T00:00:00+00:00",
        "caseVersion": VERSION,
    }
    content = {"CFDocument": document, "CFItems": [], "CFAssociations": list(found)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
