"""Characters of a PDF that only look right in their own font, as plain ones.

Source: Wingdings as described in Unicode L2/11-149; private-use F0xx is how Word writes it.
"""

from __future__ import annotations

import unicodedata

BULLET = "•"
"""What every picture of a list item becomes."""

_SYMBOL_FONTS = ("wingdings", "webdings")
_SYMBOLS = {
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x78: "☒",
    0xA8: "☐",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"))
_PRIVATE = range(0xE000, 0xF900)
_WORD_PRIVATE = range(0xF020, 0xF100)
_LIGATURES = range(0xFB00, 0xFB07)


def normal_word(text: str, font: str) -> str:
    """A word without what only its font can show; empty when nothing is left.

    A soft hyphen at the end stays, as "-": the word goes on in the next line.

    Args:
        text: the characters as the file names them.
        font: name of the font, lower case.
    """
    if text.isascii() and text.isprintable() and not _in_symbols(font):
        return text
    if text.endswith("\u00ad"):
        text = f"{text[:-1]}-"
    if _in_symbols(font):
        text = "".join(_symbol(ord(c) & 0xFF) for c in text)
    else:
        text = "".join(map(_plain, text.translate(_INVISIBLE)))
    return unicodedata.normalize("NFC", "".join(c for c in text if c.isprintable()))


def _plain(character: str) -> str:
    code = ord(character)
    if code in _WORD_PRIVATE:
        return "-" if code == 0xF02D else _symbol(code - 0xF000)
    if code in _PRIVATE:
        return BULLET
    if code in _LIGATURES:
        return unicodedata.normalize("NFKC", character)
    return "\ufffd" if 0xD800 <= code < 0xE000 else character


def _symbol(code: int) -> str:
    return _SYMBOLS.get(code, BULLET)


def _in_symbols(font: str) -> bool:
    return any(name in font for name in _SYMBOL_FONTS)
