"""What only shows when the lines of several tables meet: each fault leaves its line out."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any

from voice_app.files import ssd_words
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import Severity
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd_rows import ConferenceRow
from voice_app.files.ssd_rows import EpisodeRow
from voice_app.files.ssd_rows import HealthRow
from voice_app.files.ssd_rows import InvolvementRow
from voice_app.files.ssd_rows import PersonRow
from voice_app.files.ssd_rows import ProtectionPlanRow
from voice_app.files.ssd_rows import ReviewRow

SHOWN_FROM = 5  # children; a role's words are repeated only where they cannot be one person's name
_LONGEST_ROLE = 48  # letters, the dataset's own limit

_NO_CHILD = "This child is not in the list of people, or was left out there."
_ENDS_FIRST = "It ends before it starts."
_AFTER_DEATH = "It is dated after the day on which the child died."
_NO_PERIOD = "No episode has this period of care, so we do not know whose it is."
_TWO_CHILDREN = "This period of care is another child's on an earlier line."
_NO_END_REASON = "The episode has an end but no reason for it, so care counts as going on."
_NO_END_DAY = "There is a reason why care ended but no day, so care counts as going on."
_NO_DAY = "There is neither a day it is due nor a day it was held."
_NO_PLAN = "There is no such child protection plan, or it was left out."
_OTHER_CHILD = "The plan it belongs to is another child's."
_ELSEWHERE = "The plan is another authority's, so it is not used here."
_ROLE_NOT_KEPT = "This role opens nothing here, so it is not kept."
_ROLE_UNKNOWN = "What they do for the child is not a role we know, so it opens nothing."
_NO_ASSESSMENT = "Only completed health assessments are used."
_HEALTH_UNKNOWN = "We do not know this kind of health check."
_BORN_LATER = "The day of death lies before the day of birth."


@dataclass
class Known:
    """What the tables read so far have told."""

    people: Mapping[str, PersonRow] = field(default_factory=dict)
    child_of_period: dict[str, str] = field(default_factory=dict)
    child_of_plan: dict[str, str] = field(default_factory=dict)
    unknown_roles: defaultdict[str, list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def of_a_child(self, line: Line, row: Any) -> Iterator[Fault]:
        """Whatever belongs to a child: a child we know, in order, and not after their death."""
        if child := self.people.get(row.person_id):
            yield from _in_time(line, row, child.died)
        else:
            yield line.left_out("", Code.NO_SUCH_CHILD, _NO_CHILD)

    def episode(self, line: Line, row: EpisodeRow) -> Iterator[Fault]:
        """An episode: its period of care is one child's."""
        faults = list(self.of_a_child(line, row))
        yield from faults
        if faults:
            return
        if self.child_of_period.setdefault(row.period_id, row.person_id) != row.person_id:
            yield line.left_out("clae_cla_id", Code.DISAGREES, _TWO_CHILDREN)
        elif row.until and not row.reason_ceased:
            column = "clae_cla_episode_ceased_reason"
            yield line.kept(column, Code.END_WITHOUT_REASON, _NO_END_REASON)
        elif not row.until and row.reason_ceased not in ("", "X1"):
            column = "clae_cla_episode_ceased_date"
            yield line.kept(column, Code.REASON_WITHOUT_END, _NO_END_DAY)

    def review(self, line: Line, row: ReviewRow) -> Iterator[Fault]:
        """A review, which hangs on a period of care and not on a child."""
        child = self.people.get(self.child_of_period.get(row.period_id, ""))
        if child is None:
            yield line.left_out("clar_cla_id", Code.NO_SUCH_ROW, _NO_PERIOD)
        elif row.due_on is None and row.held_on is None:
            yield line.left_out("clar_cla_review_due_date", Code.BLANK, _NO_DAY)
        else:
            yield from _in_time(line, row, child.died)
            if row.held_on and not row.participation:
                what = "The code for taking part is blank or unknown. It was read as not known."
                column = "clar_cla_review_participation"
                yield line.kept(column, Code.REVIEW_CODE, what)

    def protection_plan(self, line: Line, row: ProtectionPlanRow) -> Iterator[Fault]:
        """A child protection plan of this authority."""
        if ssd_words.plain(row.elsewhere) not in ssd_words.shipped().this_authority:
            yield line.left_out("cppl_cp_plan_ola", Code.ELSEWHERE, _ELSEWHERE)
            return
        faults = list(self.of_a_child(line, row))
        yield from faults
        if not faults:
            self.child_of_plan[row.plan_id] = row.person_id

    def conference(self, line: Line, row: ConferenceRow) -> Iterator[Fault]:
        """A review conference of a plan of the same child."""
        owner = self.child_of_plan.get(row.plan_id)
        if owner is None:
            yield line.left_out("cppr_cp_plan_id", Code.NO_SUCH_ROW, _NO_PLAN)
        elif owner != row.person_id:
            yield line.left_out("cppr_person_id", Code.DISAGREES, _OTHER_CHILD)
        elif row.due_on is None and row.held_on is None:
            yield line.left_out("cppr_cp_review_due", Code.BLANK, _NO_DAY)
        else:
            yield from self.of_a_child(line, row)

    def health(self, line: Line, row: HealthRow) -> Iterator[Fault]:
        """A health check: only a completed health assessment is of use."""
        words = ssd_words.shipped()
        kind = ssd_words.plain(row.kind)
        if kind not in words.health_assessments | words.health_not_kept:
            yield line.left_out("clah_health_check_type", Code.NOT_USED, _HEALTH_UNKNOWN)
        elif (
            kind not in words.health_assessments
            or ssd_words.plain(row.status) not in words.completed
            or row.on is None
        ):
            yield line.left_out("clah_health_check_type", Code.NOT_NEEDED, _NO_ASSESSMENT)
        else:
            yield from self.of_a_child(line, row)

    def involvement(self, line: Line, row: InvolvementRow) -> Iterator[Fault]:
        """Somebody who works with a child, in a role that we know."""
        words, role = ssd_words.shipped(), ssd_words.plain(row.role)
        if role in words.roles:
            yield from self.of_a_child(line, row)
        elif role in words.roles_not_kept:
            yield line.left_out("invo_professional_role_id", Code.NOT_NEEDED, _ROLE_NOT_KEPT)
        else:
            self.unknown_roles[row.role].append((row.line, row.person_id))
            yield line.left_out("invo_professional_role_id", Code.UNKNOWN_ROLE, _ROLE_UNKNOWN)


