"""What came of a game that is over: who won and why, where the points came from, how it went.

One source for the end screen, plain text, `--json` and the report. Everything here is made from
the log and the open view of the last position; nothing is told before the game is over. What takes
longer (deciding moves, and the ledger of luck and choices) is made by `lab.ended` and joins an
account when it is there.
"""
