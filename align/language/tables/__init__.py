"""Word tables for vmbo and mbo texts, written for this project."""
