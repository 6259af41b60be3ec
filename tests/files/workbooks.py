"""Workbooks written for tests, as dirty as people's are."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[object]]

NEED = ("Child Unique ID", "Gender", "Date of Birth", "CIN Start Date", "CIN Closure Date",
        "Date Child Was Last Seen")  # fmt: skip
PROTECTION = ("Child Unique ID", "Date of Birth", "Child Protection Plan Start Date",
              "Child Protection Plan End Date", "Date of the Last Statutory Visit",
              "Was the Child Seen Alone?", "Date of latest review conference")  # fmt: skip
CARE = ("Child Unique ID", "Date of Birth", "Date Started to be Looked After",
        "Date Ceased to be Looked After", "Start date of current legal status",
        "Child's Legal Status", "Date of Latest Statutory Review",
        "Date of Last Social Work Visit", "Start Date of Most Recent Placement",
        "Placement Type", "Allocated Worker", "Date of Last Health Assessment")  # fmt: skip
LEAVERS = ("Child Unique ID", "Date of Birth", "Allocated Team")
BORN = date(2014, 2, 14)


def write(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Save these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def annex_a_care() -> tuple[object, ...]:
    """One good line of list 8."""
    began = date(2026, 3, 2)
    return (
        1003, BORN, began, None, began, "C2: FCO", date(2026, 6, 22), date(2026, 11, 3), began,
        "d) U4: Foster placement", "#N/A", date(2026, 5, 1),
    )  # fmt: skip


def annex_a(path: Path, **lists: Rows) -> Path:
    """A workbook with one good line in each list, or the lines given for it."""
    day = date
    good: dict[str, Rows] = {
        "need": [NEED, (1001, "a) Male", BORN, day(2026, 3, 2), None, day(2026, 11, 3))],
        "protection": [PROTECTION, (1002, BORN, day(2026, 3, 2), None, "03/11/2026", "a) Yes",
                                    day(2026, 6, 1))],
        "care": [CARE, annex_a_care()],
        "leavers": [LEAVERS, (1004, date(2007, 2, 14), "Leaving Care")],
    }  # fmt: skip
    titles = {"need": "List 6", "protection": "List 7", "care": "List 8", "leavers": "List 9"}
    return write(path, {titles[name]: lists.get(name, rows) for name, rows in good.items()})
