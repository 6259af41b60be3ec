"""The reply to the child after a review: by text where it is theirs alone, once, and in time."""

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.services.concluding_stories import DECIDED
from tests.services.concluding_stories import URL
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.models.reviews import ReviewReply
from voice_app.models.surveys import Invitation
from voice_app.pages.my_voice import MyVoice
from voice_app.services import concluding
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services.concluding import ConcludingFault
from voice_app.services.concluding import Way
from voice_app.store import after_review
from voice_app.store import settings

REVIEW = "statutory_review"
WORDS = "You said you want to see Kit more. You will: every 3 weeks. Maura"


@pytest.fixture
def review(council: SmallCouncil, clock: StandingClock) -> Review:
    return Review(council, clock)


@pytest.fixture
def held(review: Review) -> Review:
    """Held today, with a phone she has answered from, and a decision."""
    review.confirm_phone()
    review.decide()
    review.hold()
    return review


def texts() -> list[OutboundText]:
    return [row for row in every(OutboundText) if row.key.startswith("review-reply:")]


def after_school(phone: Phone) -> None:
    phone.clock.forward(hours=6)
    phone.work()


def test_the_reply_arrives_after_school_in_the_officers_own_words(
    held: Review, phone: Phone
) -> None:
    """Quiet hours are kept: at ten in the morning a child is at school."""
    assert held.tell(WORDS).way is Way.TEXT
    (text,) = texts()
    assert text.due_at == datetime(2026, 11, 23, 16, tzinfo=UTC)
    after_school(phone)
    assert phone.screen[-1] == WORDS


def test_pressing_twice_sends_once(held: Review) -> None:
    """The second time says so."""
    first, again = held.tell(WORDS), held.tell(f"  {WORDS} ")
    assert (first.reply_id, first.again, again.again) == (again.reply_id, False, True)
    assert len(texts()) == len(every(ReviewReply)) == 1


def test_pressing_at_the_same_moment_sends_once(app: Flask, held: Review) -> None:
    """Both see the same row, whoever comes first."""

    def press() -> concluding.Told:
        user, now = held.council.iro, held.clock()
        return concluding.tell(held.this, WORDS, public_url=URL, user_id=user, now=now)

    told = at_once(app, press, press, press)
    assert sorted(getattr(each, "again", None) is True for each in told) == [False, True, True]
    assert len(texts()) == len(every(ReviewReply)) == 1


def test_what_was_said_for_a_review_counts_as_told_on_their_page(held: Review) -> None:
    """The reply after it came back to it; what they say afterwards waits for its own."""
    held.say()
    held.tell(WORDS)
    code = stories.invite(held.council.child, held.clock)
    held.clock.forward(days=1)
    stories.fill_in(code, {"change": "more football"}, held.clock)
    page = responding.my_voice(code, now=held.clock())
    assert isinstance(page, MyVoice)
    told = {each.words: each.told_after for each in page.said}
    assert told[stories.WORDS] == date(2026, 11, 23)
    assert told["more football"] is None


def test_other_words_later_are_another_reply(held: Review) -> None:
    """What came to be known since can be told too."""
    held.tell(WORDS)
    held.tell("Dev has booked the first visit. Maura")
    assert [reply.words for reply in held.page().replies] == [
        WORDS,
        "Dev has booked the first visit. Maura",
    ]


def test_long_words_go_as_a_link_and_no_word_of_care(held: Review, phone: Phone) -> None:
    """Without a link of hers that opens, the old one gets a new code: the old one stays shut."""
    old = stories.invite(held.council.child, held.clock)
    with writing():
        for row in db.session.query(Invitation):
            row.expires_at = held.clock()
    assert held.tell(f"{WORDS} {'x' * 300}").way is Way.LINK
    after_school(phone)
    text = phone.screen[-1]
    assert "Kit" not in text
    code = text.split("/s/")[1].split("/")[0]
    assert code != old
    assert isinstance(responding.my_voice(code, now=held.clock()), MyVoice)
    assert not isinstance(responding.my_voice(old, now=held.clock()), MyVoice)


def test_a_link_that_still_opens_is_used_as_it_is(held: Review, phone: Phone) -> None:
    """She may have kept it."""
    code = stories.invite(held.council.child, held.clock)
    held.tell("x" * 301)
    after_school(phone)
    assert f"/s/{code}/voice" in phone.screen[-1]


def test_a_link_that_somebody_closed_stays_closed(held: Review) -> None:
    """And the text goes without one."""
    stories.invite(held.council.child, held.clock)
    with writing():
        for row in db.session.query(Invitation):
            row.revoked_at = held.clock()
    held.tell("x" * 301)
    assert "/s/" not in texts()[0].words


def test_a_number_nobody_has_answered_from_gets_nothing(review: Review) -> None:
    """It may be somebody else's by now, and behind a link stands all they said."""
    review.hold()
    assert review.tell(WORDS).way is Way.BY_HAND
    assert texts() == []


def test_a_shared_phone_gets_nothing_and_the_officer_is_told_so(held: Review) -> None:
    """A brother would read it."""
    new = recording.NewPerson(kind="child", preferred_name="Kit", mobile=PHONE)
    recording.add_person(new, practice=True, by=None, now=held.clock())
    assert held.page().way == "by_hand"
    assert held.tell(WORDS).way is Way.BY_HAND
    assert texts() == []
    assert held.page().replies[0].delivery == "on their page"


def test_stop_is_kept_and_the_reply_stands_on_their_page(held: Review, phone: Phone) -> None:
    """STOP means no texts that we begin."""
    phone.text("STOP")
    assert held.tell(WORDS).way is Way.PAGE
    assert texts() == []
    assert [row.words for row in every(ReviewReply)] == [WORDS]


