"""A small release and a small dossier in the real formats, with content of our own."""

import json
from pathlib import Path

BB, KB, GL = (
    "861d98e4-e5ae-4ed7-89f6-f224605f7c97",
    "8574855d-0670-42bf-9f73-dc6706278b8b",
    "64852857-b601-419f-9cbb-e1335a185303",
)

Records = dict[str, list[dict[str, object]]]


def small_release() -> Records:
    """One profiel with kern, a module and a keuzevak; two eindtermen under the first deeltaak."""

    def lists(kind: str, *ids: str) -> dict[str, object]:
        return {f"examenprogramma_bg_{kind}_id": list(ids)}

    return {
        "profiel": [
            {"id": "p", "prefix": "ZW", "title": "Bakken en bouwen"}
            | lists("kern", "k")
            | lists("module", "m")
            | lists("keuzevak", "v")
        ],
        "kern": [{"id": "k", "prefix": "PK/ZW", "title": "Kern"} | lists("kerndeel", "ka")],
        "kerndeel": [
            {"id": "ka", "prefix": "PK/ZW/a", "title": "Algemeen"} | lists("globale_eindterm", "e3")
        ],
        "module": [
            {"id": "m", "prefix": "P/ZW/01", "title": "Brood", "description": "Brood bakken"}
            | lists("deeltaak", "d10", "d2")
            | lists("moduletaak", "mt")
        ],
        "keuzevak": [
            {"id": "v", "prefix": "K/ZW/01", "title": "Taart"} | lists("keuzevaktaak", "vt")
        ],
        "moduletaak": [
            {"id": "mt", "prefix": "P/ZW/01/MT", "title": "Een brood bakken", "niveau_id": [BB, KB]}
        ],
        "keuzevaktaak": [
            {"id": "vt", "prefix": "K/ZW/01/KT", "title": "Een taart bakken", "niveau_id": [GL]}
        ],
        "deeltaak": [
            {"id": "d10", "prefix": "P/ZW/01/10", "title": "Deeg laten rijzen"}
            | lists("globale_eindterm"),
            {"id": "d2", "prefix": "P/ZW/01/02", "title": "Deeg kneden"}
            | lists("globale_eindterm", "e2", "e1"),
        ],
        "globale_eindterm": [
            {"id": "e2", "prefix": "P/ZW/01/02-02", "title": "Meel wegen", "niveau_id": [BB]},
            {"id": "e1", "prefix": "P/ZW/01/02-01", "title": "Gist kiezen", "niveau_id": [KB, BB]},
            {"id": "e3", "prefix": "PK/ZW/a-01", "title": "Op tijd komen", "niveau_id": [BB]},
        ],
    }


def write_records(folder: Path, records: Records) -> Path:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, content in records.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / "data" / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def write_xml(folder: Path, text: str, name: str = "dossier.xml") -> Path:
    """Writes text as UTF-8 with a byte order mark, as SBB does."""
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


