"""`align atlas`: a folder of pages over everything, and a next run costs only what changed."""

import csv
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from lxml import html

from align.overlap import atlas_run, compare
from align.overlap.evidence import sentence_pairs
from align.report import atlas as atlas_report

KEPT = "van een ander"
PAGES = re.compile(r"(?:[a-z]+/)?[a-z0-9][a-z0-9-]*\.(?:html|js|css|json)")


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@pytest.fixture
def dossiers(tmp_path, mbo):
    """A folder with a copy of each example dossier, to change."""
    folder = tmp_path / "dossiers"
    folder.mkdir()
    for path in mbo.parent.glob("*.xml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def atlas(align, vmbo, tmp_path):
    """Make an atlas of these mbo sources in a folder, with a cache of this test."""

    def make(*sources, to="atlas", cache="cache", more=()):
        return align(
            *("atlas", vmbo, *sources, "-o", tmp_path / to, "--cache", tmp_path / cache),
            *("--encoder", "none", "--jobs", "1", *more),
        )

    return make


@pytest.fixture
def compared(monkeypatch):
    """Ids of the parts that were really compared, run by run."""
    asked = []
    real = atlas_run.compare_parts

    def counted(left, parts, *others):
        parts = list(parts)
        asked.extend(part.children[""][0].id for part in parts)
        return real(left, parts, *others)

    monkeypatch.setattr(atlas_run, "compare_parts", counted)
    return asked


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def same_but_for_the_command(one, other):
    """Whether two atlases differ in nothing but the command that the first page repeats."""
    own = {"index.html", "atlas.json"}
    command = re.compile(rb"<pre[^>]*>.*?</pre>|nonce[-=\"']+[\w-]+|[0-9a-f]{64}", re.DOTALL)
    return set(one) == set(other) and all(
        one[name] == other[name]
        or (name in own and command.sub(b"", one[name]) == command.sub(b"", other[name]))
        for name in one
    )


def test_it_writes_pages_and_says_where(atlas, dossiers, tmp_path):
    shown = atlas(dossiers)
    assert (shown.code, shown.err) == (0, "")
    assert f"Open {tmp_path / 'atlas' / 'index.html'}" in shown.out
    found = contents(tmp_path / "atlas")
    assert {"index.html", "kwalificaties.html", "bronnen.html", "stijl.css"} <= set(found)
    assert {"profiel/vzw.html", "onderdeel/p-vzw-01.html", "zoek/0.js"} <= set(found)
    assert sum(name.startswith("mbo/") for name in found) == 2
    assert atlas(dossiers, more=("--quiet",)).out == ""


def test_every_link_leads_somewhere(atlas, dossiers, tmp_path):
    atlas(dossiers)
    folder = tmp_path / "atlas"
    ids = {}
    links = 0
    for page in folder.rglob("*.html"):
        ids[page.resolve()] = set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))
    for page in folder.rglob("*.html"):
        for href in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")):
            name, _, target = href.partition("#")
            aim = (page.parent / name).resolve() if name else page.resolve()
            assert aim.is_file(), f"{page.name}: {href}"
            if target:
                assert target in ids[aim], f"{page.name}: {href}"
            links += 1
    assert links > 190


def test_how_much_was_compared_is_told(atlas, dossiers):
    assert re.search(
        r"34 onderdelen van het vmbo × 2 dossiers, kwalificaties en keuzedelen: \d+ paren die",
        atlas(dossiers).out,
    )
    one = atlas(min(dossiers.iterdir()), to="een").out
    assert "× 1 dossier, kwalificatie of keuzedeel: " in one


def test_a_second_run_reads_what_is_kept_and_writes_the_same(atlas, dossiers, compared, tmp_path):
    atlas(dossiers)
    first = contents(tmp_path / "atlas")
    assert len(compared) == 2
    shown = atlas(dossiers)
    assert contents(tmp_path / "atlas") == first
    assert len(compared) == 2
    assert "waarvan 0 nieuw of veranderd" in shown.out
    atlas(dossiers, to="elders")
    assert len(compared) == 2
    assert same_but_for_the_command(first, contents(tmp_path / "elders"))


