"""What a person at the desk writes down: one change at a time, each noted in the record.

Every function is one transaction. ``by`` is the account of whoever writes, ``now`` is UTC; days
are local (Europe/London).
"""

from voice_app.services.recording.entries import Happened
from voice_app.services.recording.entries import NewCare
from voice_app.services.recording.entries import NewDecision
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPerson
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewPromise
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import NotNow
from voice_app.services.recording.entries import NumberRefused
from voice_app.services.recording.entries import RecordingFault
from voice_app.services.recording.entries import UnknownKey
from voice_app.services.recording.journey import involve
from voice_app.services.recording.journey import record_care
from voice_app.services.recording.journey import record_plan
from voice_app.services.recording.journey import record_stage
from voice_app.services.recording.meetings import promise_happened
from voice_app.services.recording.meetings import record_decision
from voice_app.services.recording.meetings import record_meeting
from voice_app.services.recording.people import add_contact
from voice_app.services.recording.people import add_person
from voice_app.services.recording.people import do_not_ask
from voice_app.services.recording.people import end_relation
from voice_app.services.recording.people import place_text
from voice_app.services.recording.people import relate
from voice_app.services.recording.people import set_names

__all__ = [
    "Happened",
    "NewCare",
    "NewDecision",
    "NewInvolvement",
    "NewMeeting",
    "NewPerson",
    "NewPlan",
    "NewPromise",
    "NewStage",
    "NotNow",
    "NumberRefused",
    "RecordingFault",
    "UnknownKey",
    "add_contact",
    "add_person",
    "do_not_ask",
    "end_relation",
    "involve",
    "place_text",
    "promise_happened",
    "record_care",
    "record_decision",
    "record_meeting",
    "record_plan",
    "record_stage",
    "relate",
    "set_names",
]
