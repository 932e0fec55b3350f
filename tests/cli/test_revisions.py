"""`align revisions`: releases in, a page and its tables out, whole or not at all."""

import csv
import io
import json

import pytest

from align.resources import resource


@pytest.fixture
def releases():
    corpora = resource("corpora")
    return corpora / "vmbo-voorbeeld-vorige", corpora / "vmbo-voorbeeld"


@pytest.fixture
def page(tmp_path):
    return tmp_path / "verschil.html"


def changes_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["changes"]


def test_it_writes_everything_that_was_asked_for(align, releases, page, tmp_path):
    names = {"json": "v.json", "csv": "v.csv", "xlsx": "v.xlsx", "sssom": "v.tsv", "case": "c.json"}
    options = [part for key, name in names.items() for part in (f"--{key}", tmp_path / name)]
    shown = align("revisions", *releases, "-o", page, *options)
    assert (shown.code, shown.err) == (0, "")
    assert f"Open {page}" in shown.out
    assert "gelijk" in shown.out
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"verschil.html", *names.values()}
    assert json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))["format"] == (
        "align-revisions/1"
    )
    text = (tmp_path / "v.csv").read_bytes().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) > 200


def test_every_item_of_both_stands_in_exactly_one_change(align, releases, page, tmp_path):
    from align.sources import load

    align("revisions", *releases, "-o", page, "--json", tmp_path / "v.json")
    changes = changes_of(tmp_path / "v.json")
    for side, path in zip(("old", "new"), releases, strict=True):
        ids = [item["id"] for change in changes for item in change[side]]
        assert sorted(ids) == sorted(item.id for item in load(path).items)


