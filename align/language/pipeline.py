"""The spaCy pipeline for Dutch: our tokenizer and one component a step.

What a step finds stands on the Doc: `doc.sents`, `token.lemma_`, and in `doc._` the values of
`boilerplate` (character ranges), `parts` (per token), `verbs` and `objects` (per sentence).
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from align.language import boilerplate, compounds, lemmas, objects, sentences, tokenizer, verbs

COMPONENTS = (
    "align_sentences",
    "align_boilerplate",
    "align_lemmas",
    "align_compounds",
    "align_verbs",
    "align_objects",
)

for _name in ("boilerplate", "parts", "verbs", "objects"):
    Doc.set_extension(_name, default=(), force=True)


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
    starts = iter([start for start, _ in sentences.spans(doc.text)])
    following = next(starts, None)
    for token in doc:
        first = token.i == 0
        while following is not None and following < token.idx + len(token):
            first = True
            following = next(starts, None)
        token.is_sent_start = first
    return doc


@Language.component("align_boilerplate")
def mark_boilerplate(doc: Doc) -> Doc:
    """Report the boilerplate of each sentence, as ranges in the text of the Doc."""
    found: list[boilerplate.Stripped] = []
    for sent in doc.sents:
        at = sent.start_char
        found += [
            boilerplate.Stripped(piece.start + at, piece.end + at, piece.kind)
            for piece in boilerplate.stripped(sent.text)
        ]
    doc._.boilerplate = tuple(found)
    return doc


@Language.component("align_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Give each token its lemma."""
    for token in doc:
        token.lemma_ = lemmas.lemma(token.text)
    return doc


@Language.component("align_compounds")
def split_compounds(doc: Doc) -> Doc:
    """Give each token the parts of its compound."""
    doc._.parts = tuple(compounds.split(token.text) for token in doc)
    return doc


@Language.component("align_verbs")
def find_verbs(doc: Doc) -> Doc:
    """Find the verbs of each sentence and set the lemma of those that are."""
    found: list[tuple[verbs.Verb, ...]] = []
    for sent in doc.sents:
        words, expects = content_words(sent)
        found.append(verbs.find(words, expects))
        for verb in found[-1]:
            sent[verb.index].lemma_ = verb.lemma
    doc._.verbs = tuple(found)
    return doc


@Language.component("align_objects")
def find_objects(doc: Doc) -> Doc:
    """Find what the activities of each sentence are done to."""
    doc._.objects = tuple(
        objects.find(content_words(sent)[0], found)
        for sent, found in zip(doc.sents, doc._.verbs, strict=True)
    )
    return doc


def content_words(sent: Span) -> tuple[list[str], str]:
    """The words of a sentence, those of boilerplate empty, and which verb form follows it."""
    pieces = [
        piece
        for piece in sent.doc._.boilerplate
        if piece.start < sent.end_char and piece.end > sent.start_char
    ]
    words = [
        ""
        if any(piece.start <= token.idx and token.idx < piece.end for piece in pieces)
        else token.text
        for token in sent
    ]
    kinds = {piece.kind for piece in pieces}
    expects = "infinitive" if "modal" in kinds else "finite" if "subject" in kinds else ""
    return words, expects
