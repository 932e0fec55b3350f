"""Content successors as a CASE package: an association `replacedBy` from each old to its new item.

Source: 1EdTech CASE 1.1, CFAssociation with associationType "replacedBy". An item that kept its id
needs none: it is the same item there. What only stands where another stood is no successor.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.case_names import Names
from align.exchange.revision_rows import steps
from align.revisions.names import is_replaced, release_names

if TYPE_CHECKING:
    from datetime import date

    from align.model import Revision

VERSION = "1.1"


def revision_case(revision: Revision, *, made_on: date) -> str:
    """The associations as a CFPackage without items: those stand in the packages of both releases.

    The same revision and date give the same text. `align convert --to case` writes the items with
    the same identifiers.
    """
    before, after = Names(revision.old, made_on), Names(revision.new, made_on)
    old_name, new_name = release_names(revision.old, revision.new)
    both = f"{revision.old.source.sha256} {revision.new.source.sha256}"
    identifier = Names.make(f"was-wordt {both}")
    stamp = f"{made_on.isoformat()}T00:00:00+00:00"
    document = {
        "identifier": identifier,
        "uri": f"urn:uuid:{identifier}",
        "creator": "align",
        "title": f"Was-wordt: {revision.new.source.title}, {old_name} → {new_name}",
        "language": "nl",
        "notes": "Opvolgers naar inhoud, voorgesteld door een programma.",
        "lastChangeDateTime": stamp,
        "caseVersion": VERSION,
    }
    associations: list[dict[str, Any]] = []
    for step in steps(revision):
        if step.old is None or step.new is None or is_replaced(step.change):
            continue
        origin, target = before.link(step.old), after.link(step.new)
        if origin.identifier == target.identifier:
            continue
        made = Names.make(f"was-wordt {origin.identifier} {target.identifier} {both}")
        associations.append(
            {
                "identifier": made,
                "associationType": "replacedBy",
                "uri": f"urn:uuid:{made}",
                "originNodeURI": Names.fields(origin),
                "destinationNodeURI": Names.fields(target),
                "lastChangeDateTime": stamp,
            }
        )
    content = {"CFDocument": document, "CFItems": [], "CFAssociations": associations}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
