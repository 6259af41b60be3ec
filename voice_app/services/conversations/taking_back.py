"""Taking an answer back: until the brief with it is issued it is theirs, and then it is nobody's.

What was said before in its place goes too. The question counts as skipped, so that the survey does
not ask it again. Words that raised a worry stay with the duty desk until that is dealt with.
"""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import TakenBack
from voice_app.pages.answering import ToTakeBack
from voice_app.services.conversations.looking_over import given
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import reaching
from voice_app.store import surveys


def to_take_back(code: str, answer_id: int, *, now: datetime) -> ToTakeBack | ClosedLink | None:
    """The answer, and what taking it back does; None where it is none of theirs."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    found = _theirs(invitation, answer_id)
    if found is None:
        return None
    answer, conversation = found
    shown = given(answer, conversation, parts.on_copies(_child(conversation)))
    here = conversations.for_invitation(invitation.id)
    return ToTakeBack(code, here.language, here.band, shown, answer.at)


def take_back(code: str, answer_id: int, *, now: datetime) -> TakenBack | ClosedLink:
    """Take one answer back, with all that was said before in its place."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        found = _theirs(invitation, answer_id)
        if found is None:
            return TakenBack.NOT_THERE
        answer, conversation = found
        parts.hold_coming_review(_child(conversation))
        db.session.refresh(conversation, with_for_update=True)
        db.session.refresh(answer)
        issued = parts.on_copies(_child(conversation))
        if answer.id in issued or answer.replaced_at is not None:
            return TakenBack.TOO_LATE if answer.id in issued else TakenBack.NOT_THERE
        take_one_back(answer, conversation, issued, now)
        return TakenBack.DONE


def take_one_back(
    answer: Answer, conversation: Conversation, issued: frozenset[int], now: datetime
) -> None:
    """Inside a transaction: with all that was said in its place, and no question asked again."""
    _withdraw(answer, issued, now)
    if conversation.kind == "survey":
        leave_a_skip(answer, now)
        conversation.last_at = now


def _withdraw(answer: Answer, issued: frozenset[int], now: datetime) -> None:
    for row in conversations.all_answers(answer.conversation_id):
        if row.question == answer.question and row.id not in issued and row.state != "skipped":
            row.taken_back_at = row.taken_back_at or now
            row.may_quote = False
    answer.replaced_at = now
    db.session.flush()


def leave_a_skip(answer: Answer, now: datetime) -> None:
    """The question counts as skipped; where it asked if they may be quoted, nobody may be now."""
    question = quotes.asked_in(answer)[1]
    if question is not None and question.purpose == "quote_consent":
        for row in conversations.all_answers(answer.conversation_id):
            row.may_quote = False
    skip = Answer(
        conversation_id=answer.conversation_id,
        question=answer.question,
        state="skipped",
        channel="web",
        at=now,
        who_sees=answer.who_sees,
        flag="",
    )
    db.session.add(skip)


def _theirs(invitation: Invitation, answer_id: int) -> tuple[Answer, Conversation] | None:
    """An answer to a survey that stands, of the person who holds this link.

    On a phone that others use too, only what was said by this very link.
    """
    answer = db.session.get(Answer, answer_id)
    if answer is None or answer.replaced_at is not None or answer.state == "skipped":
        return None
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    mine = conversation.person_id == invitation.person_id and conversation.kind == "survey"
    elsewhere = conversation.invitation_id != invitation.id
    if not mine or (elsewhere and reaching.shares_phone(invitation.person_id)):
        return None
    return answer, conversation


def _child(conversation: Conversation) -> int:
    return conversation.about_id or conversation.person_id or 0
