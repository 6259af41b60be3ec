"""The child's journey: stages, plan kinds and meeting kinds, read from ``journey.json``.

Names change by law and by council (2012's CAF is today's early help plan), so they are
configuration; only the keys are fixed, and a key is never used again for something else.
"""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


class JourneyFault(ValueError):
    """The journey file contradicts itself; the message names the entry."""


@dataclass(frozen=True)
class Stage:
    """One stage of support, protection and care, in the order children meet them."""

    key: str
    label: str
    child_label: str


@dataclass(frozen=True)
class PlanKind:
    """A kind of plan; ``review_every_months`` is calendar months between versions."""

    key: str
    label: str
    stages: tuple[str, ...]
    review_every_months: int
    name_2012: str = ""


@dataclass(frozen=True)
class MeetingKind:
    """A kind of meeting or visit, and the stage it belongs to."""

    key: str
    label: str
    stage: str
    name_2012: str = ""


@dataclass(frozen=True)
class Journey:
    """The whole configuration, looked up by key."""

    stages: Mapping[str, Stage]
    plans: Mapping[str, PlanKind]
    meetings: Mapping[str, MeetingKind]

    def check(self) -> None:
        """Raise ``JourneyFault`` where a plan or meeting names a stage that is not there."""
        for plan in self.plans.values():
            for stage in plan.stages:
                if stage not in self.stages:
                    raise JourneyFault(f"plan {plan.key!r} names the unknown stage {stage!r}")
        for meeting in self.meetings.values():
            if meeting.stage not in self.stages:
                raise JourneyFault(
                    f"meeting {meeting.key!r} names the unknown stage {meeting.stage!r}"
                )


def read(document: Mapping[str, Sequence[Mapping[str, Any]]]) -> Journey:
    """Make a checked ``Journey`` from a parsed document; raises ``JourneyFault``."""
    try:
        plans = [PlanKind(**{**p, "stages": tuple(p["stages"])}) for p in document["plans"]]
        journey = Journey(
            stages={s["key"]: Stage(**s) for s in document["stages"]},
            plans={p.key: p for p in plans},
            meetings={m["key"]: MeetingKind(**m) for m in document["meetings"]},
        )
    except (KeyError, TypeError) as fault:
        raise JourneyFault(f"an entry is incomplete or has an unknown field: {fault}") from fault
    journey.check()
    return journey


@cache
def shipped() -> Journey:
    """The journey as shipped, read once."""
    text = resources.files("surveys").joinpath("journey.json").read_text(encoding="utf-8")
    return read(json.loads(text))
