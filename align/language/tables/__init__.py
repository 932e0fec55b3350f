"""Word tables for vmbo and mbo texts, written for this project."""


def words(block: str) -> frozenset[str]:
    """The words of a block of text, separated by white space."""
    return frozenset(block.split())
