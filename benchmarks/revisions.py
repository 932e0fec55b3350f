"""How well two releases are matched without ids, beside a code join and fuzzy text; rated samples.

    python benchmarks/revisions.py ../shared/data/slo-bg

The ids of both releases are replaced by random ones, successor links are removed and the order is
shuffled. Truth are the ids that stayed on text at least 40% alike; F1 over the links in which such
an item takes part. "Alike" is the share of words in common (Jaccard): any two eindtermen open with
"De kandidaat kan", and the share of letters in common (rapidfuzz `fuzz.ratio`) is 40% or more for
most pairs that have nothing to do with each other. The benchmark prints how many, and the scores
by letters too, with how often the link that was made is nearer in wording than the id's own.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment

from align.model import Kind, LinkVerdict
from align.revisions import compare_releases
from align.revisions.kinds import is_editorial
from align.revisions.relate import relate
from align.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from align.model import Curriculum, Item, Revision

RELEASES = ("2020.1", "2021.1", "2022.1", "2024.2", "2025.3")
LINKED = (Kind.MODULE, Kind.KEUZEVAK, Kind.DEELTAAK, Kind.EINDTERM)
HERE = Path(__file__).parent
#: What an equal code adds to the likeness of letters (0..100) for the fuzzy peer; the best of
#: 5, 10 and 20 over the steps.
CODE_PRIOR = 20
LEAST = 60

Links = set[tuple[str, str]]


def without_ids(release: Curriculum, seed: str) -> tuple[Curriculum, dict[str, str]]:
    """A release under random ids, without successors, shuffled; and the real id of each."""
    rng = random.Random(seed)  # noqa: S311 (a benchmark repeats itself)
    names = {item.id: f"{rng.getrandbits(64):016x}" for item in release.items}
    items = [
        replace(i, id=names[i.id], parent=names.get(i.parent, i.parent)) for i in release.items
    ]
    rng.shuffle(items)
    back = {name: identifier for identifier, name in names.items()}
    return replace(release, items=tuple(items), retired=()), back


def by_align(old: Curriculum, new: Curriculum) -> Links:
    """Links of align, found without ids."""
    (before, was), (after, now) = without_ids(old, "old"), without_ids(new, "new")
    related = relate(before, after).pairings
    return {(was[a], now[b]) for r in related for a in r.old for b in r.new}


def by_code(old: Curriculum, new: Curriculum) -> Links:
    """The plain join: items of one kind under the same code, in order where a code occurs twice."""
    there: dict[tuple[Kind, str], list[Item]] = defaultdict(list)
    for item in new.of_kind(*LINKED):
        there[item.kind, item.code].append(item)
    found: Links = set()
    for item in old.of_kind(*LINKED):
        if there[item.kind, item.code]:
            found.add((item.id, there[item.kind, item.code].pop(0).id))
    return found


def by_fuzzy(old: Curriculum, new: Curriculum) -> Links:
    """The best one-to-one choice by letters in common, with an addition for an equal code."""
    found: Links = set()
    for kind in LINKED:
        ours, theirs = old.of_kind(kind), new.of_kind(kind)
        alike = process.cdist(
            [i.title for i in ours], [i.title for i in theirs], scorer=fuzz.ratio, dtype=np.float32
        )
        coded = defaultdict(list)
        for column, item in enumerate(theirs):
            coded[item.code].append(column)
        for row, item in enumerate(ours):
            alike[row, coded.get(item.code, [])] += CODE_PRIOR
        for row, column in zip(*linear_sum_assignment(alike, maximize=True), strict=True):
            if alike[row, column] >= LEAST:
                found.add((ours[row].id, theirs[column].id))
    return found


def words(one: str, other: str) -> float:
    """Share of the words that two texts have in common, 0..1."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) / len(a | b) if a | b else 0.0


def letters(one: str, other: str) -> float:
    """Share of the letters that two texts have in common in order, 0..1."""
    return fuzz.ratio(one, other) / 100


def f1(links: Links, true: set[str]) -> float:
    """F1 of the links in which a true item takes part; 1 when there is none."""
    named = [pair for pair in links if pair[0] in true or pair[1] in true]
    right = sum(a == b for a, b in named)
    return 2 * right / (len(named) + len(true)) if true else 1.0


def subsets(
    old: Curriculum, new: Curriculum, alike: Callable[[str, str], float]
) -> Mapping[str, set[str]]:
    """Ids that stayed on text at least 40% alike: all, those whose text and whose code changed."""
    pairs = [(old.by_id[i.id], i) for i in new.of_kind(*LINKED) if i.id in old.by_id]
    stayed = [(a, b) for a, b in pairs if alike(a.title, b.title) >= 0.4]
    return {
        "all": {b.id for _, b in stayed},
        "text changed": {b.id for a, b in stayed if a.title != b.title},
        "code changed": {b.id for a, b in stayed if a.code != b.code},
    }


