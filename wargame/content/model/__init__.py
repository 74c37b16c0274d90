"""The nouns of a deck as strict, frozen models: one class per noun, a module per section.

One rule: a fact about a noun is said here alone. The description of each field is what the
authors' reference and the JSON Schema print, so the three never drift apart. Arithmetic stays text
here: `wargame.rules.reading.parse` gives it meaning. Everybody imports from this door, so a new
noun is written in its section alone.
"""

from wargame.content.limits import MAX_EXPRESSION as MAX_EXPRESSION
from wargame.content.limits import NUMBER_LIMIT as NUMBER_LIMIT
from wargame.content.model.around import *
from wargame.content.model.base import *
from wargame.content.model.board import *
from wargame.content.model.campaigns import *
from wargame.content.model.claims import *
from wargame.content.model.contest import *
from wargame.content.model.course import *
from wargame.content.model.deals import *
from wargame.content.model.deck import *
from wargame.content.model.dials import *
from wargame.content.model.effects import *
from wargame.content.model.fronts import *
from wargame.content.model.instruments import *
from wargame.content.model.lessons import *
from wargame.content.model.moves import *
from wargame.content.model.piles import *
from wargame.content.model.puzzles import *
from wargame.content.model.quotes import *
from wargame.content.model.roles import *
from wargame.content.model.sessions import *
