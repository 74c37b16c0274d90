"""Which screen asks what? One to a file, its looks in the `.tcss` file of the same name.

One rule: a screen knows no other screen but those it is built on, and asks the app by `home`.

- `title`: what to do. `saves`, `decks`: which game, which deck.
- `new_game`: deck, variant, who sits where, seed, name. `branch`: name and seats of a game that
  leaves another. `offer`: what each side gives, and for how long. These three are forms.
- `curtain`: whether the next seat sits there. `table`: what a seat does in its turn; it is built on
  `looking`, a board to look around on, `driven`, where play goes on by itself until a person has to
  choose, and `asking`, which tells what came meanwhile and puts the question that waits.
- `commands`: which of all things that can be done now.
- `page`, `help`, `ended`, `debrief`, `adviser`, `replay`, `watch` tell, and ask for nothing but the
  way on. `arriving` waits for a table that another machine has.
"""
