"""What tests of every room share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run; and a slow machine is not a fault of the program.
settings.register_profile(
    "align", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("align")

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real files beside the project; without it a test skips, but never in CI."""
    if _DATA.is_dir():
        return _DATA
    reason = f"de echte bestanden staan hier niet: {_DATA}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
