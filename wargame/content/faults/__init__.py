"""What is wrong with the shape of a deck, in an author's words.

One rule: a fault says where, what and what to do, never how we found out. `explain` puts
pydantic's findings into words; `structure` finds what types cannot tell.
"""
