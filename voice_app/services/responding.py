"""Coming back to the child: you said, we did; did it help?"""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from analysis import themes
from messaging import prompts
from messaging.hours import ANYONE
from messaging.hours import SCHOOL_AGE
from messaging.hours import next_allowed
from surveys.clocks import read_by
from surveys.did_it_help import DID_IT_HELP
from surveys.questions import NOT_SURE
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.quality import Response
from voice_app.models.reviews import ViewUse
from voice_app.pages.answering import ClosedLink
from voice_app.pages.my_voice import MyVoice
from voice_app.pages.my_voice import Said
from voice_app.pages.my_voice import SortedUnder
from voice_app.pages.my_voice import ToldToMe
from voice_app.pages.my_voice import Used
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import after_review
from voice_app.store import conversations
from voice_app.store import helping
from voice_app.store import insight
from voice_app.store import parts
from voice_app.store import queue
from voice_app.store import quotes
from voice_app.store import reaching
from voice_app.store import record
from voice_app.store import surveys
from voice_app.store import telling
from voice_app.store import threads
from voice_app.store import voices
from voice_app.store.languages import phrases

LONGEST = 300  # letters: two parts of a text with the question behind
A_MOMENT = timedelta(minutes=10)
KEYED = frozenset({"paper", "call"})
SHOWN = 20  # things said, on one page


class CannotTell(ValueError):
    """Nothing was sent; the message says why, for the person who tried."""


def tell_back(answer_id: int, words: str, *, user_id: int, now: datetime) -> int:
    """Tell somebody what came of what they said, and ask if it helped. Raises ``CannotTell``."""
    if not 0 < len(words.strip()) <= LONGEST:
        raise CannotTell(f"Write something, {LONGEST} letters at most. Nothing was sent.")
    with writing():
        answer = db.session.get_one(Answer, answer_id)
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        about = conversation.about_id or conversation.person_id
        if not _may_tell(user_id, answer, about, now):
            raise CannotTell("These words were not shared with you. Nothing was sent.")
        if conversation.person_id is None:
            raise CannotTell("Nobody knows who wrote this, so nobody can be told.")
        said_already = _same_words(answer_id, words.strip(), now)
        if said_already:
            return said_already  # the button was pressed twice
        actions = threads.actions(answer_id)
        response = Response(
            answer_id=answer_id,
            action_id=actions[-1].id if actions else None,
            person_id=conversation.person_id,
            language=conversation.language,
            words=words.strip(),
            told_by=user_id,
            told_at=now,
        )
        db.session.add(response)
        db.session.flush()
        _send(response, now)
        record.note(record.Deed(user_id, "changed", f"response:{response.id}", about), now=now)
        return response.id


def my_voice(code: str, *, now: datetime) -> MyVoice | ClosedLink:
    """What this person said, who read it, and what came of it."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    conversation = conversations.for_invitation(invitation.id)
    said = voices.of([invitation.person_id]).get(invitation.person_id, [])
    written = [answer for answer in said if answer.has_words and not quotes.is_kept_out(answer)]
    if reaching.shares_phone(invitation.person_id):
        written = [a for a in written if a.conversation_id == conversation.id]
    return MyVoice(
        code=code,
        band=conversation.band,
        language=conversation.language,
        said=_all_said(written[:SHOWN], invitation.person_id),
        before_review=parts.waits_for_them(invitation),
    )


def helped_on_web(code: str, response_id: int, value: str, *, now: datetime) -> bool:
    """Their answer to "did it help?" on their own page; False when it can't be taken (again)."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        response = db.session.get(Response, response_id, with_for_update=True)
        if isinstance(invitation, ClosedLink) or response is None:
            return False
        if response.person_id != invitation.person_id or helping.answered(response_id):
            return False
        if DID_IT_HELP.check(value):
            return False
        helping.confirm(response, helping.Helped(value, None, "web"), now=now)
        return True


def _same_words(answer_id: int, words: str, now: datetime) -> int | None:
    """What was told a moment ago in the very same words."""
    for response in telling.about({answer_id}).get(answer_id, []):
        if response.words == words and now - response.told_at < A_MOMENT:
            return response.id
    return None


def _may_tell(user_id: int, answer: Answer, about: int | None, now: datetime) -> bool:
    return access.is_shared(answer) or access.is_own_voice(user_id, answer, about, now=now)


