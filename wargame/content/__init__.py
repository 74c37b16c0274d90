"""Room `content`: what does a deck say?

It turns a folder of YAML, or the plain data a save carries, into `model.Deck`: strict, frozen,
with the place every part was read from. On the way of a deck: `library` finds its folder by name,
`yaml` makes plain data of a file, `folder` of all files, `model` says what a deck is, `faults` what
is wrong with one, `variants` lays changes over it. `load.load_deck` is the door that takes a deck
all this way. `authors` tells what can be written.

What stands behind the colon of a deck's name is taken apart by `typed`, and laid over the deck by
`stack` (a table, values) and `starts` (numbers at the start); `chapters` tells which chapter of a
campaign it is. `loaded` is a deck with its places, `known` one that was checked before, `mend` one
without what is wrong with it.

**One rule: whoever wrote the deck is a stranger.** Nothing but `DeckError` may leave this room
because of what a file holds, reading always ends soon, and the error lists everything that is
wrong, each fault with its place and its remedy. Decks are passed around in seminars; a deck that
hangs, leaks, crashes or drives the terminal would do so in front of a class. So YAML is read
event by event (`yaml`) with the few forms a deck needs, rather than by a general loader whose
surprises (aliases, tags, `NO` as false) we would have to undo afterwards.

The room knows shapes and places, never meaning: an expression stays text here, and whether a
card names a track that exists is for `rules.lint.check` to say.
"""
