"""A thesaurus as the channels use it: from a word to what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.language import Term, family, lemma
from align.language.tables.stopwords import STOP_WORDS

#: How much the part of a compound says, against the whole word: "dakgoot" is found as itself,
#: "zinkgoot" only by its parts.
_OF_PART = 0.7


@dataclass(frozen=True, slots=True)
class Concept:
    """A begrip, vakgebied or sector.

    Attributes:
        id: its IRI.
        labels: its preferred name, then its other words.
        above: ids of what it falls under, nearest first; the last is a sector.
    """

    id: str
    labels: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word of a text is about.

    Attributes:
        word: as it is compared (see `align.language.family`), so that its rarity can be looked up.
        concept, field, sector: ids of begrip, vakgebied and sector.
        share: 0..1; a word that stands under several begrippen counts for each of them in part.
    """

    word: str
    concept: str
    field: str
    sector: str
    share: float


class Thesaurus:
    """Looks words up. Names of sectors and vakgebieden are not words that are looked for."""

    def __init__(self, version: str, concepts: Sequence[Concept]) -> None:
        """Index the words of all begrippen; of two labels that meet in one word, one counts."""
        self.version = version
        self.concepts = tuple(concepts)
        self._concepts = {concept.id: concept for concept in concepts}
        words: dict[str, dict[str, None]] = {}
        self._phrases: dict[str, list[tuple[frozenset[str], str]]] = {}
        for concept in concepts:
            if len(concept.above) < 2:
                continue
            for label in concept.labels:
                found = _words(label)
                if len(found) == 1:
                    words.setdefault(found[0], {})[concept.id] = None
                elif found:
                    entry = frozenset(found), concept.id
                    self._phrases.setdefault(min(found), []).append(entry)
        self._words: Mapping[str, tuple[str, ...]] = {w: tuple(of) for w, of in words.items()}

    def senses(self, terms: Sequence[Term]) -> Iterator[Sense]:
        """What the words of one sentence are about, word by word and with repeats."""
        words: list[str] = []
        for term in terms:
            if term.joined:
                continue
            word = family(term.lemma)
            words.append(word)
            if word in self._words:
                yield from self._of_word(word, 1.0)
            else:
                for part in map(family, term.parts):
                    yield from self._of_word(part, _OF_PART)
        yield from self._of_phrases(words)

    def _of_word(self, word: str, weight: float) -> Iterator[Sense]:
        ids = self._words.get(word, ())
        for concept in ids:
            yield self._sense(word, concept, weight / len(ids))

    def _of_phrases(self, words: Collection[str]) -> Iterator[Sense]:
        present = set(words)
        for word in sorted(present & self._phrases.keys()):
            for phrase, concept in self._phrases[word]:
                if phrase <= present:
                    yield self._sense(word, concept, 1.0)

    def _sense(self, word: str, concept: str, share: float) -> Sense:
        above = self._concepts[concept].above
        return Sense(word, concept, above[-2], above[-1], share)


def _words(label: str) -> list[str]:
    lemmas = (family(lemma(word)) for word in label.split())
    return [word for word in lemmas if word not in STOP_WORDS and len(word) > 1]


#: Knows nothing; with it the words have to speak for themselves.
EMPTY = Thesaurus("", ())
