"""For any choices a child makes, no part of the brief shows what they hold back."""

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.people import SmallCouncil
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from voice_app.pages.approving import BeforeItGoes
from voice_app.pages.approving import Fate
from voice_app.services import approving
from voice_app.services import inviting
from voice_app.services import reviewing
from voice_app.services.approving import Wish

SAID = ("marmalade sandwiches daily", "penguins and volcanoes forever", "yes pls ring grandpa")
NEW = "otherwise put"
WISHES = (
    Wish("private"),
    Wish("private", "review"),
    Wish("through", "review"),
    Wish("reworded", "iro_worker", NEW),
    Wish("reworded"),
    Wish("nonsense"),
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(SAID), st.sampled_from(WISHES)), min_size=1, max_size=8
)


@pytest.fixture
def code(council: SmallCouncil, phone: Phone, clock: StandingClock) -> str:
    """A child who texted her answers: two in her own words, one beside a choice."""
    ask = inviting.Ask(council.child, stories.REVIEW, "text", "asked_for")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    phone.work()
    texts = ("2", "1", "4", "yes", SAID[0], SAID[2], SAID[1])
    for words in texts:
        phone.text(words)
    return invited.code


def whole(council: SmallCouncil, clock: StandingClock) -> str:
    brief = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert brief is not None
    return repr(brief)


def telling(words: str) -> list[str]:
    """The words that only this child would use."""
    return [word for word in words.split() if len(word) > 4]


def test_all_three_are_in_the_brief_when_nothing_is_decided(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """So that the rule below could fail."""
    shown = whole(council, clock)
    for words in SAID:
        assert words in shown


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(changes=CHANGES)
def test_the_brief_never_shows_what_stands_held_back(
    council: SmallCouncil, clock: StandingClock, code: str, changes: list[tuple[str, Wish]]
) -> None:
    """Nor the old words of what was put in others, whatever was decided before."""
    for words, wish in changes:
        clock.forward(minutes=1)
        approving.decide(code, stories.answer_of(words), wish, now=clock())
    page = approving.before_it_goes(code, now=clock())
    assert isinstance(page, BeforeItGoes)
    fates = {part.words: part.fate for part in page.parts}
    shown = whole(council, clock)
    for words in SAID:
        if fates[words] is Fate.THROUGH:
            assert words in shown
        else:
            assert [word for word in telling(words) if word in shown] == []
    assert (NEW in shown) is (Fate.REWORDED in {fates[words] for words in SAID})
