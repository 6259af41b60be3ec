"""The worry queue and the reading list: red first, one owner, an outcome, every word read."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Reading
from voice_app.models.worries import Worry
from voice_app.pages.worries import WorryPage
from voice_app.pages.worries import WorryRow
from voice_app.policy import Role
from voice_app.services import recording
from voice_app.services import screening
from voice_app.services import worrying
from voice_app.store import worries


def queue(council: SmallCouncil, clock: StandingClock) -> tuple[WorryRow, ...]:
    return worrying.queue(user_id=council.duty, now=clock()).worries


def page_of(worry: int, council: SmallCouncil, clock: StandingClock) -> WorryPage:
    page = worrying.worry_page(worry, user_id=council.duty, now=clock())
    assert page is not None
    return page


def unsafe(council: SmallCouncil, clock: StandingClock) -> WorryRow:
    """The child says on the web that they do not feel safe."""
    stories.fill_in(stories.invite(council.child, clock), {"safe": "no"}, clock)
    return queue(council, clock)[0]


def add_call(council: SmallCouncil, clock: StandingClock) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"call_me": "yes"}, clock)


def test_red_stands_before_amber_and_then_the_longest_waiting_first(
    council: SmallCouncil, clock: StandingClock
) -> None:
    add_call(council, clock)
    clock.forward(minutes=5)
    add_call(council, clock)
    unsafe(council, clock)
    unsafe(council, clock)
    rows = queue(council, clock)
    assert [row.tier for row in rows] == ["red", "red", "amber", "amber"]
    for early, late in ((rows[0], rows[1]), (rows[2], rows[3])):
        assert early.opened_at < late.opened_at


def test_a_row_says_who_and_why_without_a_click(
    council: SmallCouncil, clock: StandingClock
) -> None:
    row = unsafe(council, clock)
    assert (row.name, row.age, row.state, row.owner) == ("Jaz Merrin", 14, "open", "")
    assert row.why == "They answered “No” to “Do you feel safe where you live?”"


def test_words_that_the_screen_flagged_are_marked_where_they_caused_it(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    phone.text("i want to run away tonight")
    row = queue(council, clock)[0]
    assert row.why == "Words that a person should see soon"
    assert row.quote is not None
    assert row.quote.words == "i want to run away tonight"
    assert any(piece.title for piece in row.quote.pieces)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), datetime(2026, 11, 23, 11, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        (datetime(2026, 11, 27, 23, 0, tzinfo=UTC), datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        (datetime(2026, 12, 24, 16, 59, tzinfo=UTC), datetime(2026, 12, 29, 9, 59, tzinfo=UTC)),
        (datetime(2026, 7, 6, 8, 30, tzinfo=UTC), datetime(2026, 7, 6, 9, 30, tzinfo=UTC)),
    ],
)
def test_it_is_due_within_one_office_hour(
    council: SmallCouncil, clock: StandingClock, said: datetime, due: datetime
) -> None:
    clock.now = said
    with writing():
        alarm = worries.Alarm(None, council.child, "person", "amber", ("unsafe_home",))
        raised = worries.raise_worry(alarm, now=said)
        assert raised.due_at == due
    clock.now = due
    assert queue(council, clock)[0].late is False
    clock.forward(seconds=1)
    assert queue(council, clock)[0].late is True


def test_an_acknowledged_worry_has_an_owner_and_is_not_late_any_more(
    council: SmallCouncil, clock: StandingClock
) -> None:
    worry = unsafe(council, clock).worry_id
    clock.forward(hours=3)
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    row = queue(council, clock)[0]
    assert (row.state, row.owner, row.late) == ("acknowledged", "Rosa Invented", False)


def test_a_worry_is_taken_on_once_and_the_first_stays_its_owner(
    council: SmallCouncil, clock: StandingClock
) -> None:
    colleague = make_user("second", Role.SAFEGUARDING, clock)
    worry = unsafe(council, clock).worry_id
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    for user in (council.duty, colleague):
        with pytest.raises(worrying.AlreadyTaken):
            worrying.acknowledge(worry, user_id=user, now=clock())
    assert queue(council, clock)[0].owner == "Rosa Invented"


def test_taking_a_worry_on_means_having_read_its_words(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    phone.text("i want to run away tonight")
    row = queue(council, clock)[0]
    worrying.acknowledge(row.worry_id, user_id=council.duty, now=clock())
    answer = db.session.get_one(Answer, stories.answer_of("i want to run away tonight"))
    assert answer.read_at == clock()


def test_nothing_is_closed_before_somebody_took_it_on(
    council: SmallCouncil, clock: StandingClock
) -> None:
    worry = unsafe(council, clock).worry_id
    with pytest.raises(worrying.AlreadyTaken):
        worrying.close(worry, "spoken", "", user_id=council.duty, now=clock())
    assert len(queue(council, clock)) == 1


@pytest.mark.parametrize("outcome", ["", "no such outcome", "SPOKEN"])
def test_nothing_is_closed_without_an_outcome(
    council: SmallCouncil, clock: StandingClock, outcome: str
) -> None:
    worry = unsafe(council, clock).worry_id
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    with pytest.raises(ValueError, match="choose what came of it"):
        worrying.close(worry, outcome, "", user_id=council.duty, now=clock())
    assert len(queue(council, clock)) == 1


def test_a_closed_worry_leaves_the_queue_with_its_outcome_note_and_history(
    council: SmallCouncil, clock: StandingClock
) -> None:
    worry = unsafe(council, clock).worry_id
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    worrying.close(worry, "spoken", "Dev rang Lorna", user_id=council.duty, now=clock())
    page = page_of(worry, council, clock)
    assert page.outcome == "Somebody spoke with them, and they have what they need"
    assert page.outcome_note == "Dev rang Lorna"
    assert [line.partition(": ")[2] for line in page.history] == [
        "opened by the system",
        "acknowledged by Rosa Invented",
        "closed by Rosa Invented",
    ]
    assert queue(council, clock) == ()
    assert worrying.queue(user_id=council.duty, now=clock()).closed_lately == 1
    with pytest.raises(worrying.AlreadyTaken):
        worrying.close(worry, "known", "", user_id=council.duty, now=clock())


def test_a_second_alarm_about_the_same_words_raises_the_tier_and_never_lowers_it(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    phone.text("i want to run away tonight")
    answer = stories.answer_of("i want to run away tonight")
    before = {row.worry_id for row in queue(council, clock)}
    for tier in ("red", "amber"):
        with writing():
            alarm = worries.Alarm(answer, council.child, "screen", tier, ("another",))
            worries.raise_worry(alarm, now=clock())
    rows = queue(council, clock)
    assert {row.worry_id for row in rows} == before
    assert rows[0].tier == "red"


def test_what_a_person_closed_is_not_opened_again_by_the_machine(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    phone.text("i want to run away tonight")
    worry = queue(council, clock)[0].worry_id
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    worrying.close(worry, "false_alarm", "", user_id=council.duty, now=clock())
    answer = stories.answer_of("i want to run away tonight")
    screening.screen_answer(answer, now=clock())
    assert queue(council, clock) == ()


def test_worries_that_people_raise_about_two_children_stay_two(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = stories.add_child(clock, "Other", iro=council.iro, due_in=20)
    for child in (council.child, other):
        with writing():
            alarm = worries.Alarm(None, child, "person", "amber", ("unsafe_home",))
            worries.raise_worry(alarm, now=clock())
    assert {row.name for row in queue(council, clock)} == {"Jaz Merrin", "Other Invented"}


def test_a_worry_outlives_a_changed_answer(council: SmallCouncil, clock: StandingClock) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"safe": "no"}, clock)
    given = stories.conversations.FromPage(stories.Answered("safe", "yes"), stories.Who.IRO_WORKER)
    stories.conversations.answer_on_web(code, given, now=clock())
    assert len(queue(council, clock)) == 1


def test_the_page_shows_all_of_the_sitting_and_nothing_of_another(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock, "something else, last week")
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"safe": "no", "change": stories.WORDS}, clock)
    worry = queue(council, clock)[0].worry_id
    words = [quote.words for quote in page_of(worry, council, clock).conversation]
    assert words == ["No", stories.WORDS]


def test_there_is_no_page_of_a_worry_that_is_not_there(
    council: SmallCouncil, clock: StandingClock
) -> None:
    assert worrying.worry_page(9999, user_id=council.duty, now=clock()) is None


def test_every_look_is_recorded_with_whose_worry_it_is(
    council: SmallCouncil, clock: StandingClock
) -> None:
    worry = unsafe(council, clock).worry_id
    page_of(worry, council, clock)
    looks = [(look.user_id, look.person_id) for look in stories.looks(f"worry:{worry}")]
    assert looks == [(council.duty, council.child)] * 2


def test_the_reading_list_puts_flagged_words_first_then_the_oldest(
    app: Flask, council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    phone.text("i like my new school")
    phone.text("football was good")
    phone.text("i want to run away tonight")
    rows = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert [row.quote.words for row in rows] == [
        "i want to run away tonight",
        "i like my new school",
        "football was good",
    ]
    assert [row.flag for row in rows[1:]] == ["no automatic flag"] * 2
    assert {row.name for row in rows} == {"Jaz Merrin"}


def test_words_are_late_after_the_end_of_the_next_working_day(
    council: SmallCouncil, clock: StandingClock
) -> None:
    clock.now = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    stories.say(council.child, clock)
    due = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    for moment, late in ((due, 0), (due + timedelta(seconds=1), 1)):
        page = worrying.reading_list(user_id=council.duty, now=moment)
        assert (page.rows[0].read_by, page.late) == (due, late)
        assert worrying.queue(user_id=council.duty, now=moment).unread_late == late


def test_an_officer_reads_the_words_of_their_own_children_only(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = make_user("other", Role.IRO, clock)
    theirs = stories.add_child(clock, "Theirs", iro=other, due_in=20)
    hidden = stories.say(theirs, clock, "for my own officer")
    stories.say(council.child, clock)
    page = worrying.reading_list(user_id=council.iro, now=clock())
    assert [row.quote.words for row in page.rows] == [stories.WORDS]
    with pytest.raises(worrying.NotYours):
        worrying.mark_read(hidden, user_id=council.iro, now=clock())
    assert stories.looks(f"answer:{hidden}") == []


def test_the_duty_desk_reads_everything_a_stranger_too(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    Phone(app, clock, number="+447700900999").text("my friend needs help")
    names = {row.name for row in worrying.reading_list(user_id=council.duty, now=clock()).rows}
    assert names == {"Jaz Merrin", "Unknown number"}


def test_an_officer_with_reading_duty_reads_everything(
    council: SmallCouncil, clock: StandingClock
) -> None:
    reader = make_user("reader", Role.IRO, clock, reading_duty=True)
    stories.say(council.child, clock)
    assert worrying.reading_list(user_id=reader, now=clock()).total == 1


@pytest.mark.parametrize("role", ["qa", "participation", "member", "administrator"])
def test_others_read_nothing(council: SmallCouncil, clock: StandingClock, role: str) -> None:
    answer = stories.say(council.child, clock, share=True)
    user = getattr(council, role)
    assert worrying.reading_list(user_id=user, now=clock()).total == 0
    with pytest.raises(worrying.NotYours):
        worrying.mark_read(answer, user_id=user, now=clock())


def test_words_that_were_changed_later_still_wait_to_be_read(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": "first i wrote this"}, clock)
    given = stories.conversations.FromPage(
        stories.Answered("change", "then this"), stories.Who.IRO_WORKER
    )
    stories.conversations.answer_on_web(code, given, now=clock())
    rows = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert {row.quote.words for row in rows} == {"first i wrote this", "then this"}


def test_reading_is_written_down_with_who_and_once(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock)
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    first = clock()
    clock.forward(hours=1)
    for user in (council.duty, council.iro):
        worrying.mark_read(answer, user_id=user, now=clock())
    row = db.session.get_one(Answer, answer)
    assert row.read_at == first
    assert worrying.reading_list(user_id=council.duty, now=clock()).total == 0


def test_a_carers_worry_is_about_the_child_they_look_after(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    recording.set_names(carer, preferred_name="Lorna", surname="", by=None, now=clock())
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "jaz said she wants to run away tonight"}, clock)
    stories.work()
    worry = db.session.get_one(Worry, queue(council, clock)[0].worry_id)
    assert worry.person_id == council.child


def test_a_carers_words_are_never_taken_for_the_childs(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "jaz said she wants to run away tonight"}, clock)
    stories.work()
    quote = queue(council, clock)[0].quote
    assert quote is not None
    assert quote.speaker == "Lorna, carer"


def test_words_about_the_officer_who_read_them_still_wait_for_the_duty(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock, "maura never comes when she says")
    worrying.mark_read(answer, user_id=council.iro, now=clock())
    assert [row.user_id for row in every(Reading)] == [council.iro]
    assert db.session.get_one(Answer, answer).read_at is None
    assert worrying.reading_list(user_id=council.duty, now=clock()).total == 1
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    assert worrying.reading_list(user_id=council.duty, now=clock()).total == 0
