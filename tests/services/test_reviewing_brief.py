"""The brief before a review: their words as written, beside plans and findings, and only to one."""

from datetime import date
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.pages.brief import Brief
from voice_app.pages.brief import Matter
from voice_app.policy import Role
from voice_app.services import judging
from voice_app.services import recording
from voice_app.services import reviewing
from voice_app.services import worrying

FAMILY = "Seeing family"
UNSORTED = "Said, not yet sorted"


def of(council: SmallCouncil, clock: StandingClock) -> Brief:
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    return page.brief


def matter(page: Brief, heading: str = FAMILY) -> Matter:
    return next(row for row in page.matters if row.heading == heading)


def words_on(page: Brief) -> set[str]:
    """Everything in quotation marks on the page, wherever it stands."""
    among = [quote for row in page.matters for quote in row.quotes]
    return {quote.words for quote in [*page.quotes, *page.others.quotes, *among]}


def answer_row(words: str) -> Answer:
    row = db.session.get(Answer, stories.answer_of(words))
    assert row is not None
    return row


def test_words_stand_as_written_with_marks_at_what_caused_each_tag(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    quote = of(council, clock).quotes[0]
    assert quote.words == stories.WORDS
    assert quote.tags, "these words are about seeing family"
    marked = {(piece.words, piece.title) for piece in quote.pieces if piece.title}
    for words, title in marked:
        tag = next(tag for tag in quote.tags if tag.label == title)
        assert f"“{words}”" in tag.because
    assert ("see my mum", "Seeing my family") in marked


def test_the_same_words_stand_beside_the_matter_they_are_about(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    row = matter(of(council, clock))
    assert [quote.words for quote in row.quotes] == [stories.WORDS]
    assert row.silence == ""
    assert row.question.endswith("?")


def test_what_they_want_kept_out_stands_apart_and_nowhere_else(
    council: SmallCouncil, clock: StandingClock
) -> None:
    apart = "dont say i cried when i saw mum"
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "keep_out": apart}, clock)
    stories.work()
    page = of(council, clock)
    assert [kept.words for kept in page.keep_out] == [apart]
    assert apart not in repr(page).replace(repr(page.keep_out), "")


