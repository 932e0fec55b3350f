"""The index of an atlas: every word leads to its entry, and no file grows with what is in it."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from align.report import atlas_search
from align.report.atlas_search import ENTRIES_A_FILE, Findable, folded, index_files

ENTRIES = st.lists(
    st.builds(
        Findable,
        rank=st.integers(0, 8),
        kind=st.just("kwalificatie"),
        code=st.text(max_size=8),
        title=st.text(max_size=30),
        context=st.text(max_size=8),
        href=st.just("mbo/x.html"),
    ),
    max_size=20,
)


def read_back(entries):
    """Prefixes with their file, and entries by file, as the script in a page gets them."""
    files = dict(index_files(entries))
    prefixes = json.loads(files.pop("zoek/inhoud.js").removeprefix("alignAtlas.parts(")[:-3])
    rows = {}
    for name, text in files.items():
        number, _, rest = text.removeprefix("alignAtlas.entries(").partition(",")
        assert name == f"zoek/{number}.js"
        rows[int(number)] = json.loads(rest[:-3])
    return prefixes, rows


def find(index, word):
    """What a page finds for the beginning of a word, looked up as `templates/atlas.js` does."""
    prefixes, rows = index
    numbers = [n for start, n in prefixes if start.startswith(word) or word.startswith(start)]
    return {
        tuple(row)
        for number in numbers
        for row in rows[number]
        if any(own.startswith(word) for own in folded(f"{row[2]} {row[3]}"))
    }


@given(ENTRIES)
def test_every_word_leads_to_its_entry(entries):
    index = read_back(entries)
    for entry in entries:
        for word in folded(f"{entry.code} {entry.title}")[:40]:
            hrefs = {(row[0], row[5]) for row in find(index, word)}
            assert (entry.rank, entry.href) in hrefs or not word.isprintable()


@given(ENTRIES, st.randoms())
def test_the_order_of_entries_does_not_matter(entries, chance):
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert list(index_files(entries)) == list(index_files(shuffled))


def test_no_file_grows_with_the_nation(monkeypatch):
    monkeypatch.setattr(atlas_search, "ENTRIES_A_FILE", 50)
    entries = [
        Findable(1, "kwalificatie", f"{25_000 + n}", f"Medewerker {letter}{n}", "", f"mbo/{n}.html")
        for n in range(300)
        for letter in "ab"
    ]
    prefixes, rows = read_back(entries)
    index = prefixes, rows
    assert max(map(len, rows.values())) <= 50
    # All 600 have a word in common, which no letter parts.
    assert [start for start, _ in prefixes].count("medewerker") == 12
    assert len(find(index, "medewerker")) == 600
    assert len(find(index, "25123")) == 2
    assert ENTRIES_A_FILE == 2000


def test_accents_and_case_are_folded():
    assert folded("Crème-BRÛLÉE, niveau 2") == ["creme", "brulee", "niveau", "2"]
    assert folded("ﬁets") == ["fiets"]


def test_a_file_is_a_script_that_ends_nothing():
    hostile = '</script><script>alert(1)//\u2028\u202e"\\'
    files = dict(index_files([Findable(0, hostile, hostile, hostile, hostile, "index.html")]))
    for text in files.values():
        assert text.isascii()
        assert re.fullmatch(r"alignAtlas\.\w+\(.*\);\n", text)
    row = json.loads(files["zoek/0.js"].removeprefix("alignAtlas.entries(0,")[:-3])[0]
    assert row[3] == '</script><script>alert(1)//⟨U+2028⟩⟨U+202E⟩"\\'
