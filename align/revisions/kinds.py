"""Gelijk, redactioneel or gewijzigd: whether a text only reads differently or says another thing.

The guideline by which a sample was rated stands in docs/revisions.md.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from align.language import compounds, sentences
from align.language.lemmas import known_lemma, lemma
from align.model import ChangeKind
from align.revisions.stated import HOURS, LEERWEGEN, NIVEAUS, NOTHING
from align.revisions.texts import body_of, folded
from align.revisions.tokens import is_negation, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.model import Item
    from align.revisions.stated import Stated

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


def kind_of(old: Item, new: Item, stated: Stated = NOTHING) -> ChangeKind:
    """The kind of change between an item and what it became.

    Where one of the two has a title only, titles are compared, unless both releases give running
    text of such items (`stated`): an exam plan has none, in a release of SLO it came or went.
    """
    texts = comparable(old, new)
    if not same_statements(old, new, stated) or any(came_and_went(old, new, stated)):
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


def came_and_went(old: Item, new: Item, stated: Stated) -> tuple[list[str], list[str]]:
    """Labels of running text that only the new item has, and that only the old one has.

    As far as both releases give such text of items of this kind.
    """
    before, after = (
        dict.fromkeys(section.label for section in item.sections if section.text)
        for item in (old, new)
    )
    return (
        [label for label in after if label not in before and stated.by_both(new.kind, label)],
        [label for label in before if label not in after and stated.by_both(old.kind, label)],
    )


def same_statements(old: Item, new: Item, stated: Stated = NOTHING) -> bool:
    """Whether both hold for the same leerwegen, niveaus and hours, as far as both say so."""
    return all(
        before == after or not ((before and after) or stated.by_both(old.kind, name))
        for name, before, after in (
            (LEERWEGEN, old.leerwegen, new.leerwegen),
            (NIVEAUS, old.niveaus, new.niveaus),
            (HOURS, old.hours, new.hours),
        )
    )


def is_editorial(before: str, after: str) -> bool:
    """Whether two texts say the same in other spelling, punctuation, articles or word order.

    Sentences that stand on both sides are left out: what they say does not make up for what went
    elsewhere.
    """
    one, other = _apart(*(_ENDING.sub("", text) for text in (before, after)))
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    if _swapped(one, other):
        return False
    ours, theirs = _weighty(one), _weighty(other)
    gone, come = _left(ours, theirs), _left(theirs, ours)
    _cross_out_compounds(gone, come)
    left = _with_light(gone, one, other, come), _with_light(come, other, one, gone)
    ways = _written(one), _written(other)
    return _only_slips(
        *([w.get(f, {f}) for f in words] for words, w in zip(left, ways, strict=True))
    )


def _apart(before: str, after: str) -> tuple[str, str]:
    """The folded words of both texts, without sentences that stand on both sides."""
    ours, theirs = (dict.fromkeys(map(folded, sentences.split(t))) for t in (before, after))
    return (
        " ".join(one for one in ours if one not in theirs),
        " ".join(one for one in theirs if one not in ours),
    )


def _swapped(one: str, other: str) -> bool:
    """Whether a number or negation went to another word: "2 bedden, 3 paden" and the reverse."""
    ours, theirs = ([w for w in text.split() if w not in _LIGHT] for text in (one, other))
    before, after = _before_what(ours), _before_what(theirs)
    known = {*ours, ""} & {*theirs, ""}
    differ = (before - after) + (after - before)
    return bool(differ) and all(word in known for _, word in differ)


def _before_what(words: Sequence[str]) -> Counter[tuple[str, str]]:
    """Every number and negation, with the word that it stands before."""
    return Counter((word, after) for word, after in pairwise([*words, ""]) if _counts(word))


def _counts(word: str) -> bool:
    return is_number(word) or is_negation(word)


def _left(ours: Counter[str], theirs: Counter[str]) -> Counter[str]:
    """The words of one text that the other lacks.

    What a sentence says twice it does not say more: "een ruimte met een object voor een ruimte".
    A second number or "niet" does.
    """
    short = {word: n - theirs[word] for word, n in ours.items() if _counts(word)}
    return +Counter({word: n for word, n in ours.items() if word not in theirs} | short)


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


def _written(text: str) -> dict[str, set[str]]:
    """How each form is written in a text, beside the form itself."""
    found: dict[str, set[str]] = {}
    for word in text.split():
        form = _form(word)
        found.setdefault(form, {form}).add(word)
    return found


def _with_light(words: Counter[str], ours: str, theirs: str, others: Counter[str]) -> Iterator[str]:
    """Words that are left, sorted, and words without weight that another is a slip of the pen for.

    So that "de kanddiaat" is "de kandidaat".
    """
    yield from sorted(words.elements())
    for word in sorted({*ours.split()} & _LIGHT - {*theirs.split()}):
        if any(is_slip(word, one) for one in others):
            yield word


def _only_slips(gone: Sequence[set[str]], come: Sequence[set[str]]) -> bool:
    """Whether each word that is left can be a slip of the pen for one on the other side.

    Args:
        gone, come: how each of them is written, and its form.
    """
    if len(gone) != len(come):
        return False
    left = list(come)
    for word in gone:
        near = [other for other in left if any(is_slip(a, b) for a in word for b in other)]
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
