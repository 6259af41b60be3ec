"""All that is known of each child's voice in this round of review, in a fixed number of queries."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from sqlalchemy import Select

from surveys.clocks import TimetableDays
from surveys.clocks import add_working_days
from surveys.clocks import timetable
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.store import after_review
from voice_app.store import children
from voice_app.store import hearing
from voice_app.store import owed
from voice_app.store import promises
from voice_app.store import rounds

LONGEST_ROUND = timedelta(days=366)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NOTHING = rounds.Around(None, None, 0)


@dataclass(frozen=True)
class Case:
    """One child's voice since the last review; what was said is not in it."""

    child: children.Named
    around: rounds.Around
    asked: int
    lost: bool  # the last text of the ask did not arrive
    declined: bool  # they said no to the last ask
    said: Sequence[hearing.Said]  # newest first
    told: int
    helped: str
    worries: Sequence[Sequence[str]]  # the families of each that is open
    not_before: date | None  # "do not ask now" until
    last_voice: datetime | None  # ever
    issued: datetime | None  # the brief for the coming review
    reply: after_review.ReplyOwed | None  # what came of the last review, which they wait to hear
    not_kept: int  # promises that they say have not happened

    @property
    def words(self) -> list[hearing.Said]:
        """What they wrote."""
        return [said for said in self.said if said.has_words]

    @property
    def heard(self) -> bool:
        """Whether they answered anything in this round; notes of what others saw are no answer."""
        return any(said.state == "answered" and not said.observed for said in self.said)

    @property
    def only_notes(self) -> bool:
        """Whether all there is was seen and written down by somebody else."""
        return not self.heard and any(said.state == "answered" for said in self.said)

    @property
    def told_back(self) -> bool:
        """Whether they know what came of their words, and of their last review too."""
        return self.told > 0 and self.reply is None

    @property
    def unread(self) -> int:
        """How much of what they wrote waits for a reader."""
        return sum(not said.read for said in self.words)

    @property
    def due(self) -> date | None:
        """The day of the coming review."""
        return self.around.coming.due_on if self.around.coming else None

    @property
    def calls(self) -> bool:
        """Whether they asked to be called."""
        return any("wants_contact" in families for families in self.worries)

    def brief_day(self, days: TimetableDays) -> date | None:
        """The day the brief is to be issued."""
        return timetable(self.due, holidays=bank_holidays(), days=days).brief if self.due else None

    def brief_waits(self, days: TimetableDays, today: date) -> bool:
        """Whether the brief of a review that has not passed is due, and none was issued."""
        ready = self.brief_day(days)
        return bool(ready and self.due and not self.issued and ready <= today <= self.due)


@dataclass(frozen=True)
class _Known:
    """What was looked up once for all of them, by child."""

    around: Mapping[int, rounds.Around]
    begins: Mapping[int, datetime]
    asks: Mapping[int, Sequence[hearing.Asked]]
    lost: frozenset[int]
    said: Mapping[int, Sequence[hearing.Said]]
    told: Mapping[int, Sequence[tuple[int, datetime]]]
    helped: Mapping[int, str]
    worries: Mapping[int, Sequence[Sequence[str]]]
    not_before: Mapping[int, date]
    last_voice: Mapping[int, datetime]
    issued: Mapping[int, datetime]
    replies: Mapping[int, after_review.ReplyOwed]
    not_kept: Mapping[int, int]


def cases(whose: Select[int], *, now: datetime) -> list[Case]:
    """These children, by next review; those without a date come last."""
    named = children.named(whose)
    known = _look_up([child.person_id for child in named], now)
    return sorted((_case(child, known) for child in named), key=by_review)


def _look_up(ids: Sequence[int], now: datetime) -> _Known:
    today = london_day(now)
    around, asks = rounds.around(ids), hearing.asks(ids)
    begins = {one: _since(around.get(one, NOTHING), today) for one in ids}
    told = {
        one: [each for each in responses if each[1] >= begins[one]]
        for one, responses in hearing.told(ids).items()
    }
    return _Known(
        around=around,
        begins=begins,
        asks=asks,
        lost=hearing.lost([asked[-1].invitation_id for asked in asks.values()]),
        said=hearing.said(ids, since=min(begins.values(), default=now)),
        told=told,
        helped=hearing.helped([lately[-1][0] for lately in told.values() if lately]),
        worries=hearing.worries(ids),
        not_before=hearing.not_before(ids, today),
        last_voice=hearing.last_voice(ids),
        issued=owed.issued([each.coming.id for each in around.values() if each.coming]),
        replies={each.person_id: each for each in after_review.replies_owed_to(ids, now)},
        not_kept=promises.not_kept(ids),
    )


def _case(child: children.Named, known: _Known) -> Case:
    one = child.person_id
    around, begins = known.around.get(one, NOTHING), known.begins[one]
    asks, told = known.asks.get(one, ()), known.told.get(one, ())
    return Case(
        child=child,
        around=around,
        asked=sum(asked.at >= begins for asked in asks),
        lost=bool(asks) and asks[-1].invitation_id in known.lost,
        declined=bool(asks) and asks[-1].declined_at is not None,
        said=[each for each in known.said.get(one, ()) if each.at >= begins],
        told=len(told),
        helped=known.helped.get(told[-1][0], "") if told else "",
        worries=known.worries.get(one, ()),
        not_before=known.not_before.get(one),
        last_voice=known.last_voice.get(one),
        issued=known.issued.get(around.coming.id) if around.coming else None,
        reply=known.replies.get(one),
        not_kept=known.not_kept.get(one, 0),
    )


def by_review(case: Case) -> tuple[date, int]:
    """The order of next review dates."""
    return (case.due or date.max, case.child.person_id)


def is_soon(case: Case, today: date, working_days: int) -> bool:
    """Whether the review is due within so many working days, or overdue."""
    return by_review(case)[0] <= add_working_days(today, working_days, holidays=bank_holidays())


def is_last_call(case: Case, days: TimetableDays, today: date) -> bool:
    """Whether the day of the last call has come and nobody has answered.

    A child who is to be left in peace is not called.
    """
    if case.due is None or case.heard or case.not_before:
        return False
    return today >= timetable(case.due, holidays=bank_holidays(), days=days).last_call


def _since(around: rounds.Around, today: date) -> datetime:
    """A round begins on the day of the last review, and is never longer than a year.

    Reviews are at most 6 months apart (CPPCR 2010 reg 33): what was said before that is no sign
    that a child has been heard lately, where nobody wrote their last review down.
    """
    held = around.last.held_on if around.last else None
    began = max(held or date.min, today - LONGEST_ROUND)
    return datetime.combine(began, time(), LONDON)
