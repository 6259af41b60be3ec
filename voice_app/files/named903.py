"""Which child a line of a return is about: by their number, as typed, of before, or short of zeros.

The authority that a return is of, where lines name one, is that of most lines of its Header file.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.rows903 import ChildRow
from voice_app.files.spreadsheet import Line

_NOT_THERE = "This child is not in the Header file, or was left out there."
_SEVERAL = "Without the zeros in front, this number could be more than one child's."


class Named:
    """The children of the Header file, by every number that a line may know them by."""

    def __init__(
        self, children: Iterable[ChildRow], former: Mapping[str, str], authority: str = ""
    ) -> None:
        self._by_number = {child.external_id: child for child in children}
        self._former = former
        self._authority = authority
        self._without_zeros: dict[str, ChildRow | None] = {}  # None: more than one
        for number, child in self._by_number.items():
            short = _short(number)
            self._without_zeros[short] = None if short in self._without_zeros else child

    def __contains__(self, number: str) -> bool:
        return number in self._by_number

    def whose(self, line: Line, missing: Code) -> tuple[ChildRow | None, Fault | None]:
        """The child of a line, and what is to be said about it; without one, it is left out.

        ``missing`` is the code where the Header file does not have the child.
        """
        if self._authority and line["LA"] not in ("", self._authority):
            return None, other_authority(line)
        number = line["CHILD"]
        found = self._by_number.get(number)
        return (found, None) if found else self._otherwise(line, number, missing)

    def _otherwise(
        self, line: Line, number: str, missing: Code
    ) -> tuple[ChildRow | None, Fault | None]:
        if found := self._by_number.get(self._former.get(number, "")):
            what = "We know this child by another number now, and the line was taken as theirs."
            return found, line.kept("CHILD", Code.FORMER_NUMBER, what)
        short = _short(number)
        if found := self._without_zeros.get(short):
            what = "The number is that of the Header file but for zeros in front."
            return found, line.kept("CHILD", Code.LOST_ZEROS, what)
        if short in self._without_zeros:
            return None, line.left_out("CHILD", Code.LOST_ZEROS, _SEVERAL)
        return None, line.left_out("CHILD", missing, _NOT_THERE)


def main_authority(children: Iterable[ChildRow]) -> str | None:
    """The authority of more than half of the children; empty where none is named, else None."""
    named = Counter(child.authority for child in children if child.authority)
    if not named:
        return ""
    authority, lines = named.most_common(1)[0]
    return authority if lines * 2 > named.total() else None


def other_authority(line: Line) -> Fault:
    """The fault of a line that another authority sent."""
    what = "The line is of another authority than the return, by what stands under LA."
    return line.left_out("LA", Code.OTHER_AUTHORITY, what)


def _short(number: str) -> str:
    """A number as a spreadsheet writes it; only one of digits loses zeros."""
    return (number.lstrip("0") or "0") if number.isdigit() else number
