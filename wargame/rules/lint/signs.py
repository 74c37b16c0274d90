"""Words that say something of the rules, such as `if`, `later`, `pay`, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.number_words import NUMBER, SPAN, number_of
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.lint.deeds import Deeds, is_worked_out
from wargame.rules.lint.patterns import FAR


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that say something of the rules, and the kind of statement they stand for.

    Attributes:
        kind: What `Deeds.has` calls it.
        words: What may say it, and may have other uses.
        done: What is told if it is done and not said.
        sure: What says nothing else, if anything does.
        said: What is told if that is said and not done.
    """

    kind: str
    words: re.Pattern[str]
    done: str
    sure: re.Pattern[str] | None = None
    said: str = ""


def _sign(kind: str, words: str, done: str, sure: str = "", said: str = "") -> Saying:
    if not sure:
        return Saying(kind, _whole(words), done)
    return Saying(kind, _whole(f"{words}|{sure}"), done, _whole(sure), said)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE)


_AS_ONE_LIKES = r"as (you|it|they) (likes?|pleases?|wish(es)?|will)"

_ELSE = r"(?<!body )(?<!someone )(?<!anyone )else"
"""What opens the other way of a condition; `somebody else` does not."""

SIGNS = (
    _sign(
        "condition",
        "if|when|while|unless|only|needs?|once|at|as long as|with|without|under|over"
        r"|or (more|less|fewer)|at (least|most)|where|who|whoever|spend"
        rf"|from (level )?\d+[\w ]{FAR} (on|up|upwards)",
        "it depends on something, and no 'if' says so",
        "if|unless|except|provided",
        "'if' is said, and nothing depends on it",
    ),
    _sign(
        "otherwise",
        rf"otherwise|{_ELSE}|instead|if not|rather than|or [+\u2212-]?\d+[^.;]{FAR} if\b[^.;]*"
        rf"|if [^.;]{FAR}, or [+\u2212-]\d+",
        "something else happens if not, and no 'otherwise' says so",
        rf"otherwise|{_ELSE}|instead",
        "'otherwise' is said, and nothing else happens if not",
    ),
    _sign(
        "duration",
        rf"{SPAN}|nights?|terms?|later|next|then",
        "something happens later, and no word says when",
        r"in \w+ (rounds?|quarters?)|(rounds?|quarters?|months?) later|for \w+ (rounds?|quarters?)"
        r"|next \w* ?(rounds?|quarters?)|each of the next",
        "a time is said, and everything happens at once",
    ),
    _sign(
        "option",
        rf"choose|chooses|choice|or|either|may|pick|decides?|{_AS_ONE_LIKES}",
        "somebody chooses, and no word says so",
        "choose|chooses|either(?! (way|case))"
        "|you may (gain|draw|discard|raise|lower|take|move|pay)",
        "a choice is said, and nobody chooses",
    ),
    _sign(
        "member",
        r"choose|chooses|choice|pick|picks|which|whose|whom|one|an?|any|another|up to|spread|other"
        r"|distribut\w*|divid\w*|at most \d+"
        rf"|some|two|three|\d+ (of|evenings|points)|{_AS_ONE_LIKES}",
        "somebody chooses among several, and no word says so",
    ),
    _sign(
        "luck",
        "chance|luck|odds|percent|may|perhaps|half the time|rolls?|dic?e|random"
        "|in (two|three|four|\\d+)|or",
        "luck decides, and no word says so",
        "chance|odds|half the time|dice|at random",
        "luck is said, and nothing is left to it",
    ),
    _sign(
        "level",
        r"levels?|rises?|falls?|drops?|up|down|[+\u2212-]\d+|away|ends?|back|eases?|lifts?"
        "|thrown out",
        "a level changes, and no word says so",
        r"(rises?|falls?|drops?) \d+ levels?",
        "a level is said to change, and none does",
    ),
    _sign(
        "gain",
        r"gains?|brings?|wins?|capital (\+\d+|rises?|grows?|up)"
        r"|(?<!pay )(?<!pays )(?<!spend )(?<!spends )\d+ (more )?capital",
        "capital is gained, and no word says so",
        r"gains? \d+ capital",
        "capital is said to be gained, and none is",
    ),
    _sign(
        "score",
        "points?|scores?",
        "points are scored, and no word says so",
        r"(brings?|scores?|costs?)( [A-Z]\w+)? \d+ points?|\d+ points? and|and \d+ points?",
        "points are said to be scored, and none are",
    ),
    _sign(
        "each",
        "each|every|everybody|whoever|all|both|per|together",
        "it happens to several, and no 'each' says so",
    ),
    _sign(
        "draw",
        "draws?|cards?",
        "cards are drawn, and no word says so",
        "draws?",
        "a draw is said, and no card is drawn",
    ),
    _sign(
        "discard",
        "discards?|lays? aside|loses?|cards?",
        "cards are lost, and no word says so",
        r"discards? (\d+|a card)",
        "a discard is said, and no card is lost",
    ),
    _sign("suspend", "suspend\\w*|pauses?d?", "a measure is paused, and no word says so"),
    _sign(
        "advance",
        "stages?|advances?|completes?|further|forward",
        "a project moves on, and no word says so",
        "next stage|advances?",
        "a stage is said, and no project moves on",
    ),
    _sign(
        "lapse",
        "laps\\w+|back to (its|the) start|gives? up|abandon\\w*|lost",
        "a project lapses, and no word says so",
    ),
    _sign("end", "ends?|over", "the game ends, and no word says so"),
    _sign(
        "cost",
        r"pay|pays|paid|costs?|spend|spends|price|loses?|capital [\u2212-]\d+"
        rf"|for \d+(?! (more )?{SPAN}\b)",
        "it costs something, and no 'pay' says so",
        r"pays?(?! (you|it|each|the (rival|other))\b)",
        "a price is said, and nothing is paid",
    ),
)
"""Detectors of words, one of a kind."""

