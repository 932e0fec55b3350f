"""A PTA and an examenprogramma with real content, printed by a browser, and read back."""

import html
from collections import Counter

import pytest

from align.model import Kind
from align.sources import load

pytestmark = [pytest.mark.browser, pytest.mark.real]

PROFIELEN = ["BWI", "DP", "EO", "GR", "HBR", "MET", "MT", "MVI", "PIE", "ZW"]
STYLE = """
@page { size: A4 %s; margin: 15mm }
body { font: 9pt Arial, sans-serif }
table { border-collapse: collapse; width: 100%% }
td, th { border: 1px solid #444; padding: 2px 4px; vertical-align: top; text-align: left }
%s
th.op { writing-mode: vertical-rl; transform: rotate(180deg) }
"""
#: Lines around every cell; below them alone; or every second row in a colour.
DRAWN = {
    "cells": "",
    "lines": "td, th { border-style: none none solid none }",
    "shades": """td, th { border: none } thead tr, tr:nth-child(even) { background: #dde }
th.op { writing-mode: horizontal-tb !important; transform: none !important }""",
}
HEAD = """<thead><tr><th>Deeltaak<th>Eindterm<th>Omschrijving<th class=op>BB<th class=op>KB
<th class=op>GL<th>Toetsvorm</tr></thead>"""
FOOT = "<p style='font-size:7pt;margin-left:40px'>PTA <span class=pageNumber></span> van 9</p>"


def children(curriculum):
    found = {}
    for item in curriculum.items:
        found.setdefault(item.parent, []).append(item)
    return found


def parts_of(curriculum, profiel):
    """The modules of a profiel, each with its deeltaken and their eindtermen."""
    below = children(curriculum)
    for module in curriculum.of_kind(Kind.MODULE):
        if module.code.startswith(f"P/{profiel}/"):
            inside = [d for t in below[module.id] for d in [t, *below.get(t.id, [])]]
            deeltaken = [d for d in inside if d.kind is Kind.DEELTAAK]
            with_eindtermen = [
                (d, [e for e in below.get(d.id, []) if e.kind is Kind.EINDTERM]) for d in deeltaken
            ]
            yield module, [(d, eindtermen) for d, eindtermen in with_eindtermen if eindtermen]


def page_of(title, direction, parts, drawn="cells"):
    style = STYLE % (direction, DRAWN[drawn])
    return f"<meta charset=utf-8><style>{style}</style><h1>{title}</h1>{''.join(parts)}"


def pta_of(curriculum, profiel, direction, drawn):
    """A PTA as a school lays it out, and the items that stand in it."""
    parts, shown = [], []
    for module, deeltaken in parts_of(curriculum, profiel):
        # Where a cell over a shaded and a plain row ends cannot be seen.
        rows = "".join(rows_of(*deeltaak, merged=drawn != "shades") for deeltaak in deeltaken)
        title = html.escape(f"Module {module.code}: {module.title}")
        parts.append(f"<h2>{title}</h2><table>{HEAD}{rows}</table>")
        shown += [item for d, eindtermen in deeltaken for item in (d, *eindtermen)]
    return page_of(f"PTA {profiel} 2026-2027", direction, parts, drawn), shown


def examenprogramma_of(curriculum, profiel, direction):
    """A programme with a table for each deeltaak, and the texts below each code."""
    parts, shown = [], {}
    for module, deeltaken in parts_of(curriculum, profiel):
        parts.append(f"<h2>Module {html.escape(f'{module.code} {module.title}')}</h2>")
        for deeltaak, eindtermen in deeltaken:
            texts = [e.title.removeprefix("De kandidaat kan ") for e in eindtermen]
            shown.setdefault(deeltaak.code, [deeltaak.title]).extend(texts)
            rows = "".join(
                f"<tr><td>{number}<td>{html.escape(text)}{marks_of(eindterm)}</tr>"
                for number, (text, eindterm) in enumerate(zip(texts, eindtermen, strict=True), 1)
            )
            title = html.escape(deeltaak.title)
            parts.append(
                f"<table><tr><th>{deeltaak.code}<th>Deeltaak: {title}<th>BB<th>KB<th>GL</tr>"
                f"<tr><td><td>De kandidaat kan:<td><td><td></tr>{rows}</table><br>"
            )
    return page_of(f"Examenprogramma profielvak {profiel}", direction, parts), shown


def marks_of(eindterm):
    return "".join(f"<td>{'x' if w in eindterm.leerwegen else ''}" for w in ("bb", "kb", "gl"))


def rows_of(deeltaak, eindtermen, *, merged):
    rows = []
    for number, eindterm in enumerate(eindtermen):
        high, here = f"rowspan={len(eindtermen)}" * merged, not (merged and number)
        first = f"<td {high}>{deeltaak.code} {html.escape(deeltaak.title)}" * here
        last = f"<td {high}>praktijk" * here
        text = html.escape(eindterm.title)
        rows.append(f"<tr>{first}<td>{eindterm.code}<td>{text}{marks_of(eindterm)}{last}</tr>")
    return "".join(rows)


def letters(text):
    """A hyphen at the end of a line says neither whether it stays nor whether a blank follows."""
    return "".join(text.replace("-", "").split())


def printed(browser, text, path):
    page = browser.new_page()
    page.set_content(text)
    page.pdf(
        path=path,
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template="<p></p>",
        footer_template=FOOT,
    )
    page.close()
    return load(path)


@pytest.mark.parametrize(
    "layout",
    [
        ("portrait", "cells"),
        ("landscape", "cells"),
        ("landscape", "lines"),
        ("portrait", "shades"),
    ],
)
@pytest.mark.parametrize("profiel", PROFIELEN)
def test_every_eindterm_of_a_pta_comes_back(browser, real_data, tmp_path, profiel, layout):
    text, wanted = pta_of(load(real_data / "slo-bg" / "2025.3"), profiel, *layout)
    found = printed(browser, text, tmp_path / "pta.pdf")
    read = {item.code: item for item in found.items}
    assert {i.code for i in found.of_kind(Kind.EINDTERM)} == {
        i.code for i in wanted if i.kind is Kind.EINDTERM
    }
    times = Counter(item.code for item in wanted)
    for item in (one for one in wanted if times[one.code] == 1):  # SLO has one code twice
        assert letters(read[item.code].title) == letters(item.title)
        if item.kind is Kind.EINDTERM:
            assert read[item.code].leerwegen == item.leerwegen


@pytest.mark.parametrize("profiel", PROFIELEN)
def test_every_text_of_an_examenprogramma_comes_back(browser, real_data, tmp_path, profiel):
    text, wanted = examenprogramma_of(load(real_data / "slo-bg" / "2025.3"), profiel, "portrait")
    found = printed(browser, text, tmp_path / "programma.pdf")
    below = children(found)
    read = {
        deeltaak.code: [deeltaak.title, *(e.title for e in below.get(deeltaak.id, []))]
        for deeltaak in found.of_kind(Kind.DEELTAAK)
    }
    assert {code: list(map(letters, texts)) for code, texts in read.items()} == {
        code: list(map(letters, texts)) for code, texts in wanted.items()
    }
