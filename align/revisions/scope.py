"""Whether what is asked became wider or narrower, change by change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from align.language import compounds
from align.language.lemmas import lemma, normalise
from align.language.tables.grammar import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from align.language.tables.verbs import AUXILIARIES
from align.language.verbs import is_participle
from align.revisions.redline import Span, SpanKind
from align.revisions.texts import folded
from align.revisions.tokens import is_negation, is_number, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

_OPENS_CONDITION = PREPOSITIONS | {"rekening", "zodat", "waarbij", "waarmee", "die", "dat"}
#: Behind a verb that went or came itself, only these open a condition; "over" opens its object.
_MANNER = frozenset("conform met tijdens volgens zonder".split())
_WORD = re.compile(r"[^\W_](?:[\w'’/()-]*[^\W_)])?-?")
#: Phrases that are one word to who reads them.
_FIXED = ("aan de hand van", "op basis van", "met name", "in het bijzonder", "door middel van")
_ENDS_ITEM = ("", ";", "\n")
_ITEM_ENDED = re.compile(r"[;:\n][\s–•-]*$")
#: Between a piece and what follows, these say that it is none of it: it is an item of a list.
_APART = (",", ";", "\n")
_LEADS_ON = DETERMINERS | CONJUNCTIONS
_SENTENCE_ENDS = (".", "!", "?")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Naming:
    """What the words of one text do.

    Attributes:
        names: words that name something, as written.
        acts: words that say what is done, in lower case.
        lemmas: of all that names something.
    """

    names: AbstractSet[str]
    acts: AbstractSet[str]
    lemmas: AbstractSet[str]


def naming(text: str, acting: AbstractSet[str], rest: AbstractSet[str]) -> Naming:
    """What the words of a text do, by its sentences: a piece cannot tell whether "rozen" acts.

    Args:
        text: all of it.
        acting: its words that say what is done.
        rest: other words that name nothing.
    """
    found = {
        word.text
        for word in tokens(text)
        if word.weight > 1 and not (is_number(word.text) or is_negation(word.text))
    }
    said = f" {folded(text)} "
    fixed = {word for phrase in _FIXED if f" {phrase} " in said for word in phrase.split()}
    without = acting | rest | AUXILIARIES | CONJUNCTIONS | fixed
    names = frozenset(word for word in found if word.casefold() not in without)
    return Naming(names, acting, frozenset(map(lemma, names)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where the text changed: what went, what came, and what stands on both sides of it."""

    gone: str
    come: str
    behind: str
    ahead: str


def scope(spans: Sequence[Span], before: Naming, after: Naming) -> Iterator[str]:
    """The changes in what is asked that are no verb, number or negation.

    A condition ("in een practicum") that came makes it narrower, one that went makes it wider, and
    so do words that say which ("zakelijke communicatie"); with a part of a list it is the other way
    round. What came in the place of something else is another subject, unless the one word is a
    compound of the other.
    """
    for place in _places(spans):
        one = [token.text for token in tokens(place.gone) if token.text in before.names]
        other = [token.text for token in tokens(place.come) if token.text in after.names]
        gone, come = _apart(one, other), _apart(other, one)
        sides = (_Side(place, before, came=False), _Side(place, after, came=True))
        if gone and come and _joins(sides[0], sides[1]):
            yield from (side.said() for side in sides)
        elif gone and come:
            yield from _other(gone, come)
        elif come or gone:
            side, words, there = (sides[1], other, before) if come else (sides[0], one, after)
            left = come or gone
            # What a text says twice it does not say more.
            if not set(map(lemma, left)) <= there.lemmas:
                yield side.said() if left == words else side.said(left)


def _places(spans: Sequence[Span]) -> Iterator[_Place]:
    """The places where the text changed; what moved does not count."""
    groups = [
        (changed, list(group))
        for changed, group in groupby(spans, key=lambda span: span.kind is not SpanKind.GELIJK)
    ]
    for at, (changed, group) in enumerate(groups):
        pieces = [span for span in group if span.kind is not SpanKind.VERPLAATST]
        if not changed or not pieces:
            continue
        around = [
            "".join(span.new for span in groups[n][1]) if 0 <= n < len(groups) else ""
            for n in (at - 1, at + 1)
        ]
        yield _Place("".join(s.old for s in pieces), "".join(s.new for s in pieces), *around)


