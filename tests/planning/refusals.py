"""What tests of refusals share."""

import pytest

from align.errors import AlignError, SeveralInputsError


def fault_of(action, *arguments, **named):
    """Kind, what, where and advice of the one fault that an action ends in."""
    with pytest.raises(AlignError) as caught:
        action(*arguments, **named)
    fault = caught.value
    if isinstance(fault, SeveralInputsError):
        (fault,) = fault.faults
    return type(fault), fault.what, fault.where, fault.advice
