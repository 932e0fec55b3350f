"""Fixtures for the report: the example comparison and its page."""

import os
from pathlib import Path

import pytest
from builders import MADE, example

from align.report import overlap_html
from align.report.overlap_page import build_page


@pytest.fixture(scope="session")
def overlap():
    return example()


@pytest.fixture(scope="session")
def page(overlap):
    return build_page(overlap, **MADE)[0]


@pytest.fixture(scope="session")
def data(overlap):
    return build_page(overlap, **MADE)[1]


@pytest.fixture(scope="session")
def html(overlap):
    return overlap_html(overlap, **MADE)


@pytest.fixture
def golden():
    """Compare with a golden file, or write it when ALIGN_UPDATE_GOLDEN is set."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("ALIGN_UPDATE_GOLDEN"):
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text, (
            "the page changed; look at it, then run with ALIGN_UPDATE_GOLDEN=1 (tests/README.md)"
        )

    return check
