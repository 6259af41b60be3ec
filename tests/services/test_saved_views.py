"""Views that somebody keeps: theirs alone, filters and order only, never a child's name."""

import pytest

from tests.people import SmallCouncil
from tests.rows import every
from tests.settings import StandingClock
from voice_app.models.desk import SavedView
from voice_app.pages.caseload import Wish
from voice_app.services import caseload


def keep(council: SmallCouncil, clock: StandingClock, name: str, **asked: str) -> None:
    caseload.save(caseload.CASELOAD, name, asked, user_id=council.iro, now=clock())


def test_a_view_keeps_filters_and_order_and_never_a_search(
    council: SmallCouncil, clock: StandingClock
) -> None:
    keep(council, clock, "  To  chase ", show="not_heard", sort="longest", find="Jaz", page="2")
    (view,) = caseload.mine(user_id=council.iro, wish=Wish(), now=clock()).views
    assert (view.name, view.query) == ("To chase", "show=not_heard&sort=longest")
    assert caseload.mine(user_id=council.qa, wish=Wish(), now=clock()).views == ()
    assert caseload.not_heard(user_id=council.iro, now=clock()).views == ()


def test_what_is_no_filter_is_left_out(council: SmallCouncil, clock: StandingClock) -> None:
    keep(council, clock, "Odd", show="Jaz Merrin", sort="name")
    caseload.save(caseload.NOT_HEARD, "Odd", {"days": "٣٠٠٠٠"}, user_id=council.iro, now=clock())
    assert [view.query for view in every(SavedView)] == ["sort=name", ""]


def test_the_same_name_changes_the_view(council: SmallCouncil, clock: StandingClock) -> None:
    keep(council, clock, "Mine", show="call")
    keep(council, clock, "Mine", show="overdue")
    assert [view.query for view in every(SavedView)] == ["show=overdue"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "name"), ("  ", "name"), ("x" * 41, "name"), ("about jaz", "child"), ("MERRIN", "child")],
)
def test_a_view_without_a_name_or_with_a_childs_is_refused(
    council: SmallCouncil, clock: StandingClock, name: str, why: str
) -> None:
    with pytest.raises(caseload.ViewRefused) as refused:
        keep(council, clock, name)
    assert refused.value.why == why
    assert every(SavedView) == []


def test_nobody_keeps_more_than_twenty(council: SmallCouncil, clock: StandingClock) -> None:
    for number in range(20):
        keep(council, clock, f"View {number}")
    with pytest.raises(caseload.ViewRefused):
        keep(council, clock, "One more")
    keep(council, clock, "View 7", show="call")


def test_a_view_is_removed_by_its_owner_and_nobody_else(
    council: SmallCouncil, clock: StandingClock
) -> None:
    keep(council, clock, "Mine")
    (view,) = every(SavedView)
    assert caseload.remove(view.id, user_id=council.qa) == ""
    assert len(every(SavedView)) == 1
    assert caseload.remove(view.id, user_id=council.iro) == caseload.CASELOAD
    assert every(SavedView) == []
