"""Whether it is sure enough that a number is still theirs for personal questions to go to it."""

from datetime import datetime

from surveys.clocks import add_months
from voice_app.clock import london_day
from voice_app.store import people

SILENCE = 6  # months (domain 5.7): numbers change hands


def is_sure(person_id: int, index: str, *, now: datetime) -> bool:
    """Whether nothing speaks against this number being theirs still.

    Long silence does, and so does a number that took another's place and was never answered from.
    Somebody who was never reached before is not doubted: the first text names nobody.
    """
    sure = people.last_sure(person_id, index)
    if sure is None:
        return not people.had_another_number(person_id, index)
    return add_months(london_day(sure), SILENCE) > london_day(now)
