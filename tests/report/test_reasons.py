"""Reasons that the comparison gives in Dutch are known to the pages, so that they translate."""

import ast
import inspect

import pytest

from align.overlap import relation
from align.report.reasons import in_words
from align.report.translation import speaking


def reasons_in_code():
    """Every reason that stands in the code of the relation, with 4 for what differs."""
    for call in ast.walk(ast.parse(inspect.getsource(relation))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "RelationEstimate":
            parts = getattr(call.args[1], "values", [call.args[1]])
            yield "".join(part.value if _is_text(part) else "4" for part in parts)


def _is_text(part):
    return isinstance(part, ast.Constant)


@pytest.mark.parametrize("reason", [*reasons_in_code()])
def test_each_reason_of_a_relation_is_translated(reason):
    with speaking("en"):
        assert in_words(reason) != reason
    assert in_words(reason) == reason


def test_what_differs_is_kept():
    reason = 'de naam van het keuzedeel wijst op een begin ("basis")'
    with speaking("en"):
        assert in_words(reason) == 'the name of the keuzedeel points to a beginning ("basis")'


def test_an_unknown_reason_stays_as_it_is():
    with speaking("en"):
        assert in_words("een reden die niemand kent") == "een reden die niemand kent"
