"""What happened on the journey says which survey fits now; a person presses the button."""

from datetime import timedelta

from tests.people import SmallCouncil
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.surveys import Invitation
from voice_app.services import inviting
from voice_app.services import recording


def fits(person: int, clock: StandingClock) -> list[tuple[str, str]]:
    return [(each.moment, each.survey) for each in inviting.moments_of(person, now=clock())]


def core_group(council: SmallCouncil, clock: StandingClock, *, days_ago: int) -> None:
    held = recording.NewMeeting("core_group", held_on=clock().date() - timedelta(days=days_ago))
    recording.record_meeting(council.child, held, by=council.iro, now=clock())


def test_child_and_parent_each_have_their_survey_after_a_core_group_and_the_carer_none(
    council: SmallCouncil, clock: StandingClock
) -> None:
    core_group(council, clock, days_ago=2)
    parent = stories.add_adult(clock, council.child, "Ana", kind="parent")
    carer = stories.add_adult(clock, council.child, "Bo")
    assert fits(council.child, clock) == [("core_group_held", "after-a-core-group-child")]
    assert fits(parent, clock) == [("core_group_held", "after-a-core-group-parent")]
    assert fits(carer, clock) == []
    clock.forward(days=13)
    assert fits(council.child, clock) == []


def test_what_was_asked_within_the_month_is_not_offered_again(
    council: SmallCouncil, clock: StandingClock
) -> None:
    core_group(council, clock, days_ago=2)
    stories.invite(council.child, clock, survey="after-a-core-group-child")
    assert fits(council.child, clock) == []
    assert only(Invitation).reason == "asked_for"


def test_a_conference_is_asked_about_before_it_is_held(
    council: SmallCouncil, clock: StandingClock
) -> None:
    soon = recording.NewMeeting("review_conference", due_on=clock().date() + timedelta(days=7))
    recording.record_meeting(council.child, soon, by=council.iro, now=clock())
    assert fits(council.child, clock) == [("conference_soon", "before-a-conference-child")]
