"""What may happen, and what follows? A deck becomes rules, and the rules a game tree.

    names, parse ─ reading ─▶ ir (Program) ─ emit ─▶ one Python module, run on the kernel
    Ruleset (program + engine) ◀─ Position ◀─ SeatState ◀─ asking (why, why not, what if)
    Game: the tree that other rooms walk
    lint: what is wrong with a deck, or odd; nothing above asks for it
    compiling: the module and the kernel as one text, for a compiler

One rule: this room is pure. Whole numbers in a fixed order, no chance, clock, files or screen, so
that a match can be tested, searched and replayed for free, to the last digit on any machine. Luck
is an action like any other, and hidden information leaves through `redact` alone.

Beside these sub-rooms stands what a game is held by. `ruleset` binds a program to its engine: from
`sources`, which `making` reads and emits, with its values (`bound`), run by `runtime`; `ruling`
and `orders` (by `ordered`) lay over it what control and a trial ask for. `game` shows it as a
tree, `walk` as one game in place, of `position`s (some made up by `given`). `verbs`, `actions` and
`acts` say what may be done, `refusal` why not. `redact` makes the `view` of a seat, `resample` a
position it could be (with `unseen` and `sealed`); `winners` says who has won, `expressions` what a
line of text comes to. `packing`, `hashes` and `ids` make numbers of all this for saves and
programs.

Where a new effect word, verb, noun or reason to refuse goes: `wargame/README.md`.
"""
