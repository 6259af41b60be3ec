"""When to ask, at every stage of the journey, and whom."""

from datetime import date
from datetime import timedelta

import pytest

from surveys.journey import shipped as journey
from surveys.library import shipped
from surveys.moments import Happened
from surveys.moments import Of
from surveys.moments import fitting
from surveys.moments import moments

TODAY = date(2026, 11, 23)
BY_THE_CLOCK = {  # before a review, and when a plan is due
    "before-my-review", "before-the-review-carer", "before-the-review-parent",
    "my-care-plan", "my-placement-plan", "my-school-plan", "my-health-plan", "my-pathway-plan",
}  # fmt: skip


def on(of: Of, kind: str, days: int) -> Happened:
    """Something so many days ago; negative is to come."""
    return Happened(of, kind, TODAY - timedelta(days=days))


def test_every_survey_has_its_moment_and_every_moment_a_shipped_survey() -> None:
    at_moments = {survey for moment in moments() for _, survey in moment.surveys}
    asked = {key for key, survey in shipped().items() if not getattr(survey, "anonymous", False)}
    assert at_moments | BY_THE_CLOCK == asked
    assert all(
        shipped()[survey].audience == who for moment in moments() for who, survey in moment.surveys
    )


def test_no_stage_is_silent() -> None:
    """Care and reviews are asked about by the clock; every other stage has a moment."""
    meetings = journey().meetings
    heard = {"care", "review"}
    for moment in moments():
        heard |= (
            moment.kinds if moment.of is Of.STAGE else {meetings[k].stage for k in moment.kinds}
        )
    assert heard >= set(journey().stages)


@pytest.mark.parametrize(
    ("happened", "who", "surveys"),
    [
        (on(Of.MEETING, "initial_conference", -14), "child", ["before-a-conference-child"]),
        (on(Of.MEETING, "initial_conference", -15), "child", []),
        (on(Of.MEETING, "initial_conference", 1), "child", []),
        (on(Of.MEETING, "core_group", 0), "parent", ["after-a-core-group-parent"]),
        (on(Of.MEETING, "core_group", 0), "carer", []),
        (on(Of.PLACEMENT, "U4", 14), "carer", ["where-the-child-lives-now"]),
        (on(Of.PLACEMENT, "U4", 46), "carer", []),
        (on(Of.STAGE, "assessment", 20), "child", ["after-an-assessment-child"]),
    ],
)
def test_what_fits_on_a_day(happened: Happened, who: str, surveys: list[str]) -> None:
    assert [fits.survey for fits in fitting([happened], who, TODAY)] == surveys


def test_a_survey_is_named_once_with_its_latest_reason() -> None:
    twice = [on(Of.MEETING, "social_work_visit", 9), on(Of.MEETING, "social_work_visit", 2)]
    (fits,) = fitting(twice, "child", TODAY)
    assert fits.on == TODAY - timedelta(days=2)
