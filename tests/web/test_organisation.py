"""Teams and homes as an administrator keeps them; independent visits as QA sees them."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.accounts import StaffUser
from voice_app.models.organisation import Home
from voice_app.models.organisation import HomeVisit
from voice_app.models.organisation import Team
from voice_app.policy import Role
from voice_app.services import organising
from voice_app.services.organising import UnitKind

PAGE = "/organisation"


@pytest.fixture
def browser(app: Flask, council: SmallCouncil) -> Browser:
    """The administrator at the desk."""
    browser = Browser(app)
    browser.be(council.administrator)
    return browser


@pytest.fixture
def lark(council: SmallCouncil, clock: StandingClock) -> int:
    """A home."""
    return organising.add_unit(UnitKind.HOME, "Lark House", by=None, now=clock())


def test_a_team_is_made_renamed_and_ended(browser: Browser, council: SmallCouncil) -> None:
    """Its key, by which imports know it, stays what it was."""
    assert browser.press(PAGE, f"{PAGE}/team", {"name": " East "}).status_code == 303
    team = only(Team).id
    assert browser.press(PAGE, f"{PAGE}/team/{team}", {"name": "Care east"}).status_code == 303
    assert (only(Team).key, only(Team).name) == ("East", "Care east")
    browser.press(PAGE, f"{PAGE}/team/{team}", {"go": "end"})
    assert only(Team).ended_on is not None
    assert "0 teams" in words_of(browser.get(PAGE))


@pytest.mark.parametrize("name", ["", "  ", "Lark House", "x" * 101])
def test_a_name_that_cannot_be_used_is_refused(browser: Browser, lark: int, name: str) -> None:
    """None, one that another has, or one that fills the page."""
    answer = browser.press(PAGE, f"{PAGE}/home", {"name": name})
    assert answer.status_code == 422
    assert "Nothing was changed" in words_of(answer)
    assert len(every(Home)) == 1


def test_staff_are_put_in_a_team_and_taken_out(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """A team opens no child's record: there is no involvement in it."""
    team = organising.add_unit(UnitKind.TEAM, "East", by=None, now=clock())
    manager = make_user("meg", Role.TEAM_MANAGER, clock)
    path = f"{PAGE}/staff/{manager}/team"
    browser.press(PAGE, path, {"team_id": str(team)})
    row = next(user for user in every(StaffUser) if user.id == manager)
    assert (row.team_id, row.team) == (team, "East")
    browser.be(manager)
    assert browser.get(f"/children/{council.child}/record").status_code == 403
    browser.be(council.administrator)
    browser.press(PAGE, path, {"team_id": ""})
    row = next(user for user in every(StaffUser) if user.id == manager)
    assert (row.team_id, row.team) == (None, "")


def test_what_is_neither_a_team_nor_a_home_is_not_there(browser: Browser) -> None:
    """The address names what there is, and nothing else."""
    assert browser.press(PAGE, f"{PAGE}/child", {"name": "x"}).status_code == 404


def test_a_home_is_visited_each_month(
    browser: Browser, council: SmallCouncil, clock: StandingClock, lark: int
) -> None:
    """Due by the end of the month after the last visit; a late one says so."""
    browser.be(council.qa)
    page, path = "/homes", f"/homes/{lark}/visits"
    assert "Due by 30 Nov 2026" in words_of(browser.get(page))
    for day in ("2026-09-30", "2026-11-05"):
        form = {"held_on": day, "visitor": "Ottoline Vale"}
        assert browser.press(page, path, form).status_code == 303
    words = words_of(browser.get(page))
    assert "Late: it was due by 31 Oct 2026." in words
    assert "Due by 31 Dec 2026" in words
    clock.forward(days=60)
    assert "1 home waits for its independent visit" in words_of(browser.get(page))


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-11-24", "2026-11-05"])
def test_a_visit_that_cannot_have_been_is_refused(
    browser: Browser, council: SmallCouncil, clock: StandingClock, lark: int, day: str
) -> None:
    """No day, a day to come, or one that is on record already."""
    held = clock().date() - timedelta(days=18)
    organising.record_visit(organising.NewVisit(lark, held), by=None, now=clock())
    browser.be(council.qa)
    answer = browser.press("/homes", f"/homes/{lark}/visits", {"held_on": day})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert len(every(HomeVisit)) == 1


def test_a_team_manager_reads_and_does_not_write(
    browser: Browser, clock: StandingClock, lark: int
) -> None:
    """The page offers them no form."""
    browser.be(make_user("meg", Role.TEAM_MANAGER, clock))
    page = browser.get("/homes")
    assert page.status_code == 200
    assert "Write the visit down" not in page.text
