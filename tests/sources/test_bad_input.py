"""Hostile and broken files: one clear message each, and never more memory than a school has.

Every source is read in a process of its own, so that its peak can be measured. The files are made
here; none is kept.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_sources import DOSSIER, small_release, write_records

MAX_MB = 500
SECONDS = 120
"""Far more than any needs: a machine may be busy, and a test that never ends tells nothing."""

CHILD = """
import json, sys
from align.errors import AlignError
from align.sources import load_each
found, faults = load_each(sys.argv[1:])
try:
    # Not ru_maxrss: on Linux a child starts with that of the process that started it.
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 2**10
except OSError:
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    except ImportError:
        peak = 0.0
print(json.dumps({
    "counts": [c.counts() for c in found],
    "warnings": [f"{w.place}: {w.message}" for c in found for w in c.warnings][:5000],
    "faults": [fault.render() for fault in faults],
    "peak_mb": peak,
}))
"""


@dataclass(frozen=True)
class Outcome:
    counts: list[dict[str, int]]
    warnings: list[str]
    faults: list[str]
    peak_mb: float

    @property
    def fault(self) -> str:
        assert self.counts == []
        (fault,) = self.faults
        return fault


def read_apart(*paths: Path) -> Outcome:
    """Reads sources in a process of its own; a traceback or too high a peak fails the test."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    outcome = Outcome(**json.loads(done.stdout))
    assert outcome.peak_mb < MAX_MB
    for fault in outcome.faults:
        assert "→" in fault, "een fout zonder advies"
    return outcome


def big_file(path: Path, size: int, start: bytes, block: bytes, end: bytes = b"") -> Path:
    """A file of about `size` bytes: a start, a block as often as fits, an end."""
    many = block * (2**20 // len(block))
    with path.open("wb") as file:
        file.write(start)
        while file.tell() < size:
            file.write(many)
        file.write(end)
    return path


def mixed(folder: Path, bad: Path) -> Outcome:
    """The bad file beside a good one: the good one is read, the bad one is listed."""
    folder.mkdir(exist_ok=True)
    (folder / "goed.xml").write_text(DOSSIER, encoding="utf-8")
    bad.rename(folder / bad.name)
    outcome = read_apart(folder)
    assert len(outcome.counts) == 1
    return outcome


# --- entities ------------------------------------------------------------------------------------

SECRET = "geheim-dat-nergens-mag-staan"


def entity_attacks(secret: Path) -> dict[str, str]:
    uri = secret.as_uri()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "xxe": f'<!DOCTYPE sbb [<!ENTITY x SYSTEM "{uri}">]>{body("&x;")}',
        "parameter": f'<!DOCTYPE sbb [<!ENTITY % x SYSTEM "{uri}"> %x;]>{body("a")}',
        "dtd": f'<!DOCTYPE sbb SYSTEM "{uri}">{body("a")}',
        "public": f'<!DOCTYPE sbb PUBLIC "-//x//x" "{uri}">{body("a")}',
        "laughs": f'<!DOCTYPE sbb [<!ENTITY l0 "ha">{laughs}]>{body("&l11;")}',
        "quadratic": f'<!DOCTYPE sbb [<!ENTITY a "{"a" * 50_000}">]>{body("&a;" * 50_000)}',
        "after a comment": f'<!-- {"x" * 400_000} --><!DOCTYPE sbb SYSTEM "{uri}">{body("a")}',
    }


