"""Building a draft: what is out never changes, and two at once lose nothing."""

import pytest

from surveys.building import Add
from surveys.building import Edit
from surveys.building import Move
from surveys.building import Remove
from tests.people import SmallCouncil
from tests.services.council_stories import KEY
from tests.services.council_stories import Group
from tests.services.council_stories import make_group
from tests.services.council_stories import vote
from tests.settings import StandingClock
from voice_app.services import codesigning
from voice_app.services import drafting
from voice_app.services import publishing
from voice_app.services.codesigning import CannotUse
from voice_app.services.drafting import CannotBringIn
from voice_app.services.drafting import CannotChange
from voice_app.services.drafting import ChangedMeanwhile
from voice_app.services.drafting import Seen
from voice_app.store import surveys

MORE = Add("Did they come on time?", "yes_no")


@pytest.fixture
def group(council: SmallCouncil, clock: StandingClock) -> Group:
    return make_group(council, clock)


def out() -> int:
    version = surveys.published(KEY)
    assert version is not None
    return version.id


def seen(version_id: int) -> Seen:
    return Seen(version_id, drafting.draft(version_id).digest)


def built(version_id: int, group: Group, clock: StandingClock, change: object = MORE) -> int:
    return drafting.change(
        seen(version_id),
        change,
        user_id=group.bee,
        now=clock(),  # type: ignore[arg-type]
    )


def test_a_change_to_what_is_out_makes_the_next_version(group: Group, clock: StandingClock) -> None:
    before = drafting.as_document(out())
    draft = built(out(), group, clock)
    assert draft != out()
    assert drafting.as_document(out()) == before
    assert drafting.draft(draft).state == "draft"
    assert built(draft, group, clock, Move("did_they_come_on_time", -1)) == draft


def test_what_the_group_was_asked_about_stays_as_it_was(group: Group, clock: StandingClock) -> None:
    draft = built(out(), group, clock)
    asked = codesigning.put_to_group(draft, user_id=group.worker, now=clock())
    assert codesigning.put_to_group(draft, user_id=group.worker, now=clock()) == asked
    next_one = built(draft, group, clock, Remove("did_they_come_on_time"))
    assert next_one != draft
    with pytest.raises(CannotUse):
        codesigning.put_to_group(draft, user_id=group.worker, now=clock())


def test_a_built_draft_goes_out_by_the_votes(group: Group, clock: StandingClock) -> None:
    draft = built(out(), group, clock)
    asked = codesigning.put_to_group(draft, user_id=group.worker, now=clock())
    vote(asked, "yes", group.bee, group.zed, group.moz, clock=clock)
    publishing.publish(draft, by=group.worker, now=clock())
    assert out() == draft


def test_of_two_who_build_at_once_the_second_is_told(group: Group, clock: StandingClock) -> None:
    draft = built(out(), group, clock)
    both = seen(draft)
    drafting.change(both, Move("did_they_come_on_time", -1), user_id=group.bee, now=clock())
    with pytest.raises(ChangedMeanwhile):
        drafting.change(both, Remove("will_do"), user_id=group.zed, now=clock())


def test_a_survey_that_would_not_work_is_not_kept(group: Group, clock: StandingClock) -> None:
    with pytest.raises(CannotChange, match="document"):
        built(out(), group, clock, Edit("best_part", "Best?", only_if="no_such_question"))
    assert len(drafting.draft(out()).sections[0].questions) == 4


def test_new_words_for_what_is_compared_are_named(group: Group, clock: StandingClock) -> None:
    draft = built(out(), group, clock, Edit("worker_listened", "Did they hear you?", repeats=True))
    named = drafting.draft(draft).no_longer_compared
    assert named == ("When your worker came, did they listen to you?",)


def test_a_language_comes_back_when_its_new_words_are_there(
    group: Group, clock: StandingClock
) -> None:
    words = {place.place: "słowa" for place in drafting.to_translate(out(), "pl").places}
    polish = drafting.translate(seen(out()), "pl", words, user_id=group.worker, now=clock())
    assert drafting.draft(polish).languages == ("en", "pl")
    reworded = built(polish, group, clock, Edit("will_do", "What did they promise?"))
    page = drafting.to_translate(reworded, "pl")
    assert drafting.draft(reworded).languages == ("en",)
    with pytest.raises(CannotChange, match="missing"):
        drafting.translate(seen(reworded), "pl", {}, user_id=group.worker, now=clock())
    whole = {each.place: each.words or "nowe" for each in page.places}
    back = drafting.translate(seen(reworded), "pl", whole, user_id=group.worker, now=clock())
    assert drafting.draft(back).languages == ("en", "pl")


def test_the_bank_says_where_a_question_is_asked(group: Group, clock: StandingClock) -> None:
    banked = {each.words: each for each in drafting.bank()}
    one = banked["Did you have time with just your worker?"]
    assert "After a visit" in one.surveys
    assert one.answered is None, "too few to say"
    draft = built(out(), group, clock, drafting.from_bank("before-my-review/know_plan"))
    last = drafting.draft(draft).sections[-1].questions[-1]
    assert last.key.startswith("know_plan")


def test_a_spreadsheet_goes_out_and_comes_in_as_the_same_draft(
    group: Group, clock: StandingClock
) -> None:
    read, passed_over = drafting.from_workbook(drafting.as_workbook(out()))
    assert passed_over == ()
    assert surveys.parse(read) == surveys.questionnaire(out())
    with pytest.raises(CannotBringIn, match="not a workbook"):
        drafting.from_workbook(b"nothing of the kind")


def test_each_age_is_shown_its_own_words(group: Group) -> None:
    young, older = (drafting.as_read(out(), band) for band in ("4-7", "12-17"))
    assert young.questions[0].words == "Did your worker listen to you?"
    assert older.questions[0].words != young.questions[0].words
