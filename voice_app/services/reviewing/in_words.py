"""Codes and lines of the record in words that a reader of the brief needs no list for."""

from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.people import Person
from voice_app.store import accounts
from voice_app.store import worries

PN0_BELOW = 4  # years old

# SSDA903 codes, by their first letter or in full (domain note 2.1)
PLACEMENTS = {
    "U1": "Family or friends, fostering",
    "U2": "Family or friends, fostering",
    "U3": "Family or friends, fostering",
    "U": "Foster carers",
    "K2": "Children's home",
    "K1": "Secure home",
    "K": "Children's home",
    "P1": "With parents",
    "P2": "Living independently",
    "H5": "Semi-independent home",
    "A": "Placed for adoption",
    "R": "Residential care",
    "S1": "Residential school",
    "T": "A temporary home",
    "Z1": "Another home",
}
LEGAL = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order",
    "E1": "Placement order",
    "V2": "Accommodated, section 20",
    "V3": "Short breaks",
    "V4": "Short breaks",
    "J1": "Remand",
    "L1": "Police protection",
    "L2": "Emergency protection order",
    "L3": "Child assessment order",
}
PARTICIPATION = {
    "PN0": "Under 4 at the time",
    "PN1": "Came and spoke",
    "PN2": "Came, an advocate spoke",
    "PN3": "Came, showed their views without words",
    "PN4": "Came, did not speak",
    "PN5": "Did not come, an advocate spoke",
    "PN6": "Did not come, views reached the review",
    "PN7": "Did not come, no views reached it",
}
LANGUAGES = {"en": "English", "ar": "Arabic", "fa": "Persian", "ps": "Pashto", "pl": "Polish"}


def spell(person_id: int) -> CareSpell | None:
    """The child's period of care."""
    return db.session.scalar(select(CareSpell).where(CareSpell.person_id == person_id))


def lives_with(care: CareSpell | None) -> str:
    """Where they live, and since when."""
    if care is None or care.until is not None:
        return "Not in care now"
    place = PLACEMENTS.get(care.placement) or PLACEMENTS.get(care.placement[:1], "Not on record")
    since = f", since {care.placed_since:%b %Y}" if care.placed_since else ""
    return f"{place}{since}"


def legal_status(care: CareSpell | None) -> str:
    """Under which order or agreement."""
    if care is None or care.until is not None:
        return "None"
    return LEGAL.get(care.legal_status, care.legal_status or "Not on record")


def participation(code: str) -> str:
    """How they took part last time."""
    return f"{PARTICIPATION[code]} ({code})" if code in PARTICIPATION else "Not on record"


def likes(person: Person) -> str:
    """How they like to be asked."""
    how = "By text" if person.likes_channel == "text" else "On the web"
    language = LANGUAGES.get(person.language, person.language)
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
