"""Not what I meant: whoever said it decides what it is not about. Their word stands."""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.pages.answering import ClosedLink
from voice_app.store import insight
from voice_app.store import record
from voice_app.store import surveys


def not_what_i_meant(code: str, tag_id: int, *, now: datetime) -> bool:
    """Take a theme off their own words, whoever laid it there; False where it is not theirs."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        tag = db.session.get(ThemeTag, tag_id)
        if isinstance(invitation, ClosedLink) or tag is None:
            return False
        answer = db.session.get_one(Answer, tag.answer_id)
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        if conversation.person_id != invitation.person_id:
            return False
        for row in insight.tags_of({answer.id})[answer.id]:
            if row.theme == tag.theme:
                row.state, row.decided_by, row.decided_at = "rejected", None, now
                row.disputed_at = row.disputed_at or now
        about = conversation.about_id or conversation.person_id
        record.note(record.Deed(None, "changed", f"tag:{tag_id}", about, "not meant"), now=now)
        return True
