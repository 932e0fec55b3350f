"""What carries a pair: sentence pairs with their matching words, and how much comes back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.model import Evidence, Quote
from align.similarity.analysed import AnalysedUnit, UnitSentence, words_of
from align.similarity.background import Background
from align.similarity.metrics import Floats

#: Sentence pairs less alike than this share a word by chance: on rated pairs of grade 0 three in
#: a hundred vmbo sentences have a partner at .20, of grade 3 one in four (docs/methods.md).
SENTENCE_FROM = 0.20

#: Where no sentences are alike in their words, those nearest in meaning are shown, from this cosine
#: on: of such pairs rated as overlap three in four have them, of grade 0 one in four.
MEANING_FROM = 0.40
#: And no more of them than this.
MOST_IN_MEANING = 2

#: A sentence counts as covered when this share of its content words, weighed by rarity, stands
#: in the other unit, or when a sentence there is so near in meaning (cosine). Measured in
#: docs/methods.md.
COVERED_FROM = 0.20
COVERED_IN_MEANING = 0.55

#: More sentence pairs than this do not convince anyone further.
MOST_EVIDENCE = 8

#: Decimals of the sum by which they are put in order; what differs less is the same.
_SAME = 6

#: Shared words shown with a pair.
MOST_SHARED = 12


def sentence_pairs(
    left: AnalysedUnit,
    right: AnalysedUnit,
    likeness: Floats,
    least: float = SENTENCE_FROM,
    most: int = MOST_EVIDENCE,
    *,
    meaning: Floats | None = None,
) -> tuple[Evidence, ...]:
    """Sentence pairs that are each other's best partner on at least one side, best first.

    Args:
        left, right: the two units.
        likeness: of their sentences, of shape (n_left_sentences, n_right_sentences), 0..1.
        least: likeness from which on a sentence pair counts.
        most: sentence pairs.
        meaning: cosine of what their words mean, of the same shape, 0..1. Of those chosen that with
            the highest sum of both stands first then: a rare word that two sentences share need not
            be what they are about (docs/methods.md, "The quote that stands first").
    """
    if not likeness.size:
        return ()
    best = (likeness >= likeness.max(axis=1, keepdims=True)) | (
        likeness >= likeness.max(axis=0, keepdims=True)
    )
    chosen = np.argwhere(best & (likeness >= least))
    alike = sorted(chosen.tolist(), key=lambda at: (-likeness[at[0], at[1]], at))[:most]
    together = likeness if meaning is None else np.round(likeness + meaning, _SAME)
    ranked = sorted(alike, key=lambda at: (-together[at[0], at[1]], -likeness[at[0], at[1]], at))
    return tuple(
        Evidence(
            left=quote(left.sentences[i], right.sentences[j]),
            right=quote(right.sentences[j], left.sentences[i]),
            score=round(float(likeness[i, j]), 4),
        )
        for i, j in ranked
    )


def quote(entry: UnitSentence, other: UnitSentence) -> Quote:
    """A sentence with the words marked that the other sentence has too, in any form."""
    partners = set(other.words)
    shared = {
        term: " ".join(sorted(both))
        for term in entry.sentence.terms
        if not term.joined and (both := partners.intersection(words_of((term,))))
    }
    marks = {(term.start, term.end): word for term, word in shared.items()}
    verbs = {term.lemma: word for term, word in shared.items() if term.acts}
    # The particle of a separable verb is marked along with it: "voert ... uit".
    for term in entry.sentence.terms:
        if term.joined:
            whole = [word for verb, word in verbs.items() if verb.startswith(term.lemma)]
            if whole:
                marks[term.start, term.end] = whole[0]
    ordered = sorted(marks.items())
    return Quote(
        item=entry.passage.item,
        label=entry.passage.label,
        text=entry.sentence.text,
        marks=tuple(mark for mark, _ in ordered),
        generic=entry.generic,
        words=tuple(word for _, word in ordered),
    )


def covered_sentences(
    unit: AnalysedUnit, other: AnalysedUnit, background: Background, nearest: Floats
) -> frozenset[int]:
    """Indices of the counted sentences of a unit whose content comes back in the other unit.

    Args:
        unit, other: the two units.
        background: how rare words are.
        nearest: of each sentence of the unit the cosine of that of the other unit which is nearest
            in meaning, of shape (n_sentences,); 0 where the other has none.
    """
    covered = set()
    for index in counted_sentences(unit):
        words = set(unit.sentences[index].words)
        whole = sum(sorted(background.idf(word) for word in words))
        shared = sum(sorted(background.idf(word) for word in words & other.own_words))
        if (whole and shared / whole >= COVERED_FROM) or nearest[index] >= COVERED_IN_MEANING:
            covered.add(index)
    return frozenset(covered)


def counted_sentences(unit: AnalysedUnit) -> tuple[int, ...]:
    """Indices of the sentences over which coverage is counted.

    Not the title when there is text below it, and not generic sentences when there are others: that
    someone also plans and clears up says nothing about how much of a deeltaak comes back.
    """
    every = [index for index, entry in enumerate(unit.sentences) if entry.words]
    text = [index for index in every if unit.sentences[index].passage.label != "titel"] or every
    own = [index for index in text if not unit.sentences[index].generic]
    return tuple(own or text)


def shared_words(
    left: AnalysedUnit, right: AnalysedUnit, background: Background
) -> tuple[str, ...]:
    """Words that both units have, rarest first."""
    shared = left.own_words & right.own_words
    return tuple(sorted(shared, key=lambda word: (-background.idf(word), word))[:MOST_SHARED])


def share(part: Sequence[int] | frozenset[int], whole: Sequence[int]) -> float:
    """Part of a whole, 0..1; 0 of nothing."""
    return part_of(len(part), len(whole))


def part_of(part: int, whole: int) -> float:
    """A number of a number, 0..1; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0
