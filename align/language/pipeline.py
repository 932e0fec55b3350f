"""The spaCy pipeline for Dutch: our tokenizer and one component a step.

What a step finds stands on the Doc: `doc.sents`, `token.lemma_`, and in `doc._` the values of
`boilerplate` (ranges of characters), `parts` (one tuple a token), `verbs` and `objects` (one tuple
a sentence; numbers of words count from the start of the sentence). Each component can be added to
another pipeline too, in this order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from align.language import boilerplate, compounds, lemmas, objects, sentences, tokenizer, verbs
from align.language.boilerplate import Stripped
from align.language.objects import Phrase
from align.language.verbs import Verb

COMPONENTS = (
    "align_sentences",
    "align_boilerplate",
    "align_lemmas",
    "align_compounds",
    "align_verbs",
    "align_objects",
)

_KEY = "align"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence of a Doc.

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
    """What the components know about a Doc; kept beside it, since a Token is slow to ask.

    Attributes:
        text: of the whole Doc.
        texts, starts: of each token its text and its place in the text of the Doc.
        sents: half-open ranges of tokens.
        completed: the texts, truncated compounds in full.
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


def reading(doc: Doc) -> Reading:
    """What is known about a Doc so far."""
    known: Reading | None = doc.user_data.get(_KEY)
    if known is None:
        seen = [(token.text, token.idx, token.whitespace_) for token in doc]
        texts = [text for text, _, _ in seen]
        starts = [start for _, start, _ in seen]
        whole = "".join([text + space for text, _, space in seen])
        sents = [(sent.start, sent.end) for sent in doc.sents] if _has_sents(doc) else []
        known = Reading(whole, texts, starts, sents or [(0, len(texts))], texts)
        doc.user_data[_KEY] = known
    return known


def _has_sents(doc: Doc) -> bool:
    return len(doc) > 1 and bool(doc.has_annotation("SENT_START"))


Doc.set_extension("boilerplate", getter=lambda doc: reading(doc).boilerplate, force=True)
Doc.set_extension("parts", getter=lambda doc: reading(doc).parts, force=True)
Doc.set_extension("verbs", getter=lambda doc: reading(doc).verbs, force=True)
Doc.set_extension("objects", getter=lambda doc: reading(doc).objects, force=True)


@cache
def pipeline() -> Language:
    """The pipeline, built once per process."""
    nlp = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    nlp.max_length = 10_000_000  # the limit is there for parsers; nothing here grows with length
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@Language.component("align_sentences")
def split_sentences(doc: Doc) -> Doc:
    """Mark where sentences and list items start."""
    known = reading(doc)
    if not known.texts:
        return doc
    begins = {0}
    ends = [start + len(text) for start, text in zip(known.starts, known.texts, strict=True)]
    at = 0
    for start, _ in sentences.spans(known.text)[1:]:
        while at < len(ends) and ends[at] <= start:
            at += 1
        if at < len(ends):
            begins.add(at)
    order = sorted(begins)
    # spaCy reads a token without a mark as "no start" once any token has one.
    doc[len(doc) - 1].is_sent_start = len(doc) - 1 in begins
    for index in order:
        doc[index].is_sent_start = True
    known.sents = list(zip(order, [*order[1:], len(doc)], strict=True))
    return doc


@Language.component("align_boilerplate")
def mark_boilerplate(doc: Doc) -> Doc:
    """Report the boilerplate of each sentence, as ranges in the text of the Doc."""
    known = reading(doc)
    found: list[Stripped] = []
    for first, end in known.sents:
        if first == end:
            continue
        at = known.starts[first]
        found += [
            Stripped(piece.start + at, piece.end + at, piece.kind)
            for piece in boilerplate.stripped(
                known.text[at : known.starts[end - 1] + len(known.texts[end - 1])]
            )
        ]
    known.boilerplate = tuple(found)
    return doc


@Language.component("align_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Complete truncated words and give each token its lemma."""
    known = reading(doc)
    known.completed = compounds.complete(known.texts)
    known.lemmas = tuple(map(lemmas.lemma, known.completed))
    for token, lemma in zip(doc, known.lemmas, strict=True):
        token.lemma_ = lemma
    return doc


@Language.component("align_compounds")
def split_compounds(doc: Doc) -> Doc:
    """Give each token the parts of its compound."""
    known = reading(doc)
    known.parts = tuple(map(compounds.split, known.completed))
    return doc


@Language.component("align_verbs")
def find_verbs(doc: Doc) -> Doc:
    """Find the verbs of each sentence and give those tokens the lemma that they have as a verb."""
    known = reading(doc)
    found: list[tuple[Verb, ...]] = []
    lemmas_ = list(known.lemmas or known.completed)
    for words in content(doc):
        found.append(verbs.find(words.content, words.expects))
        for verb in found[-1]:
            lemmas_[words.first + verb.index] = verb.lemma
            doc[words.first + verb.index].lemma_ = verb.lemma
    known.verbs = tuple(found)
    known.lemmas = tuple(lemmas_)
    return doc


@Language.component("align_objects")
def find_objects(doc: Doc) -> Doc:
    """Find what the activities of each sentence are done to."""
    known = reading(doc)
    known.objects = tuple(
        objects.find(words.content, found)
        for words, found in zip(content(doc), known.verbs, strict=True)
    )
    return doc


def content(doc: Doc) -> tuple[Words, ...]:
    """The words of each sentence, without boilerplate."""
    known = reading(doc)
    if known.words is None:
        known.words = tuple(_words(known, first, end) for first, end in known.sents)
    return known.words


def _words(known: Reading, first: int, end: int) -> Words:
    words = known.completed[first:end]
    kinds = set()
    for piece in known.boilerplate:
        for index in range(first, end):
            if piece.start <= known.starts[index] < piece.end:
                words[index - first] = ""
                kinds.add(piece.kind)
    expects = "infinitive" if "modal" in kinds else "finite" if "subject" in kinds else ""
    return Words(first, tuple(words), expects)
