"""What tests of every room share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run; and a slow machine is not a fault of the program.
settings.register_profile(
    "align",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("align")

_BESIDE = Path(__file__).resolve().parents[2] / "shared"


def beside_the_project(name: str) -> Path:
    """A folder with real files; without it a test skips, and in CI a skip is a failure."""
    folder = _BESIDE / name
    if not folder.is_dir():
        pytest.skip(f"de echte bestanden staan hier niet: {folder}")
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The real releases and dossiers."""
    return beside_the_project("data")


@pytest.fixture(scope="session")
def real_gold() -> Path:
    """The rated sets."""
    return beside_the_project("gold")


@pytest.fixture(scope="session")
def analyser():
    """One Dutch pipeline for all tests: it remembers the sentences it has seen."""
    from align.language import Analyser

    return Analyser()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Where CI is set, nothing may be skipped: a machine that checks must be able to check."""
    return _never_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """The same for a file that skips itself as a whole."""
    return _never_skipped((yield))


def _never_skipped(report):
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"in CI wordt niets overgeslagen: {reason}"
    return report
