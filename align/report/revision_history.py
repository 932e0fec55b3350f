"""One item through a series of releases, as the page shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.model import ChangeKind, Kind
from align.report.revision_changes import item_view
from align.report.revision_texts import plain, redlined
from align.report.revision_view import (
    HistoryView,
    SideTexts,
    StationView,
    StepView,
    TextView,
    ThreadGroup,
    ThreadView,
)
from align.report.revision_wording import MARKS
from align.report.units import unique_slugs
from align.revisions.names import NAMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Change, Curriculum, Item, Revision
    from align.report.revision_changes import ChangeViews
    from align.report.revision_view import ChangeView
    from align.revisions import Station, Thread

_TOPS = frozenset({Kind.PROFIEL, Kind.DOSSIER, Kind.KWALIFICATIE})
_LOOSE = "Zonder profiel of dossier erboven"


def history_view(
    releases: Sequence[Curriculum],
    steps: Sequence[Revision],
    threads: Sequence[Thread],
    changes: ChangeViews,
) -> HistoryView:
    """A series of releases.

    Args:
        releases: oldest first.
        steps: comparisons of neighbours.
        threads: every item through all of them; only those with which something happened are shown.
        changes: of the first release against the last, or a part of them.
    """
    names = release_labels(releases)
    last = len(releases) - 1
    moving = [thread for thread in threads if _happened(thread, last)]
    keys = {id(thread): _key(releases, thread) for thread in moving}
    slugs = unique_slugs([(keys[id(t)], _named(releases, t).code or "onderdeel") for t in moving])
    between = {id(t): _changes(changes, t, last) for t in moving}
    of_change: dict[str, list[str]] = {}
    for thread in moving:
        for change in between[id(thread)]:
            of_change.setdefault(change.id, []).append(f"g-{slugs[keys[id(thread)]]}")
    return HistoryView(
        releases=names,
        steps=tuple(
            StepView(names[at], names[at + 1], _counts(step)) for at, step in enumerate(steps)
        ),
        groups=tuple(
            ThreadGroup(
                name,
                tuple(
                    _thread(
                        releases,
                        names,
                        thread,
                        f"g-{slugs[keys[id(thread)]]}",
                        between[id(thread)],
                    )
                    for thread in group
                ),
            )
            for name, group in _by_top(releases, moving)
        ),
        same=len(threads) - len(moving),
        of_change={one: tuple(slugs_) for one, slugs_ in of_change.items()},
    )


def release_labels(releases: Sequence[Curriculum]) -> tuple[str, ...]:
    """A short name for each release, all different."""
    versions = [release.source.version for release in releases]
    if all(versions) and len(set(versions)) == len(versions):
        return tuple(versions)
    return tuple(f"{at}: {version or 'zonder versie'}" for at, version in enumerate(versions, 1))


def _counts(step: Revision) -> tuple[int, ...]:
    counts = Counter(change.kind for change in step.changes)
    return tuple(counts[kind] for kind in ChangeKind)


def _changed(change: Change) -> bool:
    beside = change.moved or change.code_changed or bool(change.nature)
    return change.kind is not ChangeKind.GELIJK or beside


def _happened(thread: Thread, last: int) -> bool:
    whole = thread.stations[0].release == 0 and thread.stations[-1].release == last
    return not whole or any(_changed(c) for s in thread.stations for c in s.changes)


def _named(releases: Sequence[Curriculum], thread: Thread) -> Item:
    station = thread.stations[-1]
    return releases[station.release].by_id[station.items[0]]


def _by_top(
    releases: Sequence[Curriculum], threads: Sequence[Thread]
) -> list[tuple[str, list[Thread]]]:
    """Threads by what they stand under at the top, named as in the latest release that has it.

    What a source leaves hanging under nothing stands together, last.
    """
    found: dict[str, list[Thread]] = {}
    names: dict[str, tuple[int, str]] = {}
    for thread in threads:
        at, item = thread.stations[-1].release, _named(releases, thread)
        top = [item, *releases[at].ancestors(item)][-1]
        key = (top.code or top.title) if top.kind in _TOPS else ""
        found.setdefault(key, []).append(thread)
        names[key] = max(names.get(key, (-1, "")), (at, f"{top.code} {top.title}".strip()))
    loose = found.pop("", [])
    named = [(names[key][1], group) for key, group in found.items()]
    return [*named, (_LOOSE, loose)] if loose else named


def _key(releases: Sequence[Curriculum], thread: Thread) -> str:
    return f"{thread.stations[-1].release} {_named(releases, thread).id}"


def _changes(changes: ChangeViews, thread: Thread, last: int) -> tuple[ChangeView, ...]:
    """Where a thread stands between the first release and the last."""
    tree = changes.tree
    found: dict[int, None] = {}
    for station in thread.stations:
        known = {0: tree.of_old, last: tree.of_new}.get(station.release, {})
        found |= dict.fromkeys(known[one] for one in station.items if one in known)
    return tuple(changes.views[number] for number in found)


def _thread(
    releases: Sequence[Curriculum],
    names: Sequence[str],
    thread: Thread,
    slug: str,
    changes: tuple[ChangeView, ...],
) -> ThreadView:
    item = _named(releases, thread)
    shown = [
        (at, station)
        for at, station in enumerate(thread.stations)
        if at == 0 or any(map(_changed, station.changes))
    ]
    stations = [
        _station(releases, names, station, thread.stations[at - 1] if at else None)
        for at, station in shown
    ]
    last = thread.stations[-1].release
    if last < len(releases) - 1:
        stations.append(StationView(names[last + 1], "vervallen", ()))
    return ThreadView(
        id=slug,
        code=item.code,
        title=item.title,
        level=item.kind.value,
        steps=len(stations) - 1 + (thread.stations[0].release > 0),
        stations=tuple(stations),
        changes=changes,
    )


def _station(
    releases: Sequence[Curriculum], names: Sequence[str], station: Station, before: Station | None
) -> StationView:
    release = releases[station.release]
    items = [release.by_id[one] for one in station.items]
    older: list[Item] = []
    if before is not None:
        older = [releases[before.release].by_id[one] for one in before.items]
    one_to_one = len(items) == len(older) == 1
    return StationView(
        release=names[station.release],
        happened=_words(station, first=before is None),
        items=tuple(
            SideTexts(
                item_view(release, item),
                (
                    TextView(
                        "",
                        redlined(older[0].title, item.title, name=item.kind in NAMED)
                        if one_to_one
                        else plain(item.title),
                    ),
                ),
            )
            for item in items
        ),
    )


def _words(station: Station, *, first: bool) -> str:
    """What happened, in words."""
    if first:
        return "nieuw" if station.release else ""
    words = dict.fromkeys(c.kind.value for c in station.changes if c.kind is not ChangeKind.GELIJK)
    words |= dict.fromkeys(MARKS["verplaatst"] for c in station.changes if c.moved)
    words |= dict.fromkeys(MARKS["code"] for c in station.changes if c.code_changed)
    words |= dict.fromkeys(text for c in station.changes for text in c.nature)
    return ", ".join(words)
