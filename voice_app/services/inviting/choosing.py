"""Whom a survey is put to: each filter that is set leaves fewer, one after another."""

from collections.abc import Callable
from collections.abc import Collection
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

from surveys.clocks import add_working_days
from surveys.questionnaire import band_for
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.people import Person
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages import codes
from voice_app.store import asking
from voice_app.store import hearing
from voice_app.store import organisation
from voice_app.store import people
from voice_app.store import rounds
from voice_app.store import surveys

OLDEST = 120  # years
BY_NAME = ("seen", "left_out")  # what of a group names people; kept in rows of their own
PLACEMENTS = tuple(sorted(set(codes.PLACEMENTS.values())))


@dataclass(frozen=True)
class Group:
    """Whom a survey is put to, by what is on record of them; the survey says which kind they are.

    Ages in whole years. ``review_within`` are working days, ``not_heard_for`` and
    ``in_care_within`` calendar days. ``placement`` is the kind in words (SSDA903 PLACE), ``team``
    a team by id. Of carers and parents, review, placement, team and care are the child's.
    """

    from_age: int = 0
    to_age: int = OLDEST
    review_within: int | None = None
    not_heard_for: int | None = None
    placement: str = ""
    team: int | None = None
    language: str = ""
    in_care_within: int | None = None
    seen: frozenset[int] | None = None  # people by id; None: whoever fits
    left_out: frozenset[int] = frozenset()  # of those, by the word of whoever sends it


@dataclass(frozen=True)
class Chosen:
    """Who fits every filter; ``steps`` is how many each filter that is set left, in order."""

    people: list[Person]
    steps: tuple[tuple[str, int], ...]


def kept(group: Group) -> dict[str, Any]:
    """A group as it is kept with its round: no names."""
    return {name: value for name, value in asdict(group).items() if name not in BY_NAME}


def teams() -> tuple[tuple[int, str], ...]:
    """The teams there are today, by name."""
    found = [team for team in organisation.teams().values() if team.ended_on is None]
    return tuple((team.id, team.name) for team in sorted(found, key=lambda team: team.name))


def chosen(version: SurveyVersion, group: Group, *, now: datetime) -> Chosen:
    """Everybody whom the survey is for, and whom each filter leaves of them."""
    audience = db.session.get_one(Survey, version.survey_id).audience
    today, bands = london_day(now), surveys.questionnaire(version.id).bands
    found = [
        person
        for person in asking.everybody(audience)
        if _is_worded_for(person, audience, bands, today)
    ]
    steps = [("everybody", len(found))]
    for name, keep in _filters(group, audience, today):
        found = keep(found)
        steps.append((name, len(found)))
    return Chosen(found, tuple(steps))


Filter = Callable[[list[Person]], list[Person]]


def _filters(group: Group, audience: str, today: date) -> list[tuple[str, Filter]]:
    """The filters that are set. A person stays only if every one of them leaves them."""
    found: list[tuple[str, Filter]] = []
    if audience == "child":
        found.append(("age", lambda all_: [p for p in all_ if _is_of_age(p, group, today)]))
    if (days := group.review_within) is not None:
        found.append(("review", lambda all_: _with_a_review_soon(all_, days, today)))
    if (silent := group.not_heard_for) is not None:
        found.append(("silence", lambda all_: _not_heard(all_, today - timedelta(days=silent))))
    if group.language:
        found.append(("language", lambda all_: [p for p in all_ if p.language == group.language]))
    if group.placement:
        found.append(("placement", lambda all_: _placed(all_, group.placement)))
    if (team := group.team) is not None:
        found.append(("team", lambda all_: _of_children(all_, asking.of_team(team, today))))
    if (since := group.in_care_within) is not None:
        found.append(("in_care", lambda all_: _new_in_care(all_, today - timedelta(days=since))))
    return found


def _with_a_review_soon(found: list[Person], days: int, today: date) -> list[Person]:
    last = add_working_days(today, days, holidays=bank_holidays())
    about = {person.id: _about(person) for person in found}
    around = rounds.around([child for child in about.values() if child])
    due = {child: each.coming.due_on for child, each in around.items() if each.coming}
    return [p for p in found if (day := due.get(about[p.id] or 0)) is not None and day <= last]


def _not_heard(found: list[Person], since: date) -> list[Person]:
    began = datetime.combine(since, time(), LONDON)
    heard = hearing.heard_since([person.id for person in found], began)
    return [person for person in found if person.id not in heard]


def _placed(found: list[Person], kind: str) -> list[Person]:
    placed = {
        each.person_id for each in asking.in_care() if codes.placement(each.placement) == kind
    }
    return _of_children(found, placed)


def _new_in_care(found: list[Person], since: date) -> list[Person]:
    new = {spell.person_id for spell in asking.in_care() if spell.since and spell.since >= since}
    return _of_children(found, new)


def _of_children(found: list[Person], children: Collection[int]) -> list[Person]:
    return [person for person in found if _about(person) in children]


def _is_worded_for(person: Person, audience: str, bands: Collection[str], today: date) -> bool:
    """Whether the council wrote this survey for somebody of that age."""
    return band_for(people.age(person.born, today), audience) in bands


def _is_of_age(person: Person, group: Group, today: date) -> bool:
    age = people.age(person.born, today)
    return age is not None and group.from_age <= age <= group.to_age


def _about(person: Person) -> int | None:
    return person.id if person.kind == "child" else people.child_of(person.id)
