"""Seven months at Northbeck, acted out in the order of time through the product's own doors."""

import heapq
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from functools import partial
from itertools import count

from messaging.gateway import Gateway
from messaging.gateway import Inbound
from surveys.clocks import is_working_day
from surveys.engine import Answered
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.library import shipped
from surveys.questions import Kind
from surveys.questions import Value
from voice_app.clock import bank_holidays
from voice_app.commands.demo.records import People
from voice_app.commands.demo.records import carer_key
from voice_app.commands.demo.telling import Days
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import Travelling
from voice_app.commands.demo.telling import told
from voice_app.jobs.worker import drain
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import worrying

SERVICE = "Northbeck voices"
ASKED_AT = 17  # hour: after school, before tea
LEFT_UNREAD = timedelta(days=2)  # the last days' words still wait for a reader
REASONS = {
    "before-my-review": "before_review",
    "after-a-visit": "after_visit",
    "leaving-care-check-in": "leaving_care",
}


Voice = tuple[str, int, str | None]  # who, how many days ago, to which question


@dataclass(order=True)
class Event:
    """Something that happens at a moment."""

    at: datetime
    order: int
    act: Callable[[datetime], None] = field(compare=False)


@dataclass
class Stage:
    """All that the acting needs; ``answers`` finds the voices that stories begin at."""

    people: People
    users: dict[str, int]
    days: Days
    clock: Travelling
    gateway: Gateway
    beginnings: frozenset[Voice]  # the voices that a story begins at
    answers: dict[Voice, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # the latest link of each speaker
    events: list[Event] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def put(self, at: datetime, act: Callable[[datetime], None]) -> None:
        """Plan something for a moment."""
        heapq.heappush(self.events, Event(at, next(self.numbers), act))

    def play(self) -> None:
        """Act everything out, in order."""
        while self.events:
            event = heapq.heappop(self.events)
            self.clock.now = event.at
            event.act(event.at)

    def work(self) -> None:
        """Let the worker do what is due."""
        drain(self.gateway)


@dataclass(frozen=True)
class Wish:
    """Whom to ask what, and how."""

    who: str
    survey: str
    channel: str


def speaker(entry: Entry) -> str:
    """The key of whoever speaks: a child, or a child's carer."""
    who = entry["who"]
    return who if isinstance(who, str) else carer_key(who["carer_of"], who["index"])


def plan_voices(stage: Stage) -> None:
    """Plan every sitting, every message, and who was asked and did not answer."""
    story = told("voices")
    for sitting in story["sittings"]:
        _plan_sitting(stage, sitting)
    for message in story["messages"]:
        _plan_message(stage, message)
    for silent in story["unanswered"]:
        who, survey, ago = speaker(silent), silent["survey"], silent["days_ago"]
        channel = "text" if who in stage.people.phones else "web"
        stage.put(
            stage.days.moment(ago, ASKED_AT), partial(_ask, stage, Wish(who, survey, channel))
        )


def plan_reading(stage: Stage) -> None:
    """Each working morning the words are read and the worries worked; the last ones still wait."""
    readers = [u for e in told("staff")["staff"] if e["reading_duty"] for u in [e["key"]]]
    for ago in range(210, 0, -1):
        at = stage.days.moment(ago, 9)
        if not is_working_day(stage.days.ago(ago), bank_holidays()):
            continue
        stage.put(at, partial(_read, stage, readers[ago % len(readers)]))


def _plan_sitting(stage: Stage, sitting: Entry) -> None:
    who, ago = speaker(sitting), sitting["days_ago"]
    asked_at = stage.days.moment(ago + 1, ASKED_AT)
    answered_at = stage.days.moment(ago, sitting["hour"], 4)
    channel = sitting["channel"]

    def ask(at: datetime) -> None:
        _ask(stage, Wish(who, sitting["survey"], channel), at)
        stage.work()

    def answer(at: datetime) -> None:
        stage.work()
        if channel == "text":
            _answer_by_text(stage, who, sitting, at)
        else:
            _answer_on_web(stage, who, sitting, at)
        _remember(stage, who, sitting, at)

    stage.put(asked_at, ask)
    stage.put(max(answered_at, asked_at + timedelta(minutes=5)), answer)


def _plan_message(stage: Stage, message: Entry) -> None:
    who = speaker(message)
    if who not in stage.people.phones:
        return

    def say(at: datetime) -> None:
        _text(stage, who, message["words"], at)
        stage.work()
        key = (who, message["days_ago"], None)
        if key in stage.beginnings:
            stage.answers[key] = _answer_id(stage, message["words"], at)

    stage.put(stage.days.moment(message["days_ago"], message["hour"], 42), say)


def _ask(stage: Stage, wish: Wish, at: datetime) -> None:
    person_id = stage.people.ids[wish.who]
    reason = REASONS.get(wish.survey, "before_review")
    ask = inviting.Ask(person_id, wish.survey, wish.channel, reason)
    invited = inviting.invite(ask, now=at)
    if isinstance(invited, inviting.NotAsked):
        # The story asks more than the budget allows: then it was their own wish to be asked.
        again = inviting.Ask(person_id, wish.survey, "web", "asked_for")
        invited = inviting.invite(again, now=at)
    if isinstance(invited, inviting.Invited):
        stage.codes[wish.who] = invited.code


def _answer_by_text(stage: Stage, who: str, sitting: Entry, at: datetime) -> None:
    """Each reply a minute or two after the question."""
    for minute, words in enumerate(sitting["answers"].values()):
        stage.clock.now = at + timedelta(minutes=2 * minute)
        _text(stage, who, words, stage.clock.now)
        stage.work()


def _text(stage: Stage, who: str, words: str, at: datetime) -> None:
    inbound = Inbound(f"DEMO-{next(stage.numbers)}", stage.people.phones[who], words)
    conversations.receive_text(inbound, service=SERVICE, now=at)


def _answer_on_web(stage: Stage, who: str, sitting: Entry, at: datetime) -> None:
    code = stage.codes[who]
    conversations.agree_on_web(code, now=at)
    for minute, (key, value) in enumerate(sitting["answers"].items()):
        stage.clock.now = at + timedelta(minutes=minute)
        move = _move(sitting["survey"], key, value)
        given = conversations.FromPage(move, DEFAULT_WHO)
        conversations.answer_on_web(code, given, now=stage.clock.now)
    stage.work()


def _move(survey: str, key: str, value: str | list[str] | None) -> Move:
    if value is None:
        return Skipped(key)
    question = shipped()[survey].question(key)
    number = question is not None and question.kind is Kind.NUMBER
    taken: Value = tuple(value) if isinstance(value, list) else value
    return Answered(key, int(str(taken)) if number else taken)


def _remember(stage: Stage, who: str, sitting: Entry, at: datetime) -> None:
    """Find the words just said, where a story begins at them."""
    for question, words in sitting["answers"].items():
        key = (who, sitting["days_ago"], question)
        if key in stage.beginnings:
            stage.answers[key] = _answer_id(stage, words, at)


def _answer_id(stage: Stage, words: str, at: datetime) -> int:
    """The latest unread answer with these words; 0 when they were no free text."""
    reader = stage.users["rosa_tandy"]
    rows = worrying.reading_list(user_id=reader, now=at).rows
    found = [row.quote.answer_id for row in rows if row.quote.words == words.strip()]
    return found[-1] if found else 0


def _read(stage: Stage, who: str, at: datetime) -> None:
    """Read what waits and take on what worries; IROs' own reading is in the threads."""
    user_id = stage.users[who]
    for row in worrying.reading_list(user_id=user_id, now=at).rows:
        if stage.days.really_now - row.quote.said_at > LEFT_UNREAD:
            worrying.mark_read(row.quote.answer_id, user_id=user_id, now=at)
    duty = stage.users["rosa_tandy"]
    for worry in worrying.queue(user_id=duty, now=at).worries:
        if worry.state == "open" and stage.days.really_now - worry.opened_at > LEFT_UNREAD:
            worrying.acknowledge(worry.worry_id, user_id=duty, now=at)
        elif worry.state == "acknowledged":
            outcome = "asked_for_contact" if "call" in " ".join(worry.families) else "spoken"
            note = "Seen the next morning. Their worker knows, and so do they."
            worrying.close(worry.worry_id, outcome, note, user_id=duty, now=at)
