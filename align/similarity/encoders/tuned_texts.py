"""The texts of a unit that an encoder reads, the same in training and in use."""

from __future__ import annotations

import re

from align.model import Side
from align.similarity.unit import Unit

#: Tokens that are read of a text, marks of begin and end included (vmbo, mbo).
MOST_TOKENS = {Side.VMBO: 96, Side.MBO: 128}

#: What the base model saw before a question and before a passage (multilingual-e5's model card).
PREFIX = {Side.VMBO: "query: ", Side.MBO: "passage: "}

#: A text is cut here before it is read: longer than any text of MOST_TOKENS tokens, so that an
#: endless one costs nothing.
MOST_CHARACTERS = 4_000

_CODE = re.compile(r"^[A-Z]{1,3}(?:/[A-Z0-9]{1,5}){1,3}\s+")
_CANDIDATE = re.compile(r"^de kandidaat kan:?\s+", re.IGNORECASE)
_LEERWEG = re.compile(r"\s*\[[A-Z]{2}(?:/[A-Z]{2})*\]\s*$")
_SPACE = re.compile(r"\s+")


def text_of(unit: Unit) -> str:
    """The text of a unit, by the side it stands on."""
    return vmbo_text(unit) if unit.side is Side.VMBO else mbo_text(unit)


def parts_of(unit: Unit) -> tuple[str, ...]:
    """The texts of what a deeltaak asks one by one: "module: titel" and "module: eindterm" of each.

    A werkproces often returns one eindterm of a deeltaak and nothing else of it, which the text of
    the whole drowns. () for what asks one thing, and for an mbo unit: parting those too added
    nothing (docs/methods.md).
    """
    asked = _texts_below(unit)
    if unit.side is not Side.VMBO or not asked:
        return ()
    module, title = _module(unit), _name(unit.title)
    return tuple(f"{module}: {text}" if module else text for text in (title, *asked) if text)


def vmbo_text(unit: Unit) -> str:
    """Of a deeltaak: "module: titel. eindterm; eindterm", without codes and fixed openings."""
    head = ": ".join(part for part in (_module(unit), _name(unit.title)) if part)
    return _joined(head, "; ".join(_texts_below(unit)))


def mbo_text(unit: Unit) -> str:
    """Of a werkproces or keuzedeel: "kwalificatie: kerntaak: titel. omschrijving resultaat"."""
    parts = [_plain(name) for name in (*reversed(unit.context), unit.title)]
    head = ": ".join(part for part in parts if part)
    return _joined(head, " ".join(_texts_below(unit)))


def _module(unit: Unit) -> str:
    return _name(unit.context[0]) if unit.context else ""


def _name(text: str) -> str:
    return _CODE.sub("", _plain(text))


def _texts_below(unit: Unit) -> list[str]:
    """Its texts but for the title, in order: eindtermen, or omschrijving and resultaat."""
    has_title = unit.passages[:1] and unit.passages[0].text == unit.title
    passages = unit.passages[1:] if has_title else unit.passages
    return [text for passage in passages if (text := _plain(passage.text))]


def _joined(head: str, body: str) -> str:
    return f"{head}. {body}" if head and body else head or body


def _plain(text: str) -> str:
    line = _SPACE.sub(" ", text[:MOST_CHARACTERS]).strip()
    return _LEERWEG.sub("", _CANDIDATE.sub("", line))
