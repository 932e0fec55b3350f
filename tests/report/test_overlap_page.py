"""Every number on the page equals a recount, and the numbers agree with each other."""

from dataclasses import replace
from importlib import import_module

import pytest
from builders import MADE, empty, example, nothing_found

from align.model import NotCompared, Relation, Strength
from align.overlap import Selection, compare
from align.report.overlap_page import build_page
from align.report.units import FORMAT_NAMES, Units
from align.report.wording import chance
from align.resources import resource
from align.sources import load
from align.sources.detect import READERS


def counted_pairs(overlap):
    """Pairs that count: overlap, not generic, and no unit that is generic as a whole."""
    apart = overlap.generic_units
    return [
        p
        for p in overlap.pairs
        if p.overlap and not p.generic and p.left not in apart and p.right not in apart
    ]


def test_first_screen_is_a_recount(overlap, page):
    found = counted_pairs(overlap)
    summary = page.summary
    assert (summary.left.part, summary.left.whole) == (len({p.left for p in found}), 5)
    assert (summary.right.part, summary.right.whole) == (len({p.right for p in found}), 5)
    assert summary.pairs == len(found) == 3
    assert summary.discuss == sum(p.strength is not Strength.STERK for p in found) == 2
    assert (summary.weak, summary.apart) == (2, 2)
    assert {c.relation: c.pairs for c in summary.relations} == dict.fromkeys(Relation, 1)


@pytest.mark.parametrize("make", [example, nothing_found, empty])
def test_totals_agree(make):
    overlap = make()
    page, _data = build_page(overlap, **MADE)
    summary = page.summary
    assert summary.left.part + summary.left_only.part == summary.left.whole
    assert summary.right.part + summary.right_only.part == summary.right.whole
    assert sum(c.pairs for c in summary.relations) + summary.undetermined == summary.pairs
    assert summary.pairs == len(page.overlapping)
    assert summary.weak == len(page.weak)
    assert summary.apart == len(page.apart)
    assert summary.pairs + summary.weak + summary.apart == len(overlap.pairs)
    assert sum(row.total.pairs for row in page.matrix.rows) == summary.pairs
    for side, units in zip(page.coverage, (overlap.left_units, overlap.right_units), strict=True):
        shown = [row.unit.id for group in (*side.covered, *side.only) for row in group.rows]
        assert sorted([*shown, *(unit.id for unit in side.apart)]) == sorted(units)


def test_matrix_cells_add_up(page):
    for row in (*page.matrix.rows, *page.matrix.apart):
        assert sum(cell.pairs for cell in row.cells) == row.total.pairs
        inner = [cell for line in row.inner.rows for cell in line.cells]
        assert sum(cell.pairs for cell in inner) == row.total.pairs
        for cell in (*row.cells, *inner):
            assert sum(cell.relations) + cell.undetermined == cell.pairs
            assert bool(cell.href) == bool(cell.pairs or cell.weak)


def test_column_groups_span_all_columns(page):
    assert sum(group.span for group in page.matrix.groups) == len(page.matrix.columns)
    assert [group.title for group in page.matrix.groups] == [
        "Basisdeel · Groene ruimte (99001)",
        "Medewerker hovenier (99011)",
        "Vakbekwaam hovenier (99012)",
    ]


def test_same_code_in_two_kwalificaties_gets_two_addresses(page):
    assert {row.first.id for row in (*page.overlapping, *page.weak, *page.apart)} == {
        "pair-p-tuin-01-01--99001-b1-k1-w1",
        "pair-p-tuin-01-02--99001-b1-k1-w2",
        "pair-p-tuin-01-01--99001-b1-k1-w2",
        "pair-k-tuin-02-01--99011-p1-k1-w1",
        "pair-k-tuin-02-02--99012-p1-k1-w1",
        "pair-k-tuin-02-03--99001-b1-k1-w3",
        "pair-pk-tuin-a--99001-b1-k1-w3",
    }


def test_what_matters_most_first_and_at_most_ten(overlap, page):
    assert [pair.left.id for pair in page.important] == ["d1", "d2", "d3"]
    many = replace(
        overlap,
        left_units=(*overlap.left_units, *(f"d1-{n}" for n in range(12))),
        left=_with_copies(overlap.left, 12),
        pairs=tuple(replace(overlap.pairs[1], left=f"d1-{n}") for n in range(12)),
    )
    assert len(build_page(many, **MADE)[0].important) == 10


def _with_copies(curriculum, copies):
    """The curriculum with copies of its first deeltaak that each say something else."""
    deeltaak = curriculum.by_id["d1"]
    more = [
        replace(deeltaak, id=f"d1-{n}", code=f"P/TUIN/01/1{n}", title=f"Maaien, deel {n}")
        for n in range(copies)
    ]
    return replace(curriculum, items=(*curriculum.items, *more))


