"""Families: a noun and the verb it comes from meet in one word.

"beheer" and "beheren", "bestelling" and "bestellen", "reparatie" and "repareren": `family` gives
the verb for both, so that a dossier that writes nouns meets a programme that writes verbs.
"""

from __future__ import annotations

from functools import lru_cache

from align.language.lexicon import infinitives_of, is_infinitive
from align.language.tables.families import NO_FAMILY, VERB_OF

_PREFIXES = (
    "be", "ver", "ont", "her", "onder", "over", "in", "uit", "op", "af", "aan", "om", "voor", "toe",
    "door", "weer", "mis",
)  # fmt: skip
_LATIN = (
    ("catie", "ceren"), ("gatie", "geren"), ("atie", "eren"), ("itie", "eren"), ("ctie", "ceren"),
    ("ering", "eren"), ("age", "eren"),
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def family(lemma: str) -> str:
    """The verb that a noun comes from, by table and by its ending; the lemma itself otherwise.

    >>> family("bestelling"), family("reparatie"), family("koning")
    ('bestellen', 'repareren', 'koning')
    """
    if lemma in VERB_OF:
        return VERB_OF[lemma]
    if lemma in NO_FAMILY or is_infinitive(lemma) or len(lemma) < 5:
        return lemma
    return _of_ending(lemma) or _of_stem(lemma) or lemma


def _of_ending(lemma: str) -> str | None:
    for ending, verb in _LATIN:
        if lemma.endswith(ending) and is_infinitive(lemma.removesuffix(ending) + verb):
            return lemma.removesuffix(ending) + verb
    if lemma.endswith("ing"):
        return _verb(lemma.removesuffix("ing"))
    return None


def _of_stem(lemma: str) -> str | None:
    """A noun that is a verb stem with a prefix: "onderhoud", "verkoop", "ontwerp"."""
    return _verb(lemma) if lemma.startswith(_PREFIXES) else None


def _verb(base: str) -> str | None:
    return next((verb for verb in infinitives_of(base) if is_infinitive(verb)), None)
