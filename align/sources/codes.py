"""Codes as SLO prints them: regular ones, irregular ones and typing errors, in a total order.

Source: codes ("prefix") in SLO curriculum-examenprogramma-bg, releases 2020.1 to 2025.3, such as
"P/ZW/01/02-03", "K/ZW/10/1.1", "K/MET/2.1", "PK/ZW/b-1a" and "GR/K/13/01-03". The hierarchy is
never derived from a code; a code only orders children and is checked against its parent.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"[0-9]+|[^\W\d_]+")

NaturalKey = tuple[bool, tuple[tuple[int, int, str], ...], str]
"""Sorts numbers as numbers, letters without case, and nothing at all last; total over all text."""


def natural_key(code: str) -> NaturalKey:
    """Sorting key of a code: K/ZW/2 stands before K/ZW/10, and 1.1 before 1.10.

    >>> sorted(["K/ZW/10", "", "K/ZW/2"], key=natural_key)
    ['K/ZW/2', 'K/ZW/10', '']
    """
    return not code, _parts(code), code


def stands_under(code: str, parent_code: str) -> bool:
    """Whether a code begins with the code of its parent, however both are punctuated.

    Zero padding, case and the signs between parts make no difference. An empty code stands
    anywhere: that it is missing is another matter.

    >>> stands_under("K/ZW/10/1.1", "k-zw-10"), stands_under("K/ZW/10/1.1", "K/ZW/1")
    (True, False)
    """
    if not code or not parent_code:
        return True
    above = _parts(parent_code)
    return _parts(code)[: len(above)] == above


def names_profile(code: str, profile_code: str) -> bool:
    """Whether a code of a kern, module or keuzevak names this profile: "P/ZW/01" names "ZW"."""
    if not code or not profile_code:
        return True
    return profile_code.casefold() in (part.casefold() for part in _PART.findall(code))


@lru_cache(maxsize=16_384)  # a release has some 4,600 codes, each looked at several times
def _parts(code: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(_comparable(part) for part in _PART.findall(code))


def _comparable(part: str) -> tuple[int, int, str]:
    # Only ASCII digits are read as numbers; a very long row of them is text, because turning
    # thousands of digits into a number is slow and Python refuses it.
    if "0" <= part[0] <= "9" and len(part) <= 18:
        return 0, int(part), ""
    return 1, 0, part.casefold()


def lookup_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Key under which a code is found, however a user writes it.

    >>> lookup_key("p/zw/1.2-3") == lookup_key("P/ZW/01/02-03")
    True
    >>> lookup_key("K/ZW/10/1.1") == lookup_key("K/ZW/10/11")
    False
    """
    return _parts(code)
