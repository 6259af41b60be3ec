"""A paper form, or what a caller says, typed in by staff: the same door as every answer's.

What is there already stands, unless whoever types says that this comes after it. An answer to a
question that this person is not asked is kept as a message: paper can't leave a question out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import SEEN
from surveys.questions import Kind
from surveys.questions import Problem
from surveys.questions import Question
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.surveys import Invitation
from voice_app.pages.on_paper import KeyedIn
from voice_app.pages.words import HELPERS
from voice_app.services.conversations import unasked
from voice_app.services.conversations.helped import is_a_childs
from voice_app.services.conversations.on_web import FromPage
from voice_app.services.conversations.on_web import who_may_see
from voice_app.services.conversations.spoken_words import NotYours
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import raise_alarm
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.taking import words_of
from voice_app.services.conversations.unasked import A_MOMENT
from voice_app.store import conversations
from voice_app.store import paper
from voice_app.store import queue
from voice_app.store import record


class LinkShut(RuntimeError):
    """This survey was closed by hand, so nothing more is taken for it."""


@dataclass(frozen=True)
class Sheet:
    """One form as it was typed in; a question that is not in ``given`` was left empty."""

    by: str  # paper or call
    band: str
    given: Mapping[str, FromPage]
    over: frozenset[str] = frozenset()  # what is there already gives way to this
    helped_by: str = ""
    observed: bool = False
    rest_later: bool = False  # the call ended early: what was not asked is no skip


def key_in(invitation_id: int, sheet: Sheet, *, user_id: int, now: datetime) -> KeyedIn:
    """Take a whole form, or none of it. Raises ``NotYours`` and ``LinkShut``."""
    with writing():
        invitation, conversation = invitation_of(invitation_id, user_id, now, lock=True)
        sitting = sit(conversation, by_text=False, band=sheet.band)
        problems = dict(_problems(sitting, sheet))
        mixed = sheet.observed and not conversation.observed and _has_said(sitting)
        if problems or mixed:
            return KeyedIn(problems=problems, mixed=mixed)
        _head(conversation, sheet, user_id)
        queue.withdraw_unsent(conversation.id)
        keyed = _take_all(sitting, sheet, now)
        about = conversation.about_id or conversation.person_id
        deed = record.Deed(user_id, "changed", f"keyed:{invitation.id}", about, sheet.by)
        record.note(deed, now=now)
        return keyed


def invitation_of(
    invitation_id: int, user_id: int, now: datetime, *, lock: bool = False
) -> tuple[Invitation, Conversation]:
    """What is typed in, where it is theirs to type. Raises ``NotYours`` and ``LinkShut``.

    A link that has run out takes a late paper still; one that was shut does not.
    """
    invitation = db.session.get_one(Invitation, invitation_id)
    about = invitation.about_id
    theirs = paper.is_theirs(user_id, invitation.person_id, about_id=about, now=now)
    if invitation.anonymous or not theirs:  # an anonymous one is sent by themselves alone
        raise NotYours
    if invitation.revoked_at is not None:
        raise LinkShut
    return invitation, conversations.for_invitation(invitation_id, lock=lock)


def _problems(sitting: Sitting, sheet: Sheet) -> list[tuple[str, Problem]]:
    """What can't be taken as it was typed; nothing of the form is kept until it is put right."""
    found = []
    for question in sitting.questionnaire.questions:
        given = sheet.given.get(question.key)
        if given is not None and isinstance(given.move, Answered):
            problem = question.check(given.move.value, given.move.comment)
            if problem:
                found.append((question.key, problem))
    return found


def _has_said(sitting: Sitting) -> bool:
    return any(row.state == "answered" for row in sitting.rows.values())


def _head(conversation: Conversation, sheet: Sheet, user_id: int) -> None:
    """Who typed it, who helped, and how it was shown."""
    if not conversation.began:
        conversation.band = sheet.band or conversation.band
    conversation.state = "open"
    conversation.keyed_by = user_id
    if sheet.helped_by in HELPERS:
        conversation.helped_by = sheet.helped_by
        notes = sheet.observed and sheet.helped_by != "nobody"
        conversation.observed = conversation.observed or (notes and is_a_childs(conversation))


