"""What can authors write? A reference, JSON Schemas for editors, and a deck to start from.

One rule: the first two are printed from the models that load decks, so they say nothing that
is not so.
"""
