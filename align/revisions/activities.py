"""What a text asks somebody to do, apart from verbs that only stand in it.

An infinitive is an activity where it closes a clause ("rozen snoeien"), and is none where it names
a thing: after a determiner or a preposition ("de wijze van spreken"), as a plural that is the
object of another verb ("vragen verwerken"), in a fixed phrase ("ten aanzien van"). What stands in a
relative clause, or is a participle there, is done by or to something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.language import family
from align.language.boilerplate import stripped
from align.language.lemmas import lemma, normalise
from align.language.lexicon import dictionary_lemma, infinitive, is_infinitive, stem
from align.language.tables.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    ENDS,
    NOUN_FIRST,
    PREPOSITIONS,
    SUBORDINATORS,
)
from align.language.tables.verbs import AUXILIARIES, VERBS
from align.language.verbs import is_modifier, is_participle, joins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.language import AnalysedSentence, Analyser

_PIECE = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?|\S")
#: Words in brackets of their own; "(her)kennen" and "deelnemer(s)" are words of the sentence.
_BRACKETS = re.compile(r"(?<!\S)\([^()]*\)(?![^\W_])|(?<=[^\W_])\([^\W_]{3,}\)(?=[^\W_])")
#: A heading in front of a sentence: "Groen mogelijk maken: een tuin aanleggen".
_HEADING = re.compile(r"[^.:;()/]{3,80}:(?=\s+[^\W_])")
#: What numbers the items of a list.
_MARK = re.compile(r"^[ \t]*\(?(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)][ \t]+", re.MULTILINE)
#: Verbs that leave it to their object what is done: "een ontwerp maken" is ontwerpen.
_LIGHT = frozenset(
    "doen geven houden maken opstellen plegen uitvoeren verrichten verzorgen".split()
)
#: Of these nothing is left without their object.
EMPTY = frozenset({"doen", "uitvoeren", "verrichten"})
_STANDS_FOR = frozenset({"deze", "dit", "ze"})
_ADVERBS = frozenset({"er", "hier", "daar", "waar"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks.

    Attributes:
        main: verbs of what is done, in order.
        objects: verbs that another verb takes as its object ("het snoeien van rozen beschrijven").
        nouns: of a verb that leaves it to its object what is done, the verbs of those objects.
        words: the words that act, in lower case.
        rest: participles and verbs of subordinate clauses, that neither act nor name anything.
        forms: every verb that stands in the text, whatever it does there.
    """

    main: tuple[str, ...]
    objects: tuple[str, ...]
    nouns: frozenset[str]
    words: frozenset[str]
    rest: frozenset[str]
    forms: frozenset[str]


def asked(text: str, analyser: Analyser) -> Asked:
    """The activities of a text, each verb once.

    A text in nouns ("het snoeien van rozen") asks what its nouns say.
    """
    main: dict[str, None] = {}
    objects: dict[str, None] = {}
    forms: set[str] = set()
    nouns: set[str] = set()
    words: set[str] = set()
    named: set[str] = set()
    rest: set[str] = set()
    for sentence in analyser.analyse(text):
        pieces = _Pieces.of(sentence)
        forms.update(word for word in pieces.words if _infinitive(word))
        for index, verb, role in pieces.roles():
            if role == _REST:
                rest.add(pieces.words[index])
                continue
            forms.add(verb)
            if role == _OBJECT:
                objects[verb] = None
                named.add(pieces.words[index])
            if role == _MAIN:
                main[verb] = None
                words.update(pieces.spent(index))
                nouns.update(pieces.named() if verb in _LIGHT else ())
    if not main:
        main, objects, words = objects, {}, named
    return Asked(
        tuple(main),
        tuple(verb for verb in objects if verb not in main),
        frozenset(nouns),
        frozenset(words),
        frozenset(rest),
        frozenset(forms),
    )


