"""Units as the channels see them: words counted once, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.language import AnalysedSentence, Analyser, Term, family
from align.language.phases import phases, shares
from align.similarity.repeats import is_generic_behaviour, normalised
from align.similarity.thesaurus import Sense, Thesaurus, load_thesaurus
from align.similarity.unit import Passage, Unit


@dataclass(frozen=True, slots=True)
class UnitSentence:
    """A sentence of a unit and the passage it stands in."""

    passage: Passage
    sentence: AnalysedSentence
    words: tuple[str, ...]
    generic: bool


@dataclass(frozen=True, slots=True)
class AnalysedUnit:
    """What the channels need of a unit.

    Attributes:
        unit: the unit itself.
        sentences: its sentences, title first.
        words: of all its texts and its context, with repeats.
        forms: lower-case words as written, of its texts only, each with the word it counts as.
        own_words: of all its texts.
        activities: families of the verbs that say what is done.
        senses: what its words and those of its context are about, with repeats.
        title_phases, phases: shares of phases of the work, adding up to 1 (or {}): of its title,
            and of all its texts, where the title weighs as much as the rest together.
    """

    unit: Unit
    sentences: tuple[UnitSentence, ...]
    words: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    own_words: frozenset[str]
    activities: frozenset[str]
    senses: tuple[Sense, ...]
    title_phases: Mapping[str, float]
    phases: Mapping[str, float]


def analyse_units(
    units: Sequence[Unit],
    analyser: Analyser,
    repeated: frozenset[str] = frozenset(),
    thesaurus: Thesaurus | None = None,
) -> tuple[AnalysedUnit, ...]:
    """Analyse units; each distinct text is analysed once.

    Args:
        units: of one side.
        analyser: the Dutch pipeline.
        repeated: normalised texts that stand under many roots, and so are generic.
        thesaurus: says what words are about; by default the one that travels with the program.
    """
    known_to_trade = load_thesaurus() if thesaurus is None else thesaurus
    texts = sorted({text for unit in units for text in _texts(unit)})
    analysed = analyser.analyse_all(texts)
    said: dict[str, _Said] = {}
    for sentence in (sentence for sentences in analysed for sentence in sentences):
        if sentence.text not in said:
            said[sentence.text] = _Said.by(sentence, known_to_trade)
    known = dict(zip(texts, analysed, strict=True))
    return tuple(_analysed(unit, known, said, repeated) for unit in units)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says wherever it stands."""

    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    generic: bool

    @classmethod
    def by(cls, sentence: AnalysedSentence, thesaurus: Thesaurus) -> _Said:
        return cls(
            words=tuple(words_of(sentence.terms)),
            senses=tuple(thesaurus.senses(sentence.terms)),
            generic=is_generic_behaviour(sentence),
        )


def words_of(terms: Sequence[Term]) -> Iterator[str]:
    """The words of terms as they are compared: the family of each lemma and compound part.

    So "beheer" meets "beheren", and "voorraadbeheer" meets both. Particles that were joined to
    their verb are not counted again.
    """
    for term in terms:
        if not term.joined:
            yield family(term.lemma)
            yield from (family(part) for part in term.parts)


def _texts(unit: Unit) -> Iterator[str]:
    yield from (passage.text for passage in unit.passages)
    yield from unit.context


def _analysed(
    unit: Unit,
    known: Mapping[str, tuple[AnalysedSentence, ...]],
    said: Mapping[str, _Said],
    repeated: frozenset[str],
) -> AnalysedUnit:
    sentences = tuple(
        UnitSentence(
            passage=passage,
            sentence=sentence,
            words=said[sentence.text].words,
            generic=generic or said[sentence.text].generic,
        )
        for passage in unit.passages
        for generic in (passage.generic or normalised(passage.text) in repeated,)
        for sentence in known[passage.text]
    )
    own = [word for entry in sentences for word in entry.words]
    above = [said[entry.text] for text in unit.context for entry in known[text]]
    title = shares(phases(sentences[0].sentence.terms)) if sentences else {}
    rest = shares(phases(term for entry in sentences[1:] for term in entry.sentence.terms))
    return AnalysedUnit(
        unit=unit,
        sentences=sentences,
        words=(*own, *(word for entry in above for word in entry.words)),
        forms=tuple(
            (term.text.casefold(), family(term.lemma))
            for entry in sentences
            for term in entry.sentence.terms
        ),
        own_words=frozenset(own),
        activities=frozenset(
            family(verb) for entry in sentences for verb in entry.sentence.activities
        ),
        senses=tuple(
            sense
            for entry in (*(said[entry.sentence.text] for entry in sentences), *above)
            for sense in entry.senses
        ),
        title_phases=title,
        phases=shares(
            {phase: title.get(phase, 0.0) + rest.get(phase, 0.0) for phase in {**title, **rest}}
        ),
    )
