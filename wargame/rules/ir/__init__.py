"""What a deck means: names, expressions, statements, the nouns made of them, the whole program.

Nouns stand in a module per section, as in `content/model`, and all rooms import from this door, so
a new one is written in its section alone. Everything is a frozen value. `reading` makes it from
deck text, `emit` turns it into Python, `asking` into words and answers. An expression knows the
interval its value lies in; `lo` and `hi` are both possible bounds, never beyond ±2**62.

A `match` over statements, expressions or conditions names every kind, unless it says by `case _`
that it passes over some: mypy shows whoever adds one the places that have to know it. Whoever wants
all that is inside asks `walk` and `within`.
"""

from wargame.rules.ir.claims import *
from wargame.rules.ir.contest import *
from wargame.rules.ir.course import *
from wargame.rules.ir.deals import *
from wargame.rules.ir.expr import *
from wargame.rules.ir.moves import *
from wargame.rules.ir.names import *
from wargame.rules.ir.operations import *
from wargame.rules.ir.program import *
from wargame.rules.ir.stmt import *
