"""Codes and lines of the record in words that a reader of the brief needs no list for."""

from sqlalchemy import select

from surveys.journey import shipped as journey
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.people import Person
from voice_app.pages import codes


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


def language(code: str) -> str:
    """The English name of a language; a code that nobody knows stands as it is."""
    return codes.language(code)


_BY = {"text": "By text", "whatsapp": "On WhatsApp"}


def likes(person: Person) -> str:
    """How they like to be asked."""
    how = _BY.get(person.likes_channel, "On the web")
    needs = f". {person.communication_needs}" if person.communication_needs else ""
    return f"{how}, in {language(person.language)}{needs}"


def plan(kind: str) -> str:
    """A kind of plan in plain words; empty where there is none."""
    found = journey().plans.get(kind)
    return found.label if found else ""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    teens = 10 < number % 100 < 14  # noqa: PLR2004 - 11th, 12th, 13th
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
