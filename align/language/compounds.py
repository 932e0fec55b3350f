"""Compounds and their parts: "bouwplaatsinrichting" is made of "bouwplaats" and "inrichting".

A word is cut where every piece is a word that is known, with a linking -s-, -en- or -e- between
them, and as few pieces as possible; pieces that are compounds themselves are cut further. Usable on
its own and as the pipeline component `align_compounds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from align.language.lemmas import LONGEST_WORD, known_lemma, lemma, normalise
from align.language.lexicon import dictionary_lemma, is_infinitive, is_noun, stem
from align.language.tables.nouns import FIELD, FORMS, NO_LEFT, NO_RIGHT, SHORT, SPLITS, WHOLE
from align.language.tables.stopwords import STOP_WORDS

_HYPHENS = "-–—"
_SHORTEST = 3  # characters of the shortest piece
_PIECE = 10.0
_LINKS = (("", 0.0), ("s", 1.0), ("en", 1.5), ("n", 2.0), ("e", 3.0))

# Words that are never cut.
_WHOLE = WHOLE | STOP_WORDS

_Cut = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=1 << 16)
def split(word: str) -> tuple[str, ...]:
    """The lemmas of the parts of a compound, left to right, head last; () when it is none."""
    form = normalise(word)
    if len(form) > LONGEST_WORD:
        return ()
    if "-" in form:
        pieces = [piece for piece in form.split("-") if len(piece) > 1]
        if len(pieces) < 2:
            return split(pieces[0]) if pieces else ()
        return tuple(part for piece in pieces for part in (split(piece) or (lemma(piece),)))
    base = lemma(form)
    if base in SPLITS:
        return SPLITS[base]
    found = _cheapest(base) if _can_be_cut(base) else None
    return tuple(piece for part in found[1] for piece in (split(part) or (part,))) if found else ()


def _can_be_cut(base: str) -> bool:
    if not base.isalpha() or not 2 * _SHORTEST < len(base) <= LONGEST_WORD or base in _WHOLE:
        return False
    return not (is_infinitive(base) and dictionary_lemma(base))


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
    if len(base) < _SHORTEST or base in NO_LEFT or (len(base) == _SHORTEST and base not in SHORT):
        return None
    if base in FORMS or base in FIELD or base in SHORT:
        return FORMS.get(base, base)
    found = known_lemma(base)
    if found == base:
        return base if linked or not is_infinitive(base) else None
    if linked or found is None:
        return None
    if is_infinitive(found):
        return base if is_noun(base) else found if base == stem(found) else None
    # a plural as first part: "materialenkennis"
    return found if base.endswith("en") and len(base) > 5 and len(found) > 3 else None


@lru_cache(maxsize=1 << 16)
def _right(piece: str) -> _Cut | None:
    """What the last piece may be: a word that is known, not a suffix."""
    if len(piece) < _SHORTEST or piece in NO_RIGHT:
        return None
    if len(piece) == _SHORTEST and piece not in SHORT:
        return None
    found = known_lemma(piece)
    if found is not None and found != piece and is_infinitive(found):
        found = piece if is_noun(piece) else None
    if found is None or found in NO_RIGHT:
        return None
    return (_PIECE + _rarity(piece), (found,))


def _rarity(base: str) -> float:
    """Short words fit by accident; words of this field fit because they are meant."""
    return (4.0 if len(base) == 3 else 2.0 if len(base) == 4 else 0.0) - (
        3.0 if base in FIELD else 0.0
    )


def complete(words: Sequence[str]) -> list[str]:
    """The words, those that lost a part completed: "onderhouds- en herstelwerkzaamheden".

    A word that ends in a hyphen takes the last part of the next compound, one that starts with a
    hyphen takes the first parts of the one before. Words that cannot be completed stay as they are.
    """
    done = list(words)
    for index, word in enumerate(words):
        if len(word) < 3 or (word[0] not in _HYPHENS and word[-1] not in _HYPHENS):
            continue
        bare = word.strip(_HYPHENS)
        around = words[index + 1 : index + 6] if word[-1] in _HYPHENS else done[:index][-5:][::-1]
        last = word[-1] in _HYPHENS
        done[index] = next(
            (whole for other in around if (whole := _joined(bare, other, last=last))), bare
        )
    return done


@lru_cache(maxsize=1 << 13)
def _joined(bare: str, other: str, *, last: bool) -> str | None:
    """What is left of a word and the compound that lends it a part, as one word; else None."""
    low = normalise(other)
    if last and is_infinitive(low):
        cuts = [cut for cut in range(2, len(low) - 3) if is_infinitive(bare.lower() + low[cut:])]
        return bare + low[cuts[0] :] if cuts else None
    parts = split(low)
    if len(parts) < 2:
        return None
    for cut in range(_SHORTEST - 1, len(low) - _SHORTEST + 1):
        if lemma(low[cut:]) == parts[-1]:
            return bare + low[cut:] if last else low[:cut] + bare
    return None