def test_a_child_without_a_number_is_told_on_their_page(review: Review) -> None:
    """There is nothing to text to."""
    child = stories.add_child(review.clock, "Kit", iro=review.council.iro, due_in=5)
    (coming,) = [
        m.id for m in every(Meeting) if m.person_id == child and m.due_on and m.kind == REVIEW
    ]
    kit = Review(replace(review.council, child=child, review=coming), review.clock)
    kit.hold()
    assert kit.tell(WORDS).way is Way.PAGE


def test_an_answer_to_the_reply_is_a_message_that_a_person_reads(
    held: Review, phone: Phone
) -> None:
    """The reply asks nothing, so nothing is taken for an answer."""
    held.tell(WORDS)
    after_school(phone)
    phone.text("thank u can kit come to tea")
    assert stories.answer_of("thank u can kit come to tea")


@pytest.mark.parametrize("words", ["", "   ", "x" * 2_001])
def test_an_empty_or_endless_reply_is_refused(held: Review, words: str) -> None:
    """Nothing goes out."""
    with pytest.raises(ConcludingFault):
        held.tell(words)
    assert every(ReviewReply) == []


def test_a_review_that_was_not_held_has_no_reply(review: Review) -> None:
    """There is nothing to tell yet."""
    with pytest.raises(ConcludingFault, match="held first"):
        review.tell(WORDS)


def test_nobody_is_told_where_the_record_is_closed(held: Review) -> None:
    """The child has died: no text goes to that phone."""
    with writing():
        db.session.get_one(Person, held.council.child).record = "died"
    with pytest.raises((ConcludingFault, concluding.NotYours)):
        held.tell(WORDS)
    assert texts() == []


def test_the_draft_begins_with_their_words_and_says_who_does_what_by_when(review: Review) -> None:
    """As they wrote it; the officer's first name below."""
    review.say()
    review.promise(review.decide())
    review.hold()
    assert review.page().draft.split("\n") == [
        f"You said: “{stories.WORDS}”",
        DECIDED,
        "Dev will do this by 7 December: Book the visits.",
        "Maura",
    ]


def test_words_that_somebody_may_have_to_help_with_are_not_in_a_draft(review: Review) -> None:
    """They would stand on the screen of a phone."""
    worrying = review.say("he hits me when nobody looks")
    review.say()
    review.decide()
    review.hold()
    page = review.page()
    assert stories.WORDS in page.draft
    assert "hits me" not in page.draft
    assert worrying in [quote.answer_id for quote in page.waiting], "the officer sees them"


def test_the_first_reply_says_everything_even_what_they_were_asked_about(review: Review) -> None:
    """Being asked is no reply."""
    promise = review.promise(review.decide())
    review.hold()
    happened = recording.Happened("yes")
    recording.promise_happened(promise, happened, by=None, now=review.clock())
    assert DECIDED in review.page().draft


def test_what_was_told_is_not_drafted_again(held: Review) -> None:
    """Nothing new, no draft."""
    held.tell(WORDS)
    assert held.page().draft == ""


def test_a_reply_is_due_after_the_authoritys_own_number_of_working_days(held: Review) -> None:
    """Twenty, over Christmas, unless the authority set another."""
    assert held.page().reply_by == datetime(2026, 12, 21, tzinfo=UTC).date()
    days = {**settings.KNOWN["days_around_review"].default, "reply": 22}
    with writing():
        settings.put("days_around_review", days, by=None, now=held.clock())
    assert held.page().reply_by == datetime(2026, 12, 23, tzinfo=UTC).date()


def test_a_reply_owed_is_on_the_list_until_it_is_told(held: Review) -> None:
    """Late once its day is over."""
    (owed,) = after_review.replies_owed(held.council.iro, held.clock())
    assert (owed.review_id, owed.held_on) == (held.council.review, held.today)
    held.clock.forward(days=30)
    page = held.page()
    assert page.reply_late
    (row,) = concluding.after_list(user_id=held.council.iro, now=held.clock()).owed
    assert row.working_days < 0
    held.tell(WORDS)
    assert concluding.after_list(user_id=held.council.iro, now=held.clock()).owed == ()
    assert not held.page().reply_late


def test_nothing_is_owed_where_there_is_nothing_to_answer_or_the_time_is_long_past(
    review: Review,
) -> None:
    """A review that only a return knows of, and one of long ago."""
    review.hold()
    assert after_review.replies_owed(review.council.iro, review.clock()) == []
    review.decide()
    assert len(after_review.replies_owed(review.council.iro, review.clock())) == 1
    assert after_review.replies_owed(review.council.duty, review.clock()) == []
    later = review.clock() + timedelta(days=200)
    assert after_review.replies_owed(review.council.iro, later) == []


def test_words_alone_are_something_to_answer(review: Review) -> None:
    """She spoke, so she is owed a reply, decision or none."""
    review.say()
    review.hold()
    assert len(after_review.replies_owed(review.council.iro, review.clock())) == 1


def test_a_review_whose_day_has_passed_is_listed_until_it_is_marked(review: Review) -> None:
    """Nobody has to remember it."""
    how = {"user_id": review.council.iro}
    assert concluding.after_list(now=review.clock(), **how).not_marked == ()
    review.clock.forward(days=20)
    (row,) = concluding.after_list(now=review.clock(), **how).not_marked
    assert row.review_id == review.council.review
    review.hold(days_ago=4)
    assert concluding.after_list(now=review.clock(), **how).not_marked == ()
