"""What can happen in a scenario, found by searching every sequence of moves.

`alphabet` lists what a salesperson can do, `search` looks at every sequence of it up to a length,
`relaxed` at sequences of any length with her patience and trust left out, and `proofs` holds what
was found against what must be true of any scenario.
"""
