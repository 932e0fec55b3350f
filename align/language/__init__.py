"""Dutch as this field writes it: sentences, lemmas, compounds, activities and objects."""

from align.language.analysis import AnalysedSentence, Analyser, Term
from align.language.boilerplate import knowledge_level
from align.language.families import family
from align.language.lemmas import lemma
from align.language.pipeline import pipeline

__all__ = ["AnalysedSentence", "Analyser", "Term", "family", "knowledge_level", "lemma", "pipeline"]
