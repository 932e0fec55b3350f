"""Finds the folders that travel with the program: `corpora` and `templates`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Path of a folder that travels with the program.

    In a wheel it lies inside the package; in a checkout at the top of the project.

    Args:
        name: "corpora" or "templates".

    Raises:
        FileNotFoundError: the installation is incomplete, which no user input can cause.
    """
    for candidate in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(name)
