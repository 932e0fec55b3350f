"""The tokenizer of the pipeline, registered with spaCy as "align.dutch.v1".

spaCy's own Dutch tokenizer brings 1,500 exceptions for names and places and takes a second to
build. These texts need abbreviations, truncated compounds ("onderhouds-") and brackets inside words
("ruimte(s)", "(her)kennen") to stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from align.language.tables.stopwords import ABBREVIATIONS

_ORTH = "ORTH"
NAME = "align.dutch.v1"

_PREFIX = re.compile(
    r"""^(?:\((?!\w+-?\)\w)|[.…]+|[\[{<"'“”„«»‘’,;:!?/*•▪◦‣·§=+&%€#@~|]+|[–—]+(?!\w))"""
)
_SUFFIX = re.compile(
    r"""(?:(?<![(]s)(?<!\(en)(?<!\(n)(?<!\(e)\)|[\]}>"'“”„«»’…,;:!?/*•▪·§=+&%~|]|(?<!\b\w)\.|[–—])$"""
)
_SUFFIX_LENGTH = 8
_INFIX = re.compile(r"""(?<=[\w)])(?:[/…–—:,;+=]|\.{2,})(?=[\w(-])|(?<=\w)\)(?=\W)|[“”„"]""")


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create() -> Callable[[Language], Tokenizer]:
    """The factory that spaCy calls for a pipeline with this tokenizer."""
    return build


def build(nlp: Language) -> Tokenizer:
    """A tokenizer for Dutch over the vocabulary of this pipeline."""
    return _over(nlp.vocab)


def _over(vocab: Vocab) -> Tokenizer:
    return Tokenizer(
        vocab,
        rules={form: [{_ORTH: form}] for form in _exceptions()},
        prefix_search=_PREFIX.search,
        suffix_search=_suffix,
        infix_finditer=_INFIX.finditer,
    )


def texts_and_starts(doc: Doc) -> tuple[list[str], list[int]]:
    """Of each token of a Doc its text, and its place in the text of the Doc."""
    seen = [(token.text, token.idx) for token in doc]
    return [text for text, _ in seen], [start for _, start in seen]


class Cutter:
    """Cuts texts as the tokenizer does, but each run of signs between spaces only once.

    The tokenizer looks at one such run at a time, so what it makes of a run is the same
    wherever that stands. Text with other white space is cut whole.
    """

    def __init__(self) -> None:
        # A bare vocabulary: that of a pipeline works out shape, norm and more of each new word.
        self._tokenizer = _over(Vocab())
        self._known: dict[str, tuple[list[str], list[int]]] = {}

    def cut(self, text: str) -> tuple[list[str], list[int]]:
        """Of each token its text, and its place in the text."""
        runs = text.split(" ")
        if runs != text.split():
            return texts_and_starts(self._tokenizer(text))
        texts: list[str] = []
        starts: list[int] = []
        at = 0
        for run in runs:
            if run.isalpha():  # nothing cuts between letters
                texts.append(run)
                starts.append(at)
            else:
                known = self._known.get(run)
                if known is None:
                    known = self._known[run] = texts_and_starts(self._tokenizer(run))
                texts += known[0]
                starts += [at + start for start in known[1]]
            at += len(run) + 1
        return texts, starts


def _exceptions() -> set[str]:
    """Abbreviations as they stand in a sentence, and as its first word."""
    return {form for short in ABBREVIATIONS for form in (short, short.capitalize())}


def _suffix(word: str) -> re.Match[str] | None:
    """Looks at the end only: else a word of 100,000 full stops takes the square of its length."""
    return _SUFFIX.search(word, max(0, len(word) - _SUFFIX_LENGTH))
