"""Looking for entries in a damaged file: with their lines, in one pass over the text."""

from align.exchange.decisions_damage import Text, Wreck


class Watched(Text):
    """A text that keeps how many characters were looked at to find line ends."""

    seen = 0

    def lines(self, start, end):
        self.seen += end - start
        return super().lines(start, end)


def damaged(entries, value='{"id": "b"}'):
    """A list that breaks off in its last entry."""
    whole = f'{{"left": {{"id": "a"}},\n "right": {value}}},\n' * entries
    return f'{{"decisions": [\n{whole}{{"left": {{"id": "a"}},\n\n "remark": "half'


def test_every_entry_has_its_line_and_a_broken_one_where_it_ends():
    found = list(Wreck(Text(damaged(3))).entries())
    assert [(entry.line, entry.broken_at) for entry in found] == [(2, 0), (4, 0), (6, 0), (8, 10)]
    assert found[-1].fields == {"left": {"id": "a"}, "remark": "half"}


def test_lines_are_counted_once_however_many_entries_there_are():
    text = Watched(damaged(2_000))
    assert len(list(Wreck(text).entries())) == 2_001
    assert text.seen < 2 * len(text)


def test_and_however_many_of_them_are_broken():
    text = Watched(damaged(2_000, "kapot"))
    found = list(Wreck(text).entries())
    assert [(entry.line, entry.broken_at) for entry in found[:2]] == [(2, 3), (4, 5)]
    assert len(found) == 2_001
    assert text.seen < 2 * len(text)


def test_an_error_of_json_counts_no_lines_from_the_start():
    text = Text("a\nb\n")
    assert (text.count("\n", 0, 4), text.rfind("\n", 0, 4), text.lines(0, 4)) == (0, -1, 2)


def test_where_looking_was_given_up_is_a_line_too(monkeypatch):
    monkeypatch.setattr("align.exchange.decisions_damage.MAX_WORK", 50)
    wreck = Wreck(Text(damaged(3)))
    assert list(wreck.entries()) == []
    assert wreck.gave_up == 2
