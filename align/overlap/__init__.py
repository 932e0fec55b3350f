"""From two curricula to pairs with evidence, relation and coverage."""

from align.overlap.compare import compare
from align.overlap.selection import Selection

__all__ = ["Selection", "compare"]
