"""The overlap page of real sources: profile ZW with all keuzevakken against three dossiers."""

from datetime import date

import pytest

from align.overlap import Selection, compare
from align.report import overlap_html
from align.sources import load_sides

pytestmark = [pytest.mark.browser, pytest.mark.real]

DAY = date(2026, 3, 14)
MOST_BYTES = 5 * 2**20
FILTERS = (
    *("leerweg", "niveau", "unit", "kwalificatie", "kerntaak", "relatie", "sterkte", "besluit"),
)


@pytest.fixture(scope="module")
def address(real_data, tmp_path_factory):
    dossiers = sorted(map(str, (real_data / "sbb-xml").glob("*.xml")))
    assert len(dossiers) == 3
    vmbo, mbo = load_sides(str(real_data / "slo-bg" / "2025.3"), dossiers, {})
    found = compare(vmbo, mbo, Selection(units=("ZW",)))
    path = tmp_path_factory.mktemp("echt") / "zw.html"
    text = overlap_html(found, command="align overlap", made_on=DAY, tool_version="0")
    path.write_text(text, encoding="utf-8", newline="\n")
    assert path.stat().st_size <= MOST_BYTES
    return path.as_uri()


def test_every_filter_leaves_what_it_names_and_all_comes_back(visit, address):
    seen = visit(address)
    page = seen.page
    everything = len(seen.shown(".paar"))
    assert everything > 100
    for field in FILTERS:
        value = page.locator(f"#f-{field} option").nth(1).get_attribute("value")
        page.select_option(f"#f-{field}", value)
        left = len(seen.shown(".paar"))
        assert f"{left} van {everything} rijen" in page.locator("#stand").inner_text(), field
        assert page.url.endswith(f"#paren?{field}={value}")
        page.go_back()
        assert len(seen.shown(".paar")) == everything, field
