"""What a child's lines add up to: since when in care, where, under which status, which reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voice_app.files.rows903 import STARTED_CARE
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow


@dataclass(frozen=True)
class CareSpell:
    """The latest period of care. ``started`` is None where no episode says it began (RNE "S").

    ``after`` is the day an earlier period of care ended, if the file holds one.
    """

    started: date | None
    ended: date | None
    after: date | None
    line: int  # of its earliest episode in the Episodes file

    def covers(self, day: date) -> bool:
        """Whether a day can belong to this period, as far as its ends are known."""
        begins = self.started or self.after or date.min
        return begins <= day <= (self.ended or date.max)


@dataclass(frozen=True)
class CareRecord:
    """One child's care as a return tells it. Placement and status are the latest episode's."""

    child: ChildRow
    spell: CareSpell | None  # None where the child has no episode
    placement: str
    legal_status: str
    reviews: tuple[ReviewRow, ...]  # in the order they were held, of every period of care

    @property
    def in_care(self) -> bool:
        """Whether the latest period of care is still open."""
        return self.spell is not None and self.spell.ended is None

    @property
    def held(self) -> tuple[date, ...]:
        """The days of the reviews held in the latest period of care, in order."""
        days = (review.held_on for review in self.reviews)
        return tuple(day for day in days if self.spell is None or self.spell.covers(day))


def care_record(
    child: ChildRow, episodes: Sequence[EpisodeRow], reviews: Sequence[ReviewRow]
) -> CareRecord:
    """Put one child's rows together; rows may come in any order."""
    by_start = sorted(episodes, key=lambda episode: (episode.started, episode.line))
    return CareRecord(
        child=child,
        spell=_latest_spell(by_start),
        placement=by_start[-1].placement if by_start else "",
        legal_status=by_start[-1].legal_status if by_start else "",
        reviews=tuple(sorted(reviews, key=lambda review: (review.held_on, review.line))),
    )


def _latest_spell(episodes: Sequence[EpisodeRow]) -> CareSpell | None:
    """Go back from the last episode to the one that opened this period of care."""
    if not episodes:
        return None
    last = opening = episodes[-1]
    after = None
    for before in reversed(episodes[:-1]):
        if opening.reason_started == STARTED_CARE:
            break
        if before.ends_care:
            after = before.ended
            break
        opening = before
    return CareSpell(
        started=opening.started if opening.reason_started == STARTED_CARE else None,
        ended=last.ended if last.ends_care else None,
        after=after,
        line=opening.line,
    )
