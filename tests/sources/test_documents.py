"""A folder or zip may hold many documents: good ones are read, the others are listed."""

import io
import os
import zipfile

import pytest
from small_sources import DOSSIER, small_release, write_records, write_xml

from align.errors import InputError, SeveralInputsError
from align.sources import limits, load, load_all, load_each, load_sides
from align.sources.notes import warning_kind

NOT_READ = "ander bestand uit dezelfde map is niet gelezen"


def dossier(number: str, title: str) -> str:
    return DOSSIER.replace('nr="77" titel="Bakkerij "', f'nr="{number}" titel="{title}"')


@pytest.fixture
def team(tmp_path):
    """What lies in a folder of a team: a release, two dossiers, and things that are neither."""
    folder = tmp_path / "team"
    write_records(folder / "slo" / "2031.2", small_release())
    (folder / "slo" / "2031.2" / "README.md").write_text("Uitleg")
    (folder / "mbo").mkdir()
    write_xml(folder / "mbo", dossier("78", "Vlaaierij"), "b.xml")
    write_xml(folder / "mbo", DOSSIER, "a.xml")
    (folder / "mbo" / "half.xml").write_text(DOSSIER[:2000])
    (folder / "notulen.txt").write_text("Aanwezig: niemand")
    return folder


def zip_of(folder, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(folder.parent).as_posix())
    return path


def unread(curriculum):
    return {w.place.file: w.message for w in curriculum.warnings if NOT_READ in w.message}


def test_every_document_in_a_folder_is_read_and_the_others_are_listed(team):
    found, faults = load_each([team])
    assert [c.source.title for c in found] == [
        "Examenprogramma's beroepsgericht vmbo",
        "Kwalificatiedossier Bakkerij",
        "Kwalificatiedossier Vlaaierij",
    ]
    assert faults == ()
    assert found[0].source.version == "2031.2"
    assert found[0].source.path == str(team / "slo" / "2031.2")
    assert found[1].source.path == str(team / "mbo" / "a.xml")
    first, second, third = map(unread, found)
    assert (second, third) == ({}, {})
    assert first == {
        "notulen.txt": f"{NOT_READ}: dit bestand heeft geen bekend formaat",
        "mbo/half.xml": first["mbo/half.xml"],
    }
    assert "afgebroken" in first["mbo/half.xml"]


def test_a_zip_gives_the_same_documents_as_the_folder(team, tmp_path):
    found, _ = load_each([team])
    packed, _ = load_each([zip_of(team, tmp_path / "team.zip")])
    assert [c.source.sha256 for c in packed] == [c.source.sha256 for c in found]
    assert [c.items for c in packed] == [c.items for c in found]
    assert packed[0].source.version == "2031.2"
    assert packed[1].source.path.endswith("team.zip › team/mbo/a.xml")


def test_a_zip_in_a_folder_is_looked_into(team, tmp_path):
    folder = tmp_path / "alles"
    folder.mkdir()
    zip_of(team, folder / "team.zip")
    found, _ = load_each([folder])
    assert [c.source.format for c in found] == ["slo-bg", "sbb-xml", "sbb-xml"]
    assert "team.zip › team/notulen.txt" in unread(found[0])


def test_load_wants_exactly_one_document(team):
    with pytest.raises(InputError, match="4 documenten bij elkaar") as caught:
        load(team)
    assert str(team) in caught.value.advice
    assert load(team / "slo").source.version == "2031.2"


def test_one_document_with_other_files_beside_it_is_read_with_a_warning(team):
    (team / "mbo" / "b.xml").unlink()
    (team / "mbo" / "half.xml").write_text("geen xml")
    curriculum = load(team / "mbo")
    assert curriculum.counts()["dossier"] == 1
    assert list(unread(curriculum)) == ["half.xml"]


def test_a_folder_in_which_nothing_can_be_read_is_one_fault(tmp_path):
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text(DOSSIER[:2000])
    found, (fault,) = load_each([tmp_path])
    assert found == ()
    assert "geen van deze 2 bestanden" in fault.what
    assert fault.where == str(tmp_path)


def test_the_one_unusable_file_of_a_folder_speaks_for_itself(tmp_path):
    (tmp_path / "a.xml").write_text('<!DOCTYPE sbb [<!ENTITY x SYSTEM "file:///x">]><sbb>&x;</sbb>')
    with pytest.raises(InputError, match="DOCTYPE") as caught:
        load(tmp_path)
    assert "a.xml" in caught.value.where


