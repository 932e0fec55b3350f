"""Verbs: which words say what is done, and the particles that belong to them.

There is no tagger for Dutch here, so position decides where the form does not: sentences of SLO end
in an infinitive ("... een planning maken"), those of SBB have their verb second ("De
beroepsbeoefenaar maakt ..."). Usable on its own and as the pipeline component `align_verbs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.language.lemmas import lemma, normalise
from align.language.lexicon import dictionary_lemma, infinitive, is_infinitive, stem
from align.language.tables.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    ENDS,
    NOUN_FIRST,
    PREPOSITIONS,
    PRONOUNS,
)
from align.language.tables.lemmas import LEMMAS
from align.language.tables.nouns import FIELD
from align.language.tables.verbs import AUXILIARIES, PARTICLES


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a sentence.

    Attributes:
        index: which word it is.
        lemma: its infinitive, with its particle in front of it.
        form: "finite", "infinitive" or "participle".
        particle: which word is its particle, when that stands apart; else -1.
        auxiliary: true when it carries no content ("kan", "wordt").
    """

    index: int
    lemma: str
    form: str
    particle: int = -1
    auxiliary: bool = False


def find(words: Sequence[str], expects: str = "") -> tuple[Verb, ...]:
    """The verbs among the words of one sentence, in order.

    Args:
        words: words and punctuation; boilerplate that was stripped is given as "".
        expects: "finite" when a subject was stripped in front of the words, "infinitive" when a
            modal verb was; else "".
    """
    lowered = [normalise(word) for word in words]
    found: list[Verb] = []
    for index, word in enumerate(lowered):
        if word and can_be_verb(word):
            form = _form(lowered, index, found, expects)
            if form:
                found.append(_verb(lowered, index, form))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def can_be_verb(word: str) -> bool:
    """Whether a form can be a verb at all, wherever it stands."""
    closed = word in DETERMINERS or word in PREPOSITIONS or word in PRONOUNS
    return (
        word[0].isalpha()
        and not closed
        and (is_infinitive(word) or infinitive(word) is not None or is_participle(word))
    )


def _form(words: Sequence[str], index: int, found: Sequence[Verb], expects: str) -> str:
    """Which verb form a word is here, "" when it is none."""
    word = words[index]
    before = _near(words, index, -1)
    if is_infinitive(word) and _acts(words, index, expects):
        return "infinitive"
    if is_participle(word) and _ends(words, index) and before not in DETERMINERS:
        return "participle"
    if expects == "infinitive" and not any(v.form == "infinitive" for v in found):
        return ""
    return "finite" if _finite(words, index, found, expects) else ""


def _acts(words: Sequence[str], index: int, expects: str) -> bool:
    """Whether a word that can be an infinitive is one here, and not a plural ("de wensen")."""
    word, before = words[index], _near(words, index, -1)
    if before in {"te", "het"} or before in PARTICLES - PREPOSITIONS:
        return True
    if word not in NOUN_FIRST and not _is_plural(word):
        return before not in DETERMINERS or _ends(words, index)
    if before in DETERMINERS or before in PREPOSITIONS or is_modifier(before):
        return False
    return _ends(words, index) and (expects == "infinitive" or word not in NOUN_FIRST)


def _finite(words: Sequence[str], index: int, found: Sequence[Verb], expects: str) -> bool:
    """Whether a word is a conjugated verb: it can be one, and stands where one stands."""
    word = words[index]
    base = infinitive(word)
    if base is None or is_infinitive(word):
        return base is not None and word in AUXILIARIES
    before, after = _near(words, index, -1), _near(words, index, 1)
    if before in DETERMINERS or before in PREPOSITIONS or before == "te":
        return False
    if after in PRONOUNS or before in PRONOUNS or base in AUXILIARIES:
        return True
    first = not any(words[:index])
    if not word.endswith("t") and not first:
        return False
    if first or _coordinated(words, index, found):
        return not first or expects == "finite" or word.endswith("t")
    return dictionary_lemma(word) == base and not is_modifier(word)


def _coordinated(words: Sequence[str], index: int, found: Sequence[Verb]) -> bool:
    """Whether a verb here goes on after "en" or a comma where a finite verb went before."""
    before = _near(words, index, -1)
    return before in CONJUNCTIONS | {","} and any(v.form == "finite" for v in found)


