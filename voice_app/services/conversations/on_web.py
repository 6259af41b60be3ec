"""A page was opened, or a form sent: the same door as a text's, with the same rows behind it."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from surveys.engine import Answered
from surveys.engine import Move
from surveys.engine import Stopped
from surveys.engine import Turn
from surveys.questionnaire import asked
from surveys.questions import FREE_TEXT
from surveys.questions import Problem
from surveys.questions import Question
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.conversations import Conversation
from voice_app.models.quality import Response
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import AskedPage
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import Promise
from voice_app.pages.answering import SurveyPage
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Role
from voice_app.policy import Who
from voice_app.services.conversations import unasked
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import comment_of
from voice_app.services.conversations.taking import is_the_same
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.taking import words_of
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import reaching
from voice_app.store import sounds
from voice_app.store import surveys
from voice_app.store import telling
from voice_app.store import who_sees


@dataclass(frozen=True)
class FromPage:
    """A move made on a page, and who may see the answer.

    ``row``: what stood there when the page was made (0: nothing), where the page says so.
    ``hidden_before``: what was said before then was not shown on it.
    """

    move: Move
    who_sees: Who
    row: int | None = None
    hidden_before: datetime | None = None


def open_survey(
    code: str, *, now: datetime, hidden_before: datetime | None = None
) -> SurveyPage | ClosedLink:
    """Where the holder of this link is: the welcome, a question, or the end.

    ``hidden_before``: this browser has not shown a sign, so what was said before then is covered.
    """
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    sitting = sit(conversations.for_invitation(invitation.id), by_text=False)
    return _cover(_page(code, sitting, sitting.turn, now=now), sitting, hidden_before)


def look_back(
    code: str, key: str, *, now: datetime, hidden_before: datetime | None = None
) -> SurveyPage | ClosedLink:
    """A question already left, with what they said, so that they can change it."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    sitting = sit(conversations.for_invitation(invitation.id), by_text=False)
    path = sitting.questionnaire.path(sitting.progress.answers)
    question = next((q for q in path if q.key == key), None)
    if question is None or not sitting.progress.has_left(key):
        return _page(code, sitting, sitting.turn, now=now)
    page = _page(code, sitting, Turn(sitting.progress, question), now=now)
    return _cover(page, sitting, hidden_before)


def asked_on_web(code: str, key: str, *, now: datetime) -> AskedPage | ClosedLink | None:
    """The question a form was for, to read it by; None when it is none of this person's.

    One that is no longer on their path is read too: what they wrote in it must not be lost.
    """
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    sitting = sit(conversations.for_invitation(invitation.id), by_text=False)
    question = sitting.questionnaire.question(key)
    conversation = sitting.conversation
    return (
        AskedPage(question, conversation.language, conversation.band)
        if question is not None
        else None
    )


