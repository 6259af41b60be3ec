"""An IRO's children by next review: who has been heard, who has not, what waits to be read."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta

from voice_app.clock import london_day
from voice_app.db import writing
from voice_app.pages.caseload import SHOWS
from voice_app.pages.caseload import SORTS
from voice_app.pages.caseload import CaseGroup
from voice_app.pages.caseload import Caseload
from voice_app.pages.caseload import Wish
from voice_app.policy import Role
from voice_app.services.caseload.cases import LONG_AGO
from voice_app.services.caseload.cases import Case
from voice_app.services.caseload.cases import by_review
from voice_app.services.caseload.cases import cases
from voice_app.services.caseload.cases import is_soon
from voice_app.services.caseload.rows import Known
from voice_app.services.caseload.rows import known
from voice_app.services.caseload.rows import row
from voice_app.services.caseload.saved import CASELOAD
from voice_app.services.caseload.saved import views
from voice_app.store import children
from voice_app.store import record
from voice_app.store import settings

SOON = 15  # working days that the first sentence of the page looks ahead
ON_A_PAGE = 50

FITS: Mapping[str, Callable[[Case, date], bool]] = {
    "review": lambda _case, _today: True,
    "not_heard": lambda case, _today: not case.heard,
    "soon": lambda case, today: not case.heard and is_soon(case, today, SOON),
    "not_read": lambda case, _today: case.unread > 0,
    "call": lambda case, _today: case.calls,
    "reply": lambda case, _today: case.reply is not None,
    "not_kept": lambda case, _today: case.not_kept > 0,
    "overdue": lambda case, today: case.due is not None and case.due < today,
    "not_now": lambda case, _today: case.not_before is not None,
}
ORDERS: Mapping[str, Callable[[Case], tuple[object, int]]] = {
    "review": by_review,
    "name": lambda case: (case.child.name.casefold(), case.child.person_id),
    "longest": lambda case: (case.last_voice or LONG_AGO, case.child.person_id),
}


def mine(*, user_id: int, wish: Wish | None = None, now: datetime) -> Caseload:
    """The children of one IRO. Names, ages and notes are of them: every look is recorded."""
    asked, today = _known_wish(wish or Wish()), london_day(now)
    with writing():
        everyone = cases(children.own(user_id, [Role.IRO], today), now=now)
        found = _found(everyone, asked, today)
        pages = max(1, -(-len(found) // ON_A_PAGE))
        number = min(max(asked.number, 1), pages)
        shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        soon = [case for case in everyone if is_soon(case, today, SOON)]
        page = Caseload(
            today=today,
            reviews_soon=len(soon),
            not_heard=sum(not case.heard for case in soon),
            usual_days=settings.value("not_heard_after"),
            groups=tuple(_groups(shown, asked.sort, known(shown, today, words=asked.words))),
            total=len(everyone),
            found=len(found),
            shown=len(shown),
            wish=Wish(asked.find, asked.show, asked.sort, number, asked.words),
            pages=pages,
            views=views(user_id, CASELOAD),
        )
        _note(shown, user_id, asked.words, now)
        return page


def _known_wish(wish: Wish) -> Wish:
    show = wish.show if wish.show in SHOWS else SHOWS[0]
    sort = wish.sort if wish.sort in SORTS else SORTS[0]
    return Wish(wish.find.strip(), show, sort, wish.number, wish.words)


def _found(everyone: Sequence[Case], wish: Wish, today: date) -> list[Case]:
    """Those that fit, in the order wished for.

    Names are encrypted, so they are searched among the rows this person may see; a number of the
    council's records is found whole, by its keyed hash, and only among those rows.
    """
    sought = wish.find.casefold()
    numbered = children.with_number(wish.find) if sought else frozenset()
    fitting = [
        case
        for case in everyone
        if FITS[wish.show](case, today)
        and (sought in case.child.name.casefold() or case.child.person_id in numbered)
    ]
    order = ORDERS[wish.sort]
    return sorted(fitting, key=order)


def _note(shown: Sequence[Case], user_id: int, words: bool, now: datetime) -> None:
    """Every look is written down, for each child on the page."""
    with_words = "with words" if words else ""
    record.note_all(
        [
            record.Deed(user_id, "saw", "caseload", case.child.person_id, with_words)
            for case in shown
        ],
        now=now,
    )


def _groups(shown: Sequence[Case], sort: str, around: Known) -> list[CaseGroup]:
    """By next review: overdue, this week, next week, later. An empty group is left out."""
    if sort != "review":
        return [CaseGroup("", tuple(row(case, around) for case in shown))] if shown else []
    today = around.today
    sunday = today + timedelta(days=6 - today.weekday())
    ends = (
        ("Overdue", today - timedelta(days=1)),
        ("This week", sunday),
        ("Next week", sunday + timedelta(days=7)),
        ("The weeks after", date.max - timedelta(days=1)),
        ("No review date on record", date.max),
    )
    groups: list[CaseGroup] = []
    left = list(shown)
    for title, end in ends:
        inside = [case for case in left if by_review(case)[0] <= end]
        left = left[len(inside) :]
        if inside:
            groups.append(CaseGroup(title, tuple(row(case, around) for case in inside)))
    return groups
