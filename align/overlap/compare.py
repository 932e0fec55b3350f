"""The comparison itself: two sides in, pairs with evidence, relation and coverage out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.language import Analyser
from align.model import Curriculum, Evidence, Item, Kind, Overlap, Pair, Side, Strength
from align.overlap.evidence import (
    MEANING_FROM,
    MOST_IN_MEANING,
    counted_sentences,
    covered_sentences,
    sentence_pairs,
    share,
    shared_words,
)
from align.overlap.relation import RelationEstimate, estimate_relation
from align.overlap.selection import Selection, check_kwalificaties, select_mbo, select_vmbo
from align.similarity.analysed import AnalysedUnit, analyse_units
from align.similarity.background import load_background
from align.similarity.engine import TOP, Engine, Scores, score_units
from align.similarity.repeats import repeated_texts

#: Pairs less probable than this are not reported at all: fewer than two in a hundred of them were
#: rated as overlap, and a list of thousands hides the others.
REPORTED_FROM = 0.05


def compare(
    vmbo: Curriculum,
    mbo: Sequence[Curriculum],
    selection: Selection | None = None,
    analyser: Analyser | None = None,
    engine: Engine | None = None,
) -> Overlap:
    """Compare a vmbo curriculum with one or more mbo curricula.

    Args:
        vmbo: the left side.
        mbo: the right side, one or more.
        selection: which part; everything by default.
        analyser: the Dutch pipeline; built when not given.
        engine: what compares; by default words only.

    Raises:
        InputError: a source on the wrong side, or the same source twice.
        UsageError: a unit or crebo that does not occur, or nothing left to compare.
    """
    _check_sides(vmbo, mbo)
    selection = selection or Selection()
    check_kwalificaties(mbo, selection.kwalificaties)
    left = select_vmbo(vmbo, selection)
    right = [select_mbo(curriculum, selection) for curriculum in mbo]
    if not any(part.units for part in right):
        raise InputError(
            "hierin staan geen werkprocessen of keuzedelen om te vergelijken",
            where=", ".join(curriculum.source.path for curriculum in mbo),
            advice="Bekijk met 'align inspect' wat er gelezen is.",
        )
    analyser = analyser or Analyser()
    left_units = analyse_units(left.units, analyser, repeated_in((vmbo,)))
    right_units = analyse_units(
        [unit for part in right for unit in part.units], analyser, repeated_in(mbo)
    )
    engine = engine or Engine()
    scores = score_units(left_units, right_units, engine=engine)
    chances = [scores.weights.probability(float(score)) for score in scores.score]
    kept = [found_pair(scores, n) for n, chance in enumerate(chances) if chance >= REPORTED_FROM]
    generic = frozenset(e.unit.id for e in (*left_units, *right_units) if is_all_generic(e))
    counting = [
        e for e in kept if e.pair.overlap and generic.isdisjoint((e.pair.left, e.pair.right))
    ]
    return Overlap(
        left=vmbo,
        right=tuple(mbo),
        left_units=tuple(entry.unit.id for entry in left_units),
        right_units=tuple(entry.unit.id for entry in right_units),
        generic_units=generic,
        pairs=tuple(entry.pair for entry in kept),
        left_coverage=_coverage(left_units, [(e.pair.left, e.left) for e in counting]),
        right_coverage=_coverage(right_units, [(e.pair.right, e.right) for e in counting]),
        not_compared=(
            *left.not_compared,
            *(entry for part in right for entry in part.not_compared),
        ),
        settings=_settings(selection, engine),
        covering={(e.pair.left, e.pair.right): (e.left, e.right) for e in kept},
        counted={e.unit.id: len(counted_sentences(e)) for e in (*left_units, *right_units)},
    )


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair, and which counted sentences of its left and right unit it covers."""

    pair: Pair
    left: frozenset[int]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is thought of a pair before it is written down.

    Attributes:
        probability: 0..1.
        evidence: sentence pairs that carry it.
        generic: whether only generic text carries it.
        overlap: whether it counts as overlap.
        left, right: counted sentences of its left and right unit that it covers.
        relation: as it is, or as it would be if this were an overlap.
    """

    probability: float
    evidence: tuple[Evidence, ...]
    generic: bool
    overlap: bool
    left: frozenset[int]
    right: frozenset[int]
    relation: RelationEstimate


def judged(scores: Scores, number: int) -> Judged:
    """What is thought of the pair of this number in the scores."""
    i, j = (int(index) for index in scores.pairs[number])
    left, right = scores.left[i], scores.right[j]
    background = load_background()
    probability = scores.weights.probability(float(scores.score[number]))
    meaning = scores.sentences.in_meaning(i, j)
    evidence = sentence_pairs(left, right, scores.sentences.between(i, j), meaning=meaning)
    generic = _is_generic(left, right, [e.left.generic or e.right.generic for e in evidence])
    if not evidence:
        evidence = sentence_pairs(left, right, meaning, MEANING_FROM, MOST_IN_MEANING)
    left_covered = covered_sentences(left, right, background, meaning.max(axis=1, initial=0.0))
    return Judged(
        probability=probability,
        evidence=evidence,
        generic=generic,
        # Without a sentence to show it is no overlap: of 49 such pairs over the threshold raters
        # called 7 double (docs/methods.md), and nobody could check the others.
        overlap=probability >= scores.weights.threshold and not generic and bool(evidence),
        left=left_covered,
        right=covered_sentences(right, left, background, meaning.max(axis=0, initial=0.0)),
        relation=estimate_relation(left, right),
    )


def found_pair(scores: Scores, number: int) -> FoundPair:
    """The pair of this number in the scores, with its evidence, relation and coverage."""
    i, j = (int(index) for index in scores.pairs[number])
    left, right = scores.left[i], scores.right[j]
    thought = judged(scores, number)
    relation = thought.relation if thought.overlap else None
    strength = scores.weights.strength(thought.probability) if thought.evidence else Strength.ZWAK
    pair = Pair(
        left=left.unit.id,
        right=right.unit.id,
        score=round(float(scores.score[number]), 4),
        probability=round(thought.probability, 4),
        overlap=thought.overlap,
        strength=strength,
        relation=relation.relation if relation else None,
        relation_reason=relation.reason if relation else "",
        generic=thought.generic,
        left_covered=share(thought.left, counted_sentences(left)),
        right_covered=share(thought.right, counted_sentences(right)),
        channels={
            name: round(float(values[number]), 4) for name, values in scores.channels.items()
        },
        shared=shared_words(left, right, load_background()),
        evidence=thought.evidence,
    )
    return FoundPair(pair, thought.left, thought.right)


def is_all_generic(unit: AnalysedUnit) -> bool:
    """Whether a unit is generic as a whole: kern, or nothing but generic sentences."""
    return unit.unit.generic or all(entry.generic for entry in unit.sentences if entry.words)


def _is_generic(left: AnalysedUnit, right: AnalysedUnit, evidence: Sequence[bool]) -> bool:
    """Whether only generic text carries a pair.

    A deeltaak that is itself about planning may overlap with a werkproces about planning
    (guideline, rule 1), so two generic titles are judged like any other pair.
    """
    if left.unit.generic or right.unit.generic:
        return True
    about_it = _title_generic(left) and _title_generic(right)
    return bool(evidence) and all(evidence) and not about_it


def _title_generic(unit: AnalysedUnit) -> bool:
    titles = [entry.generic for entry in unit.sentences if entry.passage.label == "titel"]
    return bool(titles) and all(titles)


def _coverage(
    units: Sequence[AnalysedUnit], found: Sequence[tuple[str, frozenset[int]]]
) -> dict[str, float]:
    """Share of each unit that comes back in any of these pairs; nothing is counted twice."""
    covered: dict[str, set[int]] = {entry.unit.id: set() for entry in units}
    for unit, sentences in found:
        covered[unit] |= sentences
    return {
        entry.unit.id: share(frozenset(covered[entry.unit.id]), counted_sentences(entry))
        for entry in units
    }


def repeated_in(curricula: Sequence[Curriculum]) -> frozenset[str]:
    """Texts that stand under many profielen or dossiers of these sources, chosen or not."""
    texts: dict[str, list[str]] = {}
    for number, curriculum in enumerate(curricula):
        for item in curriculum.items:
            above = curriculum.ancestors(item)
            root = f"{number}/{above[-1].id if above else item.id}"
            texts.setdefault(root, []).extend(_running_texts(item))
    return repeated_texts(texts)


def _running_texts(item: Item) -> Iterator[str]:
    if item.kind is Kind.EINDTERM:
        yield item.title
    for section in item.sections:
        yield section.text


def _check_sides(vmbo: Curriculum, mbo: Sequence[Curriculum]) -> None:
    for curriculum, side in ((vmbo, Side.VMBO), *((entry, Side.MBO) for entry in mbo)):
        if curriculum.side is not side:
            raise InputError(
                f"dit is een {curriculum.side.value}-bron; hier hoort een {side.value}-bron",
                where=curriculum.source.path,
                advice="Geef eerst de vmbo-bron en daarna de mbo-bronnen.",
            )
    seen: dict[str, str] = {}
    for curriculum in mbo:
        tops = (*curriculum.children.get("", ()), *curriculum.of_kind(Kind.KEUZEDEEL))
        for item in tops:
            if item.id in seen:
                raise _twice(item, seen[item.id], curriculum.source.path)
        seen |= {item.id: curriculum.source.path for item in tops}


def _twice(item: Item, first: str, second: str) -> InputError:
    if item.kind in {Kind.DOSSIER, Kind.KWALIFICATIE}:
        name = item.title or f"crebo {item.crebo}"
        what, advice = f"{name} staat ook in {first}", "Geef elk dossier één keer."
    else:  # a table without a crebo: its kerntaken and those of another look the same
        what = f"{item.code or item.title} staat ook in {first}, en geen van beide noemt een crebo"
        advice = (
            "Zet boven elke tabel het crebo, zoals 'Crebo: 25999', of geef elk bestand één keer."
        )
    return InputError(what, where=second, advice=advice)


def _settings(
    selection: Selection, engine: Engine
) -> Mapping[str, str | float | int | bool | tuple[str, ...]]:
    return {
        "leerweg": selection.leerweg.value if selection.leerweg else "",
        "unit": selection.units,
        "kwalificatie": selection.kwalificaties,
        **engine.settings,
        "reported_from": REPORTED_FROM,
        "top": TOP,
        **{f"quality_{name}": value for name, value in engine.weights.measured.items()},
    }
