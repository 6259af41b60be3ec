"""Child, parent and carer on the same thing: for the IRO alone, and never more than each lets."""

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Consent
from voice_app.models.reviews import PartChoice
from voice_app.pages.three_views import Row
from voice_app.pages.three_views import ThreeViews
from voice_app.policy import Role
from voice_app.services import journeying
from voice_app.services import recording

CARER, PARENT = "before-the-review-carer", "before-the-review-parent"


@pytest.fixture
def rows(council: SmallCouncil, clock: StandingClock):
    """What stands side by side, by its label."""

    def of() -> dict[tuple[str, bool], Row]:
        page = journeying.three_views(council.child, user_id=council.iro, now=clock())
        assert isinstance(page, ThreeViews)
        return {(row.label, row.in_words): row for row in page.rows}

    return of


def speak(person: int, survey: str, clock: StandingClock, **answers: str) -> None:
    stories.fill_in(stories.invite(person, clock, survey=survey), answers, clock)
    stories.work()


def words(views) -> list[str]:
    return [view.quote.words if view.quote else view.state for view in views]


def test_nobody_but_the_childs_iro_sees_it(council: SmallCouncil, clock: StandingClock) -> None:
    """Not the social worker, who opens the record; not another IRO."""
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    new = recording.NewInvolvement(dev, "social_worker", clock().date())
    recording.involve(council.child, new, by=None, now=clock())
    for user in (dev, make_user("tunde", Role.IRO, clock), council.qa):
        with pytest.raises(journeying.NotYours):
            journeying.three_views(council.child, user_id=user, now=clock())


def test_the_same_thing_stands_side_by_side_with_who_and_when(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """They see it differently: a prompt, and no number. Who was not asked is not there."""
    speak(council.child, "before-my-review", clock, listened="not_at_all", change="Ring me")
    assert rows() == {}
    lorna = stories.add_adult(clock, council.child, "Lorna")
    speak(lorna, CARER, clock, listened="mostly", change="Ring us")
    row = rows()["Being listened to", False]
    assert (words(row.child), words(row.carers)) == (["Not at all"], ["Mostly"])
    assert (row.prompt, row.parents, row.carers[0].name) == ("differ", (), "Lorna")
    assert row.carers[0].on == clock().date()
    assert words(rows()["Being listened to", True].child) == ["Ring me"]


def test_the_latest_answer_counts_and_a_skip_is_not_one(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """Asked again and not answered: what they said before stands, with its day."""
    lorna = stories.add_adult(clock, council.child, "Lorna")
    speak(lorna, CARER, clock, listened="mostly")
    for said in ({"listened": "not_at_all"}, {"listened": "mostly"}, {}):
        speak(council.child, "before-my-review", clock, **said)
    row = rows()["Being listened to", False]
    assert (words(row.child), row.prompt) == (["Mostly"], "same")


def test_who_was_asked_and_did_not_say_is_told_apart_from_who_was_not_asked(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """A survey that was sent and never opened counts as asked."""
    speak(council.child, "before-my-review", clock, listened="mostly")
    lorna = stories.add_adult(clock, council.child, "Lorna")
    stories.invite(lorna, clock, survey=CARER)
    row = rows()["Being listened to", False]
    assert (words(row.carers), row.parents, row.prompt) == (["not_said"], (), "alone")


def test_what_is_held_back_and_whoever_refuses_stays_unseen(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """ "Kept private" before a review holds here too; a parent who says no is not shown."""
    speak(council.child, "before-my-review", clock, change="secret words")
    ann = stories.add_adult(clock, council.child, "Ann", kind="parent")
    speak(ann, PARENT, clock, change="her words")
    with writing():
        held = PartChoice(
            review_id=council.review,
            answer_id=stories.answer_of("secret words"),
            held_back=True,
            at=clock(),
        )
        db.session.add(held)
        db.session.add(Consent(person_id=ann, given=False, given_by="self", at=clock()))
    assert words(rows()["Being listened to", True].parents) == ["refused"]
    shown = repr(rows())
    assert "secret words" not in shown
    assert "her words" not in shown


def test_a_parent_of_two_children_is_heard_about_this_one(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """What they said about another child of theirs is not on this page."""
    speak(council.child, "before-my-review", clock, listened="mostly")
    kit = stories.add_child(clock, "Kit", iro=council.iro, due_in=20)
    lorna = stories.add_adult(clock, kit, "Lorna")
    speak(lorna, CARER, clock, listened="not_at_all")
    recording.relate(council.child, lorna, kind="foster_carer", by=None, now=clock())
    assert rows() == {}


def test_answers_to_other_choices_are_not_said_to_differ(
    council: SmallCouncil, clock: StandingClock, rows
) -> None:
    """ "More" and "good" do not contradict each other; they stand side by side."""
    speak(council.child, "before-my-review", clock, see_family="more")
    lorna = stories.add_adult(clock, council.child, "Lorna")
    speak(lorna, CARER, clock, family_time="good")
    ann = stories.add_adult(clock, council.child, "Ann", kind="parent")
    speak(ann, PARENT, clock, time_with_child="more")
    row = rows()["Seeing my family", False]
    assert (words(row.parents), row.prompt) == (["More than now"], "words")
