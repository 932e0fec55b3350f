"""Analysed sentences: the content words of a text with lemma, parts and role, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from align.language import lemmas, sentences
from align.language.reading import Reading, Words
from align.language.tables.grammar import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from align.language.tables.stopwords import STOP_WORDS
from align.language.tokenizer import Cutter
from align.language.verbs import Verb


@dataclass(frozen=True, slots=True)
class Term:
    """A content word.

    Attributes:
        text: as written.
        start, end: half-open character range in the text of its sentence.
        lemma: lower case; of a separable verb the rejoined verb ("voert ... uit": "uitvoeren").
        parts: lemmas of the parts of a compound, left to right, head last; () when it is none.
        acts: whether it is a verb that says what is done.
        joined: true for the particle that was joined to its verb: mark it, do not count it.
    """

    text: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...] = ()
    acts: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence or list item and what it says.

    Attributes:
        text: as it stands, trimmed.
        start: where it starts in the analysed text.
        terms: content words, in order: no boilerplate, function words or punctuation.
        activities: lemmas of the verbs that say what is done, in order.
    """

    text: str
    start: int
    terms: tuple[Term, ...]
    activities: tuple[str, ...]


#: The one word here that is a thing and somebody's.
_HERS = frozenset({"haar", "Haar"})


class Analyser:
    """Analyses Dutch texts; build once and reuse, since it remembers each sentence it has seen."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._known: dict[str, AnalysedSentence] = {}

    def analyse(self, text: str) -> tuple[AnalysedSentence, ...]:
        """The sentences and list items of a text; () for a text without words."""
        return self.analyse_all([text])[0]

    def analyse_all(self, texts: Sequence[str]) -> list[tuple[AnalysedSentence, ...]]:
        """The sentences of each text. Equal texts and equal sentences are analysed once."""
        placed = {text: self._placed(text) for text in dict.fromkeys(texts)}
        for sentence in {text for found in placed.values() for text, _ in found}:
            if sentence not in self._known:
                cut = self._cutter.cut(sentence)
                self._known[sentence] = _sentence(Reading.of_sentence(sentence, *cut))
        done = {
            text: tuple(_at(self._known[sentence], start) for sentence, start in found)
            for text, found in placed.items()
        }
        return [done[text] for text in texts]

    @staticmethod
    def _placed(text: str) -> list[tuple[str, int]]:
        return [(text[start:end], start) for start, end in sentences.spans(text)]


def _at(sentence: AnalysedSentence, start: int) -> AnalysedSentence:
    """A sentence in its place; most texts are one sentence, and then nothing is made anew."""
    return replace(sentence, start=start) if start != sentence.start else sentence


def _sentence(known: Reading) -> AnalysedSentence:
    terms: list[Term] = []
    activities: list[str] = []
    for words, verbs in zip(known.content(), known.verbs, strict=True):
        terms += _terms(words, known, verbs)
        activities += [verb.lemma for verb in verbs if not verb.auxiliary]
    return AnalysedSentence(known.text, 0, tuple(terms), tuple(activities))


def _terms(words: Words, known: Reading, verbs: Sequence[Verb]) -> Iterator[Term]:
    """The content words of one sentence, and which of them act."""
    acting = {verb.index for verb in verbs if not verb.auxiliary}
    particles = {verb.particle for verb in verbs if verb.particle >= 0 and not verb.auxiliary}
    auxiliaries = {verb.index for verb in verbs if verb.auxiliary}
    for index, word in enumerate(words.content):
        if not word or index in auxiliaries:
            continue
        number = words.first + index
        text, start, lemma = known.texts[number], known.starts[number], known.lemmas[number]
        joined = index in particles
        if not (joined or index in acting or _has_content(word, lemma)):
            continue
        if word in _HERS and _is_hers(words.content, index, acting):
            continue
        yield Term(
            text=text,
            start=start,
            end=start + len(text),
            lemma=lemma,
            parts=() if index in acting else known.parts[number],
            acts=index in acting and not joined,
            joined=joined,
        )


def _is_hers(words: Sequence[str], index: int, acting: set[int]) -> bool:
    """Whether "haar" is hers here ("haar collega's", "haar eigen werk") and not hair.

    It is hair behind a determiner ("het haar"), before what is done to it ("haar wassen"), and
    where no word follows that it could belong to ("haar en huid").
    """
    before = lemmas.normalise(words[index - 1]) if index else ""
    after = lemmas.normalise(words[index + 1]) if index + 1 < len(words) else ""
    if before in DETERMINERS or index + 1 in acting or not after[:1].isalpha():
        return False
    return after not in CONJUNCTIONS and after not in PREPOSITIONS


@lru_cache(maxsize=1 << 16)
def _has_content(word: str, lemma: str) -> bool:
    """Whether a word is more than a function word, a single letter or a number."""
    form = lemmas.normalise(word)
    return (
        len(form) > 1
        and any(character.isalpha() for character in form)
        and form not in STOP_WORDS
        and lemma not in STOP_WORDS
    )
