"""What is wrong with the shape of a deck, in an author's words.

pydantic finds the faults; this module says what was expected, and what was probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from wargame.content.faults.finding import Finding
from wargame.content.fields import meant_act
from wargame.content.model import EFFECT_WORDS, Deck, Noun
from wargame.content.number_words import MOST_DIGITS, WORDS
from wargame.content.yaml.marks import Located
from wargame.errors import DeckPath, Fault, closest, nearest

_FULL_FAULTS = 100
"""Faults beyond so many get no guess at what was meant; guesses take time."""

_MOST_FAULTS = 1_000
"""Faults beyond so many are not put into words: nobody reads them, and there may be 100,000."""

Explained = tuple[DeckPath, Fault]
"""A path of the deck and what is wrong there."""


def explain(
    error: ValidationError, deck: Located, root: type[Noun] = Deck, whole: str = "deck"
) -> list[Explained]:
    """Turn pydantic's findings about a deck into faults, in the order of its fields.

    Args:
        root, whole: What the data is, if it is no deck: a noun, and what people call it.
    """
    found = error.errors(include_url=False)[:_MOST_FAULTS]
    findings = [
        Finding(details, deck, number < _FULL_FAULTS, root, whole)
        for number, details in enumerate(found)
    ]
    meant = {(*one.path[:-1], guess): True for one in findings if (guess := _guess(one))}
    return [
        _explained(one)
        for one in findings
        if not (one.details["type"] == "missing" and one.path in meant)
    ]


_OTHER_WORDS = {
    "if": "when",
    "name": "title",
    "description": "text",
    "effect": "do",
    "effects": "do",
    "then": "do",
    "else": "otherwise",
    "requires": "needs",
    "condition": "when",
    "price": "cost",
    "owner": "seat",
    "side": "seat",
    "pct": "weight",
    "percent": "weight",
    "odds": "weight",
    "probability": "weight",
    "from": "min",
    "to": "max",
    "value": "worth",
    "points": "score",
    "delete": "remove",
    "without": "remove",
    "goal": "aim",
    "moves": "line",
    "solution": "line",
}
"""What authors write for a field that goes by another word."""


def _guess(finding: Finding) -> str:
    """The field that was probably meant by one that there is not; "" for none."""
    noun = finding.noun
    if finding.details["type"] != "extra_forbidden" or noun is None or not finding.guessing:
        return ""
    word = str(finding.path[-1])[:60]
    other = _OTHER_WORDS.get(word.lower(), "") or meant_act(word)
    return other if other in noun.model_fields else closest(word, tuple(noun.model_fields)) or ""


def _explained(finding: Finding) -> Explained:
    kind = finding.details["type"]
    what, remedy = _WORDS.get(kind, _other)(finding)
    # "unknown field 'x' in card 'y'" names the card already
    item = "" if kind == "extra_forbidden" else finding.item
    return finding.path, Fault(what, remedy, finding.mark(), item)


# --- one sentence per kind of finding ------------------------------------------------------

_Words = tuple[str, str]


def _missing(finding: Finding) -> _Words:
    name = finding.path[-1]
    noun = finding.noun
    field = noun.model_fields.get(str(name)) if noun else None
    remedy = f"{name}: {field.description}" if field and field.description else ""
    return f"field '{name}' is missing", remedy


_INSTEAD = {
    ("ChooseOption", "cost"): (
        "An option has no price: ask for it in 'needs', and take it in 'do', as in my.capital -= 1."
    ),
    ("Inject", "seat"): "News come to everybody: name the seat in what they do.",
    **dict.fromkeys(
        [("SeminarPlan", word) for word in ("table", "handicap", "variant", "par", "bid")],
        "It stands behind the deck's name, as in mydeck:seminar or mydeck:handicap=3.",
    ),
}
"""What stands for a field that authors look for in a noun, and that it does not have."""


def _unknown_field(finding: Finding) -> _Words:
    key = str(finding.path[-1])[:60]
    noun = finding.noun
    remedy = ""
    if noun is not None and key in EFFECT_WORDS and noun in EFFECT_WORDS.values():
        remedy = f"'{key}' opens an effect of its own: give it its own line with '- '."
    elif noun is not None and (noun.__name__, key) in _INSTEAD:
        remedy = _INSTEAD[noun.__name__, key]
    elif noun is not None and finding.guessing:
        remedy, guess = nearest(key, noun.model_fields, limit=30), _guess(finding)
        known = remedy.rpartition("? ")[2]
        remedy = f"Did you mean '{guess}'? {known}" if guess else remedy
    return f"unknown field '{key}' in {finding.whereabouts()}", remedy


def _list(finding: Finding) -> _Words:
    """A list was expected; one element whose dash lacks its space is a text, and a word or a
    number is the one element meant."""
    value = finding.value
    if isinstance(value, str) and value.startswith("-"):
        return "a space belongs after '-'", f"Write '- {value[1:61]}'."
    remedy, name = _LIST_REMEDY, finding.path[-1] if finding.path else 0
    if isinstance(name, str) and not isinstance(value, bool) and _ALONE.fullmatch(str(value)):
        remedy = f"Write {name}: [{value}]."
    return _expected("a list", remedy)(finding)


_ALONE = re.compile(r"[\w.]{1,40}")
"""A number, an id or a name, which stands between brackets as it is."""


def _expected(what: str, remedy: str = "") -> Callable[[Finding], _Words]:
    def words(finding: Finding) -> _Words:
        return finding.said(f"expected {what}, not {_shown(finding.value)}"), remedy

    return words


def _switch(finding: Finding) -> _Words:
    """True or false was expected."""
    value = finding.value
    is_quoted = isinstance(value, str) and value.lower() in ("true", "false")
    remedy = f"Leave the quotes out: {str(value).lower()}." if is_quoted else ""
    return finding.said(f"expected true or false, not {_shown(value)}"), remedy


_COUNTED = re.compile(rf"([+-]?\d{{1,{MOST_DIGITS}}})( ?(?:%|[a-z]+))?")
"""A number, with its unit if it has one."""


def _number(finding: Finding) -> _Words:
    """A whole number was expected."""
    value, remedy = finding.value, ""
    if isinstance(value, str):
        word = value.strip().lower()
        if word in WORDS:
            remedy = f"Write {WORDS[word]}."
        elif counted := _COUNTED.fullmatch(word):
            number = int(counted[1])
            remedy = f"Write {number} alone: its unit is said elsewhere, as in a text."
            remedy = remedy if counted[2] else f"Leave the quotes out: {number}."
    return finding.said(f"expected a whole number, not {_shown(value)}"), remedy


def _fields(finding: Finding) -> _Words:
    """Fields were expected; where a price is, its form is shown."""
    remedy, name = _FIELDS_REMEDY, str(finding.path[-1]) if finding.path else ""
    if name.endswith("cost"):
        amount = finding.value if isinstance(finding.value, int) else 2
        remedy = f"Write {name}: {{capital: {amount}}}."
    elif name == "rounds" and isinstance(finding.value, int):
        remedy = f"Write rounds: {{max: {finding.value}}}."
    elif name in _SHAPES:
        remedy = f"Write {name}: {_SHAPES[name]}."
    elif name == "capital" and isinstance(finding.value, int):
        remedy = f"Write capital: {{start: {finding.value}, max: {2 * finding.value}, income: 2}}."
    return finding.said(f"expected fields, not {_shown(finding.value)}"), remedy


_SHAPES = {
    "roll": "{dice: 1, sides: 6}",
    "headline": "{order: initiative}",
    "calendar": "{2: 3, 5: 4}, a round and its stake",
    "weights": "{my.score: 10}, an expression and what a unit of it is worth",
}
"""How fields are written that authors write as something else."""


def _text(finding: Finding) -> _Words:
    remedy = "Put it in quotes." if isinstance(finding.value, int) else ""
    if finding.value is True and str(finding.path[-1]) in ("when", "needs"):
        remedy = f"Leave '{finding.path[-1]}' out: then it always holds."
    if isinstance(finding.value, list) and str(finding.path[-1]) in ("when", "needs", "done"):
        remedy = "Write one condition: join what has to hold by 'and', as in 'a > 1 and b > 2'."
    if isinstance(finding.value, dict):
        remedy = "Text that contains ': ' goes in quotes."
    return finding.said(f"expected text, not {_shown(finding.value)}"), remedy


def _bound(word: str, key: str) -> Callable[[Finding], _Words]:
    def words(finding: Finding) -> _Words:
        limit = finding.context.get(key)
        return f"{finding.subject} must be {word} {limit}, not {_shown(finding.value)}", ""

    return words


_FURTHER = {
    "seats": ("A further actor is one of 'parties'; people who share a seat are its 'delegations'.")
}
"""Where that belongs of which a list has too many."""


def _length(finding: Finding) -> _Words:
    """A list with too few or too many elements."""
    name = str(finding.path[-1]) if finding.path else "deck"
    given = finding.context.get("actual_length")
    least, most = _list_limits(finding)
    if least == most:
        limit = f"exactly {least} needed"
    else:
        limit = f"at least {least} needed" if least else f"at most {most} allowed"
        if least and most:
            limit = f"{least} to {most} allowed"
    shown = given if isinstance(given, int) else len(finding.value)
    remedy = _FURTHER.get(name, "") if most is not None and shown > most else ""
    return f"'{name}' has {shown} {'entry' if shown == 1 else 'entries'}; {limit}", remedy


def _list_limits(finding: Finding) -> tuple[int | None, int | None]:
    noun = finding.noun
    field = noun.model_fields.get(str(finding.path[-1])) if noun and finding.path else None
    least, most = finding.context.get("min_length"), finding.context.get("max_length")
    for rule in field.metadata if field else ():
        least = getattr(rule, "min_length", None) or least
        most = getattr(rule, "max_length", None) or most
    return least, most


def _too_long(finding: Finding) -> _Words:
    limit = finding.context.get("max_length")
    length = len(finding.value) if isinstance(finding.value, str) else 0
    return f"{finding.subject} is longer than {limit} characters ({length})", "Shorten it."


def _empty(finding: Finding) -> _Words:
    least = finding.context.get("min_length") or 1
    if isinstance(finding.value, str) and least > 1:
        length = len(finding.value.strip())  # what is shorter with its blanks is so without
        return f"{finding.subject} is shorter than {least} characters ({length})", "Write more."
    return f"{finding.subject} may not be empty", "Write something, or leave the line out."


def _pattern(finding: Finding) -> _Words:
    if str(finding.context.get("pattern", "")).startswith("^[a-z]"):
        return (
            finding.said(f"{_shown(finding.value)} is not an id"),
            "Ids use a-z 0-9 _ only, up to 40, and start with a letter.",
        )
    if str(finding.context.get("pattern", "")).startswith("^shared"):
        what = finding.said(f"{_shown(finding.value)} is no track of the table")
        return what, "Write shared. and the id of a track that is 'of: shared'."
    if "200" in str(finding.context.get("pattern", "")):
        what = finding.said(f"{_shown(finding.value)} is no round")
        return what, "Write its number, 1 to 200."
    if "{32}" in str(finding.context.get("pattern", "")):
        what = finding.said(f"{_shown(finding.value)} is no secret of a seminar")
        return what, "Write 32 of 0-9 a-f, or leave the line out; `seminar new` makes one."
    if finding.root is not Deck:
        what = f"{_shown(finding.value)} is no name of a seminar"
        return what, "Use letters from a to z, digits, - and _, up to 40."
    return (
        finding.said(f"{_shown(finding.value)} is not a version number"),
        "Write it like '1.0', in quotes.",
    )


_OTHER_VALUES = {
    **dict.fromkeys(("high", "higher", "more", "rise"), "up"),
    **dict.fromkeys(("low", "lower", "less", "fall"), "down"),
    **dict.fromkeys(("pay", "payment", "gift", "give"), "transfer"),
    **dict.fromkeys(("limit", "maximum"), "cap"),
    **dict.fromkeys(("promise", "instalments"), "pledge"),
    **dict.fromkeys(("end", "after", "round_end"), "account"),
    **dict.fromkeys(("begin", "start", "before"), "world"),
}
"""What authors write for a word of the language that goes by another one."""


def _literal(finding: Finding) -> _Words:
    names = re.findall(r"'([^']*)'", str(finding.context.get("expected", "")))
    word = str(finding.value)
    remedy = nearest(word, names, limit=len(names)) if finding.guessing else ""
    if (meant := _OTHER_VALUES.get(word.lower()) or meant_act(word)) in names:
        remedy = f"Did you mean '{meant}'? {remedy.rpartition('? ')[2]}".rstrip()
    return finding.said(f"unknown word {_shown(finding.value)}"), remedy


def _union(finding: Finding) -> _Words:
    if finding.context.get("discriminator") == "effect_tag()":
        return _effect(finding)
    kinds = {
        "<number>": "a whole number",
        "<text>": "text",
        "<mapping>": "fields",
        "<list>": "a list",
    }
    tags = re.findall(r"<\w+>", str(finding.context.get("expected_tags", "<number> <text>")))
    expected = " or ".join(kinds[tag] for tag in tags if tag in kinds)
    return _expected(expected)(finding)


_OTHER_EFFECTS = {
    "if": "when",
    "random": "chance",
    "luck": "chance",
    "dice": "roll",
    "option": "choose",
    "options": "choose",
    "for": "each",
    "foreach": "each",
    "later": "after",
    "delay": "after",
    "suspend": "pause",
}
"""What authors write for an effect that goes by another word."""

_EFFECT_HELP = (
    "An effect is a line such as 'my.trust += 1' or one of: " + ", ".join(EFFECT_WORDS) + "."
)


def _effect(finding: Finding) -> _Words:
    value = finding.value
    if not isinstance(value, dict) or not value:
        return finding.said(f"{_shown(value)} is not an effect"), _EFFECT_HELP
    word = str(next(iter(value)))[:60]
    close = nearest(word, EFFECT_WORDS) if finding.guessing else ""
    guess = close.split("? ")[0] + "? " if close.startswith("Did") else ""
    other = _OTHER_EFFECTS.get(word.lower())
    guess = f"Did you mean '{other}'? " if other else guess
    return f"unknown effect '{word}'", guess + _EFFECT_HELP


def _other(finding: Finding) -> _Words:
    return finding.said(f"{_shown(finding.value)} cannot be used here"), ""


def _shown(value: Any) -> str:
    """A value as a person would call it."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return f"'{value if len(value) <= 40 else value[:40] + '…'}'"
        case list():
            return "a list"
        case dict():
            return "fields"
        case None:
            return "nothing"
        case _:
            return "a value of an unknown kind"


_LIST_REMEDY = "Write one element per line, each after '- '."
_FIELDS_REMEDY = "Fields are written 'name: value', one per line."

_WORDS: dict[str, Callable[[Finding], _Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "string_type": _text,
    "int_type": _number,
    "int_parsing_size": _number,
    "bool_type": _switch,
    "list_type": _list,
    "dict_type": _fields,
    "model_type": _fields,
    "model_attributes_type": _fields,
    "greater_than_equal": _bound("at least", "ge"),
    "less_than_equal": _bound("at most", "le"),
    "too_short": _length,
    "too_long": _length,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "literal_error": _literal,
    "union_tag_not_found": _union,
    "union_tag_invalid": _union,
}
