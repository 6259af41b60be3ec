"""One thing said, with its translations and what came of it; and what a brief costs."""

import pytest
from sqlalchemy import event

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.reviews import Translation
from voice_app.pages.beside import WordsPage
from voice_app.policy import Role
from voice_app.services import reviewing


@pytest.fixture
def answer(council: SmallCouncil, clock: StandingClock) -> int:
    return stories.say(council.child, clock)


def words(council: SmallCouncil, clock: StandingClock, answer: int) -> WordsPage:
    page = reviewing.words_page(council.child, answer, user_id=council.iro, now=clock())
    assert page is not None
    return page


def translate(council: SmallCouncil, clock: StandingClock, answer: int, says: str) -> None:
    new = reviewing.NewTranslation(says, "Amira, interpreter")
    reviewing.translate(council.child, answer, new, user_id=council.iro, now=clock())


def test_a_translation_stands_beside_the_words_and_never_instead(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """On the page of the words, and on the brief."""
    translate(council, clock, answer, "I want to see my mother")
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    for quote in (words(council, clock, answer).quote, page.brief.quotes[0]):
        assert quote is not None
        assert quote.words == stories.WORDS
        assert [(each.words, each.by) for each in quote.translations] == [
            ("I want to see my mother", "Amira, interpreter")
        ]


def test_a_correction_is_another_row_and_the_one_before_is_kept(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """What was shown before can be seen."""
    for says in ("I want my mother", "I want to see my mother"):
        translate(council, clock, answer, says)
    page = words(council, clock, answer)
    assert page.quote is not None
    assert [each.words for each in page.quote.translations] == ["I want to see my mother"]
    assert [each.words for each in page.corrected] == ["I want my mother"]
    assert len(every(Translation)) == 2


def test_a_translation_says_what_and_by_whom(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """Without either nothing is kept."""
    for new in (reviewing.NewTranslation(" ", "Amira"), reviewing.NewTranslation("x", "")):
        with pytest.raises(reviewing.NotFilledIn):
            reviewing.translate(council.child, answer, new, user_id=council.iro, now=clock())
    assert every(Translation) == []


def test_a_view_is_used_in_a_plan_or_not_with_a_reason_and_counted(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """The later word stands."""
    for new in (
        reviewing.NewUse("not_used", "", "needs her mum's agreement"),
        reviewing.NewUse("used", "care", "page 3: Kit every two weeks"),
    ):
        reviewing.say_use(answer, council.review, new, user_id=council.iro, now=clock())
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    used = page.brief.quotes[0].used
    assert used is not None
    assert (used.outcome, used.plan, used.words) == (
        "used", "Care plan", "page 3: Kit every two weeks",
    )  # fmt: skip
    assert (page.brief.answered_views, len(page.brief.views)) == (1, 1)


@pytest.mark.parametrize(
    "new",
    [
        reviewing.NewUse("", "care", "here"),
        reviewing.NewUse("used", "", "here"),
        reviewing.NewUse("used", "care", " "),
        reviewing.NewUse("not_used", "", ""),
    ],
)
def test_what_only_a_person_can_say_is_asked_for(
    council: SmallCouncil, clock: StandingClock, answer: int, new: reviewing.NewUse
) -> None:
    """Used needs a plan and where; not used needs a reason."""
    with pytest.raises(reviewing.NotFilledIn):
        reviewing.say_use(answer, council.review, new, user_id=council.iro, now=clock())


def test_nobody_outside_the_case_sees_translates_or_answers(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """Another officer and quality assurance; and the child of another address is not found."""
    use = reviewing.NewUse("used", "care", "here")
    for stranger in (make_user("other", Role.IRO, clock), council.qa):
        with pytest.raises(reviewing.NotYours):
            reviewing.words_page(council.child, answer, user_id=stranger, now=clock())
        new = reviewing.NewTranslation("x", "y")
        with pytest.raises(reviewing.NotYours):
            reviewing.translate(council.child, answer, new, user_id=stranger, now=clock())
        with pytest.raises(reviewing.NotYours):
            reviewing.say_use(answer, council.review, use, user_id=stranger, now=clock())
    with pytest.raises(reviewing.NotYours):
        reviewing.say_use(answer, council.review, use, user_id=council.duty, now=clock())
    other = stories.add_child(clock, "Kit", iro=council.iro, due_in=9)
    assert reviewing.words_page(other, answer, user_id=council.iro, now=clock()) is None


def queries(council: SmallCouncil, clock: StandingClock) -> int:
    """How many statements one look at the brief takes."""
    seen: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        db.session.expunge_all()
        reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    finally:
        event.remove(db.engine, "before_cursor_execute", count)

    return len(seen)


def test_a_brief_takes_as_many_queries_for_fifty_answers_as_for_five(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Sittings, tags, translations, promises: each is asked for once, however many there are."""
    for number in range(2):
        stories.say(council.child, clock, f"{stories.WORDS} {number}")
    few = queries(council, clock)
    for number in range(6):
        stories.say(council.child, clock, f"{stories.WORDS} and more {number}")
    assert queries(council, clock) == few
    assert few < 60
