"""An anonymous survey: nothing that is kept leads to anybody, and nobody who needs help is lost."""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.at_once import at_once
from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.services.nameless_stories import SURVEY
from tests.services.nameless_stories import WORDS
from tests.services.nameless_stories import filled
from tests.services.nameless_stories import poster
from tests.services.nameless_stories import send
from tests.settings import StandingClock
from voice_app.clock import LONDON
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.jobs import Job
from voice_app.models.people import TakenPart
from voice_app.models.surveys import Invitation
from voice_app.models.worries import Worry
from voice_app.pages.without_name import NamelessSent
from voice_app.policy import Role
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import open_links
from voice_app.services import screening
from voice_app.services import worrying
from voice_app.store import hearing
from voice_app.store import links
from voice_app.store import surveys
from voice_app.store import voices

AFRAID = "He hits me and I am scared to go home"
Rows = dict[str, dict[Any, dict[str, Any]]]


def everything() -> Rows:
    """Every row of every table, by its key."""
    db.session.rollback()
    found: Rows = {}
    for name, table in db.metadata.tables.items():
        key = next(iter(table.primary_key))
        rows = db.session.execute(select(table)).mappings()
        found[name] = {row[key.name]: dict(row) for row in rows}
    db.session.rollback()
    return found


def written(before: Rows, after: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows that are new or other than they were."""
    for name, rows in after.items():
        for key, row in rows.items():
            if before[name].get(key) != row:
                yield name, row


def test_nothing_that_is_written_leads_from_a_sitting_to_anybody(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Every row that a sending and the worker write, in every table, after a personal link."""
    code = stories.invite(council.child, clock, survey=SURVEY)
    before = everything()
    clock.forward(hours=3, minutes=17)
    send(code, clock, change=AFRAID, safe="no", listened="a_bit")
    rows = list(written(before, everything()))
    assert {name for name, _ in rows} == {
        "answer", "conversation", "taken_part", "theme_tag", "worry", "worry_step",
    }  # fmt: skip
    for name, row in rows:
        assert row["id"] < 0, name
        people = {c for c in row if c in ("person_id", "about_id", "invitation_id", "review_id")}
        named = {column for column in people if row[column] is not None}
        assert named == ({"person_id"} if name == "taken_part" else set()), name
        for column, value in row.items():
            if isinstance(value, datetime) and column != "due_at":
                assert value.astimezone(LONDON).time().isoformat() == "00:00:00", (name, column)
    assert only(TakenPart).on == date(2026, 11, 1)


def test_who_took_part_is_written_anew_with_each_so_that_the_last_row_is_nobodys(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Neither ids nor the order of writing line up with the sittings."""
    other = stories.add_child(clock, "Kit", iro=council.iro, due_in=30)
    codes = [stories.invite(person, clock, survey=SURVEY) for person in (council.child, other)]
    send(codes[0], clock, listened="a_bit")
    first = only(TakenPart).id
    send(codes[1], clock, listened="mostly")
    assert {row.person_id for row in every(TakenPart)} == {council.child, other}
    assert first not in {row.id for row in every(TakenPart)}


def test_the_ids_of_named_rows_do_not_tell_what_was_sent_between_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = poster(council, clock).code
    stories.invite(council.child, clock)
    before = max(row.id for row in every(Conversation))
    for _ in range(3):
        send(code, clock, change=WORDS, good=WORDS)
    stories.invite(council.child, clock)
    assert max(row.id for row in every(Conversation)) == before + 1


def test_the_database_refuses_a_nameless_survey_that_leads_to_somebody(
    council: SmallCouncil, clock: StandingClock
) -> None:
    send(poster(council, clock).code, clock, change=WORDS)
    sitting = next(row for row in every(Conversation) if row.person_id is None)
    sitting.review_id = council.review
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_one_page_sent_twice_at_once_is_kept_once(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    link = poster(council, clock)
    form = filled("the-very-same-lot", change=WORDS)
    both = partial(conversations.send_nameless, link.code, form, now=clock())
    gave = [each for each in at_once(app, both, both) if isinstance(each, NamelessSent)]
    assert sorted(each.again for each in gave) == [False, True]
    assert len(every(Answer)) == 1


def test_one_personal_link_used_twice_at_once_is_kept_once(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock, survey=SURVEY)
    one, two = (
        partial(conversations.send_nameless, code, filled(change=WORDS), now=clock())
        for _ in range(2)
    )
    gave = [each for each in at_once(app, one, two) if isinstance(each, NamelessSent)]
    assert sorted(each.by_link for each in gave) == [False, True]
    assert only(TakenPart).person_id == council.child
    assert len(every(Answer)) == 1


def test_the_lot_of_a_page_is_forgotten_after_two_days(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = poster(council, clock).code
    send(code, clock, "the-very-same-lot", change=WORDS)
    clock.forward(days=1)
    assert conversations.forget_sittings(now=clock()) == 0
    assert send(code, clock, "the-very-same-lot", change=WORDS).again
    clock.forward(days=2)
    assert conversations.forget_sittings(now=clock()) == 1
    assert [row.sitting_index for row in every(Conversation)] == [None]
    assert [row.words for row in every(Answer)] == [WORDS]


def test_words_and_a_pick_raise_worries_that_the_duty_desk_can_work(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """No name, no hour, no number; taken on, with the whole sitting around it, and closed."""
    send(poster(council, clock).code, clock, change=AFRAID, safe="no", good=WORDS)
    who = {"user_id": council.duty, "now": clock()}
    queue = worrying.queue(**who)
    assert len(queue.worries) == 2
    for row in queue.worries:
        assert row.name == "Nobody knows who. No reply is possible"
        assert row.nameless
        assert not row.late
        assert row.due_at == datetime(2026, 11, 24, 10, tzinfo=LONDON)
    worry_id = queue.worries[0].worry_id
    page = worrying.worry_page(worry_id, **who)
    assert page is not None
    assert {each.words for each in page.conversation} >= {AFRAID, WORDS}
    assert page.history == ("23 Nov: opened by the system",)
    assert worrying.number(worry_id, **who) == ""
    worrying.acknowledge(worry_id, **who)
    worrying.close(worry_id, worrying.NOT_KNOWN, "Told the home's manager.", **who)
    assert len(worrying.queue(**who).worries) == 1


def test_a_screen_that_fails_for_good_leaves_an_amber_flag(
    council: SmallCouncil, clock: StandingClock
) -> None:
    send(poster(council, clock).code, clock, change=WORDS)
    answer = only(Answer)
    screening.flag_unscreened(answer.id, now=clock.forward(hours=5))
    worry = only(Worry)
    assert (worry.tier, worry.opened_at) == ("amber", only(Answer).at)


def test_the_jobs_of_a_sitting_leave_no_row(council: SmallCouncil, clock: StandingClock) -> None:
    send(poster(council, clock).code, clock, change=WORDS)
    assert every(Job) == []


def test_every_word_waits_to_be_read_within_a_working_day(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """By the duty to read alone; in an order that tells no hour; with a day, and no reply."""
    code = poster(council, clock).code
    for place in range(4):
        clock.forward(minutes=30)
        send(code, clock, change=f"{WORDS} {place}")
    rows = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert len(rows) == 4
    assert {row.name for row in rows} == {"Nobody knows who. No reply is possible"}
    assert {row.read_by for row in rows} == {datetime(2026, 11, 24, 17, tzinfo=LONDON)}
    assert all(row.quote.day_only and row.nameless for row in rows)
    assert worrying.reading_list(user_id=council.duty, now=clock()).rows == rows, "a lot drawn once"
    assert worrying.reading_list(user_id=council.iro, now=clock()).rows == ()
    advocate = make_user("reader", Role.ADVOCATE, clock, reading_duty=True)
    worrying.mark_read(rows[0].quote.answer_id, user_id=advocate, now=clock())
    assert len(worrying.reading_list(user_id=council.duty, now=clock()).rows) == 3


def test_how_many_sent_it_in_is_told_from_five_on(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code, shown = poster(council, clock).code, []
    for _ in range(6):
        send(code, clock, listened="a_bit")
        shown.append(open_links.listed(now=clock())[0].sittings)
    assert shown == [None, None, None, None, 5, 6]


def test_what_was_picked_is_counted_five_at_a_time_from_days_that_are_over(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Small numbers are hidden with the next, and no look differs from another by one person."""
    code = poster(council, clock).code
    for place in range(13):
        send(code, clock, listened="a_bit" if place < 10 else "mostly", safe="yes")
    today = open_links.results(SURVEY, now=clock())
    assert today is not None
    assert today.counted == 0
    clock.forward(days=1)
    page = open_links.results(SURVEY, now=clock())
    assert page is not None
    assert page.counted == 10
    safe = dict(page.questions[1].picked)
    assert safe == {"Yes": 10, "Sometimes": 0, "No": 0, "I’m not sure": 0}
    for number in dict(page.questions[0].picked).values():
        assert number is None or number == 0 or number >= 5
    send(code, clock, listened="mostly")
    clock.forward(days=1)
    again = open_links.results(SURVEY, now=clock())
    assert again == page
    assert open_links.results(stories.REVIEW, now=clock()) is None


def test_it_is_never_asked_by_text_nor_offered_to_a_group(
    council: SmallCouncil, clock: StandingClock
) -> None:
    ask = inviting.Ask(council.child, SURVEY, "text", "asked_for")
    assert inviting.invite(ask, now=clock()) == inviting.NotAsked("web_only")
    assert SURVEY not in {each.key for each in inviting.asking_page().surveys}
    code = stories.invite(council.child, clock, survey=SURVEY)
    row = only(Invitation)
    assert (row.meeting_id, row.about_id, row.anonymous) == (None, None, True)
    child = [council.child]
    assert hearing.asks(child) == {}, "nobody is shown as silent who may have answered"
    assert voices.asked(child) == {}
    assert surveys.newest_code(council.child, now=clock()) == ""
    with writing():
        assert links.to_their_page(council.child, now=clock()) == ""
    inviting.revoke(row.id, now=clock())
    assert conversations.open_nameless(code, language="en", now=clock()) is not None


def test_a_link_is_made_for_an_anonymous_survey_a_place_and_a_day_only(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    wrong = {
        "no_survey": open_links.NewLink(stories.REVIEW, "Hall", today),
        "no_place": open_links.NewLink(SURVEY, " \n", today),
        "long_place": open_links.NewLink(SURVEY, "h" * 81, today),
        "day": open_links.NewLink(SURVEY, "Hall", today - timedelta(days=1)),
    }
    for code, new in wrong.items():
        with pytest.raises(open_links.CannotMake, match=code):
            open_links.make(new, user_id=council.participation, now=clock())
    with writing():
        assert open_links.listed(now=clock()) == ()
