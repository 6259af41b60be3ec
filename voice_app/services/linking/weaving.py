"""Tying a voice on: passed on without a name, linked to a finding, moving an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from analysis import themes
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.quality import Action
from voice_app.models.quality import ActionLink
from voice_app.models.quality import EvidenceLink
from voice_app.models.quality import EvidenceLinkTag
from voice_app.models.quality import Finding
from voice_app.store import access
from voice_app.store import insight
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import threads

RELATIONS = ("supports", "contradicts", "adds")


class NotYours(PermissionError):
    """This voice is not this person's to work with."""


@dataclass(frozen=True)
class Link:
    """A link to make from a voice to a finding, and why."""

    answer_id: int
    finding_id: int
    relation: str = "supports"
    note: str = ""


@dataclass(frozen=True)
class NewAction:
    """An action to start from a voice."""

    answer_id: int
    words: str
    owner_role: str
    due_on: date | None = None


def pass_on(answer_id: int, *, user_id: int, now: datetime) -> None:
    """Whoever may read a voice passes it on to quality assurance, nameless; or ``NotYours``."""
    with writing():
        answer, about = _voice(answer_id)
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        if not access.may_read(user_id, conversation, now=now) or quotes.is_kept_close(answer):
            raise NotYours
        answer.passed_on_by = user_id
        record.note(
            record.Deed(user_id, "changed", f"answer:{answer_id}", about, "passed on"), now=now
        )


def confirm_tags(
    answer_id: int, themes_seen: Sequence[str], *, user_id: int, now: datetime
) -> None:
    """Say which themes a voice is about: those the rules found are confirmed, others added."""
    with writing():
        answer, about = _workable_voice(answer_id, user_id, now)
        if not parts.is_as_written(answer_id):
            raise NotYours
        tags = insight.tags_of({answer_id}).get(answer_id, [])
        stage = next((tag.stage for tag in tags if tag.stage), "")
        for theme in themes_seen:
            if theme not in themes.shipped().themes:
                raise ValueError(f"there is no theme called {theme!r}")
            found = [tag for tag in tags if tag.theme == theme]
            for tag in found:
                if tag.disputed_at:
                    continue  # its speaker said it is not about this
                tag.state, tag.decided_by, tag.decided_at = "confirmed", user_id, now
            if not found:
                db.session.add(insight.own_tag(answer.id, theme, stage, user_id=user_id, now=now))
        deed = record.Deed(user_id, "changed", f"tags:{answer_id}", about, "confirmed")
        record.note(deed, now=now)


def link_finding(link: Link, *, user_id: int, now: datetime) -> int:
    """Tie a voice to a finding, with the tags behind it; the same link twice is one link."""
    if link.relation not in RELATIONS:
        raise ValueError("a voice supports a finding, contradicts it or adds to it")
    with writing():
        _, about = _shared_voice(link.answer_id)
        finding = db.session.get_one(Finding, link.finding_id)
        for row in threads.links(link.answer_id):
            if row.finding_id == finding.id and row.relation == link.relation:
                return row.id
        tags = insight.standing(insight.tags_of({link.answer_id}).get(link.answer_id, []))
        row = EvidenceLink(
            answer_id=link.answer_id,
            theme=tags[0].theme if tags else "",
            stage=tags[0].stage if tags else finding.stage,
            finding_id=finding.id,
            relation=link.relation,
            note=link.note,
            made_by=user_id,
            made_at=now,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add_all(EvidenceLinkTag(link_id=row.id, tag_id=tag.id) for tag in tags)
        record.note(record.Deed(user_id, "changed", f"link:{row.id}", about), now=now)
        return row.id


def start_action(new: NewAction, *, user_id: int, now: datetime) -> int:
    """Start an action that rests on a voice, and on the link last made from it."""
    with writing():
        _, about = _workable_voice(new.answer_id, user_id, now)
        links = threads.links(new.answer_id)
        action = Action(
            words=new.words,
            owner_role=new.owner_role,
            due_on=new.due_on,
            finding_id=links[-1].finding_id if links else None,
            made_by=user_id,
            made_at=now,
        )
        db.session.add(action)
        db.session.flush()
        db.session.add(
            ActionLink(
                action_id=action.id,
                answer_id=new.answer_id,
                link_id=links[-1].id if links else None,
            )
        )
        record.note(record.Deed(user_id, "changed", f"action:{action.id}", about), now=now)
        return action.id


def finish_action(action_id: int, *, user_id: int, now: datetime) -> None:
    """Staff have done it. One that rests on a voice now waits for that voice.

    Raises ``NotYours`` where it rests on a voice that this person may not work with.
    """
    with writing():
        action = db.session.get_one(Action, action_id)
        for answer_id in threads.rests_on(action_id):
            _workable_voice(answer_id, user_id, now)
        if action.state != "done":
            action.state = "done"
            action.settled_at = now
            deed = record.Deed(user_id, "changed", f"action:{action_id}", reason="done")
            record.note(deed, now=now)


def _voice(answer_id: int) -> tuple[Answer, int | None]:
    answer = db.session.get_one(Answer, answer_id)
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return answer, conversation.about_id or conversation.person_id


def _shared_voice(answer_id: int) -> tuple[Answer, int | None]:
    """A voice that may be worked with outside the case; raises ``NotYours`` for any other."""
    answer, about = _voice(answer_id)
    if not access.is_shared(answer):
        raise NotYours
    return answer, about


def _workable_voice(answer_id: int, user_id: int, now: datetime) -> tuple[Answer, int | None]:
    """A shared voice, or one of the IRO's own children."""
    answer, about = _voice(answer_id)
    if access.is_own_voice(user_id, answer, about, now=now):
        return answer, about
    return _shared_voice(answer_id)
