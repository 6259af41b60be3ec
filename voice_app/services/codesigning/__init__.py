"""The Children in Care Council's own work: who is in it, ideas, talk, votes, what came of them."""

from voice_app.services.codesigning.deciding import CannotUse
from voice_app.services.codesigning.deciding import decide
from voice_app.services.codesigning.deciding import put_in_survey
from voice_app.services.codesigning.deciding import put_to_group
from voice_app.services.codesigning.keeping_back import NotHeld
from voice_app.services.codesigning.keeping_back import held_words
from voice_app.services.codesigning.keeping_back import look_at
from voice_app.services.codesigning.keeping_back import report
from voice_app.services.codesigning.looking import idea
from voice_app.services.codesigning.looking import overview
from voice_app.services.codesigning.looking import surveys_to_change
from voice_app.services.codesigning.looking import themes_to_name
from voice_app.services.codesigning.looking import word_list
from voice_app.services.codesigning.meetings import NoNotes
from voice_app.services.codesigning.meetings import meeting_notes
from voice_app.services.codesigning.meetings import write_notes
from voice_app.services.codesigning.membership import CannotJoin
from voice_app.services.codesigning.membership import Invite
from voice_app.services.codesigning.membership import come_in
from voice_app.services.codesigning.membership import come_in_by_words
from voice_app.services.codesigning.membership import door
from voice_app.services.codesigning.membership import invite
from voice_app.services.codesigning.membership import join
from voice_app.services.codesigning.membership import leave
from voice_app.services.codesigning.membership import link
from voice_app.services.codesigning.membership import members
from voice_app.services.codesigning.membership import new_link
from voice_app.services.codesigning.proposing import CannotPropose
from voice_app.services.codesigning.proposing import Idea
from voice_app.services.codesigning.proposing import OtherWords
from voice_app.services.codesigning.proposing import Said
from voice_app.services.codesigning.proposing import WordsChanged
from voice_app.services.codesigning.proposing import other_words
from voice_app.services.codesigning.proposing import propose
from voice_app.services.codesigning.proposing import say
from voice_app.services.codesigning.voting import Ballot
from voice_app.services.codesigning.voting import CannotVote
from voice_app.services.codesigning.voting import on_paper
from voice_app.services.codesigning.voting import vote

__all__ = [
    "Ballot",
    "CannotJoin",
    "CannotPropose",
    "CannotUse",
    "CannotVote",
    "Idea",
    "Invite",
    "NoNotes",
    "NotHeld",
    "OtherWords",
    "Said",
    "WordsChanged",
    "come_in",
    "come_in_by_words",
    "decide",
    "door",
    "held_words",
    "idea",
    "invite",
    "join",
    "leave",
    "link",
    "look_at",
    "meeting_notes",
    "members",
    "new_link",
    "on_paper",
    "other_words",
    "overview",
    "propose",
    "put_in_survey",
    "put_to_group",
    "report",
    "say",
    "surveys_to_change",
    "themes_to_name",
    "vote",
    "word_list",
    "write_notes",
]
