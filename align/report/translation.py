"""One catalogue for every page: Dutch is the source text, other languages stand in gettext files.

A page is built and rendered inside `speaking("en")`; `_` and `ngettext` then answer in that
language. Quotes from sources are never translated.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from align.resources import resource

#: Languages of a page; the first is the one that the texts in the code are written in.
LANGUAGES = ("nl", "en")

_DOMAIN = "align"
_IN_SCRIPT = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"')
_spoken: ContextVar[str] = ContextVar("align_language", default=LANGUAGES[0])


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within this block texts are given in this language, one of `LANGUAGES`."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def _(text: str) -> str:
    """A text in the language that is spoken."""
    return _catalogue(_spoken.get()).gettext(text) if text else ""


def ngettext(one: str, many: str, amount: int) -> str:
    """The text for this amount, in the language that is spoken."""
    return _catalogue(_spoken.get()).ngettext(one, many, amount)


def N_(text: str) -> str:  # noqa: N802 -- the name by which gettext tools know it
    """Marks a text for the catalogue where it is defined; it is translated where it is shown."""
    return text


def script_texts(scripts: Iterable[str]) -> dict[str, str]:
    """Translations of the texts in these scripts, by their Dutch text; empty when Dutch is spoken.

    Args:
        scripts: sources in which texts stand as `t("...")`.
    """
    if _spoken.get() == LANGUAGES[0]:
        return {}
    found = {text.replace('\\"', '"') for script in scripts for text in _IN_SCRIPT.findall(script)}
    return {text: _(text) for text in sorted(found)}


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == LANGUAGES[0]:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, resource("templates") / "locale", [lang])
