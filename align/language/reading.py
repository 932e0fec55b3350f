"""A text as it is read, step by step: tokens, boilerplate, lemmas, parts, verbs, objects.

The steps know nothing of spaCy. The components of `align.language.pipeline` take them for a Doc of
any length, and `align.language.analysis` takes them for one sentence after another, where nothing
has to be written on tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

from align.language import boilerplate, compounds, lemmas, objects, verbs
from align.language.boilerplate import Stripped
from align.language.objects import Phrase
from align.language.verbs import Verb


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence of a reading.

    Attributes:
        first: number of the first token of the sentence.
        content: the words, completed ("onderhouds-" in full), those of boilerplate as "".
        expects: the verb form that the boilerplate asks for, as `verbs.find` takes it.
    """

    first: int
    content: tuple[str, ...]
    expects: str


@dataclass(slots=True)
class Reading:
    """What is known about a text so far; each step below adds to it.

    Attributes:
        text: the whole text.
        texts, starts: of each token its text and its place in the whole text.
        sents: half-open ranges of tokens.
        completed: the texts, truncated compounds in full.
        boilerplate: half-open ranges in the whole text.
        lemmas, parts: of each token.
        words, verbs, objects: of each sentence.
    """

    text: str
    texts: list[str]
    starts: list[int]
    sents: list[tuple[int, int]]
    completed: list[str]
    boilerplate: tuple[Stripped, ...] = ()
    lemmas: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    words: tuple[Words, ...] | None = None
    verbs: tuple[tuple[Verb, ...], ...] = ()
    objects: tuple[tuple[tuple[Verb, Phrase], ...], ...] = ()

    @classmethod
    def of_sentence(cls, text: str, texts: list[str], starts: list[int]) -> Reading:
        """Take every step but the last, which nothing that compares needs, for one sentence."""
        known = cls(text, texts, starts, [(0, len(texts))], texts)
        known.strip()
        known.lemmatise()
        known.split()
        known.find_verbs()
        return known

    def strip(self) -> None:
        """Find the boilerplate of each sentence."""
        found: list[Stripped] = []
        for first, end in self.sents:
            if first == end:
                continue
            at = self.starts[first]
            found += [
                Stripped(piece.start + at, piece.end + at, piece.kind)
                for piece in boilerplate.stripped(
                    self.text[at : self.starts[end - 1] + len(self.texts[end - 1])]
                )
            ]
        self.boilerplate = tuple(found)

    def lemmatise(self) -> None:
        """Complete truncated words and give each token its lemma."""
        self.completed = compounds.complete(self.texts)
        self.lemmas = tuple(map(lemmas.lemma, self.completed))

    def split(self) -> None:
        """Give each token the parts of its compound."""
        self.parts = tuple(map(compounds.split, self.completed))

    def find_verbs(self) -> None:
        """Find the verbs of each sentence and give those tokens the lemma that they have as one."""
        found: list[tuple[Verb, ...]] = []
        lemmas_ = list(self.lemmas or self.completed)
        for words in self.content():
            found.append(verbs.find(words.content, words.expects))
            for verb in found[-1]:
                lemmas_[words.first + verb.index] = verb.lemma
        self.verbs = tuple(found)
        self.lemmas = tuple(lemmas_)

    def find_objects(self) -> None:
        """Find what the activities of each sentence are done to."""
        self.objects = tuple(
            objects.find(words.content, found)
            for words, found in zip(self.content(), self.verbs, strict=True)
        )

    def content(self) -> tuple[Words, ...]:
        """The words of each sentence, without boilerplate."""
        if self.words is None:
            self.words = tuple(self._words(first, end) for first, end in self.sents)
        return self.words

    def _words(self, first: int, end: int) -> Words:
        words = self.completed[first:end]
        kinds = set()
        for piece in self.boilerplate:
            for index in range(first, end):
                if piece.start <= self.starts[index] < piece.end:
                    words[index - first] = ""
                    kinds.add(piece.kind)
        expects = "infinitive" if "modal" in kinds else "finite" if "subject" in kinds else ""
        return Words(first, tuple(words), expects)
