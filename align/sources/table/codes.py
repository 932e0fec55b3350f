"""Codes inside cells: of SLO (P/ZW/01/02-03) and SBB (B1-K1-W1), alone, with text, or in a row.

Teachers write codes in many ways: "p.zw.1.2.3", "P/EO/3.1", "B1K1W2", several in one cell, or
"P/ZW/01/02-01 t/m 04". They are kept as printed; `codes.lookup_key` makes them equal.
Source for what a code stands for: "prefix" in SLO curriculum-examenprogramma-bg, releases 2020.1 to
2025.3; kwalificatiedossiers of SBB, model 2015 and 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from align.model import Kind
from align.sources.codes import lookup_key

MAX_CODES = 99
"""Codes in one cell; a deeltaak has at most some twenty eindtermen."""

_TAIL = r"(?:[/.\-]\s?(?:\d{1,3}[a-z]?|[a-z]\d?|mt|kt|taak)(?![a-z]))"
_SLO = re.compile(
    r"(?:(?:P|K|PK|PR)(?P<sep>[/.\-]|[ ](?=[A-Z]{2,4}[ ]?[/.\-\d]))[A-Z]{2,4}|GR/K)"
    rf"(?P<tail>(?:[ ]\d{{1,2}}(?![\d\w]))?{_TAIL}*(?:[ ]\d{{1,2}}(?=[/.\-]\d)(?:{_TAIL})*)?)"
    r"(?![\w/])",
    re.IGNORECASE,
)
_SBB = re.compile(
    r"(?:(?P<part>[BPDV])\s?(?P<number>\d{1,2})\s?[-–./ ]?\s?K|(?P<bare>K)(?=\d{1,2}\s?[-–./]\s?W))"
    r"(?P<kerntaak>\d{1,2})(?:\s?[-–./ ]?\s?W(?P<werkproces>\d{1,2}))?(?!\w)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]{3,20})\)")
_AFTER_CODE = re.compile(r"[\s:;.,)|–—-]+")
_BETWEEN = re.compile(r"\s*(?:,|;|\+|&|\ben\b|\n)\s*", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:\bt\s?/\s?m\b|\btot en met\b|\bt\.e\.m\.)\s*", re.IGNORECASE)
_SHORT = re.compile(r"-?\d{1,2}(?!\w|[/.\-]\w)")
_SHORT_PAIR = re.compile(r"\d{1,2}[/.\-]\d{1,2}(?!\w|[/.\-]\w)")
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+")
_TASKS = frozenset({"mt", "kt", "taak"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, as printed, with the text that stands behind it; either may be empty."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeLevel:
    """One level of a code: "P/ZW/01" is the module of "P/ZW/01/02-03"."""

    kind: Kind
    code: str


def slo_code(text: str) -> str:
    """The code of SLO with which a text begins, as printed; "" without one."""
    found = _SLO.match(text)
    if not found:
        return ""
    # "K is ..." is a sentence; a code without numbers is printed in capitals with a slash.
    if not found["tail"] and (found["sep"] not in {"/", None} or found[0] != found[0].upper()):
        return ""
    if found["sep"] == " " and found[0].split(" ")[0].islower():
        return ""
    return found[0]


def sbb_code(text: str) -> str:
    """The code of a kerntaak or werkproces with which a text begins, as printed; or ""."""
    found = _SBB.match(text)
    return found[0] if found else ""


def sbb_parts(code: str) -> tuple[str, str]:
    """Codes of kerntaak and werkproces as SBB prints them: ("B1-K1", "B1-K1-W2"); or ""s."""
    found = _SBB.fullmatch(code.strip())
    if not found:
        return "", ""
    part = f"{found['part'].upper()}{int(found['number'])}-" if found["part"] else ""
    kerntaak = f"{part}K{int(found['kerntaak'])}"
    werkproces = f"{kerntaak}-W{int(found['werkproces'])}" if found["werkproces"] else ""
    return kerntaak, werkproces


def slo_levels(code: str) -> tuple[CodeLevel, ...]:
    """What a code of SLO stands in, from profiel or kern down to itself; () for other codes."""
    if slo_code(code) != code or not code:
        return ()
    ends = [piece.end() for piece in _PIECE.finditer(code)]
    words = [word for _, _, word in lookup_key(code)]
    kinds = _kinds(words)
    return tuple(
        CodeLevel(kind, code[: ends[number]])
        for number, kind in enumerate(kinds)
        if kind is not None
    )


def coded(text: str) -> tuple[Coded, ...]:
    """What stands in a cell, by code.

    One code with text gives one; lines that each begin with a code give one each; codes in a row
    ("P/ZW/01/02-01, 02 en 04", "... t/m 04") give one each with the text behind them. Without any
    code the whole text comes back under no code.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    starts = [n for n, line in enumerate(lines) if _code(line.strip())]
    if len(starts) > 1 and starts[0] == 0:
        bounds = [*starts, len(lines)]
        parts = ["\n".join(lines[a:b]) for a, b in pairwise(bounds)]
        return tuple(one for part in parts for one in _in_a_row(part.strip()))
    return _in_a_row(text.strip())