def test_the_same_twice_gives_the_same_bytes(align, releases, page, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    names = ("v.json", "v.csv", "v.xlsx", "v.tsv", "c.json")
    options = ("--json", "--csv", "--xlsx", "--sssom", "--case")
    targets = [tmp_path / name for name in names]
    asked = [part for pair in zip(options, targets, strict=True) for part in pair]
    arguments = ("revisions", *releases, "-o", page, *asked)
    align(*arguments)
    before = [path.read_bytes() for path in (page, *targets)]
    align(*arguments)
    assert [path.read_bytes() for path in (page, *targets)] == before


def test_a_release_against_itself_is_allowed_and_all_gelijk(align, releases, page, tmp_path):
    shown = align("revisions", releases[0], releases[0], "-o", page, "--json", tmp_path / "v.json")
    assert shown.code == 0
    assert {change["kind"] for change in changes_of(tmp_path / "v.json")} == {"gelijk"}


def test_the_same_dossier_twice_says_nothing_odd(align, mbo, page, tmp_path):
    shown = align("revisions", mbo, mbo, "-o", page, "--json", tmp_path / "v.json")
    assert (shown.code, shown.err) == (0, "")
    assert {change["kind"] for change in changes_of(tmp_path / "v.json")} == {"gelijk"}


def test_a_series_has_a_history(align, releases, page, tmp_path):
    old, new = releases
    shown = align("revisions", old, new, new, "-o", page, "--json", tmp_path / "v.json")
    assert shown.code == 0
    content = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    assert len(content["releases"]) == 3
    ids = [
        (station["release"], item["id"])
        for thread in content["history"]
        for station in thread
        for item in station["items"]
    ]
    assert len(ids) == len(set(ids))
    assert "Geschiedenis door 3 versies" in page.read_text(encoding="utf-8")


def test_a_part_of_the_releases(align, releases, page, tmp_path):
    arguments = ("revisions", *releases, "-o", page, "--json", tmp_path / "v.json")
    shown = align(*arguments, "--unit", "k/vtb/5", "--leerweg", "KB")
    assert shown.code == 0
    content = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    assert content["tool"]["settings"]["leerweg"] == "KB"
    codes = {item["code"] for change in content["changes"] for item in change["old"]}
    assert "K/VTB/05" in codes
    assert "P/VZW/01" not in codes
    assert "Alleen dit deel: onderdelen k/vtb/5" in page.read_text(encoding="utf-8")


DECISIONS = {
    "format": "align-decisions/1",
    "decisions": [
        {
            "left": {"id": "", "code": "P/VTB/02/01"},
            "right": {"id": "sbb/9902/1", "code": "B1-K1-W1", "title": "Meet"},
            "verdict": "akkoord",
            "remark": "samen <geven>",
            "by": "een docent",
            "on": "2026-01-01",
        }
    ],
}


def test_decisions_are_judged_and_carried_over(align, releases, page, tmp_path):
    from align.sources import load

    deeltaak = next(i for i in load(releases[0]).items if i.code == "P/VTB/02/01")
    DECISIONS["decisions"][0]["left"] |= {"id": deeltaak.id, "title": deeltaak.title}
    kept = tmp_path / "besluiten.json"
    kept.write_text(json.dumps(DECISIONS), encoding="utf-8")
    carried = tmp_path / "nieuw.json"
    shown = align(
        *("revisions", *releases, "-o", page, "--decisions", kept, "--carry", carried),
        *("--json", tmp_path / "v.json"),
    )
    assert (shown.code, shown.err) == (0, "")
    content = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    assert [entry["remark"] for entry in content["impact"]] == ["samen <geven>"]
    assert "samen &lt;geven&gt;" in page.read_text(encoding="utf-8")
    (after,) = json.loads(carried.read_text(encoding="utf-8"))["decisions"]
    assert (after["remark"], after["by"]) == ("samen <geven>", "een docent")
    assert after["trail"]


def test_what_cannot_be_read_of_decisions_is_told(align, releases, page, tmp_path):
    damaged = tmp_path / "besluiten.json"
    kept = DECISIONS["decisions"][0]
    content = DECISIONS | {"decisions": [kept, {"left": {"id": "x"}, "verdict": "misschien"}]}
    damaged.write_text(json.dumps(content), encoding="utf-8")
    shown = align("revisions", *releases, "-o", page, "--decisions", damaged)
    assert shown.code == 0
    assert "let op: " in shown.err
    assert "besluiten.json" in shown.err


def test_a_plan_shows_which_planned_units_change(align, releases, page, tmp_path):
    from align.sources import load

    old = load(releases[0])
    changed = next(i for i in old.items if i.code == "P/VTB/02/03")
    block = {"unit": changed.id, "klokuren": 12}
    years = [{"leerjaar": 3, "blocks": [block]}]
    content = {"format": "align-plan/1", "variants": [{"feasible": True, "years": years}]}
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(content), encoding="utf-8")
    out = tmp_path / "v.json"
    shown = align(
        *("revisions", *releases, "-o", page, "--json", out),
        *("--plan", plan, "--cohort", "2031-2032"),
    )
    assert (shown.code, shown.err) == (0, "")
    entries = json.loads(out.read_text(encoding="utf-8"))["impact"]
    (touch,) = [one for one in entries if one["about"] == "gepland onderdeel"]
    assert (touch["leerjaar"], touch["klokuren"], touch["cohort"]) == ("3", 12.0, "2031-2032")
    text = page.read_text(encoding="utf-8")
    assert "Gevolgen voor het plan" in text
    assert "leerjaar 3, 12 klokuren" in text


@pytest.mark.parametrize(
    "wrong",
    [
        (["--plan", "{old}/weg.json"], 1, "weg.json"),
        (["--cohort", "2030-2031"], 2, "er is geen plan gegeven"),
        (["--unit", "P/VZW/99"], 2, "unit P/VZW/99 komt in geen van beide versies voor"),
        (["--kwalificatie", "1"], 2, "kwalificatie 1 komt in geen van de versies voor"),
        (["--carry", "x.json"], 2, "er zijn geen besluiten gegeven"),
        (["--json", "{page}"], 2, "is al gekozen voor andere uitvoer"),
        (["--csv", "{old}"], 2, "is ook de invoer"),
        (["--decisions", "weg.json"], 1, "weg.json"),
        (["--decisions", "{mbo}"], 1, "besluiten"),
        (["{mbo}"], 1, "dit is een mbo-bron, en"),
        (["weg"], 1, "bestaat niet"),
    ],
)
def test_what_cannot_be_is_refused_in_one_message_and_writes_nothing(
    align, releases, mbo, page, wrong
):
    more, code, what = wrong
    filled = [part.format(page=page, old=releases[0], mbo=mbo) for part in more]
    shown = align("revisions", *releases, *filled, "-o", page)
    assert shown.code == code
    assert what in shown.err
    assert "→" in shown.err
    assert "Traceback" not in shown.err
    assert not page.exists()


