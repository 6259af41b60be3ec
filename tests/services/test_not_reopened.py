"""A file may be older than the record: it never gives back what has ended."""

from datetime import date
from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.rows import every
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.files.spreadsheet import Line
from voice_app.models.journey import Involvement
from voice_app.services import recording
from voice_app.services.importing import dated
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.telling import Teller
from voice_app.store import access
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import Change


def kept(council: SmallCouncil) -> list[Involvement]:
    """Just what a file's involvements are held against."""
    return list(on_record.rows(Involvement, of=council.child)[council.child])


def told() -> Teller:
    """A line of a file."""
    return Teller("ssd", Line("involvements.csv", 2, {}), Tally([]))


def read(council: SmallCouncil, user: int, since: date, until: date | None = None) -> Involvement:
    """What a file says."""
    return Involvement(person_id=council.child, user_id=user, role="iro", since=since, until=until)


@pytest.fixture
def handed_over(council: SmallCouncil, clock: StandingClock) -> SmallCouncil:
    """Somebody else has taken over from Maura, today."""
    new = recording.NewInvolvement(council.duty, "iro", clock().date())
    recording.involve(council.child, new, by=None, now=clock())
    return council


def test_an_access_that_ended_stays_ended(handed_over: SmallCouncil, clock: StandingClock) -> None:
    began = clock().date() - timedelta(days=400)
    changed = dated.keep_involved(
        kept(handed_over), read(handed_over, handed_over.iro, began), told()
    )
    db.session.commit()
    assert changed is Change.UNCHANGED
    assert not access.is_own_child(handed_over.iro, handed_over.child, now=clock())


def test_a_start_the_record_does_not_know_ends_where_the_next_began(
    handed_over: SmallCouncil, clock: StandingClock
) -> None:
    long_ago = clock().date() - timedelta(days=3000)
    dated.keep_involved(kept(handed_over), read(handed_over, handed_over.qa, long_ago), told())
    db.session.commit()
    row = next(row for row in every(Involvement) if row.user_id == handed_over.qa)
    assert row.until is not None
    assert not access.is_own_child(handed_over.qa, handed_over.child, now=clock())
