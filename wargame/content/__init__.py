"""Room `content`: what does a deck say?

It turns a folder of YAML, or the plain data a save carries, into `model.Deck`: strict, frozen,
with the place every part was read from. `load.load_deck` is the door; `library` finds a deck by
name; `variants` lays changes over it; `schema` and `reference` tell authors what can be written.

**One rule: whoever wrote the deck is a stranger.** Nothing but `DeckError` may leave this room
because of what a file holds, reading always ends soon, and the error lists everything that is
wrong, each fault with its place and its remedy. Decks are passed around in seminars; a deck that
hangs, leaks, crashes or drives the terminal would do so in front of a class. So YAML is read
event by event (`events`) with the few forms a deck needs, rather than by a general loader whose
surprises (aliases, tags, `NO` as false) we would have to undo afterwards.

The room knows shapes and places, never meaning: an expression stays text here, and whether a
card names a track that exists is for `rules.check` to say.
"""
