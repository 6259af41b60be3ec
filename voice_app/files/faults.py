"""What is wrong with an imported file, in plain words, and what was done about it.

Faults are shown to the person who imports and to nobody else. Even so they hold no name, no number
and no child id: the line number is enough for whoever has the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a fault did to its line. Without a line number, *left out* means the whole file."""

    LEFT_OUT = "left_out"
    WARNING = "warning"


class Code(StrEnum):
    """The kind of fault. Bare numbers and INT codes are the DfE's own checks of SSDA903."""

    FILE_MISSING = "file_missing"
    FILE_TWICE = "file_twice"
    FILE_EMPTY = "file_empty"
    NOT_READ_WITHOUT = "not_read_without"
    HEADING_MISSING = "heading_missing"
    HEADING_TWICE = "heading_twice"
    HEADING_UNKNOWN = "heading_unknown"
    ENCODING = "encoding"
    NUL = "nul"
    QUOTES = "quotes"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    BLANK = "blank"
    NOT_A_DATE = "not_a_date"
    DATE_OF_1900 = "date_of_1900"
    FUTURE_DATE = "future_date"
    DUPLICATE = "duplicate"
    UNKNOWN_CODE = "unknown_code"
    ENDS_BEFORE_START = "ends_before_start"
    END_WITHOUT_REASON = "end_without_reason"
    REASON_WITHOUT_END = "reason_without_end"
    OTHER_AUTHORITY = "other_authority"
    SPOILT_NUMBER = "spoilt_number"
    LOST_ZEROS = "lost_zeros"
    FORMER_NUMBER = "former_number"
    NOT_IN_HEADER = "not_in_header"
    BEFORE_BIRTH = "before_birth"
    AFTER_DEATH = "after_death"
    AFTER_ADOPTION = "after_adoption"
    OVERLAP = "overlap"
    SAME_START = "same_start"
    GAP = "gap"
    AFTER_CARE = "after_care"
    NO_EPISODES = "no_episodes"
    UNKNOWN_START = "unknown_start"
    EPISODE_NOT_IN_HEADER = "episode_not_in_header"
    REVIEW_DATE = "166"
    REVIEW_CODE = "167"
    SHORT_BREAK_REVIEW = "399"
    TOO_OLD_FOR_PN0 = "440"
    TOO_YOUNG_FOR_CODE = "441"
    REVIEW_NOT_IN_HEADER = "INT08"
    BORN_DIFFERS = "INT17"
    DISAGREES = "disagrees"
    RECORD_STANDS = "record_stands"
    NOT_USED = "not_used"
    EXAMPLE = "example"
    DAY_NUMBER = "day_number"
    NO_SUCH_CHILD = "no_such_child"
    NO_SUCH_ROW = "no_such_row"
    ELSEWHERE = "elsewhere"
    UNKNOWN_ROLE = "unknown_role"
    NOT_NEEDED = "not_needed"
    RECORD_CLOSED = "record_closed"
    FILE_UNKNOWN = "file_unknown"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``words`` end with what happened to the line."""

    file: str
    line: int | None  # counted from 1, headings included; None where it concerns the whole file
    column: str
    code: Code
    words: str
    severity: Severity

    def __str__(self) -> str:
        """The words with their place: "Header.csv, line 12: …"."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.words}"

    @property
    def leaves_out_line(self) -> bool:
        """Whether this one line was left out."""
        return self.line is not None and self.severity is Severity.LEFT_OUT

    @property
    def stops_file(self) -> bool:
        """Whether the whole file was left unread."""
        return self.line is None and self.severity is Severity.LEFT_OUT


@dataclass(frozen=True)
class FileCount:
    """How many lines of a file were read, kept and left out; headings and blank lines aside."""

    file: str
    rows_read: int
    rows_kept: int
    rows_left_out: int

    @property
    def adds_up(self) -> bool:
        """Whether every line that was read is accounted for."""
        return self.rows_read == self.rows_kept + self.rows_left_out


def left_out(faults: Iterable[Fault]) -> int:
    """How many lines were left out: lines, not faults, since one line may have several."""
    return len({(fault.file, fault.line) for fault in faults if fault.leaves_out_line})


def recounted(count: FileCount, faults: Iterable[Fault]) -> FileCount:
    """The lines of a file, with those that were left out only when they met other lines."""
    out = left_out(fault for fault in faults if fault.file == count.file)
    return FileCount(count.file, count.rows_read, count.rows_read - out, out)


def not_read(file: str, code: Code, what: str) -> Fault:
    """A fault for which the whole file was left out."""
    return Fault(file, None, "", code, f"{what} The file was not read.", Severity.LEFT_OUT)