def answer_on_web(code: str, given: FromPage, *, now: datetime) -> SurveyPage | ClosedLink:
    """Take one move from a page. A problem comes back with what they typed; nothing is lost."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        conversation = conversations.for_invitation(invitation.id, lock=True)
        if conversation.state in ("finished", "stopped"):
            conversation.state = "open"  # they came back to change or to go on
        queue.withdraw_unsent(conversation.id)
        sitting, declined = sit(conversation, by_text=False), conversation.declined_at
        given = _with_what_was_covered(sitting, given)
        manner = Manner("web", now, who_sees=who_may_see(sitting, given))
        if there := _answered_elsewhere(sitting, given, manner):
            page = _page(code, sitting, Turn(sitting.progress, there), now=now)
            page = _cover(page, sitting, given.hidden_before)
            return _beside_what_stands(page, there, given.move)
        sitting, turn = take(sitting, given.move, manner)
        conversation.declined_at = declined  # an old page undoes no "no": only "Ask me" does
        if turn.problem is Problem.NOT_ASKED_NOW and isinstance(given.move, Answered):
            _keep_left_over(sitting, given.move, manner)
        page = _page(code, sitting, turn, now=now)
        return _with_typed(page, given.move) if turn.problem else page


def _with_what_was_covered(sitting: Sitting, given: FromPage) -> FromPage:
    """A comment that the page did not show them was not rubbed out by them."""
    move, hidden = given.move, given.hidden_before
    row = None if isinstance(move, Stopped) else sitting.rows.get(move.question)
    if not isinstance(move, Answered) or row is None or hidden is None or row.at >= hidden:
        return given
    question = sitting.questionnaire.question(move.question)
    if question is None or move.comment or row.state != "answered":
        return given
    if conversations.value(row) != move.value:
        return given
    return replace(given, move=replace(move, comment=comment_of(row, question)))


def _answered_elsewhere(sitting: Sitting, given: FromPage, manner: Manner) -> Question | None:
    """The question of an old page, where another answer was given since: asked before it goes."""
    if given.row is None or isinstance(given.move, Stopped):
        return None
    row = sitting.rows.get(given.move.question)
    question = sitting.questionnaire.question(given.move.question)
    if row is None or question is None or row.id == given.row:
        return None
    if row.state not in ("answered", "skipped") or is_the_same(row, question, given.move, manner):
        return None
    return question if question in sitting.questionnaire.path(sitting.progress.answers) else None


def who_may_see(sitting: Sitting, given: FromPage) -> Who:
    """Whom they chose; the most private of those with a name where the question offers no other."""
    if isinstance(given.move, Stopped):
        return DEFAULT_WHO
    question = sitting.questionnaire.question(given.move.question)
    return given.who_sees if who_sees.may_choose(question, given.who_sees) else DEFAULT_WHO


def _keep_left_over(sitting: Sitting, move: Answered, manner: Manner) -> None:
    """Words typed on a page whose question has gone by meanwhile are kept as a message."""
    question = sitting.questionnaire.question(move.question)
    words = words_of(question, move, manner) if question else None
    person = sitting.conversation.person_id
    if not words or not words.strip():
        return
    if not unasked.said_already(person, words, since=manner.now - unasked.A_DAY):
        left = unasked.left_over(sitting, replace(manner, words=words))
        unasked.keep(left, now=manner.now)


def _with_typed(page: SurveyPage, move: Move) -> SurveyPage:
    """What could not be taken stays in the boxes, where it is for the question that is asked."""
    if not isinstance(move, Answered) or page.question is None:
        return page
    if page.question.key != move.question:
        return replace(page, typed=str(move.value))
    return replace(page, typed=str(move.value), value=move.value, comment=move.comment)


def _beside_what_stands(page: SurveyPage, question: Question, move: Move) -> SurveyPage:
    """Their words in the box and what stands there above it; or what they picked now."""
    page = replace(page, elsewhere=True)
    if not isinstance(move, Answered):
        return page
    if question.kind in FREE_TEXT:
        return replace(page, typed=str(move.value))
    return replace(page, value=move.value, comment=move.comment)


def _page(code: str, sitting: Sitting, turn: Turn, *, now: datetime) -> SurveyPage:
    conversation = sitting.conversation
    language, band = languages.spoken(conversation.language), conversation.band
    path = sitting.questionnaire.path(turn.progress.answers)
    to_answer = asked(path)
    row = sitting.rows.get(turn.ask.key) if turn.ask else None
    return SurveyPage(
        code=code,
        title=sitting.questionnaire.title.of(language, band),
        language=language,
        worded=languages.worded_in(language, sitting.questionnaire),
        band=band,
        bands=sitting.questionnaire.bands,
        reader=_first_name(conversation, Role.IRO, now),
        worker=_first_name(conversation, Role.SOCIAL_WORKER, now),
        nameless=who_sees.may_choose(turn.ask, Who.TEAM),
        intro=sitting.questionnaire.intro.of(language, band),
        thanks=sitting.questionnaire.thanks.of(language, band),
        agreed=_has_agreed(sitting),
        declined=conversation.declined_at is not None,
        question=turn.ask,
        place=_place(turn.ask, to_answer),
        of=len(to_answer),
        who_sees=row.who_sees if row else DEFAULT_WHO,
        value=conversations.value(row) if row and row.state == "answered" else None,
        problem=turn.problem if turn.problem is not Problem.NOT_ASKED_NOW else None,
        comment=comment_of(row, turn.ask) if row and turn.ask else "",
        left=row is not None and row.state in ("answered", "skipped"),
        row=row.id if row else 0,
        previous=_previous(turn, path),
        last_time=() if _has_agreed(sitting) else _last_time(conversation.person_id),
        finished=turn.ask is None and not turn.progress.stopped,
        stopped=turn.progress.stopped,
        answered=len(turn.progress.answers),
        before_review=turn.ask is None and _is_before_review(conversation),
        sounds=_sounds(conversation, turn.ask, language),
        shared=_is_shared(conversation),
    )


def _is_shared(conversation: Conversation) -> bool:
    """Whether others may hold this link: then nothing is offered to be kept on the phone."""
    invitation = db.session.get(Invitation, conversation.invitation_id)
    return invitation is not None and reaching.others_may_hold(invitation)


def _sounds(conversation: Conversation, question: Question | None, language: str) -> dict[str, int]:
    """What the council recorded of this question, in these very words."""
    version = conversation.survey_version_id
    if question is None or version is None:
        return {}
    band = conversation.band
    found = sounds.for_reader(version, [question], language=language, band=band)
    return dict(found[question.key])


def _cover(page: SurveyPage, sitting: Sitting, hidden_before: datetime | None) -> SurveyPage:
    """Without what was said before then: the question stands there as if it were new."""
    if hidden_before is None:
        return page
    row = sitting.rows.get(page.question.key) if page.question else None
    if row is not None and row.at < hidden_before:
        page = replace(page, value=None, comment="")
    return replace(page, last_time=(), covered=bool(page.last_time))


def _has_agreed(sitting: Sitting) -> bool:
    """Whether they said yes; who has answered, or skipped, need not be asked."""
    conversation = sitting.conversation
    said = any(row.state in ("answered", "skipped") for row in sitting.rows.values())
    return conversation.declined_at is None and (conversation.agreed_at is not None or said)


def _is_before_review(conversation: Conversation) -> bool:
    """Whether they may look at what will be passed on before it goes."""
    invitation = db.session.get(Invitation, conversation.invitation_id)
    return invitation is not None and parts.waits_for_them(invitation)


def _place(question: Question | None, to_answer: tuple[Question, ...]) -> int:
    """Counted from 1; 0 on an information screen."""
    return to_answer.index(question) + 1 if question is not None and question in to_answer else 0


def _previous(turn: Turn, path: tuple[Question, ...]) -> str:
    """The question before this one, for the way back; before the end it is the last one."""
    if turn.ask is None:
        return path[-1].key if path else ""
    before = path.index(turn.ask) - 1 if turn.ask in path else -1
    return path[before].key if before >= 0 else ""


def _first_name(conversation: Conversation, role: Role, now: datetime) -> str:
    """The first name of the child's IRO or worker, or nothing when there is none yet."""
    child_id = conversation.about_id or conversation.person_id
    user_id = people.involved(child_id, role, london_day(now)) if child_id else None
    name = accounts.names({user_id}).get(user_id, "") if user_id else ""
    return name.partition(" ")[0]


def _last_time(person_id: int | None) -> tuple[Promise, ...]:
    """What came of what they said before: the first thing they see at the next survey."""
    return tuple(_promise(response) for response in telling.lately_told(person_id))


def _promise(response: Response) -> Promise:
    answer = telling.answer_of(response)
    return Promise(
        you_said=answer.words or "",
        we_did=response.words,
        said_on=london_day(answer.at).isoformat(),
        told_by=db.session.get_one(StaffUser, response.told_by).name,
    )
