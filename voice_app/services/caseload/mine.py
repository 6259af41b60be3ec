"""An IRO's children by next review: who has been heard, who has not, what waits to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from sqlalchemy import select

from surveys.clocks import add_working_days
from surveys.clocks import timetable
from surveys.clocks import working_days_between
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.people import Person
from voice_app.models.worries import Worry
from voice_app.pages.caseload import CaseGroup
from voice_app.pages.caseload import Caseload
from voice_app.pages.caseload import CaseRow
from voice_app.pages.words import Quote
from voice_app.policy import Role
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import rounds
from voice_app.store import voices
from voice_app.store import worries

SOON = 15  # working days that the first sentence of the page looks ahead


@dataclass(frozen=True)
class _Case:
    """All that is known of one child's voice in this round of review."""

    person: Person
    around: rounds.Around
    asked: int
    lost: bool  # the last text of the ask did not arrive
    answers: Sequence[Answer]  # newest first, since the last review
    told: int
    helped: str
    worries: Sequence[Worry]
    not_before: date | None  # "do not ask now" until

    @property
    def words(self) -> list[Answer]:
        """What they wrote."""
        return [answer for answer in self.answers if answer.has_words]

    @property
    def heard(self) -> bool:
        """Whether anything was answered in this round."""
        return any(answer.state == "answered" for answer in self.answers)


def mine(*, user_id: int, find: str = "", show_words: bool = False, now: datetime) -> Caseload:
    """The children of one IRO. Names, ages and notes are of them: every look is recorded."""
    today = london_day(now)
    with writing():
        cases = [_case(person, now) for person in _children(user_id, today)]
        cases.sort(key=_due)
        wanted = [case for case in cases if _matches(case.person, find)]
        soon = [case for case in cases if _is_soon(case, today)]
        for case in wanted:
            with_words = "with words" if show_words else ""
            deed = record.Deed(user_id, "saw", "caseload", case.person.id, with_words)
            record.note(deed, now=now)
        return Caseload(
            today=today,
            reviews_soon=len(soon),
            not_heard=sum(not case.heard for case in soon),
            groups=tuple(_groups(wanted, today, show_words)),
            total=len(cases),
            shown=len(wanted),
            find=find,
            words_shown=show_words,
        )


def _children(user_id: int, today: date) -> list[Person]:
    ids = people.children_of(user_id, Role.IRO, today)
    return list(db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)))


def _case(person: Person, now: datetime) -> _Case:
    around = rounds.around([person.id]).get(person.id, rounds.Around(None, None, 0))
    since = _since(around)
    told = voices.told([person.id]).get(person.id, [])
    lately = [row for row in told if since is None or row.told_at >= since]
    helped = voices.confirmations([row.id for row in lately[-1:]])  # on what was told last
    today = london_day(now)
    flags = [flag.until for flag in people.do_not_ask(person.id) if flag.holds_on(today)]
    return _Case(
        person=person,
        around=around,
        asked=voices.asked([person.id], since=since).get(person.id, 0),
        lost=messages.ask_was_lost(person.id),
        answers=voices.of([person.id], since=since).get(person.id, []),
        told=len(lately),
        helped=next(iter(helped.values()))[-1].value if helped else "",
        worries=worries.open_about(person.id),
        not_before=max(flags) if flags else None,
    )


def _since(around: rounds.Around) -> datetime | None:
    """A round begins on the day of the last review."""
    if around.last is None or around.last.held_on is None:
        return None
    return datetime.combine(around.last.held_on, time(), LONDON)


def _due(case: _Case) -> tuple[date, int]:
    coming = case.around.coming
    return (coming.due_on if coming and coming.due_on else date.max, case.person.id)


def _matches(person: Person, find: str) -> bool:
    """Names are encrypted, so they are searched among the rows this person may see."""
    sought = find.strip().lower()
    name = f"{person.preferred_name} {person.surname} {person.record_number or ''}".lower()
    return sought in name


def _is_soon(case: _Case, today: date) -> bool:
    return _due(case)[0] <= add_working_days(today, SOON, holidays=bank_holidays())


def _groups(cases: Sequence[_Case], today: date, show_words: bool) -> list[CaseGroup]:
    """Overdue, this week, next week, later; a group without a child is left out."""
    sunday = today + timedelta(days=6 - today.weekday())
    ends = (
        ("Overdue", today - timedelta(days=1)),
        ("This week", sunday),
        ("Next week", sunday + timedelta(days=7)),
        ("The weeks after", date.max - timedelta(days=1)),
        ("No review date on record", date.max),
    )
    groups: list[CaseGroup] = []
    left = list(cases)
    for title, end in ends:
        inside = [case for case in left if _due(case)[0] <= end]
        left = left[len(inside) :]
        if inside:
            rows = tuple(_row(case, today, show_words) for case in inside)
            groups.append(CaseGroup(title, rows))
    return groups


def _row(case: _Case, today: date, show_words: bool) -> CaseRow:
    coming = case.around.coming
    due = coming.due_on if coming else None
    done, words = _how_far(case)
    return CaseRow(
        person_id=case.person.id,
        name=f"{case.person.preferred_name} {case.person.surname}".strip(),
        age=people.age(case.person.born, today),
        review_id=coming.id if coming else None,
        due=due,
        working_days=working_days_between(today, due, holidays=bank_holidays()) if due else None,
        voice=done,
        voice_words=words,
        loose_end=bool(case.asked) and not case.heard,
        latest=_latest(case) if show_words else None,
        flag=_flag(case),
        brief=_brief(case, due, today),
    )


def _how_far(case: _Case) -> tuple[int, str]:
    """How many stitches are done, and the last of them in words."""
    if case.helped:
        return 5, f"Did it help: {case.helped.replace('_', ' ')}"
    if case.told:
        return 4, "Told back, waiting"
    if not case.heard:
        return (1 if case.asked else 0), _silence(case)
    waiting = sum(answer.read_at is None for answer in case.words)
    if waiting == 0:
        return 3, "Read"
    if waiting < len(case.words):
        return 3, f"Read, {waiting} still to read"
    return 2, "Answered, not read"


def _silence(case: _Case) -> str:
    if case.not_before:
        return f"Do not ask until {case.not_before:%-d %b}"
    if case.asked and case.lost:
        return "Asked, the text did not arrive"
    times = {0: "Not asked yet", 1: "Asked, no answer", 2: "Asked twice, no answer"}
    return times.get(case.asked, f"Asked {case.asked} times, no answer")


def _latest(case: _Case) -> Quote | None:
    return quotes.for_a_list(case.words)


def _flag(case: _Case) -> str:
    calls = sum("wants_contact" in worry.families for worry in case.worries)
    if calls:
        return "Asked to be called"
    notes = len(case.worries)
    if not notes:
        return ""
    return "1 safety note" if notes == 1 else f"{notes} safety notes"


def _brief(case: _Case, due: date | None, today: date) -> str:
    if due is None:
        return ""
    ready = timetable(due, holidays=bank_holidays()).brief
    if today < ready:
        return f"Due {ready:%a %-d %b}"
    if not case.heard:
        return "No words yet"
    return "Read first" if any(a.read_at is None for a in case.words) else "Ready"
