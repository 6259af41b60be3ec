"""Ways of looking at a list that somebody keeps: filters and order under a name, never a search."""

import re
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.desk import SavedView
from voice_app.pages.caseload import KINDS
from voice_app.pages.caseload import SHOWS
from voice_app.pages.caseload import SORTS
from voice_app.pages.caseload import ViewShown
from voice_app.services.caseload import whose
from voice_app.store import children

CASELOAD, NOT_HEARD = "caseload", "not_heard"
MOST_DAYS = 3650
MOST_VIEWS = 20
LONGEST_NAME = 40
COMMON = 3  # letters: a shorter part of a name is found in too many words

KEPT: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    CASELOAD: {"show": SHOWS.__contains__, "sort": SORTS.__contains__},
    NOT_HEARD: {
        "show": KINDS.__contains__,
        "days": lambda days: days.isdecimal() and 1 <= int(days) <= MOST_DAYS,
    },
}


class ViewRefused(ValueError):
    """This cannot be kept, and nothing was: ``why`` is name, child or many."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def save(
    page: str, name: str, asked: Mapping[str, str], *, user_id: int, now: datetime
) -> ViewShown:
    """Keep a way of looking, or change the one of this name; raises ``ViewRefused``.

    Only filters and order are kept: what was searched for is somebody's name.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise ViewRefused("name")
    kept = {key: asked[key] for key, fits in KEPT[page].items() if fits(asked.get(key, ""))}
    with writing():
        if _names_a_child(called, user_id, london_day(now)):
            raise ViewRefused("child")
        views_now = _rows(user_id, page)
        row = next((view for view in views_now if view.name == called), None)
        if row is None and len(views_now) >= MOST_VIEWS:
            raise ViewRefused("many")
        row = row or SavedView(user_id=user_id, page=page, name=called)
        row.query = urlencode(kept)
        db.session.add(row)
        db.session.flush()
        return ViewShown(row.id, row.name, row.query)


def remove(view_id: int, *, user_id: int) -> str:
    """Forget one of one's own; gives the page it was of, empty where there is none."""
    with writing():
        row = db.session.get(SavedView, view_id)
        if row is None or row.user_id != user_id:
            return ""
        db.session.delete(row)
        return row.page


def views(user_id: int, page: str) -> tuple[ViewShown, ...]:
    """What somebody keeps for a page, by name."""
    return tuple(ViewShown(row.id, row.name, row.query) for row in _rows(user_id, page))


def _rows(user_id: int, page: str) -> list[SavedView]:
    query = select(SavedView).where(SavedView.user_id == user_id, SavedView.page == page)
    return list(db.session.scalars(query.order_by(SavedView.name)))


def _names_a_child(called: str, user_id: int, today: date) -> bool:
    """Whether a part of any of their children's names is in it."""
    words = set(_parts(called))
    if not words:
        return False
    theirs = children.called(whose.listed(user_id, today))
    return any(words & set(_parts(name)) for name in theirs)


def _parts(name: str) -> list[str]:
    return [part for part in re.findall(r"[^\W\d_]+", name.casefold()) if len(part) >= COMMON]
