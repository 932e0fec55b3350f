"""`align demo`: the whole story from any folder, on a page that says it is an example."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def demo(folder: Path, hash_seed: int) -> str:
    """Run the demo from a folder that has nothing to do with the project; returns what it said."""
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": str(hash_seed),
        "SOURCE_DATE_EPOCH": "1767225600",
    }
    done = subprocess.run(
        [sys.executable, "-m", "align", "demo", "-o", "uit"],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder in which the demo wrote, and what it said."""
    folder = tmp_path_factory.mktemp("demo") / "elders"
    said = demo(folder, hash_seed=1)
    return folder / "uit", said


@pytest.fixture(scope="module")
def found(made):
    return json.loads((made[0] / "overlap.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(made):
    return (made[0] / "overlap.html").read_text(encoding="utf-8")


def test_it_says_which_page_to_open(made):
    folder, said = made
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "overlap.html",
        "overlap.json",
        "plan.html",
        "plan.json",
        "revisions.html",
        "revisions.json",
    ]
    assert f"Open {Path('uit') / 'overlap.html'}" in said
    assert f"Open {Path('uit') / 'revisions.html'}" in said
    assert f"Open {Path('uit') / 'plan.html'}" in said


def test_it_compares_by_words_alone_and_says_so(made, found):
    assert found["tool"]["encoder"] == "none"
    assert "Vergeleken op woorden alleen" in made[1]
    assert "'align overlap' gebruikt op uw eigen bestanden ook het taalmodel" in made[1]


def test_every_relation_is_there(found):
    relations = [pair["relation"] for pair in found["pairs"] if pair["overlap"]]
    assert set(relations) == {"herhaling", "verdieping", "voorbereiding"}
    assert all(pair["relation_reason"] for pair in found["pairs"] if pair["overlap"])


def test_something_is_covered_on_both_sides_and_something_is_not(found):
    for side in ("left", "right"):
        shares = found["coverage"][side].values()
        assert max(shares) > 0.5
        assert min(shares) == 0.0


def test_something_generic_stands_apart(found):
    generic = [pair for pair in found["pairs"] if pair["generic"]]
    assert generic
    assert not any(pair["overlap"] for pair in generic)
    kerndelen = [item for item in found["items"].values() if item["kind"] == "kerndeel"]
    assert kerndelen


def test_every_strength_is_there(found):
    assert {pair["strength"] for pair in found["pairs"]} == {"sterk", "gedeeltelijk", "zwak"}


def test_what_the_corpus_promises_is_found(found):
    def code(unit):
        return found["items"][unit]["code"]

    pairs = {
        (code(pair["left"]), code(pair["right"])) for pair in found["pairs"] if pair["overlap"]
    }
    assert {
        ("P/VZW/01/01", "B1-K1-W2"),
        ("P/VZW/01/03", "B1-K1-W4"),
        ("P/VTB/02/01", "B1-K1-W2"),
    } <= pairs


def test_it_says_everywhere_that_it_is_an_example(found, page):
    assert all(source["example"] for source in (found["left"], *found["right"]))
    assert "Voorbeeld: deze teksten zijn geschreven om het programma te laten zien" in page


def test_the_page_shows_what_the_json_holds(found, page):
    for pair in found["pairs"]:
        if pair["overlap"]:
            assert f"{found['items'][pair['left']]['title']}" in page
    for word in ("herhaling", "verdieping", "voorbereiding", "Apart: kern, algemeen gedrag"):
        assert word in page
    assert "align demo" in page
    assert "1 januari 2026" in page


def test_what_the_former_release_promises_is_found(made):
    """The changes that corpora/vmbo-voorbeeld-vorige/README.md names."""
    changes = json.loads((made[0] / "revisions.json").read_text(encoding="utf-8"))["changes"]

    def change_of(side, code):
        return next(c for c in changes if code in {item["code"] for item in c[side]})

    assert change_of("old", "K/VTB/05")["kind"] == "vervallen"
    assert change_of("new", "K/VZW/04")["kind"] == "nieuw"
    assert change_of("old", "P/VTB/01/02-02")["kind"] == "gesplitst"
    assert change_of("old", "K/VTB/01/02-05")["kind"] == "samengevoegd"
    moved = change_of("old", "K/VTB/01/01-05")
    assert (moved["moved"], moved["new"][0]["code"]) == (True, "K/VTB/01/02-03")
    page = (made[0] / "revisions.html").read_text(encoding="utf-8")
    assert "het zijn geen officiële documenten" in page
    assert "voorbeeld 1 → voorbeeld 2" in page


def test_a_route_is_planned_on_the_example(made):
    """Two variants fit in four leerjaren; a year shorter does not, and it says what is missing."""
    variants = json.loads((made[0] / "plan.json").read_text(encoding="utf-8"))["variants"]
    fits = {variant["goal"]: variant["feasible"] for variant in variants}
    assert fits == {"verkorten": False, "verdiepen": True, "verbreden": True}
    page = (made[0] / "plan.html").read_text(encoding="utf-8")
    assert "Welke route past?" in page
    assert "het zijn geen officiële documenten" in page
    assert re.search(r"In 3 leerjaren past het niet: er ontbreken [\d.]+ klokuren", page)


def test_nothing_on_the_page_comes_from_elsewhere(page):
    assert re.findall(r'(?:src|srcset|action)\s*=\s*"(?!#|data:)[^"]', page) == []
    assert re.findall(r'<link[^>]+href="(?!data:)', page) == []
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", page) == []


def test_a_second_run_gives_the_same_bytes(made, tmp_path):
    # Another seed gives sets another order; nothing may hang on that.
    demo(tmp_path / "weer", hash_seed=2)
    for name in ("overlap.html", "overlap.json", "plan.html", "plan.json"):
        assert (tmp_path / "weer" / "uit" / name).read_bytes() == (made[0] / name).read_bytes()
