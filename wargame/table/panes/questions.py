"""What a seat is asked before it may go on: a dilemma, an offer, a secret choice."""

from __future__ import annotations

from wargame.rules.verbs import ACCEPT, DECLINE, INJECT, KEEP
from wargame.table.panes.standing import item_rows
from wargame.table.told.options import is_question
from wargame.table.told.scene import Scene
from wargame.table.words.rows import HEAD, Row, head, text_row
from wargame.table.words.wrap import rounds


def question_rows(scene: Scene, cells: int) -> list[Row]:
    """What a seat is asked, before its answers."""
    view = scene.view
    if view.draft is not None or view.extending:
        what = "An offer is on the table" if is_question(view) else "Your package"
        found = [*_answers(scene, cells), head(what, cells)]
        if view.draft is not None:
            term = f"For {rounds(view.draft.term)}." if view.draft.term else ""
            found += [*item_rows(scene, view.draft.items, cells), text_row(term, cells)]
        else:
            found.append(text_row(f"To extend deal {view.extending}.", cells))
        return found
    inject = _asked_by(scene)
    keeps = any(action.verb == KEEP for action in view.legal)
    asked = "Which agenda do you keep? Nobody else learns it." if keeps else "Your choice"
    found = [text_row(view.about or asked, cells, HEAD)]
    return found + ([text_row(inject, cells)] if inject else [])


def _answers(scene: Scene, cells: int) -> list[Row]:
    """What the rival said to one's own offer, before it made its own."""
    said = [
        scene.titles.tell(one.entry.seat, one.entry.verb, one.entry.arg)
        for one in scene.news
        if one.entry.seat == scene.rival and one.entry.verb in (ACCEPT, DECLINE)
    ]
    return [text_row(line, cells, scene.role(scene.rival)) for line in said[-1:]]


def _asked_by(scene: Scene) -> str:
    """The text of the event that put the question, if one did."""
    for one in reversed(scene.seen):
        if one.entry.verb == INJECT and one.entry.round == scene.view.round:
            found = [event for event in scene.deck.injects if event.id == one.entry.arg]
            return f"{found[0].title}. {found[0].text}" if found else ""
    return ""


def pass_title(scene: Scene) -> str:
    """What passing means now."""
    view = scene.view
    if view.phase == "plays":
        return f"Pass: give up {'a play' if view.plays_left != 1 else 'your last play'}"
    return {"headline": "No headline", "talks": "Offer nothing this round"}.get(view.phase, "Pass")
