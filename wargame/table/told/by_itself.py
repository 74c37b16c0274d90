"""What comes by itself with an act: as its round ends, on a date, as the next round begins.

The rules do all of it at once, with the last act before it; people are told of each by itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from wargame.play.log import EndedDeal, Entry
from wargame.rules.actions import BREACHES
from wargame.rules.asking.tested import TestedCondition
from wargame.rules.game import CHANCE_SEAT, Write
from wargame.rules.ir import JUDGED, SHOWN, Site
from wargame.rules.verbs import BREACH, CHOOSE, INJECT, OUTCOME
from wargame.table.words.closing import stood, verdict_said
from wargame.table.words.fronts import judgement_said
from wargame.table.words.gate import stopped
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import this_and

Happened = tuple[str, str]
"""What came by itself: a noun such as `inject`, and its id."""

OWN: Happened = ("", "")
"""What was done, apart from what came by itself."""

ENDS: Happened = ("phase", "ends")
DATED: Happened = ("phase", "dated")
COUNTED: Happened = ("phase", "counted")
WORKS: Happened = ("phase", "works")
BEGINS: Happened = ("phase", "begins")
NEXT: Happened = ("phase", "next")
LATER: Happened = ("phase", "later")
BY_ITSELF = {
    ENDS: "What comes by itself as the round ends.",
    DATED: "What the calendar brings.",
    COUNTED: "What is counted at the end.",
    WORKS: "What comes by itself as the round begins.",
    BEGINS: "What comes by itself as the round begins.",
    NEXT: "What comes by itself as the next round begins.",
    LATER: "What comes by itself as the next round begins.",
}
"""How it is told what the rules do with what somebody did. What has its date comes once fronts are
judged; what is done as the next round begins comes with the last act of the one before. Where the
date of news comes by it, too, projects and delayed effects come before them, rules and income after
them."""

ANSWERS = (CHOOSE, OUTCOME)
RAN_OUT = "ran out"
SHOWN_SAID = "What was named in secret is shown: {}"


def came_with(entry: Entry, titles: Titles, seat: str) -> dict[Happened, str]:
    """A sentence for whatever may have come with an act, in the order in which it comes.

    Args:
        seat: Who is told.
    """
    news = {("inject", one): befell(entry, one, titles) for one in entry.dated}
    is_now = entry.phase == "world"
    not_kept = unkept(entry.writes, titles)
    tested = unkept([one for one in entry.writes if one.round == entry.round], titles)
    return {
        **({WORKS: BY_ITSELF[WORKS], **news} if is_now else {}),
        BEGINS: BY_ITSELF[BEGINS],
        ENDS: BY_ITSELF[ENDS],
        **{one: said for one, said in not_kept.items() if one in tested},
        **_judged(entry.writes, titles),
        DATED: BY_ITSELF[DATED],
        COUNTED: BY_ITSELF[COUNTED],
        **{one: said for one, said in not_kept.items() if one not in tested},
        **{
            (RAN_OUT, str(on)): deal_over(on, items, titles, entry.writes)
            for on, items in entry.ran_out
        },
        **{
            ("expired", f"{holder} {card}"): expired(holder, card, titles, seat)
            for holder, card in entry.expired
        },
        **{("card", one): over_said(one, titles) for one in no_longer(entry.writes)},
        NEXT: BY_ITSELF[NEXT],
        **({} if is_now else news),
        LATER: BY_ITSELF[LATER],
    }


def befell(entry: Entry, inject: str, titles: Titles) -> str:
    """That an inject happened with an entry, and whether what it asked held."""
    is_drawn = entry.verb == INJECT and entry.arg == inject
    news = titles.happened(entry) if is_drawn else titles.tell("", INJECT, inject)
    return " ".join([news, *held(entry, inject, titles)])


def held(entry: Entry, inject: str, titles: Titles) -> list[str]:
    """A sentence for each condition of an inject that happened with an entry."""
    return [_asked(one, titles) for one in entry.tested if one.inject == inject]


def _asked(one: TestedCondition, titles: Titles) -> str:
    """A condition of an inject with what it was asked of."""
    needed, had = titles.on_board(one.said), stood(one.values, titles)
    return verdict_said(needed, had, one.is_met, one.is_otherwise)


def cause_of_all(write: Write, entry: Entry, came: Container[Happened], titles: Titles) -> Happened:
    """Which of what `came` a write of an entry belongs to; OWN for the act itself."""
    site = write.site
    if (site.noun, site.id) in came:
        return site.noun, site.id
    is_late = site.noun == "rule" or site.sort == "income"
    unkept_one = "deal item", _not_kept(write, entry)
    if site.noun in ("deals", "deal item") and unkept_one in came:
        return unkept_one
    if write.round > entry.round:
        return _ran_out(write, entry) or (LATER if is_late and entry.dated else NEXT)
    if _is_answered(write, entry):
        return OWN
    phase = titles.phases.get(site.id, "") if site.noun == "rule" else ""
    if site.noun == "review":
        return DATED
    if phase == "account" or site.noun == "agenda":
        return ENDS
    if site.sort == "score":
        return COUNTED
    if _is_other_work(site, entry):
        return WORKS if entry.dated else BEGINS
    if phase or site.sort == "income":
        return BEGINS
    return unkept_one if unkept_one in came else OWN


def _not_kept(write: Write, entry: Entry) -> str:
    """The deal item that breaks its deal by itself, to which a write belongs: what other items held
    comes back before that is counted, and what it costs follows."""
    site, item, is_behind = write.site, "", False
    is_back = _is_given_back(write)
    for one in entry.writes if entry.verb != BREACH else ():
        is_behind |= one is write
        if one.name == BREACHES and not is_behind:
            item = one.site.id
        elif one.name == BREACHES and is_back:
            return one.site.id if _are_in_one(entry.broken, one.site.id, site.id) else ""
    is_of_another = site.noun == "deals" and site.part != "breach"
    return "" if is_of_another or site.noun == "deal item" else item


def _is_given_back(write: Write) -> bool:
    """Whether it is of a measure that a deal item held: what one pays or does meanwhile is not."""
    is_meanwhile = "each_round" in write.site.path
    return write.site.noun == "deal item" and write.name.startswith("measure.") and not is_meanwhile


def _are_in_one(deals: Iterable[EndedDeal], *items: str) -> bool:
    """Whether one of these deals holds all of some items."""
    return any(set(items) <= set(held) for _, held in deals)


def _is_answered(write: Write, entry: Entry) -> bool:
    """Whether a line of a rule or a review does what was just chosen there, or drawn by luck."""
    first, site = entry.writes[0].site, write.site
    is_fork = "choose" in site.path or "chance" in site.path
    return entry.verb in ANSWERS and is_fork and (first.noun, first.id) == (site.noun, site.id)


def _is_other_work(site: Site, entry: Entry) -> bool:
    """Whether a project got on by itself, as its round began, with luck that was of another."""
    is_luck = entry.seat == CHANCE_SEAT and entry.verb.thing == "project"
    return is_luck and site.noun == "project" and site.id != entry.arg


def _ran_out(write: Write, entry: Entry) -> Happened | None:
    """The deal whose end a write belongs to; what they all bring belongs to the last."""
    site = write.site
    found = [
        (RAN_OUT, str(on))
        for on, items in entry.ran_out
        if site.noun == "deals" or (_is_given_back(write) and site.id in items)
    ]
    return found[-1] if found else None


def _broken(entry: Entry) -> set[str]:
    """The deal items by which deals were broken."""
    return {write.site.id for write in entry.writes if write.name == BREACHES}


def deal_over(
    signed: int, items: Iterable[str], titles: Titles, writes: Iterable[Write] = ()
) -> str:
    """That a deal has run out: which one, and whether anything comes back that it paused.

    Args:
        writes: What moved as it did; nothing where that is told apart.
    """
    given = list(items)
    names = "; ".join(titles.items[item] for item in given)
    is_back = any(_brings_back(write) and write.site.id in given for write in writes)
    back = ", and what it paused is back" if is_back else ""
    return stopped(f"The deal of {titles.round(signed)} has run out ({names}){back}")


def _brings_back(write: Write) -> bool:
    """Whether a measure is in force again, by a deal item that is over."""
    is_held = write.site.noun == "deal item" and write.name.endswith(".in_force")
    return is_held and write.new > write.old


def unkept(writes: Iterable[Write], titles: Titles) -> dict[Happened, str]:
    """News of each deal item that was not kept, or is over before its deal."""
    said: dict[str, list[str]] = {}
    ends = False
    for write in writes:
        item = write.site.id if write.site.noun == "deal item" else ""
        ends |= write.name == "game.deals" and write.new < write.old
        text = _of_item(write, item, titles) if item else ""
        if text:
            said.setdefault(item, []).append(text)
    found = {one: _without_echoes(texts, ends) for one, texts in said.items()}
    return {
        ("deal item", one): stopped(f"{titles.items[one]}: {'; '.join(texts)}")
        for one, texts in found.items()
        if texts
    }


def _without_echoes(texts: Sequence[str], ends: bool) -> list[str]:
    """What is said of an item, less what the end of a whole deal says, or of the last deal that
    held it."""
    kept = [text for text in texts if not (ends and text.startswith(RUN_OUT))]
    return [
        text
        for text in dict.fromkeys(kept)
        if not (text.endswith(GOES_ON) and text.removesuffix(GOES_ON) in kept)
    ]


def breaches_by_itself(entry: Entry, titles: Titles) -> list[tuple[str, str]]:
    """Who broke a deal as a round ended, by an item that was not kept, and what is told of it."""
    broken, said = _broken(entry), unkept(entry.writes, titles)
    return [
        (titles.givers[item], told.removesuffix("."))
        for (_, item), told in said.items()
        if item in broken
    ]


RUN_OUT = "its time is over"
"""Said of an item that ends by itself; of a whole deal, the end is told."""
GOES_ON = ", while another deal still holds it"


def _of_item(write: Write, item: str, titles: Titles) -> str:
    """What a write by a deal item says of how it is kept, or ""."""
    giver = titles.givers[item]
    if write.name == BREACHES:
        return f"{write.site.text}, and {titles.seats[giver]} breaks the deal"
    if write.name == f"deal.{item}":
        ended = RUN_OUT if write.site.text.startswith("deal: ") else f"{write.site.text}, and over"
        return f"{ended}{GOES_ON if write.new else ''}" if write.old else ""
    owed, paid = titles.pledges.get(item, 0), write.old - write.new
    is_payment = write.site.text.startswith("deal: ") and write.name.startswith(f"{giver}.")
    if is_payment and 0 <= paid < owed:
        return f"{titles.seats[giver]} pays {paid} of {owed}"
    return ""


def expired(holder: str, card: str, titles: Titles, seat: str) -> str:
    """That a card has left a hand, since its era is over: one's own; anybody's where all is open.

    Args:
        seat: Who is told.
    """
    hand = "your hand" if holder == seat else f"the hand of {titles.seats[holder]}"
    return f"{titles.cards[card]} leaves {hand} and the game: its time is over."


def in_effect(writes: Iterable[Write], number: int, titles: Titles) -> str:
    """For how long a card stays in effect that was played in a round, as a sentence; "" for none.

    Args:
        number: The round.
    """
    left = next((one.new for one in writes if _is_clock(one) and one.round == number), 0)
    if not left:
        return ""
    is_end = number + left > titles.last
    span = "to the end of the game" if is_end else f"for {this_and(left - 1)}"
    return f" It stays in effect {span}."


def no_longer(writes: Iterable[Write]) -> list[str]:
    """The cards whose time in effect is over."""
    return [one.site.id for one in writes if _is_clock(one) and one.old and not one.new]


def over_said(card: str, titles: Titles) -> str:
    """That a card is no longer in effect."""
    return f"{titles.cards[card]} is no longer in effect."


def _is_clock(write: Write) -> bool:
    """Whether it counts the rounds for which a card is in effect."""
    return write.site.noun == "card" and write.name == f"card.{write.site.id}.left"


def _judged(writes: Iterable[Write], titles: Titles) -> dict[Happened, str]:
    """News of each front that was judged."""
    found: dict[Happened, str] = {}
    stake, last = 0, ("", 0)
    for write in writes:
        noun, front, part = [*write.name.split("."), "", ""][:3]
        if noun == "front" and part == "staked":
            stake = write.new
        elif noun == "front" and part == "last":
            last = front, write.new
            found[noun, front] = judgement_said(
                titles.fronts[front], titles.seats, write.new, stake
            )
        elif write.site.text == JUDGED and write.wanted != write.new:
            front, value = last
            what = "the lead" if write.name == titles.lead else titles.number(write.name)
            found["front", front] = judgement_said(
                titles.fronts[front], titles.seats, value, stake, what
            )
        elif write.name == "game.docket" and write.site.text == SHOWN:
            shown = list(titles.fronts.values())[write.new - 1]
            found["docket", ""] = stopped(SHOWN_SAID.format(shown))
    return found
