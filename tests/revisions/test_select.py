"""A part of a revision: by code in either release, by leerweg, by kwalificatie."""

import sys
from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.model import Leerweg
from align.revisions import Station, Thread
from align.revisions.names import release_names, where
from align.revisions.select import narrow, only_kwalificaties, steps_of, threads_of
from align.sources.together import as_one

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import mbo
from revision_builders import example, new, old


def touched(revision):
    return {one for change in revision.changes for one in (*change.old, *change.new)}


def test_without_a_choice_nothing_is_left_out():
    revision = example()
    assert narrow(revision) is revision


def test_a_code_of_the_old_release_keeps_what_lapsed_under_it():
    kept = narrow(example(), units=["k/tuin/5"])
    assert touched(kept) == {"k1", "d3", "e7"}
    assert kept.settings["unit"] == ("k/tuin/5",)
    assert [entry.old for entry in kept.link_audit] == ["e7"]


def test_a_code_of_the_new_release_keeps_what_moved_into_it():
    assert touched(narrow(example(), units=["K/TUIN/06"])) == {"k2", "d4", "e6", "e8"}


def test_a_code_keeps_what_moved_out_of_it():
    assert "e6" in touched(narrow(example(), units=["P/TUIN/01/02"]))


def test_every_item_of_the_part_stands_in_one_change():
    kept = narrow(example(), units=["P/TUIN/01"])
    ids = [one for change in kept.changes for one in change.old]
    assert len(ids) == len(set(ids))
    below = {i.id for i in old().items if i.id == "m1" or "P/TUIN/01" in i.code}
    assert below <= set(ids)


def test_leerweg_keeps_what_holds_for_it_in_either_release():
    kept = touched(narrow(example(), leerweg=Leerweg.BB))
    assert "e3" not in kept
    assert "e7" not in kept
    assert {"e1", "e8", "pr"} <= kept


def test_a_code_that_is_nowhere_is_refused_with_codes_that_are_near():
    with pytest.raises(UsageError, match="K/TUIN/07 komt in geen van beide versies voor") as fault:
        narrow(example(), units=["K/TUIN/07"])
    assert "K/TUIN/0" in fault.value.advice


def test_threads_of_a_part_run_through_it():
    threads = (
        Thread((Station(0, ("e1",)), Station(1, ("e1",)))),
        Thread((Station(0, ("e7",)),)),
        Thread((Station(1, ("e8",)),)),
    )
    kept = narrow(example(), units=["K/TUIN/05"])
    assert threads_of(kept, threads, 1) == (threads[1],)


def test_steps_of_a_part_have_its_changes_only():
    step = example()
    threads = (Thread((Station(0, ("e7",)),)), Thread((Station(1, ("e8",)),)))
    (kept,) = steps_of((step,), threads)
    assert [(change.old, change.new) for change in kept.changes] == [(("e7",), ()), ((), ("e8",))]


def test_a_kwalificatie_cuts_the_release_that_has_it_and_leaves_the_other_whole():
    dossier = mbo()
    cut, whole = only_kwalificaties([dossier, old()], ["99011"])
    assert "q2" not in cut.by_id
    assert "w4" in cut.by_id
    assert whole.items == old().items


def test_a_kwalificatie_that_is_nowhere_is_refused():
    with pytest.raises(
        UsageError, match="kwalificatie 1 komt in geen van de versies voor"
    ) as fault:
        only_kwalificaties([mbo()], ["1"])
    assert "99011, 99012" in fault.value.advice


def test_documents_of_one_path_are_one_release():
    assert as_one([old()], "map") == old()
    together = as_one([mbo(), other_dossier()], "map")
    assert len(together.items) == 2 * len(mbo().items)
    assert together.source.path == "map"
    assert together.source.title == "Groene ruimte"


def other_dossier():
    from dataclasses import replace

    whole = mbo()
    items = tuple(
        replace(i, id=f"x{i.id}", parent=f"x{i.parent}" if i.parent else "") for i in whole.items
    )
    return replace(whole, items=items)


def test_documents_that_share_an_id_or_mix_sides_are_refused():
    from dataclasses import replace

    elsewhere = replace(mbo(), source=replace(mbo().source, path="ander.xml"))
    with pytest.raises(InputError, match="staat ook in"):
        as_one([mbo(), elsewhere], "map")
    with pytest.raises(InputError, match="vmbo en van mbo door elkaar"):
        as_one([mbo(), new()], "map")


def test_names_of_releases_differ():
    assert release_names(old(), new()) == ("2030.1", "2031.1")
    assert release_names(old(), old()) == ("oud (2030.1)", "nieuw (2030.1)")


def test_where_an_item_stands_is_named_from_the_outside_in():
    release = old()
    assert where(release, release.by_id["e1"]) == (
        "P/TUIN/01 Groen onderhouden › P/TUIN/01/01 Gras maaien"
    )
