"""What the trade knows and the words do not say: a thesaurus of the vmbo sectors, in SKOS."""

from align.similarity.thesaurus.index import EMPTY, Sense, Thesaurus
from align.similarity.thesaurus.reading import load_thesaurus, read_thesaurus

__all__ = ["EMPTY", "Sense", "Thesaurus", "load_thesaurus", "read_thesaurus"]
