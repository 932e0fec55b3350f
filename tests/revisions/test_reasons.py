"""What a comparison of releases says of changes, cohorts and decisions, to the letter."""

from dataclasses import replace

import pytest
from releases import BASIS, PLACE, change_of, eindterm, programme, source

from align.errors import InputError, UsageError
from align.model import (
    Basis,
    ChangeKind,
    Conflict,
    Curriculum,
    Decision,
    Decisions,
    Fact,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Overlap,
    Retired,
    Revision,
    Side,
    Verdict,
)
from align.overlap.decided import unit_sha256
from align.revisions import Fate, SpanKind, carry_over, compare_releases, impact, redline
from align.revisions.cohorts import followed
from align.revisions.fate import Fates
from align.revisions.names import nature_name, release_names, where
from align.revisions.restrict import restrict
from align.sources.together import as_one

BB, KB = Leerweg.BB, Leerweg.KB


def fault_of(action, *arguments):
    with pytest.raises((InputError, UsageError)) as caught:
        action(*arguments)
    fault = caught.value
    return type(fault), fault.what, fault.where, fault.advice


# What a change says


def test_every_reason_for_a_change(analyser):
    old = programme(
        *BASIS,
        eindterm("bb", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (BB,)),
        eindterm("kb", "P/TU/01/01-05", "De kandidaat kan een gazon maaien", (KB,)),
        eindterm("weg", "P/TU/01/01-06", "De kandidaat kan honing slingeren uit raten"),
    )
    new = programme(
        BASIS[0],
        replace(BASIS[1], title="De kandidaat kan gewassen zaaien, verspenen en verpotten"),
        replace(BASIS[2], code="P/TU/01/01-09"),
        eindterm("beide", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (BB, KB)),
        eindterm("vers", "P/TU/01/01-07", "De kandidaat kan paarden beslaan met hoefijzers"),
        version="2",
    )
    found = compare_releases(old, new, analyser)
    same = change_of(found, "e1")
    assert (same.kind, same.similarity, same.reason) == (
        *(ChangeKind.GELIJK, 1.0, "zelfde tekst en plaats"),
    )
    assert (same.moved, same.code_changed, same.id_changed, same.nature) == (
        False,
        False,
        False,
        (),
    )
    changed = change_of(found, "e2")
    assert (changed.kind, changed.reason) == (
        *(ChangeKind.GEWIJZIGD, "de nieuwe tekst draagt de inhoud van de oude verder"),
    )
    assert 0.5 < changed.similarity < 1.0
    assert changed.similarity == round(changed.similarity, 4)
    coded = change_of(found, "e3")
    assert (coded.kind, coded.code_changed, coded.id_changed) == (ChangeKind.GELIJK, True, False)
    merged = change_of(found, "bb")
    assert (merged.kind, merged.old, merged.new) == (
        *(ChangeKind.SAMENGEVOEGD, ("bb", "kb"), ("beide",)),
    )
    assert merged.nature == ("leerwegen samen: bb + kb",)
    assert merged.id_changed
    lapsed, fresh = change_of(found, "weg"), change_of(found, "vers")
    assert (lapsed.kind, lapsed.new, lapsed.similarity, lapsed.reason) == (
        *(ChangeKind.VERVALLEN, (), 0.0, "niets in de nieuwe versie draagt deze inhoud verder"),
    )
    assert (fresh.kind, fresh.old, fresh.similarity, fresh.reason) == (
        *(ChangeKind.NIEUW, (), 0.0, "niets in de oude versie had deze inhoud"),
    )
    back = compare_releases(new, old, analyser)
    split = change_of(back, "beide")
    assert (split.kind, split.nature) == (ChangeKind.GESPLITST, ("leerwegen uit elkaar: bb + kb",))
    # What lapsed stands behind what stood before it.
    order = [change.old or change.new for change in found.changes]
    assert order.index(("weg",)) == order.index(("bb", "kb")) + 1


