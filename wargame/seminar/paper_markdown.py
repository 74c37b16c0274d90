"""Pages on paper as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wargame.seminar.paper import LETTERS, PaperPage


def markdown(pages: Sequence[PaperPage]) -> str:
    """Pages as Markdown."""
    return "\n".join(inert(line) for page in pages for line in _page(page))


def inert(line: str) -> str:
    r"""A line in which a text is no tag and no link, and reads as before otherwise.

    >>> inert("<b>x</b> if a < 1, [x](y)")
    '&lt;b>x&lt;/b> if a < 1, [x]\\(y)'
    >>> inert(r"\<b>"), inert("[x]: http://a.b")
    ('\\&lt;b>', '[x]\\: http://a.b')
    """
    tagless = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", line)  # a backslash may stand before it
    return re.sub(r"\](?=[(:])", r"]\\", tagless)


def _page(page: PaperPage) -> Iterator[str]:
    yield from (f"# {page.title}", "")
    for part in page.parts:
        match part.kind:
            case "head":
                yield f"## {part.rows[0]}"
            case "points":
                yield from (f"- {row}" for row in part.rows)
            case "boxes":
                yield from (f"- [ ] {row}" for row in part.rows)
            case "scale":
                yield f"- {part.rows[0]} {'   '.join(f'[ ] {one}' for one in part.rows[1:])}"
            case "lettered":
                yield from (f"- {LETTERS[n]}. {row}" for n, row in enumerate(part.rows))
            case "cut":
                yield "---"
            case "steps":
                yield from (f"{n}. {row}" for n, row in enumerate(part.rows, 1))
            case "prose":
                yield part.rows[0]
            case "lines":
                yield from ["\u2026"] * part.count
        yield ""
