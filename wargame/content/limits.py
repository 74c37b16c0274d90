"""How much a deck may hold: decks come from strangers, so everything has an end."""

NUMBER_LIMIT = 1_000_000
"""Every whole number written in a deck lies in -NUMBER_LIMIT..NUMBER_LIMIT."""

SCORE_LIMIT = 1_000_000
"""No score leaves -SCORE_LIMIT..SCORE_LIMIT."""

MAX_EXPRESSION = 200
"""Longest expression or statement, in characters, read before it is parsed."""

MAX_FILE_BYTES = 1_000_000
"""Largest file, looked at before it is read."""

MAX_DECK_BYTES = 4_000_000
"""Largest deck, all files together."""

MAX_FILES = 200
"""Most files in one deck."""

MAX_DEPTH = 32
"""Deepest nesting of lists and mappings, counted from the top of the deck."""

MAX_NODES = 100_000
"""Most values (numbers, texts, lists, mappings) in one deck."""

MAX_SCALAR = 20_000
"""Longest single text, in characters."""

MAX_COMBINING = 8
"""Most combining marks on one letter; more would paint over the lines above and below."""

MAX_FAULTS = 200
"""Reading stops after so many faults: by then the file is something else than a deck."""

OUTSET = 20
"""Lines of the page before play, which a screen of 80 by 24 has to hold."""

FULL = 8
"""The dose of the deck as it is: doses are counted in eighths."""

TWICE = 2 * FULL
"""The largest dose there is."""
