"""What made a finished game end as it did?

One rule: every figure comes of playing the game on from its own positions, the same luck for each
course that is held against another; no rule of its account is asked.
"""
