"""A part of a revision: whole releases are compared, and only then is one part looked at.

Cut before comparing, and what moved from one part to another would be lapsed in one and new in the
other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.utils import default_process

from align.errors import UsageError
from align.model import Kind
from align.revisions import restrict
from align.sources.codes import lookup_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Change, Curriculum, Item, Leerweg, Revision
    from align.revisions.history import Thread

_SELECTABLE = (
    Kind.PROFIEL,
    Kind.KERN,
    Kind.MODULE,
    Kind.KEUZEVAK,
    Kind.DEELTAAK,
    Kind.KERNDEEL,
    Kind.KERNTAAK,
    Kind.WERKPROCES,
    Kind.KEUZEDEEL,
)


def narrow(
    revision: Revision, *, units: Sequence[str] = (), leerweg: Leerweg | None = None
) -> Revision:
    """Keep only the changes of some parts and one leerweg; the releases stay whole.

    A part is kept with what it became and what it came from. An item for which no leerweg is
    stated holds for all of them.

    Args:
        revision: of whole releases.
        units: codes as in either release; empty keeps everything.
        leerweg: keep what holds for it in either release.

    Returns:
        the revision with fewer changes, and in `settings` what was chosen. Every item of the part
        still stands in exactly one change.

    Raises:
        UsageError: a code that stands in neither release.
    """
    if not units and not leerweg:
        return revision
    roots = _roots(revision, units)
    kept = tuple(
        change
        for change in revision.changes
        if (not units or _under(revision, change, *roots))
        and (not leerweg or _holds_for(revision, change, leerweg))
    )
    inside = {one for change in kept for one in change.old}
    chosen: dict[str, str | float | int | bool | tuple[str, ...]] = {}
    if units:
        chosen["unit"] = tuple(units)
    if leerweg:
        chosen["leerweg"] = leerweg.value.upper()
    return replace(
        revision,
        changes=kept,
        link_audit=tuple(entry for entry in revision.link_audit if entry.old in inside),
        settings={**revision.settings, **chosen},
    )


def threads_of(revision: Revision, threads: Sequence[Thread], last: int) -> tuple[Thread, ...]:
    """Threads that run through what was kept of the first and the last release of a series.

    Args:
        revision: of the first against the last release.
        threads: of the whole series.
        last: number of the last release.
    """
    ends = {(0, one) for change in revision.changes for one in change.old}
    ends |= {(last, one) for change in revision.changes for one in change.new}
    return tuple(
        thread
        for thread in threads
        if any(
            (station.release, one) in ends for station in thread.stations for one in station.items
        )
    )


def steps_of(steps: Sequence[Revision], threads: Sequence[Thread]) -> tuple[Revision, ...]:
    """Steps of a series with only the changes that these threads run through."""
    inside = {
        (station.release, one)
        for thread in threads
        for station in thread.stations
        for one in station.items
    }
    return tuple(
        replace(
            step,
            changes=tuple(
                change
                for change in step.changes
                if any((at, one) in inside for one in change.old)
                or any((at + 1, one) in inside for one in change.new)
            ),
        )
        for at, step in enumerate(steps)
    )


def _roots(revision: Revision, units: Sequence[str]) -> tuple[set[str], set[str]]:
    """Ids of the chosen parts in the old and in the new release, with what they became."""
    keys = {lookup_key(code): code for code in units}
    old, new = _coded(revision.old), _coded(revision.new)
    missing = [code for key, code in keys.items() if key not in old and key not in new]
    if missing:
        known = sorted({item.code for items in (*old.values(), *new.values()) for item in items})
        near = process.extract(missing[0], known, processor=default_process, limit=5)
        names = ", ".join(code for code, _, _ in near)
        raise UsageError(
            f"unit {', '.join(missing)} komt in geen van beide versies voor",
            advice=f"Bedoelt u {names}?" if names else "Deze bronnen noemen geen codes.",
        )
    before = {item.id for key in keys for item in old.get(key, ())}
    after = {item.id for key in keys for item in new.get(key, ())}
    for change in revision.changes:
        if not before.isdisjoint(change.old) or not after.isdisjoint(change.new):
            before.update(change.old)
            after.update(change.new)
    return before, after


def _coded(curriculum: Curriculum) -> dict[object, list[Item]]:
    found: dict[object, list[Item]] = {}
    for item in curriculum.of_kind(*_SELECTABLE):
        if item.code:
            found.setdefault(lookup_key(item.code), []).append(item)
    return found


def _under(revision: Revision, change: Change, before: set[str], after: set[str]) -> bool:
    return _any_under(revision.old, change.old, before) or _any_under(
        revision.new, change.new, after
    )


def _any_under(curriculum: Curriculum, ids: Sequence[str], roots: set[str]) -> bool:
    for one in ids:
        item = curriculum.by_id[one]
        if one in roots or any(above.id in roots for above in curriculum.ancestors(item)):
            return True
    return False


def _holds_for(revision: Revision, change: Change, leerweg: Leerweg) -> bool:
    items = [revision.old.by_id[one] for one in change.old]
    items += [revision.new.by_id[one] for one in change.new]
    return any(not item.leerwegen or leerweg in item.leerwegen for item in items)


def only_kwalificaties(
    releases: Sequence[Curriculum], kwalificaties: Sequence[str]
) -> list[Curriculum]:
    """Each release cut to those of the kwalificaties that occur in it.

    The crebo of a kwalificatie is another after a revision, so each needs to occur in one release
    only; a release that has none of them stays whole.

    Raises:
        UsageError: a crebo that occurs in no release.
    """
    present = [{k.crebo for k in c.of_kind(Kind.KWALIFICATIE) if k.crebo} for c in releases]
    known = set().union(*present)
    missing = [crebo for crebo in kwalificaties if crebo not in known]
    if missing:
        choices = ", ".join(sorted(known))
        raise UsageError(
            f"kwalificatie {', '.join(missing)} komt in geen van de versies voor",
            advice=f"Kies uit: {choices}." if choices else "Deze bronnen noemen geen crebo.",
        )
    return [
        restrict(release, [crebo for crebo in kwalificaties if crebo in there])
        for release, there in zip(releases, present, strict=True)
    ]
