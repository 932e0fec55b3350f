"""Dutch as this field writes it: sentences, lemmas, compounds, activities and objects."""
