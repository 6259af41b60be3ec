"""What is wrong with an entry, in words: what happened, and what to do next."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _

from voice_app.services.recording import Code
from voice_app.services.recording import Contradiction

WORDS: Mapping[Code, Any] = {
    Code.BEFORE_BIRTH: _("This day is before the child was born. Check the year."),
    Code.NOT_YET: _("This day has not come yet. Write it down once it has."),
    Code.TOO_FAR: _("This day is years ahead. Check the year."),
    Code.ENDS_BEFORE_IT_BEGINS: _("It ends before it begins, on %(day)s. Check both days."),
    Code.DUE_BEFORE_MADE: _("A plan made on %(day)s is looked at again after that day."),
    Code.NO_DAY: _("Write the day it was held, or the day it is due."),
    Code.ALONE_BUT_NOT_SEEN: _("A child who was not seen was not seen alone. Check both answers."),
    Code.OVERLAPS: _(
        "Another one on record, from %(day)s, is at the same time. Change one of them."
    ),
    Code.NOT_CANCELLED: _("A statutory review is not called off. Write the new day it is due."),
    Code.HELD_ELSEWHERE: _(
        "Only the reviewing officer says that a review was held, on the page After reviews."
    ),
    Code.TOO_LONG_A_SILENCE: _(
        "That is longer than 90 days. Pick an earlier day; you can set it again."
    ),
    Code.NOT_BY_YOU: _("Only a reviewing officer hands a child to another reviewing officer."),
    Code.UNKNOWN_NUMBER: _("No child is on record under this number. Check it, letter by letter."),
    Code.THEMSELVES: _("This is the number of this very child."),
    Code.NO_NAME: _("Write the name."),
    Code.TWICE: _("It is on record already, on %(day)s. If it is wrong there, correct it there."),
    Code.ANOTHER_KIND: _(
        "That would be another one. Say below that this was entered by mistake, then write the"
        " other down."
    ),
    Code.BAD_MOBILE: _("This can't be used as a mobile number. Check it, or leave it out."),
}


def worded(found: Contradiction) -> str:
    """One contradiction in words."""
    text = WORDS[found.code]
    return str(text) % {"day": format_date(found.day, "d MMM y")} if found.day else str(text)
