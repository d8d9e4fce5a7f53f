"""Stronger readers, each switched on by hand: they may use the network, so the core knows none."""
