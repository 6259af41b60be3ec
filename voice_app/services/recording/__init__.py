"""What a person at the desk writes down: one change at a time, each noted in the record.

Every function is one transaction. ``by`` is the account of whoever writes, ``now`` is UTC; days
are local (Europe/London).
"""

from voice_app.services.recording.amending import InUse
from voice_app.services.recording.before import MISTAKES
from voice_app.services.recording.by_hand import NotYours
from voice_app.services.recording.by_hand import Writer
from voice_app.services.recording.by_hand import check_own
from voice_app.services.recording.by_hand import write
from voice_app.services.recording.care import record_legal_status
from voice_app.services.recording.care import record_placement
from voice_app.services.recording.contradictions import Code
from voice_app.services.recording.contradictions import Contradicted
from voice_app.services.recording.contradictions import Contradiction
from voice_app.services.recording.entries import Happened
from voice_app.services.recording.entries import NewCare
from voice_app.services.recording.entries import NewDecision
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPerson
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewPromise
from voice_app.services.recording.entries import NewRelative
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
from voice_app.services.recording.numbers import merge_records
from voice_app.services.recording.numbers import renumber
from voice_app.services.recording.numbers import reopen_record
from voice_app.services.recording.numbers import split_record
from voice_app.services.recording.people import add_contact
from voice_app.services.recording.people import add_person
from voice_app.services.recording.people import do_not_ask
from voice_app.services.recording.people import end_relation
from voice_app.services.recording.people import not_theirs_any_more
from voice_app.services.recording.people import place_text
from voice_app.services.recording.people import relate
from voice_app.services.recording.people import set_names
from voice_app.services.recording.reaching import Whom
from voice_app.services.recording.reaching import change_name
from voice_app.services.recording.reaching import change_number
from voice_app.services.recording.reaching import contact_page
from voice_app.services.recording.reaching import end_number
from voice_app.services.recording.righting import NoSuchEntry
from voice_app.services.recording.righting import Place
from voice_app.services.recording.righting import Written
from voice_app.services.recording.righting import correct
from voice_app.services.recording.righting import end_not_now
from voice_app.services.recording.righting import end_relative
from voice_app.services.recording.righting import remove
from voice_app.services.recording.righting import written

__all__ = [
    "MISTAKES",
    "Code",
    "Contradicted",
    "Contradiction",
    "Happened",
    "InUse",
    "NewCare",
    "NewDecision",
    "NewInvolvement",
    "NewLegalStatus",
    "NewMeeting",
    "NewPerson",
    "NewPlacement",
    "NewPlan",
    "NewPromise",
    "NewRelative",
    "NewStage",
    "NoSuchEntry",
    "NotNow",
    "NotYours",
    "NumberRefused",
    "Place",
    "RecordingFault",
    "UnknownKey",
    "Whom",
    "Writer",
    "Written",
    "add_contact",
    "add_person",
    "change_name",
    "change_number",
    "check_own",
    "contact_page",
    "correct",
    "do_not_ask",
    "end_not_now",
    "end_number",
    "end_relation",
    "end_relative",
    "involve",
    "merge_records",
    "not_theirs_any_more",
    "place_text",
    "promise_happened",
    "record_care",
    "record_decision",
    "record_legal_status",
    "record_meeting",
    "record_placement",
    "record_plan",
    "record_stage",
    "relate",
    "remove",
    "renumber",
    "reopen_record",
    "set_names",
    "split_record",
    "write",
    "written",
]