def coded_in_line(text: str) -> Coded:
    """The code and title in a line, also where the code stands behind it in brackets.

    >>> coded_in_line("Brood bakken (P/HBR/2)"), coded_in_line("P/HBR/2: Brood bakken").text
    (Coded(code='P/HBR/2', text='Brood bakken'), 'Brood bakken')
    """
    behind = _IN_BRACKETS.fullmatch(text)
    if behind and slo_levels(behind[2]):
        return Coded(behind[2], behind[1])
    return coded(text)[0]


def _code(text: str) -> str:
    return slo_code(text) or sbb_code(text)


def _in_a_row(text: str) -> tuple[Coded, ...]:
    first = _code(text)
    if not first:
        return (Coded("", text),)
    codes, rest = [first], text[len(first) :]
    short = False
    while rest and len(codes) < MAX_CODES:
        until, between = _UNTIL.match(rest), _BETWEEN.match(rest)
        joint = until or between
        if not joint:
            break
        following = rest[joint.end() :]
        found = _code(following)
        number = "" if found else _matched(_SHORT, following) or _pair(codes[-1], following)
        if not found and not number:
            break
        whole = found or _with_last(codes[-1], number.lstrip("-"))
        codes += _range(codes[-1], whole) if until else [whole]
        short = short or bool(number)
        rest = following[len(found or number) :]
    behind = _AFTER_CODE.match(rest)
    told = rest[behind.end() :] if behind else rest
    if short and told:
        # "P/ZW/01/02-01, 3 gerechten" is one code with a text that begins with a number.
        rest = text[len(first) :]
        behind = _AFTER_CODE.match(rest)
        return (Coded(first, rest[behind.end() :] if behind else rest),)
    if len(codes) == 1 and rest and not behind and not rest.startswith("("):
        return (Coded("", text),)
    return tuple(Coded(code, told.strip()) for code in codes[:MAX_CODES])


def _pair(code: str, text: str) -> str:
    """The last two numbers of a code that is written alike: "1.3" behind P/PIE/1.1."""
    found = _matched(_SHORT_PAIR, text)
    own = re.search(r"\d{1,2}([/.\-])\d{1,2}$", code)
    return found if found and own and own[1] in found else ""


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[0] if found else ""


def _with_last(code: str, number: str) -> str:
    """The code with another last number, as wide as that was: 02-01 and 4 give 02-04.

    Of "1.3" both numbers take the place of the last two.
    """
    *_, before, last = _PIECE.finditer(code)
    if len(_PIECE.findall(number)) > 1:
        return code[: before.start()] + number
    return code[: last.start()] + number.zfill(last.end() - last.start())


def _range(first: str, last: str) -> list[str]:
    """Codes after the first up to the last; only the last when they are of different parents."""
    start, end = lookup_key(first), lookup_key(last)
    is_word, low, _ = start[-1]
    ends_in_word, high, _ = end[-1]
    if start[:-1] != end[:-1] or is_word or ends_in_word or not low < high <= low + MAX_CODES:
        return [last]
    return [_with_last(first, str(n)) for n in range(low + 1, high + 1)]


def _kinds(words: list[str]) -> list[Kind | None]:
    """What every piece of a code ends: nothing, or an item of this kind. A number is no word."""
    if words[0] == "gr":  # GR/K/13 is a typing error in SLO's data for K/GR/13
        words = ["k", *words[1:]]
    below = words[2:]
    if words[0] == "pk":
        kinds: list[Kind | None] = [Kind.KERNDEEL, Kind.EINDTERM]
        top = Kind.KERN
    else:
        kinds = [Kind.KEUZEVAK if words[0] == "k" else Kind.MODULE, Kind.DEELTAAK, Kind.EINDTERM]
        top = Kind.PROFIEL
        if below and below[0]:
            return []  # P/EO/A: what the letter stands for is not known
    found: list[Kind | None] = [None, top, *kinds[: len(below)]]
    if below and below[-1] in _TASKS and len(below) <= len(kinds):
        found[-1] = Kind.TAAK
    if len(below) > len(kinds):
        found += [None] * (len(below) - len(kinds))
        # A letter behind the number, as in PK/ZW/b-1a, belongs to the eindterm.
        found[-1], found[len(kinds) + 1] = found[len(kinds) + 1], None
    return found
