"""Who has not been heard for a time, what was tried, and what they chose; beside their visits.

Heard means that they answered or wrote something of their own, in whatever way. Visited means that
they were seen at a social work visit in the same days, and that no visit is overdue.
"""

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from voice_app.clock import LONDON
from voice_app.clock import london_day
from voice_app.db import writing
from voice_app.pages import codes
from voice_app.pages.caseload import KINDS
from voice_app.pages.caseload import NotHeard
from voice_app.pages.caseload import NotHeardGroup
from voice_app.pages.caseload import NotHeardRow
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import RefusalShown
from voice_app.pages.caseload import VisitsShown
from voice_app.pages.caseload import Way
from voice_app.services.caseload import whose
from voice_app.services.caseload.cases import LONG_AGO
from voice_app.services.caseload.saved import MOST_DAYS
from voice_app.services.caseload.saved import NOT_HEARD
from voice_app.services.caseload.saved import views
from voice_app.store import children
from voice_app.store import hearing
from voice_app.store import owed
from voice_app.store import people
from voice_app.store import record
from voice_app.store import settings

ON_A_PAGE = 50
MOST_WAYS = 5  # of what was tried, the newest
NEITHER, VISITED, UNVISITED, UNHEARD = KINDS


@dataclass(frozen=True)
class Silence:
    """Who stands on the list: each child's kind, in the order of the page."""

    kinds: Mapping[int, str]
    own: frozenset[int]
    visits: Mapping[int, owed.Visits]
    total: int

    @property
    def unheard(self) -> int:
        """How many have not been heard."""
        return sum(kind != UNVISITED for kind in self.kinds.values())


def not_heard(*, user_id: int, wish: NotHeardWish | None = None, now: datetime) -> NotHeard:
    """The list for an IRO, a social worker or a participation worker; every look is recorded."""
    asked, today = wish or NotHeardWish(), london_day(now)
    with writing():
        usual = settings.value("not_heard_after")
        days = asked.days if asked.days and 1 <= asked.days <= MOST_DAYS else usual
        silence = silent(user_id, days, today)
        show = asked.show if asked.show in KINDS else ""
        ids = [one for one, kind in silence.kinds.items() if show in {"", kind}]
        pages = max(1, -(-len(ids) // ON_A_PAGE))
        number = min(max(asked.number, 1), pages)
        ids = ids[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        page = NotHeard(
            today=today,
            show=show,
            days=days,
            usual_days=usual,
            unheard=silence.unheard,
            total=silence.total,
            groups=tuple(_groups(_rows(ids, silence, today), silence)),
            number=number,
            pages=pages,
            everybody=whose.sees_everybody(user_id),
            views=views(user_id, NOT_HEARD),
        )
        looks = [record.Deed(user_id, "saw", NOT_HEARD, one) for one in ids]
        record.note_all(looks, now=now)
        return page


def silent(user_id: int, days: int, today: date) -> Silence:
    """Who has not been heard, or not been visited, in so many days; inside a transaction."""
    begins = today - timedelta(days=days)
    own = children.ids(whose.own(user_id, today))
    everybody = whose.sees_everybody(user_id)
    listed = children.everybody() if everybody else own  # thousands are told by a SELECT
    ids = children.ids(children.everybody()) if everybody else own
    heard = hearing.heard_since(listed, datetime.combine(begins, time(), LONDON))
    visits = owed.visits(own)
    kinds = {}
    for one in ids:
        visited = _was_visited(visits.get(one), begins, today) if one in own else None
        kind = _kind(heard=one in heard, visited=visited)
        if kind:
            kinds[one] = kind
    quiet = hearing.last_sitting(listed)
    order = sorted(kinds, key=lambda one: (KINDS.index(kinds[one]), quiet.get(one, LONG_AGO), one))
    return Silence({one: kinds[one] for one in order}, own, visits, len(ids))


def _kind(*, heard: bool, visited: bool | None) -> str:
    """Which group a child stands in; none for one who is heard and visited."""
    if visited is None:
        return "" if heard else UNHEARD
    if heard:
        return "" if visited else UNVISITED
    return VISITED if visited else NEITHER


def _was_visited(visits: owed.Visits | None, begins: date, today: date) -> bool:
    if visits is None or visits.last_seen is None:
        return False
    return visits.last_seen >= begins and not _is_late(visits, today)


def _is_late(visits: owed.Visits, today: date) -> bool:
    return visits.next_due is not None and visits.next_due < today


def _groups(rows: list[NotHeardRow], silence: Silence) -> list[NotHeardGroup]:
    inside: dict[str, list[NotHeardRow]] = {}
    for row in rows:
        inside.setdefault(silence.kinds[row.person_id], []).append(row)
    return [NotHeardGroup(kind, tuple(inside[kind])) for kind in KINDS if kind in inside]


def _rows(ids: Collection[int], silence: Silence, today: date) -> list[NotHeardRow]:
    named = {child.person_id: child for child in children.named(ids)}
    voice, likes = hearing.last_voice(ids), children.likes(ids)
    ways, numbers = _ways(ids, voice), children.numbers(ids)
    refusals, paused = hearing.refusals(ids), hearing.not_before(ids, today)
    return [
        NotHeardRow(
            person_id=one,
            name=named[one].name,
            number=numbers.get(one, ""),
            age=people.age(named[one].born, today),
            last_heard=london_day(voice[one]) if one in voice else None,
            ways=ways[one],
            refusals=tuple(RefusalShown(no.how, london_day(no.on)) for no in refusals[one]),
            likes=likes[one][0],
            language=codes.language(likes[one][1]),
            not_before=paused.get(one),
            visits=_visits(silence.visits.get(one), today) if one in silence.own else None,
            own=one in silence.own,
        )
        for one in ids
    ]


def _visits(visits: owed.Visits | None, today: date) -> VisitsShown:
    if visits is None:
        return VisitsShown(None, None, None, None, late=False)
    last = visits.last
    return VisitsShown(
        last=last.held_on if last else None,
        seen=last.child_seen if last else None,
        alone=last.seen_alone if last else None,
        next_due=visits.next_due,
        late=_is_late(visits, today),
    )


def _ways(ids: Collection[int], voice: Mapping[int, datetime]) -> dict[int, tuple[Way, ...]]:
    """What was tried since each child was last heard, newest first."""
    asks = hearing.asks(ids)
    lost = hearing.lost([ask.invitation_id for many in asks.values() for ask in many])
    tried = {}
    for one in ids:
        ways = [
            way
            for ask in asks[one]
            if ask.at >= voice.get(one, LONG_AGO)
            for way in _tried(ask, arrived=ask.invitation_id not in lost)
        ]
        tried[one] = tuple(sorted(ways, key=lambda way: way.on, reverse=True)[:MOST_WAYS])
    return tried


def _tried(ask: hearing.Asked, *, arrived: bool) -> list[Way]:
    """An ask, its reminder, and whether the last text of it is known not to have arrived."""
    ways = [Way(ask.channel if arrived else "lost", london_day(ask.at))]
    if ask.reminded_at:
        ways.append(Way("reminder", london_day(ask.reminded_at)))
    return ways
