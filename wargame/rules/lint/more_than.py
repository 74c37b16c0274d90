"""Which of two sides an aim asks to have more: `if you have more visitors than the rival`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from wargame.rules import ir

_SAID = re.compile(
    r"\b(?:if|when|while|where) (?P<who>[^,.;:]{1,30}?) ha(?:s|ve) (?P<way>more|fewer|less)"
    r" [^,.;:]{1,40}? than (?P<whom>[^,.;:]{1,40})",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(unless|until|except|otherwise|instead|else|not|no|never|nothing|none|0|lose|loses)\b",
    re.IGNORECASE,
)
"""Words by which a condition may be told the other way round, or what is scored be a loss."""
_YOURS = re.compile(r"\byour (?=rival|opponent)", re.IGNORECASE)


def more_than(
    text: str, score: ir.Expr, owner: Callable[[str], str], seats: Sequence[str]
) -> Iterator[str]:
    """What an aim says one side has more of, where it scores if the other has.

    Only of a text that compares once, and a score that compares once a number that both have.

    Args:
        owner: The seat that some words name, or "".
        seats: Their ids.
    """
    said, asked = [*_SAID.finditer(text)], [*_fuller(score, seats)]
    if len(said) != 1 or len(asked) != 1 or _TURNED.search(text):
        return
    who, whom = (owner(_YOURS.sub("the ", said[0][one])) for one in ("who", "whom"))
    more, less = (who, whom) if said[0]["way"].lower() == "more" else (whom, who)
    if more and less and more != less and asked[0] == less:
        yield f"'{said[0][0].strip()}' is said, and it scores the other way round"


def _fuller(score: ir.Expr, seats: Sequence[str]) -> Iterator[str]:
    """The seat that has to have more, or "" for neither, of each comparison in a score."""
    for one in ir.within(score):
        match one:
            case ir.Compare((op,), (ir.Read(left), ir.Read(right))) if op not in ("==", "!="):
                mine, _, what = left.text.partition(".")
                theirs, _, other = right.text.partition(".")
                is_same = what == other and mine in seats and theirs in seats
                yield (mine if op[0] == ">" else theirs) if is_same else ""
            case ir.Compare():
                yield ""
            case ir.Not() | ir.Op("-" | "neg"):
                yield from ("", "")
            case ir.IfElse(_, _, other) if other != ir.Const(0):
                yield from ("", "")
            case _:
                pass
