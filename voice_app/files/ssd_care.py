"""What an extract's lines on one child add up to: the latest time in care, who works with them."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta

from voice_app.files import ssd_words
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd_rows import EpisodeRow
from voice_app.files.ssd_rows import InvolvementRow

ONE_AT_A_TIME = frozenset({"iro", "social_worker", "personal_adviser"})
_TWO_AT_ONCE = (
    "Somebody else took this over while it still went on. It counts until the day before."
)
_A_DAY = timedelta(days=1)

Stretch = tuple[date, date | None]  # None: its end has not come


@dataclass(frozen=True)
class Period:
    """A time in care, over all its episodes; ``until`` is None while it lasts."""

    period_id: str
    since: date
    until: date | None
    line: int  # of its first episode


def periods(episodes: Iterable[EpisodeRow]) -> list[Period]:
    """One child's times in care, in the order they began."""
    of_period: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    for episode in episodes:
        of_period[episode.period_id].append(episode)
    found = [_period(period_id, theirs) for period_id, theirs in of_period.items()]
    return sorted(found, key=lambda period: (period.since, period.line))


def still_open(found: Sequence[Period], file: str) -> Iterator[Fault]:
    """A fault for each time in care that never ended although a later one began."""
    for period in found[:-1]:
        if period.until is None:
            what = "This time in care has no end, and yet a later one began. The later one is used."
            yield Line(file, period.line, {}).kept("clae_cla_id", Code.DISAGREES, what)


def _period(period_id: str, episodes: Iterable[EpisodeRow]) -> Period:
    in_order = sorted(episodes, key=lambda episode: (episode.since, episode.line))
    entered = [episode.entered_care for episode in in_order if episode.entered_care]
    last = in_order[-1]
    return Period(
        period_id=period_id,
        since=min([*entered, in_order[0].since]),
        until=last.until if last.ends_care else None,
        line=in_order[0].line,
    )


def stretches(times: Iterable[Stretch]) -> list[Stretch]:
    """Times that overlap, made one; in order."""
    joined: list[Stretch] = []
    for since, until in sorted(times, key=lambda time: (time[0], time[1] or date.max)):
        if joined and since <= (joined[-1][1] or date.max):
            first, last = joined[-1]
            end = max(last or date.max, until or date.max)
            joined[-1] = (first, None if end == date.max else end)
        else:
            joined.append((since, until))
    return joined


@dataclass(frozen=True)
class Assignment:
    """Somebody's work with one child; ``role`` is a key, and ``until`` the last day of it."""

    professional_id: str
    role: str
    since: date
    until: date | None
    line: int


def assignments(
    involvements: Iterable[InvolvementRow], file: str
) -> tuple[list[Assignment], list[Fault]]:
    """Who worked with one child, in order. Whoever took over ended the work of who was before."""
    of_role: defaultdict[str, list[Assignment]] = defaultdict(list)
    for row in sorted(involvements, key=lambda row: (row.since, row.line)):
        role = ssd_words.shipped().roles[ssd_words.plain(row.role)]
        of_role[role].append(Assignment(row.professional_id, role, row.since, row.until, row.line))
    kept: list[Assignment] = []
    faults: list[Fault] = []
    for role, held in of_role.items():
        each = _one_after_the_other(held) if role in ONE_AT_A_TIME else held
        kept.extend(_joined(each))
        cut = {new.line for new, old in zip(each, held, strict=True) if new != old}
        for line in sorted(cut):
            bare = Line(file, line, {})
            faults.append(bare.kept("invo_involvement_end_date", Code.DISAGREES, _TWO_AT_ONCE))
    return kept, faults


def _joined(held: Iterable[Assignment]) -> Iterator[Assignment]:
    """One person's overlapping assignments in one role, made one."""
    of_person: defaultdict[str, list[Assignment]] = defaultdict(list)
    for one in held:
        of_person[one.professional_id].append(one)
    for theirs in of_person.values():
        for since, until in stretches((one.since, one.until) for one in theirs):
            yield replace(theirs[0], since=since, until=until)


def _one_after_the_other(held: Sequence[Assignment]) -> list[Assignment]:
    """End each on the day before somebody else began, where it went on."""
    ended = []
    for place, one in enumerate(held):
        later = (other.since for other in held[place + 1 :] if _takes_over(one, other))
        taken = next(later, None)
        ended.append(replace(one, until=taken - _A_DAY) if taken else one)
    return ended


def _takes_over(one: Assignment, other: Assignment) -> bool:
    """Whether this other person began, on a later day, what the first had not ended."""
    open_then = one.until is None or one.until >= other.since
    return open_then and other.since > one.since and other.professional_id != one.professional_id
