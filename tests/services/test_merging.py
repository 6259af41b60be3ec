"""Two records become one, or one is opened again: nothing hangs loose, and the clocks are right."""

from datetime import date

import pytest

from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.reviews import BriefIssue
from voice_app.services import recording
from voice_app.store import access
from voice_app.store import chats
from voice_app.store.journey import on_record
from voice_app.store.journey.closing import close_record

NUMBER, OTHER = "NB-0417-14", "NB-0418-14"
HELD = date(2026, 10, 5)
CONFERENCE = recording.NewMeeting("review_conference", held_on=HELD)


@pytest.fixture
def second(council: SmallCouncil, clock: StandingClock) -> int:
    """The same child once more, under another number."""
    return make_child(clock, mobile="+447700900418")


def meet(child: int, clock: StandingClock, **values: object) -> int:
    """A conference that day, with a decision and a promise."""
    new = recording.NewMeeting("review_conference", held_on=HELD, **values)
    meeting = recording.record_meeting(child, new, by=None, now=clock())
    decided = recording.NewDecision("You see your mum", (recording.NewPromise("Dev"),))
    recording.record_decision(meeting, decided, by=None, now=clock())
    return meeting


def meetings(child: int) -> list[Meeting]:
    db.session.rollback()
    return on_record.rows(Meeting, of=child)[child]


def test_what_two_meetings_of_a_day_decided_hangs_on_the_one_that_stays(
    council: SmallCouncil, clock: StandingClock, second: int
) -> None:
    """Decisions with their promises; and what only the other said of the meeting."""
    ours, theirs = meet(council.child, clock), meet(second, clock, child_seen=True)
    recording.merge_records(NUMBER, OTHER, by=None, now=clock())
    assert [row.meeting_id for row in every(Decision)] == [ours, ours]
    of_day = [row for row in meetings(council.child) if row.held_on == HELD]
    assert [(row.id, row.child_seen) for row in of_day] == [(ours, True)]
    assert [row.id for row in meetings(second) if row.held_on == HELD] == [theirs]


def test_briefs_of_two_reviews_of_a_day_follow_each_other_in_number(
    council: SmallCouncil, clock: StandingClock, second: int
) -> None:
    """Each brief of a review has its own number; none is lost for having the same."""
    held = recording.NewMeeting("statutory_review", held_on=HELD)
    ids = [
        recording.record_meeting(child, held, by=None, now=clock())
        for child in (council.child, second)
    ]
    with writing():
        for review, child, number in ((ids[0], council.child, 1), (ids[1], second, 1),
                                      (ids[1], second, 2)):  # fmt: skip
            issue = BriefIssue(review_id=review, person_id=child, number=number, why="first",
                               issued_at=clock(), page={}, digest="x")  # fmt: skip
            db.session.add(issue)
    recording.merge_records(NUMBER, OTHER, by=None, now=clock())
    issues = sorted((row.review_id, row.number, row.person_id) for row in every(BriefIssue))
    assert issues == [(ids[0], number, council.child) for number in (1, 2, 3)]


def test_after_a_merge_there_is_one_open_meeting_of_a_kind_and_the_clocks_are_right(
    council: SmallCouncil, clock: StandingClock, second: int
) -> None:
    """A day that was set by hand under the number that goes is not lost."""
    due = recording.NewMeeting("social_work_visit", due_on=date(2026, 12, 4))
    recording.record_meeting(second, due, by=None, now=clock())
    recording.record_meeting(second, CONFERENCE, by=None, now=clock())
    stage = recording.NewStage("child_protection", date(2026, 6, 1))
    recording.record_stage(council.child, stage, by=None, now=clock())
    recording.merge_records(NUMBER, OTHER, by=None, now=clock())
    waiting = [row for row in meetings(council.child) if row.held_on is None]
    kinds = [row.kind for row in waiting]
    assert sorted(kinds) == sorted(set(kinds))
    by_kind = {row.kind: row for row in waiting}
    visit = by_kind["social_work_visit"]
    assert (visit.due_on, visit.due_source) == (date(2026, 12, 4), "manual")
    assert by_kind["review_conference"].due_on == date(2027, 4, 5), "6 months after theirs"


def test_a_record_that_is_opened_again_has_its_clocks_back(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Closing took every day back; opening works them out, whoever had set them before."""
    care = recording.NewCare(date(2026, 10, 1), legal_status="C2")
    recording.record_care(council.child, care, by=None, now=clock())
    with writing():
        close_record(council.child, "died", date(2026, 11, 1), now=clock())
    assert all(row.due_on is None for row in meetings(council.child) if row.held_on is None)
    recording.reopen_record(NUMBER, "It was a mistake", by=None, now=clock())
    waiting = [row for row in meetings(council.child) if row.held_on is None]
    assert {"statutory_review", "social_work_visit"} <= {row.kind for row in waiting}
    assert all(row.due_on and row.due_source == "computed" for row in waiting)


@pytest.mark.parametrize("wrote", [("417", "418"), ("418",)], ids=["both", "one of them"])
def test_what_was_written_under_either_record_waits_in_one_chat(
    council: SmallCouncil, clock: StandingClock, second: int, phone: Phone, wrote: tuple[str, ...]
) -> None:
    """Nobody's words are left behind with the record that goes, nor shown to whom they name."""
    for number in wrote:
        clock.forward(minutes=5)
        Phone(phone.app, clock, number=f"+447700900{number}").text(f"maura never asks me, {number}")
    recording.merge_records(NUMBER, OTHER, by=None, now=clock())
    db.session.rollback()
    chat = chats.of_person(council.child)
    assert chat is not None
    said = [(row.words or "")[-3:] for row in chats.messages(chat.id)]
    assert (said, chat.state, chat.waiting_since is not None) == (list(wrote), "open", True)
    assert council.iro in access.kept_from(chat.id)
    assert [row.person_id for row in every(Chat) if row.waiting_since] == [council.child]
