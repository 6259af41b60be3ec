"""The child's line: stages, moves, meetings, plans, voices and promises by the days they fell on.

That a child spoke is on the line, and never what they said.
"""

from collections.abc import Iterator
from datetime import date
from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.reviews import PartChoice
from voice_app.pages.line import Entry
from voice_app.pages.line import LinePage
from voice_app.pages.line import draw
from voice_app.pages.line import silences
from voice_app.pages.records import ClosedRecord
from voice_app.pages.records import EpisodeShown
from voice_app.pages.records import MeetingShown
from voice_app.policy import Who
from voice_app.services.journeying import episodes
from voice_app.services.journeying.held import meetings_shown
from voice_app.services.journeying.opening import Look
from voice_app.services.journeying.opening import opened
from voice_app.services.journeying.planned import plans_shown
from voice_app.store import access
from voice_app.store import parts
from voice_app.store import settings
from voice_app.store import surveys
from voice_app.store import who_sees

LANES = (
    ("stages", "Stages"),
    ("homes", "Where they lived"),
    ("meetings", "Meetings and visits"),
    ("plans", "Plans"),
    ("voices", "When they were heard"),
    ("promises", "What was promised, by when"),
)
WITH_US = frozenset({"stages", "homes"})  # a silence is one only while they are with us
HEARD = frozenset({"PN1", "PN2", "PN3", "PN5", "PN6"})  # their views reached the review
TO_SHOW = frozenset({str(Who.IRO_WORKER), str(Who.REVIEW)})  # what others than the IRO know of


def line_page(person_id: int, *, user_id: int, now: datetime) -> LinePage | ClosedRecord | None:
    """A child's line; raises ``NotYours``. None where there is no such child."""
    look = Look(user_id, "line", now)
    with writing():
        person = opened(person_id, look)
        if person is None or isinstance(person, ClosedRecord):
            return person
        return _page(person, look)


def _page(person: Person, look: Look) -> LinePage:
    today = london_day(look.now)
    voices = list(_voices(person, look))
    known = [*_journey(person, today), *voices]
    longest = settings.value("not_heard_after")
    with_us = [each.since for each in known if each.lane in WITH_US]
    heard = sorted([*(each.since for each in voices), *_at_reviews(person.id, today)])
    gaps = silences(heard, first=min(with_us, default=today), last=today, longest=longest)
    entries = [*known, *gaps]
    return LinePage(
        person_id=person.id,
        name=person.preferred_name,
        today=today,
        drawing=draw(entries, LANES, today=today),
        rows=tuple(sorted(entries, key=lambda each: (each.since, each.lane), reverse=True)),
        lanes=dict(LANES),
        gaps=len(gaps),
        not_heard_after=longest,
    )


def _at_reviews(person_id: int, today: date) -> Iterator[date]:
    """The days of meetings to which their views came, whoever brought them."""
    for meeting in (each for both in meetings_shown(person_id, today) for each in both):
        if meeting.held_on and meeting.participation in HEARD:
            yield meeting.held_on


def _journey(person: Person, today: date) -> Iterator[Entry]:
    for stage in episodes.stages(person.id):
        yield _stretch("stages", stage, "stitched")
    for home in episodes.placements(person.id):
        yield _stretch("homes", home, "block")
    for meeting in (each for both in meetings_shown(person.id, today) for each in both):
        yield from _meeting(meeting)
    for plan in plans_shown(person, today):
        for version in plan.versions:
            yield Entry("plans", plan.label, version.made_on, place=f"plan-{plan.plan_id}")


def _stretch(lane: str, episode: EpisodeShown, look: str) -> Entry:
    return Entry(
        lane,
        episode.label,
        episode.since,
        episode.until,
        lasts=episode.until is None,
        look=look,
        detail=episode.beside,
    )


def _meeting(meeting: MeetingShown) -> Iterator[Entry]:
    """A meeting on the day it was held, or is due; and what it promised, on its last day."""
    day = meeting.held_on or (None if meeting.cancelled_on else meeting.due_on)
    if day:
        look = "done" if meeting.held_on else "coming"
        place = f"meeting-{meeting.meeting_id}"
        detail = "" if meeting.held_on else meeting.standing
        yield Entry("meetings", meeting.label, day, look=look, detail=detail, place=place)
    made = ((decision, p) for decision in meeting.decisions for p in decision.promises)
    for decision, promise in made:
        if promise.due_on:
            yield Entry(
                "promises",
                f"{promise.who}: {promise.what or decision.words}",
                promise.due_on,
                look="done" if promise.standing == "happened" else "coming",
                detail=promise.standing,
                place=f"promise-{promise.promise_id}",
            )


def _voices(person: Person, look: Look) -> Iterator[Entry]:
    """One entry for each time a child spoke; others than the IRO know what they may be shown."""
    own = access.is_own_child(look.user_id, person.id, now=look.now)
    spoke = select(Answer, Conversation).join(
        Conversation, Conversation.id == Answer.conversation_id
    )
    said = spoke.where(
        Conversation.person_id == person.id,
        Answer.replaced_at.is_(None),
        Answer.state == "answered",
        who_sees.in_the_case(),
    )
    spoken = [(row[0], row[1]) for row in db.session.execute(said.order_by(Answer.at, Answer.id))]
    chosen = parts.decided({answer.id for answer, _ in spoken}, None)
    seen: set[tuple[int, date]] = set()
    for answer, conversation in spoken:
        key = (conversation.id, london_day(answer.at))
        if key not in seen and (own or _may_be_known(answer, chosen.get(answer.id))):
            seen.add(key)
            yield Entry("voices", _title(conversation), key[1], look="voice", detail=answer.channel)


def _may_be_known(answer: Answer, choice: PartChoice | None) -> bool:
    """Whether others than the IRO may know of it: as the child decided last."""
    if choice is None:
        return answer.who_sees in TO_SHOW
    return not choice.held_back and (choice.who_sees or answer.who_sees) in TO_SHOW


def _title(conversation: Conversation) -> str:
    if conversation.survey_version_id is None:
        return "A message of their own"
    survey = surveys.questionnaire(conversation.survey_version_id)
    return survey.title.of("en", "all")
