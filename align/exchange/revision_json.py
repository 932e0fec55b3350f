"""`align-revisions/1`: a revision for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.exchange.model_json import source_json, warnings_json
from align.revisions import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import Basis, Change, Curriculum, Item, LinkAudit, Revision
    from align.revisions import HourChange, Impact, OverlapChange, PairImpact, PlanTouch, Thread

FORMAT = "align-revisions/1"


def revision_json(
    revision: Revision,
    *,
    tool_version: str,
    impact: Impact | None = None,
    releases: Sequence[Curriculum] = (),
    threads: Sequence[Thread] = (),
    others: Sequence[Curriculum] = (),
) -> str:
    """The revision as JSON text; the same revision gives the same bytes.

    Args:
        revision: the comparison of two releases.
        tool_version: version of this program.
        impact: what it does to decisions; `impact` is an empty list without it.
        releases, threads: a series of releases and every item through it; `history` stands in the
            text only with a series.
        others: what both releases were laid beside.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "tool": {"version": tool_version, "settings": _plain(revision.settings)},
        "old": source_json(revision.old),
        "new": source_json(revision.new),
        "warnings": warnings_json([*(releases or (revision.old, revision.new)), *others]),
        "counts": _counts(revision),
        "changes": [_change(revision, change) for change in revision.changes],
        "link_audit": [_audit(entry) for entry in revision.link_audit],
        "impact": _impact(revision, impact) if impact else [],
    }
    if releases:
        content["releases"] = [source_json(release) for release in releases]
        content["history"] = [_thread(releases, thread) for thread in threads]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _plain(settings: Mapping[str, object]) -> dict[str, Any]:
    pairs = sorted(settings.items())
    return {key: list(value) if isinstance(value, tuple) else value for key, value in pairs}


def _counts(revision: Revision) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for change in revision.changes:
        numbers[change.kind.value] = numbers.get(change.kind.value, 0) + 1
    return dict(sorted(numbers.items()))


def _change(revision: Revision, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "code_changed": change.code_changed,
        "id_changed": change.id_changed,
        "similarity": change.similarity,
        "nature": list(change.nature),
        "reason": change.reason,
        "old": [_item(revision.old.by_id[one]) for one in change.old],
        "new": [_item(revision.new.by_id[one]) for one in change.new],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "code": item.code,
        "kind": item.kind.value,
        "text": text_of(item),
        "parent": item.parent or None,
        "leerwegen": [leerweg.value for leerweg in item.leerwegen],
        "place": str(item.place),
    }


def _audit(entry: LinkAudit) -> dict[str, Any]:
    return {
        "old": entry.old,
        "official": list(entry.official),
        "content": list(entry.content),
        "verdict": entry.verdict.value,
    }


def _impact(revision: Revision, impact: Impact) -> list[dict[str, Any]]:
    """One list; `about` says what an entry is."""
    return [
        *map(_fate, impact.pairs),
        *(_overlap("overlap erbij", one, impact) for one in impact.new_overlaps),
        *(_overlap("overlap verdwenen", one, impact) for one in impact.lost_overlaps),
        *map(_hours, impact.hours),
        *(_touch(revision, entry) for entry in impact.plan),
    ]


def _fate(pair: PairImpact) -> dict[str, Any]:
    decision = pair.decision
    return {
        "about": "besluit",
        "left": _basis(decision.left),
        "right": _basis(decision.right),
        "verdict": decision.verdict.value,
        "by": decision.by,
        "on": decision.on,
        "remark": decision.remark,
        "klokuren": decision.klokuren,
        "trail": list(decision.trail),
        "fate": pair.fate.value,
        "reason": pair.reason,
        "pairs": [list(ids) for ids in pair.pairs],
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "id": basis.id,
        "code": basis.code,
        "title": basis.title,
        "version": basis.version,
    }


def _overlap(about: str, change: OverlapChange, impact: Impact) -> dict[str, Any]:
    pair = change.pair
    left, right = (impact.items.get(one) for one in (pair.left, pair.right))
    return {
        "about": about,
        "reason": change.reason,
        "left": pair.left,
        "right": pair.right,
        "codes": [item.code if item else "" for item in (left, right)],
        "titles": [item.title if item else "" for item in (left, right)],
        "probability": pair.probability,
        "strength": pair.strength.value,
        "evidence": [
            {"left": one.left.text, "right": one.right.text, "score": one.score}
            for one in pair.evidence
        ],
    }


def _hours(entry: HourChange) -> dict[str, Any]:
    return {
        "about": "uren",
        "unit": entry.unit.value,
        "gained": entry.gained,
        "lost": entry.lost,
        "sure": entry.sure,
        "what": entry.what,
        "items": list(entry.items),
    }


def _touch(revision: Revision, entry: PlanTouch) -> dict[str, Any]:
    planned = entry.planned
    item = revision.old.by_id[entry.unit]
    return {
        "about": "gepland onderdeel",
        "unit": planned.unit,
        "code": item.code,
        "title": item.title,
        "variants": list(planned.variants),
        "cohort": planned.cohort,
        "leerjaar": planned.leerjaar,
        "klokuren": planned.klokuren,
        "kind": entry.change.kind.value,
        "version": entry.version,
        "reason": entry.reason,
    }


def _thread(releases: Sequence[Curriculum], thread: Thread) -> list[dict[str, Any]]:
    return [
        {
            "release": station.release,
            "items": [
                {"id": one, "code": releases[station.release].by_id[one].code}
                for one in station.items
            ],
            "kinds": sorted({change.kind.value for change in station.changes}),
        }
        for station in thread.stations
    ]
