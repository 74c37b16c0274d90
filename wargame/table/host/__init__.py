"""Who hosts a sitting? The match, who sits there, what they have been shown, and its shelf.

One rule: a host decides nothing in the game, it asks whoever sits there; and what is hidden in a
match stops here. A screen or a console asks for a `Scene` and shows that; a test sees to it that
none of them reads the match behind it.
"""
