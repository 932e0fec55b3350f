"""Real documents as CASE: valid against the published schema, and read back without loss."""

import json
import re
from collections import Counter
from datetime import date, datetime

import pytest
from jsonschema import Draft7Validator, FormatChecker

from align.exchange.case import VERSIONS, case_package
from align.sources import load

pytestmark = pytest.mark.real

DAY = date(2031, 2, 3)
DOCUMENTS = (
    "slo-bg/2025.3",
    "sbb-xml/2635 Pedagogisch_Werk.xml",
    "mbo-tables/keuzedelen_sbb.json",
    "mbo-tables/crebolijst_2015_BWBR0036352.csv",
    "mbo-tables/competentnl_skills.jsonl",
)
PACKAGES = (
    "MarkdownFramework.json",
    "SmartLevelFramework.json",
    "Utf8TestFramework.json",
    "opensalt-framework.json",
)

# The schema says "a day or a moment, and not both": only a check of formats can tell them apart.
formats = FormatChecker(formats=())


@formats.checks("date", raises=ValueError)
def is_day(value):
    return bool(date.fromisoformat(value))


@formats.checks("date-time", raises=ValueError)
def is_moment(value):
    return "T" in value and bool(datetime.fromisoformat(value))


@formats.checks("uri")
def is_uri(value):
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", value) is not None


@pytest.fixture(scope="module")
def schema(real_data):
    text = (real_data / "case" / "case-v1p0-cfpackage-schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text), format_checker=formats)


def faults(schema, text):
    return [
        f"{'/'.join(map(str, e.path))}: {e.message}" for e in schema.iter_errors(json.loads(text))
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_valid_and_comes_back_whole(real_data, schema, tmp_path, name):
    before = load(real_data / name)
    path = tmp_path / "pakket.json"
    for version in VERSIONS:
        written = case_package(before, made_on=DAY, version=version)
        assert faults(schema, written.text) == []
        path.write_text(written.text, encoding="utf-8")
        after = load(path)
        assert after.warnings == ()
        assert after.counts() == before.counts()
        assert after.side is before.side
        if version == "1.1":
            assert (after.items, after.retired) == (before.items, before.retired)


def facts(package):
    """What another program can see of a package, but for the types that we add."""
    items = Counter(
        (
            item["identifier"],
            item["uri"],
            " ".join(item["fullStatement"].split()),
            item.get("humanCodingScheme"),
            item.get("listEnumeration"),
            item.get("language"),
            " ".join(item.get("notes", "").split()),
            " ".join(item.get("educationLevel") or [item.get("educationalLevel", "")]),
            item["lastChangeDateTime"],
        )
        for item in package["CFItems"]
    )
    links = Counter(
        (
            link["associationType"],
            link["originNodeURI"]["identifier"],
            link["destinationNodeURI"]["identifier"],
        )
        for link in package["CFAssociations"]
    )
    head = package["CFDocument"]
    names = ("identifier", "uri", "creator", "title", "adoptionStatus", "lastChangeDateTime")
    return items, links, {name: head.get(name) for name in names}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_of_another_publisher_goes_in_and_out(real_data, schema, tmp_path, name):
    source = real_data / "case" / name
    before = load(source)
    text = case_package(before, made_on=DAY).text
    assert facts(json.loads(text)) == facts(json.loads(source.read_text("utf-8")))
    if name != "opensalt-framework.json":  # its own moments have no zone, against the schema
        assert faults(schema, text) == []
    path = tmp_path / "pakket.json"
    path.write_text(text, encoding="utf-8")
    after = load(path)
    assert after.items == before.items
    assert case_package(after, made_on=date(2032, 1, 1)).text == text
