"""Offering a child to look first."""

from datetime import datetime

from messaging import prompts
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.reviews import BriefOffer
from voice_app.services.approving.looking import spoken
from voice_app.store import messages
from voice_app.store import parts
from voice_app.store import queue
from voice_app.store import reaching
from voice_app.store import surveys
from voice_app.store.languages import phrases


def offer_brief(review_id: int, *, public_url: str, service: str, now: datetime) -> None:
    """Offer a child to look first, once they have said something in this round.

    The page is theirs either way; one text with the link goes to a phone that is theirs alone. It
    asks for no answer, so it is no ask in the budget. It may run every day until the brief is
    issued: without words it does nothing yet, and the text goes out once.
    """
    with writing():
        review = db.session.get(Meeting, review_id, with_for_update=True)
        if review is None or not _is_to_come(review) or not _is_open_yet(review):
            return
        person = db.session.get_one(Person, review.person_id)
        if person.record == "open":
            offered(review, now=now)
            _text(review, person, public_url=public_url, service=service, now=now)


def offered(review: Meeting, *, now: datetime) -> BriefOffer:
    """The offer of a review's brief, made now where there was none. The caller holds the review."""
    offer = parts.offer(review.id)
    if offer is None:
        offer = BriefOffer(
            review_id=review.id, person_id=review.person_id, state="offered", offered_at=now
        )
        db.session.add(offer)
    return offer


def _is_to_come(review: Meeting) -> bool:
    return review.held_on is None and review.cancelled_on is None


def _is_open_yet(review: Meeting) -> bool:
    """Whether they said anything that stands on no copy: one made by hand early fixes no more."""
    gone = parts.gone_out(review.id)
    return any(answer.id not in gone for answer in spoken(review))


def _text(review: Meeting, person: Person, *, public_url: str, service: str, now: datetime) -> None:
    """One text with the link, where one still opens."""
    code = surveys.open_code(person.id, review.id, now=now)
    reach = reaching.for_a_follow_up(person.id, now=now)
    key = f"offer:{review.id}:"
    if not code or reach is None or messages.last_to(reach.index, key):
        return
    if not reaching.is_confirmed(person.id, reach):
        return  # behind the link is all they said, and this may be somebody else's number
    words = prompts.brief_offer(
        prompts.Reader(phrases(person.language), person.language),
        service=service,
        link=f"{public_url}/s/{code}/brief",
        confirmed=reaching.is_confirmed(person.id, reach),
    )
    text = queue.TextOut(
        key=key, to=reach.address, to_index=reach.index, words=words, person_id=person.id
    )
    reaching.send_after_school(text, now=now)
