"""A class, run on a game: its plan, its clock, the facilitator's console.

One rule: nothing here changes a game but by `play.control`, so that every act of the facilitator
is an event of the record with its reason, and a save of a seminar is a save like any other.
"""
