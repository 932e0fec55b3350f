"""A text as words and signs, each with the space behind it, its place and what it weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.language import sentences
from align.language.boilerplate import stripped
from align.language.lemmas import lemma
from align.language.tables.stopwords import ABBREVIATIONS, STOP_WORDS
from align.language.verbs import find

#: Words with what is glued to them: "av-productie", "thema's", "(her)kennen", "ruimte(s)", "2,5",
#: "3D-CAD".
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*%?(?![^\W_])|(?:\([^\W\d_]+-?\))?[^\W_]+(?:(?:[-/'’]|\()[^\W_]+\)?)*-?|\S",
    re.UNICODE,
)
#: A number with its unit; one that is glued to other letters ("3D") is part of a name.
_NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)*(?:%|e|de|ste|x|[mck]?m[23²³]?|k?g|[mcd]?l|k?[vw]|m?a|kwh|h?pa|bar|u|min|s|°c)?",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset(
    """
    nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig
    dertig veertig vijftig honderd duizend half halve dubbel dubbele driemaal tweemaal minimaal
    maximaal minstens hoogstens eerste tweede derde
    """.split()
)
_NEGATIONS = frozenset("geen niet nooit niets niemand nergens noch zonder tenzij behalve".split())

CONTENT, FUNCTION, SIGN = 2.0, 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign.

    Attributes:
        text: as written.
        space: white space behind it.
        sentence: number of the sentence in which it stands.
        weight: what it counts when words are aligned.
        emphasis: whether it is a number, a negation or a verb.
        lemma: of a verb that says what is done, else of the word.
        partner: number of the other half of a separable verb; -1 without one.
    """

    text: str
    space: str
    sentence: int
    weight: float
    emphasis: bool
    lemma: str
    partner: int = -1

    @property
    def whole(self) -> str:
        """The word with the space behind it."""
        return self.text + self.space


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of a text, in order; together they are the text.

    White space before the first word stands as a sign without text.
    """
    found = list(_WORD.finditer(text))
    if not found:
        return (Token("", text, 0, 0.0, emphasis=False, lemma=""),) if text else ()
    first = found[0].start()
    made = [Token("", text[:first], 0, 0.0, emphasis=False, lemma="")] if first else []
    spans = sentences.spans(text) or ((0, len(text)),)
    at = 0
    numbers: list[list[int]] = [[] for _ in spans]
    for match, after in zip(found, [*found[1:], None], strict=True):
        while at + 1 < len(spans) and spans[at + 1][0] <= match.start():
            at += 1
        space = text[match.end() : after.start() if after else len(text)]
        numbers[at].append(len(made))
        made.append(_token(match[0], space, at))
    places = [match.start() for match in found]
    shift = len(made) - len(found)
    for (start, end), group in zip(spans, numbers, strict=True):
        pieces = stripped(text[start:end])
        hidden = {
            n for n in group if any(p.start <= places[n - shift] - start < p.end for p in pieces)
        }
        _mark_verbs(made, group, hidden, {piece.kind for piece in pieces})
    return tuple(made)


def is_number(word: str) -> bool:
    """Whether a word is a number, with its unit perhaps, or says how many."""
    return _NUMBER.fullmatch(word) is not None or word.casefold() in _NUMBER_WORDS


def is_negation(word: str) -> bool:
    """Whether a word denies."""
    return word.casefold() in _NEGATIONS


def _token(word: str, space: str, sentence: int) -> Token:
    form = word.casefold()
    number, negation = is_number(word), is_negation(word)
    if not any(character.isalnum() for character in word):
        weight = SIGN
    elif number or negation:
        weight = CONTENT
    else:
        weight = FUNCTION if form in STOP_WORDS or form in ABBREVIATIONS else CONTENT
    return Token(word, space, sentence, weight, emphasis=number or negation, lemma=lemma(word))


def _mark_verbs(made: list[Token], group: list[int], hidden: set[int], kinds: set[str]) -> None:
    """Give the verbs of one sentence their lemma, and both halves of a separable one each other.

    Words of boilerplate are hidden, and its kinds say which verb form to expect, as in
    `language.pipeline`.
    """
    expects = "infinitive" if "modal" in kinds else "finite" if "subject" in kinds else ""
    for verb in find(["" if n in hidden else made[n].text for n in group], expects):
        if verb.auxiliary:
            continue
        here = group[verb.index]
        there = group[verb.particle] if verb.particle >= 0 else -1
        made[here] = _as_verb(made[here], verb.lemma, there)
        if there >= 0:
            made[there] = _as_verb(made[there], verb.lemma, here)


def _as_verb(token: Token, verb: str, partner: int) -> Token:
    return Token(
        token.text,
        token.space,
        token.sentence,
        CONTENT,
        emphasis=True,
        lemma=verb,
        partner=partner,
    )
