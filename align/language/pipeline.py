"""The spaCy pipeline for Dutch: our tokenizer and one component a step.

What a step finds stands on the Doc: `doc.sents`, `token.lemma_`, and in `doc._` the values of
`boilerplate` (ranges of characters), `parts` (one tuple a token), `verbs` and `objects` (one tuple
a sentence; numbers of words count from the start of the sentence). Each component can be added to
another pipeline too, in this order.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from align.language import sentences, tokenizer
from align.language.reading import Reading

COMPONENTS = (
    "align_sentences",
    "align_boilerplate",
    "align_lemmas",
    "align_compounds",
    "align_verbs",
    "align_objects",
)

_KEY = "align"


def reading(doc: Doc) -> Reading:
    """What is known about a Doc so far; kept beside it, since a Token is slow to ask."""
    known: Reading | None = doc.user_data.get(_KEY)
    if known is None:
        texts, starts = tokenizer.texts_and_starts(doc)
        sents = [(sent.start, sent.end) for sent in doc.sents] if _has_sents(doc) else []
        known = Reading(doc.text, texts, starts, sents or [(0, len(texts))], texts)
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
    reading(doc).strip()
    return doc


@Language.component("align_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Complete truncated words and give each token its lemma."""
    known = reading(doc)
    known.lemmatise()
    for token, lemma in zip(doc, known.lemmas, strict=True):
        token.lemma_ = lemma
    return doc


@Language.component("align_compounds")
def split_compounds(doc: Doc) -> Doc:
    """Give each token the parts of its compound."""
    reading(doc).split()
    return doc


@Language.component("align_verbs")
def find_verbs(doc: Doc) -> Doc:
    """Find the verbs of each sentence and give those tokens the lemma that they have as a verb."""
    known = reading(doc)
    known.find_verbs()
    for words, found in zip(known.content(), known.verbs, strict=True):
        for verb in found:
            doc[words.first + verb.index].lemma_ = verb.lemma
    return doc


@Language.component("align_objects")
def find_objects(doc: Doc) -> Doc:
    """Find what the activities of each sentence are done to."""
    reading(doc).find_objects()
    return doc