def test_a_second_run_makes_only_the_pages_that_count_everything(atlas, dossiers, monkeypatch):
    atlas(dossiers)
    made = []
    real = atlas_report.render_linked

    def counted(template, **values):
        made.append(template)
        return real(template, **values)

    monkeypatch.setattr(atlas_report, "render_linked", counted)
    atlas(dossiers)
    assert set(made) == {"atlas_list.html", "atlas_sources.html", "atlas_index.html"}
    made.clear()
    atlas(dossiers, more=("--lang", "en"))
    assert {"atlas_part.html", "atlas_profile.html", "atlas_group.html"} <= set(made)


def test_a_changed_dossier_is_all_that_is_compared_again(atlas, dossiers, compared, tmp_path):
    atlas(dossiers)
    before = contents(tmp_path / "atlas")
    compared.clear()
    changed, other = sorted(dossiers.glob("*.xml"))
    text = changed.read_text(encoding="utf-8")
    assert "Maakt woonruimten schoon" in text
    changed.write_text(text.replace("Maakt woonruimten schoon", "Lapt ramen"), encoding="utf-8")
    atlas(dossiers)
    assert len(compared) == 1
    after = contents(tmp_path / "atlas")
    differ = {name for name in after if after[name] != before.get(name)}
    assert len([name for name in differ if name.startswith("mbo/")]) == 1
    atlas(dossiers, to="nieuw", cache="leeg")
    assert same_but_for_the_command(after, contents(tmp_path / "nieuw"))
    assert other.is_file()


def test_the_order_of_sources_does_not_matter(atlas, dossiers, tmp_path):
    one, other = sorted(dossiers.glob("*.xml"))
    atlas(one, other, to="a")
    atlas(other, one, to="b", cache="leeg")
    assert same_but_for_the_command(contents(tmp_path / "a"), contents(tmp_path / "b"))


def test_a_dossier_that_is_gone_takes_its_pages_along(atlas, dossiers, tmp_path):
    one, other = sorted(dossiers.glob("*.xml"))
    atlas(dossiers)
    note = tmp_path / "atlas" / "mbo" / "notitie.html"
    note.write_text(KEPT)
    atlas(one)
    mbo = sorted(path.name for path in (tmp_path / "atlas" / "mbo").iterdir())
    assert len(mbo) == 2
    assert note.read_text() == KEPT
    assert other.is_file()


def test_jobs_change_nothing(atlas, dossiers, tmp_path, monkeypatch):
    monkeypatch.setattr(atlas_run, "BATCH", 1)
    atlas(dossiers, to="een")
    atlas(dossiers, to="twee", cache="leeg", more=("--jobs", "2"))
    assert same_but_for_the_command(contents(tmp_path / "een"), contents(tmp_path / "twee"))


def test_two_processes_may_share_a_cache(dossiers, vmbo, tmp_path):
    command = [sys.executable, "-m", "align", "atlas", vmbo, dossiers, "--encoder", "none"]
    command += ["--jobs", "1", "--cache", tmp_path / "cache", "--quiet", "-o"]
    both = [
        subprocess.Popen([*map(str, command), str(tmp_path / name)], cwd=tmp_path)
        for name in ("a", "b")
    ]
    assert [process.wait(300) for process in both] == [0, 0]
    assert same_but_for_the_command(contents(tmp_path / "a"), contents(tmp_path / "b"))


def test_a_cache_that_cannot_be_written_costs_only_time(atlas, dossiers, tmp_path):
    (tmp_path / "bestand").write_text("x")
    shown = atlas(dossiers, cache="bestand")
    assert shown.code == 0
    assert shown.err.count("niet bewaard") == 1
    atlas(dossiers, to="b")
    assert same_but_for_the_command(contents(tmp_path / "atlas"), contents(tmp_path / "b"))


