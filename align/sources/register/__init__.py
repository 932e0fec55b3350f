"""Registers: keuzedelen, rulings on overlap, crebo lists, CompetentNL."""
