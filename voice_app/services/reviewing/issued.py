"""Opening a copy of the brief: exactly as it was issued, and what is new since the one before."""

from collections.abc import Collection
from datetime import date
from datetime import datetime

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.reviews import BriefIssue
from voice_app.pages.brief import Brief
from voice_app.pages.brief import Changes
from voice_app.pages.brief import IssuedBrief
from voice_app.pages.brief import Opened
from voice_app.pages.changes import changes
from voice_app.pages.frozen import thawed
from voice_app.pages.hiding import TAKEN_BACK
from voice_app.pages.hiding import answers_on
from voice_app.pages.hiding import without
from voice_app.services.reviewing.briefing import NotYours
from voice_app.services.reviewing.copies import copies_shown
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import issues
from voice_app.store import queue
from voice_app.store import record


def issued(
    person_id: int, review_id: int, number: int, *, user_id: int, now: datetime
) -> IssuedBrief | None:
    """One copy; raises ``NotYours``. None where there is no such copy."""
    with writing():
        row = _own(person_id, review_id, number, user_id=user_id, now=now)
        if row is None:
            return None
        record.note(record.Deed(user_id, "saw", f"issued:{row.id}", person_id), now=now)
        _mark_opened(row, user_id, now)
        page = _as_it_stood(row, now)
        return IssuedBrief(
            brief=page,
            copy=copies_shown(review_id)[number - 1],
            approved=row.approved,
            opened=_opened(row),
            changes=_changes(row, page),
            pdf_state=row.pdf_state,
        )


def pdf(
    person_id: int, review_id: int, number: int, *, user_id: int, now: datetime
) -> bytes | None:
    """The PDF of one copy, written down as taken out; raises ``NotYours``. None: not made."""
    with writing():
        row = _own(person_id, review_id, number, user_id=user_id, now=now)
        if row is None:
            return None
        _as_it_stood(row, now)
        if row.pdf is None:
            return None
        record.note(record.Deed(user_id, "exported", f"issued:{row.id}", person_id), now=now)
        _mark_opened(row, user_id, now)
        return row.pdf


def to_print(issue_id: int) -> Brief | None:
    """The page of a copy, for the worker that makes its PDF; None where the copy is gone."""
    with writing():
        row = db.session.get(BriefIssue, issue_id)
        return None if row is None else _without_the_gone(row)[0]


def keep_pdf(issue_id: int, made: bytes | None, *, now: datetime) -> None:
    """Keep the PDF of a copy; None says that this machine could not make one."""
    with writing():
        row = db.session.get(BriefIssue, issue_id)
        if row is None:
            return
        row.pdf, row.pdf_state = made, "made" if made else "failed"
        row.pdf_without = len(_without_the_gone(row)[1])
        reason = f"pdf {row.pdf_state}"
        record.note(
            record.Deed(None, "changed", f"issued:{row.id}", row.person_id, reason), now=now
        )


def _own(
    person_id: int, review_id: int, number: int, *, user_id: int, now: datetime
) -> BriefIssue | None:
    if not access.is_own_child(user_id, person_id, now=now):
        raise NotYours
    row = issues.numbered(review_id, number)
    return row if row is not None and row.person_id == person_id else None


def _as_it_stood(row: BriefIssue, now: datetime) -> Brief:
    """The page; where words were taken back since, a PDF that still holds them is made again."""
    page, gone = _without_the_gone(row)
    if gone and row.pdf is not None and row.pdf_without != len(gone):
        row.pdf, row.pdf_state = None, "waiting"
        queue.put_job("make_brief_pdf", row.id, now=now)
    return page


def _without_the_gone(row: BriefIssue) -> tuple[Brief, Collection[int]]:
    page = thawed(Brief, row.page)
    on_it = answers_on(page)
    gone = on_it - issues.still_there(on_it)
    return without(page, {each: _taken_back_on(each, row) for each in gone}), gone


def _taken_back_on(answer_id: int, row: BriefIssue) -> date | None:
    """The day on which an answer was taken back, where the record says."""
    at = record.last_change(f"answer:{answer_id}", TAKEN_BACK, row.person_id)
    return london_day(at) if at else None


def _mark_opened(row: BriefIssue, user_id: int, now: datetime) -> None:
    for recipient in issues.recipients([row.id]).get(row.id, ()):
        if recipient.user_id == user_id and recipient.opened_at is None:
            recipient.opened_at = now


def _opened(row: BriefIssue) -> tuple[Opened, ...]:
    """Everybody it was issued to, and whoever else opened it, each with the first time."""
    to = [each.user_id for each in issues.recipients([row.id]).get(row.id, ())]
    seen, fetched = (_first(did, row) for did in ("saw", "exported"))
    everybody = dict.fromkeys([*to, *seen, *fetched])
    names = accounts.names(set(everybody))
    return tuple(
        Opened(names[who], seen.get(who), who in to, fetched.get(who)) for who in everybody
    )


def _first(did: str, row: BriefIssue) -> dict[int, datetime]:
    """When each person first saw a copy, or took its PDF out."""
    first: dict[int, datetime] = {}
    for deed in record.deeds(did, f"issued:{row.id}", row.person_id):
        if deed.user_id is not None:
            first.setdefault(deed.user_id, deed.at)
    return first


def _changes(row: BriefIssue, page: Brief) -> Changes | None:
    before = issues.numbered(row.review_id, row.number - 1)
    if before is None:
        return None
    return changes(_without_the_gone(before)[0], page, number=before.number)
