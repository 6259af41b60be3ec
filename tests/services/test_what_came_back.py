"""What came back to a survey: ten people or nothing, whole months, like with like."""

from datetime import timedelta

import pytest

from surveys.building import Edit
from tests.people import SmallCouncil
from tests.services import stories
from tests.services.council_stories import KEY
from tests.services.council_stories import Group
from tests.services.council_stories import make_group
from tests.settings import StandingClock
from voice_app.pages.came_back import CameBackPage
from voice_app.services import drafting
from voice_app.services import publishing
from voice_app.services import what_came_back
from voice_app.services import worrying
from voice_app.services.drafting import Seen
from voice_app.services.what_came_back import Reading
from voice_app.store import surveys

LISTENED = "worker_listened"


@pytest.fixture
def group(council: SmallCouncil, clock: StandingClock) -> Group:
    return make_group(council, clock)


def answer(council: SmallCouncil, clock: StandingClock, names: str, value: str) -> None:
    """Each of them fills the survey in."""
    for name in names:
        child = stories.add_child(clock, f"Kit{name}", iro=council.iro, due_in=20)
        code = stories.invite(child, clock, survey=KEY)
        stories.fill_in(code, {LISTENED: value}, clock)


def page(clock: StandingClock) -> CameBackPage:
    shown = what_came_back.page(KEY, now=clock())
    assert shown is not None
    return shown


def picked(shown: CameBackPage, value: str) -> tuple[int | None, ...]:
    question = next(each for each in shown.questions if each.key == LISTENED)
    return next(each.people for each in question.picked if each.words == value)


def test_nine_people_are_hidden_and_ten_are_not(
    council: SmallCouncil, group: Group, clock: StandingClock
) -> None:
    answer(council, clock, "abcdefghi", "mostly")
    clock.now += timedelta(days=32)
    assert page(clock).people is None
    assert picked(page(clock), "Mostly") == (None,)


def test_ten_people_are_counted_once_the_month_is_over(
    council: SmallCouncil, group: Group, clock: StandingClock
) -> None:
    answer(council, clock, "abcdefghij", "mostly")
    assert page(clock).wave == "", "this month is not over"
    clock.now += timedelta(days=32)
    assert page(clock).people == 10
    assert picked(page(clock), "Mostly") == (10,)
    assert picked(page(clock), "Not at all") == (0,)
    assert {share.answered for share in page(clock).by_age} == {10}


def test_it_says_how_far_their_words_came(
    council: SmallCouncil, group: Group, clock: StandingClock
) -> None:
    for name in "abcdefghij":
        child = stories.add_child(clock, f"Kit{name}", iro=council.iro, due_in=20)
        code = stories.invite(child, clock, survey=KEY)
        stories.fill_in(code, {LISTENED: "mostly", "best_part": f"the walk {name}"}, clock)
    clock.now += timedelta(days=32)
    assert dict(page(clock).went) == {"said": 10, "read": 0, "acted": 0, "told": 0, "helped": 0}
    answer_id = stories.answer_of("the walk a")
    worrying.mark_read(answer_id, user_id=council.duty, now=clock())
    assert dict(page(clock).went)["said"] is None, "nine who were not read are hidden"


def test_other_words_are_not_compared(
    council: SmallCouncil, group: Group, clock: StandingClock
) -> None:
    answer(council, clock, "abcdefghij", "mostly")
    out = surveys.published(KEY)
    assert out is not None
    seen = Seen(out.id, drafting.draft(out.id).digest)
    wish = Edit(LISTENED, "Did they hear you?", repeats=True, not_sure=True)
    draft = drafting.change(seen, wish, user_id=group.bee, now=clock())
    publishing.publish_without(draft, "A test.", by=group.worker, now=clock())
    clock.now += timedelta(days=32)
    question = next(each for each in page(clock).questions if each.key == LISTENED)
    assert question.waves == ()


def test_the_council_says_what_it_makes_of_it_and_nobody_else_does(
    council: SmallCouncil, group: Group, clock: StandingClock
) -> None:
    answer(council, clock, "abcdefghij", "mostly")
    clock.now += timedelta(days=32)
    wave = page(clock).wave
    new = Reading(KEY, wave, "most say they listen", headlines=(LISTENED,))
    what_came_back.make_of_it(new, user_id=group.bee, now=clock())
    made = page(clock).made
    assert made is not None
    assert (made.words, made.by) == ("most say they listen", "Bee")
    assert [each.key for each in page(clock).questions if each.is_headline] == [LISTENED]
    with pytest.raises(what_came_back.NotAMember):
        what_came_back.make_of_it(new, user_id=group.worker, now=clock())


def test_a_survey_that_never_went_out_has_no_page(app: object, clock: StandingClock) -> None:
    assert what_came_back.page("no-such-survey", now=clock()) is None
