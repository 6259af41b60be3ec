"""Whether it is sure enough that a number is still theirs for personal questions to go to it."""

from datetime import datetime

from surveys.clocks import add_months
from voice_app.clock import london_day
from voice_app.models.surveys import Invitation
from voice_app.store import people

SILENCE = 6  # months (domain 5.7): numbers change hands


def must_check(invitation: Invitation, index: str, *, now: datetime) -> bool:
    """Whether this number was silent so long, or is so new, that we ask first who has it.

    Somebody who was never reached before is not asked: the first text names nobody.
    """
    if invitation.reason == "asked_for":
        return False
    sure = people.last_sure(invitation.person_id, index)
    if sure is None:
        return people.had_another_number(invitation.person_id, index)
    return add_months(london_day(sure), SILENCE) <= london_day(now)
