"""How each line of an SSDA903 return is read and checked, one line at a time.

The checks with a number or an INT code are the DfE's own; the words for them are ours.
"""

import re
from collections.abc import Collection
from collections.abc import Hashable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from voice_app.files import rows903
from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.named903 import Named
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line

_SPOILT_NUMBER = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_UNBORN = "This is before the day the child was born."


@dataclass(frozen=True)
class Header:
    """What every later file is held against: the children of the Header file."""

    named: Named
    today: date  # local; later dates are not believed


def header_format(today: date, former: Mapping[str, str]) -> Format[ChildRow]:
    """The Header file: each child once in each authority. ``former`` numbers become today's."""
    parse = partial(_child, today=today, former=former)
    return Format(rows903.HEADER, parse, lambda row: (row.external_id, row.authority), "child")


def episodes_format(header: Header) -> Format[EpisodeRow]:
    """The Episodes file: only a line that is the same in every column counts as there twice."""
    return Format(rows903.EPISODES, partial(_episode, header=header), _but_line, "episode")


def reviews_format(header: Header, short_breaks: Collection[str]) -> Format[ReviewRow]:
    """The Reviews file: one review of a child on one day."""
    parse = partial(_review, header=header, short_breaks=short_breaks)
    return Format(rows903.REVIEWS, parse, lambda row: row[:2], "review")


def _but_line(row: EpisodeRow) -> Hashable:
    return row[:-1]


def _child(line: Line, *, today: date, former: Mapping[str, str]) -> Iterator[ChildRow | Fault]:
    number = line["CHILD"]
    if not number:
        yield line.left_out("CHILD", Code.BLANK, "There is no child number.")
        return
    if _SPOILT_NUMBER.fullmatch(number):
        what = "A spreadsheet has cut the child number short, and its last digits are lost."
        yield line.left_out("CHILD", Code.SPOILT_NUMBER, what)
        return
    try:
        born = read_date(line["DOB"], no_later_than=today)
    except NotADate as problem:
        yield line.left_out("DOB", problem.code, f"The date of birth {problem}.")
        return
    if number in former:
        what = "We know this child by another number now, and the line was taken as theirs."
        yield line.kept("CHILD", Code.FORMER_NUMBER, what)
    sex_code = code(line, "SEX", rows903.SEX_CODES)
    if line["SEX"] and not sex_code:
        yield unknown(line, "SEX")
    yield ChildRow(former.get(number, number), sex_code, born, line["LA"], line.number)


def _episode(line: Line, *, header: Header) -> Iterator[EpisodeRow | Fault]:
    found, doubt = header.named.whose(line, Code.EPISODE_NOT_IN_HEADER)
    if doubt:
        yield doubt
    if found is None:
        return
    try:
        started = read_date(line["DECOM"], no_later_than=header.today)
    except NotADate as problem:
        yield line.left_out("DECOM", problem.code, f"The day the episode started {problem}.")
        return
    ended, doubts = _end_of_episode(line, header.today)
    yield from doubts
    if started < found.born:
        yield line.left_out("DECOM", Code.BEFORE_BIRTH, _UNBORN)
        return
    if ended and ended < started:
        what = "The episode ends before it starts."
        yield line.left_out("DEC", Code.ENDS_BEFORE_START, what)
        return
    row = EpisodeRow(
        external_id=found.external_id,
        started=started,
        reason_started=code(line, "RNE", rows903.REASONS_STARTED),
        legal_status=code(line, "LS", rows903.LEGAL_STATUSES),
        placement=code(line, "PLACE", rows903.PLACEMENTS),
        ended=ended,
        reason_ceased=code(line, "REC", rows903.REASONS_CEASED),
        line=line.number,
    )
    yield from _unknown_codes(line, row)
    yield row


