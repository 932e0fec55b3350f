"""The text of an item as it is compared, and its forms from strict to loose.

Three forms: as it stands (equal means gelijk), its words without case, signs and spelling marks
(equal means that only writing changed), and its words without what every eindterm says.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from align.language.boilerplate import remainder

if TYPE_CHECKING:
    from align.model import Item

_WORD = re.compile(r"[^\W_]+")
_CACHED = 1 << 16


def text_of(item: Item) -> str:
    """What an item says: its title, then its running text, sections a paragraph each."""
    return "\n\n".join(part for part in (item.title, body_of(item)) if part)


def body_of(item: Item) -> str:
    """The running text of an item, with additions for one kwalificatie; empty without any."""
    return "\n\n".join(section.text for section in item.sections if section.text)


@lru_cache(maxsize=_CACHED)
def folded(text: str) -> str:
    """The words of a text in lower case, without accents and signs, one space between them."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=_CACHED)
def core(text: str) -> str:
    """The folded words without what every eindterm says; all of them when nothing else is left."""
    return folded(remainder(text)) or folded(text)
