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
from spacy.util import registry

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
    return Tokenizer(
        nlp.vocab,
        rules={form: [{_ORTH: form}] for form in _exceptions()},
        prefix_search=_PREFIX.search,
        suffix_search=_suffix,
        infix_finditer=_INFIX.finditer,
    )


def _exceptions() -> set[str]:
    """Abbreviations as they stand in a sentence, and as its first word."""
    return {form for short in ABBREVIATIONS for form in (short, short.capitalize())}


def _suffix(word: str) -> re.Match[str] | None:
    """Looks at the end only: else a word of 100,000 full stops takes the square of its length."""
    return _SUFFIX.search(word, max(0, len(word) - _SUFFIX_LENGTH))
