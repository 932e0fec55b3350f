"""A thousand hostile texts in every field: nothing runs, nothing loads, and a text stays a text."""

import csv
import json
import re
import sys
from pathlib import Path

import pytest

from align.cli.main import main
from align.report import overlap_html
from align.report.overlap_page import build_page
from align.report.plan import render_plan
from align.report.revision import revision_html
from align.report.texts import visible
from align.resources import resource

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import MADE
from hostile import AMOUNT, PAYLOADS, every_part, hostile_overlap, hostile_texts
from plan_builders import with_text as plan_with_text
from revision_builders import touched
from revision_builders import with_text as revision_with_text

pytestmark = pytest.mark.browser

POLICY = re.compile(
    r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; "
    r"img-src data:; base-uri 'none'; form-action 'none'"
)
#: What a page of ours never has, whatever its texts say: found by element and by attribute.
STRANGE = """() => {
  const own = new Set(['https:', 'file:', 'blob:']);
  const tags = 'img, iframe, object, embed, link[rel~=prefetch], base, frame, applet, audio, video';
  const found = [...document.querySelectorAll(tags)].map((one) => one.outerHTML.slice(0, 80));
  for (const one of document.querySelectorAll('*'))
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') found.push(`${name}=${value}`.slice(0, 80));
      const leads = ['href', 'src', 'action'].includes(name);
      if (leads && !own.has(new URL(value, document.baseURI).protocol))
        found.push(`${name}=${value}`.slice(0, 80));
    }
  return found;
}"""
OPEN = """async () => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('button.uitklap')) one.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)));
}"""

SHOWN = """() => Object.fromEntries(
  [...document.querySelectorAll('.eenheid')].map((one) => [one.id, {
    head: one.querySelector('h3').textContent,
    blocks: [...one.querySelectorAll('.tekst')].map((block) => block.textContent),
  }]))"""
#: Both texts of every pair that was opened, without the numbers of their sentences.
BESIDE = """() => [...document.querySelectorAll('.paar .volledig .tekst')].map((one) => {
  const bare = one.cloneNode(true);
  bare.querySelectorAll('button').forEach((number) => number.remove());
  return bare.textContent;
})"""


def unharmed(seen, dialogs):
    """Nothing ran, nothing opened, nothing of the texts became an element or an address."""
    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.evaluate(STRANGE) == []
    assert dialogs == []
    assert seen.outside == []
    assert seen.complaints == []


def strict(page):
    """Whether the page forbids all but its own style and script, known by their digest."""
    policy = page.locator("meta[http-equiv='Content-Security-Policy']")
    return POLICY.fullmatch(policy.get_attribute("content"))


def watched(visit, address):
    """A visit, and the dialogs that came up in it."""
    seen, dialogs = visit(address), []
    seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen.page.reload()  # now that dialogs are heard
    return seen, dialogs


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.as_uri()


def test_a_thousand_texts_in_every_field_of_the_overlap_page(visit, tmp_path):
    overlap, decisions, given = hostile_overlap()
    assert len(hostile_texts()) == len(set(hostile_texts())) == AMOUNT
    assert given >= set(hostile_texts()[:-1])
    command, version = hostile_texts()[:2]
    made = MADE | {"command": command, "tool_version": version}
    page = overlap_html(overlap, **made, decisions=decisions)
    seen, dialogs = watched(visit, written(tmp_path, "vijandig.html", page))
    assert strict(seen.page)
    assert seen.page.evaluate("document.scripts.length") == 2
    assert seen.page.locator("style").count() == 1
    seen.page.evaluate(OPEN)
    unharmed(seen, dialogs)
    model, _data = build_page(overlap, **made, decisions=decisions)
    _every_text_is_itself(seen.page, model)
    address = seen.page.url.split("#")[0]
    for target in ("#druk-bijlage", "#druk-besluiten", f"#{PAYLOADS[0]}?zoek={PAYLOADS[2]}"):
        seen.page.goto(address + target)
        unharmed(seen, dialogs)


