"""Did it happen? Asked the day after, once, where it can be; answered by the child alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.rows import messages
from tests.rows import only
from tests.rows import outbox
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.messages import OutboundText
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.models.reviews import ReviewReply
from voice_app.pages.my_voice import MyReview
from voice_app.pages.my_voice import Promised
from voice_app.services import inviting
from voice_app.services import promising
from voice_app.services import recording
from voice_app.services import worrying
from voice_app.store import promises

DECIDED = "Kit comes every second Sunday"
FIVE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # a Tuesday, home from school


def tell(review: int, council: SmallCouncil, clock: StandingClock) -> None:
    """The child was told what was decided."""
    with writing():
        reply = ReviewReply(
            review_id=review,
            person_id=council.child,
            words="You said Sundays. It is in the plan.",
            told_by=council.iro,
            told_at=clock(),
        )
        db.session.add(reply)


@dataclass
class Story:
    """A child with her own phone, from which she has texted before; it is Tuesday, five."""

    council: SmallCouncil
    clock: StandingClock
    phone: Phone

    def promise(self, due: date | None, words: str = DECIDED, *, told: bool = True) -> int:
        """Somebody promised something at her last review."""
        review = next(row.id for row in every(Meeting) if row.held_on)
        new = recording.NewDecision(words, (recording.NewPromise("Dev", due),))
        promise = recording.record_decision(review, new, by=None, now=self.clock())[0]
        if told:
            tell(review, self.council, self.clock)
        return promise

    def day_by_day(self, days: int = 1) -> None:
        """What the lead's daily clock does, with the worker behind it."""
        for day in range(days):
            if day:
                self.clock.forward(days=1)
            for _ in range(2):
                promising.due(now=self.clock())
                self.phone.work()

    @property
    def asked(self) -> list[str]:
        """The texts that asked."""
        return [text for text in self.phone.screen if "Did it happen?" in text]


@pytest.fixture
def story(council: SmallCouncil, phone: Phone, clock: StandingClock) -> Story:
    phone.text("hi")
    clock.now = FIVE
    return Story(council, clock, phone)


def yesterday(clock: StandingClock) -> date:
    return clock().date() - timedelta(days=1)


def test_they_are_asked_once_the_day_after(story: Story) -> None:
    """Who, what and two ways to answer; however often the clock strikes."""
    story.promise(yesterday(story.clock))
    story.day_by_day(5)
    (text,) = story.asked
    assert text == (
        "From your review: Kit comes every second Sunday (Dev)."
        " Did it happen? Reply 1 yes, 2 not yet"
    )


def test_a_question_that_never_arrived_is_asked_once_more(story: Story) -> None:
    """Its text was lost: so nobody was asked, till the next day; two in vain are enough."""
    story.promise(yesterday(story.clock))
    for asked in (1, 2, 2):
        story.day_by_day()
        assert len(story.asked) == asked
        with writing():
            texts = update(OutboundText).where(OutboundText.promise_id.is_not(None))
            db.session.execute(texts.values(state="not_delivered"))
        story.clock.forward(days=1)
    story.day_by_day()
    assert only(Promise).asked_at is None


@pytest.mark.parametrize(("ago", "asked"), [(-1, 0), (0, 0), (1, 1), (14, 1), (15, 0), (None, 0)])
def test_not_before_it_was_due_nor_long_after(story: Story, ago: int | None, asked: int) -> None:
    """From the day after to the fourteenth; never where nobody said by when."""
    due = None if ago is None else story.clock().date() - timedelta(days=ago)
    story.promise(due)
    story.day_by_day()
    assert len(story.asked) == asked


def test_nobody_is_asked_about_what_they_were_not_told(story: Story, clock: StandingClock) -> None:
    """Until then it may be changed: it is on no page either, and the page says by when it will."""
    promise = story.promise(yesterday(clock), told=False)
    story.day_by_day()
    assert story.asked == []
    code = stories.invite(story.council.child, clock)
    shown = review(code, clock)
    assert (shown.decided, shown.told) == ((), ())
    assert shown.told_by is not None
    assert not promising.happened_on_web(code, promise, "yes", now=clock())
    tell(next(row.id for row in every_held()), story.council, clock)
    story.day_by_day()
    assert len(story.asked) == 1
    assert [each.words for each in review(code, clock).decided] == [DECIDED]


