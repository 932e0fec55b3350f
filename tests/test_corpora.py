"""The embedded example corpus: its shape, its traps, and that no text of it is anyone else's."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from align.model import Kind, Leerweg
from align.resources import resource
from align.similarity.gold import read_gold
from align.sources import load

CORPORA = resource("corpora")
NEW = CORPORA / "vmbo-voorbeeld"
OLD = CORPORA / "vmbo-voorbeeld-vorige"
DOSSIERS = tuple(sorted((CORPORA / "mbo-voorbeeld").glob("*.xml")))
GOLD = CORPORA / "gold-voorbeeld.json"

BG = "examenprogramma_bg_"
TYPES = (
    "profiel",
    "kern",
    "kerndeel",
    "module",
    "moduletaak",
    "keuzevak",
    "keuzevaktaak",
    "deeltaak",
    "globale_eindterm",
)
LEVELS = {
    "861d98e4-e5ae-4ed7-89f6-f224605f7c97": "BB",
    "8574855d-0670-42bf-9f73-dc6706278b8b": "KB",
    "64852857-b601-419f-9cbb-e1335a185303": "GL",
}
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
CODES = {
    "profiel": r"V(ZW|TB)",
    "kern": r"PK/V(ZW|TB)",
    "kerndeel": r"PK/V(ZW|TB)/[abc]",
    "module": r"P/V(ZW|TB)/\d\d",
    "moduletaak": r"P/V(ZW|TB)/\d\d/MT",
    "keuzevak": r"K/V(ZW|TB)/\d\d",
    "keuzevaktaak": r"K/V(ZW|TB)/\d\d/KT",
    "deeltaak": r"[PK]/V(ZW|TB)/\d\d/\d{1,2}",
    "globale_eindterm": r"PK/V(ZW|TB)/[abc]-\d{1,2}[a-z]?|[PK]/V(ZW|TB)/\d\d/(\d\d-\d\d|\d\.\d)",
}
#: Real texts are full of short headings; a sentence of this length is someone's own wording.
OWN_WORDING = 40


def read(release: Path, kind: str) -> list[dict]:
    return json.loads((release / "data" / f"{kind}.json").read_text(encoding="utf-8"))


def children(entity: dict) -> list[tuple[str, str]]:
    """(kind, id) of everything that an entity lists as its own."""
    return [
        (key.removeprefix(BG).removesuffix("_id"), child)
        for key, value in entity.items()
        if key.startswith(BG)
        for child in value
    ]


def eindtermen(release: Path) -> dict[str, dict]:
    return {entity["prefix"]: entity for entity in read(release, "globale_eindterm")}


def texts() -> set[str]:
    """Every text of the corpus, of both sides."""
    found = {
        entity[key]
        for release in (NEW, OLD)
        for kind in (*TYPES, "deprecated")
        for entity in read(release, kind)
        for key in ("title", "description")
        if entity.get(key)
    }
    for path in DOSSIERS:
        for element in etree.parse(path).iter():
            found |= {element.text or "", element.get("titel", "")}
    return found


@pytest.mark.parametrize("release", [NEW, OLD], ids=lambda path: path.name)
class TestRelease:
    def test_says_that_it_is_an_example(self, release):
        about = json.loads((release / "voorbeeld.json").read_text(encoding="utf-8"))
        assert about["example"] is True
        assert about["version"] == ("voorbeeld 2" if release == NEW else "voorbeeld 1")

    def test_is_printed_as_slo_does(self, release):
        for kind in (*TYPES, "deprecated"):
            text = (release / "data" / f"{kind}.json").read_text(encoding="utf-8")
            assert text == json.dumps(json.loads(text), ensure_ascii=False, indent="\t") + "\n"

    def test_ids_are_unique_and_codes_are_its_own(self, release):
        ids = [entity["id"] for kind in TYPES for entity in read(release, kind)]
        assert len(ids) == len(set(ids))
        assert all(UUID4.fullmatch(one) for one in ids)
        for kind in TYPES:
            codes = [entity["prefix"] for entity in read(release, kind)]
            assert len(codes) == len(set(codes))
            assert all(re.fullmatch(CODES[kind], code) for code in codes), kind

    def test_every_reference_resolves_and_everything_has_one_parent(self, release):
        known = {(kind, entity["id"]) for kind in TYPES for entity in read(release, kind)}
        below = [
            child for kind in TYPES for entity in read(release, kind) for child in children(entity)
        ]
        assert len(below) == len(set(below))
        roots = {(kind, one) for kind, one in known if kind == "profiel"}
        assert set(below) == known - roots

    def test_is_rich_enough(self, release):
        profiles = read(release, "profiel")
        assert len(profiles) == 2
        for profile in profiles:
            assert len(profile[BG + "kern_id"]) == 1
            assert len(profile[BG + "module_id"]) == 2
            assert len(profile[BG + "keuzevak_id"]) >= 3
        for kind in ("module", "keuzevak"):
            for unit in read(release, kind):
                assert 2 <= len(unit[BG + "deeltaak_id"]) <= 4
                assert len(unit[f"{BG}{kind}taak_id"]) == 1
        for deeltaak in read(release, "deeltaak"):
            assert 2 <= len(deeltaak[BG + "globale_eindterm_id"]) <= 7

    def test_levels_stand_on_eindtermen_and_taken_only(self, release):
        for kind in TYPES:
            has_level = kind in ("globale_eindterm", "moduletaak", "keuzevaktaak")
            for entity in read(release, kind):
                assert ("niveau_id" in entity) is has_level
                assert set(entity.get("niveau_id", ())) <= set(LEVELS)
        assert {
            level for entity in read(release, "globale_eindterm") for level in entity["niveau_id"]
        } == set(LEVELS)

    def test_eindtermen_are_phrased_as_such(self, release):
        for entity in read(release, "globale_eindterm"):
            assert entity["title"].startswith("De kandidaat kan ")
            assert entity["title"] == entity["title"].strip()

    def test_loads_without_warnings(self, release):
        curriculum = load(release)
        assert curriculum.warnings == ()
        assert curriculum.source.example
        assert curriculum.source.format == "slo-bg"
        counts = curriculum.counts()
        assert counts["eindterm"] == len(read(release, "globale_eindterm"))
        assert counts["deeltaak"] == len(read(release, "deeltaak"))


class TestTraps:
    def test_one_goal_in_two_variants(self):
        terms = eindtermen(NEW)
        for bb, others in (
            ("P/VTB/01/01-02", "P/VTB/01/01-03"),
            ("P/VZW/01/02-04", "P/VZW/01/02-05"),
        ):
            levels = [{LEVELS[one] for one in terms[code]["niveau_id"]} for code in (bb, others)]
            assert levels[0] == {"BB"}
            assert "KB" in levels[1]
            assert "BB" not in levels[1]

    def test_kern_a_and_c_are_the_same_in_both_profiles(self):
        by_id = {entity["id"]: entity for entity in read(NEW, "globale_eindterm")}

        def wording(code: str) -> set[str]:
            (part,) = (one for one in read(NEW, "kerndeel") if one["prefix"] == code)
            return {by_id[one]["title"] for one in part[BG + "globale_eindterm_id"]}

        assert wording("PK/VZW/a") == wording("PK/VTB/a")
        assert wording("PK/VZW/c") == wording("PK/VTB/c")
        assert not wording("PK/VZW/b") & wording("PK/VTB/b")

    def test_text_quirks(self):
        titles = {code: entity["title"] for code, entity in eindtermen(NEW).items()}
        assert "\r\n- " in titles["K/VTB/01/01-04"]
        assert sum(": " in title for title in titles.values()) >= 3
        assert "K/VZW/04/1.1" in titles
        assert "PK/VZW/b-1a" in titles

    def test_the_order_of_lists_is_not_the_order_of_codes(self):
        codes = {entity["id"]: entity["prefix"] for entity in read(NEW, "globale_eindterm")}
        lists = [
            [codes[one] for one in deeltaak[BG + "globale_eindterm_id"]]
            for deeltaak in read(NEW, "deeltaak")
        ]
        assert any(one != sorted(one) for one in lists)
        loaded = load(NEW)
        for deeltaak in loaded.of_kind(Kind.DEELTAAK):
            shown = [item.code for item in loaded.children[deeltaak.id]]
            assert all(before < after for before, after in pairwise(shown))

    def test_leerweg_decides_which_variant_counts(self):
        items = {item.code: item for item in load(NEW).of_kind(Kind.EINDTERM)}
        assert items["P/VTB/01/01-02"].leerwegen == (Leerweg.BB,)
        assert set(items["P/VTB/01/01-03"].leerwegen) == {Leerweg.KB, Leerweg.GL}


class TestTwoReleases:
    def test_deprecated_leads_from_old_to_new(self):
        old = {entity["id"] for kind in TYPES for entity in read(OLD, kind)}
        new = {entity["id"]: entity for kind in TYPES for entity in read(NEW, kind)}
        deprecated = {entity["id"]: entity for entity in read(NEW, "deprecated")}
        assert not set(deprecated) & set(new)
        assert old - set(new) <= set(deprecated)
        for one, entity in deprecated.items():
            (kind,) = entity["types"]
            assert kind.removeprefix(BG) in TYPES
            for successor in entity["replacedBy"]:
                assert successor in new or successor in deprecated
                assert one in (new | deprecated)[successor]["replaces"]
        gone = [one for one in deprecated.values() if not one["replacedBy"]]
        assert {one["prefix"] for one in gone} >= {"K/VTB/05", "P/VTB/02/03-03"}

    def test_one_link_is_positional(self):
        deprecated = {entity["prefix"]: entity for entity in read(NEW, "deprecated")}
        (successor,) = deprecated["P/VZW/01/03-04"]["replacedBy"]
        new = eindtermen(NEW)["P/VZW/01/03-04"]
        assert new["id"] == successor
        assert "knoop" in deprecated["P/VZW/01/03-04"]["title"]
        assert "zuinig" in new["title"]

    def test_every_kind_of_change_occurs(self):
        old, new = eindtermen(OLD), eindtermen(NEW)

        def same_id(code: str) -> bool:
            return old[code]["id"] == new[code]["id"]

        for code in ("P/VZW/01/01-02", "K/VZW/03/02-02"):  # editorial, and other content
            assert same_id(code)
            assert old[code]["title"] != new[code]["title"]
        assert not same_id("P/VTB/02/03-03")  # a code used again
        assert old["P/VTB/02/01-05"]["id"] == new["P/VTB/02/01-04"]["id"]  # another code
        assert old["K/VTB/01/01-05"]["id"] == new["K/VTB/01/02-03"]["id"]  # moved
        deprecated = read(NEW, "deprecated")
        assert any(len(entity["replacedBy"]) == 2 for entity in deprecated)  # split
        assert any(len(entity.get("replaces", ())) == 2 for entity in new.values())  # merged
        keuzevakken = [
            {one["prefix"] for one in read(release, "keuzevak")} for release in (OLD, NEW)
        ]
        assert keuzevakken[0] - keuzevakken[1] == {"K/VTB/05"}
        assert keuzevakken[1] - keuzevakken[0] == {"K/VZW/04"}


def test_there_are_two_dossiers():
    assert len(DOSSIERS) == 2


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
class TestDossier:
    def test_has_a_bom_and_says_that_it_is_an_example(self, path):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf<?xml")
        assert etree.parse(path).getroot().get("voorbeeld") == "ja"

    def test_references_resolve(self, path):
        root = etree.parse(path).getroot()
        known = {
            tag: {element.get("nr") for element in root.iter(tag)}
            for tag in ("kennisofvaardigheid", "competentie", "domein", "sectorkamer", "profiel")
        }
        refers_to = {"vakkennisenvaardigheden": "kennisofvaardigheid"}
        for element in root.iter():
            if reference := element.get("referentie"):
                assert reference in known[refers_to.get(element.tag, element.tag)]
        assert root.find("dossiers/dossier").get("referentiedomein") in known["domein"]
        used = {element.get("referentie") for element in root.iter("vakkennisenvaardigheden")}
        assert known["kennisofvaardigheid"] <= used

    def test_numbers_are_fictitious_and_unique(self, path):
        root = etree.parse(path).getroot()
        crebos = [element.text for element in root.iter("crebo", "dossiercrebo")]
        assert len(crebos) == 3
        assert all(crebo.startswith("991") for crebo in crebos)
        numbers = [
            element.get("nr") for element in root.find("dossiers").iter() if element.get("nr")
        ]
        assert len(numbers) == len(set(numbers))

    def test_two_kwalificaties_of_two_levels(self, path):
        profiles = etree.parse(path).findall(".//profielen/profiel")
        assert len(profiles) == 2
        assert [profile.get("niveau") for profile in profiles] in (["2", "3"], ["2", "4"])
        for profile in profiles:
            assert int(profile.findtext("omschrijving/sbu")) in (3200, 4800)
            assert len(profile.findall(".//werkproces")) >= 4

    def test_werkprocessen_are_complete(self, path):
        for werkproces in etree.parse(path).iter("werkproces"):
            for tag in ("omschrijving", "resultaat", "gedrag"):
                assert werkproces.findtext(f"werkproces{tag}").strip()
            intro, *lines = werkproces.findtext("werkprocesgedrag").split("\n")
            assert intro.endswith(":")
            assert [line[-1] for line in lines] == [";"] * (len(lines) - 1) + ["."]
            assert werkproces.find("werkprocescompetenties/competentie") is not None

    def test_holds_the_traps(self, path):
        root = etree.parse(path).getroot()
        additions = {element.getparent().tag for element in root.iter("aanvullend")}
        assert {"complexiteitperprofiel", "werkprocesomschrijvingperprofiel"} <= additions
        repeated = [
            [one.get("referentie") for one in kerntaak.findall("vakkennisenvaardigheden/*")]
            for kerntaak in root.iter("kerntaak")
        ]
        assert any(len(one) > len(set(one)) for one in repeated)
        assert any(text != text.rstrip() for text in root.xpath("//werkprocesresultaat/text()"))

    def test_loads_with_the_expected_warnings_only(self, path):
        curriculum = load(path)
        assert curriculum.source.example
        assert curriculum.warnings
        assert {warning.message.split(":")[0] for warning in curriculum.warnings} == {
            "vakkennis staat dubbel en is één keer gelezen"
        }
        counts = curriculum.counts()
        assert counts["kwalificatie"] == 2
        assert counts["werkproces"] == len(list(etree.parse(path).iter("werkproces")))
        codes = {item.code for item in curriculum.of_kind(Kind.WERKPROCES)}
        assert {"B1-K1-W1", "P1-K1-W1", "P2-K1-W1"} <= codes


class TestGold:
    def test_speaks_of_the_corpus_as_it_is(self):
        vmbo = load(NEW)
        mbo = {item.id: item for path in DOSSIERS for item in load(path).items}
        for block in json.loads(GOLD.read_text(encoding="utf-8"))["blocks"]:
            for unit in block["vmbo"]:
                item = vmbo.by_id[unit["id"]]
                above = vmbo.by_id[item.parent]
                assert item.kind is Kind.DEELTAAK
                assert (unit["code"], unit["titel"]) == (item.code, item.title)
                assert unit["unit"] == f"{above.code} {above.title}"
                assert len(unit["eindtermen"]) == len(vmbo.children[item.id])
            for unit in block["mbo"]:
                item = mbo[unit["id"]]
                assert (unit["code"], unit["titel"]) == (item.code, item.title)
                sections = {one.label: one.text for one in item.sections if not one.only_for}
                assert sections["omschrijving"] == unit["omschrijving"]
                assert sections["resultaat"] == unit["resultaat"]

    def test_eindtermen_are_those_of_the_corpus(self):
        terms = {
            f"{term['title']} [{'/'.join(LEVELS[one] for one in term['niveau_id'])}]"
            for term in read(NEW, "globale_eindterm")
        }
        for block in json.loads(GOLD.read_text(encoding="utf-8"))["blocks"]:
            assert {text for unit in block["vmbo"] for text in unit["eindtermen"]} <= terms

    def test_pairs_follow_the_guideline(self):
        blocks = json.loads(GOLD.read_text(encoding="utf-8"))["blocks"]
        assert len(blocks) == 3
        for block in blocks:
            left, right = ({unit["n"] for unit in block[side]} for side in ("vmbo", "mbo"))
            places = [(pair["vmbo"], pair["mbo"]) for pair in block["pairs"]]
            assert len(places) == len(set(places))
            for pair in block["pairs"]:
                assert pair["vmbo"] in left
                assert pair["mbo"] in right
                assert (pair["relation"] is not None) is (pair["grade"] >= 2)
        relations = {pair["relation"] for block in blocks for pair in block["pairs"]}
        assert relations == {"herhaling", "verdieping", "voorbereiding", None}

    def test_something_stands_alone_on_both_sides(self):
        for block in json.loads(GOLD.read_text(encoding="utf-8"))["blocks"]:
            for side in ("vmbo", "mbo"):
                met = {pair[side] for pair in block["pairs"] if pair["grade"] >= 2}
                assert met < {unit["n"] for unit in block[side]}

    def test_can_be_read(self):
        gold = read_gold(GOLD)
        assert gold.note == "voorbeeld, beoordeeld door de makers"
        assert [block.name for block in gold.blocks] == ["V1", "V2", "V3"]
        assert sum(int(block.overlaps.sum()) for block in gold.blocks) == 26


def test_every_folder_explains_itself():
    for folder in (CORPORA, NEW, OLD, CORPORA / "mbo-voorbeeld"):
        text = (folder / "README.md").read_text(encoding="utf-8")
        assert "EUPL-1.2" in text
        assert "voorbeeld" in text.lower()


@pytest.mark.real
def test_no_text_comes_from_a_real_document(real_data):
    """No eindterm equals a real one, and no longer sentence occurs in a real document."""
    real_terms: set[str] = set()
    real_text = ""
    for path in sorted((real_data / "slo-bg").glob("*/data/*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8")):
            title = " ".join(entity.get("title", "").lower().split())
            real_terms.add(title.rstrip("."))
            real_text += f" {title} {entity.get('description', '').lower()}"
    for path in sorted((real_data / "sbb-xml").glob("*.xml")):
        real_text += " ".join(etree.parse(path).xpath("//text() | //@titel")).lower()
    real_text = " ".join(real_text.split())

    terms = {
        " ".join(entity["title"].lower().split())
        for release in (NEW, OLD)
        for entity in read(release, "globale_eindterm")
    }
    assert not terms & real_terms
    sentences = {
        " ".join(sentence.lower().split()).strip(" -;.")
        for text in texts()
        for sentence in re.split(r"(?<=[.;:])\s+|\n", text)
    }
    assert not [one for one in sentences if len(one) > OWN_WORDING and one in real_text]
