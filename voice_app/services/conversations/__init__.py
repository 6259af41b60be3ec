"""The one door for every answer, by text and on the web."""

from voice_app.services.conversations.asking import open_by_text
from voice_app.services.conversations.asking import remind_by_text
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
    "answer_on_web",
    "asked_on_web",
    "begin_on_web",
    "look_back",
    "open_by_text",
    "open_survey",
    "receive_text",
    "remind_by_text",
    "write_on_web",
]
