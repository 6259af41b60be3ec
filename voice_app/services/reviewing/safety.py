"""The safety line: always there. It says who holds each note and since when, never what it is."""

from datetime import datetime

from voice_app.clock import london_day
from voice_app.pages.brief import Safety
from voice_app.pages.brief import WorryOpen
from voice_app.store import accounts
from voice_app.store import worries

CALL = "wants_contact"  # the family of a worry


def safety(person_id: int, since: datetime | None) -> Safety:
    """The open notes about a child. What they hold back from the brief is not held back here."""
    notes = worries.open_about(person_id)
    holders = accounts.names({note.owner_id for note in notes if note.owner_id})
    return Safety(
        notes=tuple(
            WorryOpen(
                worry_id=note.id,
                holder=holders.get(note.owner_id or 0, ""),
                since=london_day(note.opened_at),
                wants_contact=CALL in note.families,
            )
            for note in notes
        ),
        closed=worries.closed_about(person_id, since=since),
    )
