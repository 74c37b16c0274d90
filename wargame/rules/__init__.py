"""What may happen, and what follows? A deck becomes rules, and the rules a game tree.

    names, parse ─ reading ─▶ ir (Program) ─ emit ─▶ one Python module, run on the kernel
    Ruleset (program + engine) ◀─ Position ◀─ SeatState ◀─ asking (why, why not, what if)
    Game: the tree that other rooms walk

One rule: this room is pure. Whole numbers in a fixed order, no chance, clock, files or screen, so
that a match can be tested, searched and replayed for free, to the last digit on any machine. Luck
is an action like any other, and hidden information leaves through `view.redact` alone.

* A new **effect word**: a class and its tag in `content/model/effects.py`, one in `ir/stmt.py`,
  its reading in `reading/effects.py`; mypy then names every `match` that must know it (emit,
  describe, printed numbers, bounds), and the kitchen-sink test asks for a card that uses it.
* A new **verb**: its number in `kernel/codes.py` and a row in `verbs.py`; where it is open in
  `kernel/legal.py` (a play also in `kernel/playing.py`), what it does in `kernel/machine.py`; its
  phrases in `table/words/titles.py`. Tests name each of them; a new kind of thing, mypy.
* A new **reason to refuse**: a kind and its pattern in `refusal.py`, given by `asking/explain.py`;
  a test asks for a case of it in `tests/rules/refused.py`.
* A new **noun**: its model in `content/model/`, its list in `reading/nouns.py`, a row in `emit/`.
"""