def test_what_was_put_right_is_shown_and_asked_as_it_is_now(
    story: Story, clock: StandingClock
) -> None:
    """The line that they were told first gives way to the one that corrects it."""
    story.promise(yesterday(clock), "Kit comes on Mondays")
    clock.forward(minutes=5)
    story.promise(yesterday(clock), "Kit comes on Sundays")
    with writing():
        wrong, right = db.session.query(Decision).order_by(Decision.id)
        right.corrects_id = wrong.id
    story.day_by_day(3)
    (text,) = story.asked
    assert "Sundays" in text
    code = stories.invite(story.council.child, clock)
    assert [each.words for each in review(code, clock).decided] == ["Kit comes on Sundays"]


def test_one_a_day_the_oldest_first(story: Story) -> None:
    """Three promises due together are asked about on three days."""
    for number, words in enumerate(("first", "second", "third")):
        story.promise(yesterday(story.clock) - timedelta(days=2 - number), words)
    for days, count in ((1, 1), (2, 2), (2, 3)):
        story.day_by_day(days)
        assert len(story.asked) == count
    assert [text.split()[3] for text in story.asked] == ["first", "second", "third"]


def test_long_words_are_shortened_with_a_mark(story: Story) -> None:
    """They stand whole on the page; the text stays at two parts."""
    story.promise(yesterday(story.clock), "we will see " * 60)
    story.day_by_day()
    assert " ..." in story.asked[0]
    assert only_text().parts <= 2


def only_text() -> object:
    (row,) = [row for row in outbox("accepted") if row.promise_id]
    return row


def test_at_night_it_waits(story: Story) -> None:
    """For after school the next day."""
    story.clock.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    story.promise(yesterday(story.clock))
    story.day_by_day()
    assert story.asked == []
    (row,) = [row for row in outbox("queued") if row.promise_id]
    assert row.due_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)


def stop(story: Story) -> None:
    story.phone.text("STOP")


def share(story: Story) -> None:
    make_child(story.clock, age=9)


def unconfirmed(story: Story) -> None:
    with writing():
        only(ContactPoint).confirmed_at = None


def leave_in_peace(story: Story) -> None:
    today = story.clock().date()
    flag = recording.NotNow("court", today, today + timedelta(days=30))
    recording.do_not_ask(story.council.child, flag, by=None, now=story.clock())


def seal(story: Story) -> None:
    with writing():
        db.session.get_one(Person, story.council.child).record = "sealed"


@pytest.mark.parametrize("why", [stop, share, unconfirmed, leave_in_peace, seal])
def test_where_no_text_may_go_none_goes(story: Story, why: Callable[[Story], None]) -> None:
    """STOP, a shared phone, a number that never replied, "not now", a sealed record."""
    why(story)
    promise = story.promise(yesterday(story.clock))
    story.day_by_day()
    promising.ask_promise(promise, now=story.clock())
    story.phone.work()
    assert story.asked == []
    assert only(Promise).asked_at is None


def test_never_while_a_survey_is_open_there_but_after_it(story: Story) -> None:
    """Else a reply would answer the survey's question. The next day it is asked."""
    ask = inviting.Ask(story.council.child, "after-a-visit", "text", "asked_for")
    inviting.invite(ask, now=story.clock())
    story.phone.work()
    story.promise(yesterday(story.clock))
    story.day_by_day()
    assert story.asked == []
    for words in ("3", "yes", "nothing", "pancakes"):
        story.phone.text(words)
    story.clock.forward(days=1)
    story.day_by_day()
    assert len(story.asked) == 1


@pytest.mark.parametrize(
    ("words", "happened", "said", "kept"),
    [
        ("1", "yes", None, 0),
        ("2", "not_yet", None, 0),
        ("kind of", "a_bit", None, 0),
        ("not yet he forgot again", "not_yet", "not yet he forgot again", 1),
        ("no", "not_yet", None, 0),
    ],
)
def test_their_answer_is_kept_in_their_words(
    story: Story, words: str, happened: str, said: str | None, kept: int
) -> None:
    """Once, though delivered twice; more than the bare answer is read by a person too."""
    before = len(messages())
    story.promise(yesterday(story.clock))
    story.day_by_day()
    replies = story.phone.text(words, times=2)
    row = only(Promise)
    assert (row.happened, row.child_said) == (happened, said)
    assert len(messages()) - before == kept
    assert len(replies) == 1
    assert "not done" in replies[0] or happened == "yes"


