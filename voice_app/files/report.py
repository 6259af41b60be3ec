"""Tell the person who imports, in plain words, what was taken and what was not."""

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity

EXAMPLES = 3  # lines shown of each kind

KINDS = {
    Code.FILE_MISSING: "A file is missing",
    Code.FILE_TWICE: "The same file is there twice",
    Code.FILE_EMPTY: "The file is empty",
    Code.NOT_READ_WITHOUT: "Not read, because another file is needed first",
    Code.HEADING_MISSING: "A column is missing",
    Code.HEADING_TWICE: "A column is there twice",
    Code.HEADING_UNKNOWN: "A column we do not know",
    Code.ENCODING: "Not saved as UTF-8",
    Code.NUL: "Unreadable characters",
    Code.QUOTES: "A quotation mark out of place",
    Code.TOO_FEW_CELLS: "Too few cells",
    Code.TOO_MANY_CELLS: "Too many cells",
    Code.BLANK: "A cell is blank",
    Code.NOT_A_DATE: "Not a date",
    Code.DATE_OF_1900: "A date of the year 1900",
    Code.FUTURE_DATE: "A date that has not come yet",
    Code.DUPLICATE: "The same thing twice",
    Code.UNKNOWN_CODE: "A code we do not know",
    Code.ENDS_BEFORE_START: "Ends before it starts",
    Code.END_WITHOUT_REASON: "An end without a reason",
    Code.REASON_WITHOUT_END: "A reason for ending without a day",
    Code.OTHER_AUTHORITY: "A line of another authority",
    Code.SPOILT_NUMBER: "A child number that lost its last digits",
    Code.LOST_ZEROS: "A child number that lost the zeros in front",
    Code.FORMER_NUMBER: "A child number of before",
    Code.NOT_IN_HEADER: "A child who is not in the Header file",
    Code.BEFORE_BIRTH: "Before the child was born",
    Code.AFTER_DEATH: "After the day the child died",
    Code.AFTER_ADOPTION: "After the child was adopted",
    Code.OVERLAP: "Episodes that overlap",
    Code.SAME_START: "Two episodes that start on one day",
    Code.GAP: "A gap, although care went on (X1)",
    Code.AFTER_CARE: "An episode after care had ended",
    Code.NO_EPISODES: "A child without an episode",
    Code.UNKNOWN_START: "Start of care not known",
    Code.EPISODE_NOT_IN_HEADER: "An episode of a child who is not in the Header file",
    Code.REVIEW_DATE: "DfE check 166: date of review blank or not a date",
    Code.REVIEW_CODE: "DfE check 167: code for taking part blank or unknown",
    Code.SHORT_BREAK_REVIEW: "DfE check 399: a review for a short break (V3, V4)",
    Code.TOO_OLD_FOR_PN0: "DfE check 440: code for under 4, but child was 4 or older",
    Code.TOO_YOUNG_FOR_CODE: "DfE check 441: code for 4 and older, but child was under 4",
    Code.REVIEW_NOT_IN_HEADER: "DfE check INT08: a review of a child who is not in the Header file",
    Code.BORN_DIFFERS: "DfE check INT17: date of birth differs from the Header file",
    Code.DISAGREES: "Lines of one child that do not agree",
    Code.RECORD_STANDS: "The record says otherwise, and stands",
    Code.NOT_USED: "A cell we could not use",
    Code.EXAMPLE: "The example line of the template",
    Code.DAY_NUMBER: "A day written as a spreadsheet's number",
    Code.NO_SUCH_CHILD: "A child whom we do not know",
    Code.NO_SUCH_ROW: "It belongs to something that is not there",
    Code.ELSEWHERE: "Another authority's plan",
    Code.UNKNOWN_ROLE: "A role we do not know",
    Code.NOT_NEEDED: "Not of a kind that is kept here",
    Code.RECORD_CLOSED: "The child's record is closed",
    Code.FILE_UNKNOWN: "A file that is not read",
    Code.FORMULA: "A formula without a result",
}


def plain(faults: Iterable[Fault], counts: Iterable[FileCount], *, examples: int = EXAMPLES) -> str:
    """The report: each file with its totals, then each kind of fault with its first lines.

    Files come in the order of ``counts``. ``every_line`` has what is cut short here.
    """
    kept = list(faults)
    return "\n\n".join("\n".join(_of_file(count, kept, examples)) for count in counts) + "\n"


def every_line(faults: Iterable[Fault]) -> Iterator[str]:
    """Every fault in one line each, by file and line; faults of a whole file come first."""
    for fault in sorted(faults, key=lambda fault: (fault.file, fault.line or 0)):
        yield str(fault)


def _of_file(count: FileCount, faults: Iterable[Fault], examples: int) -> Iterator[str]:
    yield (
        f"{count.file}: {count.rows_read:,} lines read, {count.rows_kept:,} kept, "
        f"{count.rows_left_out:,} left out."
    )
    of_file = sorted((f for f in faults if f.file == count.file), key=_order)
    if not of_file:
        yield "  Nothing is wrong."
    for (severity, code), same in groupby(of_file, key=lambda f: (f.severity, f.code)):
        found = list(same)
        done = "left out" if severity is Severity.LEFT_OUT else "kept, please look"
        yield f"  {KINDS[code]} ({len(found):,}, {done})"
        for fault in found[:examples]:
            place = "" if fault.line is None else f"line {fault.line}: "
            yield f"    {place}{fault.words}"
        if len(found) > examples:
            yield f"    … and {len(found) - examples:,} more"


def _order(fault: Fault) -> tuple[bool, bool, str, int]:
    """What stopped the file first, then what was left out, then warnings."""
    return (
        not fault.stops_file,
        fault.severity is Severity.WARNING,
        fault.code,
        fault.line or 0,
    )
