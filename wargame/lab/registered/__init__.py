"""The registered gauges: what each claim of the registration counts in one game, and why.

One rule: a gauge reads a game's timeline (`lab.record`) and the role map of its deck, never the
deck. So it counts the same in any deck, no deck can count for itself, and a stored game can be
counted again. `registration.md` says what is counted and is never changed; `text` holds its hash.
What it leaves open is settled beside the code that needs it, in words, before any deck is tuned.

>>> from wargame.lab.registered.table import GAUGES
>>> [gauge.number for gauge in GAUGES if gauge.trial is None]
[1, 2, 3, 4, 7, 11]
"""