DOSSIER = """<?xml version="1.0" encoding="utf-8"?>
<sbb>
  <domeinen>
    <domein nr="41" titel="Brood en banket" crebo="79999" />
  </domeinen>
  <sectorkamers>
    <sectorkamer nr="56" titel="Sectorkamer bakken" />
  </sectorkamers>
  <competenties>
    <competentie nr="11" titel="Rustig blijven" code="A" />
    <competentie nr="12" titel="Netjes werken " code="B" />
  </competenties>
  <dossiers>
    <dossier nr="77" titel="Bakkerij " versie="Proef" status="Vastgesteld" referentiedomein="41">
      <dossiercrebos>
        <dossiercrebo Geldig_vanaf="01-08-2031">99000</dossiercrebo>
      </dossiercrebos>
      <kennisenvaardigheden>
        <kennisofvaardigheid nr="501" titel="heeft brede kennis van meel " />
        <kennisofvaardigheid nr="502" titel="kan een oven instellen" />
        <kennisofvaardigheid nr="503" titel="kan een trein besturen" />
      </kennisenvaardigheden>
      <voorblad><omschrijving><penvoerder>
        <sectorkamer referentie="56" />
      </penvoerder></omschrijving></voorblad>
      <basis>
        <typeringberoepengroep>
          <context><omschrijving><![CDATA[Werkt in een bakkerij.]]></omschrijving></context>
        </typeringberoepengroep>
        <basistaken><basiskerntaken>
          <kerntaak nr="201" titel="Bakt" hoofdstuk="1">
            <complexiteit><![CDATA[Volgt een recept.]]><complexiteitperprofiel>
              <aanvullend><profiel referentie="302" /><complexiteit>Bedenkt zelf een recept.\
</complexiteit></aanvullend>
              <aanvullend><profiel referentie="301" /><complexiteit> </complexiteit></aanvullend>
            </complexiteitperprofiel></complexiteit>
            <verantwoordelijkheid><![CDATA[Ruimt op.]]></verantwoordelijkheid>
            <vakkennisenvaardigheden>
              <vakkennisenvaardigheden referentie="501" />
              <vakkennisenvaardigheden referentie="502" />
              <vakkennisenvaardigheden referentie="501" />
              <vakkennisenvaardighedenperprofiel><aanvullend><profiel referentie="302" />
                <vakkennisenvaardighedenonderdelen>
                  <vakkennisenvaardigheden referentie="503" />
                </vakkennisenvaardighedenonderdelen>
              </aanvullend></vakkennisenvaardighedenperprofiel>
            </vakkennisenvaardigheden>
            <basiswerkprocessen>
              <werkproces nr="212" titel="Ruimt op" hoofdstuk="10">
                <werkprocesomschrijving>Maakt schoon.</werkprocesomschrijving>
              </werkproces>
              <werkproces nr="211" titel="Kneedt  deeg" hoofdstuk="2">
                <werkprocesomschrijving><![CDATA[Kneedt het deeg. ]]>\
<werkprocesomschrijvingperprofiel><aanvullend><profiel referentie="301" />\
<omschrijving>Kneedt op een schip.</omschrijving></aanvullend>\
</werkprocesomschrijvingperprofiel></werkprocesomschrijving>
                <werkprocesresultaat>Het deeg is soepel.</werkprocesresultaat>
                <werkprocesgedrag><![CDATA[De bakker:
- weegt  precies;

- werkt schoon.
]]></werkprocesgedrag>
                <werkprocescompetenties>
                  <competentie referentie="12" />
                  <competentie referentie="11" />
                  <werkprocescompetentiesperprofiel><aanvullend><profiel referentie="301" />
                    <omschrijving><competentie referentie="11" /></omschrijving>
                  </aanvullend></werkprocescompetentiesperprofiel>
                </werkprocescompetenties>
              </werkproces>
            </basiswerkprocessen>
          </kerntaak>
        </basiskerntaken></basistaken>
      </basis>
      <profielen>
        <profiel nr="302" titel="Broodbakker" hoofdstuk="2" niveau="3" beroepsgroep="Bakken">
          <omschrijving><typeringvanhetberoep>Bakt brood.</typeringvanhetberoep>
            <sbu>3.200,5</sbu><soortopleiding>vakopleiding</soortopleiding></omschrijving>
          <creboinformatie><crebo>99002</crebo></creboinformatie>
          <profielkerntaken>
            <kerntaak nr="202" titel="Verkoopt" hoofdstuk="1"><profielwerkprocessen>
              <werkproces nr="221" titel="Rekent af" hoofdstuk="1" />
            </profielwerkprocessen></kerntaak>
          </profielkerntaken>
        </profiel>
        <profiel nr="301" titel="Scheepsbakker" hoofdstuk="1" niveau="2">
          <omschrijving><sbu>3200</sbu></omschrijving>
          <creboinformatie><crebo>99001</crebo></creboinformatie>
          <profielkerntaken />
        </profiel>
      </profielen>
    </dossier>
  </dossiers>
</sbb>
"""