def body(text: str) -> str:
    plain = DOSSIER.replace("<![CDATA[Volgt een recept.]]>", text)
    assert plain != DOSSIER
    return plain.split("?>", 1)[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_read(tmp_path, encoding):
    secret = tmp_path / "geheim.txt"
    secret.write_text(SECRET)
    attacks = entity_attacks(secret)
    for name, text in attacks.items():
        (tmp_path / f"{name}.xml").write_bytes(text.encode(encoding))
    outcome = read_apart(*(tmp_path / f"{name}.xml" for name in attacks))
    assert outcome.counts == []
    said = dict(zip(attacks, outcome.faults, strict=True))
    assert "in de eerste 64 kB van deze XML begint geen inhoud" in said.pop("after a comment")
    assert all("DOCTYPE" in fault for fault in said.values())
    assert SECRET not in "".join(outcome.faults)


def test_an_xinclude_is_not_followed(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text(SECRET)
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret}"/>'
    )
    bad = tmp_path / "dossier.xml"
    bad.write_text(DOSSIER.replace("<verantwoordelijkheid>", f"{include}<verantwoordelijkheid>"))
    outcome = read_apart(bad)
    assert SECRET not in json.dumps([outcome.warnings, outcome.counts])
    assert any("onbekend element is niet gelezen" in w for w in outcome.warnings)


# --- XML that is too much ------------------------------------------------------------------------


def xml_floods() -> dict[str, tuple[bytes, bytes, bytes, str]]:
    """Start, block and end of a file, and what the message says."""
    head = b"<sbb><dossiers>"
    tail = b"</dossiers></sbb>"
    inside = b'<sbb><dossiers><dossier nr="1" titel="x">'
    return {
        "no dossier": (b"<sbb>", b"<a/>", b"</sbb>", "groter dan 200.000 elementen"),
        "in a dossier": (inside, b'<a b="c"/>', b"</dossier>" + tail, "groter dan 200.000"),
        "attributes": (
            inside + b"<a ",
            b' b="1"',
            b"/></dossier>" + tail,
            "klopt hier niet|dan 200.000",
        ),
        "text": (inside, b"<p>" + b"x" * 60_000 + b"</p>", b"</dossier>" + tail, "dan 20 MB"),
        "one text": (inside + b"<p>", b"x" * 1000, b"</p></dossier>" + tail, "klopt|dan 20 MB"),
        "a comment": (inside + b"<!--", b"x" * 1000, b"--></dossier>" + tail, "klopt|dan 20 MB"),
        "depth": (inside, b"<a>", b"", "klopt hier niet"),
        "never ends": (inside, b" ", b"", "klopt hier niet|dan 20 MB"),
        "small dossiers": (head, b'<dossier nr="7"/>', tail, "meer dan 5000 dossiers"),
    }


@pytest.mark.parametrize("flood", xml_floods())
def test_a_flood_of_xml_is_stopped_and_the_limit_named(tmp_path, flood):
    start, block, end, message = xml_floods()[flood]
    bad = big_file(tmp_path / "dossier.xml", 40 * 2**20, start, block, end)
    fault = read_apart(bad).fault
    assert any(part in fault for part in message.split("|")), fault


def test_additions_for_each_other_do_not_multiply(tmp_path):
    profiles = '<profiel referentie="301"/>' * 20_000
    texts = "<omschrijving>Bakt.</omschrijving>" * 20_000
    bomb = f"<verantwoordelijkheidperprofiel><aanvullend>{profiles}{texts}</aanvullend>\
</verantwoordelijkheidperprofiel></verantwoordelijkheid>"
    bad = tmp_path / "dossier.xml"
    bad.write_text(DOSSIER.replace("</verantwoordelijkheid>", bomb))
    outcome = read_apart(bad)
    assert len(outcome.counts) == 1
    assert any("meer dan 300 aanvullingen" in w for w in outcome.warnings)
    assert any("meer dan 500 onderdelen" in w for w in outcome.warnings)


# --- JSON that is too much -----------------------------------------------------------------------


def release_with(folder: Path, size: int, start: bytes, block: bytes, end: bytes) -> Path:
    write_records(folder, small_release())
    big_file(folder / "data" / "deeltaak.json", size, start, block, end)
    return folder


WIDE = (b"[[]", b",[]", b"]")


