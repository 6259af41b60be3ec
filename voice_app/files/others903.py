"""The files of a return that may be missing: UASC, OC3 (care leavers), SWEpisodes."""

from collections.abc import Iterator
from functools import partial

from voice_app.files import rows903
from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.lines903 import Header
from voice_app.files.lines903 import birth_differs
from voice_app.files.lines903 import unknown
from voice_app.files.rows903 import LeaverRow
from voice_app.files.rows903 import SeekerRow
from voice_app.files.rows903 import WorkerRow
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line


def seekers_format(header: Header) -> Format[SeekerRow]:
    """The UASC file, of which only the agreement with the Header file is looked at."""
    parse = partial(_seeker, header=header)
    return Format(rows903.UASC, parse, lambda row: row.external_id, "child")


def leavers_format(header: Header) -> Format[LeaverRow]:
    """The OC3 file: care leavers, whether or not the Header file has them."""
    parse = partial(_leaver, header=header)
    return Format(rows903.LEAVERS, parse, lambda row: row.external_id, "care leaver")


def workers_format(header: Header) -> Format[WorkerRow]:
    """The SWEpisodes file: who a child's social worker is, by the case system's id."""
    parse = partial(_worker, header=header)
    return Format(rows903.WORKERS, parse, lambda row: row[:3], "social worker of this child")


def _seeker(line: Line, *, header: Header) -> Iterator[SeekerRow | Fault]:
    found, doubt = header.named.whose(line, Code.NOT_IN_HEADER)
    if doubt:
        yield doubt
    if found:
        yield from birth_differs(line, found.born, header.today)
        yield SeekerRow(found.external_id, line.number)


def _leaver(line: Line, *, header: Header) -> Iterator[LeaverRow | Fault]:
    if not line["CHILD"]:
        yield line.left_out("CHILD", Code.BLANK, "There is no child number.")
        return
    found, doubt = header.named.whose(line, Code.NOT_IN_HEADER)
    if doubt and doubt.code is not Code.NOT_IN_HEADER:
        yield doubt
        if found is None:
            return
    if found:
        yield from birth_differs(line, found.born, header.today)
        number, born = found.external_id, found.born
    else:
        try:
            born = read_date(line["DOB"], no_later_than=header.today)
        except NotADate as problem:
            yield line.left_out("DOB", problem.code, f"The date of birth {problem}.")
            return
        number = line["CHILD"]
    in_touch = line["IN_TOUCH"].upper()
    if in_touch not in rows903.LEAVER_CODES:
        yield unknown(line, "IN_TOUCH")
        in_touch = ""
    yield LeaverRow(number, born, in_touch, line.number)


def _worker(line: Line, *, header: Header) -> Iterator[WorkerRow | Fault]:
    found, doubt = header.named.whose(line, Code.NOT_IN_HEADER)
    if doubt:
        yield doubt
    if found is None:
        return
    if not line["SW_ID"]:
        yield line.left_out("SW_ID", Code.BLANK, "There is no id of a social worker.")
        return
    try:
        since = read_date(line["SW_DECOM"], no_later_than=header.today)
        until = read_date(line["SW_DEC"], no_later_than=header.today) if line["SW_DEC"] else None
    except NotADate as problem:
        what = f"A day of the social worker's time {problem}."
        yield line.left_out("SW_DECOM", problem.code, what)
        return
    if until and until < since:
        what = "The social worker's time ends before it starts."
        yield line.left_out("SW_DEC", Code.ENDS_BEFORE_START, what)
        return
    yield from birth_differs(line, found.born, header.today)
    yield WorkerRow(found.external_id, line["SW_ID"], since, until, line.number)
