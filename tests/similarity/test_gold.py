"""Rated sets: what is read of a good one, and what is said of a bad one."""

import json

import numpy as np
import pytest

from align.errors import InputError, SeveralInputsError
from align.model import Leerweg, Relation, Side
from align.resources import resource
from align.similarity import gold
from align.similarity.gold import read_gold


def good():
    """One block with two deeltaken, a werkproces and a keuzedeel."""
    return {
        "format": "overlap-gold/1",
        "raters": 2,
        "note": "verzonnen",
        "blocks": [
            {
                "block": "T1",
                "vmbo": [
                    {
                        "n": 7,
                        "id": "d7",
                        "unit": "P/TU/01 Tuin",
                        "code": "P/TU/01/01",
                        "titel": "Gras maaien",
                        "eindtermen": ["Kan gras maaien [BB/KB]", "Kan kanten steken [GL]"],
                    },
                    {"n": 8, "id": "d8", "unit": None, "code": "", "titel": "Blad harken"},
                ],
                "mbo": [
                    {
                        "n": 1,
                        "kwalificatie": "Hovenier",
                        "crebo": "90002",
                        "niveau": "2",
                        "code": "B1-K1-W1",
                        "kerntaak": "Onderhoudt groen",
                        "titel": "Maait gras",
                        "omschrijving": "Hij maait het gazon.",
                        "resultaat": "Het gazon is gemaaid.",
                    },
                    {
                        "n": 2,
                        "kwalificatie": "keuzedeel",
                        "niveau": None,
                        "kerntaak": None,
                        "titel": "Bosbouw",
                        "omschrijving": None,
                    },
                ],
                "vakkennis": {"Hovenier": {"Onderhoudt groen": ["kent grassen"]}},
                "pairs": [
                    {"vmbo": 7, "mbo": 1, "grade": 3, "relation": "herhaling"},
                    {"vmbo": 8, "mbo": 2, "grade": 1, "disputed": True},
                ],
            }
        ],
    }


def write(tmp_path, content):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def changed(change):
    content = good()
    change(content["blocks"][0])
    return content


def test_a_good_set(tmp_path):
    found = read_gold(write(tmp_path, good()))
    assert (found.name, found.raters, found.note) == ("gold.json", 2, "verzonnen")
    (block,) = found.blocks
    assert block.name == "T1"
    assert block.left_numbers == (7, 8)
    assert block.right_numbers == (1, 2)
    assert block.grades.tolist() == [[3, 0], [0, 1]]
    assert block.counted.tolist() == [[True, True], [True, False]]
    assert block.overlaps.tolist() == [[True, False], [False, False]]
    assert block.relations == {(0, 0): Relation.HERHALING}


def test_a_deeltaak_has_its_eindtermen_without_the_leerweg_behind_them(tmp_path):
    (block,) = read_gold(write(tmp_path, good())).blocks
    mowing, raking = block.left
    assert mowing.side is Side.VMBO
    assert mowing.id == "d7"
    assert [(p.label, p.text) for p in mowing.passages] == [
        ("titel", "Gras maaien"),
        ("eindterm", "Kan gras maaien"),
        ("eindterm", "Kan kanten steken"),
    ]
    assert mowing.context == ("P/TU/01 Tuin",)
    assert mowing.leerwegen == (Leerweg.BB, Leerweg.GL, Leerweg.KB)
    assert raking.context == ()
    assert [p.label for p in raking.passages] == ["titel"]


def test_a_werkproces_has_its_kerntaak_and_kwalificatie_and_a_keuzedeel_none(tmp_path):
    (block,) = read_gold(write(tmp_path, good())).blocks
    process, keuzedeel = block.right
    assert process.side is Side.MBO
    assert [p.label for p in process.passages] == ["titel", "omschrijving", "resultaat"]
    assert process.context == ("Onderhoudt groen", "Hovenier")
    assert process.niveaus == (2,)
    assert [p.label for p in keuzedeel.passages] == ["titel"]
    assert keuzedeel.context == ()
    assert keuzedeel.niveaus == ()


def test_the_example_that_travels_along_can_be_read():
    found = read_gold(resource("corpora") / "gold-voorbeeld.json")
    assert len(found.blocks) == 3
    assert any(np.any(block.overlaps) for block in found.blocks)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = write(tmp_path, good())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_gold(path).blocks