def _end_of_episode(line: Line, today: date) -> tuple[date | None, tuple[Fault, ...]]:
    """The day an episode ended, where one can be used, and what is odd about its end."""
    reason = line["REC"].upper()
    if not line["DEC"]:
        if reason in ("", rows903.SAME_DAY_CONTINUATION):
            return None, ()
        what = "There is a reason why care ended but no day, so care counts as going on."
        return None, (line.kept("DEC", Code.REASON_WITHOUT_END, what),)
    try:
        ended = read_date(line["DEC"], no_later_than=today)
    except NotADate as problem:
        what = f"The day the episode ended {problem}, so the episode counts as open."
        return None, (line.kept("DEC", problem.code, what),)
    if reason:
        return ended, ()
    what = "The episode has an end but no reason for it, so care counts as going on."
    return ended, (line.kept("REC", Code.END_WITHOUT_REASON, what),)


def _unknown_codes(line: Line, row: EpisodeRow) -> Iterator[Fault]:
    """A warning for each code that could not be read; only RNE and LS must be there at all."""
    if not row.reason_started:
        yield unknown(line, "RNE")
    if not row.legal_status:
        yield unknown(line, "LS")
    if line["PLACE"] and not row.placement:
        yield unknown(line, "PLACE")
    if line["REC"] and not row.reason_ceased:
        yield unknown(line, "REC")


def code(line: Line, column: str, codes: Collection[str]) -> str:
    """The code in a cell, or nothing where it is none that we know."""
    found = line[column].upper()
    return found if found in codes else ""


def unknown(line: Line, column: str) -> Fault:
    """The warning for a code that is none that we know."""
    what = f"What stands under {column} is not a code we know. It was read as not known."
    return line.kept(column, Code.UNKNOWN_CODE, what)


def _review(
    line: Line, *, header: Header, short_breaks: Collection[str]
) -> Iterator[ReviewRow | Fault]:
    found, doubt = header.named.whose(line, Code.REVIEW_NOT_IN_HEADER)
    if doubt:
        yield doubt
    if found is None:
        return
    try:
        held_on = read_date(line["REVIEW"], no_later_than=header.today)
    except NotADate as problem:
        fault = problem.code if problem.code is Code.FUTURE_DATE else Code.REVIEW_DATE
        yield line.left_out("REVIEW", fault, f"The date of the review {problem}.")
        return
    yield from birth_differs(line, found.born, header.today)
    if held_on < found.born:
        yield line.left_out("REVIEW", Code.BEFORE_BIRTH, _UNBORN)
        return
    if found.external_id in short_breaks:
        what = "Short breaks (V3, V4) have no such reviews, yet here is one."
        yield line.kept("REVIEW", Code.SHORT_BREAK_REVIEW, what)
    participation = code(line, "REVIEW_CODE", rows903.REVIEW_CODES)
    if participation:
        yield from _age_fits(line, participation, _age(found.born, held_on))
    else:
        what = "The code for taking part is blank or unknown. It was read as not known."
        yield line.kept("REVIEW_CODE", Code.REVIEW_CODE, what)
    yield ReviewRow(found.external_id, held_on, participation, line.number)


def birth_differs(line: Line, born: date, today: date) -> Iterator[Fault]:
    """DfE check INT17: the date of birth beside a line is the Header's, or blank."""
    if not line["DOB"]:
        return
    try:
        same = read_date(line["DOB"], no_later_than=today) == born
    except NotADate:
        same = False
    if not same:
        what = "The date of birth is not the one in the Header file. The Header's is used."
        yield line.kept("DOB", Code.BORN_DIFFERS, what)


def _age_fits(line: Line, participation: str, age: int) -> Iterator[Fault]:
    if participation == rows903.UNDER_4 and age >= rows903.SPEAKS_FROM:
        what = "The code says the child was under 4, but they were 4 or older."
        yield line.kept("REVIEW_CODE", Code.TOO_OLD_FOR_PN0, what)
    if participation != rows903.UNDER_4 and age < rows903.SPEAKS_FROM:
        what = "The code is one for children of 4 and older, but the child was under 4."
        yield line.kept("REVIEW_CODE", Code.TOO_YOUNG_FOR_CODE, what)


def _age(born: date, on: date) -> int:
    """Age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
