"""Gelijk, redactioneel or gewijzigd: whether a text only reads differently or says another thing.

The guideline by which a sample was rated stands in docs/revisions.md.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from align.language import compounds
from align.language.lemmas import known_lemma, lemma
from align.model import ChangeKind
from align.revisions.texts import body_of, folded

if TYPE_CHECKING:
    from align.model import Item

#: Words without weight of their own: articles, possessives, "en" and what opens every eindterm.
_LIGHT = frozenset(
    """
    de het een zijn haar hun diens en er die dat dit deze dan daarbij hierbij hij zij ze kandidaat
    kandidaten kan kunnen heeft hebben vaardigheid beroepsbeoefenaar beginnend beginnende student
    leerling
    """.split()
)
#: Short and long forms that mean the same.
_SAME = {
    "bijv": "bijvoorbeeld",
    "bv": "bijvoorbeeld",
    "mbv": "met behulp van",
    "dmv": "door middel van",
    "mbt": "met betrekking tot",
    "tav": "ten aanzien van",
    "oa": "onder andere",
    "evt": "eventueel",
    "nl": "namelijk",
    "ahv": "aan de hand van",
    "gangbaar": "veelvoorkomend",
    "gangbare": "veelvoorkomend",
    "veelvoorkomende": "veelvoorkomend",
}
#: "deelnemer(s)" is read as "deelnemers" and as "deelnemer": the lemma is the same.
_ENDING = re.compile(r"\((?:s|n|en|e)\)")
#: Pairs of words above which two texts are so unlike that no slip is looked for.
_MOST_SLIPS = 40_000
_LETTERS = re.compile(r"[^\W\d_]+")
#: Likeness of letters from which two forms can be one word with a slip in it.
_SLIP = 0.8
_SHORTEST_SLIP = 5


def kind_of(old: Item, new: Item) -> ChangeKind:
    """The kind of change between an item and what it became.

    Where one of the two has a title only (an exam plan beside a dossier), titles are compared.
    """
    texts = comparable(old, new)
    if not same_statements(old, new):
        return ChangeKind.GEWIJZIGD
    if all(before == after for before, after in texts):
        return ChangeKind.GELIJK
    if all(is_editorial(before, after) for before, after in texts):
        return ChangeKind.REDACTIONEEL
    return ChangeKind.GEWIJZIGD


def comparable(old: Item, new: Item) -> tuple[tuple[str, str], ...]:
    """Texts of both items that can be held beside each other: titles, and running texts."""
    titles = ((old.title, new.title),) if old.title and new.title else ()
    before, after = body_of(old), body_of(new)
    return (*titles, (before, after)) if before and after else titles


def same_statements(old: Item, new: Item) -> bool:
    """Whether both hold for the same leerwegen, niveaus and hours, as far as both say so."""
    return all(
        not before or not after or before == after
        for before, after in (
            (old.leerwegen, new.leerwegen),
            (old.niveaus, new.niveaus),
            (old.hours, new.hours),
        )
    )


def is_editorial(before: str, after: str) -> bool:
    """Whether two texts say the same in other spelling, punctuation, articles or word order."""
    one, other = (folded(_ENDING.sub("", text)) for text in (before, after))
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    ours, theirs = _weighty(one), _weighty(other)
    # What a sentence says twice it does not say more: "een ruimte met een object voor een ruimte".
    gone = Counter({word: count for word, count in ours.items() if word not in theirs})
    come = Counter({word: count for word, count in theirs.items() if word not in ours})
    _cross_out_compounds(gone, come)
    return _only_slips(sorted(gone.elements()), sorted(come.elements()))


def mended(before: str, after: str) -> str:
    """The new text, with words that are a slip of the pen beside the old one written as there.

    So that what is said of a change is said of its content: a slip is no other word.
    """
    ours, theirs = set(_LETTERS.findall(before)), set(_LETTERS.findall(after))
    known = {word.casefold() for word in ours & theirs}
    gone = {word for word in ours - theirs if word.casefold() not in known}
    if len(gone) * len(theirs - ours) > _MOST_SLIPS:
        return after
    for word in sorted(theirs - ours):
        meant = [one for one in sorted(gone) if is_slip(one.casefold(), word.casefold())]
        if len(meant) == 1:
            after = re.sub(rf"\b{re.escape(word)}\b", meant[0], after)
    return after


def _weighty(text: str) -> Counter[str]:
    words = " ".join(_SAME.get(word, word) for word in _joined_short_forms(text).split()).split()
    return Counter(_form(word) for word in words if word not in _LIGHT)


def _joined_short_forms(text: str) -> str:
    """Abbreviations that lost their full stops in one piece: "m b v" is "mbv"."""
    words: list[str] = []
    run = ""
    for word in [*text.split(), ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            words.append(run)
            run = ""
        words.append(word)
    return " ".join(words).strip()


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> str:
    return word if word[:1].isdigit() else lemma(word)


def _cross_out_compounds(gone: Counter[str], come: Counter[str]) -> None:
    """Take out words that are written apart on one side and as one on the other."""
    for ours, theirs in ((gone, come), (come, gone)):
        for whole in sorted(ours):
            parts = Counter(compounds.split(whole))
            if len(parts) > 1 and parts <= theirs:
                theirs.subtract(parts)
                ours[whole] -= 1
    for rest in (gone, come):
        for word in [word for word, count in rest.items() if count <= 0]:
            del rest[word]


def _only_slips(gone: list[str], come: list[str]) -> bool:
    """Whether each word that is left can be a slip of the pen for one on the other side."""
    if len(gone) != len(come):
        return False
    left = list(come)
    for word in gone:
        near = [other for other in left if is_slip(word, other)]
        if not near:
            return False
        left.remove(near[0])
    return True


def is_slip(one: str, other: str) -> bool:
    """Whether one of two words can be a slip of the pen for the other."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one.isalpha() and other.isalpha()):
        return False
    if _known(one) and _known(other):
        return False
    long, short = sorted((one, other), key=len, reverse=True)
    return long.endswith(short) or float(OSA.normalized_similarity(one, other)) >= _SLIP


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> bool:
    return known_lemma(word) is not None or bool(compounds.split(word))
