"""How far apart what belongs together may stand in a text: repeats of a pattern, with an end.

Why an end: a pattern that runs to the end of its sentence from each word that may begin it takes
the square of a text's length, where that word is said over and over.
"""

from __future__ import annotations

from typing import Final

FAR: Final = "{0,240}"
"""Letters between two words: as many as the text of a card may have."""

FEW: Final = "{0,9}"
"""Numbers in a row."""
