"""A person decides about a tag. Their word wins, is kept, and nothing is overwritten."""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.store import access
from voice_app.store import record

VERDICTS = ("confirmed", "rejected")


class NotYours(PermissionError):
    """These words are not this person's to see or judge."""


def judge_tag(tag_id: int, verdict: str, *, user_id: int, now: datetime) -> None:
    """Confirm or reject a tag; raises ``NotYours`` outside one's own cases.

    What its speaker said it is not about stays so.
    """
    if verdict not in VERDICTS:
        raise ValueError("a tag is confirmed or rejected")
    with writing():
        tag = db.session.get_one(ThemeTag, tag_id)
        answer = db.session.get_one(Answer, tag.answer_id)
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        if not access.may_judge(user_id, answer, conversation, now=now):
            raise NotYours
        if tag.disputed_at:
            return
        tag.state = verdict
        tag.decided_by = user_id
        tag.decided_at = now
        about = conversation.about_id or conversation.person_id
        record.note(record.Deed(user_id, "changed", f"tag:{tag_id}", about, verdict), now=now)
