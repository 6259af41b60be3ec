"""What a child sees of what will be passed on: all parts, and one at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time

from surveys.clocks import timetable
from surveys.questions import SEEN
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Meeting
from voice_app.models.reviews import PartChoice
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.approving import BeforeItGoes
from voice_app.pages.approving import Fate
from voice_app.pages.approving import OnePart
from voice_app.pages.approving import Part
from voice_app.pages.approving import Readers
from voice_app.policy import Role
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import kept
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import reaching
from voice_app.store import rounds
from voice_app.store import settings
from voice_app.store import surveys
from voice_app.store import voices
from voice_app.store import worries

ANSWERS = ("approved", "left_to_us")
ASKED_FOR_ITSELF = "quote_consent"  # purpose of a question: no part of what is passed on


@dataclass(frozen=True)
class Looking:
    """A child at this page: the link they hold, and the review whose brief it is about."""

    code: str
    conversation: Conversation
    person_id: int
    review: Meeting
    now: datetime

    @property
    def shared(self) -> bool:
        """Whether others use this phone too: then only this survey's words are shown on it."""
        return reaching.shares_phone(self.person_id)


def before_it_goes(code: str, *, now: datetime) -> BeforeItGoes | ClosedLink:
    """Every part of what will be passed on, as it stands."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    looking = looking_at(invitation, now=now)
    if looking is None:
        return _closed(invitation, now)
    offer = parts.offer(looking.review.id)
    gone = parts.gone_out(looking.review.id)
    shown = _parts(looking, gone)
    return BeforeItGoes(
        code=code,
        band=looking.conversation.band,
        language=looking.conversation.language,
        readers=_readers(looking.person_id, now),
        goes_on=_goes_on(looking),
        parts=shown,
        gone=len(gone),
        closed="issued" if gone and not shown else "",
        answer=offer.state if offer and offer.state in ANSWERS else "",
        kept_out=not looking.shared and any(map(quotes.is_kept_out, said(looking))),
        only_this_survey=looking.shared,
    )


def one_part(code: str, answer_id: int, *, now: datetime) -> OnePart | ClosedLink | None:
    """One part to decide about; None where there is no such part, or it has gone out."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    looking = looking_at(invitation, now=now)
    return part_of(looking, answer_id) if looking else None


def _goes_on(looking: Looking) -> date:
    """The day of the clock's next copy. A copy made by hand before its day moves neither."""
    today = london_day(looking.now)
    due = looking.review.due_on or today
    around = timetable(due, holidays=bank_holidays(), days=settings.days_around_review())
    was_due = today >= around.brief and parts.is_issued(looking.review.id)
    return max(around.refresh if was_due else around.brief, today)


def looking_at(invitation: Invitation, *, now: datetime, lock: bool = False) -> Looking | None:
    """The child behind a link, and the review to come; None where nothing can be decided.

    ``lock`` holds the review until the commit, so that its brief is not issued in between.
    """
    review = parts.review_to_come(invitation)
    if review is not None and lock:
        db.session.refresh(review, with_for_update=True)
        review = parts.review_to_come(invitation)
    if review is None:
        return None
    conversation = conversations.for_invitation(invitation.id)
    return Looking(invitation.code, conversation, invitation.person_id, review, now)


def may_decide(looking: Looking) -> bool:
    """Whether something is left to decide: all that was said may have gone out."""
    gone = parts.gone_out(looking.review.id)
    return not gone or bool(_parts(looking, gone))


def part_of(looking: Looking, answer_id: int) -> OnePart | None:
    """The page of one part; None where it is none of this child's, or it has gone out."""
    shown = _parts(looking, parts.gone_out(looking.review.id))
    place = next((n for n, part in enumerate(shown, 1) if part.answer_id == answer_id), None)
    if place is None:
        return None
    return OnePart(
        code=looking.code,
        band=looking.conversation.band,
        language=looking.conversation.language,
        readers=_readers(looking.person_id, looking.now),
        part=shown[place - 1],
        place=place,
        of=len(shown),
    )


def said(looking: Looking) -> list[Answer]:
    """What they said since the last review, oldest first; on a shared phone, in this survey."""
    return [
        answer
        for answer in spoken(looking.review)
        if not looking.shared or answer.conversation_id == looking.conversation.id
    ]


def spoken(review: Meeting) -> list[Answer]:
    """What a child said in the round of a review, oldest first: answered, or in words."""
    last = rounds.around([review.person_id])[review.person_id].last
    since = datetime.combine(last.held_on, time(), LONDON) if last and last.held_on else None
    found = voices.of([review.person_id], since=since).get(review.person_id, [])
    return [a for a in reversed(kept.let_through(found)) if _is_said(a)]


def _is_said(answer: Answer) -> bool:
    question = quotes.asked_in(answer)[1]
    if question is not None and question.purpose == ASKED_FOR_ITSELF:
        return answer.has_words
    return answer.has_words or (answer.state == "answered" and answer.value != SEEN)


def _closed(invitation: Invitation, now: datetime) -> BeforeItGoes:
    """Nothing to decide: no review is to come."""
    conversation = conversations.for_invitation(invitation.id)
    return BeforeItGoes(
        code=invitation.code,
        band=conversation.band,
        language=conversation.language,
        readers=_readers(invitation.person_id, now),
        goes_on=None,
        parts=(),
        closed="none",
    )


def _readers(person_id: int, now: datetime) -> Readers:
    """First names, as a child knows them."""
    today = london_day(now)
    iro = people.involved(person_id, Role.IRO, today)
    worker = people.involved(person_id, Role.SOCIAL_WORKER, today)
    names = accounts.names({user for user in (iro, worker) if user})
    first = {user: name.partition(" ")[0] for user, name in names.items()}
    return Readers(iro=first.get(iro or 0, ""), worker=first.get(worker or 0, ""))


def _parts(looking: Looking, gone: Collection[int]) -> tuple[Part, ...]:
    """What can still be decided. What is kept out of the room is for the reader alone: no part."""
    open_yet = [answer for answer in said(looking) if answer.id not in gone]
    answers = [answer for answer in open_yet if not quotes.is_kept_out(answer)]
    ids = {answer.id for answer in answers}
    decided = parts.decided(ids, looking.review.id)
    worrying = worries.open_on(ids)
    iro = people.involved(looking.person_id, Role.IRO, london_day(looking.now))
    seen = conversations.seen_by(iro, ids) if iro else frozenset()
    return tuple(
        _part(
            answer,
            decided.get(answer.id),
            must_tell=answer.id in worrying or answer.flag in ("red", "amber"),
            seen=answer.id in seen,
            here=answer.conversation_id == looking.conversation.id,
        )
        for answer in answers
    )


def _part(
    answer: Answer, choice: PartChoice | None, *, must_tell: bool, seen: bool, here: bool
) -> Part:
    shown = quotes.quote(answer)
    return Part(
        answer_id=answer.id,
        question=shown.question,
        key=answer.question if here else "",
        words=shown.words,
        written=answer.has_words,
        at=answer.at,
        fate=_fate(choice),
        new_words=(choice.reworded if choice else None) or "",
        who_sees=(choice.who_sees if choice else "") or answer.who_sees,
        must_tell=must_tell,
        seen=seen,
    )


def _fate(choice: PartChoice | None) -> Fate:
    if choice is None:
        return Fate.THROUGH
    if choice.held_back:
        return Fate.PRIVATE
    return Fate.REWORDED if choice.reworded else Fate.THROUGH