@pytest.mark.parametrize(
    ("content", "what", "where"),
    [
        (b"", "geen geldige JSON", ", regel 1, kolom 1"),
        (b'{"format": "overlap-gold/1",\n"blocks": [', "afgebroken", ", regel 2, kolom 12"),
        (b'{"note":\n"caf\xe9"}', "geen UTF-8-tekst", ", regel 2"),
        ('{"note": 1}'.encode("utf-16"), "geen UTF-8-tekst", ", regel 1"),
        (b"[" * 100_000, "te diep genest", ""),
        (b"[" + b"9" * 5000 + b"]", "veel te lang getal", ""),
        (b"%PDF-1.7\n", "geen geldige JSON", ", regel 1, kolom 1"),
        (b"[]", "geen beoordeelde set", ""),
        (b'{"format": "align-overlap/1"}', "geen beoordeelde set", ""),
        (b'{"format": "overlap-gold/1"}', "geen blokken", ""),
        (b'{"format": "overlap-gold/1", "blocks": {}}', "geen blokken", ""),
        (b'{"format": "overlap-gold/1", "blocks": []}', "geen blokken", ""),
    ],
)
def test_a_file_that_is_no_rated_set_is_refused_with_place_and_advice(
    tmp_path, content, what, where
):
    path = tmp_path / "gold.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=what) as caught:
        read_gold(path)
    assert caught.value.where == f"{path}{where}"
    assert caught.value.advice


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match="bestaat niet"):
        read_gold(tmp_path / "weg.json")
    with pytest.raises(InputError, match="dit is een map"):
        read_gold(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, good())
    monkeypatch.setattr(gold, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="groter dan"):
        read_gold(path)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda b: b.pop("vmbo"), '"vmbo" is geen lijst van records'),
        (lambda b: b.update(mbo={"1": {}}), '"mbo" is geen lijst van records'),
        (lambda b: b.update(pairs=["7x1"]), '"pairs" is geen lijst van records'),
        (lambda b: b.update(vmbo=[], pairs=[]), "een van beide kanten is leeg"),
        (lambda b: b["vmbo"][0].update(n="zeven"), '"n" in "vmbo" is geen geheel getal'),
        (lambda b: b["vmbo"][0].update(n=8), 'nummer 8 komt twee keer voor in "vmbo"'),
        (lambda b: b["mbo"][1].pop("titel"), 'nummer 2 in "mbo" heeft geen titel'),
        (lambda b: b["vmbo"][0].update(eindtermen="x"), '"eindtermen" is geen lijst'),
        (lambda b: b["mbo"][0].update(niveau="5"), "niveau is niet 1, 2, 3 of 4: '5'"),
        (lambda b: b["pairs"][0].update(vmbo=99), '99, en dat staat niet in "vmbo"'),
        (lambda b: b["pairs"][0].pop("mbo"), 'None, en dat staat niet in "mbo"'),
        (lambda b: b["pairs"].append(b["pairs"][0]), "paar 7 × 1 komt twee keer voor"),
        (lambda b: b["pairs"][0].update(grade=4), "geen oordeel van 0 tot 3: 4"),
        (lambda b: b["pairs"][0].update(grade=float("nan")), "geen oordeel van 0 tot 3: nan"),
        (lambda b: b["pairs"][0].update(grade="3"), "geen oordeel van 0 tot 3: '3'"),
        (lambda b: b["pairs"][0].update(relation="dubbel"), "onbekende relatie: 'dubbel'"),
    ],
)
def test_a_faulty_block_is_named_with_its_fault(tmp_path, change, what):
    path = write(tmp_path, changed(change))
    with pytest.raises(SeveralInputsError) as caught:
        read_gold(path)
    (fault,) = caught.value.faults
    assert what in fault.what
    assert fault.where == f"{path}, blok 1"
    assert fault.advice


def test_all_faulty_blocks_are_reported_together(tmp_path):
    content = good()
    content["blocks"] = [7, content["blocks"][0], {"vmbo": []}]
    with pytest.raises(SeveralInputsError) as caught:
        read_gold(write(tmp_path, content))
    assert [fault.where.rsplit(", ")[-1] for fault in caught.value.faults] == ["blok 1", "blok 3"]
    assert caught.value.exit_code == 1


def test_a_block_with_far_too_many_pairs_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(gold, "MAX_PAIRS", 3)
    with pytest.raises(InputError, match="meer dan 3 paren"):
        read_gold(write(tmp_path, good()))


def test_half_a_character_in_a_name_does_not_stop_the_writing(tmp_path):
    content = good() | {"note": "half \ud800"}
    content["blocks"][0]["block"] = "T\udfff"
    found = read_gold(write(tmp_path, content))
    (found.note + found.blocks[0].name).encode()