def _take_all(sitting: Sitting, sheet: Sheet, now: datetime) -> KeyedIn:
    keyed = KeyedIn()
    for question in tuple(sitting.questionnaire.questions):
        given = sheet.given.get(question.key)
        there = sitting.rows.get(question.key)
        stands = there is not None and there.state not in ("skipped", "misread")
        if given is None:
            sitting, empty = _left_empty(sitting, question, sheet, now)
            keyed = replace(keyed, empty=keyed.empty + empty)
        elif stands and question.key not in sheet.over:
            keyed = replace(keyed, kept=keyed.kept + 1)
        else:
            sitting, taken = _take_one(
                sitting, question, given, _manner(sitting, given, sheet, now)
            )
            keyed = replace(
                keyed,
                saved=keyed.saved + taken,
                apart=keyed.apart + (not taken),
                worry=keyed.worry or _asks_for_help(question, given.move),
            )
    return keyed


def _manner(sitting: Sitting, given: FromPage, sheet: Sheet, now: datetime) -> Manner:
    return Manner(sheet.by, now, who_sees=who_may_see(sitting, given), keyed=True)


def _left_empty(
    sitting: Sitting, question: Question, sheet: Sheet, now: datetime
) -> tuple[Sitting, int]:
    """A question they were asked and left is skipped; one that is not on their way is nothing."""
    if sitting.progress.has_left(question.key) or not _is_on_path(sitting, question):
        return sitting, 0
    manner = Manner(sheet.by, now, keyed=True)
    if question.kind is Kind.INFORMATION:
        return take(sitting, Answered(question.key, SEEN), manner)[0], 0
    if sheet.rest_later:
        return sitting, 0
    return take(sitting, Skipped(question.key), manner)[0], 1


def _is_on_path(sitting: Sitting, question: Question) -> bool:
    path = sitting.questionnaire.path(sitting.progress.answers)
    return any(each.key == question.key for each in path)


def _take_one(
    sitting: Sitting, question: Question, given: FromPage, manner: Manner
) -> tuple[Sitting, bool]:
    """Take one answer; False: it was kept as a message. Words beside no tick are for a person."""
    move = given.move
    if isinstance(move, Misread):
        manner = replace(manner, words=move.words)
        once = sitting.progress.misread_once | {question.key}
        sitting = replace(sitting, progress=replace(sitting.progress, misread_once=once))
    sitting, turn = take(sitting, move, manner)
    if turn.problem is Problem.NOT_ASKED_NOW:
        _keep_apart(sitting, question, move, manner)
        return sitting, False
    return sitting, True


def _keep_apart(sitting: Sitting, question: Question, move: Move, manner: Manner) -> None:
    """Their words, or what they ticked, for a person to read."""
    conversation = sitting.conversation
    words = words_of(question, move, manner) or _ticked(question, move, conversation)
    since = manner.now - A_MOMENT
    if not words.strip() or unasked.said_already(conversation.person_id, words, since=since):
        return
    answer = unasked.keep(unasked.left_over(sitting, replace(manner, words=words)), now=manner.now)
    if isinstance(move, Answered) and question.alert(move.value):
        raise_alarm(question.alert(move.value), answer, conversation, now=manner.now)


def _ticked(question: Question, move: Move, conversation: Conversation) -> str:
    if not isinstance(move, Answered):
        return ""
    reader = (conversation.language, conversation.band)
    values = move.value if isinstance(move.value, tuple) else (move.value,)
    found = [question.choice(value) for value in values]
    picked = ", ".join(each.wording.of(*reader) for each in found if each) or str(move.value)
    return f"{question.wording.of(*reader)} {picked}"


def _asks_for_help(question: Question, move: Move) -> bool:
    return isinstance(move, Answered) and bool(question.alert(move.value))
