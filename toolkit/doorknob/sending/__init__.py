"""Sending statements to a learning record store: what is acknowledged is remembered."""
