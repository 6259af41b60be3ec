"""The table of time limits: complete, honest about its sources, and refused where it is wrong."""

import pytest

from surveys import journey
from surveys.time_limits import TimeLimitFault
from surveys.time_limits import read
from surveys.time_limits import shipped

ONE = {
    "key": "visit",
    "within": 1,
    "unit": "weeks",
    "words": "the child is visited within 1 week",
    "source": "a regulation",
    "confirmed": True,
}


def test_every_limit_names_its_source_and_what_is_only_believed_says_so() -> None:
    """A user sees at once which rule was read in the law, and which was not."""
    for limit in shipped().values():
        assert limit.source
        assert limit.rule.startswith(f"{limit.source}: {limit.words}")
        assert ("believed, not confirmed" in limit.rule) != limit.confirmed


def test_every_limit_says_its_number_in_words() -> None:
    """The figure that is counted is the figure that is read."""
    counted = [limit for limit in shipped().values() if limit.within > 1]
    assert counted
    assert [limit.key for limit in counted if f"{limit.within} " not in limit.words] == []


def test_plan_limits_agree_with_the_journey() -> None:
    """``plan_due``, which knows the last version only, counts the same months."""
    limits, plans = shipped(), journey.shipped().plans
    months = {
        "cp": limits["later_review_conference"],
        "health": limits["health_from_five"],
        "pep": limits["education_plan"],
        "pathway": limits["pathway_plan"],
        "cin": limits["cin_plan"],
    }
    for plan, limit in months.items():
        assert (limit.unit, limit.within) == ("months", plans[plan].review_every_months), plan


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([ONE, ONE], "'visit' is there twice"),
        ([{**ONE, "unit": "fortnights"}], "fortnights"),
        ([{k: v for k, v in ONE.items() if k != "source"}], "source"),
        ([{k: v for k, v in ONE.items() if k != "unit"}], "unit"),
        ([{**ONE, "colour": "red"}], "colour"),
    ],
)
def test_a_faulty_table_is_refused_and_the_fault_named(entries, says) -> None:
    """An authority's own table is checked like the shipped one."""
    with pytest.raises(TimeLimitFault, match=says):
        read({"limits": entries})
