"""What is judged on the way, and how the game can end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.rules.amounts import listed
from wargame.rules.asking.describe import Describer
from wargame.table.rulebook.words import Parts, Words, sentence
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Review


def reviews(words: Words) -> Parts:
    """The calendar, in the order of its first dates."""
    ordered = sorted(words.deck.reviews, key=lambda review: review.rounds[0])
    label = "The calendar: at the end of these rounds"
    if "calendar" in words.told:
        rows = [f"{stopped(_dated(review))} {_said(words, review)}" for review in ordered]
        return label, words.long_list(rows)
    return label, [stopped("; ".join(map(_dated, ordered)))] if ordered else []


def _dated(review: Review) -> str:
    return f"{listed([str(number) for number in review.rounds])}: {review.title}"


def _said(words: Words, review: Review) -> str:
    """What is judged: as the deck says it, else as it acts."""
    if review.text:
        return sentence(review.text)
    done = next(one.do for one in words.program.reviews if one.id == review.id)
    return sentence("; ".join(words.effects((done, done))))


def endings(words: Words) -> Parts:
    """The classes of outcome, in the order in which they are tried.

    Where a winner is named otherwise, when each fits is told if there is room.
    """
    is_full = "endings" in words.told or not words.is_match
    rows = []
    for ending, noun in zip(words.program.endings, words.deck.endings, strict=True):
        when = Describer(words.program).cond(ending.when) if ending.when else "otherwise"
        at_once = "at once" if noun.immediate else ""
        if noun.immediate and not is_full:
            at_once += f" if {when}"
        fits = f" {sentence(noun.text or when)}" if is_full else ""
        rows.append(stopped(f"{noun.title}{f' ({at_once})' * noun.immediate}") + fits)
    return "How it ends: the first of these that fits", words.long_list(rows)
