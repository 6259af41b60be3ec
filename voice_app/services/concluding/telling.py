"""The reply to the child after a review: you said, we decided; who will do what."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime

from messaging.after_review import Decided
from messaging.after_review import Promised
from messaging.after_review import draft
from messaging.after_review import news
from messaging.hours import ANYONE
from messaging.hours import SCHOOL_AGE
from messaging.hours import next_allowed
from messaging.prompts import Reader
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Decision
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.models.reviews import ReviewReply
from voice_app.models.reviews import ViewUse
from voice_app.pages.words import Quote
from voice_app.services.concluding.entries import LONGEST_REPLY
from voice_app.services.concluding.entries import LONGEST_TEXT
from voice_app.services.concluding.entries import ConcludingFault
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.entries import Told
from voice_app.services.concluding.entries import Way
from voice_app.services.concluding.entries import plain
from voice_app.services.concluding.mine import Case
from voice_app.services.concluding.mine import opened
from voice_app.store import accounts
from voice_app.store import after_review
from voice_app.store import links
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.languages import phrases

MOST_QUOTED = 2  # of their words, in one reply
GROWN_UP = 18  # years: out of school, texts may come by day
Line = tuple[Decision, Sequence[Promise]]


def tell(this: ReviewOf, words: str, *, public_url: str, user_id: int, now: datetime) -> Told:
    """Tell a child what came of their review: by text where that is theirs alone, and on My voice.

    The same words are told once, however often the button is pressed. Raises ``ConcludingFault``,
    ``NotYours`` or ``NoSuchReview``.
    """
    with writing():
        case = opened(this, user_id=user_id, now=now)
        kept = plain(words.replace("\r\n", "\n"), LONGEST_REPLY, "The reply")
        _check(case)
        way = way_to(case.person, kept)
        for reply in after_review.replies(this.review_id):
            if reply.words == kept:
                return Told(reply.id, way, again=True)
        reply = ReviewReply(
            review_id=this.review_id,
            person_id=this.person_id,
            language=case.person.language,
            words=kept,
            told_by=user_id,
            told_at=now,
        )
        db.session.add(reply)
        db.session.flush()
        _send(case, reply, way, public_url)
        case.note("changed", f"review reply:{reply.id}")
        return Told(reply.id, way)


def way_to(person: Person, words: str) -> Way:
    """How these words would reach them now; their own page has them in any case but one.

    On a shared phone somebody else could read them, and a link may be in other hands; so it may on
    a number that nobody has answered from yet: somebody tells them.
    """
    reach = people.reach(person.id)
    if reach is None:
        return Way.PAGE
    if len(people.on_phone(reach.index)) > 1:
        return Way.BY_HAND
    if people.opted_out(reach.index):
        return Way.PAGE
    point = people.contact(person.id, reach.index)
    theirs = point is not None and point.confirmed_at is not None
    if not theirs:
        return Way.BY_HAND
    return Way.TEXT if len(words) <= LONGEST_TEXT else Way.LINK


def drafted(
    case: Case, views: Sequence[Quote], used: Mapping[int, ViewUse], untold: Sequence[Line]
) -> str:
    """A beginning: their own words, those used in the plan first, and what they were not told yet.

    Nothing decided gives no draft: there is nothing to answer them with.
    """
    decided = [
        Decided(
            decision.words,
            [Promised(p.who, p.what, p.due_on) for p in promises if p.what],
            instead=decision.corrects_id is not None,
        )
        for decision, promises in untold
    ]
    if not decided:
        return ""
    first = sorted(views, key=lambda quote: not _is_used(quote, used))[:MOST_QUOTED]
    said = [quote.words for quote in first]
    name = accounts.names({case.user_id}).get(case.user_id, "") if case.user_id else ""
    return draft(_reader(case.person), said, decided, signed=name.split(" ")[0])


def delivery(reply: ReviewReply) -> str:
    """How far the text of a reply got, in a word; on their page there is no receipt."""
    text = messages.by_key(_key(reply))
    return text.state.replace("_", " ") if text else "on their page"


def _is_used(quote: Quote, used: Mapping[int, ViewUse]) -> bool:
    row = used.get(quote.answer_id)
    return row is not None and row.outcome == "used"


def _check(case: Case) -> None:
    if case.review.held_on is None:
        raise ConcludingFault("Mark the review as held first. Nothing was sent.")
    if case.person.record != "open":
        raise ConcludingFault("The record of this child is closed. Nothing was sent.")


def _send(case: Case, reply: ReviewReply, way: Way, public_url: str) -> None:
    """Put the text in the queue, for when quiet hours are over."""
    reach = people.reach(case.person.id)
    if reach is None or way not in (Way.TEXT, Way.LINK):
        return
    words = reply.words
    if way is Way.LINK:
        code = links.to_their_page(case.person.id, now=case.now)
        words = news(_reader(case.person), f"{public_url}/s/{code}/voice" if code else "")
    age = people.age(case.person.born, case.today)
    hours = ANYONE if age is not None and age >= GROWN_UP else SCHOOL_AGE
    due = next_allowed(case.now, hours, bank_holidays())
    text = queue.TextOut(
        key=_key(reply),
        to=reach.address,
        to_index=reach.index,
        words=words,
        person_id=case.person.id,
    )
    queue.put_text(text, now=case.now, due=due, until=hours.of(london_day(due))[1])


def _key(reply: ReviewReply) -> str:
    return f"review-reply:{reply.id}"


def _reader(person: Person) -> Reader:
    return Reader(phrases(person.language), person.language)
