"""The same input gives the same bytes, whatever hash seed, jobs, order, clock zone or locale.

Three surroundings here; `benchmarks/sameness.py` has more of them.
"""

from sameness import SURROUNDINGS, digests

NAMES = list(SURROUNDINGS)


def test_every_file_is_the_same_in_other_surroundings(tmp_path):
    first, second, third = (digests(tmp_path, SURROUNDINGS[name]) for name in NAMES[:3])
    assert len(first) > 30
    assert {name.rpartition(".")[2] for name in first} >= {"html", "json", "xlsx", "csv", "docx"}
    assert [name for name in first | second if first.get(name) != second.get(name)] == []
    assert [name for name in first | third if first.get(name) != third.get(name)] == []
