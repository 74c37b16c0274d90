"""IR to one readable Python module: a class per card, rule and event, and `class State`.

`code` writes expressions, `statements` blocks, `rule_run` rules in one run; `nouns`, `talks`,
`fronts` and `course` a class per noun (`unit`) with its `rows`, all on one `sheet`; `guesses` what
is known of private numbers, `winning` who wins, `position` the state, `module` the whole.
Two flavours come from the same lines: fast writes numbers straight, traced reports each write
to the state's trace. Only whitelisted identifiers, numbers and names of tracks get into the
text; nothing an author typed does.
"""

from wargame.rules.emit.code import Code as Code
from wargame.rules.emit.module import emit as emit
from wargame.rules.emit.module import emit_ruling as emit_ruling
