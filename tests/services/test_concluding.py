"""After a review: when it was held, what was decided for the child, and who may put it down."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.services import stories
from tests.services.concluding_stories import DECIDED
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.record import AccessLog
from voice_app.models.reviews import PartChoice
from voice_app.models.reviews import ViewUse
from voice_app.policy import Role
from voice_app.services import concluding
from voice_app.services import promising
from voice_app.services import recording
from voice_app.services.concluding import ConcludingFault
from voice_app.services.concluding import NoSuchReview
from voice_app.services.concluding import NotYours
from voice_app.services.concluding import ReviewOf
from voice_app.store import promises


@pytest.fixture
def review(council: SmallCouncil, clock: StandingClock) -> Review:
    return Review(council, clock)


def deeds(did: str) -> list[str]:
    return [row.what for row in every(AccessLog) if row.did == did]


def test_holding_closes_the_open_review_and_the_next_is_worked_out(review: Review) -> None:
    """The same row becomes the held one; six months on, the next is due."""
    review.hold(days_ago=1, code="PN2")
    assert (review.row.held_on, review.row.participation) == (
        review.today - timedelta(days=1),
        "PN2",
    )
    assert review.row.chair_id == review.council.iro
    (coming,) = [m for m in every(Meeting) if m.held_on is None and m.kind == "statutory_review"]
    assert coming.due_source == "computed"
    assert review.page().next_due == coming.due_on
    assert f"review held:{review.council.review}" in deeds("changed")


def test_a_day_or_a_code_is_put_right_on_the_same_review(review: Review) -> None:
    """A slip of the date moves the next review with it; no second review comes of it."""
    review.hold(days_ago=1)
    before = review.page().next_due
    rows = len(every(Meeting))
    review.hold(days_ago=3, code="PN6")
    assert len(every(Meeting)) == rows
    after = review.page().next_due
    assert before
    assert after
    assert before - after == timedelta(days=2)


def test_nothing_is_preselected_and_an_undecided_code_stays_so(review: Review) -> None:
    """The suggestion is words; the code is empty until the officer picks one."""
    review.hold(code="")
    page = review.page()
    assert page.code == ""
    assert page.suggestion.if_they_came == "PN1"


@pytest.mark.parametrize("days_ago", [-1, 170, 400])
def test_a_day_to_come_or_before_the_last_review_is_refused(review: Review, days_ago: int) -> None:
    """And nothing is stored."""
    with pytest.raises(ConcludingFault):
        review.hold(days_ago=days_ago)
    assert review.row.held_on is None


def test_a_code_that_is_none_is_refused(review: Review) -> None:
    """There are eight."""
    with pytest.raises(ConcludingFault):
        review.hold(code="PN9")


def test_a_code_that_does_not_fit_the_age_is_kept_and_questioned(review: Review) -> None:
    """Only the officer decides; but the Department's check is named."""
    assert review.hold(code="PN0") == "440"
    assert review.row.participation == "PN0"


def test_the_suggestion_follows_the_words_and_the_advocate(review: Review) -> None:
    """Nothing said; then words; then somebody to speak for them."""
    assert review.page().suggestion.if_they_did_not == "PN7"
    review.say()
    assert review.page().suggestion.if_they_did_not == "PN6"
    advocate = make_user("amira", Role.ADVOCATE, review.clock)
    new = recording.NewInvolvement(advocate, "advocate", review.today)
    recording.involve(review.council.child, new, by=None, now=review.clock())
    suggestion = review.page().suggestion
    assert (suggestion.if_they_came, suggestion.if_they_did_not) == ("PN2", "PN5")


def test_asking_for_somebody_to_speak_counts_as_an_advocate(review: Review) -> None:
    """The child's own choice, in the survey before the review."""
    code = stories.invite(review.council.child, review.clock)
    stories.fill_in(code, {"attend": "speak_for_me"}, review.clock)
    assert review.page().suggestion.if_they_came == "PN2"


def test_decisions_and_promises_are_changed_and_taken_out_until_told(review: Review) -> None:
    """Everything is noted in the record; nothing of it is left behind."""
    how = {"user_id": review.council.iro, "now": review.clock()}
    first, second = review.decide(), review.decide("You stay at Lorna's.")
    promise = review.promise(first)
    concluding.reword(review.this, first, "You see Kit every 2 weeks.", **how)
    later = review.today + timedelta(days=30)
    concluding.change_promise(
        review.this, promise, concluding.NewPromise("Ask Kit", "Lorna", later), **how
    )
    concluding.take_out(review.this, second, **how)
    (line,) = review.page().decisions
    assert line.words == "You see Kit every 2 weeks."
    (shown,) = line.promises
    assert (shown.what, shown.who, shown.due_on) == ("Ask Kit", "Lorna", later)
    concluding.take_promise_out(review.this, promise, **how)
    concluding.take_out(review.this, first, **how)
    assert (every(Decision), every(Promise)) == ([], [])
    assert f"decision taken out:{first}" in deeds("changed")


