"""Parts of patterns by which texts are read, and where one sentence ends.

A pattern that runs to the end of its sentence from each word that may begin it takes the square of
a text's length, where that word is said over and over: so what it runs over has an end.
"""

from __future__ import annotations

import re
from typing import Final

FAR: Final = "{0,240}"
"""Letters between two words: as many as the text of a card may have."""

FEW: Final = "{0,9}"
"""Numbers in a row."""

BETWEEN: Final = re.compile(r"(?<=[.;!?])\s+")
"""What parts two sentences."""
