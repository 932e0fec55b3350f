"""Which phase of the work, or which kind of work, a text is about.

Preparing, making, checking and clearing up share their object, and teach something else: by the
rating guideline the same object with another activity is related, not double.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

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
        for phase, weight in _of_term(term):
            weights[phase] = weights.get(phase, 0.0) + weight
    return weights


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights that add up to 1; {} for none."""
    total = sum(weights.values())
    return {phase: weight / total for phase, weight in weights.items()} if total else {}


def _of_term(term: Term) -> list[tuple[str, float]]:
    by_word = _phases_by_word()
    tries = [(word, _OF_VERB if term.role == "activity" else _OF_NOUN) for word in _forms(term)]
    if term.parts:
        tries.append((family(term.parts[-1]), _OF_HEAD))
    for word, weight in tries:
        found = by_word.get(word, ())
        if found:
            return [(phase, weight / len(found)) for phase in found]
    return []


def _forms(term: Term) -> tuple[str, ...]:
    return term.lemma, family(term.lemma)


@cache
def _phases_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for phase, members in PHASES.items():
        for word in sorted(members):
            for form in (word, family(word)):
                found.setdefault(form, {})[phase] = None
    return {word: tuple(of) for word, of in found.items()}
