"""Notebooks as web pages that stand alone: no network, no scripts, printable."""
