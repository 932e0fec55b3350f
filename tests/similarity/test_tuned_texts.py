"""The texts of a unit that the encoder reads: the whole, and its parts."""

import pytest
from small_units import unit

from align.model import Side
from align.similarity.encoders.tuned_texts import parts_of, text_of


def test_a_deeltaak_is_its_module_its_title_and_its_eindtermen():
    deeltaak = unit(
        "1",
        "Gazon onderhouden",
        "De kandidaat kan een gazon maaien [BB/KB/GL]",
        "De  kandidaat kan\nkanten steken",
        context=("K/GR/99 Tuin en park", "Groen"),
    )
    assert text_of(deeltaak) == "Tuin en park: Gazon onderhouden. een gazon maaien; kanten steken"


def test_a_werkproces_stands_in_its_kerntaak_and_kwalificatie():
    werkproces = unit(
        "1",
        "Maait het gazon",
        "De medewerker maait.",
        "Het gazon is kort.",
        side=Side.MBO,
        context=("Onderhoudt tuinen", "Hovenier"),
    )
    assert text_of(werkproces) == (
        "Hovenier: Onderhoudt tuinen: Maait het gazon. De medewerker maait. Het gazon is kort."
    )


def test_the_parts_of_a_deeltaak_are_its_title_and_each_eindterm_with_the_module():
    deeltaak = unit(
        "1",
        "K/GR/99/1 Gazon onderhouden",
        "De kandidaat kan een gazon maaien [BB/KB/GL]",
        " ",
        "kanten steken",
        context=("K/GR/99 Tuin en park", "Groen"),
    )
    assert parts_of(deeltaak) == (
        "Tuin en park: Gazon onderhouden",
        "Tuin en park: een gazon maaien",
        "Tuin en park: kanten steken",
    )
    assert parts_of(unit("1", "Maaien", "gras maaien")) == ("Maaien", "gras maaien")


def test_a_title_alone_and_an_mbo_unit_are_not_parted():
    assert parts_of(unit("1", "Gazon maaien", context=("K/GR/99 Tuin", "Groen"))) == ()
    assert parts_of(unit("1", "Maait", "De medewerker maait.", side=Side.MBO)) == ()


@pytest.mark.parametrize("side", Side)
def test_a_title_alone_is_the_text(side):
    assert text_of(unit("1", "Gazon maaien", side=side)) == "Gazon maaien"


def test_a_title_that_an_eindterm_repeats_is_read_twice():
    assert text_of(unit("1", "Maaien", "Maaien")) == "Maaien. Maaien"


def test_an_endless_text_is_cut():
    assert len(text_of(unit("1", "Maaien", "gras " * 100_000))) < 5_000
