"""What a child decides: about one part, and about the whole."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from surveys.questions import LONGEST_TEXT
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.reviews import PartChoice
from voice_app.pages.answering import ClosedLink
from voice_app.pages.approving import Fate
from voice_app.pages.approving import OnePart
from voice_app.pages.approving import Part
from voice_app.policy import NAMED
from voice_app.services.approving.looking import ANSWERS
from voice_app.services.approving.looking import Looking
from voice_app.services.approving.looking import looking_at
from voice_app.services.approving.looking import may_decide
from voice_app.services.approving.looking import part_of
from voice_app.services.approving.offering import offered
from voice_app.store import parts
from voice_app.store import queue
from voice_app.store import surveys
from voice_app.store import views


@dataclass(frozen=True)
class Wish:
    """What was decided about one part, as its page sent it."""

    fate: str
    who_sees: str = ""
    words: str = ""


def decide(code: str, answer_id: int, wish: Wish, *, now: datetime) -> OnePart | ClosedLink | None:
    """Keep what they decided about one part. Gives the page again where it can't be taken.

    None: it was kept, or there is no such part, or it has gone out meanwhile.
    """
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        looking = looking_at(invitation, now=now, lock=True)
        page = part_of(looking, answer_id) if looking else None
        if looking is None or page is None:
            return None
        problem = _problem(wish, page.part)
        if problem:
            return replace(page, problem=problem, typed=wish.words)
        _keep(looking, page.part, wish)
        return None


def answer(code: str, state: str, *, now: datetime) -> bool:
    """They said "it's right" (approved), or "leave it to you" (left_to_us); False: too late."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink) or state not in ANSWERS:
            return False
        looking = looking_at(invitation, now=now, lock=True)
        if looking is None or not may_decide(looking):
            return False
        offer = offered(looking.review, now=now)
        offer.state, offer.answered_at = state, now
        return True


def _problem(wish: Wish, part: Part) -> str:
    """Why it can't be taken, as a code; empty when it can."""
    if wish.fate not in set(Fate) or (wish.fate == Fate.REWORDED and not part.written):
        return "not_a_choice"
    if wish.fate != Fate.REWORDED:
        return ""
    if not wish.words.strip():
        return "nothing_given"
    return "too_long" if len(wish.words) > LONGEST_TEXT else ""


def _keep(looking: Looking, part: Part, wish: Wish) -> None:
    """Write it down. New words are read by a person and screened like all they write."""
    choice = _row(looking, part.answer_id)
    before = choice.reworded
    private = wish.fate == Fate.PRIVATE
    choice.held_back = private
    choice.who_sees = "" if private else _who(wish, part)
    choice.reworded = wish.words.strip() if wish.fate == Fate.REWORDED else None
    choice.at = looking.now
    db.session.flush()
    if choice.reworded and choice.reworded != before:
        for translation in views.translations({part.answer_id}).get(part.answer_id, ()):
            translation.replaced_at = looking.now  # it is of the words they have taken back
        db.session.get_one(Answer, part.answer_id).read_at = None
        queue.put_job("screen_part", choice.id, now=looking.now, priority=queue.SOON)
    offer = offered(looking.review, now=looking.now)
    if offer.state in ANSWERS:
        offer.answered_at = looking.now


def _who(wish: Wish, part: Part) -> str:
    """Whom they chose; what is none of ours leaves it as it was."""
    return wish.who_sees if wish.who_sees in NAMED else part.who_sees


def _row(looking: Looking, answer_id: int) -> PartChoice:
    known = parts.choices(looking.review.id).get(answer_id)
    if known is not None:
        return known
    new = PartChoice(review_id=looking.review.id, answer_id=answer_id, at=looking.now)
    db.session.add(new)
    return new
