"""Offline pages: numbers are made before the template, one renderer."""
