"""What may happen, and what follows? A deck becomes rules, and the rules a game tree.

    names, parse ─ reading ─▶ ir (Program) ─ emit ─▶ one Python module, run on the kernel
    Ruleset (program + engine) ◀─ Position ◀─ SeatState ◀─ asking (why, why not, what if)
    Game: the tree that other rooms walk
    lint: what is wrong with a deck, or odd; nothing above asks for it
    compiling: the module and the kernel as one text, for a compiler

One rule: this room is pure. Whole numbers in a fixed order, no chance, clock, files or screen, so
that a match can be tested, searched and replayed for free, to the last digit on any machine. Luck
is an action like any other, and hidden information leaves through `redact` alone.

Where a new effect word, verb, noun or reason to refuse goes: `wargame/README.md`.
"""
