"""Numbers as people in the Netherlands write them, and numbers that can be reckoned with."""

from __future__ import annotations

import math
import re

HOW_TO_WRITE = "Schrijf een getal als 1200, 1.200 of 12,5."
"""What to advise where a text is no number."""

_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_OF_HOURS = re.compile(r"(?<=\d)\s?(?:u|uur|uren|klokuur|klokuren)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


def number_in(text: str) -> float | None:
    """The number that a person wrote; None for a text that is none, or could be more than one.

    A full stop with three digits behind it parts thousands; any other one stands for a comma.

    >>> number_in("1.200"), number_in("1.500,5"), number_in("12,5"), number_in("12.5")
    (1200.0, 1500.5, 12.5, 12.5)
    >>> number_in("0.125"), number_in("1,200.5"), number_in("1.50,5")
    (0.125, None, None)
    """
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        return None
    return finite(float(text.replace(",", ".")))


def hours_in(text: str) -> float | None:
    """As `number_in`, for a number with or without the word for hours behind it.

    >>> hours_in("12,5 u"), hours_in("8 klokuren"), hours_in("12,5"), hours_in("ca. 8 uur")
    (12.5, 8.0, 12.5, None)
    """
    return number_in(_OF_HOURS.sub("", text.strip()))


def finite(value: object) -> float | None:
    """A number that can be reckoned with; None for what is none, is endless, or is too large."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:  # a whole number of hundreds of digits
        return None
    return number if math.isfinite(number) else None