def test_what_moved_is_said(analyser):
    two = (("deel", "P/TU/01/01", "Een bed aanleggen"), ("kas", "P/TU/01/02", "Werken in de kas"))
    kas = eindterm("k1", "P/TU/01/02-01", "De kandidaat kan druiven snoeien", parent="kas")
    old = programme(*BASIS, kas, deeltaken=two)
    moved = replace(BASIS[2], parent="kas", code="P/TU/01/02-02")
    new = programme(*BASIS[:2], kas, moved, deeltaken=two, version="2")
    change = change_of(compare_releases(old, new, analyser), "e3")
    assert (change.kind, change.moved) == (ChangeKind.GELIJK, True)
    assert change.reason == "zelfde tekst onder een ander onderdeel"


def test_releases_of_two_sides_are_refused(analyser):
    one = programme(*BASIS)
    other = replace(one, side=Side.MBO)
    assert fault_of(compare_releases, one, other, analyser) == (
        *(InputError, "dit is een mbo-bron; de oude is een vmbo-bron", "tuin"),
        "Vergelijk twee versies van dezelfde kant.",
    )


def test_documents_that_do_not_go_together_are_refused():
    one = programme(*BASIS)
    mbo = replace(one, side=Side.MBO)
    assert fault_of(as_one, [one, mbo], "map") == (
        *(InputError, "hierin staan bronnen van vmbo en van mbo door elkaar", "map"),
        "Vergelijk twee versies van dezelfde kant; zet elke kant in een eigen map.",
    )
    other = replace(one, source=replace(one.source, path="ook"))
    assert fault_of(as_one, [one, other], "map") == (
        *(InputError, "id prof staat ook in tuin", "ook", "Geef elk document één keer."),
    )


def test_documents_together_keep_what_each_says():
    one = programme(*BASIS)
    fact = Fact("x", "y", PLACE)
    gone = Retired("weg", Kind.PROFIEL, "WE", "Weg", ("hof",), PLACE)
    other = Curriculum(
        replace(
            one.source,
            path="ook",
            title="Hof",
            version="",
            format="ander",
            example=True,
            sha256="h",
        ),
        Side.VMBO,
        (Item("hof", Kind.PROFIEL, "HO", "Hof", "", PLACE),),
        facts=(fact,),
        retired=(gone,),
    )
    both = as_one([one, other], "map")
    assert both.source.path == "map"
    assert (both.source.format, both.source.title) == ("slo-bg, ander", "Tuin en plant; Hof")
    assert (both.source.version, both.source.why) == ("1", "2 documenten samen")
    assert both.source.example
    assert len(both.source.sha256) == 64
    assert both.source.sha256 != as_one([other, one], "map").source.sha256
    assert both.items == (*one.items, *other.items)
    assert (both.facts, both.retired, both.side) == ((fact,), (gone,), Side.VMBO)


def test_a_kwalificatie_that_is_not_there_is_refused_with_those_that_are():
    def kwalificatie(crebo):
        return Item(crebo, Kind.KWALIFICATIE, crebo, f"K{crebo}", "", PLACE, crebo=crebo)

    dossier = Curriculum(source("1"), Side.MBO, tuple(map(kwalificatie, ("2", "1"))))
    assert fault_of(restrict, dossier, ["1", "9", "8"]) == (
        *(UsageError, "kwalificatie 8, 9 komt niet voor", "tuin", "Kies uit: 1, 2."),
    )
    assert fault_of(restrict, replace(dossier, items=()), ["1"])[3] == (
        "Kies uit: deze bron noemt geen crebo."
    )
    assert restrict(dossier, []) is dossier
    assert [item.id for item in restrict(dossier, ["1"]).items] == ["1"]


def test_names_of_releases_say_the_first_that_differs():
    def named(before, after, **titles):
        one, other = programme(version=before), programme(version=after)
        if titles:
            one = replace(one, source=replace(one.source, title=titles["one"]))
        return release_names(one, other)

    assert named("1, vastgesteld", "2, vastgesteld") == ("1", "2")
    assert named("1, a", "1, b") == ("1, a", "1, b")
    assert named("1", "1", one="Hof") == ("Hof", "Tuin en plant")
    assert named("1", "1") == ("oud (1)", "nieuw (1)")
    assert named("", "") == ("oud", "nieuw")
    release = programme(*BASIS)
    assert where(release, release.by_id["e1"]) == (
        "P/TU/01 Zaaien en oogsten › P/TU/01/01 Een bed aanleggen"
    )
    assert nature_name("handeling zwaarder: a → b") == "handeling zwaarder"


