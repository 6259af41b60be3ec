"""The moments of the journey at which somebody is worth asking, and which survey fits.

No stage of the journey stays silent: each has a moment here, or a survey that the clock sends
(before a review, when a plan is due). The days are configuration, in ``moments.json``; a person
still presses the button, since who else reads a phone is for a person to know.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources


class Of(StrEnum):
    """What a moment is counted from."""

    MEETING = "meeting"  # the day it was held, or is due
    STAGE = "stage"  # the day it began
    PLACEMENT = "placement"  # the day it began


@dataclass(frozen=True)
class Moment:
    """A stretch of calendar days around something that happened; negative days are before it."""

    key: str
    of: Of
    kinds: frozenset[str]  # empty: every kind
    from_day: int
    to_day: int
    surveys: tuple[tuple[str, str], ...]  # for whom (child, parent, carer), and which

    def survey_for(self, audience: str) -> str:
        """The key of the survey for somebody; empty where there is none."""
        return dict(self.surveys).get(audience, "")


@dataclass(frozen=True)
class Happened:
    """A meeting, the begin of a stage, or a move, on its day."""

    of: Of
    kind: str
    on: date


@dataclass(frozen=True)
class Fits:
    """A survey that fits now, and why."""

    moment: Moment
    survey: str
    on: date


@cache
def moments() -> tuple[Moment, ...]:
    """All of them, in the order of the file."""
    text = resources.files("surveys").joinpath("moments.json").read_text(encoding="utf-8")
    return tuple(
        Moment(
            key=row["key"],
            of=Of(row["of"]),
            kinds=frozenset(row["kinds"]),
            from_day=row["from_day"],
            to_day=row["to_day"],
            surveys=tuple(row["surveys"].items()),
        )
        for row in json.loads(text)["moments"]
    )


def fitting(happened: Iterable[Happened], audience: str, today: date) -> tuple[Fits, ...]:
    """What fits somebody today, each survey once, with the latest reason for it."""
    found: dict[str, Fits] = {}
    for each in sorted(happened, key=lambda one: one.on):
        for moment in moments():
            survey = moment.survey_for(audience)
            if survey and _is_now(moment, each, today):
                found[survey] = Fits(moment, survey, each.on)
    return tuple(sorted(found.values(), key=lambda fits: fits.on, reverse=True))


def _is_now(moment: Moment, each: Happened, today: date) -> bool:
    if each.of != moment.of or (moment.kinds and each.kind not in moment.kinds):
        return False
    return moment.from_day <= (today - each.on).days <= moment.to_day
