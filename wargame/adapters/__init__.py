"""How does it speak to other programs, and to people at other machines?

One rule: what leaves here of a position is made of a `SeatState`, and of the past of what that seat
has witnessed. So no program on the other side can know more than a person in the seat. The suites
of OpenSpiel and PettingZoo do not notice a secret in an observation: `tests/adapters/test_leaks.py`
does.

| module | what it is |
|---|---|
| `language_model` | a program that asks a language model, seated by `wargame player llm` |
| `remote` | a table at which somebody sits at another machine, and `wargame join` |
| `openspiel` | `load("primer")` gives a `pyspiel.Game`; `pip install '.[openspiel]'` |
| `openspiel_terms`, `openspiel_observer` | what it is told of a game, and of what seats see |
| `pettingzoo` | `env("primer")` gives an AEC environment; `pip install '.[pettingzoo]'` |
| `observation` | what a seat sees as an array, and which number of it is which |
| `news` | a move of the protocol as the table tells it |
| `game_node` | a position, and what each seat has seen on the way to it |
| `opened` | decks that are open, each once for a process |

For OpenSpiel and PettingZoo numbers of actions are `game.action_id`s, luck included. Returns are
`game.returns` at the end and nothing before: match points at a table that names a winner, else each
seat's points less its par, so `primer` and `primer:seminar` are two games. A game is zero-sum where
`game.zero_sum` proves it, and general-sum otherwise. Nobody chooses at the same time as others:
whoever commits in secret does so in turn, unseen.
"""
