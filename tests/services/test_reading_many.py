"""Reading many: people are counted, few are hidden; a quote leaves only when somebody looked."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.services import reading_many

SAID = "jaz wants me to see my mum more"


@pytest.fixture
def voice(council: SmallCouncil, clock: StandingClock) -> int:
    return stories.say(council.child, clock, SAID, share=True)


def test_one_child_is_never_a_number(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    page = reading_many.page("family_time", user_id=council.qa, now=clock())
    assert len(page.quarters) == 4
    row = next(row for row in page.rows if row.key == "family_time")
    assert row.shares[-1].people.hidden
    assert all(share.share is None for each in page.rows for share in each.shares)
    assert page.key_words == page.phrases == ()


def test_a_quote_has_no_name_and_leaves_only_when_approved(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    page = reading_many.page("family_time", user_id=council.qa, now=clock())
    (quote,) = page.quotes
    assert "jaz" not in quote.words
    assert reading_many.approved_words() == ()
    reading_many.approve(voice, user_id=council.qa, now=clock())
    reading_many.approve(voice, user_id=council.qa, now=clock())
    assert reading_many.approved_words() == (quote.words,)
    reading_many.withdraw(voice, user_id=council.qa, now=clock())
    assert reading_many.approved_words() == ()


def test_what_was_not_shared_is_not_there_and_cannot_be_approved(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock, SAID)
    page = reading_many.page("family_time", user_id=council.qa, now=clock())
    assert page.quotes == ()
    with pytest.raises(reading_many.NotYours):
        reading_many.approve(answer, user_id=council.qa, now=clock())


def test_words_with_an_open_worry_wait(council: SmallCouncil, clock: StandingClock) -> None:
    answer = stories.say(council.child, clock, "my mum hits me when i see her", share=True)
    assert reading_many.page("family_time", user_id=council.qa, now=clock()).quotes == ()
    with pytest.raises(reading_many.NotYours):
        reading_many.approve(answer, user_id=council.qa, now=clock())


def test_no_theme_shows_no_words(app: Flask, council: SmallCouncil, clock: StandingClock) -> None:
    page = reading_many.page("weather", user_id=council.qa, now=clock())
    assert (page.theme, page.quotes, len(page.rows)) == ("", (), 24)
