"""All that hangs on one voice: tags, links, actions, what was told, whether it helped."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import select

from analysis.thread import ActionState
from analysis.thread import Confirmation
from analysis.thread import Helped
from analysis.thread import ThreadFacts
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.models.people import Person
from voice_app.models.quality import Action
from voice_app.models.quality import ActionLink
from voice_app.models.quality import Confirmation as ConfirmationRow
from voice_app.models.quality import EvidenceLink
from voice_app.models.quality import Response
from voice_app.store import access
from voice_app.store import insight
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import telling
from voice_app.store import voices
from voice_app.store import who_sees


@dataclass(frozen=True)
class Thread:
    """One voice with its rows, each list in order of time."""

    answer: Answer
    conversation: Conversation
    person: Person | None
    tags: list[ThemeTag]
    links: list[EvidenceLink]
    actions: list[Action]
    told: list[Response]
    confirmations: list[ConfirmationRow]

    @property
    def about(self) -> int | None:
        """Whose case it belongs to: the child's, whoever speaks."""
        return self.conversation.about_id or self.conversation.person_id

    @property
    def network(self) -> tuple[str, ...]:
        """The names to hide when these words leave the case: theirs and of all around them."""
        if self.person is None:
            return ()
        children = people.children_near(self.person)
        around = [other for child in children for other, _ in people.related(child.id, once=True)]
        known = [self.person, *children, *around]
        names = {f"{each.preferred_name} {each.surname}".strip() for each in known}
        workers = {name for child in children for name in people.worker_names(child.id)}
        return tuple(sorted((names | workers) - {""}))

    def facts(self) -> ThreadFacts:
        """What the core needs to say where it stands."""
        action = self.actions[-1] if self.actions else None
        reopened_at = self._reopened_at(action)
        told = [each for each in self.told if reopened_at is None or each.told_at > reopened_at]
        told_on = london_day(told[-1].told_at) if told else None
        return ThreadFacts(
            said_at=london_day(self.answer.at),
            read_at=_day(self.answer.read_at),
            themed_at=_day(min((tag.at for tag in self.tags), default=None)),
            linked_at=_day(self.links[0].made_at if self.links else None),
            action=ActionState(action.state) if action else None,
            settled_at=_day(action.settled_at) if action else None,
            told_at=told_on,
            asked_at=told_on,
            confirmations=tuple(
                Confirmation(Helped(each.value), london_day(each.at)) for each in self.confirmations
            ),
            reopened_count=action.reopened if action else 0,
        )

    def _reopened_at(self, action: Action | None) -> datetime | None:
        """When their answer opened the action again: what was told before is of the old round."""
        if action is None or not action.reopened:
            return None
        opened = (each.at for each in self.confirmations if each.value in ("same", "worse"))
        return next(opened, None)


def thread(answer_id: int) -> Thread | None:
    """The thread of one voice; None where it was taken back, or its child's record was sealed."""
    answer = db.session.get(Answer, answer_id)
    if answer is None or answer.taken_back_at is not None:
        return None
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    if access.is_sealed(conversation):
        return None
    told = telling.about({answer_id}).get(answer_id, [])
    answers = voices.confirmations([response.id for response in told])
    return Thread(
        answer=answer,
        conversation=conversation,
        person=db.session.get(Person, conversation.person_id) if conversation.person_id else None,
        tags=insight.standing(insight.tags_of({answer_id}).get(answer_id, [])),
        links=links(answer_id),
        actions=actions(answer_id),
        told=told,
        confirmations=[each for response in told for each in answers.get(response.id, [])],
    )


def links(answer_id: int) -> list[EvidenceLink]:
    """What a voice was tied to."""
    return list(
        db.session.scalars(
            select(EvidenceLink)
            .where(EvidenceLink.answer_id == answer_id)
            .order_by(EvidenceLink.id)
        )
    )


def actions(answer_id: int) -> list[Action]:
    """The actions that rest on a voice."""
    return list(
        db.session.scalars(
            select(Action)
            .join(ActionLink, ActionLink.action_id == Action.id)
            .where(ActionLink.answer_id == answer_id)
            .order_by(Action.id)
        )
    )


def rests_on(action_id: int) -> list[int]:
    """The voices an action rests on."""
    rows = select(ActionLink.answer_id).where(ActionLink.action_id == action_id)
    return [answer_id for answer_id in db.session.scalars(rows) if answer_id]


def shared() -> list[Thread]:
    """All voices that may be seen outside their case (``access.is_shared``), the oldest first."""
    query = (
        select(Answer.id)
        .where(
            Answer.has_words.is_(True),
            Answer.replaced_at.is_(None),
            (Answer.may_quote.is_(True)) | (Answer.passed_on_by.is_not(None)),
        )
        .order_by(Answer.at, Answer.id)
    )
    ids = list(db.session.scalars(query))
    private = parts.kept_private(ids)
    found = [thread(answer_id) for answer_id in ids if answer_id not in private]
    return [each for each in found if each and who_sees.may_leave_the_case(each.answer)]


def people_about(theme: str, *, since: datetime) -> int:
    """How many people spoke of a theme since then. For ``analysis.counts``, never for a page.

    Whoever gave no name may be one of them already, and is not counted.
    """
    rows = (
        select(Conversation.person_id)
        .join(Answer, Answer.conversation_id == Conversation.id)
        .join(ThemeTag, ThemeTag.answer_id == Answer.id)
        .where(ThemeTag.theme == theme, ThemeTag.state != "rejected", Answer.at >= since)
        .where(ThemeTag.sure, ThemeTag.set_aside_at.is_(None))
        .where(Answer.taken_back_at.is_(None), Conversation.person_id.is_not(None))
        .distinct()
    )
    return len(list(db.session.scalars(rows)))


def _day(moment: datetime | None) -> date | None:
    return london_day(moment) if moment else None
