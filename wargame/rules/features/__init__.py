"""A view as whole numbers: always as many, each with a name and a range, for programs that learn.

One rule: all of it comes from the view, so it tells a seat no more than that. What cannot be known
is 0: the cards of others, an agenda that was kept in secret. Effects that come later are counted by
what brings them, and what only the engine needs to go on in the middle of one is left out.
"""