def test_all_faults_of_all_inputs_are_told_at_once(align, tmp_path, page):
    shown = align("revisions", tmp_path / "een", tmp_path / "twee", "-o", page)
    assert shown.code == 1
    assert str(tmp_path / "een") in shown.err
    assert str(tmp_path / "twee") in shown.err


def test_the_other_side_shows_which_overlap_comes_and_goes(align, releases, mbo, page, tmp_path):
    made = tmp_path / "v.json", tmp_path / "v.xlsx"
    shown = align(
        *("revisions", *releases, "--against", mbo, "--encoder", "none", "-o", page),
        *("--json", made[0], "--xlsx", made[1]),
    )
    assert (shown.code, shown.err) == (0, "")
    impact = json.loads(made[0].read_text(encoding="utf-8"))["impact"]
    found = [one for one in impact if one["about"] in {"overlap erbij", "overlap verdwenen"}]
    document = page.read_text(encoding="utf-8")
    came = [one for one in found if one["about"] == "overlap erbij"]
    assert f"Nieuwe overlap: {len(came)}" in document
    assert f"Overlap die verdwijnt: {len(found) - len(came)}" in document
    assert "Gevolgen voor overlap<" in document
    for one in found:
        assert all(one["titles"])
        assert all(title in document for title in one["titles"])
        assert ("reason" in one) == (one["about"] == "overlap erbij")


def test_the_other_side_is_another_side(align, releases, page):
    shown = align("revisions", *releases, "--against", releases[1], "-o", page)
    assert shown.code == 1
    assert "dit is een vmbo-bron, net als de versies die u vergelijkt" in shown.err
    assert not page.exists()
    shown = align("revisions", *releases, "--against", "weg.xml", "-o", page)
    assert (shown.code, page.exists()) == (1, False)


def test_the_page_is_not_written_over_the_other_side(align, releases, mbo):
    shown = align("revisions", *releases, "--against", mbo, "-o", mbo)
    assert shown.code == 2


def test_what_stands_beside_a_text_is_told_everywhere(align, page, tmp_path):
    head = "Deeltaak;Eindterm;Omschrijving;Leerweg;Toetsvorm;Weging\n"
    rows = [
        f"P/TU/01/01;P/TU/01/01-0{n};De kandidaat kan {what};BB/KB;PO;1\n"
        for n, what in enumerate(("bomen snoeien", "gazons maaien", "hagen planten"), start=1)
    ]
    old, new = tmp_path / "pta-2025.csv", tmp_path / "pta-2026.csv"
    old.write_text(head + "".join(rows), encoding="utf-8")
    rows[1] = rows[1].replace(";PO;1", ";mondeling;2")
    new.write_text(head + "".join(rows), encoding="utf-8")
    out = tmp_path / "v.json"
    shown = align("revisions", old, new, "-o", page, "--json", out, "--csv", tmp_path / "v.csv")
    assert "Los daarvan: 1 waarbij iets anders vermeld staat." in shown.out
    (told,) = [change for change in changes_of(out) if change["nature"]]
    assert told["nature"] == ["toetsvorm: PO → mondeling", "weging: 1 → 2"]
    table = (tmp_path / "v.csv").read_text(encoding="utf-8-sig")
    assert "toetsvorm: PO → mondeling; weging: 1 → 2" in table
    html = page.read_text(encoding="utf-8")
    assert html.count('class="wijziging s-gelijk"') == 1
    assert "<strong>toetsvorm</strong> PO → mondeling" in html
    assert "losse gegevens bij onderdelen" not in html
    align("revisions", old, old, new, "-o", page)
    history = page.read_text(encoding="utf-8").partition('<section id="geschiedenis"')[2]
    assert "1 onderdeel waarmee iets gebeurde" in history
    assert "toetsvorm: PO → mondeling, weging: 1 → 2" in history