def test_a_file_of_others_in_the_way_leaves_all_as_it_was(atlas, dossiers, tmp_path):
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas" / "index.html").write_text(KEPT)
    shown = atlas(dossiers)
    assert shown.code == 1
    assert "niet van deze atlas" in shown.err
    assert contents(tmp_path / "atlas") == {"index.html": KEPT.encode()}


def test_wrong_sources_are_told(atlas, vmbo, mbo, dossiers):
    for sources, told in (
        ((vmbo,), "hier hoort een mbo-bron"),
        ((dossiers / "is er niet.xml",), "dit bestaat niet"),
        ((mbo, dossiers), "staat ook in"),
    ):
        shown = atlas(*sources)
        assert shown.code == 1
        assert told in shown.err
        assert "→" in shown.err


def test_only_one_leerweg_and_english(atlas, dossiers, tmp_path):
    atlas(dossiers, more=("--leerweg", "BB", "--lang", "en"))
    page = (tmp_path / "atlas" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Look up your own programme" in page
    assert "(BB)" in page


HOSTILE = (
    "../../../etc/passwd",
    "CON",
    "nul.html",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "a/b\\c:d*e?f|g",
    "\u202eomgekeerd",
    "z" * 400,
    "zelfde",
    "Zelfde",
    "ZELFDE!",
    ".",
    "çà–✓",
    "NONCE-OF-THIS-PAGE",
)


def test_hostile_names_are_safe_names_of_files(atlas, tmp_path):
    table = tmp_path / "vijandig.csv"
    columns = "dossier;kwalificatie;crebo;niveau;kerntaak_code;kerntaak;werkproces_code;werkproces"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns.split(";"))
        for number, name in enumerate(HOSTILE):
            writer.writerow(
                [name, name, f"{99_200 + number}", "2", "B1-K1", name, "B1-K1-W1", f"{name} maakt"]
            )
    assert atlas(table).code == 0
    folder = tmp_path / "atlas"
    found = contents(folder)
    assert all(PAGES.fullmatch(name) for name in found)
    assert len({name.lower() for name in found}) == len(found)
    listed = found["kwalificaties.html"].decode()
    assert all(f">{99_200 + number}<" in listed for number in range(len(HOSTILE)))
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()].count("etc") == 0
    for name, data in found.items():
        if name.endswith(".html"):
            text = data.decode()
            assert "<script>alert" not in text
            assert '" onmouseover="' not in text
            assert "\u202e" not in text
            (nonce,) = set(re.findall(r"nonce[-=]\"?([\w-]+)", text.split("<title>")[0]))
            assert "NONCE" not in nonce
            assert text.count(nonce) == 4


def test_sentences_without_a_word_in_common_are_said_to_be_near_in_meaning(
    atlas, dossiers, tmp_path, monkeypatch
):
    """As on the page of an overlap: else a reader looks for what is alike in them."""

    def without_marks(left, right, *others, **named):
        return tuple(
            replace(piece, left=bare(piece.left), right=bare(piece.right))
            if left.unit.title < right.unit.title
            else piece
            for piece in sentence_pairs(left, right, *others, **named)
        )

    def bare(quote):
        return replace(quote, marks=(), words=())

    monkeypatch.setattr(sys.modules[compare.__module__], "sentence_pairs", without_marks)
    atlas(dossiers)
    pairs = [
        pair
        for page in (tmp_path / "atlas" / "mbo").glob("*.html")
        for pair in html.parse(page).iterfind(".//article")
        if pair.find(".//blockquote") is not None
    ]
    marked = [pair.find(".//mark") is not None for pair in pairs]
    noted = ["in betekenis het dichtst bij elkaar" in pair.text_content() for pair in pairs]
    assert noted == [not some for some in marked]
    assert 0 < sum(noted) < len(pairs)