def _send(response: Response, now: datetime) -> None:
    """By text where the number is theirs alone and has not said STOP; on their page in any case.

    On a shared phone somebody else could read it, and answer for them.
    """
    reach = reaching.own_phone(response.person_id)
    if reach is None:
        return
    person = db.session.get_one(Person, response.person_id)
    band = "12-17" if person.kind == "child" else "18+"
    reader = prompts.Reader(phrases(response.language), response.language, band)
    text = queue.TextOut(
        key=f"told:{response.id}",
        to=reach.address,
        to_index=reach.index,
        words=prompts.told_back(reader, words=response.words),
        person_id=response.person_id,
        response_id=response.id,
    )
    hours = SCHOOL_AGE if person.kind == "child" else ANYONE
    due = next_allowed(now, hours, bank_holidays())
    queue.put_text(text, now=now, due=due, until=hours.of(london_day(due))[1])


def _all_said(written: list[Answer], person_id: int) -> tuple[Said, ...]:
    """Each with what they decided about it, and with the reply after the review it was for."""
    chosen = parts.decided({answer.id for answer in written}, None)
    replied = after_review.replied_to(person_id)
    theirs = _may_take_back(written)
    return tuple(
        replace(
            _said(answer),
            told_after=next((told for held, told in replied if _was_for(answer, held)), None),
            private=choice.held_back if choice else False,
            new_words=(choice.reworded or "") if choice else "",
            take_back=answer.id if answer.id in theirs else 0,
        )
        for answer in written
        for choice in [chosen.get(answer.id)]
    )


def _may_take_back(written: list[Answer]) -> frozenset[int]:
    """Answers to questions, as long as they stand on no copy of a brief that has gone out."""
    sittings = quotes.asked_in_all(written)
    children = {row.about_id or row.person_id or 0 for row in sittings.values()}
    issued = frozenset().union(*(parts.on_copies(child) for child in children))
    return frozenset(answer.id for answer in written if answer.question) - issued


def _was_for(answer: Answer, held: tuple[date | None, date]) -> bool:
    """Whether something was said after one review and before the next was over."""
    before, on = held
    return (before is None or before < london_day(answer.at)) and london_day(answer.at) <= on


def _said(answer: Answer) -> Said:
    reading = conversations.readers({answer.id}).get(answer.id)
    reader = accounts.names({reading.user_id}).get(reading.user_id, "") if reading else ""
    due = read_by(london_day(answer.at), holidays=bank_holidays())
    quote = quotes.quote(answer)
    typist = _typist(answer)
    return Said(
        words=quotes.said(answer),
        question=quote.question,
        picked=quote.picked,
        not_sure=bool(quote.picked) and answer.value == NOT_SURE,
        notes=quote.observed,
        at=answer.at,
        channel=answer.channel,
        keyed_by=accounts.names({typist}).get(typist, "") if typist else "",
        read_by=reader,
        read_at=reading.at if reading else None,
        read_due=datetime.combine(due, time(17), LONDON),
        told=tuple(_told(row) for row in telling.about({answer.id}).get(answer.id, [])),
        used=_used(telling.uses({answer.id}).get(answer.id)),
        under=_under(answer.id),
    )


def _typist(answer: Answer) -> int | None:
    """The account of whoever typed it in; what came by itself has nobody."""
    if answer.channel not in KEYED:
        return None
    return db.session.get_one(Conversation, answer.conversation_id).keyed_by


def _under(answer_id: int) -> tuple[SortedUnder, ...]:
    labels = themes.shipped().themes
    tags = insight.standing(insight.tags_of({answer_id}).get(answer_id, []))
    return tuple(SortedUnder(tag.id, labels[tag.theme].label) for tag in tags)


def _used(use: ViewUse | None) -> Used | None:
    if use is None:
        return None
    return Used(
        used=use.outcome == "used",
        plan=use.plan_kind,
        words=use.words,
        by=accounts.names({use.decided_by}).get(use.decided_by, ""),
    )


def _told(response: Response) -> ToldToMe:
    confirmation = helping.answered(response.id)
    return ToldToMe(
        response_id=response.id,
        words=response.words,
        by=accounts.names({response.told_by}).get(response.told_by, ""),
        at=response.told_at,
        helped=confirmation.value if confirmation else "",
        may_answer=confirmation is None,
    )