def test_what_the_child_was_told_stands_and_a_new_line_puts_it_right(review: Review) -> None:
    """No word of it changes, nothing goes, and the next draft says what was not right."""
    how = {"user_id": review.council.iro, "now": review.clock()}
    decision = review.decide()
    promise = review.promise(decision)
    review.hold()
    review.tell()
    other = concluding.NewPromise("x", "y")
    refused: list[Callable[[], object]] = [
        lambda: concluding.reword(review.this, decision, "Other words.", **how),
        lambda: concluding.take_out(review.this, decision, **how),
        lambda: concluding.promise(review.this, decision, other, **how),
        lambda: concluding.change_promise(review.this, promise, other, **how),
        lambda: concluding.take_promise_out(review.this, promise, **how),
    ]
    for change in refused:
        with pytest.raises(ConcludingFault, match="They were told"):
            change()
    review.decide("You and Kit will see each other every 4 weeks.", corrects=decision)
    first, second = review.page().decisions
    assert (first.told, first.corrected, first.words) == (True, True, DECIDED)
    assert (second.told, second.corrects) == (False, DECIDED)
    assert "not right" in review.page().draft
    assert DECIDED not in review.page().draft


def test_a_promise_the_child_was_asked_about_is_as_good_as_told(review: Review) -> None:
    """The question "Did it happen?" has told them of it."""
    decision = review.decide()
    promise = review.promise(decision)
    happened = recording.Happened("not_yet", "still waiting")
    recording.promise_happened(promise, happened, by=None, now=review.clock())
    with pytest.raises(ConcludingFault):
        concluding.take_out(review.this, decision, user_id=review.council.iro, now=review.clock())


def seen_by_the_child(review: Review, code: str) -> list[str]:
    shown = promising.my_review(code, now=review.clock())
    assert shown is not None
    return [each.words for each in shown.decided]


def test_their_page_shows_a_decision_when_they_are_told_and_then_what_puts_it_right(
    review: Review,
) -> None:
    """A line that the officer is still writing is not on it."""
    code = stories.invite(review.council.child, review.clock)
    first = review.decide()
    review.hold()
    assert seen_by_the_child(review, code) == []
    review.tell()
    assert seen_by_the_child(review, code) == [DECIDED]
    review.decide("Every 4 weeks it is.", corrects=first)
    assert seen_by_the_child(review, code) == [DECIDED]
    review.tell("Sorry, it is every 4 weeks. Maura")
    assert seen_by_the_child(review, code) == ["Every 4 weeks it is."]


def test_nobody_is_asked_about_a_promise_that_was_put_right(review: Review) -> None:
    """The new line has its own."""
    decision = review.decide()
    review.promise(decision)
    review.hold()
    review.tell()
    later = review.decide("Every 4 weeks it is.", corrects=decision)
    kept = review.promise(later)
    review.tell("Sorry, it is every 4 weeks. Maura")
    days = (review.today, review.today + timedelta(days=30))
    assert promises.to_ask_about(*days) == [(kept, review.council.child)]


def test_only_what_was_told_is_put_right_by_a_new_line(review: Review) -> None:
    """What is still open is changed where it stands."""
    with pytest.raises(ConcludingFault):
        review.decide("Other.", corrects=review.decide())


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 501])
def test_an_empty_or_endless_decision_is_refused(review: Review, words: str) -> None:
    """The fault says so, and nothing is stored."""
    with pytest.raises(ConcludingFault):
        review.decide(words)
    assert every(Decision) == []


def test_a_promise_before_the_review_or_years_away_is_refused(review: Review) -> None:
    """Both are slips of the keyboard."""
    decision = review.decide()
    review.hold()
    for days in (-1, 4 * 366):
        new = concluding.NewPromise("Call", "Dev", review.today + timedelta(days=days))
        with pytest.raises(ConcludingFault):
            concluding.promise(
                review.this, decision, new, user_id=review.council.iro, now=review.clock()
            )


def test_hard_words_are_named_and_stored_all_the_same(review: Review) -> None:
    """Advice, not a block."""
    review.decide("Contact with siblings will be supervised.")
    (line,) = review.page().decisions
    assert [each.found for each in line.advice] == ["Contact", "siblings"]


def test_views_wait_until_they_have_an_answer(review: Review) -> None:
    """Used or not: each view of this round is on the list until somebody says."""
    answer = review.say()
    assert [quote.answer_id for quote in review.page().waiting] == [answer]
    use = ViewUse(
        review_id=review.council.review,
        answer_id=answer,
        outcome="used",
        plan_kind="care",
        words="Page 3",
        decided_by=review.council.iro,
        at=review.clock(),
    )
    with writing():
        db.session.add(use)
    page = review.page()
    assert (page.waiting, page.answered) == ((), 1)


