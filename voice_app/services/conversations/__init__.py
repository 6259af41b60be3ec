"""The one door for every answer, by text, on the web and in a call."""

from voice_app.services.conversations.asking import open_by_text
from voice_app.services.conversations.asking import remind_by_text
from voice_app.services.conversations.by_call import Pressed
from voice_app.services.conversations.by_call import Recorded
from voice_app.services.conversations.by_call import answer_call
from voice_app.services.conversations.by_call import end_call
from voice_app.services.conversations.by_call import receive_call
from voice_app.services.conversations.by_call import record_call
from voice_app.services.conversations.by_text import receive_text
from voice_app.services.conversations.on_web import FromPage
from voice_app.services.conversations.on_web import answer_on_web
from voice_app.services.conversations.on_web import asked_on_web
from voice_app.services.conversations.on_web import begin_on_web
from voice_app.services.conversations.on_web import look_back
from voice_app.services.conversations.on_web import open_survey
from voice_app.services.conversations.writing import write_on_web

__all__ = [
    "FromPage",
    "Pressed",
    "Recorded",
    "answer_call",
    "answer_on_web",
    "asked_on_web",
    "begin_on_web",
    "end_call",
    "look_back",
    "open_by_text",
    "open_survey",
    "receive_call",
    "receive_text",
    "record_call",
    "remind_by_text",
    "write_on_web",
]
