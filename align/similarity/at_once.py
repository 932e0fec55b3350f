"""Doing the same with some things at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


def at_once(work: Callable[[_Item], _Made], items: Sequence[_Item], jobs: int) -> list[_Made]:
    """What work makes of each item, in their order, by so many threads.

    Worth it for products and sorts of arrays: numpy and scipy let go of the interpreter meanwhile.
    """
    if jobs == 1 or len(items) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(jobs, len(items))) as pool:
        return list(pool.map(work, items))
