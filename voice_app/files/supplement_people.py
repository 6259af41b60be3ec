"""What several lines of our own CSV say about one child, brought together."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from datetime import date
from typing import Any

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.spreadsheet import Line

_NOT_A_DIGIT = re.compile(r"\D")
_DIGITS_OF_A_MOBILE = 10  # without the leading 0 or the country's 44
_CAREFUL = {"mobile": "", "may_contact": False}  # what counts where lines disagree


@dataclass(frozen=True)
class PersonRow:
    """What the file says about one child. Empty or None: it says nothing, or nothing usable.

    ``mobile`` is the text of the cell. A child may be texted only where ``may_contact`` is True.
    """

    external_id: str
    line: int
    preferred_name: str = ""
    mobile: str = ""
    preferred_channel: str = ""  # sms or web
    language: str = ""
    communication_needs: str = ""
    may_contact: bool | None = None
    contact_basis: str = ""
    iro_name: str = ""
    iro_email: str = ""
    social_worker_email: str = ""
    next_review_on: date | None = None


def agreed(file: str, said: Sequence[PersonRow]) -> tuple[PersonRow, list[Fault]]:
    """One person out of all their lines, of which there is at least one.

    The first line that says something counts. Where a later line says otherwise, two things are
    not left to chance: two numbers give none, and one N is an N.
    """
    settled: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in fields(PersonRow)[2:]:
        saying = [row for row in said if getattr(row, field.name) not in ("", None)]
        if not saying:
            continue
        first = saying[0]
        differing = [row for row in saying if _said(row, field.name) != _said(first, field.name)]
        faults.extend(_disagreement(file, field.name, first, differing))
        value = getattr(first, field.name)
        settled[field.name] = _CAREFUL.get(field.name, value) if differing else value
    person = replace(said[0], **settled)
    if person.may_contact is None:
        what = "Nobody has said Y under may_contact, so this child will not be texted."
        faults.append(Line(file, person.line, {}).kept("may_contact", Code.BLANK, what))
    return person, faults


def _said(row: PersonRow, name: str) -> Any:
    """What a line says under a heading; a number is the same however it is spaced."""
    value = getattr(row, name)
    if name == "mobile":
        return _NOT_A_DIGIT.sub("", value)[-_DIGITS_OF_A_MOBILE:]
    return value


def _disagreement(
    file: str, name: str, first: PersonRow, differing: Iterable[PersonRow]
) -> Iterator[Fault]:
    used = {
        "mobile": "No number is used until the lines agree.",
        "may_contact": "N is used until the lines agree.",
    }.get(name, f"Line {first.line} is used.")
    column = "next_review_date" if name == "next_review_on" else name
    for row in differing:
        what = f"Lines {first.line} and {row.line} say different things under {column}. {used}"
        yield Line(file, row.line, {}).kept(column, Code.DISAGREES, what)
