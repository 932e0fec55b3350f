"""What no training may read is known by its code and by its name, in every release."""

import pytest

from align.model import Side
from align.similarity.unit import Unit
from training.apart import (
    VmboUnit,
    is_apart,
    kept_apart,
    left_out,
    of_block,
    rated_modules,
    vmbo_units,
)
from training.pairs import read_sets
from training.word_table import texts_read


def unit(codes=(), names=()):
    bare = Unit(id="u", side=Side.VMBO, title="Een haag snoeien", passages=())
    return VmboUnit(bare, frozenset(codes), frozenset(names))


def test_a_module_is_known_by_its_code_or_by_its_name():
    out = left_out(["K/TUIN/03 Hagen en heesters"])

    assert out.holds(unit(codes=["K/TUIN/03"]))
    assert out.holds(unit(codes=["K/TUIN/07"], names=["hagen en heesters"]))  # given a new code
    assert not out.holds(unit(codes=["K/TUIN/07"], names=["gazons"]))


def test_what_stands_nowhere_is_left_out_too():
    assert left_out([]).holds(unit())


def test_a_rated_deeltaak_is_looked_up_in_the_same_way():
    rated = Unit("d", Side.VMBO, "Snoeien", (), context=("K/TUIN/03 Hagen en heesters",))

    assert left_out(["K/TUIN/03 Hagen en heesters"]).holds(of_block(rated))


def test_a_name_with_an_aside_is_the_same_name():
    assert left_out(["K/TUIN/03 Hagen (verdieping)"]).holds(unit(names=["hagen"]))


def test_a_kwalificatie_is_known_by_a_part_of_its_name():
    assert is_apart(["Allround metselaar"])
    assert not is_apart(["Hovenier"])


@pytest.mark.real
def test_no_text_of_what_is_kept_apart_or_left_out_is_read(real_gold):
    shared = real_gold.parent
    units = vmbo_units(shared)
    apart = kept_apart(shared, units)
    assert sum(map(apart.holds, units)) > 500  # the list is understood, in every release

    sets = read_sets(shared)
    modules = rated_modules(sets.values())
    unseen = left_out(modules)
    read = {text for _, text in texts_read(shared, sets["train"], unseen)}
    assert len(read) > 10_000
    out = {one.unit.title for one in units if apart.holds(one) or unseen.holds(one)}
    free = {one.unit.title for one in units if not (apart.holds(one) or unseen.holds(one))}
    assert len(out - free) > 500
    assert not read & (out - free)