def _apart(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that are not among the others in another form; "veer-" is read in full."""
    known = {lemma(word) for word in _completed(others)}
    return [
        word
        for word, full in zip(words, _completed(words), strict=True)
        if not known & {lemma(word), lemma(full)}
    ]


def _completed(words: Sequence[str]) -> list[str]:
    """Words with truncated compounds in full: "klem- lijmverbindingen" has "klemverbindingen"."""
    spread = [piece for word in words for piece in (word, "en")]
    return compounds.complete(spread)[::2]


@dataclass(frozen=True, slots=True)
class _Side:
    """What went or what came in one place."""

    place: _Place
    naming: Naming
    came: bool

    @property
    def text(self) -> str:
        return self.place.come if self.came else self.place.gone

    @property
    def words(self) -> list[str]:
        return [normalise(match[0]) for match in _WORD.finditer(self.text)]

    def opening(self) -> str:
        """The first word that is no verb of its own, or what joins verbs; "" without one."""
        return next((word for word, _ in self._from_opening()), "")

    def said(self, words: Sequence[str] = ()) -> str:
        """Wider or narrower, with what went or came; only these words of it when given."""
        if words:
            shown, narrows = " ".join(words), self._stands_before(normalise(words[-1]))
        else:
            narrows = self._narrows()
            start = next((at for _, at in self._from_opening()), 0)
            shown = _trimmed(self.text[start:] if self.opening() in _OPENS_CONDITION else self.text)
        wider = self.came != narrows
        sign = "+" if self.came else "−"
        return f"omvang {'ruimer' if wider else 'smaller'}: {sign} {_short(shown)}"

    def _conditional(self) -> bool:
        """Whether it says on what condition: "in een kas", "afhankelijk van", "afgestemd op"."""
        opening = self.opening()
        if opening in _OPENS_CONDITION:
            return True
        behind = self.words[self.words.index(opening) + 1 :][:1] if opening in self.words else []
        led = behind != [] and behind[0] in PREPOSITIONS
        return led and (is_participle(opening) or not _thing(opening))

    def _from_opening(self) -> Iterator[tuple[str, int]]:
        """The words from the opening on, each with its place in the text."""
        skipped = opened = False
        for match in _WORD.finditer(self.text):
            word = normalise(match[0])
            if not opened and word in self.naming.acts:
                skipped = True
            elif opened or not (skipped and word in CONJUNCTIONS):
                object_of = skipped and not opened and word not in _MANNER
                opened = True
                yield ("…" if object_of else word), match.start()

    def _stands_before(self, word: str) -> bool:
        """Whether a word is followed by one more in its piece: it says which."""
        words = self.words
        after = words[words.index(word) + 1 :][:1] if word in words else []
        return bool(after) and not (after[0] in PREPOSITIONS or after[0] in CONJUNCTIONS)

    def _narrows(self) -> bool:
        """Whether with these words less is meant than without them."""
        words = self.words
        if self._own_sentence() or self._own_item():
            return False
        return self._conditional() or self._leads_on(words) or self._modifies(words)

    def _leads_on(self, words: Sequence[str]) -> bool:
        """Whether what stands behind it hangs under it: "onderdelen van", "veilig werken op"."""
        last = [word for word in words if word not in DETERMINERS][-1:]
        names = [word for word in words if word in {name.casefold() for name in self.naming.names}]
        acts = any(word in self.naming.acts for word in words)
        return last != [] and last[0] in PREPOSITIONS and not (acts and any(map(_thing, names)))

    def _own_sentence(self) -> bool:
        """Whether it is a sentence more: "Maak een plan." behind another sentence."""
        starts = self.place.behind.rstrip().endswith(_SENTENCE_ENDS) or (
            self.text.lstrip()[:1] in _SENTENCE_ENDS and len(self.words) > 1
        )
        return starts and bool(self.place.behind.strip())

    def _own_item(self) -> bool:
        """Whether it is an item more of a list that has a line for each."""
        text = self.text.strip(" ")
        starts = text[:1] in _ENDS_ITEM or _ITEM_ENDED.search(self.place.behind) is not None
        ends = _ITEM_ENDED.search(text) is not None
        return starts and (ends or self.place.ahead.strip(" ")[:1] in _ENDS_ITEM)

    def _modifies(self, words: Sequence[str]) -> bool:
        """Whether these words say which of what stands behind them, or how it is done."""
        ahead = _WORD.match(self.place.ahead.lstrip())
        inner = [word for word in words if word not in DETERMINERS]
        if ahead is None or not inner or any(sign in self.text for sign in _APART):
            return False
        if any(word in PREPOSITIONS or word in CONJUNCTIONS for word in inner):
            return False
        behind = normalise(ahead[0])
        if behind in self.naming.acts:
            return not _thing(inner[-1])
        return not (behind in PREPOSITIONS or behind in CONJUNCTIONS or behind in DETERMINERS)


def _thing(word: str) -> bool:
    """Whether a word in front of a verb is what the verb is done to, and not how."""
    return not word.endswith(("ig", "lijk", "baar", "isch", "loos", "zaam", "ief", "aat"))


def _joins(gone: _Side, come: _Side) -> bool:
    """Whether a condition went where a part of a list came, or the other way round."""
    openings = gone.opening(), come.opening()
    return any(
        one in _OPENS_CONDITION and other in CONJUNCTIONS
        for one, other in (openings, openings[::-1])
    )


def _other(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    shown = f"{_short(' '.join(before))} → {_short(' '.join(after))}"
    one, other = folded(" ".join(before)), folded(" ".join(after))
    if one.replace(" ", "") == other.replace(" ", ""):
        return
    single = len(before) == len(after) == 1
    if single and _is_part(before[0].casefold(), after[0].casefold()):
        yield f"omvang smaller: {shown}"
    elif single and _is_part(after[0].casefold(), before[0].casefold()):
        yield f"omvang ruimer: {shown}"
    else:
        yield f"onderwerp anders: {shown}"


def _is_part(head: str, whole: str) -> bool:
    """Whether a word is a compound with another as its head: "3D-CAD" is a CAD."""
    return compounds.split(whole)[-1:] == (lemma(head),) or whole.endswith(f"-{head}")


def _trimmed(text: str) -> str:
    """A piece without what stands at its ends and is none of it.

    Signs, marks of list items, and at its end articles and "en", that belong to what follows.
    """
    words = " ".join(text.split()).strip(",;:. ").split()
    while len(words) > 1 and not _says(words[0]):
        words.pop(0)
    while len(words) > 1 and not (_says(words[-1].strip(",;:.")) and words[-1] not in _LEADS_ON):
        words.pop()
    return " ".join(words).strip(",;:. ")


def _says(word: str) -> bool:
    """Whether it is a word, and no mark of a list item."""
    return any(character.isalnum() for character in word)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
