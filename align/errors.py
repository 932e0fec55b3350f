"""The one error family: what is wrong, where, and what to do about it.

Every fault that a user can mend reaches the command line as an `AlignError`; anything else is a
defect of this program. The command line turns the class into an exit code and the text into a
message on stderr, so no other room prints or exits.
"""

from __future__ import annotations

from collections.abc import Iterable


class AlignError(Exception):
    """Base of every fault a user can act on.

    Args:
        what: what is wrong, one Dutch sentence.
        where: file, page, line or record id; empty when there is no place to point at.
        advice: what the user can do, one Dutch sentence; may be empty.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(self.render())

    def render(self) -> str:
        """The message as shown: place, fault and advice, each on its own line."""
        lines = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.advice:
            lines.append(f"  → {self.advice}")
        return "\n".join(lines)


class InputError(AlignError):
    """An input that could not be used (exit code 1)."""


class OtherKindError(InputError):
    """An input that is whole, and is something else than a document of a curriculum."""


class OutputError(AlignError):
    """A file that could not be written (exit code 1)."""


class UsageError(AlignError):
    """A command that was called wrongly (exit code 2)."""

    exit_code = 2


class GateError(AlignError):
    """A measured value under the bar that the user set with `--fail-under` (exit code 3)."""

    exit_code = 3


class SeveralInputsError(InputError):
    """Several faults of the inputs, reported together so that they can be mended in one go."""

    def __init__(self, faults: Iterable[AlignError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.render() for fault in self.faults))
