"""How each line of an SSDA903 return is read and checked, one line at a time.

The checks with a number or an INT code are the DfE's own; the words for them are ours.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from voice_app.files import rows903
from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line

Born = Mapping[str, date]  # the dates of birth of the Header file, by child


def header_format(today: date) -> Format[ChildRow]:
    """The Header file: each child once."""
    parse = partial(_child, today=today)
    return Format(rows903.HEADER, parse, lambda row: row.external_id, "child")


def episodes_format(born: Born, today: date) -> Format[EpisodeRow]:
    """The Episodes file: only a line that is the same in every column counts as there twice."""
    parse = partial(_episode, born=born, today=today)
    return Format(rows903.EPISODES, parse, lambda row: replace(row, line=0), "episode")


def reviews_format(born: Born, short_breaks: Collection[str], today: date) -> Format[ReviewRow]:
    """The Reviews file: one review of a child on one day."""
    parse = partial(_review, born=born, short_breaks=short_breaks, today=today)
    return Format(rows903.REVIEWS, parse, lambda row: (row.external_id, row.held_on), "review")


def _child(line: Line, *, today: date) -> Iterator[ChildRow | Fault]:
    if not line["CHILD"]:
        yield line.left_out("CHILD", Code.BLANK, "There is no child number.")
        return
    try:
        born = read_date(line["DOB"], no_later_than=today)
    except NotADate as problem:
        yield line.left_out("DOB", problem.code, f"The date of birth {problem}.")
        return
    sex_code = _code(line, "SEX", rows903.SEX_CODES)
    if line["SEX"] and not sex_code:
        yield _unknown(line, "SEX")
    yield ChildRow(line["CHILD"], sex_code, born, line.number)


def _episode(line: Line, *, born: Born, today: date) -> Iterator[EpisodeRow | Fault]:
    if line["CHILD"] not in born:
        what = "This child is not in the Header file, or was left out there."
        yield line.left_out("CHILD", Code.EPISODE_NOT_IN_HEADER, what)
        return
    try:
        started = read_date(line["DECOM"], no_later_than=today)
    except NotADate as problem:
        yield line.left_out("DECOM", problem.code, f"The day the episode started {problem}.")
        return
    ended, doubts = _end_of_episode(line, today)
    yield from doubts
    if ended and ended < started:
        what = "The episode ends before it starts."
        yield line.left_out("DEC", Code.ENDS_BEFORE_START, what)
        return
    row = EpisodeRow(
        external_id=line["CHILD"],
        started=started,
        reason_started=_code(line, "RNE", rows903.REASONS_STARTED),
        legal_status=_code(line, "LS", rows903.LEGAL_STATUSES),
        placement=_code(line, "PLACE", rows903.PLACEMENTS),
        ended=ended,
        reason_ceased=_code(line, "REC", rows903.REASONS_CEASED),
        line=line.number,
    )
    yield from _unknown_codes(line, row)
    yield row


def _end_of_episode(line: Line, today: date) -> tuple[date | None, list[Fault]]:
    """The day an episode ended, where one can be used, and what is odd about its end."""
    reason = line["REC"].upper()
    if not line["DEC"]:
        if reason in ("", rows903.SAME_DAY_CONTINUATION):
            return None, []
        what = "There is a reason why care ended but no day, so care counts as going on."
        return None, [line.kept("DEC", Code.REASON_WITHOUT_END, what)]
    try:
        ended = read_date(line["DEC"], no_later_than=today)
    except NotADate as problem:
        what = f"The day the episode ended {problem}, so the episode counts as open."
        return None, [line.kept("DEC", problem.code, what)]
    if reason:
        return ended, []
    what = "The episode has an end but no reason for it, so care counts as going on."
    return ended, [line.kept("REC", Code.END_WITHOUT_REASON, what)]


def _unknown_codes(line: Line, row: EpisodeRow) -> Iterator[Fault]:
    """A warning for each code that could not be read; only RNE and LS must be there at all."""
    if not row.reason_started:
        yield _unknown(line, "RNE")
    if not row.legal_status:
        yield _unknown(line, "LS")
    if line["PLACE"] and not row.placement:
        yield _unknown(line, "PLACE")
    if line["REC"] and not row.reason_ceased:
        yield _unknown(line, "REC")


def _code(line: Line, column: str, codes: Collection[str]) -> str:
    """The code in a cell, or nothing where it is none that we know."""
    code = line[column].upper()
    return code if code in codes else ""


def _unknown(line: Line, column: str) -> Fault:
    what = f"What stands under {column} is not a code we know. It was read as not known."
    return line.kept(column, Code.UNKNOWN_CODE, what)


def _review(
    line: Line, *, born: Born, short_breaks: Collection[str], today: date
) -> Iterator[ReviewRow | Fault]:
    child = line["CHILD"]
    if child not in born:
        what = "This child is not in the Header file, or was left out there."
        yield line.left_out("CHILD", Code.REVIEW_NOT_IN_HEADER, what)
        return
    try:
        held_on = read_date(line["REVIEW"], no_later_than=today)
    except NotADate as problem:
        code = problem.code if problem.code is Code.FUTURE_DATE else Code.REVIEW_DATE
        yield line.left_out("REVIEW", code, f"The date of the review {problem}.")
        return
    yield from _birth_differs(line, born[child], today)
    if child in short_breaks:
        what = "Short breaks (V3, V4) have no such reviews, yet here is one."
        yield line.kept("REVIEW", Code.SHORT_BREAK_REVIEW, what)
    participation = _code(line, "REVIEW_CODE", rows903.REVIEW_CODES)
    if participation:
        yield from _age_fits(line, participation, _age(born[child], held_on))
    else:
        what = "The code for taking part is blank or unknown. It was read as not known."
        yield line.kept("REVIEW_CODE", Code.REVIEW_CODE, what)
    yield ReviewRow(child, held_on, participation, line.number)


def _birth_differs(line: Line, born: date, today: date) -> Iterator[Fault]:
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
