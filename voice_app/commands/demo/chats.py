"""What the desk of the demonstration wrote back, and what still waits for an answer."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from voice_app.commands.demo.days import Stage
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import told
from voice_app.pages.chats import Shown
from voice_app.services import chatting
from voice_app.services import conversations

ANSWERED_AT = 11  # hour of the day after
TAKEN_AT = 10
STILL_OPEN = 12  # days in which more may come; what was answered before is closed

Deed = Callable[[Stage, Entry, int], None]  # on which chat


def _at(stage: Stage, entry: Entry) -> dict[str, Any]:
    """Who does it, and when."""
    return {"user_id": stage.users[entry["by"]], "now": stage.clock()}


def plan_chats(stage: Stage) -> None:
    """Plan each answer, what was said of what, who has what on, and what came by their page."""
    story = told("chats")
    for entry in story["replies"]:
        _plan(stage, entry, ANSWERED_AT, _answer)
    for entry in story["topics"]:
        _plan(stage, entry, TAKEN_AT, _say_topic)
    for entry in story["taken"]:
        _plan(stage, entry, TAKEN_AT, _take)
    for entry in story["written"]:
        at = stage.days.moment(entry["days_ago"], entry["hour"])
        stage.put(at, partial(_write, stage, entry))


def _plan(stage: Stage, entry: Entry, hour: int, deed: Deed) -> None:
    def act(_at_this: datetime) -> None:
        whose = stage.people.ids[entry["who"]]
        for row in chatting.chats(Shown(), **_at(stage, entry)).rows:
            if row.person_id == whose and row.waiting_since:
                deed(stage, entry, row.chat_id)

    stage.put(stage.days.moment(entry["days_ago"] - 1, hour), act)


def _answer(stage: Stage, entry: Entry, chat_id: int) -> None:
    if entry["words"] is None:
        chatting.close(chat_id, **_at(stage, entry))
        return
    chatting.reply(chat_id, entry["words"], sure=True, **_at(stage, entry))
    stage.work()
    if entry["days_ago"] > STILL_OPEN:
        chatting.close(chat_id, **_at(stage, entry))


def _say_topic(stage: Stage, entry: Entry, chat_id: int) -> None:
    chatting.set_topic(chat_id, entry["topic"], **_at(stage, entry))


def _take(stage: Stage, entry: Entry, chat_id: int) -> None:
    chatting.take(chat_id, **_at(stage, entry))


def _write(stage: Stage, entry: Entry, at: datetime) -> None:
    """On their own page, where they have a link that opens."""
    code = stage.codes.get(entry["who"], "")
    conversations.write_on_web(code, entry["words"], entry["topic"], now=at)
    stage.work()
