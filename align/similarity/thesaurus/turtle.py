"""Reads a small, strict part of Turtle (W3C, RDF 1.1 Turtle): enough for a thesaurus.

Understood: comments, `@prefix`, IRIs, prefixed names, `a`, text in double quotes with an optional
language, and `;` `,` `.` between them. Everything else (blank nodes, lists, numbers, long texts) is
refused with the line where it stands, so that nothing is half understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<text>"(?:[^"\\\n]|\\["\\])*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?)
    | (?P<prefix>@prefix\b)
    | (?P<name>(?:[^\W\d_][\w-]*)?:[\w-]*)
    | (?P<type>a(?=[\s<]))
    | (?P<mark>[;,.])
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([\"\\])")


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate and value; `literal` tells a text from an IRI. `line` counts from 1."""

    subject: str
    predicate: str
    value: str
    literal: bool
    line: int


class TurtleError(ValueError):
    """What cannot be read, in Dutch, and in which line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def statements(text: str) -> list[Statement]:
    """All statements of a Turtle text, in its order.

    Raises:
        TurtleError: at the first thing that is not in the part of Turtle that is understood.
    """
    return list(_Parser(text).statements())


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._prefixes: dict[str, str] = {}
        self._next = next(self._tokens)

    def statements(self) -> Iterator[Statement]:
        while self._next.kind != "end":
            if self._next.kind == "prefix":
                self._prefix()
                continue
            subject = self._iri()
            while True:
                yield from self._about(subject)
                mark = self._mark(";", ".")
                while mark == ";" and self._next.text == ";":
                    mark = self._mark(";")
                if mark == ".":
                    break
                if self._next.text == ".":  # a ; before the full stop is allowed
                    self._mark(".")
                    break

    def _about(self, subject: str) -> Iterator[Statement]:
        predicate = self._iri()
        while True:
            token = self._next
            if token.kind == "text":
                self._take()
                value = _ESCAPE.sub(r"\1", token.text[1 : token.text.rindex('"')])
                yield Statement(subject, predicate, value, literal=True, line=token.line)
            else:
                yield Statement(subject, predicate, self._iri(), literal=False, line=token.line)
            if self._next.text != ",":
                return
            self._mark(",")

    def _prefix(self) -> None:
        self._take()
        name, iri = self._take(), self._take()
        if name.kind != "name" or not name.text.endswith(":") or iri.kind != "iri":
            raise TurtleError(
                "een @prefix hoort een naam met dubbele punt en een <adres>", name.line
            )
        self._prefixes[name.text[:-1]] = iri.text[1:-1]
        self._mark(".")

    def _iri(self) -> str:
        token = self._take()
        if token.kind == "iri":
            return token.text[1:-1]
        if token.kind == "type":
            return TYPE
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in self._prefixes:
                return self._prefixes[prefix] + local
            raise TurtleError(f'het voorvoegsel "{prefix}:" is niet aangegeven', token.line)
        raise TurtleError(f"hier hoort een naam, en er staat {_shown(token)}", token.line)

    def _mark(self, *wanted: str) -> str:
        token = self._take()
        if token.kind != "mark" or token.text not in wanted:
            marks = " of ".join(wanted)
            raise TurtleError(f"hier hoort {marks}, en er staat {_shown(token)}", token.line)
        return token.text

    def _take(self) -> _Token:
        token = self._next
        if token.kind != "end":
            self._next = next(self._tokens)
        return token


def _tokens(text: str) -> Iterator[_Token]:
    at, line = 0, 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise TurtleError(f"dit leest align niet: {text[at : at + 20]!r}", line)
        if match.lastgroup != "space":
            yield _Token(match.lastgroup or "", match[0], line)
        line += match[0].count("\n")
        at = match.end()
    yield _Token("end", "", line)


def _shown(token: _Token) -> str:
    return "het einde van het bestand" if token.kind == "end" else token.text[:40]
