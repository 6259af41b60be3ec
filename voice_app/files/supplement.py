"""Our own CSV: what no national return holds, above all how a child may be reached.

One line for each child and plan. What is said about a child may stand on one of their lines or on
all; where lines contradict each other the careful reading wins: no texts, rather than texts to
someone else's phone.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from surveys.journey import Journey
from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.spreadsheet import Columns
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import read_rows
from voice_app.files.supplement_people import PersonRow
from voice_app.files.supplement_people import agreed

EXAMPLE_CHILD = "EXAMPLE"
EXAMPLE = {
    "child_id": EXAMPLE_CHILD,
    "preferred_name": "Sam",
    "mobile": "07700 900123",
    "preferred_channel": "text",
    "language": "en",
    "communication_needs": "Short words please",
    "may_contact": "Y",
    "contact_basis": "Young person said yes on 1 June",
    "iro_name": "Robin Example",
    "iro_email": "robin@council.example",
    "social_worker_email": "alex@council.example",
    "plan_type": "Care plan",
    "plan_date": "01/06/2026",
    "plan_next_review_date": "01/12/2026",
    "next_review_date": "24/11/2026",
}
HEADINGS = tuple(EXAMPLE)
COLUMNS = Columns(("child_id",), HEADINGS[1:])

CHANNELS = {"text": "sms", "sms": "sms", "web": "web", "whatsapp": "whatsapp"}
YES_OR_NO = {"y": True, "yes": True, "n": False, "no": False}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SPOILT_NUMBER = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_FAR_OFF = date.max


@dataclass(frozen=True)
class PlanRow:
    """One plan of one child; ``kind`` is a key of the journey's plans."""

    external_id: str
    line: int
    kind: str
    made_on: date | None
    next_review_on: date | None


@dataclass(frozen=True)
class SupplementRow:
    """One line: what it says of the child, and its plan, if it names one."""

    line: int
    person: PersonRow
    plan: PlanRow | None


@dataclass(frozen=True)
class Supplement:
    """The whole file: each child once, each plan once."""

    people: tuple[PersonRow, ...]
    plans: tuple[PlanRow, ...]
    faults: tuple[Fault, ...]
    count: FileCount


def template() -> str:
    """The headings and one invented line, to be opened in a spreadsheet and filled in."""
    lines = (",".join(HEADINGS), ",".join(EXAMPLE.values()))
    return "".join(f"{line}\r\n" for line in lines)


def read(path: Path, *, journey: Journey, today: date) -> Supplement:
    """Read the file; a plan date after ``today`` (local) is not believed.

    Raises ``OSError`` where the file cannot be opened.
    """
    parse = partial(_row, plan_kinds=_plan_kinds(journey), today=today)
    reading = read_rows(path, Format(COLUMNS, parse, _same_row, "line of this child"))
    of_child: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in reading.rows:
        of_child[row.person.external_id].append(row.person)
    people: list[PersonRow] = []
    faults = list(reading.faults)
    for said in of_child.values():
        person, doubts = agreed(path.name, said)
        people.append(person)
        faults.extend(doubts)
    plans, doubts = _each_once(path.name, (row.plan for row in reading.rows if row.plan))
    faults.extend(doubts)
    return Supplement(tuple(people), plans, tuple(faults), reading.count)


def _same_row(row: SupplementRow) -> Hashable:
    """Only lines that say the very same are the same line."""
    return replace(row.person, line=0), row.plan and replace(row.plan, line=0)


def _each_once(file: str, plans: Iterable[PlanRow]) -> tuple[tuple[PlanRow, ...], list[Fault]]:
    """One version of one plan counts once, as its first line tells it."""
    first: dict[Hashable, PlanRow] = {}
    faults: list[Fault] = []
    for plan in plans:
        known = first.setdefault((plan.external_id, plan.kind, plan.made_on), plan)
        if known is not plan:
            what = f"Line {known.line} already has this plan of this date, and is used for it."
            faults.append(Line(file, plan.line, {}).kept("plan_type", Code.DUPLICATE, what))
    return tuple(first.values()), faults


def _plan_kinds(journey: Journey) -> dict[str, str]:
    """Every name that a plan goes by, old or new, with its key."""
    names: dict[str, str] = {}
    for kind in journey.plans.values():
        for name in (kind.key, kind.label, kind.name_2012):
            names.setdefault(name.casefold(), kind.key)
    names.pop("", None)
    return names


def _row(line: Line, *, plan_kinds: dict[str, str], today: date) -> Iterator[SupplementRow | Fault]:
    child = line["child_id"]
    if not child:
        yield line.left_out("child_id", Code.BLANK, "There is no child number.")
        return
    if child.upper() == EXAMPLE_CHILD:
        what = "This is the example line of the template."
        yield line.left_out("child_id", Code.EXAMPLE, what)
        return
    faults: list[Fault] = []
    person = _person(line, faults)
    plan = _plan(line, plan_kinds, today, faults)
    yield from faults
    yield SupplementRow(line.number, person, plan)


def _person(line: Line, faults: list[Fault]) -> PersonRow:
    """What the line says of the child; cells that cannot be used add a fault and stay empty."""

    def usable(column: str, ok: Callable[[str], object], rule: str) -> str:
        cell = line[column]
        if cell and not ok(cell):
            what = f"What stands under {column} {rule}. It was not used."
            faults.append(line.kept(column, Code.NOT_USED, what))
            return ""
        return cell

    channel = usable(
        "preferred_channel", lambda c: c.casefold() in CHANNELS, "is not text, web or whatsapp"
    )
    may_contact = usable("may_contact", lambda c: c.casefold() in YES_OR_NO, "is not Y or N")
    return PersonRow(
        external_id=line["child_id"],
        line=line.number,
        preferred_name=line["preferred_name"],
        mobile=usable("mobile", lambda c: not _SPOILT_NUMBER.fullmatch(c), "lost its last digits"),
        preferred_channel=CHANNELS.get(channel.casefold(), ""),
        language=usable("language", _LANGUAGE.fullmatch, "is not a language code like en or ckb"),
        communication_needs=line["communication_needs"],
        may_contact=YES_OR_NO.get(may_contact.casefold()),
        contact_basis=line["contact_basis"],
        iro_name=line["iro_name"],
        iro_email=usable("iro_email", _EMAIL.fullmatch, "is not an email address"),
        social_worker_email=usable(
            "social_worker_email", _EMAIL.fullmatch, "is not an email address"
        ),
        next_review_on=_date(line, "next_review_date", _FAR_OFF, faults),
    )


def _plan(
    line: Line, plan_kinds: dict[str, str], today: date, faults: list[Fault]
) -> PlanRow | None:
    made_on = _date(line, "plan_date", today, faults)
    next_review_on = _date(line, "plan_next_review_date", _FAR_OFF, faults)
    kind = plan_kinds.get(line["plan_type"].casefold())
    if kind:
        return PlanRow(line["child_id"], line.number, kind, made_on, next_review_on)
    if line["plan_type"]:
        what = "What stands under plan_type is not a plan we know. The plan was not used."
        faults.append(line.kept("plan_type", Code.NOT_USED, what))
    elif made_on or next_review_on:
        what = "There are dates of a plan but no plan_type. The plan was not used."
        faults.append(line.kept("plan_type", Code.NOT_USED, what))
    return None


def _date(line: Line, column: str, no_later_than: date, faults: list[Fault]) -> date | None:
    if not line[column]:
        return None
    try:
        return read_date(line[column], no_later_than=no_later_than)
    except NotADate as problem:
        what = f"The {column} {problem}. It was not used."
        faults.append(line.kept(column, problem.code, what))
        return None
