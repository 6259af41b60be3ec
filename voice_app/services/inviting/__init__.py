"""Asking people: by hand, and on the days that come round by themselves."""

from voice_app.services.inviting.asking import Ask
from voice_app.services.inviting.asking import Invited
from voice_app.services.inviting.asking import NotAsked
from voice_app.services.inviting.asking import invitation_of
from voice_app.services.inviting.asking import invite
from voice_app.services.inviting.asking import person_of
from voice_app.services.inviting.asking import revoke
from voice_app.services.inviting.at_moments import moments_of
from voice_app.services.inviting.by_the_clock import ask_about_plan
from voice_app.services.inviting.by_the_clock import ask_before_review
from voice_app.services.inviting.by_the_clock import lapse_run_out
from voice_app.services.inviting.by_the_clock import remind_before_review
from voice_app.services.inviting.by_themselves import ask_on_hello
from voice_app.services.inviting.choosing import OLDEST
from voice_app.services.inviting.choosing import Group
from voice_app.services.inviting.costing import as_texts
from voice_app.services.inviting.costing import newest_as_texts
from voice_app.services.inviting.in_rounds import REMIND_AFTER
from voice_app.services.inviting.in_rounds import NoSuchSurvey
from voice_app.services.inviting.in_rounds import ask_in_round
from voice_app.services.inviting.in_rounds import asking_page
from voice_app.services.inviting.in_rounds import look
from voice_app.services.inviting.in_rounds import remind_rounds
from voice_app.services.inviting.in_rounds import round_page
from voice_app.services.inviting.in_rounds import send
from voice_app.services.inviting.in_rounds import stop

__all__ = [
    "OLDEST",
    "REMIND_AFTER",
    "Ask",
    "Group",
    "Invited",
    "NoSuchSurvey",
    "NotAsked",
    "as_texts",
    "ask_about_plan",
    "ask_before_review",
    "ask_in_round",
    "ask_on_hello",
    "asking_page",
    "invitation_of",
    "invite",
    "lapse_run_out",
    "look",
    "moments_of",
    "newest_as_texts",
    "person_of",
    "remind_before_review",
    "remind_rounds",
    "revoke",
    "round_page",
    "send",
    "stop",
]