@pytest.mark.parametrize(
    ("start", "block", "end"),
    [
        (b"[", b"[", b""),
        WIDE,
        (b'[{"id":"a","x":[[]', b",[]", b"]}]"),
        (b'[{"id":"a"}', b',{"id":"a"}', b"]"),
    ],
    ids=["deep", "wide", "in a record", "records"],
)
def test_a_flood_of_json_in_a_release_is_refused(tmp_path, start, block, end):
    folder = release_with(tmp_path / "2031.2", 40 * 2**20, start, block, end)
    assert "deeltaak.json" in read_apart(folder).fault


def test_200_mb_of_nested_lists_are_refused_in_a_release_and_alone(tmp_path):
    folder = release_with(tmp_path / "2031.2", 200 * 2**20, *WIDE)
    outcome = read_apart(folder)
    assert "groter dan 64 MB" in outcome.fault
    alone = read_apart(folder / "data" / "deeltaak.json")
    assert alone.fault
    (folder / "data" / "deeltaak.json").rename(tmp_path / "deep.json")
    assert read_apart(tmp_path / "deep.json").fault


@pytest.mark.parametrize("sign", ["x", "\U0001f35e", "\u20ac"])
def test_one_endless_text_is_refused_whatever_signs_are_in_it(tmp_path, sign):
    start = f'[{{"id":"d2","prefix":"P/ZW/01/02","title":"{sign}'.encode()
    folder = release_with(tmp_path / "2031.2", 50 * 2**20, start, b"x", b'"}]')
    fault = read_apart(folder).fault
    assert "meer dan 4.000.000 tekens" in fault or "neemt meer dan 128 MB in" in fault


def test_a_text_as_long_as_a_book_is_cut_with_a_warning(tmp_path):
    records = small_release()
    records["deeltaak"][0]["title"] = "brood " * 100_000
    dossier = tmp_path / "dossier.xml"
    dossier.write_text(DOSSIER.replace("Ruimt op.", "Ruimt op. " * 100_000), encoding="utf-8")
    outcome = read_apart(write_records(tmp_path / "2031.2", records), dossier)
    said = [w for w in outcome.warnings if "langer dan 100000 tekens en is daar afgekapt" in w]
    assert ["deeltaak.json" in said[0], "dossier.xml" in said[1], len(said)] == [True, True, 2]


