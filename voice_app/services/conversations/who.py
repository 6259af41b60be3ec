"""The reply to "is it still you?": what it means for this number."""

from messaging import prompts
from messaging import replies
from surveys.engine import Answered
from surveys.is_it_you import IS_IT_YOU
from voice_app.models.conversations import Conversation
from voice_app.services.conversations.heard import Heard
from voice_app.services.conversations.heard import keep_as_strangers
from voice_app.services.conversations.heard import reply
from voice_app.store import people
from voice_app.store import queue


def is_it_you(heard: Heard, conversation: Conversation) -> str:
    """Yes: the questions follow at once. No, or who knows: nothing personal goes to this number."""
    person_id = conversation.person_id or 0
    move = replies.read(IS_IT_YOU, heard.words, language=conversation.language, band="")
    point = people.contact(person_id, heard.index)
    if point is None or not isinstance(move, Answered):
        return keep_as_strangers(heard, "unsure_who")
    if move.value == "yes":
        point.still_theirs_at = point.confirmed_at = heard.now
        queue.put_job("open_by_text", conversation.id, now=heard.now)
        return "it_is_me"
    point.denied_at = point.ended_at = heard.now
    conversation.state = "lapsed"
    queue.withdraw_to(heard.index)
    reply(heard, "not_you", prompts.not_you(heard.reader))
    return keep_as_strangers(heard, "changed_hands")
