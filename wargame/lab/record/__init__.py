"""What happened in one game, as plain data, and a small language to ask about it.

One rule: a `Timeline` holds only what everybody may know once the game is over. It is made from
the match's record by replay (`build`), fits into one line of JSON (`plain`), and is all that gauges
read (`query`, `windows`, `rounds`, `shuffles`): so stored games can be judged without their deck.

>>> import wargame
>>> from wargame.lab.record.build import timeline
>>> from wargame.lab.record.query import is_given, is_raise, of, where
>>> from wargame.lab.record.windows import followed
>>> from wargame.play.match import Match
>>> from wargame.players.uniform import Uniform
>>> game = wargame.load("primer")
>>> one, other = game.seats
>>> match = Match(game, {one: Uniform(1), other: Uniform(2)}, 1, secret="00" * 16).run()
>>> line = timeline(match.game, match.record)

How many raises by one seat met relief by the other within two rounds, of those that had two more?

>>> raises = where(line.levels, of(one), is_raise)
>>> relief = where(line.levels, of(other), is_given)
>>> followed(raises, relief, within=2, last=line.rounds)
(1, 1)
"""
