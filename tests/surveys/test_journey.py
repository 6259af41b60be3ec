"""The journey file is sound as shipped, and a spoilt one is refused by name."""

import re
from typing import Any

import pytest

from surveys import journey
from surveys.journey import JourneyFault

STAGE = {"key": "care", "label": "Living in care", "child_label": "Living in care"}
PLAN = {"key": "care", "label": "Care plan", "stages": ["care"], "review_every_months": 6}
MEETING = {"key": "visit", "label": "Visit", "stage": "care"}


def small(**changed: Any) -> dict[str, Any]:
    return {"stages": [STAGE], "plans": [PLAN], "meetings": [MEETING], **changed}


def test_the_stages_come_in_the_order_children_meet_them() -> None:
    assert list(journey.shipped().stages) == [
        "early_help",
        "referral",
        "assessment",
        "child_protection",
        "care",
        "review",
        "leaving_care",
    ]


def test_all_eight_plans_are_there() -> None:
    plans = {"caf", "cin", "cp", "care", "placement", "health", "pep", "pathway"}
    assert set(journey.shipped().plans) == plans


def test_every_plan_is_looked_at_again_within_a_year() -> None:
    assert all(1 <= plan.review_every_months <= 12 for plan in journey.shipped().plans.values())


def test_names_of_2012_are_kept_beside_todays() -> None:
    assert journey.shipped().plans["caf"].label == "Early help plan"
    assert "CAF" in journey.shipped().plans["caf"].name_2012


def test_a_council_may_bring_its_own_names() -> None:
    own = journey.read(small(plans=[{**PLAN, "label": "My plan"}]))
    assert own.plans["care"].label == "My plan"
    assert own.plans["care"].stages == ("care",)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"plans": [{**PLAN, "stages": ["moon"]}]}, "plan 'care' names the unknown stage 'moon'"),
        ({"meetings": [{**MEETING, "stage": "moon"}]}, "meeting 'visit' names the unknown stage"),
        ({"stages": [{**STAGE, "colour": "blue"}]}, "unknown field"),
        ({"meetings": [{"key": "visit"}]}, "an entry is incomplete"),
        ({"plans": [{"key": "care"}]}, "an entry is incomplete"),
    ],
)
def test_a_spoilt_journey_is_refused_by_name(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(JourneyFault, match=re.escape(words)):
        journey.read(small(**changed))


def test_a_journey_without_stages_is_refused() -> None:
    with pytest.raises(JourneyFault, match="stages"):
        journey.read({"plans": [], "meetings": []})