# Cohorts


@pytest.mark.parametrize(
    ("stated", "version", "cohort", "told"),
    [
        ("01-08-2026", "2", "2026-2027", ("2", "de nieuwe versie geldt voor wie vanaf 2026 start")),
        ("01-08-2026", "2", "2025", ("1", "wie voor 2026 begon, houdt de oude versie")),
        ("01-09-2026", "2", "2026", ("1", "wie voor 2027 begon, houdt de oude versie")),
        ("01-09-2026", "2", "2027", ("2", "de nieuwe versie geldt voor wie vanaf 2027 start")),
        (
            "",
            "cohort 2025",
            "2025",
            ("cohort 2025", "de nieuwe versie geldt voor wie vanaf 2025 start"),
        ),
        (
            *("01-08-2026", "2", ""),
            ("", "voor welk cohort het is, is niet bekend; noem het met --cohort"),
        ),
        (
            *("", "vastgesteld 01-02-2025", "2025"),
            ("", "de bron noemt geen ingangsdatum: controleer welke versie voor dit cohort geldt"),
        ),
        (
            *("", "vastgesteld 01-02-2025, geldig vanaf 01-08-2026", "2024"),
            ("1", "wie voor 2025 begon, houdt de oude versie"),
        ),
    ],
)
def test_a_cohort_follows_a_version_for_a_reason(stated, version, cohort, told):
    facts = (Fact("ingangsdatum", stated, PLACE),) if stated else ()
    new = replace(programme(*BASIS, version=version), facts=facts)
    revision = Revision(programme(*BASIS), new, (), (), {})
    assert followed(revision, cohort) == told


# What becomes of decisions


def basis(curriculum, unit, **more):
    item = curriculum.by_id[unit]
    version, digest = curriculum.source.version, unit_sha256(curriculum, item)
    return replace(Basis(unit, item.code, item.title, version, digest), **more)


MBO = Basis("mbo-1", "B1-K1-W1", "Richt ruimten in", "2025")


def test_a_decision_keeps_lapses_or_asks_for_another_look(analyser):
    old = programme(*BASIS)
    new = programme(
        replace(BASIS[0], title="De kandidaat kan een moestuin inrichten."),
        replace(BASIS[1], title="De kandidaat kan gewassen herkennen"),
        version="2",
    )
    fates = Fates(compare_releases(old, new, analyser))

    def fate(unit, **more):
        found = fates.of(Decision(basis(old, unit, **more), MBO, Verdict.AKKOORD))
        return found.fate, found.reason, found.pairs

    assert fate("e1") == (Fate.BLIJFT, "alleen anders geschreven", (("e1", "mbo-1"),))
    assert fate("e3") == (Fate.VERVALT, "P/TU/01/01-03 is vervallen", ())
    assert fate("e1", text_sha256="x") == (
        *(Fate.OPNIEUW, "genomen op een andere tekst dan die van de oude versie"),
        (("e1", "mbo-1"),),
    )
    assert fate("e1", version="2", text_sha256="x")[:2] == (
        *(Fate.BLIJFT, "al genomen op de nieuwe versie"),
    )
    kind, reason, _ = fate("deel")
    assert kind is Fate.OPNIEUW
    assert reason == (
        "P/TU/01/01: daaronder 1 gewijzigd, 1 vervallen (P/TU/01/01-02, P/TU/01/01-03)"
    )
    elsewhere = fates.of(Decision(MBO, MBO, Verdict.AKKOORD))
    assert (elsewhere.fate, elsewhere.reason) == (
        *(Fate.BLIJFT, "deze vergelijking gaat niet over een van beide kanten"),
    )


