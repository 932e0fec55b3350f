"""Compounds and their parts: "bouwplaatsinrichting" is made of "bouwplaats" and "inrichting".

A word is cut where every piece is a word that is known, with a linking -s-, -en- or -e- between
them, and as few pieces as possible; pieces that are compounds themselves are cut further. Usable on
its own and as the pipeline component `align_compounds`.
"""

from __future__ import annotations

from functools import lru_cache

from align.language.lemmas import known_lemma, lemma, normalise
from align.language.lexicon import dictionary_lemma, infinitives_of, is_infinitive
from align.language.tables.words import FIELD, NO_LEFT, NO_RIGHT, SHORT, SPLITS, WHOLE

_SHORTEST = 3  # characters of the shortest piece
_LONGEST_WORD = 60  # longer "words" are addresses or noise, and cutting is quadratic
_PIECE = 10.0
_LINKS = (("", 0.0), ("s", 1.0), ("en", 1.5), ("n", 2.0), ("e", 3.0))

_Cut = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=1 << 16)
def split(word: str) -> tuple[str, ...]:
    """The lemmas of the parts of a compound, left to right, head last; () when it is none."""
    form = normalise(word)
    if "-" in form:
        pieces = [piece for piece in form.split("-") if piece]
        if len(pieces) < 2:
            return split(pieces[0]) if pieces else ()
        return tuple(part for piece in pieces for part in (split(piece) or (lemma(piece),)))
    base = lemma(form)
    if base in SPLITS:
        return SPLITS[base]
    if not base.isalpha() or not 2 * _SHORTEST < len(base) <= _LONGEST_WORD or base in WHOLE:
        return ()
    if is_infinitive(base) and dictionary_lemma(base):
        return ()
    found = _cheapest(base)
    if found is None:
        return ()
    return tuple(piece for part in found[1] for piece in (split(part) or (part,)))


def _cheapest(word: str) -> _Cut | None:
    """The cheapest way to cut a word into at least two known pieces."""
    best: _Cut | None = None
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        left = _left(word[:cut])
        if left is None:
            continue
        rest = _right(word[cut:]) or _cheapest_tail(word[cut:])
        if rest is None:
            continue
        cost = left[0] + rest[0]
        if best is None or cost < best[0]:
            best = (cost, left[1] + rest[1])
    return best


@lru_cache(maxsize=1 << 14)
def _cheapest_tail(word: str) -> _Cut | None:
    return _cheapest(word) if len(word) >= 2 * _SHORTEST else None


@lru_cache(maxsize=1 << 16)
def _left(piece: str) -> _Cut | None:
    """What a piece that is not the last may be: a noun or verb stem, with a link after it."""
    best: _Cut | None = None
    for link, price in _LINKS:
        if not piece.endswith(link):
            continue
        base = piece[: len(piece) - len(link)]
        known = _left_lemma(base, linked=bool(link))
        if known is None:
            continue
        cost = _PIECE + price + _rarity(base)
        if best is None or cost < best[0]:
            best = (cost, (known,))
    return best


def _left_lemma(base: str, *, linked: bool) -> str | None:
    if len(base) < _SHORTEST or base in NO_LEFT:
        return None
    if len(base) == _SHORTEST and base not in SHORT:
        return None
    if base in FIELD or base in SHORT:
        return lemma(base)
    found = known_lemma(base)
    if found == base:
        return None if is_infinitive(base) and not linked else base
    if linked:
        return None
    if found is not None and is_infinitive(found) and base in _stems(found):
        return found
    return None


def _stems(infinitive: str) -> tuple[str, ...]:
    base = infinitive.removesuffix("en")
    return (base, base[:-1]) if infinitives_of(base[:-1]) else (base,)


@lru_cache(maxsize=1 << 16)
def _right(piece: str) -> _Cut | None:
    """What the last piece may be: a word that is known, not a suffix."""
    if len(piece) < _SHORTEST or piece in NO_RIGHT:
        return None
    if len(piece) == _SHORTEST and piece not in SHORT:
        return None
    found = known_lemma(piece)
    if found is None or found in NO_RIGHT or (found != piece and is_infinitive(found)):
        return None
    return (_PIECE + _rarity(piece), (found,))


def _rarity(base: str) -> float:
    """Short words fit by accident; words of this field fit because they are meant."""
    return (4.0 if len(base) == 3 else 2.0 if len(base) == 4 else 0.0) - (
        3.0 if base in FIELD else 0.0
    )