def test_what_the_child_holds_back_is_nowhere_and_new_words_stand_for_the_old(
    review: Review,
) -> None:
    """Not on the list of views, not in the draft."""
    answer = review.say()
    review.decide()
    choice = PartChoice(
        review_id=review.council.review, answer_id=answer, at=review.clock(), reworded="more visits"
    )
    with writing():
        db.session.add(choice)
    assert [quote.words for quote in review.page().waiting] == ["more visits"]
    assert "more visits" in review.page().draft
    assert stories.WORDS not in repr(review.page())
    with writing():
        db.session.query(PartChoice).one().held_back = True
    page = review.page()
    assert page.waiting == ()
    assert "more visits" not in repr(page)


def test_what_was_said_after_the_review_is_of_the_next_round(review: Review) -> None:
    """It waits for an answer there."""
    review.hold(days_ago=1)
    review.say()
    assert review.page().waiting == ()


def somebody(review: Review, who: str) -> int:
    if who == "another_officer":
        return make_user("brigid", Role.IRO, review.clock)
    if who == "social_worker":
        worker = make_user("dev", Role.SOCIAL_WORKER, review.clock)
        since = review.today - timedelta(days=90)
        new = recording.NewInvolvement(worker, "social_worker", since)
        recording.involve(review.council.child, new, by=None, now=review.clock())
        return worker
    user: int = getattr(review.council, who)
    return user


@pytest.mark.parametrize("who", ["another_officer", "social_worker", "administrator", "qa", "duty"])
def test_nobody_but_the_childs_own_officer_opens_or_changes_anything(
    review: Review, who: str
) -> None:
    """The service refuses it, whatever the page does."""
    user = somebody(review, who)
    now = review.clock()
    decision = review.decide()
    review.hold()
    new = concluding.NewPromise("x", "y")
    held = concluding.Held(review.today)
    doors: list[Callable[[], object]] = [
        lambda: concluding.after(review.this, user_id=user, now=now),
        lambda: concluding.hold(review.this, held, user_id=user, now=now),
        lambda: concluding.decide(review.this, concluding.NewDecision("x"), user_id=user, now=now),
        lambda: concluding.reword(review.this, decision, "x", user_id=user, now=now),
        lambda: concluding.take_out(review.this, decision, user_id=user, now=now),
        lambda: concluding.promise(review.this, decision, new, user_id=user, now=now),
        lambda: concluding.tell(review.this, "x", public_url="", user_id=user, now=now),
        lambda: concluding.export(review.this, user_id=user, now=now),
    ]
    for door in doors:
        with pytest.raises(NotYours):
            door()


def test_the_end_of_an_assignment_ends_it(review: Review) -> None:
    """Who takes over opens it; who did no longer does."""
    other = make_user("brigid", Role.IRO, review.clock)
    new = recording.NewInvolvement(other, "iro", review.today)
    recording.involve(review.council.child, new, by=None, now=review.clock())
    with pytest.raises(NotYours):
        review.page()
    assert concluding.after(review.this, user_id=other, now=review.clock())


def test_a_sealed_record_opens_for_nobody(review: Review) -> None:
    """She was adopted."""
    review.hold()
    review.seal()
    for door in (review.page, review.decide, review.tell):
        with pytest.raises(NotYours):
            door()


def test_a_review_of_another_child_or_a_meeting_of_another_kind_is_not_there(
    review: Review,
) -> None:
    """The address cannot be put together from two children."""
    other = stories.add_child(review.clock, "Kit", iro=review.council.iro, due_in=20)
    visit = recording.NewMeeting("social_work_visit", held_on=review.today)
    meeting = recording.record_meeting(review.council.child, visit, by=None, now=review.clock())
    for this in (
        ReviewOf(other, review.council.review),
        ReviewOf(review.council.child, meeting),
        ReviewOf(review.council.child, 9_999),
    ):
        with pytest.raises(NoSuchReview):
            concluding.after(this, user_id=review.council.iro, now=review.clock())


def test_a_decision_of_another_review_is_not_changed_here(review: Review) -> None:
    """Nor is a promise that nobody made."""
    past = next(m for m in every(Meeting) if m.held_on).id
    new = recording.NewDecision("Said before.")
    recording.record_decision(past, new, by=review.council.iro, now=review.clock())
    (row,) = every(Decision)
    how = {"user_id": review.council.iro, "now": review.clock()}
    with pytest.raises(NoSuchReview):
        concluding.take_out(review.this, row.id, **how)
    with pytest.raises(NoSuchReview):
        concluding.take_promise_out(review.this, 9_999, **how)


def test_every_look_is_written_down(review: Review) -> None:
    """With whose it was."""
    review.page()
    (row,) = [r for r in every(AccessLog) if r.what.startswith("after review")]
    assert (row.did, row.user_id, row.person_id) == (
        "saw",
        review.council.iro,
        review.council.child,
    )
