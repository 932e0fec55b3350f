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
    """A title or code: as `clean_text`, on one line."""
    text = clean_text(raw)
    return " ".join(text.split()) if "\n" in text else text


def quirks(raw: str) -> tuple[str, ...]:
    """What `clean_text` sets right inside this text, in Dutch; blanks at the ends do not count."""
    if _is_clean(raw):
        return ()
    inner = raw.strip()
    return tuple(name for name, pattern in _QUIRKS if pattern.search(inner))


def _is_clean(raw: str) -> bool:
    """Nearly all texts are: this costs one look, where every pattern would cost its own."""
    # Whatever the patterns above look for, a plain space excepted, Python calls not printable.
    return raw.isprintable() and "  " not in raw and raw == raw.strip(" ")


def _repair(raw: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", raw)))