def test_the_files_of_a_release_and_of_the_basis_belong_together(tmp_path):
    top = tmp_path / "archief"
    write_records(top / "curriculum-examenprogramma-bg-2031.2", small_release())
    (top / "curriculum-examenprogramma-bg-2031.2" / "package.json").write_text("{}")
    basis = top / "curriculum-basis-2031.2" / "data"
    basis.mkdir(parents=True)
    (basis / "niveaus.json").write_text("[]")
    (basis / "vakleergebieden.json").write_text("[]")
    curriculum = load(top)
    assert curriculum.source.version == "2031.2"
    assert not unread(curriculum)
    packed = zip_of(top, tmp_path / "archief.zip")
    assert load(packed).items == curriculum.items


def test_several_releases_in_one_folder_are_as_many_documents(tmp_path):
    for tag in ("2031.1", "2031.2"):
        write_records(tmp_path / tag, small_release())
    found, _ = load_each([tmp_path])
    assert [c.source.version for c in found] == ["2031.1", "2031.2"]


def test_a_dossier_that_stands_in_two_files_is_named(tmp_path):
    write_xml(tmp_path, DOSSIER, "a.xml")
    write_xml(tmp_path, DOSSIER, "b.xml")
    one, two = load_all([tmp_path])
    kinds = [warning_kind(w.message) for w in two.warnings]
    assert "dit dossier staat ook in een ander bestand" in kinds
    assert kinds[:-1] == [warning_kind(w.message) for w in one.warnings]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="geen koppelingen op dit systeem")
def test_links_in_a_folder_lead_nowhere_and_are_listed(team):
    (team / "kring").symlink_to(team / "kring")
    (team / "terug").symlink_to(team)
    first, *_ = load_each([team])[0]
    assert "in een kring" in unread(first)["kring"]
    assert "niet gevolgd" in unread(first)["terug"]


def test_folders_that_lie_too_deep_are_listed(tmp_path):
    write_xml(tmp_path, DOSSIER)
    deep = tmp_path.joinpath(*"abcde")
    deep.mkdir(parents=True)
    write_xml(deep, DOSSIER)
    curriculum = load(tmp_path)
    ((name, message),) = unread(curriculum).items()
    assert name == "a/b/c/d/e"
    assert f"niet dieper gekeken dan {limits.MAX_FOLDER_DEPTH} mappen" in message


def test_files_in_zips_count_too(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILES", 3)
    for name in "ab":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("1.txt", "x")
            archive.writestr("2.txt", "x")
        (tmp_path / f"{name}.zip").write_bytes(packed.getvalue())
    with pytest.raises(InputError, match="meer dan 3 bestanden, zips meegeteld"):
        load(tmp_path)


def test_the_left_side_is_one_document_and_the_right_side_many(team):
    left, right = load_sides(team / "slo", [team / "mbo"])
    assert left.source.version == "2031.2"
    assert [c.source.title[-9:] for c in right] == [" Bakkerij", "Vlaaierij"]
    with pytest.raises(SeveralInputsError) as caught:
        load_sides(team, [team / "weg", team / "mbo"])
    assert len(caught.value.faults) == 2


def test_a_folder_that_must_be_whole_is_refused_for_what_is_broken_alone(team):
    (team / "mbo" / "leeg.pdf").write_bytes(b"")
    (team / "mbo" / "pagina.xml").write_text("<!doctype html><html></html>")
    (team / "mbo" / "half.xlsx").write_bytes(b"PK\x03\x04" + bytes(40))
    (team / "foto.png").write_bytes(b"\x89PNG")
    (team / "ander.xml").write_text("<rss><item/></rss>")
    (team / "oud.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    found, (fault,) = load_each([team], whole=True)
    assert found == ()
    names = [one.where.partition(", ")[0] for one in fault.faults]
    assert sorted(names) == [
        str(team / "mbo" / name) for name in ("half.xlsx", "half.xml", "leeg.pdf", "pagina.xml")
    ]
    for name in ("half.xlsx", "half.xml", "leeg.pdf", "pagina.xml"):
        (team / "mbo" / name).unlink()
    whole, faults = load_each([team], whole=True)
    assert (len(whole), faults) == (3, ())