def test_hours_of_what_lapses_and_of_what_is_unsure_are_told_apart(analyser):
    old = programme(*BASIS)
    new = programme(
        BASIS[0], replace(BASIS[1], title="De kandidaat kan gewassen herkennen"), version="2"
    )
    told = tuple(
        Decision(basis(old, unit), MBO, Verdict.AKKOORD, klokuren=hours)
        for unit, hours in (("e1", 1.0), ("e2", 2.5), ("e3", 4.0), ("deel", None))
    )
    found = impact(compare_releases(old, new, analyser), Decisions(settled=told)).hours
    assert [(h.unit, h.gained, h.lost, h.what, h.items) for h in found] == [
        (
            *(HourUnit.KLOKUREN, 0.0, 4.0, "vrijgemaakte uren van besluiten die vervallen"),
            ("e3", "mbo-1"),
        ),
        (
            *(HourUnit.KLOKUREN, 0.0, 2.5),
            "vrijgemaakte uren van besluiten die u opnieuw bekijkt",
            ("e2", "mbo-1"),
        ),
    ]


def test_hours_go_to_the_first_part_of_what_was_split(analyser):
    both = eindterm("beide", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (BB, KB))
    parts = [
        eindterm(name, f"P/TU/01/01-{code}", both.title, (leerweg,))
        for name, code, leerweg in (("bb", "04", BB), ("kb", "05", KB))
    ]
    old, new = programme(*BASIS, both), programme(*BASIS, *parts, version="2")
    revision = compare_releases(old, new, analyser)
    decision = Decision(basis(old, "beide"), MBO, Verdict.AKKOORD, klokuren=2.5)
    one, other = carry_over(revision, Decisions(settled=(decision,))).settled
    assert (one.left.id, one.klokuren, other.left.id, other.klokuren) == ("bb", 2.5, "kb", None)
    assert one.left == basis(new, "bb")
    assert one.right == MBO
    assert one.trail[0].startswith("overgezet van 1 naar 2: ")
    assert other.trail[0].startswith(
        "overgezet van 1 naar 2: code P/TU/01/01-04 werd P/TU/01/01-05; "
    )
    assert other.trail[0].endswith("; de 2,5 klokuren staan bij het eerste deel")


def test_a_redline_says_what_moved_once_on_each_side():
    spans = redline("maaien en harken in de tuin", "in de tuin maaien en harken")
    moved = [span for span in spans if span.kind is SpanKind.VERPLAATST]
    assert len(moved) == 2
    assert {bool(span.old) for span in moved} == {True, False}
    assert all(span.emphasis == () for span in moved)


def test_conflicts_stand_in_the_order_of_their_pairs(analyser):
    old = programme(*BASIS)
    revision = compare_releases(old, programme(*BASIS, version="2"), analyser)

    def conflict(unit):
        one = Decision(basis(old, unit), MBO, Verdict.AKKOORD)
        return Conflict((one, replace(one, verdict=Verdict.AFGEWEZEN)), ("besluit",))

    told = Decisions(conflicts=(conflict("e3"), conflict("e1"), conflict("e2")))
    carried = carry_over(revision, told).conflicts
    assert [one.decisions[0].left.id for one in carried] == ["e1", "e2", "e3"]


def test_parts_of_what_was_split_stand_in_the_order_of_the_release(analyser):
    both = eindterm("beide", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (BB, KB))
    parts = [
        eindterm(name, f"P/TU/01/01-{code}", both.title, (leerweg,))
        for name, code, leerweg in (("z", "04", BB), ("a", "05", KB))
    ]
    revision = compare_releases(
        programme(*BASIS, both), programme(*BASIS, *parts, version="2"), analyser
    )
    assert change_of(revision, "beide").new == ("z", "a")


def test_one_comparison_alone_says_nothing_of_overlaps(analyser):
    old = programme(*BASIS)
    revision = compare_releases(old, programme(*BASIS, version="2"), analyser)
    overlap = Overlap(old, (), (), (), frozenset(), (), {}, {})
    for pair in ((overlap, None), (None, overlap)):
        found = impact(revision, Decisions(), *pair)
        assert (found.new_overlaps, found.lost_overlaps) == ((), ())
