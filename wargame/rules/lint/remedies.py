"""What to do where a text and the rules say different things: words to write, or what to change.

Both ways out stand there: which of the two is wrong, its author knows.
"""

from __future__ import annotations

_SAY = {
    "it depends on something": "'if …', 'while …' or '5 or more'",
    "something else happens if not": "'otherwise …' or 'else …'",
    "something happens later": "'next round', '2 rounds later' or 'in each of the next 2 rounds'",
    "somebody chooses": "'choose', 'either … or' or 'you may'",
    "somebody chooses among several": "'choose a …', 'up to 2 …' or 'spread 4 over …'",
    "luck decides": "'with a chance of', 'roll 2 dice' or 'at random'",
    "a level changes": "'a level up', 'a level down' or 'rises by 1'",
    "capital is gained": "'gain 2 capital'",
    "points are scored": "'score 2' or '2 points'",
    "it happens to several": "'each', 'all' or 'both'",
    "cards are drawn": "'draw 2 cards'",
    "cards are lost": "'discard 1 card'",
    "a measure is paused": "'paused for 2 rounds'",
    "a project moves on": "'advances' or 'reaches its next stage'",
    "a project lapses": "'lapses'",
    "the game ends": "'the game ends'",
    "it costs something": "'Pay …' and the price",
    "its discard serves the rival": "'Used for capital, …' and what happens then",
    "fewer may be chosen": "'up to 2 …'",
    "a private number is laid open": "'everybody learns …'",
    "it answers what is done": "'When the rival …' and what it does",
}
"""What says so, by what happens and is not said."""

_OR_TAKE_IT_OUT = {
    "'if' is said, and nothing depends on it": "'when: …', or 'needs: …'",
    "'otherwise' is said, and nothing else happens if not": "'otherwise:' beside 'when:'",
    "a time is said, and everything happens at once": "'after: 2' or 'lasting: 2'",
    "a choice is said, and nobody chooses": "'choose:' or 'target:'",
    "luck is said, and nothing is left to it": "'chance:' or 'roll:'",
    "a level is said to change, and none does": "'measure.ID += 1'",
    "capital is said to be gained, and none is": "'my.capital += 2'",
    "points are said to be scored, and none are": "'my.score += 2'",
    "a draw is said, and no card is drawn": "'draw: 2'",
    "a discard is said, and no card is lost": "'discard: 1'",
    "a stage is said, and no project moves on": "'advance: PROJECT'",
    "a price is said, and nothing is paid": "'cost: {capital: 2}'",
    "its discard is said to do something, and does nothing": "'rival_do:'",
    "'for each' is said, and nothing is counted": "'each:', or '2 * my.x'",
    "a share is said, and nothing is worked out": "'my.x // 2', or '2 * my.x'",
}
"""What would do so, by what is said and is not done."""


_WHOSE = "'my.' or 'seat: me' is whoever acts, 'their.' or 'seat: rival' the other side."

_UNDER = "Lines under 'when:' hang on it, all others happen anyway."

_NAME_IT = "Name it in the text, by a word of its title."

_TURNED = {
    "acts so, and is not printed so": "Print this amount, or change the line that brings it.",
    "is printed, and nothing does so": "Take it out of the text, or let a line bring it.",
    "is printed, and nothing does it": "Take it out of the text, or let a line use it.",
    ", and is not printed": "Print it, or let the rules do without it.",
    " acts": "Print the number that acts, or let the one act that is printed.",
    "changes, and is not named": _NAME_IT,
    "is looked at, and is not named": _NAME_IT,
    "stays to the end of the game": "'stays: 2' is two rounds more than this one.",
    "round more": "'stays: 2' is two rounds more than this one, 'stays: game' to the end.",
    "rounds more": "'stays: 2' is two rounds more than this one, 'stays: game' to the end.",
    "scores the other way round": "'a > b' asks for more of 'a', 'a < b' for more of 'b'.",
    "happens to the other side": _WHOSE,
    "happens to the other": _WHOSE,
    "asked of the other side": _WHOSE,
    "that comes if it is so": "Text and 'do' or 'otherwise' may have changed places.",
    "it happens in each of them": "'after: 2' comes once, 'lasting: 2' in each of 2 rounds.",
    "acts of the other side are answered": "Say what the rival does: 'When the rival …'.",
    "the other side's is counted": _WHOSE,
    "hangs on nothing": _UNDER,
    "hangs on it": _UNDER,
    "hangs on something else": _UNDER,
    "' comes later": "Lines under 'after:' and 'lasting:' come later, all others at once.",
    "goes the other way": "'+= 2' rises by 2, '-= 2' falls.",
    "belongs there": "Two numbers may have changed places in the text, or in what it is about.",
    "happens to one": "Write a line for each, or name the one.",
    "done any number of times": (
        "Write 'once: true' at a card, 'per_round: 1' or 'per_game: 1' at an action."
    ),
}
"""What to write, by how the advice ends."""

_HANGS = "it depends on "


def remedy(what: str) -> str:
    """What to do about words that say what is not so, or fail to say what is; "" for all else."""
    done, _, _ = what.partition(", and ")
    if done.startswith(_HANGS):
        done = f"{_HANGS}something"
    if done in _SAY and what.endswith(("says so", "says when")):
        return f"Write {_SAY[done]}."
    if what in _OR_TAKE_IT_OUT:
        return f"Take it out of the text, or let it happen: {_OR_TAKE_IT_OUT[what]}."
    return next((found for end, found in _TURNED.items() if what.endswith(end)), "")
