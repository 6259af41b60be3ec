"""UK mobile numbers: read however they were written, kept as E.164, masked for screens and logs.

Ofcom keeps 07700 900000 to 900999 for drama: nobody owns them. A practice system (demonstration,
tests) takes those and no others, so that it can never text a real person; a real system takes every
mobile but those.
"""

import re
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumber

_UK = 44
# 070 is a personal number and 076 a pager, save 07624, which is a mobile on the Isle of Man.
_MOBILE = re.compile(r"7(?:624|[1-57-9]\d\d)\d{6}")
_DRAMA = re.compile(r"7700900\d{3}")
_SHOWN = 3  # digits left readable, so that two people can tell which number they mean


class PhoneProblem(StrEnum):
    """Why a number cannot be used. Each screen finds its own words."""

    NOT_A_NUMBER = "not_a_number"
    NOT_UK = "not_uk"
    NOT_MOBILE = "not_mobile"
    ONLY_PRACTICE = "only_practice"  # a drama number, on a real system
    NOT_PRACTICE = "not_practice"  # a number someone may own, on a practice system


def normalise(text: str, *, practice: bool) -> str | PhoneProblem:
    """The number as E.164 (``+447…``), or why it cannot be used.

    Takes 07…, +44 (0)7…, 00447… and 7… (a spreadsheet lost the zero), with spaces and brackets.
    """
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return PhoneProblem.NOT_A_NUMBER
    problem = _problem(number, practice)
    if problem:
        return problem
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask(number: str) -> str:
    """An E.164 number with all but its last three digits hidden: ``07… 417``."""
    return f"07… {number[-_SHOWN:]}" if number.startswith("+447") else "…"


def _problem(number: PhoneNumber, practice: bool) -> PhoneProblem | None:
    national = phonenumbers.national_significant_number(number)
    if number.country_code != _UK:
        return PhoneProblem.NOT_UK
    if not phonenumbers.is_possible_number(number):
        return PhoneProblem.NOT_A_NUMBER
    if number.extension or not _MOBILE.fullmatch(national):
        return PhoneProblem.NOT_MOBILE
    drama = bool(_DRAMA.fullmatch(national))
    if drama and not practice:
        return PhoneProblem.ONLY_PRACTICE
    return PhoneProblem.NOT_PRACTICE if practice and not drama else None
