"""Which phase of the work, or which kind of work, a text is about.

Preparing, making, checking and clearing up share their object, and teach something else: by the
rating guideline the same object with another activity is related, not double.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from align.language.analysis import Term
from align.language.families import family
from align.language.tables.phases import PHASES

#: A noun names work less surely than the verb that says what is done; the head of a compound
#: less surely still ("meetrapport").
_OF_VERB, _OF_NOUN, _OF_HEAD = 1.0, 0.6, 0.5


def phases(terms: Iterable[Term]) -> dict[str, float]:
    """The weight of each phase in some words; {} when none of them names one."""
    weights: dict[str, float] = {}
    for term in terms:
        if term.joined:
            continue
        head = term.parts[-1] if term.parts else ""
        for phase, weight in _of_word(term.lemma, head, acts=term.acts):
            weights[phase] = weights.get(phase, 0.0) + weight
    return weights


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights that add up to 1; {} for none."""
    total = sum(weights.values())
    return {phase: weight / total for phase, weight in weights.items()} if total else {}


@lru_cache(maxsize=1 << 15)
def _of_word(lemma: str, head: str, *, acts: bool) -> tuple[tuple[str, float], ...]:
    """The phases that a word names, by itself or else by the head of its compound ("")."""
    weight = _OF_VERB if acts else _OF_NOUN
    tries = [(lemma, weight), (family(lemma), weight)]
    if head:
        tries.append((family(head), _OF_HEAD))
    for word, most in tries:
        found = _phases_by_word().get(word, ())
        if found:
            return tuple((phase, most / len(found)) for phase in found)
    return ()


@cache
def _phases_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for phase, members in PHASES.items():
        for word in sorted(members):
            for form in (word, family(word)):
                found.setdefault(form, {})[phase] = None
    return {word: tuple(of) for word, of in found.items()}
