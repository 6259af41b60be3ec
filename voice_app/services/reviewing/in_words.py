"""Codes and lines of the record in words that a reader of the brief needs no list for."""

from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.people import Person
from voice_app.pages import codes
from voice_app.store import accounts
from voice_app.store import worries

PN0_BELOW = 4  # years old


def spell(person_id: int) -> CareSpell | None:
    """The child's period of care."""
    return db.session.scalar(select(CareSpell).where(CareSpell.person_id == person_id))


def lives_with(care: CareSpell | None) -> str:
    """Where they live, and since when."""
    if care is None or care.until is not None:
        return "Not in care now"
    place = codes.placement(care.placement)
    since = f", since {care.placed_since:%b %Y}" if care.placed_since else ""
    return f"{place}{since}"


def legal_status(care: CareSpell | None) -> str:
    """Under which order or agreement."""
    if care is None or care.until is not None:
        return "None"
    return codes.legal(care.legal_status)


def participation(code: str) -> str:
    """How they took part last time."""
    return codes.participation(code) or codes.NOT_ON_RECORD


def likes(person: Person) -> str:
    """How they like to be asked."""
    how = "By text" if person.likes_channel == "text" else "On the web"
    language = codes.language(person.language)
    needs = f". {person.communication_needs}" if person.communication_needs else ""
    return f"{how}, in {language}{needs}"


def safety_line(person_id: int, since: datetime | None) -> str:
    """Always there, even when there is nothing; it says who holds each note, never what it is."""
    notes = worries.open_about(person_id)
    closed = worries.closed_about(person_id, since=since)
    lately = f" {closed} closed since the last review." if closed else ""
    if not notes:
        return f"No safety note is open.{lately} That is what the record says, not a promise."
    holders = accounts.names({note.owner_id for note in notes if note.owner_id})
    lines = [
        f"one held by {holders.get(note.owner_id or 0, 'nobody yet')}"
        f" since {london_day(note.opened_at):%-d %B}"
        for note in notes
    ]
    calls = sum("wants_contact" in note.families for note in notes)
    asked = " They asked to be called." if calls else ""
    open_notes = "1 note is open" if len(notes) == 1 else f"{len(notes)} notes are open"
    return f"{open_notes}: {'; '.join(lines)}.{asked}{lately}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    teens = 10 < number % 100 < 14  # noqa: PLR2004 - 11th, 12th, 13th
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
