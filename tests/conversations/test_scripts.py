"""Whole conversations, written so that a young person could read them, by every way to answer.

By text alone, by web alone, and changing over at each point in between: the same answers are
stored. Each text is delivered twice: the second delivery changes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.engine import Answered
from surveys.engine import Skipped
from surveys.library import shipped
from surveys.questions import Kind
from tests.people import make_council
from tests.phones import Phone
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.messages import InboundText
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import inviting

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@dataclass(frozen=True)
class Line:
    question: str
    text: str
    kept: str


@dataclass(frozen=True)
class Script:
    name: str
    survey: str
    age: int
    lines: tuple[Line, ...]


def read(path: Path) -> Script:
    facts: dict[str, str] = {}
    lines: list[Line] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) == 3 and cells[0] != "question":
            lines.append(Line(*cells))
        elif row.startswith(("survey", "age")):
            facts.update([row.split(maxsplit=1)])
    return Script(path.stem, facts["survey"], int(facts["age"]), tuple(lines))


def ways() -> list[object]:
    """Each script by text alone, by web alone, and changing over after each of its lines."""
    found = []
    for path in SCRIPTS:
        script = read(path)
        for change in range(len(script.lines) + 1):
            for first in ("text", "web"):
                label = f"{script.name}, {first} for {change} of {len(script.lines)}"
                found.append(pytest.param(script, first, change, id=label))
    return found


@pytest.mark.parametrize(("script", "first", "change"), ways())
def test_the_same_answers_are_stored_whichever_way_they_came(
    script: Script, first: str, change: int, app: Flask, clock: StandingClock
) -> None:
    council = make_council(clock, age=script.age)
    phone = Phone(app, clock)
    ask = inviting.Ask(council.child, script.survey, "text", "asked_for")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    phone.work()
    second = "web" if first == "text" else "text"
    _answer(script, script.lines[:change], first, phone, invited.code)
    if second == "text" and change < len(script.lines):
        _ask_again(phone, clock)
    _answer(script, script.lines[change:], second, phone, invited.code)
    assert _stored() == {line.question: line.kept or None for line in script.lines}


def _answer(script: Script, lines: tuple[Line, ...], way: str, phone: Phone, code: str) -> None:
    for line in lines:
        if way == "text":
            phone.text(line.text, times=2)
        else:
            _answer_on_web(script, line, code, phone.clock)


def _ask_again(phone: Phone, clock: StandingClock) -> None:
    """Back on the phone, any word for START brings the question they have come to."""
    phone.text("START")


def _answer_on_web(script: Script, line: Line, code: str, clock: StandingClock) -> None:
    clock.forward(seconds=30)
    question = shipped()[script.survey].question(line.question)
    assert question is not None
    assert question.kind is not Kind.SEVERAL_CHOICES, "scripts keep to one value a line"
    move = Answered(line.question, line.kept) if line.kept else Skipped(line.question)
    for _ in range(2):  # the button was pressed twice
        conversations.answer_on_web(code, conversations.FromPage(move, DEFAULT_WHO), now=clock())


def _stored() -> dict[str, object]:
    """What counts: the current row of each question that was met in these scripts."""
    rows = db.session.scalars(select(Answer).where(Answer.replaced_at.is_(None)))
    return {row.question: row.value for row in rows if row.question}


def test_a_text_delivered_twice_leaves_one_row_and_one_reply(
    app: Flask, clock: StandingClock
) -> None:
    council = make_council(clock)
    phone = Phone(app, clock)
    ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    replies = phone.text("2", times=3)
    assert len(replies) == 1
    assert len(list(db.session.scalars(select(InboundText)))) == 1
    assert len(list(db.session.scalars(select(Answer)))) == 1
