"""What happened in one game, as plain data, and a small language to ask about it.

One rule: a `Timeline` holds only what everybody may know once the game is over. It is made from
the match's record by replay (`build`), and is all that gauges read (`query`, `rounds`, `shuffles`):
so none of them looks into a position.

>>> import wargame
>>> from wargame.lab.record.build import timeline
>>> from wargame.lab.record.query import is_given, is_raise, where
>>> from wargame.play.match import Match
>>> from wargame.players.uniform import Uniform
>>> game = wargame.load("primer")
>>> one, other = game.seats
>>> match = Match(game, {one: Uniform(1), other: Uniform(2)}, 1, secret="00" * 16).run()
>>> line = timeline(match.game, match.record)

How many raises were there, and how often did somebody give something?

>>> len(where(line.levels, is_raise)), len(where(line.levels, is_given))
(2, 3)
"""
