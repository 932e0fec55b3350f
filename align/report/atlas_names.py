"""Names of the pages of an atlas: readable, safe on every system, and the same in every run."""

from __future__ import annotations

import hashlib

from align.report.units import slug

#: Names that a file may not have on Windows, whatever comes after the dot.
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)))
)
_DIGEST = 10


def page_stem(text: str, key: str) -> str:
    """A name that depends on nothing but its own text and id, so that no other page can move it.

    Args:
        text: what the reader may recognise: code and title.
        key: id of what the page is about; two ids never share a name.
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{slug(text) or 'deel'}-{digest}"


def short_stems(wanted: dict[str, str]) -> dict[str, str]:
    """Names by id for the few parts of the vmbo side: the code alone where that is enough.

    Args:
        wanted: by id the code, or the title where there is no code.
    """
    short = {key: slug(text) for key, text in wanted.items()}
    names = list(short.values())
    return {
        key: name
        if name and name not in _RESERVED and names.count(name) == 1
        else page_stem(wanted[key], key)
        for key, name in short.items()
    }


def numbered(stem: str, number: int) -> str:
    """File name of the page of this number, counted from 1, in a series."""
    return f"{stem}.html" if number == 1 else f"{stem}-blz{number}.html"
