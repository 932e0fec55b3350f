"""Tunes the encoder of our own; see README.md beside this file. Not part of the package."""
