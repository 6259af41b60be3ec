"""Asking people: by hand, and on the days that come round by themselves."""

from voice_app.services.inviting.asking import Ask
from voice_app.services.inviting.asking import Invited
from voice_app.services.inviting.asking import NotAsked
from voice_app.services.inviting.asking import invitation_of
from voice_app.services.inviting.asking import invite
from voice_app.services.inviting.asking import person_of
from voice_app.services.inviting.asking import revoke
from voice_app.services.inviting.by_the_clock import ask_about_plan
from voice_app.services.inviting.by_the_clock import ask_before_review
from voice_app.services.inviting.by_the_clock import remind_before_review
from voice_app.services.inviting.by_themselves import ask_on_hello

__all__ = [
    "Ask",
    "Invited",
    "NotAsked",
    "ask_about_plan",
    "ask_before_review",
    "ask_on_hello",
    "invitation_of",
    "invite",
    "person_of",
    "remind_before_review",
    "revoke",
]