def test_pairs_with_the_same_texts_are_one_row(overlap):
    twin = [
        replace(item, id=f"x{item.id}", code=f"X{item.code}", parent=f"x{item.parent}")
        for item in overlap.left.items
        if "d3" in {item.id, item.parent}
    ]
    module = replace(overlap.left.by_id["m2"], id="xm2", code="K/TUIN/09", title="Ander keuzevak")
    left = replace(overlap.left, items=(*overlap.left.items, module, *twin))
    fed = next(pair for pair in overlap.pairs if pair.left == "d3")
    doubled = replace(
        overlap,
        left=left,
        left_units=(*overlap.left_units, "xd3"),
        left_coverage={**overlap.left_coverage, "xd3": 0.5},
        pairs=(*overlap.pairs, replace(fed, left="xd3", probability=0.5)),
    )
    page, data = build_page(doubled, **MADE)
    (row,) = [row for row in page.overlapping if row.others]
    assert [pair.left.id for pair in row.pairs] == ["d3", "xd3"]
    assert page.summary.pairs == sum(len(row.pairs) for row in page.overlapping) == 4
    assert sum(len(members) - 1 for members in data["rows"]) == len(doubled.pairs)


def test_direction_says_what_is_part_of_what(page):
    assert page.overlapping[0].first.direction == (
        "Van deze deeltaak komt naar schatting ca. 80% terug in dit werkproces; "
        "van dit werkproces ca. 45% in deze deeltaak."
    )
    assert (
        page.overlapping[0].first.counted == "Bij 2 van 2 eindtermen is een zin gevonden die lijkt."
    )


def test_overlap_of_which_no_sentence_counts_is_not_said_to_return_nothing(overlap):
    """Whole texts can be alike where no two sentences are; then the page does not estimate."""

    def direction(**covered):
        pairs = tuple(replace(pair, **covered) for pair in overlap.pairs)
        page, _ = build_page(replace(overlap, pairs=pairs), **MADE)
        return page.overlapping[0].first.direction

    assert direction(left_covered=0.0, right_covered=0.0) == (
        "Hoeveel van deze deeltaak terugkomt in dit werkproces, is niet te schatten: "
        "geen zin van de een ligt dicht genoeg bij een zin van de ander."
    )
    assert direction(left_covered=0.4, right_covered=0.0) == (
        "Van deze deeltaak komt naar schatting ca. 40% terug in dit werkproces; "
        "van dit werkproces niets herkenbaars in deze deeltaak."
    )


def test_an_estimate_of_more_than_the_eindtermen_quoted_says_that_it_counts_more(overlap):
    whole = counted_pairs(overlap)[0]
    one = tuple(piece for piece in whole.evidence if piece.left.item == whole.evidence[0].left.item)

    def counted(share):
        pair = replace(whole, evidence=one, left_covered=share)
        page, _ = build_page(replace(overlap, pairs=(pair,)), **MADE)
        return page.overlapping[0].first.counted

    quoted = "Bij 1 van 2 eindtermen is een zin gevonden die lijkt."
    assert counted(0.5) == quoted
    assert counted(0.8) == f"{quoted} De schatting telt ook losse vakwoorden en betekenis mee."


def test_a_likely_pair_without_a_sentence_says_why_it_is_weak(overlap):
    likely = replace(
        counted_pairs(overlap)[0], evidence=(), overlap=False, relation=None, strength=Strength.ZWAK
    )

    def told(pair):
        page, _ = build_page(replace(overlap, pairs=(pair,)), **MADE)
        return page.weak[0].first.chance

    assert told(likely) == "geen zin om te tonen, dus niet als overlap geteld"
    assert told(replace(likely, probability=0.2)) == chance(0.2)


def test_eindterm_of_another_leerweg_is_shown_as_not_compared(page):
    (text,) = [text for text in page.texts if text.unit.id == "d1"]
    blocks = {block.code: block for block in text.blocks}
    assert not blocks["P/TUIN/01/01-03"].compared
    assert blocks["P/TUIN/01/01-03"].note == "GL · geldt niet voor KB"
    assert text.unit.leerwegen == ("bb", "kb")


def test_level_of_both_sides_is_said(page):
    levels = {row.first.left.id: row.first.levels for row in page.overlapping}
    assert levels == {
        "d1": "vmbo BB/KB → mbo niveau 2/3",
        "d2": "vmbo KB → mbo niveau 2/3",
        "d3": "vmbo BB/KB → mbo niveau 2",
    }