# --- zips ----------------------------------------------------------------------------------------


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def lying_zip(path: Path) -> Path:
    """A zip whose list says 100 bytes where 100 MB of zeros lie."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(squeeze.compress(bytes(2**20)) for _ in range(100)) + squeeze.flush()
    name = b"dossier.xml"
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(data), 100, len(name), 0)
    local = b"PK\x03\x04" + common + name + data
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + common
    listed += struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(listed), len(local), 0)
    path.write_bytes(local + listed + end)
    return path


def test_a_zip_bomb_is_refused_unopened(tmp_path):
    bomb = packed(tmp_path / "bom.zip", {"dossier.xml": bytes(100 * 2**20)})
    outcome = read_apart(bomb)
    assert "meer dan 200 keer kleiner" in outcome.fault
    assert outcome.peak_mb < 200


def test_a_zip_of_many_bombs_just_under_the_ratio_is_refused(tmp_path):
    noise = os.urandom(2**20)
    bad = tmp_path / "bom.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in range(11):
            with archive.open(f"{name}.xml", "w") as member:
                member.write(noise)
                for _ in range(39):
                    member.write(bytes(2**20))
    assert "uitgepakt groter dan 400 MB" in read_apart(bad).fault


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path):
    outcome = read_apart(lying_zip(tmp_path / "bom.zip"))
    assert "beschadigd" in outcome.fault or "bekend formaat" in outcome.fault
    assert outcome.peak_mb < 200


def test_zips_in_zips_are_not_unpacked_without_end(tmp_path):
    data = DOSSIER.encode()
    for depth in range(6):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(4):
                archive.writestr(f"{depth}-{copy}.zip" if depth else f"{copy}.xml", data)
        data = inner.getvalue()
    bad = tmp_path / "diep.zip"
    bad.write_bytes(data)
    assert "kan worden gelezen" in read_apart(bad).fault


def test_a_name_that_leads_outside_is_refused_and_nothing_is_written(tmp_path):
    folder = tmp_path / "hier"
    folder.mkdir()
    names = ("../../b.xml", "/etc/b.xml", "C:/b.xml", "..\\b.xml", "a/../../b.xml")
    bad = [
        packed(folder / f"{number}.zip", {"goed.xml": DOSSIER.encode(), name: b"x"})
        for number, name in enumerate(names)
    ]
    before = sorted(tmp_path.rglob("*"))
    outcome = read_apart(*bad)
    assert outcome.counts == []
    assert ["wijst buiten de zip" in fault for fault in outcome.faults] == [True] * len(names)
    assert sorted(tmp_path.rglob("*")) == before


def test_ten_thousand_files_in_a_zip_are_refused(tmp_path):
    bad = packed(tmp_path / "x.zip", {f"{n}.xml": b"x" for n in range(10_000)})
    assert "meer dan 2000 bestanden" in read_apart(bad).fault


# --- encodings, signs, references ----------------------------------------------------------------


def test_a_release_in_another_encoding_is_refused_with_its_name(tmp_path):
    records = small_release()
    records["deeltaak"][0]["title"] = "Crème brûlée bereiden"
    encodings = ("cp1252", "utf-16", "utf-32", "latin-1")
    for encoding in encodings:
        file = write_records(tmp_path / encoding, records) / "data" / "deeltaak.json"
        file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    outcome = read_apart(*(tmp_path / encoding for encoding in encodings))
    assert outcome.counts == []
    for fault, name in zip(outcome.faults, ("1252", "UTF-16", "UTF-32", "1252"), strict=True):
        assert "deeltaak.json" in fault
        assert name in fault


def test_traces_of_a_wrong_encoding_are_named_with_their_place(tmp_path):
    records = small_release()
    records["deeltaak"][0]["title"] = "Crème bereiden".encode().decode("cp1252")
    release = write_records(tmp_path / "slo" / "2031.2", records)
    dossier = tmp_path / "dossier.xml"
    wrong = "kan crème kloppen".encode().decode("cp1252")
    dossier.write_text(DOSSIER.replace("kan een oven instellen", wrong), encoding="utf-8")
    outcome = read_apart(release, dossier)
    said = [w for w in outcome.warnings if "verkeerde tekencodering" in w]
    assert len(said) == 2
    assert ["CrÃ¨me" in said[0], "crÃ¨me" in said[1]] == [True, True]


def test_nul_bytes_lead_to_a_message_or_a_warning(tmp_path):
    raw, escaped = (write_records(tmp_path / name, small_release()) for name in ("raw", "escaped"))
    terms = raw / "data" / "globale_eindterm.json"
    terms.write_bytes(terms.read_bytes().replace(b"Meel wegen", b"Meel\0wegen"))
    terms = escaped / "data" / "globale_eindterm.json"
    terms.write_text(terms.read_text().replace("Meel wegen", "Meel\\u0000wegen"))
    xml = tmp_path / "raw.xml"
    xml.write_bytes(DOSSIER.encode().replace(b"Ruimt op.", b"Ruimt\0op."))
    reference = tmp_path / "reference.xml"
    reference.write_text(DOSSIER.replace("Maakt schoon.", "Maakt&#0;schoon."))
    name = packed(tmp_path / "x.zip", {"goed.xml": DOSSIER.encode()})
    name.write_bytes(name.read_bytes().replace(b"goed.xml", b"go\0d.xml"))
    only = tmp_path / "only.xml"
    only.write_bytes(bytes(10_000))
    outcome = read_apart(raw, escaped, xml, reference, name, only)
    assert len(outcome.counts) == 1
    assert any("stuurteken" in w for w in outcome.warnings)
    expected = ("klopt hier niet", "de XML", "klopt hier niet", "buiten de zip", "tekstbestand")
    for fault, what in zip(outcome.faults, expected, strict=True):
        assert what in fault


def test_references_to_nothing_are_warnings_with_their_place(tmp_path):
    records = small_release()
    records["deeltaak"][0]["examenprogramma_bg_globale_eindterm_id"] = ["weg", "ook-weg"]
    records["profiel"][0]["examenprogramma_bg_module_id"] = ["m", "weg"]
    release = write_records(tmp_path / "slo" / "2031.2", records)
    dossier = tmp_path / "dossier.xml"
    text = DOSSIER.replace('heden referentie="502"', 'heden referentie="599"')
    dossier.write_text(text.replace('<competentie referentie="12"', '<competentie referentie="99"'))
    outcome = read_apart(release, dossier)
    said = [w for w in outcome.warnings if "verwijst naar" in w]
    assert len(said) == 5
    assert all("regel" in w for w in said)


def test_what_refers_to_itself_or_in_a_circle_is_read_once(tmp_path):
    records = small_release()
    records["deeltaak"][0] |= {
        "id": "kring",
        "examenprogramma_bg_globale_eindterm_id": ["kring", "e1"],
    }
    records["globale_eindterm"].append({"id": "kring", "prefix": "P/ZW/01/10-01", "title": "x"})
    outcome = read_apart(write_records(tmp_path / "2031.2", records))
    assert outcome.counts[0]["eindterm"] == 4


# --- folders -------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen vragen daar rechten")
def test_a_symlink_loop_in_a_folder_ends(tmp_path):
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    (folder / "terug").symlink_to(folder)
    (folder / "goed.xml").write_text(DOSSIER, encoding="utf-8")
    outcome = read_apart(folder)
    assert len(outcome.counts) == 1
    said = [w for w in outcome.warnings if "niet gelezen" in w]
    assert sum("in een kring" in w for w in said) == 2
    assert sum("niet gevolgd" in w for w in said) == 1


def test_every_kind_of_bad_file_beside_a_good_one_is_listed(tmp_path):
    folder = tmp_path / "team"
    write_records(folder / "2031.2", small_release())
    (folder / "goed.xml").write_text(DOSSIER, encoding="utf-8")
    (folder / "xxe.xml").write_text(entity_attacks(folder / "goed.xml")["xxe"])
    (folder / "half.xml").write_text(DOSSIER[:3000], encoding="utf-8")
    (folder / "leeg.xml").write_text("")
    (folder / "pagina.html").write_text("<!doctype html><title>Inloggen</title>")
    (folder / "ruis.bin").write_bytes(bytes(range(256)) * 40)
    packed(folder / "bom.zip", {"x.xml": bytes(30 * 2**20)})
    packed(folder / "buiten.zip", {"../x.xml": b"x"})
    (folder / "stuk.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    outcome = read_apart(folder)
    assert [c.get("dossier", 0) for c in outcome.counts] == [0, 1]
    said = [w for w in outcome.warnings if "ander bestand uit dezelfde map" in w]
    assert [w.split(":")[0] for w in said] == sorted(
        [
            *("bom.zip", "buiten.zip", "half.xml", "leeg.xml", "pagina.html", "ruis.bin"),
            *("stuk.zip", "xxe.xml"),
        ],
        key=lambda name: (name == "half.xml", name),
    )


def test_a_bad_file_beside_a_good_one_does_not_cost_more_memory(tmp_path):
    bad = big_file(tmp_path / "x.json", 200 * 2**20, b"[", b"[],", b"[]]")
    outcome = mixed(tmp_path / "team", bad)
    assert any("x.json" in w for w in outcome.warnings)
