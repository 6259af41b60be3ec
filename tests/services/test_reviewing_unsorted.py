"""Words that stand under no theme on the brief: with a safety note, or read by no rule."""

import pytest
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.services import stories
from tests.services.test_reviewing_brief import UNSORTED
from tests.services.test_reviewing_brief import matter
from tests.services.test_reviewing_brief import of
from tests.services.test_reviewing_brief import words_on
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.reviews import PartChoice
from voice_app.pages.paper import ROOMS
from voice_app.pages.paper import on_paper
from voice_app.services import concluding
from voice_app.services import linking
from voice_app.services import worrying
from voice_app.services.concluding import ReviewOf
from voice_app.store.worries import Alarm
from voice_app.store.worries import raise_worry

ARABIC, ARABIC_TOO = "أريد أن أرى أمي", "أحب كرة القدم"


def worry_about(words: str, council: SmallCouncil, clock: StandingClock) -> int:
    with writing():
        answer = stories.answer_of(words)
        alarm = Alarm(answer, council.child, "person", "amber", ("unsafe_home",))
        return raise_worry(alarm, now=clock()).id


@pytest.mark.parametrize(("outcome", "back"), [("false_alarm", True), ("referred", False)])
def test_words_with_a_safety_note_stand_under_no_heading_until_it_is_seen_to(
    council: SmallCouncil, clock: StandingClock, outcome: str, *, back: bool
) -> None:
    """A theme on them would be cheerful and wrong; what was passed on stays apart afterwards."""
    stories.say(council.child, clock)
    worry = worry_about(stories.WORDS, council, clock)
    page = of(council, clock)
    assert stories.WORDS not in words_on(page)
    assert [(quote.words, quote.tags) for quote in page.worried] == [(stories.WORDS, ())]
    assert page.matters[-1].silence == "Nothing sorted here."
    assert "".join(quote.words for quote in on_paper(page, ROOMS[0]).brief.worried) == ""
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    worrying.close(worry, outcome, "", user_id=council.duty, now=clock())
    assert (stories.WORDS in words_on(of(council, clock))) is back


def test_a_carers_words_with_a_safety_note_are_the_duty_desks_meanwhile(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """They stand on no brief; when the note is closed as no worry, they are back in their part."""
    carer, theirs = stories.add_adult(clock, council.child, "Lorna"), "she was out all night"
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": theirs}, clock)
    worry = worry_about(theirs, council, clock)
    assert theirs not in words_on(of(council, clock))
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    worrying.close(worry, "false_alarm", "", user_id=council.duty, now=clock())
    assert theirs in words_on(of(council, clock))


def test_words_that_no_tagger_reads_are_shown_and_never_called_silence(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A question about something gives its theme; words that nobody asked about have their row."""
    stories.fill_in(
        stories.invite(council.child, clock), {"change": ARABIC, "good": ARABIC_TOO}, clock
    )
    page = of(council, clock)
    shown = {quote.words: row.heading for row in page.matters for quote in row.quotes}
    assert set(shown) == {ARABIC, ARABIC_TOO}
    assert UNSORTED in shown.values()
    assert page.matters[-1].silence == "Nothing sorted here."


def test_a_person_says_what_words_are_about_and_the_brief_shows_it(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Confirmed, by their name; what the child holds back is nobody's to sort."""
    stories.fill_in(stories.invite(council.child, clock), {"good": ARABIC}, clock)
    answer = stories.answer_of(ARABIC)
    linking.confirm_tags(answer, ["family_time"], user_id=council.iro, now=clock())
    page = of(council, clock)
    assert [quote.words for quote in matter(page).quotes] == [ARABIC]
    assert UNSORTED not in {row.heading for row in page.matters}
    (tag,) = page.quotes[0].tags
    assert (tag.state, tag.maker) == ("confirmed", "Maura Invented")
    with writing():
        held = PartChoice(review_id=council.review, answer_id=answer, held_back=True, at=clock())
        db.session.add(held)
    with pytest.raises(linking.NotYours):
        linking.confirm_tags(answer, ["home"], user_id=council.iro, now=clock())


def test_the_code_to_think_about_counts_nothing_that_is_held_back(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Before the review and after it the same: what nobody was given has not reached it."""
    stories.say(council.child, clock)
    review = ReviewOf(council.child, council.review)

    def not_there() -> str:
        suggested = concluding.after(review, user_id=council.iro, now=clock()).suggestion
        assert f" or {suggested.if_they_did_not}." in of(council, clock).suggested_code
        return suggested.if_they_did_not

    assert not_there() == "PN6"
    with writing():
        for row in db.session.scalars(select(Answer)):
            held = PartChoice(
                review_id=council.review, answer_id=row.id, held_back=True, at=clock()
            )
            db.session.add(held)
    assert not_there() == "PN7"
