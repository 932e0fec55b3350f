"""Objects: what an activity is done to, and which word is the head of that phrase.

The object stands before an infinitive ("een planning maken") and after a finite verb ("maakt een
planning"); its head is its last noun. A phrase behind a preposition is no object, unless all have
one ("adviseren over voeding"): then the first counts. Usable on its own and as the pipeline
component `align_objects`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.language.lemmas import lemma, normalise
from align.language.tables.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    ENDS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from align.language.tables.stopwords import STOP_WORDS
from align.language.verbs import Verb, is_modifier

_JOINING = CONJUNCTIONS | {",", "/"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: which words it has, which is its head, and whether a preposition leads it."""

    words: tuple[int, ...]
    head: int
    led: bool


def find(words: Sequence[str], verbs: Sequence[Verb]) -> tuple[tuple[Verb, Phrase], ...]:
    """What each activity is done to: pairs of a verb and a phrase, in the order of the words."""
    lowered = [normalise(word) for word in words]
    taken = {verb.index for verb in verbs} | {verb.particle for verb in verbs}
    found: list[tuple[Verb, Phrase]] = []
    used: set[int] = set()
    acting = [verb for verb in verbs if not verb.auxiliary]
    for order, verb in enumerate(acting):
        phrases = _reach(lowered, verb, acting, order, taken)
        direct = _direct(phrases)
        for phrase in direct:
            if phrase.head not in used:
                used.add(phrase.head)
                found.append((verb, phrase))
    return tuple(sorted(found, key=lambda pair: pair[1].head))


def _reach(
    words: Sequence[str], verb: Verb, verbs: Sequence[Verb], order: int, taken: set[int]
) -> tuple[Phrase, ...]:
    """The phrases that a verb can have: those before an infinitive, those after a finite verb."""
    later = min((v.index for v in verbs[order + 1 :]), default=len(words))
    if verb.form == "finite":
        return phrases(words, verb.index + 1, later, taken)
    if verb.form == "infinitive" and words[verb.index + 1 : verb.index + 2] == ["van"]:
        # "het onderhouden van tuinen": what follows van
        return tuple(
            replace(p, led=False) for p in phrases(words, verb.index + 2, later, taken)[:1]
        )
    start = max((v.index + 1 for v in verbs[:order]), default=0)
    before = phrases(words, start, verb.index, taken)
    if before or verb.form == "participle":
        return before
    return phrases(words, verb.index + 1, later, taken)


def _direct(found: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The phrases without a preposition; without any, the first of all."""
    plain = tuple(phrase for phrase in found if not phrase.led)
    return plain or tuple(found[:1])


def phrases(words: Sequence[str], start: int, end: int, taken: set[int]) -> tuple[Phrase, ...]:
    """The noun phrases among words[start:end], up to the first word that opens a clause."""
    found: list[Phrase] = []
    run: list[int] = []
    led = False
    for index in range(start, end + 1):
        word = words[index] if index < end else "."
        opens = word in DETERMINERS
        if index not in taken and word and word[0].isalnum() and not opens and not _breaks(word):
            if word not in STOP_WORDS:
                run.append(index)
            continue
        if run:
            phrase = _phrase(words, run, led=led)
            if phrase:
                found.append(phrase)
            run = []
            led = led and not opens
        if opens:
            continue
        if word in PREPOSITIONS:
            led = True
        elif word not in _JOINING:
            led = False
        if word in SUBORDINATORS and index < end:
            break
    return tuple(found)


def _breaks(word: str) -> bool:
    return word in PREPOSITIONS or word in CONJUNCTIONS or word in ENDS or word in SUBORDINATORS


def _phrase(words: Sequence[str], run: Sequence[int], *, led: bool) -> Phrase | None:
    """A phrase of these words, its head the last that is no adjective; None without a head."""
    for index in reversed(run):
        if not is_modifier(words[index]) and lemma(words[index]) not in STOP_WORDS:
            return Phrase(tuple(run), index, led)
    return None
