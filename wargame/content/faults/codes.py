"""A short code for every fault and every piece of advice, so that people can look one up.

A code stays when its sentence is reworded. `…` stands for whatever differs from deck to deck.
The first letter says where the trouble is: F files and YAML, S the shape of a noun, N names,
X texts of the language, R rules of a noun, D numbers and dials, C claims and roles, V variants,
E examples, L advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from wargame.errors import Fault

CODES: dict[str, str] = {
    # --- files and YAML
    "F01": "…: there is no deck.yaml in this folder",
    "F02": "…: this is not a folder",
    "F03": "…: cannot be read: …",
    "F04": "cannot be read: …",
    "F05": "is a link that leads out of the deck folder",
    "F06": "is not an ordinary file",
    "F07": "is larger than … MB (… bytes)",
    "F08": "not valid UTF-8 at byte …",
    "F09": "unknown deck … '…'",
    "F10": "the name ends in '…'",
    "F11": "'…' is given twice, here and in …",
    "F12": "this file is '…' already",
    "F13": "this file holds fields ('name: value'), not a list",
    "F14": "this file holds a list: each element begins with '- '",
    "F15": "deck.yaml holds fields ('id: …'), not a list",
    "F16": "the deck is larger than … MB",
    "F17": "the deck has more than … files",
    "F18": "two decks have the id '…': …",
    "F19": "a deck is a mapping of fields",
    "F20": "this looks like an unfinished merge (conflict markers)",
    "F21": "this looks like …, not like a deck",
    "F22": "line … starts with a …; use spaces",
    "F23": "line … contains a tab; use spaces",
    "F24": "line … has a non-breaking space; use one that can be typed",
    "F25": "directives (%...) are not allowed",
    "F26": "… U+… is not allowed",
    "F27": "more than … combining marks on one letter",
    "F28": "this file is empty",
    "F29": "this file holds nothing but comments",
    "F30": "a second document begins here; a file holds one",
    "F31": "this is a single piece of text, not a deck",
    "F32": "anchors and aliases (& and *) are not allowed",
    "F33": "tags (!...) are not allowed",
    "F34": "more than … values in one deck",
    "F35": "a space belongs between this sign and '#'",
    "F36": "text longer than … characters (…)",
    "F37": "nested deeper than …",
    "F38": "duplicate key '…' (first at line …)",
    "F39": "merge keys (<<) are not allowed",
    "F40": "keys must be text",
    "F41": "a key is missing before ':'",
    "F42": "ambiguous value …: put it in quotes",
    "F43": "empty value",
    "F44": "… is not a finite number",
    "F45": "number out of range -…..…",
    "F46": "this line does not line up with the lines before it",
    "F47": "a quote is opened and never closed",
    "F48": "a ':' is not expected here",
    "F49": "a ':' is missing",
    "F50": "text may not start with this character",
    "F51": "a list in [ ] is not closed, or a comma is missing",
    "F52": "a mapping in { } is not closed, or a comma is missing",
    "F53": "this \\ does not begin a known escape",
    "F54": "this is not valid YAML",
    "F55": "only text, whole numbers, true, false, lists and fields can stand in a deck",
    "F56": "'…' begins another element here, and is in this one already (line …)",
    "F57": "' #' cuts this text off: the rest of the line is a comment",
    # --- the shape of a noun
    "S01": "field '…' is missing",
    "S02": "unknown field '…' in …",
    "S03": "…expected …, not …",
    "S04": "… must be at least …, not …",
    "S05": "… must be at most …, not …",
    "S06": "'…' has … entries; …",
    "S07": "'…' has … entry; …",
    "S08": "… is longer than … characters (…)",
    "S09": "… may not be empty",
    "S10": "…is not an id",
    "S11": "…is not a version number",
    "S12": "…unknown word …",
    "S13": "unknown effect '…'",
    "S14": "… is not an effect",
    "S15": "… cannot be used here",
    "S16": "two … have the … '…' (first at …)",
    "S17": "the deck may not be called '…': some systems reserve that name",
    # --- names
    "N01": "unknown name '…'",
    "N02": "'…' is used in … places, and there is no such …",
    "N03": "unknown cost '…'",
    "N04": "there is no seat '…'",
    "N05": "nobody is called '…'",
    "N06": "'…' has no such track",
    "N07": "no party has '…'",
    "N08": "unknown dial '…'",
    "N09": "unknown group '…'",
    "N10": "both seats must have '…'",
    "N11": "nobody acts here, so '…' means no seat",
    "N12": "'…' cannot be written",
    "N13": "unknown function '…'",
    "N14": "'…' is a word of Python and cannot be an id in deck text",
    "N15": "unknown … '…'",
    "N16": "there is no number '…' to quote",
    "N17": "there is no number '…'",
    # --- texts of the language
    "X01": "longer than … characters",
    "X02": "character '…' is not allowed here",
    "X03": "this cannot be read",
    "X04": "more than … parts",
    "X05": "nested too deeply",
    "X06": "… was given … values",
    "X07": "the place can be …, and there are … values",
    "X08": "this number can grow too large",
    "X09": "one statement a line",
    "X10": "a line must change a number",
    "X11": "a name was expected here",
    "X12": "not an allowed operator",
    "X13": "divide only by a positive constant",
    "X14": "not an allowed expression",
    "X15": "a dial was expected here",
    "X16": "… takes one track of parties",
    "X17": "it reads more than … numbers",
    "X18": "a number was expected here",
    "X19": "a number was expected, and this is true or false",
    "X20": "not an allowed condition",
    "X21": "a condition must be true or false, and this is a number",
    "X22": "not an allowed comparison",
    "X23": "its texts read more than … numbers",
    "X24": "'…' can be … to …, and must be …",
    "X25": "'…' holds a seat, which neither rises nor falls",
    "X26": "a number was expected, and this is a seat",
    "X27": "a seat is compared with == and != alone",
    "X28": "'…' holds seats, not numbers",
    "X29": "nobody is acting here",
    "X30": "… is not a whole number",
    # --- the rules of a noun
    "R01": "a term is there twice",
    "R02": "a … needs '…'",
    "R03": "a … takes no '…'",
    "R04": "'…' is not the giver's measure",
    "R05": "… … is over …",
    "R06": "start is over max",
    "R07": "more than … effects",
    "R08": "a 'lasting' inside a 'lasting'",
    "R09": "all weights can be 0 at once",
    "R10": "the last option must always be open",
    "R11": "an '…' inside an 'each'",
    "R12": "a '…' inside another",
    "R13": "either 'up_to' or 'spread'",
    "R14": "'at_most' says how often one member is chosen, and only one is",
    "R15": "a ruling cannot keep count of what is chosen",
    "R16": "'…' would advance and lapse without end",
    "R17": "uncertain_from … must come before max …",
    "R18": "… names for … levels, 0 to …",
    "R19": "round … is after the last: 'rounds.max' is …",
    "R20": "only the last ending may go without 'when'",
    "R21": "the last ending must take whatever is left",
    "R22": "name both seats, once each",
    "R23": "'…' is paid before this is",
    "R24": "… '…' is there twice",
    "R25": "'…' is a number every seat has",
    "R26": "min … is over max …",
    "R27": "start … is outside …..…",
    "R28": "no value for '…'",
    "R29": "'…' is computed from itself",
    "R30": "'…' comes to read more than … numbers",
    "R31": "a 'roll' inside a 'roll'",
    "R32": "'…' ends before it comes",
    "R33": "round … is not in its eras",
    "R34": "it begins in round …",
    "R35": "round … is after the last",
    "R36": "nothing says what its judgement moves",
    "R37": "… is computed, and no judgement can move it",
    "R38": "there are too few fronts to name one after the other",
    "R39": "nothing says who is behind",
    "R40": "nothing says who leads",
    "R41": "'…' is no seat",
    "R42": "it has 'value' beside 'lead' or 'grip'",
    "R43": "no front is named for round …",
    "R44": "it is never judged",
    "R45": "a roll of dice or of a range",
    "R46": "a roll of … numbers",
    "R47": "dice without 'sides'",
    "R48": "a range without two ends in order",
    "R49": "… weights for … numbers",
    "R50": "all weights are 0",
    "R51": "a track of seats has no '…'",
    "R52": "it starts with '…', which is no seat",
    "R53": "it starts with '…', and holds a number",
    "R54": "there is no shared track '…'",
    "R55": "'…' has no start of its own that could be set",
    "R56": "'…' is also the id of a number or dial, and both are set by name",
    "R57": "'…' is what a kind of table is called",
    "R58": "the lead can be … to …: … is never ahead",
    "R59": "'drafting: …' leaves nothing to table",
    "R60": "it holds the same as '…', for as long",
    "R61": "… is none of the terms: …",
    "R62": "… gives … items, and 'max_items' is …",
    "R63": "… gives nothing",
    "R64": "'…' and '…' cannot stand in one package",
    "R65": "'…' is nothing that … is done to",
    "R66": "'…' is done to none of …",
    "R67": "it has neither 'phase' nor 'answers'",
    "R68": "'of' belongs to 'answers'",
    "R69": "it has both 'phase' and 'answers'",
    "R80": "more than … cards",
    "R81": "a copy would be called '…', as another card is",
    "R82": "no card has the tag '…'",
    # --- numbers and dials
    "D01": "value … is outside …..…",
    "D02": "'…' is a … already, and both are set by name",
    "D03": "it is left out, and may not be",
    "D04": "a title that numbers are called by quotes none",
    "D05": "'…' is scaled by '…' already",
    "D06": "a dial cannot scale '…'",
    "D07": "there is no '…' to scale",
    "D08": "'…' is not computed",
    "D09": "it scales …: …",
    "D10": "computed tracks carry it to …: …",
    "D11": "… here, which '…' cannot scale",
    # --- claims and roles
    "C01": "there is no gauge to tell it with",
    "C02": "a band is two numbers, from and to",
    "C03": "there is no ablation to move it",
    "C04": "'…' is no play of a turn, and so no trigger",
    "C05": "a gauge has exactly one of …; this has …",
    "C06": "'percent' needs 'of': what is it a part of?",
    "C07": "only 'percent' takes 'of'",
    "C08": "only 'mean' takes 'unit': the rest is percent",
    "C09": "both sides are the same seat",
    "C10": "… '…' belongs to …, not to …",
    "C11": "measure '…' is in '…' already",
    # --- variants
    "V01": "there is no '…' to remove",
    "V02": "… has no parts, so no '…'",
    "V03": "there is no '…' in …",
    "V04": "… has no '…' to change",
    "R201": "a deal about '…', which only its seat sees",
    "R202": "this would give away what only … is to know",
    "R203": "'…' is no number that only its seat sees",
    "R204": "this reads private numbers of both seats",
    "R205": "it may be a headline, and hangs on '…', which only its seat sees",
    "R206": "only … sees '…'",
    "R207": "nobody can be the only one to see it: …",
    "R208": "the private numbers of a seat may stand in … ways, over …",
    # --- advice
    "L01": "… is printed, and nothing does it",
    "L02": "… acts, and is not printed",
    "L03": "this is … true",
    "L04": "nothing reads it",
    "L05": "nothing changes it",
    "L06": "it scales nothing",
    "L07": "unknown source '…'",
    "L08": "there is no claim …",
    "L09": "… card… for a hand of …",
    "L10": "bands must climb and lie within …..…",
    "L11": "… labels for … rounds",
    "L12": "only one side has anything to give: no deal can be made",
    "L13": "the short title is longer than the title '…'",
    "L14": "the deck '…' stands in a folder called '…'",
    "L15": "this can never be paid: '…' is at most …",
    "L16": "… without a source",
    "L17": "unknown name '…'",
    "L18": "there is no seat '…'",
    "L19": "… has no … '…'",
    "L20": "'…' is not a verb",
    "L21": "'…' is no action of this deck",
    "L22": "there is no ending '…'",
}
"""What each code stands for. A code that was given is never given to something else."""

_LAST = ("N15", "R05", "S15", "V03", "L02", "F26")
"""Codes whose sentence would also fit others: they are tried last."""


def coded(faults: Iterable[Fault]) -> list[Fault]:
    """The same faults with their codes."""
    return [
        fault if fault.code else replace(fault, code=code_of(fault.what, fault.lint))
        for fault in faults
    ]


def code_of(what: str, is_advice: bool = False) -> str:
    """The code of a sentence, or "" if it has none.

    >>> code_of("unknown name 'my.truts'"), code_of("field 'id' is missing")
    ('N01', 'S01')
    """
    for code, pattern in _patterns(is_advice):
        if pattern.fullmatch(what):
            return code
    return ""


@lru_cache(maxsize=2)
def _patterns(is_advice: bool) -> list[tuple[str, re.Pattern[str]]]:
    """The codes of faults or of advice, those that fit most tried last."""
    codes = [code for code in CODES if code.startswith("L") == is_advice]
    ordered = sorted(codes, key=_LAST.__contains__)
    return [(code, re.compile(_pattern(CODES[code]), re.DOTALL)) for code in ordered]


def _pattern(sentence: str) -> str:
    return ".*".join(map(re.escape, sentence.split("…")))
