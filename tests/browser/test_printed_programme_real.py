"""A PTA with real content, printed to PDF by a browser, and read back."""

import html
from collections import Counter

import pytest

from align.model import Kind
from align.sources import load

pytestmark = [pytest.mark.browser, pytest.mark.real]

STYLE = """
@page { size: A4 %s; margin: 15mm }
body { font: 9pt Arial, sans-serif }
table { border-collapse: collapse; width: 100%% }
td, th { border: 1px solid #444; padding: 2px 4px; vertical-align: top; text-align: left }
th.op { writing-mode: vertical-rl; transform: rotate(180deg) }
"""
HEAD = """<thead><tr><th>Deeltaak<th>Eindterm<th>Omschrijving<th class=op>BB<th class=op>KB
<th class=op>GL<th>Toetsvorm</tr></thead>"""
FOOT = "<p style='font-size:7pt;margin-left:40px'>PTA <span class=pageNumber></span> van 9</p>"


def children(curriculum):
    found = {}
    for item in curriculum.items:
        found.setdefault(item.parent, []).append(item)
    return found


def programme(curriculum, profiel, direction):
    """The modules of a profiel as a school would lay them out, and the items that stand in it."""
    below, parts, shown = children(curriculum), [], []
    for module in curriculum.of_kind(Kind.MODULE):
        if not module.code.startswith(f"P/{profiel}/"):
            continue
        rows = []
        for deeltaak in [d for t in below[module.id] for d in [t, *below.get(t.id, [])]]:
            eindtermen = [e for e in below.get(deeltaak.id, []) if e.kind is Kind.EINDTERM]
            if deeltaak.kind is Kind.DEELTAAK and eindtermen:
                rows.append(rows_of(deeltaak, eindtermen))
                shown += [deeltaak, *eindtermen]
        title = html.escape(f"Module {module.code}: {module.title}")
        parts.append(f"<h2>{title}</h2><table>{HEAD}{''.join(rows)}</table>")
    page = f"<meta charset=utf-8><style>{STYLE % direction}</style><h1>PTA {profiel} 2026-2027</h1>"
    return page + "".join(parts), shown


def rows_of(deeltaak, eindtermen):
    rows = []
    for number, eindterm in enumerate(eindtermen):
        high = f"rowspan={len(eindtermen)}"
        first = f"<td {high}>{deeltaak.code} {html.escape(deeltaak.title)}" if not number else ""
        marks = "".join(f"<td>{'x' if w in eindterm.leerwegen else ''}" for w in ("bb", "kb", "gl"))
        last = f"<td {high}>praktijk" if not number else ""
        text = html.escape(eindterm.title)
        rows.append(f"<tr>{first}<td>{eindterm.code}<td>{text}{marks}{last}</tr>")
    return "".join(rows)


def letters(text):
    """A hyphen at the end of a line says neither whether it stays nor whether a blank follows."""
    return "".join(text.replace("-", "").split())


@pytest.mark.parametrize("direction", ["portrait", "landscape"])
@pytest.mark.parametrize(
    "profiel", ["BWI", "DP", "EO", "GR", "HBR", "MET", "MT", "MVI", "PIE", "ZW"]
)
def test_every_eindterm_comes_back(browser, real_data, tmp_path, profiel, direction):
    page_text, wanted = programme(load(real_data / "slo-bg" / "2025.3"), profiel, direction)
    page = browser.new_page()
    page.set_content(page_text)
    page.pdf(
        path=tmp_path / "pta.pdf",
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template="<p></p>",
        footer_template=FOOT,
    )
    page.close()
    found = load(tmp_path / "pta.pdf")
    read = {item.code: item for item in found.items}
    assert {i.code for i in found.of_kind(Kind.EINDTERM)} == {
        i.code for i in wanted if i.kind is Kind.EINDTERM
    }
    times = Counter(item.code for item in wanted)
    for item in (one for one in wanted if times[one.code] == 1):  # SLO has one code twice
        assert letters(read[item.code].title) == letters(item.title)
        if item.kind is Kind.EINDTERM:
            assert read[item.code].leerwegen == item.leerwegen
