"""The worked examples of ``due_dates.txt``, counted slowly, and worked out by the product."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import holidays as bank_holidays
import pytest
from child_records import EVENTS
from child_records import RECORDS
from child_records import worked_out
from slow_counting import ENGLAND
from slow_counting import count

from surveys.duties import Duty


@dataclass(frozen=True)
class Example:
    """One line of the file."""

    start: date
    how_long: str
    due: date
    what: str
    born: date | None
    why: str


def read_examples() -> list[Example]:
    lines = Path(__file__).with_name("due_dates.txt").read_text(encoding="utf-8").splitlines()
    return [read_example(line) for line in lines if line and not line.startswith("#")]


def read_example(line: str) -> Example:
    start, how_long, due, what, born, why = (cell.strip() for cell in line.split("|"))
    day, weekday = due.split()
    assert date.fromisoformat(day).strftime("%a") == weekday, line
    known = None if born == "-" else date.fromisoformat(born)
    return Example(date.fromisoformat(start), how_long, date.fromisoformat(day), what, known, why)


EXAMPLES = read_examples()


def line(example: Example) -> str:
    return f"{example.start} {example.what}"


def test_there_are_examples_enough_and_each_says_why() -> None:
    """At least sixty beside the two of the statute's own page, every kind of due day among them."""
    assert len(EXAMPLES) >= 62
    assert all(example.why for example in EXAMPLES)
    assert {example.what for example in EXAMPLES} == {*RECORDS, *EVENTS}
    # The child protection plan goes with its conference, as the care plan does with the review.
    assert {duty for duty, _ in RECORDS.values()} == {*Duty} - {Duty.CP_PLAN}


@pytest.mark.parametrize("example", EXAMPLES, ids=line)
def test_each_example_is_right_when_counted_day_by_day(example: Example) -> None:
    """The table itself, against a count that shares nothing with the product."""
    assert count(example.start, example.how_long) == example.due


@pytest.mark.parametrize("example", EXAMPLES, ids=line)
def test_the_product_works_out_each_example(example: Example) -> None:
    """From the record to the due day."""
    due = worked_out(example.what, example.start, born=example.born)
    assert due == example.due


def test_the_bank_holidays_written_by_hand_are_those_of_the_package() -> None:
    """England's days off from 2022 to 2030, substitutes and one-off days with them."""
    package = bank_holidays.country_holidays("GB", subdiv="ENG", years=range(2022, 2031))
    assert {day for day in package if day.weekday() < 5} == ENGLAND
