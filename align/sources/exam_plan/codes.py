"""Codes of kerntaken, werkprocessen and keuzedelen, as schools write them in running text.

"B1-K1-W1" is the first werkproces of the first kerntaak of the basisdeel, "P2-K1" a kerntaak of the
second profiel, "K0072" a keuzedeel. Source: kwalificatiedossiers of SBB since 2015.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_TITLE = 250
"""Characters of a title; the longest one in the dossiers of SBB has about 170."""

_DASH = r"\s?[-\u2010-\u2015]\s?"
_CODE = re.compile(
    rf"(?<![^\W_])([BPD])\s?(\d{{1,2}}){_DASH}K\s?(\d{{1,2}})(?:{_DASH}W\s?(\d{{1,2}}))?(?![^\W_])",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*(,|;|&|\+|/|en|t/m|tot en met)\s*W\s?(\d{1,2})(?![^\W_])", re.IGNORECASE)
_UP_TO = re.compile(r"\s*(?:t/m|tot en met)\s*$", re.IGNORECASE)
_KEUZEDEEL = re.compile(r"(?<![^\W_])K\s?(\d{4})(?![^\W_])", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[-\u2010-\u2015:.|]\s*)?")
_MARK = re.compile(r"\s*(?:\s[-\u2010-\u2015]\s|[:|])")
_LOOSE_END = " \t,;|-\u2010\u2011\u2012\u2013\u2014\u2015"


@dataclass(frozen=True, slots=True)
class Mention:
    """One code in a text, and what stands behind it up to the next.

    Attributes:
        code: in capitals without blanks.
        printed: as it stands in the text.
        title: what stands behind it; empty when that is no title.
        start, end: of code and title together in the text.
    """

    code: str
    printed: str
    title: str
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """All codes of kerntaken and werkprocessen in a text, with what may be their titles.

    What follows is a title when a dash or colon says so or when it starts with a capital:
    "B1-K1 en B1-K2 worden in één examen afgenomen" names two codes and no title.
    """
    found = list(_CODE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    result = []
    for match, end in zip(found, ends, strict=True):
        start = _SEPARATOR.match(text, match.end())
        behind = text[start.end() if start else match.end() : end].strip(_LOOSE_END)
        first = next((c for c in behind if c.isalpha()), "")
        marked = _MARK.match(text, match.end()) is not None
        is_title = bool(first) and (marked or first.isupper()) and len(behind) <= MAX_TITLE
        stop = text.rfind(behind, match.end(), end) + len(behind) if is_title else match.end()
        title = behind if is_title else ""
        result.append(Mention(_normal(match), match[0], title, match.start(), stop))
    return result


def codes(text: str) -> tuple[str, ...]:
    """Codes that a text names, once each, with "B1-K1-W1 t/m W3" and "B1-K1-W1, W2" written out."""
    found: dict[str, None] = {}
    previous = ""
    end = 0
    for match in _CODE.finditer(text):
        code = _normal(match)
        if previous and _UP_TO.fullmatch(text[end : match.start()]):
            found.update(dict.fromkeys(_between(previous, code)))
        found[code] = None
        previous, end = code, match.end()
        while match[4] and (more := _MORE.match(text, end)):
            code = f"{code.rsplit('-', 1)[0]}-W{int(more[2])}"
            if more[1].casefold() in {"t/m", "tot en met"}:
                found.update(dict.fromkeys(_between(previous, code)))
            found[code] = None
            previous, end = code, more.end()
    return tuple(found)


def keuzedelen(text: str) -> list[tuple[str, int, int]]:
    """Codes of keuzedelen in a text ("K0072"), each with its start and end."""
    return [(f"K{m[1]}", m.start(), m.end()) for m in _KEUZEDEEL.finditer(text)]


def kerntaak_of(code: str) -> str:
    """Code of the kerntaak above a werkproces: "B1-K1" of "B1-K1-W1"."""
    return "-".join(code.split("-")[:2])


def is_werkproces(code: str) -> bool:
    """Whether a code is that of a werkproces and not of a kerntaak."""
    return code.count("-") == 2


def _normal(match: re.Match[str]) -> str:
    letter, part, kerntaak, werkproces = match.groups()
    code = f"{letter.upper()}{int(part)}-K{int(kerntaak)}"
    return f"{code}-W{int(werkproces)}" if werkproces else code


def _between(first: str, last: str) -> list[str]:
    """Werkprocessen from one code up to another of the same kerntaak."""
    if kerntaak_of(first) != kerntaak_of(last) or not (
        is_werkproces(first) and is_werkproces(last)
    ):
        return []
    start, end = (int(code.rsplit("W", 1)[1]) for code in (first, last))
    return [f"{kerntaak_of(first)}-W{number}" for number in range(start, end + 1)]
