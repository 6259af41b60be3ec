"""The brief as issued: frozen, addressed, and the same for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Reading
from voice_app.models.people import Person
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefRecipient
from voice_app.pages.brief import Brief
from voice_app.pages.brief import IssuedBrief
from voice_app.pages.frozen import digest
from voice_app.policy import Role
from voice_app.services import judging
from voice_app.services import recording
from voice_app.services import reviewing

LATER = "and i want my own key"


def issue(council: SmallCouncil, clock: StandingClock) -> int:
    number = reviewing.issue_by_hand(
        council.child, council.review, user_id=council.iro, now=clock()
    )
    assert number is not None
    return number


def copy(council: SmallCouncil, clock: StandingClock, number: int = 1) -> IssuedBrief:
    page = reviewing.issued(council.child, council.review, number, user_id=council.iro, now=clock())
    assert page is not None
    return page


def live(council: SmallCouncil, clock: StandingClock) -> Brief:
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    return page.brief


def test_a_copy_shows_what_the_brief_showed(council: SmallCouncil, clock: StandingClock) -> None:
    """To the word and the tag, with who it was for."""
    stories.say(council.child, clock)
    as_it_stood = live(council, clock)
    assert issue(council, clock) == 1
    page = copy(council, clock)
    assert page.brief == as_it_stood
    assert page.copy.why == "by_hand"
    assert [row.user_id for row in every(BriefRecipient)] == [council.iro]
    assert page.changes is None


def test_a_copy_never_changes_whatever_changes_later(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Another answer, a rejected tag, another name: the copy stands."""
    stories.say(council.child, clock)
    issue(council, clock)
    before = copy(council, clock).brief
    judging.judge_tag(before.quotes[0].tags[0].tag_id, "rejected", user_id=council.iro, now=clock())
    stories.say(council.child, clock, LATER)
    with writing():
        db.session.get_one(Person, council.child).preferred_name = "Jasmine"
    assert copy(council, clock).brief == before
    row = only(BriefIssue)
    assert digest(row.page) == row.digest
    assert live(council, clock).header.name == "Jasmine"


def test_the_clock_issues_the_first_copy_and_then_a_refresh_that_tells_what_is_new(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Nobody pressed anything; what came in between is named."""
    stories.say(council.child, clock)
    assert reviewing.issue_by_clock(council.review, now=clock()) == 1
    clock.forward(days=4)
    stories.say(council.child, clock, LATER)
    assert reviewing.issue_by_clock(council.review, now=clock()) == 2
    page = copy(council, clock, 2)
    assert (page.copy.why, page.copy.by) == ("refresh", "")
    assert page.changes is not None
    assert [quote.words for quote in page.changes.added] == [LATER]
    assert copy(council, clock, 1).copy.why == "first"


def test_a_job_that_is_done_twice_issues_once(council: SmallCouncil, clock: StandingClock) -> None:
    """On the same day, with nothing new."""
    assert reviewing.issue_by_clock(council.review, now=clock()) == 1
    assert reviewing.issue_by_clock(council.review, now=clock()) is None


def test_nothing_is_issued_for_a_review_that_was_held_or_a_record_that_was_closed(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A day that came too late does nothing."""
    with writing():
        db.session.get_one(Person, council.child).record = "died"
    assert reviewing.issue_by_clock(council.review, now=clock()) is None
    assert reviewing.issue_by_clock(9999, now=clock()) is None
    assert every(BriefIssue) == []


def test_who_opened_it_and_when_stands_on_the_copy(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """First when it was issued: nobody. Then the first time, however often."""
    issue(council, clock)
    clock.forward(minutes=7)
    first = clock()
    assert [(each.at, each.recipient) for each in copy(council, clock).opened] == [(first, True)]
    clock.forward(days=1)
    assert [each.at for each in copy(council, clock).opened] == [first]


def test_only_the_childs_own_officer_opens_issues_or_takes_out_a_copy(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Not another officer, not quality assurance, not the duty desk."""
    issue(council, clock)
    here = (council.child, council.review)
    for stranger in (make_user("other", Role.IRO, clock), council.qa, council.duty):
        with pytest.raises(reviewing.NotYours):
            reviewing.issued(*here, 1, user_id=stranger, now=clock())
        with pytest.raises(reviewing.NotYours):
            reviewing.pdf(*here, 1, user_id=stranger, now=clock())
        with pytest.raises(reviewing.NotYours):
            reviewing.issue_by_hand(*here, user_id=stranger, now=clock())


def test_words_that_were_taken_back_are_hidden_on_every_copy(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The copy keeps its place and says so; its PDF is made again without them."""
    answer = stories.say(council.child, clock)
    issue(council, clock)
    reviewing.keep_pdf(only(BriefIssue).id, b"with the words", now=clock())
    with writing():
        db.session.execute(delete(Reading).where(Reading.answer_id == answer))
        db.session.execute(delete(Answer).where(Answer.id == answer))
    page = copy(council, clock).brief
    assert stories.WORDS not in repr(page)
    assert page.quotes[0].gone
    here = (council.child, council.review, 1)
    assert reviewing.pdf(*here, user_id=council.iro, now=clock()) is None
    stories.work()
    made = reviewing.pdf(*here, user_id=council.iro, now=clock())
    assert made is not None
    assert made.startswith(b"%PDF")


def test_the_worker_makes_the_pdf_and_taking_it_out_is_written_down(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Waiting at first, then made; encrypted where it lies."""
    issue(council, clock)
    assert copy(council, clock).pdf_state == "waiting"
    stories.work()
    assert copy(council, clock).pdf_state == "made"
    assert reviewing.pdf(council.child, council.review, 1, user_id=council.iro, now=clock())
    deeds = stories.deeds("exported", f"issued:{only(BriefIssue).id}")
    assert [deed.user_id for deed in deeds] == [council.iro]
    assert [each.fetched for each in copy(council, clock).opened] == [clock()]


def test_a_machine_that_cannot_make_one_says_so(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The copy itself is there all the same."""
    issue(council, clock)
    reviewing.keep_pdf(only(BriefIssue).id, None, now=clock())
    assert copy(council, clock).pdf_state == "failed"


def test_a_plan_that_was_renewed_is_named_in_the_refresh(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """By its name, with no word of the child."""
    today = clock().date()
    old = recording.NewPlan("care", today - timedelta(days=300), today + timedelta(days=9))
    recording.record_plan(council.child, old, by=None, now=clock())
    stories.say(council.child, clock)
    issue(council, clock)
    new = recording.NewPlan("care", today, today + timedelta(days=180))
    recording.record_plan(council.child, new, by=None, now=clock())
    issue(council, clock)
    changed = copy(council, clock, 2).changes
    assert changed is not None
    assert ("plan_updated", "Care plan") in changed.lines
