"""What the tests of reliability share: a process that runs commands at once."""

import os

import pytest
from commands import Commands


@pytest.fixture(scope="session")
def commands():
    """Runs commands of align, each in a process of its own that has imported everything."""
    if not hasattr(os, "fork"):
        pytest.skip("hier kan een proces zich niet splitsen (Windows)")
    with Commands() as running:
        yield running