def test_how_they_want_to_take_part_is_said_in_the_words_of_their_choice(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    wants = {"attend": "part_of_it", "who_comes": ("carer", "friend"), "call_me": "yes"}
    stories.fill_in(code, wants, clock)
    assert {f"{want.label}: {want.words}" for want in of(council, clock).wants} == {
        "How I want to take part: Be there for part of it",
        "Who I would like there: My carer, A friend",
        "I would like a call: Yes",
    }


def test_a_missing_plan_is_shown_even_when_nothing_was_said(
    council: SmallCouncil, clock: StandingClock
) -> None:
    plans = {plan.label: plan for plan in matter(of(council, clock), "Health and feelings").plans}
    assert plans["Health plan"].standing == "missing"
    assert plans["Health plan"].last_updated is None


@pytest.mark.parametrize(
    ("due_in", "standing"), [(-1, "overdue"), (0, "current"), (200, "current")]
)
def test_a_plan_stands_beside_the_words_it_touches_and_says_if_it_is_late(
    council: SmallCouncil, clock: StandingClock, due_in: int, standing: str
) -> None:
    today = clock().date()
    made = recording.NewPlan("care", today - timedelta(days=300), today + timedelta(days=due_in))
    recording.record_plan(council.child, made, by=None, now=clock())
    stories.say(council.child, clock)
    plan = next(plan for plan in matter(of(council, clock)).plans if plan.label == "Care plan")
    assert plan.standing == standing
    assert plan.next_due == today + timedelta(days=due_in)
    assert "touches this plan" in plan.reason


def test_findings_about_the_same_thing_stand_beside_the_words_with_the_reason(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_findings(clock)
    assert matter_findings(of(council, clock)) == [], "nothing was said, so nothing is compared"
    stories.say(council.child, clock)
    beside = matter(of(council, clock)).findings
    assert [finding.words for finding in beside] == ["Few plans say when"], "the nearest stage"
    assert beside[0].heading == "development"
    assert beside[0].reason == "Also about “Seeing my family”, at the same stage"
    assert (beside[0].document, beside[0].period) == ("Care plans looked at", "Sep 2026")


def matter_findings(page: Brief) -> list[str]:
    return [finding.words for row in page.matters for finding in row.findings]


def test_findings_about_something_else_stay_away(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_findings(clock, theme="money_things")
    stories.say(council.child, clock)
    assert matter_findings(of(council, clock)) == []


def test_a_rejected_tag_takes_the_words_out_of_its_matter_but_never_off_the_page(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    for tag in of(council, clock).quotes[0].tags:
        judging.judge_tag(tag.tag_id, "rejected", user_id=council.iro, now=clock())
    page = of(council, clock)
    under = {row.heading: [q.words for q in row.quotes] for row in page.matters if row.quotes}
    assert under == {UNSORTED: [stories.WORDS]}
    assert [quote.words for quote in page.quotes] == [stories.WORDS]


def test_what_the_last_review_decided_is_shown_with_what_the_child_says_became_of_it(
    council: SmallCouncil, clock: StandingClock
) -> None:
    held = recording.NewMeeting("statutory_review", held_on=clock().date() - timedelta(days=170))
    last = recording.record_meeting(council.child, held, by=None, now=clock())
    decided = recording.NewDecision(
        "See Kit each month", (recording.NewPromise("Dev"), recording.NewPromise("Lorna"))
    )
    promised = recording.record_decision(last, decided, by=council.iro, now=clock())
    outcome = recording.Happened("a_bit", "only once")
    recording.promise_happened(promised[0], outcome, by=council.iro, now=clock())
    shown = [(row.words, row.happened, row.child_said) for row in of(council, clock).decisions]
    assert shown == [
        ("See Kit each month", "a_bit", "only once"),
        ("See Kit each month", "", ""),
    ]


def test_a_decision_without_a_promise_is_not_lost(
    council: SmallCouncil, clock: StandingClock
) -> None:
    held = recording.NewMeeting("statutory_review", held_on=clock().date() - timedelta(days=170))
    last = recording.record_meeting(council.child, held, by=None, now=clock())
    decided = recording.NewDecision("Stay at Lorna's")
    recording.record_decision(last, decided, by=council.iro, now=clock())
    assert [row.words for row in of(council, clock).decisions] == ["Stay at Lorna's"]


def test_carers_stand_apart_with_their_names_and_never_among_the_childs_words(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    theirs = "nobody tells me about visits until the day before"
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": theirs}, clock)
    stories.say(council.child, clock)
    page = of(council, clock)
    assert [(quote.words, quote.speaker) for quote in page.others.quotes] == [
        (theirs, "Lorna, carer")
    ]
    assert words_on(page) == {stories.WORDS, theirs}
    among = [quote.words for row in page.matters for quote in row.quotes]
    assert theirs not in [quote.words for quote in page.quotes] + among


def test_the_limits_say_how_many_were_met_answered_skipped_and_checked(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "safe": "yes"}, clock)
    stories.work()
    page = of(council, clock)
    tags = page.quotes[0].tags
    judging.judge_tag(tags[0].tag_id, "confirmed", user_id=council.iro, now=clock())
    rows = list(db.session.scalars(select(Answer).where(Answer.replaced_at.is_(None))))
    answered = sum(row.state == "answered" for row in rows)
    skipped = sum(row.state == "skipped" for row in rows)
    assert answered == 2
    limits = of(council, clock).limits
    assert (limits.asked, limits.answered, limits.skipped) == (len(rows), 2, skipped)
    assert (limits.themes, limits.checked) == (len(tags), 1)
    assert limits.since == date(2026, 6, 6)


def test_then_and_now_compares_two_sittings_in_the_words_of_the_answers(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"listened": "not_at_all"}, clock)
    clock.forward(days=60)
    again = {"listened": "mostly", "safe": "yes"}
    stories.fill_in(stories.invite(council.child, clock), again, clock)
    page = of(council, clock)
    assert (page.then_label, page.now_label) == ("23 Nov 2026", "22 Jan 2027")
    shown = {row.label: (row.then, row.now) for row in page.then_now}
    then, now = shown["People where I live listen"]
    assert then is not None
    assert (then.points, then.words, now.points, now.words) == (1, "Not at all", 4, "Mostly")
    then, now = shown["I feel safe where I live"]
    assert then is not None
    assert (then.words, then.answer_id, now.points, now.words) == ("skipped", 0, None, "Yes")


def test_the_first_time_there_is_only_a_now(council: SmallCouncil, clock: StandingClock) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"listened": "mostly"}, clock)
    page = of(council, clock)
    assert [(row.then, row.now.words) for row in page.then_now] == [(None, "Mostly")]
    assert page.then_label == ""


def test_every_look_is_recorded_with_who_and_whose(
    council: SmallCouncil, clock: StandingClock
) -> None:
    of(council, clock)
    of(council, clock)
    looks = stories.looks(f"brief:{council.review}")
    assert [(look.user_id, look.person_id) for look in looks] == [(council.iro, council.child)] * 2


def test_nobody_but_the_childs_own_officer_opens_the_brief_and_no_look_is_made(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for stranger in (make_user("other", Role.IRO, clock), council.qa, council.duty):
        with pytest.raises(reviewing.NotYours):
            reviewing.brief(council.child, council.review, user_id=stranger, now=clock())
        with pytest.raises(reviewing.NotYours):
            reviewing.mark_read(council.child, council.review, user_id=stranger, now=clock())
    assert stories.looks(f"brief:{council.review}") == []


def test_the_review_of_another_child_opens_nothing(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = make_user("other", Role.IRO, clock)
    theirs = stories.add_child(clock, "Theirs", iro=other, due_in=20)
    review = recording.record_meeting(
        theirs,
        recording.NewMeeting("statutory_review", due_on=date(2026, 12, 20)),
        by=None,
        now=clock(),
    )
    assert reviewing.brief(council.child, review, user_id=council.iro, now=clock()) is None
    assert reviewing.brief(council.child, 9999, user_id=council.iro, now=clock()) is None


def test_a_brothers_words_never_appear_in_the_brief(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    brother = stories.add_child(clock, "Kit", iro=council.iro, due_in=16)
    recording.relate(council.child, brother, kind="sibling", by=None, now=clock())
    carer = stories.add_adult(clock, council.child, "Lorna")
    recording.relate(brother, carer, kind="foster_carer", by=None, now=clock())
    stories.say(brother, clock, "kit says he misses his sister")
    stories.say(council.child, clock)
    assert words_on(of(council, clock)) == {stories.WORDS}


def test_pressing_read_marks_the_words_on_the_page_and_says_who(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    of(council, clock)
    reviewing.mark_read(council.child, council.review, user_id=council.iro, now=clock())
    assert answer_row(stories.WORDS).read_at == clock()
    assert worrying.reading_list(user_id=council.duty, now=clock()).total == 0


def test_words_that_came_after_the_page_was_opened_stay_unread(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    of(council, clock)
    clock.forward(minutes=5)
    stories.say(council.child, clock, "i dont feel ok tonight")
    reviewing.mark_read(council.child, council.review, user_id=council.iro, now=clock())
    assert answer_row(stories.WORDS).read_at is not None
    assert answer_row("i dont feel ok tonight").read_at is None


def test_words_the_page_had_no_room_for_stay_on_the_reading_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for number in range(10):
        stories.say(council.child, clock, f"thing number {number} about nothing much")
    shown = words_on(of(council, clock))
    assert 0 < len(shown) < 10
    reviewing.mark_read(council.child, council.review, user_id=council.iro, now=clock())
    unread = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert {row.quote.words for row in unread}.isdisjoint(shown)
    assert len(unread) + len(shown) == 10
