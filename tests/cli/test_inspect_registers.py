"""`align inspect` on registers, alone and beside the documents that they would enrich."""

import json

from align.cli.main import main
from align.resources import resource

DOSSIER = """<sbb><dossiers><dossier nr="7" titel="Bakkerij">
<profielen><profiel nr="3" titel="Bakker" hoofdstuk="1" niveau="2">
<creboinformatie><crebo>29101</crebo></creboinformatie></profiel></profielen>
</dossier></dossiers></sbb>
"""


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_register_shows_what_it_holds_and_what_it_would_add(tmp_path, capsys):
    dossier = write(tmp_path, "dossier.xml", DOSSIER)
    crebos = write(tmp_path, "crebo.csv", "crebo,kwalificatie,leerweg,domein\n29101,X,BBL,Y\n")
    ruling = {"Crebo": 29101, "Kwalificatie": "K9001", "overlap": "Ja", "datum": 45575}
    rulings = write(tmp_path, "overlap.json", json.dumps({"overlap": [ruling]}))
    target = tmp_path / "lijst.json"
    assert main(["inspect", *map(str, (dossier, crebos, rulings)), "--json", str(target)]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if line[2:10].strip()]
    lines = [line for line in shown if line.split()[0] in {"gelezen", "register", "hierbij"}]
    assert lines == [
        "  gelezen   1 dossier, 1 kwalificatie",
        "  hierbij   1 met domein, 1 uitspraak over overlap (uit de registers die u ook opgaf)",
        "  gelezen   1 kwalificatie",
        "  register  1 crebo",
        "  gelezen   geen onderdelen",
        "  register  1 uitspraak",
    ]
    documents = json.loads(target.read_text(encoding="utf-8"))["documents"]
    assert [(d["rulings"], d["register"]) for d in documents] == [
        (0, {}),
        (0, {"crebo's": 1}),
        (1, {"uitspraken": 1}),
    ]


def test_a_register_of_keuzedelen_can_be_compared(tmp_path):
    keuzedeel = {
        "code": "K9001",
        "titel": "Deeg kneden",
        "sbu": "240",
        "beschrijving": "De bakker weegt meel, kneedt het deeg en laat het rijzen.",
    }
    register = write(tmp_path, "keuzedelen.json", json.dumps({"keuzedelen": [keuzedeel]}))
    page, data = tmp_path / "uit.html", tmp_path / "uit.json"
    vmbo = str(resource("corpora") / "vmbo-voorbeeld")
    arguments = [vmbo, str(register), "-o", str(page), "--json", str(data)]
    assert main(["overlap", *arguments, "--quiet"]) == 0
    items = json.loads(data.read_text(encoding="utf-8"))["items"]
    assert items["sbb/keuzedeel/K9001"]["kind"] == "keuzedeel"
