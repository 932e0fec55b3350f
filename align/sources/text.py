"""Whitespace clean-up that never touches a word and keeps list lines on lines of their own."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r*\n|\r+|\u2028|\u2029|\x85|\f|\v")
_ODD_LINE_END = re.compile(r"[\r\u2028\u2029\x85\f\v]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MANY_LINES = re.compile(r"\n{3,}")

# What UTF-8 becomes when it is read as Windows-1252 or Latin-1 ("Ã©", "â€™", "Â "), and the sign
# that stands for a lost one. Dutch has no words with these pairs.
_GARBLED = re.compile(
    r"Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u2122]|Â[\u00a0-\u00bf]"
    r"|â(?:\u0080|\u20ac)[\u0080-\u2122]|â\u201a\u00ac|ï¿½|\ufffd"
)
GARBLED = "tekst lijkt door een verkeerde tekencodering beschadigd"
"""Kind of the warning about a text for which `garbled` finds something."""

_LONGEST_WORD = 40  # characters of a garbled word in a warning
MAX_CHARACTERS = 100_000
"""Characters of one text; the longest of SLO has 624, of SBB 2,050."""
TOO_LONG = f"tekst is langer dan {MAX_CHARACTERS} tekens en is daar afgekapt"
"""Kind of the warning about a text of which only the first `MAX_CHARACTERS` are read."""

_QUIRKS = (
    ("regeleinde met losse CR", re.compile(r"\r(?!\n)")),
    ("tab", re.compile(r"\t")),
    ("dubbele spatie", re.compile(r"(?<=\S) {2,}(?=\S)")),
    ("stuurteken", _CONTROL),
    ("onzichtbaar teken", _INVISIBLE),
    ("half Unicode-teken", _SURROGATE),
)


def clean_text(raw: str) -> str:
    r"""Running text with its line breaks kept: "a \r\r\r\n-  b" becomes "a\n- b".

    Every line is trimmed, runs of blanks become one space, more than one empty line becomes one.
    Half a surrogate pair cannot be written to a file and becomes U+FFFD.
    """
    if _is_clean(raw):
        return raw if raw.isascii() else unicodedata.normalize("NFC", raw)
    text = raw if raw.isascii() else _repair(raw)
    if _ODD_LINE_END.search(text):
        text = _LINE_END.sub("\n", text)
    if _CONTROL.search(text):
        text = _CONTROL.sub(" ", text)
    # Splitting and joining costs a tenth of what a pattern for runs of blanks would.
    joined = "\n".join([" ".join(line.split()) for line in text.split("\n")])
    return _MANY_LINES.sub("\n\n", joined).strip()


def clean_line(raw: str) -> str:
    r"""A title or code: as `clean_text`, on one line.

    >>> clean_line("  kan een\u00a0gazon \r\n maaien ")
    'kan een gazon maaien'
    """
    text = clean_text(raw)
    return " ".join(text.split()) if "\n" in text else text


def quirks(raw: str) -> tuple[str, ...]:
    """What `clean_text` sets right inside this text, in Dutch; blanks at the ends do not count."""
    if _is_clean(raw):
        return ()
    inner = raw.strip()
    return tuple(name for name, pattern in _QUIRKS if pattern.search(inner))


def garbled(raw: str) -> str:
    """The first word in which a wrong encoding left its traces ("cafÃ©"); "" without one.

    The word is shown to the user and stays as it is: what it was before can only be guessed.
    """
    if raw.isascii() or not (found := _GARBLED.search(raw)):
        return ""
    words = (word for word in raw.split() if _GARBLED.search(word))
    return next(words, found[0])[:_LONGEST_WORD]


def _is_clean(raw: str) -> bool:
    """Nearly all texts are: this costs one look, where every pattern would cost its own."""
    # Whatever the patterns above look for, a plain space excepted, Python calls not printable.
    return raw.isprintable() and "  " not in raw and raw == raw.strip(" ")


def _repair(raw: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", raw)))
