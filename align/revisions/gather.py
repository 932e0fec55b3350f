"""Several documents that together are one release: three dossiers that became one, for instance."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Source

if TYPE_CHECKING:
    from collections.abc import Sequence


def as_one(documents: Sequence[Curriculum], path: str) -> Curriculum:
    """The documents of one path as one release, in given order.

    Args:
        documents: at least one, of one side.
        path: as the user gave it.

    Raises:
        InputError: they are of two sides, or an id stands in two of them.
    """
    if len(documents) == 1:
        return documents[0]
    sides = {document.side for document in documents}
    if len(sides) > 1:
        raise InputError(
            "hierin staan bronnen van vmbo en van mbo door elkaar",
            where=path,
            advice="Vergelijk twee versies van dezelfde kant; zet elke kant in een eigen map.",
        )
    first: dict[str, str] = {}
    for document in documents:
        for item in document.items:
            other = first.setdefault(item.id, document.source.path)
            if other != document.source.path:
                raise InputError(
                    f"id {item.id} staat ook in {other}",
                    where=document.source.path,
                    advice="Geef elk document één keer.",
                )
    sources = [document.source for document in documents]
    return Curriculum(
        source=Source(
            path=path,
            format=", ".join(dict.fromkeys(source.format for source in sources)),
            title="; ".join(dict.fromkeys(source.title for source in sources)),
            version="; ".join(dict.fromkeys(s.version for s in sources if s.version)),
            sha256=hashlib.sha256("".join(s.sha256 for s in sources).encode()).hexdigest(),
            why=f"{len(documents)} documenten samen",
            example=any(source.example for source in sources),
        ),
        side=documents[0].side,
        items=tuple(item for document in documents for item in document.items),
        warnings=tuple(warning for document in documents for warning in document.warnings),
        rulings=tuple(ruling for document in documents for ruling in document.rulings),
        facts=tuple(fact for document in documents for fact in document.facts),
        retired=tuple(one for document in documents for one in document.retired),
    )