def nearer(links: Links, true: set[str], old: Curriculum, new: Curriculum) -> tuple[int, int]:
    """Links that the truth calls wrong, and those whose texts are more alike than its own."""
    wrong = [(a, b) for a, b in links if a != b and (a in true or b in true)]

    def own(identifier: str) -> float:
        if identifier not in true:
            return 0.0
        return words(old.by_id[identifier].title, new.by_id[identifier].title)

    return len(wrong), sum(
        words(old.by_id[a].title, new.by_id[b].title) > max(own(a), own(b)) for a, b in wrong
    )


def measure_links(releases: Mapping[str, Curriculum]) -> None:
    """Print the table of links without ids."""
    rng = random.Random(1)  # noqa: S311
    eindtermen = [item.title for item in releases[RELEASES[-1]].of_kind(Kind.EINDTERM)]
    drawn = [rng.sample(eindtermen, 2) for _ in range(3000)]
    for alike in (words, letters):
        share = sum(alike(*pair) >= 0.4 for pair in drawn) / len(drawn)
        print(f"two eindtermen drawn by lot are 40% alike by {alike.__name__}: {share:.1%}")
    print("\n| step | alike by | of | n | align | code join | fuzzy text with a code prior |")
    print("|---|---|---|---|---|---|---|")
    notes = []
    for before, after in pairwise(RELEASES):
        old, new = releases[before], releases[after]
        started = time.process_time()
        found = by_align(old, new)
        seconds = time.process_time() - started
        peers = by_code(old, new), by_fuzzy(old, new)
        for alike in (words, letters):
            for name, true in subsets(old, new, alike).items():
                scores = " | ".join(f"{f1(links, true):.4f}" for links in (found, *peers))
                print(
                    f"| {before} → {after} | {alike.__name__} | {name} | {len(true)} | {scores} |"
                )
            wrong, near = nearer(found, subsets(old, new, alike)["all"], old, new)
            notes.append(
                f"{before} → {after}, by {alike.__name__}: {wrong} links against the ids, {near} "
                "of them between texts that have more words in common than the id's own two"
            )
        notes.append(f"{before} → {after}: {seconds:.1f} s of the processor for the links")
    print("\n" + "\n".join(notes))


def rated(name: str) -> list[dict[str, str]]:
    """Rows of a sample; the ones on which both ratings agree."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    agreed = [row for row in rows if row["first"] == row["second"]]
    print(f"\n{name}: {len(rows)} rows rated twice, {len(agreed)} the same both times")
    return agreed


def measure_successors(releases: Mapping[str, Curriculum]) -> None:
    """Print how the audit does on rated successor links, beside code and letters."""
    rows = rated("revisions_successors.csv")
    steps: dict[tuple[str, str], Revision] = {}
    found: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        step = row["old_release"], row["new_release"]
        if step not in steps:
            steps[step] = compare_releases(releases[step[0]], releases[step[1]])
        (entry,) = [one for one in steps[step].link_audit if one.old == row["old"]]
        one, other = steps[step].old.by_id[row["old"]], steps[step].new.by_id[row["new"]]
        found["align"].append(entry.verdict is LinkVerdict.EENS)
        found["code join"].append(one.code == other.code)
        found["letters ≥ 60%"].append(letters(one.title, other.title) >= 0.6)
    content = [row["first"] == "inhoud" for row in rows]
    print("| | recall | precision | slot swaps accepted |")
    print("|---|---|---|---|")
    for name, said in found.items():
        right = sum(a and b for a, b in zip(said, content, strict=True))
        swaps = sum(said) - right
        precision = right / sum(said) if any(said) else 0.0
        print(f"| {name} | {right / sum(content):.3f} | {precision:.3f} | {swaps} |")


def measure_editorial(releases: Mapping[str, Curriculum]) -> None:
    """Print how often editorial against substantial agrees with the rating."""
    rows = rated("revisions_editorial.csv")
    agreed = calm = 0
    for row in rows:
        one = releases[row["old_release"]].by_id[row["old"]].title
        other = releases[row["new_release"]].by_id[row["new"]].title
        agreed += is_editorial(one, other) == (row["first"] == "redactioneel")
        calm += row["first"] == "redactioneel"
    print(f"agreement {agreed / len(rows):.3f} ({calm} of {len(rows)} are editorial)")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with one folder a release of SLO")
    folder = parser.parse_args().folder
    releases = {tag: load(folder / tag) for tag in RELEASES}
    measure_successors(releases)
    measure_editorial(releases)
    measure_links(releases)


if __name__ == "__main__":
    main()
