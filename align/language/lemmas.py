"""Lemmas: simplemma's dictionary, repaired for this field.

Usable on its own (`lemma("zorgvragers") == "zorgvrager"`) and as the pipeline component
`align_lemmas`, which sets `token.lemma_`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from align.language.lexicon import dictionary_lemma, infinitive, is_infinitive
from align.language.tables.lemmas import LEMMAS
from align.language.tables.nouns import FIELD
from align.language.tables.verbs import PARTICLES

LONGEST_WORD = 60  # longer "words" are addresses or noise, and looking into them is quadratic

_BRACKETS = re.compile(r"\((?:s|n|en|e)\)$|[()\[\]]|(?<=[^\W\d_])-(?=\))")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@lru_cache(maxsize=1 << 16)
def normalise(word: str) -> str:
    """A word in lower case, composed, without brackets, soft hyphens and direction marks."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", word)).translate(_APOSTROPHES)
    return _BRACKETS.sub("", plain).lower()


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """The lemma of a word form, lower case; the form itself when nothing is known about it."""
    form = normalise(word)
    if not form:
        return word.lower()
    if len(form) > LONGEST_WORD:
        return form
    known = known_lemma(form)
    return known if known is not None else _lemma_of_unknown(form)


def known_lemma(form: str) -> str | None:
    """The lemma of a normalised form that a table or the dictionary knows, else None."""
    if form in LEMMAS:
        return LEMMAS[form]
    if form in FIELD or is_infinitive(form):
        return form
    found = dictionary_lemma(form)
    if found is not None:
        return _masculine(form, found)
    return _singular_of_field_word(form) or _participle(form)


def _masculine(form: str, found: str) -> str:
    """The dictionary gives the woman's word for some trades ("instructrice"); keep the form's."""
    if found.endswith(("ster", "trice", "euse")) and found[-4:] not in form:
        return form.removesuffix("s")
    return found


def _singular_of_field_word(form: str) -> str | None:
    """The singular of a plural of our own words: "apparaturen" has none, "installaties" has."""
    for ending, back in (("'s", ""), ("s", ""), ("en", ""), ("n", "")):
        if form.endswith(ending) and form.removesuffix(ending) + back in FIELD:
            return form.removesuffix(ending) + back
    return None


def _participle(form: str) -> str | None:
    """The infinitive of a participle that is not listed: "klaargezet" gives "klaarzetten"."""
    base = form.removesuffix("e")
    if not base.endswith(("t", "d", "en")):
        return None
    for particle in PARTICLES:
        if not base.startswith(particle):
            continue
        rest = base.removeprefix(particle)
        verb = infinitive(rest) if len(rest) > 3 else None
        if verb and is_infinitive(particle + verb):
            return particle + verb
    if base.startswith("ge") and base.endswith(("d", "t")) and len(base) > 5:
        return infinitive(base[2:-1]) or infinitive(base[2:])
    return None


def _lemma_of_unknown(form: str) -> str:
    """The lemma of a compound that nobody listed: that of its last part, put back in place."""
    if "-" in form.strip("-"):
        head, _, last = form.rpartition("-")
        return f"{head}-{lemma(last)}" if last else form
    for cut in range(3, len(form) - 3):
        last = form[cut:]
        known = LEMMAS.get(last) or (last if last in FIELD else None) or _singular(last)
        if known is not None:
            return form[:cut] + known
    return _by_ending(form)


def _singular(last: str) -> str | None:
    """The dictionary's lemma of a last part, when it is a noun that can end a compound."""
    found = dictionary_lemma(last) or _singular_of_field_word(last)
    if found is None or len(found) < 4:
        return None
    return last if is_infinitive(found) and not is_infinitive(last) else found


def _by_ending(form: str) -> str:
    """What the endings of Dutch say about a word of which nothing is known."""
    for ending, back in (
        ("heden", "heid"),
        ("teiten", "teit"),
        ("ingen", "ing"),
        ("aties", "atie"),
        ("ities", "itie"),
        ("eurs", "eur"),
        ("isten", "ist"),
        ("'s", ""),
        ("ische", "isch"),
        ("elijke", "elijk"),
        ("ige", "ig"),
        ("bare", "baar"),
        ("loze", "loos"),
        ("zame", "zaam"),
    ):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form.removesuffix(ending) + back
    return form
