"""Open links to anonymous surveys: made for a place, open until a day, or until closed."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from analysis.counts import LEAST_INSIDE
from analysis.counts import Mention
from analysis.counts import cell
from analysis.counts import tally
from surveys.questions import CHOOSES
from surveys.questions import NOT_SURE
from surveys.questions import Question
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.surveys import OpenLink
from voice_app.models.surveys import Survey
from voice_app.pages.open_links import Counted
from voice_app.pages.open_links import OpenLinks
from voice_app.pages.open_links import OpenLinkShown
from voice_app.pages.open_links import Results
from voice_app.store import accounts
from voice_app.store import asking
from voice_app.store import conversations
from voice_app.store import links
from voice_app.store import record
from voice_app.store import surveys
from voice_app.store import without_name

LONGEST = timedelta(days=366)  # that a poster hangs before somebody must look at it again
LONGEST_PLACE = 80  # letters


class CannotMake(ValueError):
    """The link was not made; its argument is a code: no_survey, no_place, long_place or day."""


@dataclass(frozen=True)
class NewLink:
    """A link to make. ``place`` is where it hangs, and never a person."""

    survey: str
    place: str
    last_day: date | None


def page(*, now: datetime) -> OpenLinks:
    """What a link can be made for, and every link that was made."""
    return OpenLinks(surveys=_anonymous(), links=listed(now=now), latest=london_day(now) + LONGEST)


def listed(*, now: datetime) -> tuple[OpenLinkShown, ...]:
    """Every open link, those that open first, then the newest."""
    rows = surveys.all_open_links()
    names = accounts.names({row.made_by for row in rows})
    shown = [_shown(row, names.get(row.made_by, ""), now) for row in rows]
    return tuple(sorted(shown, key=lambda each: (not each.is_open, -each.link_id)))


def make(new: NewLink, *, user_id: int, now: datetime) -> int:
    """Make a link to an anonymous survey that is out; gives its id. Raises ``CannotMake``."""
    place = " ".join(new.place.split())
    with writing():
        survey = surveys.by_key(new.survey) if new.survey in dict(_anonymous()) else None
        if survey is None:
            raise CannotMake("no_survey")
        if not place or len(place) > LONGEST_PLACE:
            raise CannotMake("long_place" if place else "no_place")
        today = london_day(now)
        if new.last_day is None or not today <= new.last_day <= today + LONGEST:
            raise CannotMake("day")
        code = links.new_code()
        row = OpenLink(
            survey_id=survey.id,
            place=place,
            code=code,
            code_index=surveys.code_index(code),
            made_by=user_id,
            made_at=now,
            last_day=new.last_day,
        )
        db.session.add(row)
        db.session.flush()
        record.note(record.Deed(user_id, "changed", f"open_link:{row.id}"), now=now)
        return row.id


def close(link_id: int, *, user_id: int, now: datetime) -> None:
    """From now on the page says that it is closed. Twice changes nothing."""
    with writing():
        row = db.session.get(OpenLink, link_id, with_for_update=True)
        if row is None or row.closed_at is not None:
            return
        row.closed_at = now
        deed = record.Deed(user_id, "changed", f"open_link:{link_id}", reason="closed")
        record.note(deed, now=now)


def _anonymous() -> tuple[tuple[str, str], ...]:
    """The anonymous surveys that are out, by key."""
    found = ((survey.key, surveys.questionnaire(row.id)) for survey, row in asking.published())
    return tuple((key, each.title.of("en", each.bands[0])) for key, each in found if each.anonymous)


def _shown(row: OpenLink, made_by: str, now: datetime) -> OpenLinkShown:
    survey = db.session.get_one(Survey, row.survey_id)
    number = cell(row.sittings)
    return OpenLinkShown(
        link_id=row.id,
        survey=survey.key,
        title=dict(_anonymous()).get(survey.key, survey.key),
        place=row.place,
        code=row.code,
        made_by=made_by,
        made_on=london_day(row.made_at),
        last_day=row.last_day,
        is_open=row.closed_at is None and london_day(now) <= row.last_day,
        sittings=number.shown or None,  # nor is it told when the first one came
    )


def results(key: str, *, now: datetime) -> Results | None:
    """How many picked what; None for no anonymous survey that is out.

    Sittings of days that are over are counted, five at a time: two looks never differ by one
    person. Small numbers are hidden as in every table (``analysis.counts``).
    """
    survey = surveys.by_key(key) if key in dict(_anonymous()) else None
    version = surveys.newest_published(survey.id) if survey else None
    if survey is None or version is None:
        return None
    sittings = without_name.sat_before(survey.id, without_name.only_the_day(now))
    counted = sittings[: len(sittings) // LEAST_INSIDE * LEAST_INSIDE]
    said = conversations.current_of(counted)
    asked = surveys.questionnaire(version.id)
    choosing = [each for each in asked.questions if each.kind in CHOOSES]
    return Results(
        title=asked.title.of("en", asked.bands[0]),
        counted=len(counted),
        questions=tuple(_counted(each, said, asked.bands[0]) for each in choosing),
    )


def _counted(question: Question, said: Sequence[Answer], band: str) -> Counted:
    words = {each.value: each.wording.of("en", band) for each in question.choices}
    words |= {NOT_SURE: "I’m not sure"} if question.not_sure else {}
    table = tally(_picks(question, said), themes=tuple(words), stages=(question.key,))
    return Counted(
        question.wording.of("en", band),
        tuple((words[value], table.cells[value, question.key].shown) for value in words),
    )


def _picks(question: Question, said: Sequence[Answer]) -> Iterator[Mention]:
    """One for each sitting and what was picked in it."""
    for answer in said:
        if answer.question == question.key and answer.state == "answered":
            value = conversations.value(answer)
            for each in value if isinstance(value, tuple) else (value,):
                yield Mention(str(answer.conversation_id), str(each), question.key)
