"""Which screen asks what? One question to a file; looks of its own stand in a `.tcss` beside it.

One rule: a screen knows no other screen but those it is built on, and asks for the next one by
`home`. All are built on `base`, most of them on one of three: `page`, a text or a list; `forms`,
what is filled in beside what it is about; `looking`, a `board` to look around on.

- Where to: `title`, what to do; `saves`, `decks`, which game, which deck; `lesson` and `puzzle`,
  which of them, as lines that are `numbered`.
- Forms: `new_game`, deck, variant, who sits where, seed, name; `branch`, name and seats of a game
  that leaves another; `offer`, what each side gives, and for how long; `bid`, what the first seat
  is worth to somebody; `thinking`, what somebody thinks; `settings`; `ask`, one line of text.
- A board: `table`, what a seat does in its turn, built on `driven`, where play goes on by itself
  until a person has to choose, and on `asking`, which tells what came meanwhile and puts the
  question that waits; `practice`, the table of a lesson or a puzzle; `watch` and `replay`, where
  nobody chooses.
- Between turns: `curtain`, whether the next seat sits there; `quarter`, a round that is over;
  `console`, what the facilitator types.
- Pages that tell, and ask for nothing but the way on: `help`, `adviser`, `ended`, `debrief`;
  `observe`, a game elsewhere; `arriving`, until another machine has opened its table; `error`.
- `commands`: which of all things that can be done now, and `possible` whether one can at a table;
  `question`: whether to do it.
"""
