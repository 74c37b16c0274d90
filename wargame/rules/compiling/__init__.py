"""How do rules become text that a compiler makes fast? Only `wargame compile` needs it.

`joined` puts the kernel and a deck's generated module into one text; on the way `direct` lets
functions that stand in rows be called without a detour, and `straight` writes what the deck
computes as plainly as a machine has it. One rule: the text comes to the same as the rules it was
made of.
"""