def asides(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without what only explains it, and that: words in brackets, a heading in front.

    Numbers of list items are left out too: they say nothing.
    """
    found: list[str] = []
    text = _MARK.sub("", text)
    heading = _HEADING.match(text)
    if heading and not stripped(heading[0]):
        found.append(heading[0].rstrip(":"))
        text = text[heading.end() :].lstrip()
    found += [match[0] for match in _BRACKETS.finditer(text)]
    plain = _BRACKETS.sub("", text)
    return re.sub(r"[ \t]{2,}|[ \t](?=[.,;])", lambda m: m[0][1:], plain).strip(), tuple(found)


_MAIN, _OBJECT, _UNDER, _REST = "main", "object", "under", "rest"
_Role = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The words and signs of a sentence, in lower case, and the verbs that were found in it.

    Attributes:
        words: without boilerplate.
        verbs: number of a word to its verb, for words that the Dutch pipeline takes for verbs.
        expects: the form that the boilerplate asks for, as `language.verbs.find` takes it.
    """

    words: tuple[str, ...]
    verbs: dict[int, str]
    expects: str

    @classmethod
    def of(cls, sentence: AnalysedSentence) -> _Pieces:
        hidden = stripped(sentence.text)
        kinds = {piece.kind for piece in hidden}
        words: list[str] = []
        verbs: dict[int, str] = {}
        acting = [term for term in sentence.terms if term.acts]
        for match in _PIECE.finditer(sentence.text):
            if any(piece.start <= match.start() < piece.end for piece in hidden):
                continue
            for term in acting:
                if term.start <= match.start() and match.end() == term.end:
                    verbs[len(words)] = term.lemma
            words.append(normalise(match[0]) or match[0])
        expects = "infinitive" if "modal" in kinds else "finite" if "subject" in kinds else ""
        return cls(tuple(words), verbs, expects)

    def roles(self) -> list[_Role]:
        """Each verb with its number and what it does in the sentence."""
        found: dict[int, _Role] = {}
        finite: list[_Role] = []
        rest: list[_Role] = []
        for index, word in enumerate(self.words):
            verb = self.verbs.get(index) or self._missed(index)
            # "als host": what stands behind "als" is a role.
            if not verb or (self._at(index - 1) == "als" and not is_infinitive(word)):
                continue
            if _infinitive(word):
                if role := self._role(index, found):
                    found[index] = (index, self._named(index, verb), role)
            elif self._is_participle(word) or self._in_clause(index):
                rest.append((index, verb, _REST))
            else:
                finite.append((index, verb, _MAIN))
        acting = [index for index, _, role in found.values() if role == _MAIN]
        if self.expects == "infinitive" or (
            self.expects != "finite" and finite and acting and acting[0] < finite[0][0]
        ):
            finite = []
        elif finite and not self._helped():
            # "snoeit rozen": behind a conjugated verb only "te" and such make an infinitive.
            found = {n: one for n, one in found.items() if one[2] != _MAIN or n < finite[0][0]}
        return sorted([*found.values(), *finite, *rest])

    def spent(self, index: int) -> list[str]:
        """The words that a verb is made of: "onderzoek doen" is two."""
        before = self.words[max(0, index - 1) : index] if self.words[index] == "doen" else ()
        return [*before, self.words[index]]

    def named(self) -> Iterator[str]:
        """The verbs that the nouns of the sentence come from: of "ontwerp" that is ontwerpen."""
        for word in self.words:
            if word.isalpha() and not is_infinitive(word) and family(lemma(word)) != lemma(word):
                yield family(lemma(word))

    def _at(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def _missed(self, index: int) -> str:
        """A verb that can be a noun too, and stands where a noun cannot; "" when it is none.

        "veilig werken", "en deze uitvoeren", "een taak kiezen die past", "3D-printen".
        """
        word, before, after = self.words[index], self._at(index - 1), self._at(index + 1)
        if word == "doen":
            noun = family(lemma(before)) if before.isalpha() else ""
            return noun if noun != lemma(before) and is_infinitive(noun) else ""
        if word in AUXILIARIES or not _infinitive(word):
            return ""
        ends = not after or after in ENDS or after in CONJUNCTIONS
        if "-" in word:
            return word if ends and not _leads(before) else ""
        if not before or _leads(before):
            return word if ends and before in _STANDS_FOR else ""
        manner = is_modifier(before) and not before.endswith("e")
        listed = before in CONJUNCTIONS and is_infinitive(self._at(index - 2))
        if (manner or (listed and index - 2 in self.verbs)) and (ends or after in PREPOSITIONS):
            return word
        clause = after in SUBORDINATORS and not _names(word) and not is_modifier(before)
        return word if clause and before.isalpha() else ""

    def _role(self, index: int, found: dict[int, _Role]) -> str:
        """What an infinitive does; "" for one that is no verb here."""
        word, before = self.words[index], self._at(index - 1)
        further = self._at(index - 2)
        if before in {"ten", "ter"}:
            return ""
        if before == "te":
            return _UNDER
        if before in CONJUNCTIONS | {","} and index - 2 in found:
            earlier = found[index - 2][2]
            if earlier != _MAIN:
                return earlier
        if before in PREPOSITIONS and further not in _ADVERBS and not joins(before, word):
            return _UNDER
        if self._nominal(index):
            led = self._at(self._article(index) - 1)
            return _UNDER if led in PREPOSITIONS and led != "om" else _OBJECT
        if before in DETERMINERS - _STANDS_FOR:
            return ""
        return "" if self._is_noun(index) else _MAIN

    def _article(self, index: int) -> int:
        """Where the "het" is that makes an infinitive a noun ("het in gebruik nemen"); else -1."""
        for back in (1, 2, 3):
            if self._at(index - back) != "het":
                continue
            between = self.words[max(0, index - back + 1) : index]
            if not between or (
                between[0] in PREPOSITIONS
                or (len(between) == 1 and is_modifier(between[0]) and between[0][-1] != "e")
                or (
                    len(between) == 1
                    and self._at(index - back - 1) in PREPOSITIONS
                    and self._at(index + 1) in PREPOSITIONS
                )
            ):
                return index - back
        return -1

    def _nominal(self, index: int) -> bool:
        return self._article(index) >= 0

    def _is_noun(self, index: int) -> bool:
        """Whether a word that is a plural too is what another verb behind it is done to."""
        word, before, after = self._at(index), self._at(index - 1), self._at(index + 1)
        if not word or not _names(word):
            return False
        if before.endswith("e") and is_modifier(before):
            return True
        if before in CONJUNCTIONS | {","} and index - 2 not in self.verbs:
            return self._at(index - 2).isalpha()
        if after in CONJUNCTIONS | {","} and self._is_noun(index + 2):
            return True
        later = [
            n
            for n in self.verbs
            if n > index and is_infinitive(self.words[n]) and not _leads(self._at(n - 1))
        ]
        if index + 1 in later:
            return True
        return after in PREPOSITIONS and any(
            self._at(n - 1) not in CONJUNCTIONS | {","} for n in later
        )

    def _named(self, index: int, verb: str) -> str:
        return f"rekening {verb}" if self._at(index - 1) == "rekening" else verb

    def _is_participle(self, word: str) -> bool:
        """Whether a word is a participle here; "verwerkt" is one only beside "is" and such."""
        base = infinitive(word)
        conjugated = base is not None and stem(base).removesuffix("t") + "t" == word
        return is_participle(word) and (self._helped() or not conjugated)

    def _helped(self) -> bool:
        """Whether a verb like "kan" stands in the sentence, that an infinitive belongs to."""
        return any(word in AUXILIARIES or infinitive(word) in AUXILIARIES for word in self.words)

    def _in_clause(self, index: int) -> bool:
        """Whether a conjugated verb stands in a subordinate clause."""
        for at in range(index - 1, -1, -1):
            if self.words[at] in {".", ";", ":", ","}:
                return False
            if self.words[at] in SUBORDINATORS:
                return True
        return False


def _infinitive(word: str) -> bool:
    """Whether the last part of a word is an infinitive: "3D-printen"."""
    return is_infinitive(word.rpartition("-")[2])


def _leads(word: str) -> bool:
    return word in PREPOSITIONS or word in DETERMINERS or (word[-1:] == "e" and is_modifier(word))


def _names(word: str) -> bool:
    """Whether an infinitive is first of all the plural of a noun ("taken", "vragen")."""
    if word in VERBS:
        return False
    single = dictionary_lemma(word)
    return word in NOUN_FIRST or (single is not None and single != word and family(single) != word)


def unfolded(before: Asked, after: Asked) -> tuple[dict[str, str], dict[str, str]]:
    """The activities of both, "een ontwerp maken" and "ontwerpen" under one name: verb to name."""
    return _names_of(before, after), _names_of(after, before)


def _names_of(ours: Asked, theirs: Asked) -> dict[str, str]:
    return {
        verb: next(
            (
                other
                for other in theirs.main
                if other in ours.nouns and verb in _LIGHT and verb not in theirs.main
            ),
            verb,
        )
        for verb in ours.main
    }
