"""What a child holds back, or says in other words, shows nowhere else as it was."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.pages.approving import BeforeItGoes
from voice_app.pages.caseload import Wish as Shown
from voice_app.services import approving
from voice_app.services import caseload
from voice_app.services import linking
from voice_app.services import responding
from voice_app.services.approving import Wish
from voice_app.store import parts
from voice_app.store import quotes

NEW = "somethingelse entirely"
SECRETS = {"change": "marmalade sandwiches daily", "good": "penguins and volcanoes forever"}


def decide(code: str, answer: int, wish: Wish, clock: StandingClock) -> None:
    clock.forward(minutes=1)
    assert approving.decide(code, answer, wish, now=clock()) is None


@pytest.fixture
def shared(council: SmallCouncil, clock: StandingClock) -> tuple[str, int]:
    """A link, and an answer that its child agreed may be used without a name."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "share_words": "yes"}, clock)
    stories.work()
    return code, stories.answer_of(stories.WORDS)


def seen_by_qa(council: SmallCouncil, clock: StandingClock) -> str:
    return repr(linking.thread_list(user_id=council.qa, show="all", now=clock()))


def seen_in_the_caseload(council: SmallCouncil, clock: StandingClock) -> str:
    return repr(caseload.mine(user_id=council.iro, wish=Shown(words=True), now=clock()))


def test_what_is_kept_private_leaves_threads_and_caseload(
    council: SmallCouncil, clock: StandingClock, shared: tuple[str, int]
) -> None:
    """Though it was agreed before that it may be used: the last word is the child's."""
    code, answer = shared
    assert "see my mum" in seen_by_qa(council, clock)
    assert "see my mum" in seen_in_the_caseload(council, clock)
    decide(code, answer, Wish("private"), clock)
    assert "see my mum" not in seen_by_qa(council, clock)
    assert "see my mum" not in seen_in_the_caseload(council, clock)
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    with pytest.raises(responding.CannotTell, match="not shared"):
        responding.tell_back(answer, "x", user_id=council.qa, now=clock())
    with pytest.raises(linking.NotYours):
        linking.start_action(
            linking.NewAction(answer, "Do it", "social_worker", date(2027, 1, 1)),
            user_id=council.qa,
            now=clock(),
        )


def test_it_comes_back_when_they_let_it_through(
    council: SmallCouncil, clock: StandingClock, shared: tuple[str, int]
) -> None:
    """It is theirs to decide again until it goes."""
    code, answer = shared
    decide(code, answer, Wish("private"), clock)
    decide(code, answer, Wish("through"), clock)
    assert "see my mum" in seen_by_qa(council, clock)


def test_nobody_passes_on_what_is_kept_private(council: SmallCouncil, clock: StandingClock) -> None:
    """Neither the IRO nor the reading duty, who may read it."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS}, clock)
    answer = stories.answer_of(stories.WORDS)
    decide(code, answer, Wish("private"), clock)
    for user in (council.iro, council.duty):
        with pytest.raises(linking.NotYours):
            linking.pass_on(answer, user_id=user, now=clock())
    assert db.session.get_one(Answer, answer).passed_on_by is None


def test_new_words_stand_in_threads_and_caseload(
    council: SmallCouncil, clock: StandingClock, shared: tuple[str, int]
) -> None:
    """And no tag gives the old ones away."""
    code, answer = shared
    decide(code, answer, Wish("reworded", words=NEW), clock)
    page = linking.thread_page(answer, user_id=council.qa, now=clock())
    assert page is not None
    for seen in (
        seen_by_qa(council, clock),
        seen_in_the_caseload(council, clock),
        repr((page.quote, page.tags)),
    ):
        assert NEW in seen
        for old in ("mum", "kit", "stopped"):
            assert old not in seen


WISHES = st.lists(
    st.tuples(
        st.sampled_from(sorted(SECRETS)),
        st.sampled_from(
            [
                Wish("private"),
                Wish("private", "review"),
                Wish("through", "review"),
                Wish("through", "iro"),
                Wish("reworded", "review", NEW),
                Wish("reworded"),
                Wish("nonsense"),
            ]
        ),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def secrets(council: SmallCouncil, clock: StandingClock) -> str:
    """A link whose child said two things that nobody else would say."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {**SECRETS, "share_words": "yes"}, clock)
    stories.work()
    return code


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(wishes=WISHES)
def test_for_any_choices_no_list_shows_what_stands_held_back(
    council: SmallCouncil,
    clock: StandingClock,
    secrets: str,
    wishes: list[tuple[str, Wish]],
) -> None:
    """However often they change their mind: the last word of each part is what staff see."""
    ids = {key: stories.answer_of(words) for key, words in SECRETS.items()}
    for key, wish in wishes:
        clock.forward(minutes=1)
        approving.decide(secrets, ids[key], wish, now=clock())
    page = approving.before_it_goes(secrets, now=clock())
    assert isinstance(page, BeforeItGoes)
    fates = {part.answer_id: part.fate for part in page.parts}
    rows = [db.session.get_one(Answer, answer_id) for answer_id in ids.values()]
    open_ = [row for row in rows if not parts.is_kept_private(row.id)]
    shown = repr([quotes.for_staff(row) for row in open_])
    shown += seen_by_qa(council, clock) + seen_in_the_caseload(council, clock)
    for key, words in SECRETS.items():
        if fates[ids[key]] != "through":
            assert not any(word in shown for word in words.split() if len(word) > 4)
        else:
            assert words in shown
    assert parts.kept_private(ids.values()) == {i for i in ids.values() if fates[i] == "private"}


def test_what_is_private_stays_so_long_after(
    council: SmallCouncil, clock: StandingClock, shared: tuple[str, int]
) -> None:
    """No clock opens it."""
    code, answer = shared
    decide(code, answer, Wish("private"), clock)
    clock.forward(days=timedelta(days=400).days)
    assert "see my mum" not in seen_by_qa(council, clock)