def _every_text_is_itself(page, model):
    """What a reader sees is what was put in, with hidden characters shown as their code."""
    shown = page.evaluate(SHOWN)
    assert len(shown) == len(model.texts) == 200
    for text in model.texts:
        of_unit = shown[f"tekst-{text.unit.slug}"]
        assert of_unit["head"] == f"{visible(text.unit.code)} {visible(text.unit.title)}"
        assert of_unit["blocks"] == [visible(block.text) for block in text.blocks]
    remarks = page.locator("#besluiten-lijst tbody td:nth-child(6)").all_text_contents()
    assert len(remarks) == 25
    assert all(remarks)
    opened = page.evaluate(BESIDE)
    whole = {block for of_unit in shown.values() for block in of_unit["blocks"]}
    pairs = [row.first.source for row in model.overlapping]
    elsewhere = {visible(piece.right.text) for pair in pairs for piece in pair.evidence}
    assert len(opened) > 100
    assert set(opened) <= whole | elsewhere


def test_decisions_of_a_stranger_stay_text(visit, tmp_path):
    overlap, _decisions, _given = hostile_overlap(units=30)
    page = overlap_html(overlap, **MADE)
    texts = [text.encode("utf-8", "replace").decode() for text in hostile_texts()[:-1]]
    entries = [
        {
            "left": {"id": f"d{number % 30}", "code": text, "title": text, "version": text},
            "right": {"id": f"w{number % 30}", "code": text, "title": text},
        }
        | {"verdict": "akkoord", "remark": text, "by": f"{number} {text}", "on": text}
        | {"trail": [text], text: text}
        for number, text in enumerate(texts)
    ]
    path = tmp_path / "vreemd.json"
    path.write_text(json.dumps({"format": "align-decisions/1", "decisions": entries}))
    seen, dialogs = watched(visit, written(tmp_path, "vijandig.html", page))
    seen.page.set_input_files("#lees", path)
    seen.page.locator("#bestand-stand", has_text=f"{len(texts)} besluiten gelezen").wait_for()
    told = " ".join(seen.page.locator("#besluiten-lijst tbody").text_content().split())
    assert all(" ".join(text.split()) in told for text in texts if text.isprintable())
    unharmed(seen, dialogs)


def test_the_plan_page_and_the_revisions_page_hold_every_part_in_every_field(visit, tmp_path):
    text = every_part()
    made = MADE | {"command": text, "tool_version": text}
    pages = {
        "plan.html": render_plan(*plan_with_text(text), **made),
        "herzien.html": revision_html(revision_with_text(text), **made, impact=touched()),
    }
    for name, page in pages.items():
        seen, dialogs = watched(visit, written(tmp_path, name, page))
        seen.page.evaluate(OPEN)
        assert strict(seen.page)
        assert seen.page.locator("script:not([type])").count() == 1
        body = seen.page.evaluate("document.body.textContent")
        assert visible(PAYLOADS[0]) in body
        unharmed(seen, dialogs)


def test_pages_of_an_atlas_of_hostile_names(visit, tmp_path):
    table = tmp_path / "vijandig.csv"
    columns = "dossier;kwalificatie;crebo;niveau;kerntaak_code;kerntaak;werkproces_code;werkproces"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns.split(";"))
        for number, text in enumerate(PAYLOADS):
            name = text.encode("utf-8", "replace").decode().replace("\x00", "")
            crebo = f"{99_200 + number}"
            writer.writerow([name, name, crebo, "2", "B1-K1", name, "B1-K1-W1", f"{name} maakt"])
    vmbo, folder = resource("corpora") / "vmbo-voorbeeld", tmp_path / "atlas"
    options = ("-o", folder, "--cache", tmp_path / "c", "--encoder", "none", "--jobs", "1")
    assert main(["atlas", *map(str, (vmbo, table, *options)), "--quiet"]) == 0
    pages = sorted(folder.rglob("*.html"), key=lambda path: (path.parent != folder, path.name))
    seen, dialogs = watched(visit, pages[0].as_uri())
    shown = ""
    for page in pages[:24]:
        seen.page.goto(page.as_uri())
        shown += seen.page.evaluate("document.body.textContent")
        unharmed(seen, dialogs)
    assert PAYLOADS[0] in shown
