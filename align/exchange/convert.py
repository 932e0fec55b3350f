"""One curriculum in, the bytes of a file out, in whichever format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.exchange.case import case_package
from align.exchange.convert_json import curriculum_json
from align.exchange.convert_table import curriculum_csv, curriculum_xlsx

if TYPE_CHECKING:
    from datetime import date

    from align.model import Curriculum

FORMATS = ("case", "json", "csv", "xlsx")
"""What a curriculum can be written as."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A written file.

    Attributes:
        data: its bytes.
        lost: what the format has no room for, in Dutch; empty when it holds everything.
    """

    data: bytes
    lost: tuple[str, ...] = ()


def convert(
    curriculum: Curriculum, to: str, *, made_on: date, tool_version: str, case_version: str = "1.1"
) -> Converted:
    """Write a curriculum in one of `FORMATS`.

    The same curriculum, date and version of this tool give the same bytes.

    Args:
        curriculum: what to write.
        to: one of `FORMATS`.
        made_on: the day that goes into formats that want one.
        tool_version: version of this tool, for the JSON.
        case_version: version of CASE, when that is asked.

    Raises:
        InputError: it does not fit into the format.
    """
    if to == "case":
        package = case_package(curriculum, made_on=made_on, version=case_version)
        return Converted(package.text.encode("utf-8", "replace"), package.lost)
    if to == "json":
        text = curriculum_json(curriculum, tool_version=tool_version)
        return Converted(text.encode("utf-8", "replace"))
    if to == "csv":
        return Converted(curriculum_csv(curriculum), _lost_in_table(curriculum))
    book = curriculum_xlsx(curriculum, made_on=made_on)
    cut = (f"tekst van te lange cellen ({book.cut})",) if book.cut else ()
    return Converted(book.data, (*cut, *_lost_in_table(curriculum)))


def _lost_in_table(curriculum: Curriculum) -> tuple[str, ...]:
    losses = {
        "uitspraken over overlap": len(curriculum.rulings),
        "vervallen onderdelen": len(curriculum.retired),
    }
    return tuple(f"{what} ({n})" for what, n in losses.items() if n)
