"""An invented SSDA903 return of any size: seeded, consistent in its dates, a few lines faulty.

``python -m bench.children DIR [CHILDREN]`` writes Header, Episodes, Reviews and OC3. Each child has
about two episodes and four or five reviews. One line in 200 is spoilt, in one of the ways in which
lines are spoilt; ``Written`` says how many. No name is in such a return, and no child of it exists.
"""

import csv
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

SEED = 2012
SPOILT = 200  # one line in so many
TODAY = date(2026, 11, 22)

HEADINGS = {
    "Header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "Episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
    "PL_POST,URN",
    "Reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "OC3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
}
PLACES = ("U1", "U3", "U4", "U5", "U6", "K2", "H5", "P1")
STATUSES = ("C1", "C2", "V2", "E1")
ENDINGS = ("E4A", "E4A", "E4B", "E48", "E8", "E45")
FIRST_REVIEW = timedelta(days=24)
LATER_REVIEW = timedelta(days=175)
A_YEAR = 365
LEFT_CARE = 0.3  # of all children
SPEAKS_FROM = 4  # years
NOBODY, NO_DAY, TO_COME, CUT_OFF = range(4)  # ways in which a line is spoilt


@dataclass
class Written:
    """How many lines were written, and how many of them are faulty."""

    children: int = 0
    episodes: int = 0
    reviews: int = 0
    leavers: int = 0
    spoilt: int = 0

    @property
    def lines(self) -> int:
        """Of all files, headings aside."""
        return self.children + self.episodes + self.reviews + self.leavers


def write_return(folder: Path, children: int, *, today: date = TODAY, seed: int = SEED) -> Written:
    """Write a return of so many children into a folder; the same seed gives the same files."""
    random, written = Random(seed), Written()  # noqa: S311 - invented data, to be the same each time
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        sheets = {
            name: csv.writer(files.enter_context(_sheet(folder / f"{name}.csv", headings)))
            for name, headings in HEADINGS.items()
        }
        for number in range(children):
            child = _Child(f"{100_000 + number:07}", random, today)
            child.write(sheets, written)
    return written


def _sheet(path: Path, headings: str) -> Any:
    file = path.open("w", encoding="utf-8", newline="")
    file.write(f"{headings}\r\n")
    return file


class _Child:
    """One invented child: born, came into care, moved once or so, was reviewed."""

    def __init__(self, number: str, random: Random, today: date) -> None:
        self.number, self.random, self.today = number, random, today
        self.born = today - timedelta(days=random.randint(4 * A_YEAR, 17 * A_YEAR))
        self.since = today - timedelta(days=random.randint(60, 4 * A_YEAR))
        lasted = random.randint(50, (today - self.since).days)
        self.until = self.since + timedelta(days=lasted) if random.random() < LEFT_CARE else None

    def write(self, sheets: dict[str, Any], written: Written) -> None:
        """Add the child's lines to the files."""
        written.children += 1
        sheets["Header"].writerow(
            [self.number, self.random.choice("12"), _day(self.born), *[""] * 4]
        )
        for episode in self._episodes():
            written.episodes += 1
            sheets["Episodes"].writerow(self._spoilt(episode, 1, written))
        for review in self._reviews():
            written.reviews += 1
            sheets["Reviews"].writerow(self._spoilt(review, 2, written))
        if self.until and (self.today - self.born).days > 16 * A_YEAR:
            written.leavers += 1
            sheets["OC3"].writerow([self.number, _day(self.born), "YES", "F1", "U"])

    def _episodes(self) -> Iterator[list[str]]:
        end = self.until or self.today
        moves = self.random.randint(0, 2)
        days = sorted(self.random.sample(range(1, (end - self.since).days), moves))
        starts = [self.since, *(self.since + timedelta(days=day) for day in days)]
        status = self.random.choice(STATUSES)
        for started, ended in zip(starts, [*starts[1:], self.until], strict=True):
            began = "S" if started == self.since else "P"
            last = ended == self.until
            ceased = "X1" if not last else self.random.choice(ENDINGS) if ended else ""
            place = self.random.choice(PLACES)
            yield [
                *(self.number, _day(started), began, status, "N1", place, "PR1"),
                *(_day(ended) if ended else "", ceased, "", "", "", ""),
            ]

    def _reviews(self) -> Iterator[list[str]]:
        day, end = self.since + FIRST_REVIEW, self.until or self.today
        while day <= end:
            age = (day.year - self.born.year) - (
                (day.month, day.day) < (self.born.month, self.born.day)
            )
            code = f"PN{self.random.randint(1, 7)}" if age >= SPEAKS_FROM else "PN0"
            yield [self.number, _day(self.born), _day(day), code]
            day += LATER_REVIEW + timedelta(days=self.random.randint(-20, 5))

    def _spoilt(self, cells: list[str], day: int, written: Written) -> list[str]:
        """Now and then a line that is wrong: nobody's, of no day, of a day to come, or cut off."""
        if self.random.randrange(SPOILT):
            return cells
        written.spoilt += 1
        wrong = self.random.randrange(CUT_OFF + 1)
        if wrong == NOBODY:
            return ["9999999", *cells[1:]]
        if wrong == NO_DAY:
            return [*cells[:day], "31/02/2025", *cells[day + 1 :]]
        if wrong == TO_COME:
            return [*cells[:day], "01/01/2031", *cells[day + 1 :]]
        return cells[:day]


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


if __name__ == "__main__":
    folder, *count = sys.argv[1:]
    sys.stdout.write(f"{write_return(Path(folder), int(count[0]) if count else 1_000)}\n")
