"""Letters and forms: whose they are, how long they open, and that every one is written down."""

from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.record import AccessLog
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.on_paper import Letter
from voice_app.pages.on_paper import invitation_of
from voice_app.policy import Role
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import printing
from voice_app.services import recording


@pytest.fixture
def invitation(council: SmallCouncil, clock: StandingClock) -> int:
    return inviting.invitation_of(stories.invite(council.child, clock)) or 0


def test_a_letter_opens_her_survey_for_three_weeks_at_least(
    council: SmallCouncil, clock: StandingClock, invitation: int
) -> None:
    """Printed on the last day of the link, it still has its days in the post."""
    clock.now = only(Invitation).expires_at - timedelta(hours=1)
    page = printing.letter(invitation, user_id=council.iro, now=clock())
    assert isinstance(page, Letter)
    assert (page.name, page.reader, page.until) == (
        "Jaz",
        "Maura",
        (clock() + timedelta(days=21)).date(),
    )
    clock.forward(days=20)
    typed = " ".join(page.parts).upper()
    assert conversations.take_over(typed, now=clock()) == page.code
    assert conversations.take_over(typed, now=clock()) == page.code  # the letter is still there
    clock.forward(days=2)
    assert conversations.take_over(typed, now=clock()) == ""
    noted = [row for row in every(AccessLog) if row.what == f"letter:{invitation}"]
    assert [(row.user_id, row.person_id) for row in noted] == [(council.iro, council.child)]


def test_no_letter_is_made_for_a_link_that_is_shut(
    council: SmallCouncil, clock: StandingClock, invitation: int
) -> None:
    inviting.revoke(invitation, now=clock())
    page = printing.letter(invitation, user_id=council.participation, now=clock())
    assert page == ClosedLink("revoked")


def test_a_form_carries_a_number_and_no_name(
    council: SmallCouncil, clock: StandingClock, invitation: int
) -> None:
    """It may be found by anybody: the number tells staff alone whose it is."""
    page = printing.personal(invitation, "4-7", "", user_id=council.participation, now=clock())
    assert invitation_of(page.reference) == invitation
    assert page.band == "4-7"
    assert "Jaz" not in repr(page)
    assert only(Invitation).code not in repr(page)
    assert [row.did for row in every(AccessLog) if row.what == f"paper:{invitation}"] == ["saw"]


@pytest.mark.parametrize("role", [Role.IRO, Role.SOCIAL_WORKER])
def test_another_officers_child_is_not_theirs_to_print(
    council: SmallCouncil, clock: StandingClock, invitation: int, role: Role
) -> None:
    stranger = make_user("stranger", role, clock)
    how = {"user_id": stranger, "now": clock()}
    with pytest.raises(printing.NotYours):
        printing.letter(invitation, **how)
    with pytest.raises(printing.NotYours):
        printing.personal(invitation, "", "", **how)
    with pytest.raises(printing.NotYours):
        printing.of_person(council.child, **how)


def test_a_parent_is_theirs_whose_child_it_is(council: SmallCouncil, clock: StandingClock) -> None:
    """And is asked what parents are asked; of two children, the one it is about decides."""
    mother = stories.add_adult(clock, council.child, "Dana", kind="parent")
    page = printing.of_person(mother, user_id=council.iro, now=clock())
    assert {each.audience for each in page.surveys} == {"parent"}
    assert "early-help-by-phone" in {each.key for each in page.surveys}
    child = printing.of_person(council.child, user_id=council.iro, now=clock())
    assert child.near == ((mother, "Dana"),)
    other = make_user("omar", Role.IRO, clock)
    sibling = stories.add_child(clock, "Kit", iro=other, due_in=20)
    recording.relate(sibling, mother, kind="parent", by=None, now=clock())
    ask = inviting.Ask(mother, "before-the-review-parent", "web", "asked_for", about_id=sibling)
    asked = inviting.invite(ask, now=clock())
    assert isinstance(asked, inviting.Invited)
    with pytest.raises(printing.NotYours):
        printing.letter(asked.invitation_id, user_id=council.iro, now=clock())
    assert printing.letter(asked.invitation_id, user_id=other, now=clock())


def test_how_much_is_answered_is_told_and_never_what(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"safe": "no"}, clock)
    page = printing.of_person(council.child, user_id=council.participation, now=clock())
    assert [each.answered for each in page.asked] == [1]
    assert "'no'" not in repr(page)
