"""The pretend phones of the demonstration: what is on their screens, and how we read it."""

import re
from datetime import datetime

from sqlalchemy import select

from messaging.alphabet import measure
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.jobs import Job
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.messages import PracticeText
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.pages.simulator import HowRead
from voice_app.pages.simulator import PhonePage
from voice_app.pages.simulator import PhoneShown
from voice_app.pages.simulator import TextShown
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import surveys

DRAMA = "+447700900"  # numbers kept free by the regulator for pretend
LATEST = 5
READ_AS = {
    "answered": "Answered",
    "skipped": "Skipped",
    "misread": "Not understood",
    "stop": "STOP",
    "start": "START",
    "help": "HELP",
    "helped": "Told us if it helped",
    "goneon": "More of the same answer",
    "hello": "HELLO",
    "link": "LINK",
    "language": "Another language",
    "it_is_me": "It is still their number",
    "changed_hands": "Somebody else has this number now",
    "unsure_which": "Not sure which question it was for",
    "unsure_who": "Not sure whose number it is now",
    "message": "A message of its own",
    "empty": "No words came with it",
    "unknown_sender": "We do not know this number",
    "shared_phone": "More than one person has this number",
}


def phone_page(slug: str, *, now: datetime) -> PhonePage | None:
    """One pretend phone by its last three digits; None when that is no such number."""
    address = number(slug)
    if address is None:
        return None
    index = people.phone_index(address)
    owners = people.on_phone(index)
    return PhonePage(
        phone=_phone(slug, owners, now),
        texts=tuple(_texts(index)),
        how_read=tuple(_how_read(index)),
        phones=tuple(_phones(now)),
        surveys=tuple(_surveys(owners)),
        sending=_is_sending(index, now),
    )


def first_slug() -> str:
    """The phone to show first: Jaz's, whom the README speaks of, else the first there is."""
    numbers = [slug for slug, _ in _numbers()]
    return "417" if "417" in numbers else (numbers[0] if numbers else "000")


def owner(slug: str) -> int | None:
    """Whose phone it is, when it is one person's."""
    address = number(slug)
    found = people.on_phone(people.phone_index(address)) if address else []
    return found[0].id if len(found) == 1 else None


def number(slug: str) -> str | None:
    """The number of a pretend phone in E.164, by its last three digits; None for anything else."""
    return f"{DRAMA}{slug}" if re.fullmatch("[0-9]{3}", slug) else None


def _phone(slug: str, owners: list[Person], now: datetime) -> PhoneShown:
    return PhoneShown(
        number=f"07700 900{slug}",
        slug=slug,
        owner=" and ".join(person.preferred_name for person in owners) or "Nobody we know",
        age=people.age(owners[0].born, london_day(now)) if len(owners) == 1 else None,
    )


def _numbers() -> list[tuple[str, Person]]:
    rows = db.session.execute(
        select(ContactPoint, Person)
        .join(Person, Person.id == ContactPoint.person_id)
        .where(ContactPoint.ended_at.is_(None))
        .order_by(ContactPoint.id)
    )
    return [(row[0].address[-3:], row[1]) for row in rows]


def _phones(now: datetime) -> list[PhoneShown]:
    by_slug: dict[str, list[Person]] = {}
    for slug, person in _numbers():
        by_slug.setdefault(slug, []).append(person)
    return [_phone(slug, owners, now) for slug, owners in by_slug.items()]


def _texts(index: str) -> list[TextShown]:
    """Both directions, in the order of time; ours once they have gone out."""
    ours = db.session.scalars(
        select(PracticeText).where(PracticeText.to_index == index).order_by(PracticeText.at)
    )
    theirs = db.session.scalars(
        select(InboundText)
        .where(InboundText.sender_index == index)
        .order_by(InboundText.received_at)
    )
    shown = [_text(text.words, text.at, from_us=True) for text in ours]
    shown += [_text(text.words, text.received_at, from_us=False) for text in theirs]
    return sorted(shown, key=lambda text: (text.at, text.from_us))  # a reply follows its text


def _text(words: str, at: datetime, *, from_us: bool) -> TextShown:
    parts = measure(words)
    return TextShown(words, at, from_us, parts.letters, parts.parts, str(parts.alphabet))


def _how_read(index: str) -> list[HowRead]:
    latest = db.session.scalars(
        select(InboundText)
        .where(InboundText.sender_index == index)
        .order_by(InboundText.received_at.desc())
        .limit(LATEST)
    )
    return [_reading(text) for text in reversed(list(latest))]


def _reading(text: InboundText) -> HowRead:
    """What one reply was taken for, in words."""
    title = READ_AS.get(text.read_as, text.read_as)
    answer = db.session.get(Answer, text.answer_id) if text.answer_id else None
    if answer is None:
        return HowRead(title, "Texts from this phone are still received.", gap=True)
    conversation, question = quotes.asked_in(answer)
    label = question.short_label.of(conversation.language, conversation.band) if question else ""
    taken = f"Read as “{_taken(answer)}”. {label}" if answer.state == "answered" else label
    if answer.has_words and question is not None and question.choices:
        kept = "Your words are kept, and a person reads them."
        return HowRead(title, f"{taken}. {kept}", gap=answer.state != "answered")
    if answer.has_words:
        tags = quotes.quote(answer).tags
        themes = ", ".join(tag.label for tag in tags) or "no theme yet"
        detail = f"Kept as written, waiting to be read by a person. Themes: {themes}."
        return HowRead(title, detail, gap=answer.state != "answered")
    return HowRead(title, taken, gap=answer.state != "answered")


def _taken(answer: Answer) -> str:
    """What was stored, in the words of the choice, even where a comment came beside it."""
    conversation, question = quotes.asked_in(answer)
    if question is None or answer.value is None:
        return ""
    value = tuple(answer.value) if isinstance(answer.value, list) else answer.value
    return quotes.worded(question, value, conversation)


def _surveys(owners: list[Person]) -> list[tuple[str, str]]:
    """The surveys that are out for such a person."""
    if len(owners) != 1:
        return []
    found: dict[str, str] = {}
    for survey, version in surveys.all_versions():
        if survey.audience == owners[0].kind and version.state == "published":
            title = surveys.questionnaire(version.id).title
            found.setdefault(survey.key, title.of("en", "12-17") or title.of("en", "18+"))
    return list(found.items())


def _is_sending(index: str, now: datetime) -> bool:
    """Whether a text is on its way, or the first one of a survey is about to be written."""
    texts = select(OutboundText.id).where(
        OutboundText.to_index == index,
        OutboundText.state.in_(("queued", "sending")),
        OutboundText.due_at <= now,  # what waits for the morning is not on its way
    )
    openings = (
        select(Job.id)
        .join(Conversation, Conversation.id == Job.subject)
        .where(
            Job.name == "open_by_text",
            Job.state.in_(("queued", "running")),
            Conversation.phone_index == index,
        )
    )
    return any(db.session.scalar(each.limit(1)) is not None for each in (texts, openings))
