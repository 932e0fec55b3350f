"""Fetches what publishers offer for download into a folder of the user, once and verified.

The only room that touches a network, and only when `align fetch` is called.
"""
