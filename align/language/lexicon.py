"""What is known about Dutch word forms: simplemma's dictionary, and which of them are verbs.

The dictionary (370,000 forms, MIT, shipped inside the simplemma wheel) says for a form which lemma
it belongs to and nothing else. Whether a lemma is a verb is read from its conjugation: a word is an
infinitive when the forms that it would have as a verb are listed as its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from align.language.tables.verbs import IRREGULAR, NO_VERBS, SEPARABLE, VERBS

_VOWELS = "aeiou"
_LONG = ("aa", "ee", "oo", "uu")


@cache
def dictionary() -> Mapping[str, str]:
    """Form to lemma, as simplemma ships it (reading takes some 0.6 s, once per process)."""
    found: Mapping[str, str] = DefaultDictionaryFactory(cache_max_size=1).get_dictionary("nl")
    return found


@cache
def dictionary_lemma(form: str) -> str | None:
    """The dictionary's lemma of a lower-case form, or None when the form is not in it.

    simplemma writes some separable verbs with an underscore ("uit_voeren"); it is taken out.
    """
    lemma = dictionary().get(form)
    return lemma.replace("_", "") if lemma else None


def stem(infinitive: str) -> str:
    """The verb stem by the rules of spelling: "maken" gives "maak", "reizen" gives "reis"."""
    if infinitive.endswith(("gaan", "staan", "slaan", "doen", "zien")):
        return infinitive[:-2] if infinitive.endswith("aan") else infinitive[:-1]
    base = infinitive.removesuffix("en")
    if len(base) < 2:
        return base
    if base[-1] == base[-2] and base[-1] not in _VOWELS:
        return base[:-1]
    open_vowel = (
        base[-1] not in _VOWELS
        and base[-2] in "aeou"
        and (len(base) < 3 or base[-3] not in _VOWELS)
        and not _unstressed(base)
    )
    if open_vowel:
        base = base[:-1] + base[-2] + base[-1]
    if base[-1] in "vz":
        base = base[:-1] + {"v": "f", "z": "s"}[base[-1]]
    return base


def _unstressed(base: str) -> bool:
    """Whether the last vowel is a mute e, which is not doubled: "lever(en)", "wandel(en)"."""
    more = sum(a in _VOWELS and b not in _VOWELS for a, b in pairwise(base))
    return base[-2:] in {"el", "er", "em", "en"} and more > 1 and not base.endswith("eer")


@cache
def is_infinitive(word: str) -> bool:
    """Whether a lower-case word is the infinitive of a Dutch verb that is known."""
    if word in VERBS or word in SEPARABLE:
        return True
    if len(word) < 4 or not word.endswith("n") or word in NO_VERBS:
        return False
    base = stem(word)
    third = base if base.endswith("t") else base + "t"
    past = base + ("te" if base[-1:] in "tkfschp" else "de")
    forms = (third, past, "ge" + third, "ge" + base + "d", word + "d")
    return any(dictionary_lemma(form) == word for form in forms)


@cache
def infinitive(form: str) -> str | None:
    """The infinitive of a conjugated form ("maakt", "gaf", "ingericht"), None when there is none.

    Also finds the verb where the dictionary prefers a noun ("plant", "werkt", "zorgt").
    """
    if form in IRREGULAR:
        return IRREGULAR[form]
    lemma = dictionary_lemma(form)
    if lemma and lemma != form and is_infinitive(lemma):
        return lemma
    endings = ("", "t") if form.endswith("t") else ("",)
    for ending in endings:
        base = form.removesuffix(ending) if ending else form
        for guess in infinitives_of(base):
            if is_infinitive(guess):
                return guess
    return None


@cache
def is_noun(form: str) -> bool:
    """Whether a form is also a singular noun where the dictionary says verb ("kist", "pomp")."""
    plurals = [form + "en", form + form[-1:] + "en"]
    if form[-3:-1] in _LONG:
        plurals.append(form[:-3] + form[-2:] + "en")
    return any(dictionary_lemma(plural) == form for plural in plurals)


def infinitives_of(base: str) -> tuple[str, ...]:
    """The infinitives whose stem could be this: "maak" gives "maaken", "maken", ..."""
    if len(base) < 2:
        return ()
    guesses = [base + "en", base + base[-1] + "en"]
    if len(base) > 2 and base[-3:-1] in _LONG:
        guesses.insert(0, base[:-3] + base[-2:] + "en")
    voiced = {"f": "v", "s": "z"}.get(base[-1])
    if voiced:
        guesses += [guess[:-3] + voiced + "en" for guess in tuple(guesses) if guess[-3] == base[-1]]
    return tuple(guesses)