UNTESTED = SIGNS[0].done
"""What is told of a condition that a text leaves out."""


_COUNTED = re.compile(
    r"\b(?:for (?:each|every)|per)\b"
    r"(?! (?:round|quarter|year|season|month|week|day|turn|game|level|side|seat|player|term)s?\b)",
    re.IGNORECASE,
)
"""What counts something: `for each village`."""

_SHARE = re.compile(r"\b(?:half|twice|double)\b(?! (?:in|an?|per|the time)\b)", re.IGNORECASE)
"""What says a share of a number; `twice in the game` counts times."""


_UP_TO = re.compile(rf"(?<!by )\bup to ({NUMBER})\b", re.IGNORECASE)
"""How many may be chosen; 'by up to 3' is about a change."""

_FEWER = re.compile(
    r"\b(up to|at most|or (fewer|less)|no more than|may|any|some|as many|either|none)\b",
    re.IGNORECASE,
)
"""What says that fewer may be chosen."""


def how_many(text: str, among: list[ir.Targets]) -> Iterator[str]:
    """What a text says otherwise of how many are chosen; it says nothing of where none is."""
    sooner = [one for one in among if one.has_done]
    limits = [limit for one in among for limit in (one.times, one.at_most)]
    for match in _UP_TO.finditer(text) if among else ():
        if number_of(match[1]) not in limits or not (sooner or any(one.is_spread for one in among)):
            of = f"up to {sooner[0].times}" if sooner else "exactly one"
            yield f"'{match[0]}' is said, and the choice is of {of}"
    if any(one.times > 1 for one in sooner) and not _FEWER.search(text):
        yield "fewer may be chosen, and no 'up to' says so"


def signs(text: str, done: Deeds) -> Iterator[str]:
    """What the rows of `SIGNS` find."""
    is_open = bool(done.has.get("target") or done.has.get("rolled"))
    is_lucky, answered = bool(done.has.get("luck")), done.has.get("response", 0)
    meant = {
        "otherwise": is_lucky or done.by_whom,
        "condition": is_lucky or bool(done.open_to) or done.asked or done.by_whom,
        "option": done.asked or bool(answered),
        "cost": done.asked or bool(done.has.get("loss")),
        "gain": done.answers_raise(".capital"),
        "score": done.answers_raise(".score"),
    }
    for sign in SIGNS:
        count = done.has.get(sign.kind, 0)
        must = count > (answered if sign.kind == "condition" else 0)
        if must and not sign.words.search(text):
            yield sign.done
        is_done = count or meant.get(sign.kind) or is_open
        if not is_done and sign.sure and sign.sure.search(text):
            yield sign.said
    ifs = len(re.findall(r"\b(if|unless)\b(?! not)", text, re.IGNORECASE))
    if done.has.get("condition", 0) and ifs > done.has["condition"]:
        yield "'if' is said more often than something is asked"
    worked_out = sum(is_worked_out(write) for write in done.writes)
    if not worked_out:
        yield from how_many(text, done.among)
    if not is_open and len(_SHARE.findall(text)) > worked_out:
        yield "a share is said, and nothing is worked out"
    counts = done.has.get("each") or is_open or worked_out
    if _COUNTED.search(text) and not counts and (done.writes or done.has):
        yield "'for each' is said, and nothing is counted"
