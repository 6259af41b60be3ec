"""Ways round the council's gate: the one that exists, and those that do not."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from surveys import editing
from surveys.editing import NewQuestion
from surveys.library import documents
from tests.people import SmallCouncil
from tests.services.council_stories import KEY
from tests.services.council_stories import Group
from tests.services.council_stories import make_group
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.codesign import SignOff
from voice_app.services import codesigning
from voice_app.services import publishing
from voice_app.services.publishing import Agreed
from voice_app.store import surveys


@pytest.fixture
def group(council: SmallCouncil, clock: StandingClock) -> Group:
    return make_group(council, clock)


def shipped() -> dict[str, Any]:
    return deepcopy(dict(documents()[KEY]))


def add(document: dict[str, Any], group: Group, clock: StandingClock) -> int:
    return publishing.add_version(document, by=group.worker, now=clock())


@pytest.fixture
def reworded(group: Group, clock: StandingClock) -> int:
    return add(editing.reworded(shipped(), "will_do", "What did they promise?"), group, clock)


@pytest.fixture
def longer(group: Group, clock: StandingClock) -> int:
    more = NewQuestion("on_time", "Did they come on time?", "yes_no")
    return add(editing.with_question(shipped(), more), group, clock)


def is_out(version: int) -> bool:
    out = surveys.published(KEY)
    return out is not None and out.id == version


def test_an_emergency_goes_round_it_and_every_member_sees_that_at_once(
    group: Group, longer: int, clock: StandingClock
) -> None:
    publishing.publish_without(longer, "A number was wrong.", by=group.worker, now=clock())
    assert is_out(longer)
    for member in (group.bee, group.zed, group.moz):
        shown = codesigning.overview(user_id=member, now=clock()).bypasses
        assert [(each.reason, each.explained) for each in shown] == [("A number was wrong.", False)]


def test_nobody_goes_round_it_without_a_reason(
    group: Group, longer: int, clock: StandingClock
) -> None:
    with pytest.raises(publishing.NoReason):
        publishing.publish_without(longer, "  ", by=group.worker, now=clock())
    assert not is_out(longer)


def test_whoever_owes_an_explanation_goes_round_nothing_else(
    group: Group, longer: int, clock: StandingClock
) -> None:
    publishing.publish_without(longer, "A number was wrong.", by=group.worker, now=clock())
    clock.now += timedelta(days=15)
    next_one = add(editing.reworded(shipped(), "will_do", "What now?"), group, clock)
    with pytest.raises(publishing.StillToExplain):
        publishing.publish_without(next_one, "Again.", by=group.worker, now=clock())
    late = codesigning.overview(user_id=group.bee, now=clock()).bypasses[0]
    assert late.late
    with pytest.raises(publishing.NotAMember):
        publishing.was_explained(late.bypass_id, by=group.worker, now=clock())
    publishing.was_explained(late.bypass_id, by=group.bee, now=clock())
    publishing.publish_without(next_one, "Again.", by=group.worker, now=clock())
    assert is_out(next_one)


def test_a_quick_sign_off_is_for_words_alone(
    group: Group, reworded: int, longer: int, clock: StandingClock
) -> None:
    agreed = Agreed(reworded, group.bee, "a slip", quick=True)
    publishing.record_sign_off(agreed, by=group.worker, now=clock())
    publishing.publish(reworded, by=group.worker, now=clock())
    assert is_out(reworded)
    more = Agreed(longer, group.bee, quick=True)
    with pytest.raises(publishing.NotOnlyWords):
        publishing.record_sign_off(more, by=group.worker, now=clock())


def test_the_next_meeting_sees_a_quick_sign_off(
    group: Group, reworded: int, clock: StandingClock
) -> None:
    agreed = Agreed(reworded, group.bee, "a slip", quick=True)
    publishing.record_sign_off(agreed, by=group.worker, now=clock())
    clock.now += timedelta(days=35)
    shown = codesigning.overview(user_id=group.zed, now=clock()).signed
    assert (shown[0].kind, shown[0].by, shown[0].mine) == ("quick", "Bee", False)


def test_a_member_alone_is_not_one_member_and_one_adult(
    group: Group, reworded: int, clock: StandingClock
) -> None:
    with pytest.raises(publishing.NotAMember):
        publishing.record_sign_off(Agreed(reworded, group.bee), by=group.bee, now=clock())


def test_a_sign_off_that_was_never_given_can_be_denied_and_counts_no_more(
    group: Group, longer: int, clock: StandingClock
) -> None:
    publishing.record_sign_off(Agreed(longer, group.bee), by=group.worker, now=clock())
    row = db.session.scalar(select(SignOff).where(SignOff.survey_version_id == longer))
    assert row is not None
    with pytest.raises(publishing.NotAMember):
        publishing.deny(row.id, by=group.worker, now=clock())
    publishing.deny(row.id, by=group.bee, now=clock())
    with pytest.raises(publishing.NotSignedOff):
        publishing.publish(longer, by=group.worker, now=clock())


def test_who_left_or_never_came_signs_nothing_off(
    group: Group, longer: int, clock: StandingClock
) -> None:
    codesigning.leave(group.zed, user_id=group.worker, now=clock())
    with pytest.raises(publishing.NotAMember):
        publishing.record_sign_off(Agreed(longer, group.zed), by=group.worker, now=clock())
    codesigning.invite(codesigning.Invite("Kit"), user_id=group.worker, now=clock())
    waiting = next(one.user_id for one in codesigning.members() if one.nickname == "Kit")
    with pytest.raises(publishing.NotAMember):
        publishing.record_sign_off(Agreed(longer, waiting), by=group.worker, now=clock())
