"""All they were asked and all they said in one sitting: to check, to change, to keep a copy of."""

from dataclasses import replace
from datetime import datetime

from surveys.questions import FREE_TEXT
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Question
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import Given
from voice_app.pages.answering import Overview
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import sit
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import surveys


def look_over(
    code: str, *, now: datetime, hidden_before: datetime | None = None
) -> Overview | ClosedLink:
    """Each question on their way, with what they said, skipped, or have not been asked yet.

    What was said before ``hidden_before`` is covered: this browser has not shown a sign.
    """
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    conversation = conversations.for_invitation(invitation.id)
    sitting = sit(conversation, by_text=False)
    issued = parts.on_copies(conversation.about_id or conversation.person_id or 0)
    path = sitting.questionnaire.path(sitting.progress.answers)
    typist = conversation.keyed_by
    return Overview(
        code=code,
        title=sitting.questionnaire.title.of(conversation.language, conversation.band),
        language=conversation.language,
        band=conversation.band,
        given=tuple(
            _line(sitting, question, issued, hidden_before)
            for question in path
            if question.kind is not Kind.INFORMATION
        ),
        finished=sitting.turn.ask is None,
        last_at=conversation.last_at,
        helped_by=conversation.helped_by,
        observed=conversation.observed,
        keyed_by=accounts.names({typist}).get(typist, "") if typist else "",
    )


def given(answer: Answer, conversation: Conversation, issued: frozenset[int]) -> Given:
    """One answer, as they gave it."""
    question = quotes.question_of(conversation, answer.question)
    asked = question.wording.of(conversation.language, conversation.band) if question else ""
    value = conversations.value(answer) if answer.state == "answered" else None
    free = question is None or question.kind in FREE_TEXT
    picked = "" if value is None or free else _picked(question, answer, conversation)
    return Given(
        key=answer.question,
        question=asked,
        state=answer.state,
        picked=picked,
        words=(answer.words or "") if free or answer.has_words else "",
        not_sure=value == NOT_SURE,
        unclear=answer.unclear,
        answer_id=answer.id,
        fixed=answer.id in issued,
    )


def _picked(question: Question | None, answer: Answer, conversation: Conversation) -> str:
    value = conversations.value(answer)
    if question is None or value == NOT_SURE:
        return ""
    return quotes.worded(question, value, conversation)


def _line(
    sitting: Sitting, question: Question, issued: frozenset[int], hidden_before: datetime | None
) -> Given:
    row = sitting.rows.get(question.key)
    conversation = sitting.conversation
    if row is None or row.state == "misread":
        asked = question.wording.of(conversation.language, conversation.band)
        return Given(question.key, asked, "not_asked")
    shown = given(row, conversation, issued)
    if hidden_before is None or row.at >= hidden_before or not shown.said:
        return shown
    return replace(shown, picked="", words="", not_sure=False, covered=True)
