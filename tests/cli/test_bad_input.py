"""Bad input: one clear message with place and advice, exit 1, and every file as it was."""

import json
import shutil
from types import SimpleNamespace

import pytest

DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE sbb {}>\n<sbb><dossiers/></sbb>'


def missing(there):
    return there.vmbo, there.folder / "weg.xml", "weg.xml", "dit bestaat niet"


def empty_folder(there):
    (there.folder / "leeg").mkdir()
    return there.folder / "leeg", there.mbo, "leeg", "geen enkel bestand"


def cut_off_json(there):
    shutil.copytree(there.vmbo, there.folder / "vmbo")
    path = there.folder / "vmbo" / "data" / "deeltaak.json"
    path.write_text(path.read_text(encoding="utf-8")[:2000], encoding="utf-8")
    return there.folder / "vmbo", there.mbo, "deeltaak.json, regel", "afgebroken"


def cut_off_xml(there):
    path = there.folder / "half.xml"
    path.write_bytes(there.mbo.read_bytes()[:4000])
    return there.vmbo, path, "half.xml, regel", "afgebroken"


def entity(there):
    path = there.folder / "entiteit.xml"
    path.write_text(DOCTYPE.format('[<!ENTITY x SYSTEM "file:///etc/hostname">]'))
    return there.vmbo, path, "entiteit.xml, regel 2", "DOCTYPE"


def external_dtd(there):
    path = there.folder / "dtd.xml"
    path.write_text(DOCTYPE.format('SYSTEM "https://example.org/sbb.dtd"'))
    return there.vmbo, path, "dtd.xml, regel 2", "DOCTYPE"


def other_encoding(there):
    shutil.copytree(there.vmbo, there.folder / "vmbo")
    path = there.folder / "vmbo" / "data" / "profiel.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    records[0]["title"] = "Café"
    path.write_bytes(json.dumps(records, ensure_ascii=False).encode("cp1252"))
    return there.folder / "vmbo", there.mbo, "profiel.json, regel", "UTF-8"


def wrong_declaration(there):
    path = there.folder / "latijn.xml"
    path.write_bytes(there.mbo.read_text(encoding="utf-8-sig").encode("cp1252", "replace"))
    return there.vmbo, path, "latijn.xml, regel", "XML"


def pdf_as_xml(there):
    path = there.folder / "dossier.xml"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    return there.vmbo, path, "dossier.xml", "PDF"


FAULTS = (
    missing,
    empty_folder,
    cut_off_json,
    cut_off_xml,
    entity,
    external_dtd,
    other_encoding,
    wrong_declaration,
    pdf_as_xml,
)
faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@pytest.fixture
def written(tmp_path):
    """A page and a JSON of an earlier time."""
    folder = tmp_path / "uit"
    folder.mkdir()
    for name in ("uit.html", "uit.json"):
        (folder / name).write_text("van eerder")
    return folder


@pytest.fixture
def there(tmp_path, vmbo, mbo):
    """An empty folder, and two good sources."""
    return SimpleNamespace(folder=tmp_path, vmbo=vmbo, mbo=mbo)


def judge(shown, where, what):
    assert shown.code == 1
    assert shown.err.startswith("align: ")
    assert where in shown.err
    assert what in shown.err
    assert shown.err.count("→") == 1
    assert "Traceback" not in shown.err
    assert "Error" not in shown.err


@faults
def test_overlap_says_what_is_wrong_and_leaves_the_old_page(align, there, written, fault):
    left, right, where, what = fault(there)
    page, data = written / "uit.html", written / "uit.json"
    shown = align("overlap", left, right, "-o", page, "--json", data)
    judge(shown, where, what)
    assert shown.out == ""
    assert page.read_text() == data.read_text() == "van eerder"
    assert len(list(written.iterdir())) == 2


@faults
def test_inspect_says_what_is_wrong_and_shows_the_other(align, there, written, fault):
    left, right, where, what = fault(there)
    shown = align("inspect", left, right, "--json", written / "uit.json")
    judge(shown, where, what)
    assert "formaat" in shown.out
    assert (written / "uit.json").read_text() == "van eerder"


def test_several_faults_are_reported_in_one_go(align, tmp_path, mbo):
    shown = align("overlap", tmp_path / "a", tmp_path / "b", mbo, "-o", tmp_path / "uit.html")
    assert shown.code == 1
    assert f"{tmp_path / 'a'}: dit bestaat niet" in shown.err
    assert f"{tmp_path / 'b'}: dit bestaat niet" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_a_new_process_ends_with_the_same_exit_code(new_process, tmp_path, vmbo):
    done = new_process("-m", "align", "overlap", vmbo, tmp_path / "weg.xml", "-o", "uit.html")
    assert done.code == 1
    assert done.out == ""
    assert done.err == (
        f"align: {tmp_path / 'weg.xml'}: dit bestaat niet\n"
        "  → Controleer de naam en de map waarin u werkt.\n"
    )
    assert not (tmp_path / "uit.html").exists()


def test_a_demo_in_a_place_that_cannot_be_is_refused(align, tmp_path):
    (tmp_path / "bestand").write_text("x")
    shown = align("demo", "-o", tmp_path / "bestand")
    assert shown.code == 1
    assert "hier staat al een bestand met deze naam" in shown.err
    assert (tmp_path / "bestand").read_text() == "x"


@pytest.mark.parametrize("command", ["demo", "inspect", "overlap", "evaluate"])
def test_an_argument_that_is_far_too_long_is_no_defect(align, command, tmp_path, mbo):
    long = tmp_path / ("x" * 5000)
    more = {"demo": ["-o", long], "overlap": [long, mbo, "-o", tmp_path / "uit.html"]}
    shown = align(command, *more.get(command, [long]))
    assert shown.code == 1
    assert "→" in shown.err
    assert "Traceback" not in shown.err
