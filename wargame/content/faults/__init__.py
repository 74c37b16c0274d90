"""What is wrong with the shape of a deck, in an author's words.

`explain` puts pydantic's findings into words; `structure` finds what types cannot tell.
"""