@pytest.mark.parametrize("words", ["3", "idk", "yes but no", "who is this"])
def test_what_is_not_clear_is_a_message(story: Story, words: str) -> None:
    """Kept, read by a person, and nothing guessed."""
    story.promise(yesterday(story.clock))
    story.day_by_day()
    story.phone.text(words)
    assert only(Promise).happened == ""
    assert messages()[-1].words == words


def test_the_first_answer_stands(story: Story, clock: StandingClock) -> None:
    """A second is a message; nor does the page take another."""
    promise = story.promise(yesterday(clock))
    story.day_by_day()
    story.phone.text("2")
    story.phone.text("1 he did it now")
    code = stories.invite(story.council.child, clock)
    assert not promising.happened_on_web(code, promise, "yes", now=clock())
    assert only(Promise).happened == "not_yet"
    assert messages()[-1].words == "1 he did it now"


def test_nobody_answers_when_the_number_is_shared_by_then(story: Story) -> None:
    """A brother got the same number since: nobody can tell who replied."""
    story.promise(yesterday(story.clock))
    story.day_by_day()
    make_child(story.clock, age=9)
    story.phone.text("1")
    assert only(Promise).happened == ""


def test_not_yet_is_counted_and_reminds_nobody(story: Story, clock: StandingClock) -> None:
    """For the caseload: of the last review, and only what the child said is not done."""
    story.promise(yesterday(clock))
    story.promise(yesterday(clock), "another")
    story.day_by_day()
    assert promises.not_kept([story.council.child]) == {}
    story.phone.text("2")
    assert promises.not_kept([story.council.child]) == {story.council.child: 1}
    held = recording.NewMeeting("statutory_review", held_on=clock().date())
    recording.record_meeting(story.council.child, held, by=None, now=clock())
    assert promises.not_kept([story.council.child]) == {}


def review(code: str, clock: StandingClock) -> MyReview:
    shown = promising.my_review(code, now=clock())
    assert shown is not None
    return shown


def promised(code: str, clock: StandingClock) -> Promised:
    return review(code, clock).decided[0].promised[0]


def test_on_their_page_they_see_what_was_decided_promised_and_told(
    story: Story, clock: StandingClock
) -> None:
    """And may answer from the day after it was due."""
    story.promise(clock().date())
    code = stories.invite(story.council.child, clock)
    shown = review(code, clock)
    assert [each.words for each in shown.decided] == [DECIDED]
    assert [(each.words, each.by) for each in shown.told] == [
        ("You said Sundays. It is in the plan.", "Maura Invented")
    ]
    assert not promised(code, clock).may_answer
    clock.forward(days=1)
    assert promised(code, clock).may_answer
    assert promising.happened_on_web(code, promised(code, clock).promise_id, "a_bit", now=clock())
    assert promised(code, clock).happened == "a_bit"


def every_held() -> list[Meeting]:
    return [row for row in db.session.query(Meeting) if row.held_on]


@pytest.mark.parametrize("value", ["", "maybe", "same", "1"])
def test_only_the_three_answers_are_taken(story: Story, clock: StandingClock, value: str) -> None:
    """The page offers no other."""
    promise = story.promise(yesterday(clock))
    code = stories.invite(story.council.child, clock)
    assert not promising.happened_on_web(code, promise, value, now=clock())
    assert only(Promise).happened == ""


def test_nobody_answers_for_somebody_else(story: Story, clock: StandingClock) -> None:
    """Another child's link, a carer's, a made-up one, or this one on a shared phone."""
    promise = story.promise(yesterday(clock))
    mine = stories.invite(story.council.child, clock)
    other = stories.add_child(clock, "Other", iro=story.council.iro, due_in=20)
    carer = stories.add_adult(clock, story.council.child, "Lorna")
    theirs = stories.invite(other, clock)
    carers = stories.invite(carer, clock, survey="before-the-review-carer")
    assert promising.my_review(carers, now=clock()) is None
    make_child(clock, age=9)
    for code in (theirs, carers, "nosuchcode", mine):
        assert not promising.happened_on_web(code, promise, "yes", now=clock())
    hidden = review(mine, clock)
    assert (hidden.hidden, hidden.decided) == (True, ())


def test_a_reply_with_a_worry_in_it_reaches_the_reading_list(
    app: Flask, story: Story, clock: StandingClock
) -> None:
    """The words beside the answer are read like all words."""
    story.promise(yesterday(clock))
    story.day_by_day()
    story.phone.text("2 and he hits me")
    rows = worrying.reading_list(user_id=story.council.duty, now=clock()).rows
    assert "2 and he hits me" in [row.quote.words for row in rows]
