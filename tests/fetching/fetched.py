"""What the tests of fetching share: a document, and what a fetch of it says or leaves."""

from pathlib import Path

import pytest
from publisher_server import Shelf, serving
from small_sources import DOSSIER

from align.errors import AlignError
from align.fetching.publishers import publication
from align.fetching.store import fetch

SBB = publication("sbb")
BIG = DOSSIER.replace("Werkt in een bakkerij.", "Werkt in een bakkerij. " * 4000).encode()


def silent(_received: int, _total: int) -> None:
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fault_of(shelf: Shelf, folder: Path, wanted=SBB) -> AlignError:
    with serving(shelf) as url, pytest.raises(AlignError) as caught:
        fetch(wanted, folder, url, silent)
    assert caught.value.advice
    return caught.value
