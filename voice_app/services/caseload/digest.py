"""The digest: an e-mail that says how many things wait, and never what, who or whose.

On working days only, and at most one a day, even where a worker dies between sending one and
saying so: its day is stored before it is handed over.
"""

import re
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from messaging.gateways.email import Notice
from messaging.gateways.email import NotTaken
from messaging.gateways.email import Post
from surveys.clocks import is_working_day
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.desk import Digest
from voice_app.pages.caseload import DigestPage
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services.caseload.cases import cases
from voice_app.services.caseload.not_heard import silent
from voice_app.store import access
from voice_app.store import children
from voice_app.store import queue
from voice_app.store import settings

DAILY, WEEKLY = "daily", "weekly"
ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")


class AddressRefused(ValueError):
    """This is no e-mail address; nothing was changed."""


@dataclass(frozen=True)
class Waiting:
    """How many things wait for somebody."""

    not_heard: int
    briefs: int
    calls: int

    def __bool__(self) -> bool:
        return bool(self.not_heard or self.briefs or self.calls)


def digest_page(*, user_id: int, possible: bool) -> DigestPage:
    """What somebody set up; ``possible`` says whether this installation sends e-mail."""
    row = db.session.get(Digest, user_id)
    if row is None:
        user = db.session.get_one(StaffUser, user_id)
        return DigestPage(
            possible, "", user.sign_in if ADDRESS.fullmatch(user.sign_in) else "", None
        )
    return DigestPage(possible, row.how_often, row.address, row.last_on)


def set_digest(how_often: str, address: str, *, user_id: int) -> None:
    """Send somebody a digest daily, weekly, or never (anything else); raises ``AddressRefused``."""
    with writing():
        row = db.session.get(Digest, user_id)
        if how_often not in {DAILY, WEEKLY}:
            if row is not None:
                db.session.delete(row)
            return
        if not ADDRESS.fullmatch(address.strip()):
            raise AddressRefused
        row = row or Digest(user_id=user_id)
        row.how_often, row.address = how_often, address.strip()
        db.session.add(row)


def digests_due(*, now: datetime) -> int:
    """Put today's digests in the queue, each once; gives how many that was."""
    today = london_day(now)
    if not is_working_day(today, bank_holidays()):
        return 0
    with writing():
        rows = db.session.scalars(
            select(Digest)
            .join(StaffUser, StaffUser.id == Digest.user_id)
            .where(StaffUser.active.is_(True))
            .order_by(Digest.user_id)
        )
        return sum(
            queue.put_job_once(
                "send_digest", row.user_id, key=f"digest:{row.user_id}:{today}", now=now
            )
            for row in rows.all()
            if _is_due(row, today)
        )


def send_digest(user_id: int, post: Post, *, public_url: str, now: datetime) -> bool:
    """Send one, unless nothing waits or today's has gone; raises ``NotTaken`` to be tried again.

    A server's lasting no is not raised: trying again would not help.
    """
    today = london_day(now)
    claimed = _claim(user_id, public_url, today, now)
    if claimed is None:
        return False
    notice, before = claimed
    try:
        post.send(notice)
    except NotTaken as refused:
        _give_back(user_id, before)
        if not refused.permanent:
            raise
        return False
    return True


def _claim(
    user_id: int, public_url: str, today: date, now: datetime
) -> tuple[Notice, date | None] | None:
    """Today's notice with its day stored, and the day of the one before."""
    with writing():
        row = db.session.get(Digest, user_id, with_for_update=True)
        if row is None or not _is_due(row, today) or not is_working_day(today, bank_holidays()):
            return None
        waiting = _waiting(user_id, today, now)
        if not waiting:
            return None
        before, row.last_on = row.last_on, today
        return Notice(row.address, _subject(), _words(waiting, public_url)), before


def _give_back(user_id: int, before: date | None) -> None:
    with writing():
        row = db.session.get(Digest, user_id)
        if row is not None:
            row.last_on = before


def _is_due(row: Digest, today: date) -> bool:
    """A weekly one goes on the first working day of the week, or on the next that is possible."""
    if row.how_often == DAILY:
        return row.last_on is None or row.last_on < today
    monday = today - timedelta(days=today.weekday())
    week = [monday + timedelta(days=n) for n in range(today.weekday())]
    first = not any(is_working_day(day, bank_holidays()) for day in week)
    return first if row.last_on is None else row.last_on < monday


def _waiting(user_id: int, today: date, now: datetime) -> Waiting:
    """What waits on the lists that this person may open; nothing for a closed account."""
    allowed = access.allowed(user_id)
    not_heard = briefs = calls = 0
    if Permission.SEE_NOT_HEARD in allowed:
        not_heard = silent(user_id, settings.value("not_heard_after"), today).unheard
    if Permission.SEE_OWN_CHILDREN in allowed:
        days = settings.days_around_review()
        mine = cases(children.own(user_id, [Role.IRO], today), now=now)
        briefs = sum(case.brief_waits(days, today) for case in mine)
        calls = sum(case.calls for case in mine)
    return Waiting(not_heard, briefs, calls)


def _subject() -> str:
    return str(_("What waits for you today"))


def _words(waiting: Waiting, public_url: str) -> str:
    """Counts, and where to sign in."""
    parts = [
        ngettext("%(num)s child not heard", "%(num)s children not heard", waiting.not_heard),
        ngettext("%(num)s brief due", "%(num)s briefs due", waiting.briefs),
        ngettext("%(num)s asked you to call", "%(num)s asked you to call", waiting.calls),
    ]
    counts = (waiting.not_heard, waiting.briefs, waiting.calls)
    said = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    onward = _("Sign in: %(address)s", address=public_url)
    stop = _(
        "You asked for this e-mail. You can stop it there, under Not heard, E-mail me a count."
    )
    return f"{said}.\n{onward}\n\n{stop}\n"
