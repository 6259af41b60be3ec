"""From a theme to the plans it touches and the findings about the same thing, with reasons."""

from datetime import date

import pytest

from analysis import themes
from analysis.suggest import Because
from analysis.suggest import Currency
from analysis.suggest import FindingOnRecord
from analysis.suggest import Heading
from analysis.suggest import PlanOnRecord
from analysis.suggest import same_thing
from analysis.suggest import touching_plans

TODAY = date(2026, 11, 23)
HEALTH = themes.shipped().themes["health"]
NOBODY_EXPECTS = frozenset[str]()


def finding(key: str, *, about: set[str], stages: set[str]) -> FindingOnRecord:
    return FindingOnRecord(
        key=key,
        words="Dentist visits were late for some children.",
        heading=Heading.DEVELOPMENT,
        themes=frozenset(about),
        stages=frozenset(stages),
        document_title="Health plan audit",
        period="Autumn 2026",
    )


@pytest.mark.parametrize(
    ("updated", "due", "currency", "code"),
    [
        (date(2026, 6, 1), date(2026, 12, 1), Currency.CURRENT, Because.TOUCHES_PLAN),
        (date(2026, 6, 1), TODAY, Currency.CURRENT, Because.TOUCHES_PLAN),
        (date(2026, 6, 1), date(2026, 11, 22), Currency.OVERDUE, Because.PLAN_OVERDUE),
        # No date on record: a health plan is looked at again after twelve months.
        (date(2025, 11, 22), None, Currency.OVERDUE, Because.PLAN_OVERDUE),
        (date(2025, 11, 23), None, Currency.CURRENT, Because.TOUCHES_PLAN),
        (None, None, Currency.CURRENT, Because.TOUCHES_PLAN),
    ],
)
def test_an_open_plan_is_shown_with_how_current_it_is(
    updated: date | None, due: date | None, currency: Currency, code: Because
) -> None:
    plan = PlanOnRecord("h1", "health", updated, due)
    (found,) = touching_plans(HEALTH, [plan], TODAY, expected=NOBODY_EXPECTS)
    assert (found.plan, found.kind, found.currency) == (plan, "health", currency)
    assert found.reason.code is code
    assert found.reason.parts["theme"] == "health"


def test_a_missing_plan_is_shown_only_where_one_is_expected() -> None:
    assert touching_plans(HEALTH, [], TODAY, expected=NOBODY_EXPECTS) == ()
    (found,) = touching_plans(HEALTH, [], TODAY, expected=frozenset({"health", "pep"}))
    assert (found.kind, found.plan, found.currency) == ("health", None, Currency.MISSING)
    assert found.reason.code is Because.PLAN_MISSING


def test_plans_that_the_theme_does_not_touch_are_left_out() -> None:
    pep = PlanOnRecord(1, "pep", None, TODAY)
    assert touching_plans(HEALTH, [pep], TODAY, expected=NOBODY_EXPECTS) == ()


def test_the_plan_nearest_to_the_theme_comes_first() -> None:
    plans = [PlanOnRecord(1, "care", None, TODAY), PlanOnRecord(2, "health", None, TODAY)]
    found = touching_plans(HEALTH, plans, TODAY, expected=NOBODY_EXPECTS)
    assert [each.kind for each in found] == ["health", "care"]


def test_findings_about_the_same_theme_come_nearest_stage_first() -> None:
    findings = [
        finding("elsewhere", about={"health"}, stages={"leaving_care", "early_help"}),
        finding("anywhere", about={"health"}, stages=set()),
        finding("other", about={"home"}, stages={"care"}),
        finding("here", about={"health", "feelings"}, stages={"care"}),
        finding("here_too", about={"health"}, stages={"care", "review"}),
    ]
    found = same_thing("health", "care", findings)
    assert [(each.finding.key, each.reason.code) for each in found] == [
        ("here", Because.SAME_THEME_AND_STAGE),
        ("here_too", Because.SAME_THEME_AND_STAGE),
        ("anywhere", Because.SAME_THEME),
        ("elsewhere", Because.SAME_THEME_OTHER_STAGE),
    ]
    assert found[-1].reason.parts == {"theme": "health", "stages": "early_help,leaving_care"}


def test_an_unknown_stage_is_near_to_none() -> None:
    (found,) = same_thing("health", "", [finding("a", about={"health"}, stages={"care"})])
    assert found.reason.code is Because.SAME_THEME_OTHER_STAGE