def test_only_chosen_kwalificaties_have_hours_and_a_place_in_the_filter(overlap, page):
    assert [row.slug for row in page.hours.mbo] == ["99011", "99012"]
    not_chosen = NotCompared("q2", "deze kwalificatie is niet gekozen")
    chosen = replace(
        overlap,
        right_units=tuple(unit for unit in overlap.right_units if unit != "w5"),
        pairs=tuple(pair for pair in overlap.pairs if pair.right != "w5"),
        not_compared=(not_chosen,),
        settings={**overlap.settings, "kwalificatie": ("99011",)},
    )
    page, data = build_page(chosen, **MADE)
    assert [row.slug for row in page.hours.mbo] == ["99011"]
    assert [option.value for option in page.filters.kwalificaties] == ["99011"]
    assert [option.value for option in page.filters.niveaus] == ["2"]
    assert {row.first.levels for row in page.overlapping} >= {"vmbo BB/KB → mbo niveau 2"}
    assert [row["s"] for row in data["hours"]["mbo"]] == ["99011"]


def test_the_account_says_what_the_relation_rests_on(html):
    assert "Alleen voor voorbereiding is naar de werkwoorden gekeken" in html
    assert "volgt zij uit het mbo-niveau en niet uit de zinnen" in html
    assert "woorden voor niveau en zelfstandigheid" not in html


def test_only_a_file_name_of_a_path_is_shown(page):
    assert [source.file for source in page.sources] == ["voorbeeld-vmbo", "voorbeeld-mbo.xml"]


def test_what_was_left_out_is_named_once_at_the_top():
    overlap = example()
    left_out = tuple(
        replace(overlap.not_compared[0], id=key, why="niet gekozen") for key in ("m2", "d4", "e6")
    )
    (reason,) = build_page(replace(overlap, not_compared=left_out), **MADE)[0].not_compared
    assert (reason.items, reason.names) == (3, ("K/TUIN/02 Dieren verzorgen",))


def test_settings_show_everything_once(overlap, page):
    names = [f.name for f in (*page.selection, *page.settings, *page.quality)]
    assert len(names) == len(set(names))
    assert {"Leerweg", "Drempel voor overlap (kans)", "Precisie"} <= set(names)
    other, _data = build_page(replace(overlap, settings={"onbekend": 12}), **MADE)
    assert [(f.name, f.value) for f in other.settings] == [("onbekend", "12")]


def test_a_unit_without_a_title_is_named_by_its_first_sentence(overlap):
    named = [replace(i, title="") if i.id == "d2" else i for i in overlap.left.items]
    source = replace(overlap.left.source, format="tabel-docx")
    untitled = replace(overlap, left=replace(overlap.left, source=source, items=tuple(named)))
    page, _data = build_page(untitled, **MADE)
    units = {unit.code: unit for unit in (row.first.left for row in page.overlapping)}
    assert units["P/TUIN/01/02"].title == "“vaste planten benoemen”"
    assert units["P/TUIN/01/02"].cite == "Tabel 2030.1"


def test_every_format_that_is_read_has_a_name_in_citations():
    tables = [f"tabel-{kind}" for kind in ("csv", "xlsx", "xls", "ods", "docx", "odt")]
    slo = ["slo-bg", "slo-avo", "slo-kerndoelen"]
    others = [
        getattr(import_module(f"align.sources.{module}"), reader).name for module, reader in READERS
    ]
    compared = {*tables, *slo, *others} - {"tabel", "register-overlap"}  # rulings are no units
    assert compared <= FORMAT_NAMES.keys()


def test_a_source_with_titles_alone_is_named(overlap, page):
    assert page.titles_only == ()
    (dossier,) = overlap.right
    bare = replace(dossier, items=tuple(replace(item, sections=()) for item in dossier.items))
    assert build_page(replace(overlap, right=(bare,)), **MADE)[0].titles_only == ("Groene ruimte",)


@pytest.mark.parametrize(("crebo", "niveau"), [("99101", 2), ("99102", 3)])
def test_a_unit_shows_the_niveaus_of_the_kwalificaties_that_were_chosen(crebo, niveau):
    corpora = resource("corpora")
    vmbo = load(corpora / "vmbo-voorbeeld")
    mbo = load(corpora / "mbo-voorbeeld" / "9901 Wonen_en_zorg.xml")
    shared = next(unit for unit in Units(compare(vmbo, [mbo])).right if unit.code == "B1-K1-W1")
    assert (shared.niveaus, shared.level) == ((2, 3), "niveau 2/3")
    found = Units(compare(vmbo, [mbo], Selection(kwalificaties=(crebo,))))
    assert {unit.niveaus for unit in found.right} == {(niveau,)}