def births_and_deaths(line: Line, row: PersonRow) -> Iterator[Fault]:
    """A person: who died, died after they were born."""
    if row.born and row.died and row.died < row.born:
        yield line.left_out("pers_death_date", Code.DISAGREES, _BORN_LATER)


def unknown_roles(known: Known, file: str) -> Iterator[Fault]:
    """Each role that is not in the table, once, with its count."""
    for role, found in sorted(known.unknown_roles.items(), key=lambda item: item[1][0]):
        children = {person for _, person in found}
        shown = len(children) >= SHOWN_FROM and len(role) <= _LONGEST_ROLE and "\n" not in role
        named = f"'{role}'" if shown else "A role (not shown here)"
        what = (
            f"{named} is not in our list of roles: lines {len(found):,}, first on line "
            f"{found[0][0]}. Nobody was let in by it."
        )
        column = "invo_professional_role_id"
        yield Fault(file, None, column, Code.UNKNOWN_ROLE, what, Severity.WARNING)


def _in_time(line: Line, row: Any, died: date | None) -> Iterator[Fault]:
    since, until = getattr(row, "since", None), getattr(row, "until", None)
    began = since or getattr(row, "held_on", None) or getattr(row, "on", None)
    if since and until and until < since:
        yield line.left_out("", Code.ENDS_BEFORE_START, _ENDS_FIRST)
    elif died and began and began > died:
        yield line.left_out("", Code.AFTER_DEATH, _AFTER_DEATH)
