"""What a child keeps private is a number on the brief, and nothing else anywhere."""

from datetime import datetime

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice
from voice_app.pages.brief import Brief
from voice_app.policy import Who
from voice_app.services import reviewing
from voice_app.services import settling

NEW_WORDS = "id like to see kit more"


def choose(
    council: SmallCouncil, answer: int, now: datetime, *, held: bool = False, words: str = ""
) -> None:
    """As their own page writes it down."""
    with writing():
        row = PartChoice(review_id=council.review, answer_id=answer, held_back=held, at=now)
        row.who_sees = "" if held else Who.REVIEW
        row.reworded = words or None
        db.session.add(row)


def page(council: SmallCouncil, clock: StandingClock) -> Brief:
    found = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert found is not None
    return found.brief


def test_a_thing_kept_private_is_counted_and_leaves_no_trace(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """No words, no theme, not in the figures, not in the list behind them."""
    answer = stories.say(council.child, clock)
    before = page(council, clock)
    choose(council, answer, clock(), held=True)
    after = page(council, clock)
    assert after.kept_private == 1
    assert stories.WORDS not in repr(after)
    assert after.limits.asked == before.limits.asked - 1
    assert after.limits.answered == before.limits.answered - 1
    assert after.limits.themes == 0
    assert "Seeing my family" not in repr(after.matters)
    rows = reviewing.round_answers(council.child, council.review, user_id=council.iro, now=clock())
    assert stories.WORDS not in repr(rows)
    words = reviewing.words_page(council.child, answer, user_id=council.iro, now=clock())
    assert words is not None
    assert words.quote is None


def test_a_repeated_answer_kept_private_is_in_no_then_and_now(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Neither side of it, now or at a later review."""
    stories.fill_in(stories.invite(council.child, clock), {"listened": "not_at_all"}, clock)
    (row,) = page(council, clock).then_now
    choose(council, row.now.answer_id, clock(), held=True)
    assert page(council, clock).then_now == ()
    clock.forward(days=60)
    stories.fill_in(stories.invite(council.child, clock), {"listened": "mostly"}, clock)
    assert "Not at all" not in repr(page(council, clock).then_now)


def test_new_words_stand_in_the_place_of_the_old_ones_and_say_so(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Nothing on the page, and no tag, gives the old words away."""
    answer = stories.say(council.child, clock)
    choose(council, answer, clock(), words=NEW_WORDS)
    after = page(council, clock)
    assert [(quote.words, quote.reworded) for quote in after.quotes] == [(NEW_WORDS, True)]
    assert after.quotes[0].who_sees == Who.REVIEW
    for old in (stories.WORDS, "see my mum", "nobody told me"):
        assert old not in repr(after)
    words = reviewing.words_page(council.child, answer, user_id=council.iro, now=clock())
    assert words is not None
    assert words.quote is not None
    assert words.quote.words == NEW_WORDS


def test_the_reading_duty_still_reads_what_was_written(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Whoever looks for who needs help is shown it all."""
    answer = stories.say(council.child, clock)
    choose(council, answer, clock(), held=True)
    words = reviewing.words_page(council.child, answer, user_id=council.duty, now=clock())
    assert words is not None
    assert words.quote is not None
    assert words.quote.words == stories.WORDS


def test_a_worry_stands_in_the_safety_line_all_the_same(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The one exception, said to them beforehand."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"safe": "no", "call_me": "yes"}, clock)
    rows = reviewing.round_answers(council.child, council.review, user_id=council.iro, now=clock())
    assert rows is not None
    for row in rows.rows:
        if row.state == "answered":
            choose(council, row.answer_id, clock(), held=True)
    safety = page(council, clock).safety
    assert len(safety.notes) == 2
    assert safety.calls == 1


def test_the_page_says_when_they_let_it_through_and_what_is_newer(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Approved on a day; a thing said since has not been through their hands."""
    stories.say(council.child, clock)
    with writing():
        offer = BriefOffer(review_id=council.review, person_id=council.child, offered_at=clock())
        offer.state, offer.answered_at = "approved", clock()
        db.session.add(offer)
    approval = page(council, clock).approval
    assert approval is not None
    assert (approval.state, approval.on, approval.newer) == ("approved", clock().date(), 0)
    stories.say(council.child, clock, "one more thing i thought of")
    approval = page(council, clock).approval
    assert approval is not None
    assert approval.newer == 1


def test_a_carer_who_was_not_asked_who_may_see_it_is_not_shown(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """On the web they were asked; where the authority shows none, none is."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "nobody tells me about visits"}, clock)
    assert [quote.speaker for quote in page(council, clock).others.quotes] == ["Lorna, carer"]
    settling.change("adults_on_the_brief", False, by=council.administrator, now=clock())
    others = page(council, clock).others
    assert (others.quotes, others.not_shown, others.switched_off) == ((), 1, True)
