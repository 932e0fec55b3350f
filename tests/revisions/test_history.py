"""One item through a series of releases."""

from dataclasses import replace

from releases import BASIS, programme

from align.model import ChangeKind
from align.revisions import history


def test_every_item_stands_in_one_thread_and_a_thread_follows_a_text(analyser):
    changed = replace(BASIS[1], id="n2", title="De kandidaat kan gewassen zaaien en uitdunnen")
    releases = (
        programme(*BASIS),
        programme(BASIS[0], changed, BASIS[2], version="2"),
        programme(BASIS[0], changed, version="3"),
    )
    threads = history(releases, analyser)
    for number, release in enumerate(releases):
        ids = [i for t in threads for s in t.stations if s.release == number for i in s.items]
        assert sorted(ids) == sorted(release.by_id)
    (followed,) = [t for t in threads if t.stations[0].items == ("e2",)]
    assert [station.items for station in followed.stations] == [("e2",), ("n2",), ("n2",)]
    assert [c.kind for s in followed.stations for c in s.changes] == [
        ChangeKind.GEWIJZIGD,
        ChangeKind.GELIJK,
    ]
