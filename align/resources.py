"""Finds the folders of the program: those that travel with it, and the one to keep things in."""

from __future__ import annotations

import os
import sys
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


def cache_folder() -> Path | None:
    """The folder that this system sets aside for what programs can make again.

    Returns:
        None when this user has no home folder.
    """
    try:
        home = Path.home()
    except RuntimeError:  # no HOME, and no entry in the list of users
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        given = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(given) if Path(given).is_absolute() else home / ".cache"
    return base / "align"
