"""Exam plans and OER's of mbo schools as PDF."""
