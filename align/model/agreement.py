"""What several people said of the same pairs as what is settled and what they differ on.

docs/decisions-format.md has the rules in words; reading, merging and carrying over to another
release all come here, so that a pair is contested in one way only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from align.model.curriculum import Hours, HourUnit
from align.model.decision import Conflict, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.model.decision import Decisions

#: Fields in which people can contradict each other, and how a conflict names them.
DIFFERS = {
    "verdict": "besluit",
    "relation": "relatie",
    "teaches": "wie het geeft",
    "klokuren": "klokuren",
}


def agreed(entries: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Conflict, ...]]:
    """Sort entries into what is settled and what conflicts, each by pair.

    A function of the set of entries: their order does not matter, and nothing is lost.
    """
    by_pair: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for entry in entries:
        by_pair[entry.pair].append(entry)
    settled: list[Decision] = []
    conflicts: list[Conflict] = []
    for _, said in sorted(by_pair.items()):
        voices = _standing(said)
        if differs := _differences(voices):
            conflicts.append(Conflict(tuple(voices), differs))
        else:
            settled.append(_joined(voices))
    return tuple(settled), tuple(conflicts)


def entries_of(decisions: Decisions) -> Iterator[Decision]:
    """What each person said, one by one: the entries of a file."""
    for decision in decisions.settled:
        yield from decision.voices or (decision,)
    for conflict in decisions.conflicts:
        yield from conflict.decisions


def _standing(entries: Iterable[Decision]) -> list[Decision]:
    """Entries on one pair that no later one of the same person replaces, sorted."""
    by_person: dict[str, list[Decision]] = defaultdict(list)
    for entry in entries:
        by_person[_person(entry)].append(entry)
    standing: list[Decision] = []
    for person, own in by_person.items():
        distinct = _distinct(own)
        if person and len(distinct) > 1:
            replaced = [e for e in distinct if any(_later(other, e) for other in distinct)]
            # The trail is the person's, so that it does not matter which entry met which first.
            lines = {line for entry in distinct for line in entry.trail}
            lines.update(_replaces(entry) for entry in replaced)
            trail = tuple(sorted(lines))
            distinct = [replace(e, trail=trail) for e in distinct if e not in replaced]
        standing += distinct
    return sorted(standing, key=_order)


def _distinct(entries: Iterable[Decision]) -> list[Decision]:
    """Entries that say the same as one, with all that was ever noted beside them."""
    alike: dict[Decision, list[Decision]] = defaultdict(list)
    for entry in entries:
        alike[replace(entry, trail=(), more=())].append(entry)
    return [_one(same) for same in alike.values()]


def _one(same: Sequence[Decision]) -> Decision:
    trails = {entry.trail for entry in same}
    more = {pair for entry in same for pair in entry.more}
    trail = trails.pop() if len(trails) == 1 else sorted({line for t in trails for line in t})
    return replace(same[0], trail=tuple(trail), more=tuple(sorted(more)))


def _person(entry: Decision) -> str:
    """Who said it, as names are compared; empty when nobody put a name."""
    return " ".join(entry.by.casefold().split())


def _later(one: Decision, other: Decision) -> bool:
    """Whether one was surely said after the other."""
    first, last = _span(other.on), _span(one.on)
    return first is not None and last is not None and first[1] < last[0]


def _span(on: str) -> tuple[datetime, datetime] | None:
    """From when to when this moment or day lasts; None when it is neither."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        try:
            moment = datetime.fromisoformat(on)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment, moment
    return datetime.combine(day, time.min, UTC), datetime.combine(day, time.max, UTC)


def _end(entry: Decision) -> datetime:
    """By when it was said at the latest; what bears no date comes before all that does."""
    span = _span(entry.on)
    return span[1] if span else datetime.min.replace(tzinfo=UTC)


def _replaces(entry: Decision) -> str:
    """A line for the trail that holds all that the replaced entry said."""
    parts = [entry.verdict.value]
    if entry.relation:
        parts.append(f"relatie {entry.relation.value}")
    if entry.teaches:
        parts.append(f"{entry.teaches.value} geeft het")
    if entry.klokuren is not None:
        parts.append(str(Hours(entry.klokuren, HourUnit.KLOKUREN)))
    if entry.remark:
        parts.append(f"“{' '.join(entry.remark.split())}”")
    return f"vervangt het besluit van {entry.on} door {entry.by}: {', '.join(parts)}"


def _differences(voices: Sequence[Decision]) -> tuple[str, ...]:
    """Names of the fields of which there are two values; nothing said contradicts nothing."""
    values = {name: {getattr(voice, name) for voice in voices} - {None} for name in DIFFERS}
    return tuple(DIFFERS[name] for name, found in values.items() if len(found) > 1)


def _joined(voices: Sequence[Decision]) -> Decision:
    """One decision of what several people said, who do not contradict each other."""
    if len(voices) == 1:
        return voices[0]
    latest = max(voices, key=lambda v: (_end(v), v.on, v.left.version, v.right.version))
    return replace(
        latest,
        relation=next((voice.relation for voice in voices if voice.relation), None),
        teaches=next((voice.teaches for voice in voices if voice.teaches), None),
        klokuren=next((v.klokuren for v in voices if v.klokuren is not None), None),
        remark="\n".join(dict.fromkeys(_signed(voice) for voice in voices if voice.remark)),
        by=", ".join({_person(voice): voice.by for voice in voices if voice.by}.values()),
        trail=tuple(dict.fromkeys(line for voice in voices for line in voice.trail)),
        voices=tuple(voices),
        more=(),
    )


def _signed(voice: Decision) -> str:
    return f"{voice.by}: {voice.remark}" if voice.by else voice.remark


def _order(entry: Decision) -> tuple[str, ...]:
    """A total order of entries, so that nothing hangs on the order in which files were read."""
    return (entry.left.id, entry.right.id, entry.by, entry.on, entry.verdict.value, repr(entry))
