"""What a child's lines add up to: their times in care, where, under which status, the reviews."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from voice_app.files.rows903 import ADOPTED
from voice_app.files.rows903 import DIED
from voice_app.files.rows903 import STARTED_CARE
from voice_app.files.rows903 import STATUS_ONLY
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow


class CareSpell(NamedTuple):
    """A period of care. ``started`` is None where no episode says it began (RNE "S").

    ``after`` is the day an earlier period of care ended, if the file holds one; ``reason`` is
    the SSDA903 code for why it ended.
    """

    started: date | None
    ended: date | None
    after: date | None
    reason: str
    line: int  # of its earliest episode in the Episodes file

    def covers(self, day: date) -> bool:
        """Whether a day can belong to this period, as far as its ends are known."""
        begins = self.started or self.after or date.min
        return begins <= day <= (self.ended or date.max)


class Span(NamedTuple):
    """A time in one placement or under one legal status; ``code`` is SSDA903's.

    Where it is not ``whole`` it had begun earlier, before the return's first line of the child.
    """

    since: date
    until: date | None
    code: str
    whole: bool


class _Kind(NamedTuple):
    """How spans of one kind are told apart; ``not_begun`` are the RNE that begin none."""

    code: Callable[[EpisodeRow], str]
    goes_on: Callable[[EpisodeRow], bool]
    not_begun: frozenset[str]


_PLACEMENT = _Kind(
    code=lambda row: row.placement,
    goes_on=lambda row: row.reason_started == STATUS_ONLY,
    not_begun=frozenset({STATUS_ONLY, ""}),
)
_STATUS = _Kind(
    code=lambda row: row.legal_status,
    goes_on=lambda row: row.reason_started != STARTED_CARE,
    not_begun=frozenset({"P", "T", ""}),
)


@dataclass(frozen=True, slots=True)
class CareRecord:
    """One child's care as a return tells it. Placement and status are the latest episode's."""

    child: ChildRow
    episodes: tuple[EpisodeRow, ...]  # as they followed each other
    spells: tuple[CareSpell, ...]  # oldest first
    reviews: tuple[ReviewRow, ...]  # in the order they were held, of every period of care

    @property
    def lines(self) -> int:
        """How many lines of the return it is made of."""
        return 1 + len(self.episodes) + len(self.reviews)

    @property
    def spell(self) -> CareSpell | None:
        """The latest period of care; None where the child has no episode."""
        return self.spells[-1] if self.spells else None

    @property
    def placement(self) -> str:
        """Where the child lives, or last lived."""
        return self.episodes[-1].placement if self.episodes else ""

    @property
    def legal_status(self) -> str:
        """Under which status the child is looked after, or last was."""
        return self.episodes[-1].legal_status if self.episodes else ""

    @property
    def in_care(self) -> bool:
        """Whether the latest period of care is still open."""
        return bool(self.spells) and self.spells[-1].ended is None

    @property
    def held(self) -> tuple[date, ...]:
        """The days of the reviews held in the latest period of care, in order."""
        days = (review.held_on for review in self.reviews)
        return tuple(day for day in days if self.spell is None or self.spell.covers(day))

    @property
    def closed(self) -> tuple[str, date] | None:
        """That the child died or was adopted (``models.people.Person.record``), and the day."""
        spell = self.spell
        if spell is None or spell.ended is None:
            return None
        if spell.reason == DIED:
            return "died", spell.ended
        return ("sealed", spell.ended) if spell.reason in ADOPTED else None

    @property
    def placed_since(self) -> date | None:
        """The day the last placement began; None where the return does not reach back so far."""
        began = (row for row in reversed(self.episodes) if row.reason_started != STATUS_ONLY)
        first = next(began, None)
        return first.started if first and first.reason_started else None

    @property
    def placements(self) -> tuple[Span, ...]:
        """Where the child lived, oldest first; a change of status alone is no move."""
        return _spans(self.episodes, _PLACEMENT)

    @property
    def statuses(self) -> tuple[Span, ...]:
        """The legal statuses, oldest first."""
        return _spans(self.episodes, _STATUS)


def spells_of(episodes: Iterable[EpisodeRow]) -> tuple[CareSpell, ...]:
    """The periods of care of a child, out of episodes in order."""
    spells: list[CareSpell] = []
    for several in _parted(episodes):
        first, last = several[0], several[-1]
        spells.append(
            CareSpell(
                started=first.started if first.reason_started == STARTED_CARE else None,
                ended=last.ended if last.ends_care else None,
                after=spells[-1].ended if spells else None,
                reason=last.reason_ceased if last.ends_care else "",
                line=first.line,
            )
        )
    return tuple(spells)


def _parted(episodes: Iterable[EpisodeRow]) -> Iterator[list[EpisodeRow]]:
    """A new period begins where an episode says so, and after one that ended care."""
    several: list[EpisodeRow] = []
    for row in episodes:
        if several and (several[-1].ends_care or row.reason_started == STARTED_CARE):
            yield several
            several = []
        several.append(row)
    if several:
        yield several


def _spans(episodes: Sequence[EpisodeRow], kind: _Kind) -> tuple[Span, ...]:
    """Episodes as spans; those that follow on without a change are one.

    An episode of no days at all leaves no span where another starts on its day. An open one ends
    where the next begins.
    """
    spans: list[Span] = []
    for row in episodes:
        code = kind.code(row)
        last = spans[-1] if spans else None
        if last and last.until == row.started and last.code == code and kind.goes_on(row):
            spans[-1] = last._replace(until=row.ended)
            continue
        if last and last.since == row.started:
            spans.pop()
        elif last and last.until is None:
            spans[-1] = last._replace(until=row.started)
        whole = last is not None or row.reason_started not in kind.not_begun
        spans.append(Span(row.started, row.ended, code, whole))
    return tuple(spans)
