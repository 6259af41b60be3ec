"""A person's word about a tag wins, is kept, and is only asked of those whose case it is."""

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.insight import ThemeTag
from voice_app.policy import Role
from voice_app.services import judging
from voice_app.services import linking
from voice_app.services import tagging


def tags(answer: int) -> list[ThemeTag]:
    found = stories.select(ThemeTag).where(ThemeTag.answer_id == answer).order_by(ThemeTag.id)
    return list(db.session.scalars(found))


def judge(tag: int, verdict: str, user: int, clock: StandingClock) -> None:
    judging.judge_tag(tag, verdict, user_id=user, now=clock())


@pytest.mark.parametrize("verdict", ["confirmed", "rejected"])
def test_the_childs_own_officer_decides(
    council: SmallCouncil, clock: StandingClock, verdict: str
) -> None:
    answer = stories.say(council.child, clock)
    judge(tags(answer)[0].id, verdict, council.iro, clock)
    row = tags(answer)[0]
    assert (row.state, row.decided_by, row.decided_at) == (verdict, council.iro, clock())
    assert row.rules, "what the machine said is still there"


def test_nobody_else_decides_about_a_voice_that_was_not_shared(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock)
    for stranger in (make_user("other", Role.IRO, clock), council.qa, council.duty):
        with pytest.raises(judging.NotYours):
            judge(tags(answer)[0].id, "rejected", stranger, clock)
    assert {row.state for row in tags(answer)} == {"suggested"}


@pytest.mark.parametrize("way", ["agreed", "passed on"])
def test_quality_assurance_decides_about_what_was_shared_either_way(
    council: SmallCouncil, clock: StandingClock, way: str
) -> None:
    answer = stories.say(council.child, clock, share=way == "agreed")
    if way == "passed on":
        linking.pass_on(answer, user_id=council.iro, now=clock())
    judge(tags(answer)[0].id, "confirmed", council.qa, clock)
    assert tags(answer)[0].state == "confirmed"


def test_a_new_run_of_the_machine_changes_nothing_that_a_person_said(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock)
    judge(tags(answer)[0].id, "rejected", council.iro, clock)
    before = [(row.theme, row.state) for row in tags(answer)]
    tagging.tag_answer(answer, now=clock())
    assert [(row.theme, row.state) for row in tags(answer)] == before


def test_one_may_think_again(council: SmallCouncil, clock: StandingClock) -> None:
    answer = stories.say(council.child, clock)
    for verdict in ("rejected", "confirmed"):
        judge(tags(answer)[0].id, verdict, council.iro, clock)
    assert tags(answer)[0].state == "confirmed"


@pytest.mark.parametrize("verdict", ["", "suggested", "deleted"])
def test_there_are_two_verdicts(council: SmallCouncil, clock: StandingClock, verdict: str) -> None:
    answer = stories.say(council.child, clock)
    with pytest.raises(ValueError, match="confirmed or rejected"):
        judge(tags(answer)[0].id, verdict, council.iro, clock)


def test_a_verdict_is_on_record(council: SmallCouncil, clock: StandingClock) -> None:
    answer = stories.say(council.child, clock)
    tag = tags(answer)[0].id
    judge(tag, "rejected", council.iro, clock)
    found = stories.select(stories.AccessLog).where(stories.AccessLog.what == f"tag:{tag}")
    deed = db.session.scalars(found).one()
    assert (deed.user_id, deed.person_id, deed.reason) == (council.iro, council.child, "rejected")
