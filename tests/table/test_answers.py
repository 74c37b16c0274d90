"""What a question says of the answers that cannot be given now."""

from __future__ import annotations

from tests.rules.refused import naming
from tests.rules.tiny import Table, card, tiny
from tests.table.drawn import text, unwrapped
from wargame.table.panes.detail import detail_rows
from wargame.table.plain.desk import refusal_text
from wargame.table.plain.menu import menu_lines
from wargame.table.told.options import options, reason
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import Target

QUESTION = Target("question")
WHY = "it works only if Grain is at least 6, and it is 4"


def asked() -> Scene:
    """South is asked what North's card puts to it; it has too little grain to pay."""
    options = [
        {"id": "pay", "title": "Pay 6", "needs": "south.grain >= 6", "do": ["south.grain -= 6"]},
        {"id": "lend", "title": "Lend 2", "needs": "south.grain >= 2", "do": ["south.grain -= 2"]},
        {"id": "wait", "title": "Wait", "do": []},
    ]
    question = {"seat": "rival", "title": "Pay up?", "options": options}
    act = card("act", {"choose": question})
    played = Table(tiny(cards=[act]), {"hand.north": ["act"]})
    played.do("play act")
    game = played.game
    return Scene(game.redact(played.state, "south"), titles_of(game.deck))


def told(scene: Scene) -> str:
    return text(detail_rows(scene, QUESTION, "", 80))


def test_an_answer_that_cannot_be_given_stands_below_the_others_with_the_reason() -> None:
    scene = asked()
    listed = options(scene, QUESTION)
    assert [(one.title, one.is_legal) for one in listed] == [
        ("Lend 2", True),
        ("Wait", True),
        ("Pay 6", False),
    ]
    assert reason(scene, "choose pay") == f"{WHY}."
    assert f"{scene.glyphs.no} Pay 6" in told(scene)
    assert f"{WHY[:1].upper()}{WHY[1:]}." in told(scene)


def test_in_plain_text_too() -> None:
    scene = asked()
    menu = unwrapped(menu_lines(scene.view, scene.titles))
    assert f"Not open now: Pay 6. I{WHY[1:]}." in menu
    assert refusal_text(scene.view, scene.titles, "choose pay").endswith(f": {WHY}.")


def test_what_is_no_answer_is_refused_as_ever() -> None:
    scene = asked()
    assert "cannot follow" in reason(scene, "choose nothing")


def test_a_front_that_cannot_be_named_twice_running_is_such_an_answer() -> None:
    named = naming()
    view = named.view()
    scene = Scene(view, titles_of(named.game.deck))
    listed = options(scene, QUESTION)
    assert [(one.title, one.is_legal) for one in listed] == [
        ("Name Dam for the next round", True),
        ("Name Lock for the next round", True),
        ("Name Weir for the next round", False),
    ]
    assert "Weir is the front that was named last." in told(scene)
    menu = unwrapped(menu_lines(view, scene.titles))
    assert "Not open now: Name Weir for the next round. Weir is the front that" in menu


def test_who_is_asked_something_is_told_that_all_else_comes_after_it() -> None:
    scene = asked()
    assert reason(scene, "pass") == "first answer the question."
    assert refusal_text(scene.view, scene.titles, "pass").endswith(": first answer the question.")
