"""Does a deck do what its author says of it?

One rule: what a deck says of itself is played by the rules, so that it can turn out wrong.
"""
