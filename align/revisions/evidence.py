"""What speaks for and against two items being one: text, place, code, content, leerwegen, id."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import mul
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz

from align.revisions.weights import WEIGHTS
from align.revisions.words import Rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Kind
    from align.revisions.forest import Forest, Node


#: From this share of equal letters on, a text in the same place under the same code is taken to
#: be a new text of the same item where no id can tell.
LETTERS_KEPT = 0.4


#: Under this likeness two texts have so little in common that it may be what all of them have.
_LITTLE = 0.5
#: Under this likeness an item that left its place must share something that its neighbours lack.
_WEAK = 0.75
#: Likeness from which an item under another code can be the one that stood there.
_SOMETHING = 0.27
#: What the text of an item counts when nothing below it was carried on: a unit is what it holds.
_TITLE_ALONE = 0.7


class Features(NamedTuple):
    """Evidence about one pair; each value is 0..1 and symmetric in old and new.

    Attributes:
        text: likeness of the texts; 0 when unknown. Less where what stands below was replaced.
        close: how far the likeness is above a half, 0..1.
        same_text: 1 when no word differs.
        no_text: 1 when one of the two has no text.
        place: 1 when the items above them are linked.
        near: 1 when not those, but items higher up are.
        code: 1 for the same code as printed, less for the same code in other punctuation; 0.5 for
            all where codes say nothing.
        slot: 1 when the last part of the code is the same; 0.5 where codes say nothing.
        leerweg: 1 when they hold for the same leerwegen, 0 when for none in common.
        content: share of what stands below them that is linked, as far as its text is alike.
        hollow: 1 when nothing stands below them, so that `content` says nothing.
        id: 1 for the same id, 0 for another, 0.5 where ids say nothing.
        kept: 1 when an item stayed where it was, however its text changed; see `_kept`.
    """

    text: float
    close: float
    same_text: float
    no_text: float
    place: float
    near: float
    code: float
    slot: float
    leerweg: float
    content: float
    hollow: float
    id: float
    kept: float


class Known(NamedTuple):
    """What is known of links when a pair is weighed.

    Attributes:
        links: of items higher up, old to new.
        before: all links of the round before; empty in the first round.
        back: the same, new to old.
    """

    links: Mapping[int, int]
    before: Mapping[int, int]
    back: Mapping[int, int]


@dataclass(frozen=True)
class LinkEvidence:
    """Weighs pairs of one old and one new release.

    Attributes:
        old, new: both releases.
        rarity: what words say in these releases.
        ids_speak: whether items mostly keep their id between these releases; where they do, another
            id speaks against a link.
        codes_mute: kinds of which most items got another code between these releases: numbered
            anew, so that codes say nothing.
    """

    old: Forest
    new: Forest
    rarity: Rarity
    ids_speak: bool
    codes_mute: AbstractSet[Kind] = frozenset()
    _texts: dict[tuple[int, int], float | None] = field(default_factory=dict, repr=False)
    _still: dict[tuple[int, int], tuple[Features, float]] = field(default_factory=dict, repr=False)

    def odds(self, a: int, b: int, known: Known) -> float:
        """Log odds of a link: above 0 it is more likely than not.

        Rounds differ only in links, so what links do not touch is weighed once. 0 or less may be
        given for any pair that cannot come above it.

        Args:
            a, b: numbers of the old and the new item.
            known: of links.
        """
        found = self._still.get((a, b))
        if found is None:
            still = self._unlinked(a, b)
            found = self._still[a, b] = (still, logit(still))
        still, fixed = found
        if still.hollow and fixed <= _OUT_OF_REACH:
            return fixed
        place, near = self._place(a, b, known.links)
        mute = self.old.nodes[a].item.kind in self.codes_mute
        code = 0.0 if mute else still.code
        kept = float(self._kept(a, b, place=place, near=near, code=code, known=known))
        if not still.hollow:
            content = self._content(a, b, known.before)
            text = still.text * min(1.0, _TITLE_ALONE + content)
            weakened = still._replace(
                text=text, close=_close(text), same_text=float(text == 1.0), content=content
            )
            fixed = logit(weakened)
        odds = fixed + _WEIGHT.place * place + _WEIGHT.near * near + _WEIGHT.kept * kept
        if odds <= 0 or not still.hollow or still.id == 1 or not still.text:
            return odds
        left = not place and not code
        tells_nothing = (
            (mute and still.text < _LITTLE and self._common(a, b, known))
            or (left and still.text < _WEAK and self._stands_around(a, b))
            or (left and not near and self._stands_elsewhere(a, b))
        )
        return 0.0 if tells_nothing else odds

    def plain(self, kind: Kind, known: Known) -> Mapping[int, int]:
        """Lowest items that plainly are the same: id, code, text and place; old to new.

        Where ids speak such an item is itself, whatever else is like it.
        """
        if not self.ids_speak:
            return {}
        there = {self.new.nodes[b].item.id: b for b in self.new.of_kind.get(kind, ())}
        found: dict[int, int] = {}
        for a in self.old.of_kind.get(kind, ()):
            one = self.old.nodes[a]
            b = there.get(one.item.id, -1)
            if b < 0 or not one.title or self.old.leaves[a] or self.new.leaves[b]:
                continue
            other = self.new.nodes[b]
            same = one.item.code == other.item.code and one.text == other.text
            if same and self._place(a, b, known.links)[0]:
                found[a] = b
        return found

    def _unlinked(self, a: int, b: int) -> Features:
        """The evidence as it is without any link."""
        text = self.likeness(a, b)
        one, other = self.old.nodes[a], self.new.nodes[b]
        code, slot = _codes(one, other)
        if one.item.kind in self.codes_mute:
            code = slot = 0.5
        return Features(
            text=text or 0.0,
            close=_close(text or 0.0),
            same_text=float(text == 1.0),
            no_text=float(text is None),
            place=0.0,
            near=0.0,
            code=code,
            slot=slot,
            leerweg=_leerwegen(one, other),
            content=0.0,
            hollow=float(not (self.old.leaves[a] and self.new.leaves[b])),
            id=self._same_id(a, b),
            kept=0.0,
        )

    def _same_id(self, a: int, b: int) -> float:
        if not self.ids_speak:
            return 0.5
        return float(self.old.nodes[a].item.id == self.new.nodes[b].item.id)

    def _kept(
        self, a: int, b: int, *, place: float, near: float, code: float, known: Known
    ) -> bool:
        """Whether an item is the one that stood there, whatever became of its text.

        Where ids speak: under a linked parent it kept its code and id. Where they say nothing: it
        kept enough of its letters and its code, or, under a linked parent, enough of its letters
        and something of what it says, and nothing else is left there. Of items with others below
        them the code is enough where all that is left kept its code. Under a parent that is new
        only lowest items can have stayed.
        """
        one, other = self.old.nodes[a], self.new.nodes[b]
        if self.ids_speak:
            return bool(place and code) and one.item.id == other.item.id
        lowest = not self.old.leaves[a] and not self.new.leaves[b]
        if not (place or (near and code and lowest and known.before)):
            return False
        enough = fuzz.ratio(one.item.title, other.item.title) / 100 >= LETTERS_KEPT
        if enough and code:
            return True
        whole = bool(code and self.old.leaves[a] and self.new.leaves[b])
        enough = enough and self._alike(a, b) >= _SOMETHING
        if not (place and known.before and (enough or whole)):
            return False
        ours = self._left(self.old, a, known.before.keys())
        theirs = self._left(self.new, b, known.back.keys())
        return ours == theirs and (whole or not ours)

    def _common(self, a: int, b: int, known: Known) -> bool:
        """Whether an item beside one of the two, that has its own place, is as much like the other.

        Then what the two have in common is what stands all around ("de werkzaamheden" in half of
        the titles of a kerntaak), and does not tell which item is which. Or the other has its place
        there, or has more in common with it than what took that place. Asked only where codes say
        nothing: between releases with ids it takes links of the same content.
        """
        text = self._alike(a, b)
        ours = [(n, known.before[n]) for n in _beside(self.old, a) if n in known.before]
        theirs = [(known.back[m], m) for m in _beside(self.new, b) if m in known.back]
        return any(
            text <= self._alike(n, b) and (own == b or self._alike(n, b) != self._alike(n, own))
            for n, own in ours
        ) or any(
            text <= self._alike(a, m) and (own == a or self._alike(a, m) != self._alike(own, m))
            for own, m in theirs
        )

    def _stands_around(self, a: int, b: int) -> bool:
        """Whether one item beside either of the two has every word that they have in common.

        "Een interactief product" is rare in all of a release and stands in each line of its unit.
        Asked of items that left their place and code: there only the words can tell.
        """
        ours, theirs = self._words(self.old, a), self._words(self.new, b)
        shared = ours & theirs
        return any(
            shared <= self._words(forest, beside)
            for forest, number in ((self.old, a), (self.new, b))
            for beside in _beside(forest, number)
        )

    def _stands_elsewhere(self, a: int, b: int) -> bool:
        """Whether a text stands in several places, so that it does not tell which is which.

        Asked of items of which nothing above is linked: the same sentence in nine profielen.
        """
        kind = self.old.nodes[a].item.kind
        ours, theirs = (
            self.old.often[kind, self.old.nodes[a].text],
            self.new.often[kind, self.new.nodes[b].text],
        )
        return max(ours, theirs) > 1

    def _words(self, forest: Forest, number: int) -> AbstractSet[str]:
        return self.rarity.bag(forest.nodes[number].text)[0].keys()

    def _alike(self, a: int, b: int) -> float:
        return self.likeness(a, b) or 0.0

    @staticmethod
    def _left(forest: Forest, number: int, linked: AbstractSet[int]) -> Sequence[object]:
        """Codes of others of its kind beside an item that were not linked in the round before."""
        return sorted(forest.nodes[n].code for n in _beside(forest, number) if n not in linked)

    def likeness(self, a: int, b: int) -> float | None:
        """Likeness of the texts of two items, 0..1; None when one of them has no text."""
        if (a, b) not in self._texts:
            self._texts[a, b] = self._likeness(self.old.nodes[a], self.new.nodes[b])
        return self._texts[a, b]

    def _likeness(self, one: Node, other: Node) -> float | None:
        found: list[tuple[float, float]] = []
        if one.title and other.title:
            found.append((0.6, self.rarity.likeness(one.title, other.title)))
        if one.body and other.body:
            found.append((0.4, self.rarity.likeness(one.body, other.body)))
        total = sum(share for share, _ in found)
        return sum(share * value for share, value in found) / total if found else None

    def _place(self, a: int, b: int, links: Mapping[int, int]) -> tuple[float, float]:
        above_a, above_b = self.old.parents[a], self.new.parents[b]
        if above_a < 0 and above_b < 0:
            return 1.0, 0.0
        if above_a >= 0 and links.get(above_a, -2) == above_b:
            return 1.0, 0.0
        higher = {links[n] for n in self.old.above[a] if n in links}
        return 0.0, float(bool(higher.intersection(self.new.above[b])))

    def _content(self, a: int, b: int, links: Mapping[int, int]) -> float:
        """Share of the leaves below two items that belong together, 0..1."""
        below_a, below_b = self.old.leaves[a], self.new.leaves[b]
        if not links:
            return 0.8 * _dice(self.old.wording[a], self.new.wording[b]) + 0.2 * _dice(
                self.old.coded_wording[a], self.new.coded_wording[b]
            )
        within = self.new.leaf_sets[b]
        inside = [n for n in below_a if links.get(n, -1) in within]
        carried: float = len(inside)
        if self.ids_speak:
            carried = sum(self.likeness(n, links[n]) or 0.0 for n in inside)
        return 2 * carried / (len(below_a) + len(below_b))


_WEIGHT = Features(*WEIGHTS.features)
#: Log odds that no link can lift above 0.
_OUT_OF_REACH = -(max(_WEIGHT.place, _WEIGHT.near) + _WEIGHT.kept)


def logit(features: Features) -> float:
    """The evidence as log odds of a link: above 0 it is more likely than not."""
    return WEIGHTS.bias + sum(map(mul, WEIGHTS.features, features), 0.0)


def probability(log_odds: float) -> float:
    """Log odds as a chance, 0..1."""
    return 1 / (1 + math.exp(-log_odds))


def _beside(forest: Forest, number: int) -> Sequence[int]:
    """Others of its kind under the same item; of a root none."""
    above, kind = forest.parents[number], forest.nodes[number].item.kind
    beside = forest.children[above] if above >= 0 else ()
    return [n for n in beside if n != number and forest.nodes[n].item.kind is kind]


def _dice(one: Mapping[Any, int], other: Mapping[Any, int]) -> float:
    both = sum(min(count, other[key]) for key, count in one.items() if key in other)
    total = sum(one.values()) + sum(other.values())
    return 2 * both / total if total else 0.0


def _close(text: float) -> float:
    return max(0.0, 2 * text - 1)


def _codes(one: Node, other: Node) -> tuple[float, float]:
    if not one.code or not other.code:
        return 0.0, 0.0
    slot = float(one.code[-1] == other.code[-1])
    if one.item.code == other.item.code:
        return 1.0, slot
    return (0.9 if one.code == other.code else 0.0), slot


def _leerwegen(one: Node, other: Node) -> float:
    a, b = set(one.item.leerwegen), set(other.item.leerwegen)
    if not a or not b:
        return 0.5
    return len(a & b) / len(a | b)
