"""How much of each bad day the suite goes through; the README's table is held against these."""

FUZZED_INPUTS = 100_000
"""Inputs that nobody would write, to the readers of what is not trusted."""
KILLS = 100
"""Builds that are killed at a random moment."""