def _verb(words: Sequence[str], index: int, form: str) -> Verb:
    word = words[index]
    base = lemma(word) if form == "participle" else word
    if form == "finite":
        base = infinitive(word) or word
    elif form == "participle":
        base = participle_of(word) or base
    particle = _particle(words, index, form, base)
    if particle >= 0:
        base = words[particle] + base
    return Verb(index, base, form, particle, base in AUXILIARIES)


def _particle(words: Sequence[str], index: int, form: str, base: str) -> int:
    """Which word is the particle of a verb: before "te", or at the end of its clause; else -1."""
    if form == "infinitive":
        if index > 1 and words[index - 1] == "te" and joins(words[index - 2], base):
            return index - 2
        return -1
    if form != "finite":
        return -1
    for at in range(index + 1, len(words)):
        word = words[at]
        if word in {".", ";", ":", "?", "!"}:
            return -1
        if joins(word, base) and _is_particle(words, at):
            return at
    return -1


@lru_cache(maxsize=1 << 16)
def joins(particle: str, verb: str) -> bool:
    """Whether particle and verb are one verb ("uit", "voeren")."""
    return particle in PARTICLES and is_infinitive(particle + verb)


def _is_particle(words: Sequence[str], at: int) -> bool:
    """Whether a word that can be a preposition is a particle: no noun phrase follows it."""
    if words[at] not in PREPOSITIONS:
        return True
    if words[at + 1 : at + 2] == ["te"] or (
        words[at] in {"door", "om"} and "te" in words[at + 1 : at + 8]
    ):
        return False
    after = words[at + 1] if at + 1 < len(words) else "."
    return (
        not after
        or after in ENDS
        or after in PREPOSITIONS
        or after in CONJUNCTIONS
        or after in PRONOUNS
        or (infinitive(after) in AUXILIARIES)
    )


def _near(words: Sequence[str], index: int, step: int) -> str:
    """The word beside this one; "" at either end."""
    at = index + step
    return words[at] if 0 <= at < len(words) else ""


def _ends(words: Sequence[str], index: int) -> bool:
    """Whether a clause can end after this word, or a preposition phrase follows."""
    after = _near(words, index, 1)
    return (
        not after
        or after in ENDS
        or after in CONJUNCTIONS
        or after in PREPOSITIONS
        or infinitive(after) is not None
    )


@lru_cache(maxsize=1 << 15)
def is_participle(word: str) -> bool:
    """Whether a word is a past participle ("ingericht", "voorbereid")."""
    return participle_of(word) is not None


@lru_cache(maxsize=1 << 15)
def participle_of(word: str) -> str | None:
    """The infinitive of a past participle that is not inflected, else None."""
    if not word.endswith(("d", "t", "en")) or is_infinitive(word):
        return None
    base = lemma(word)
    if base == word or not is_infinitive(base):
        return None
    if word.startswith("ge") or any(
        base.startswith(particle) and word.startswith(particle + "ge") for particle in PARTICLES
    ):
        return base
    # "voorbereid", "onderhouden", "verzorgd": no ge- after an unstressed prefix
    weak = stem(base)
    return base if word.startswith(weak[:4]) and word in _past(weak) else None


def _past(weak: str) -> tuple[str, str, str]:
    """How a participle without ge- can end after this stem."""
    if weak[-1] in "tkfschp":
        return (weak if weak[-1] == "t" else weak + "t", weak + "t", weak + "d")
    return (weak if weak[-1] == "d" else weak + "d", weak + "d", weak + "d")


@lru_cache(maxsize=1 << 15)
def _is_plural(word: str) -> bool:
    """Whether an infinitive is also the plural of a noun ("wensen", "werken")."""
    for single in (
        word[:-2],
        word[:-1],
        word[:-3] if word[-3:-2] == word[-4:-3] else "",
        stem(word),
    ):
        if len(single) > 2 and (single in FIELD or dictionary_lemma(single) == single):
            return True
    return LEMMAS.get(word, word) != word


@lru_cache(maxsize=1 << 15)
def is_modifier(word: str) -> bool:
    """Whether a word is an inflected adjective, as far as its ending tells."""
    if not word.endswith("e") or len(word) < 4:
        return word.endswith(("ig", "lijk", "baar", "isch", "loos", "zaam"))
    base = lemma(word)
    return base != word or word.endswith(("ende", "ige", "ische", "lijke", "bare"))
