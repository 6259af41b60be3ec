"""Writing in the record by hand: who may, what contradicts itself, and what follows from it."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.people import SmallCouncil
from tests.people import make_child
from tests.people import make_user
from tests.rows import every
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.policy import Role
from voice_app.services import recording
from voice_app.services.recording import Code
from voice_app.services.recording import NewInvolvement
from voice_app.services.recording import NewLegalStatus
from voice_app.services.recording import NewMeeting
from voice_app.services.recording import NewPlacement
from voice_app.services.recording import NewPlan
from voice_app.services.recording import NewRelative
from voice_app.services.recording import NewStage
from voice_app.services.recording import NotNow
from voice_app.store import people

TODAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)
LONG_AGO = date(1900, 1, 1)


@pytest.fixture
def write(council: SmallCouncil, clock: StandingClock):
    """Write by the child's IRO, or by somebody else."""

    def of(entry: recording.NewPlan, user: int | None = None) -> None:
        writer = recording.Writer(user or council.iro, clock(), practice=True)
        recording.write(council.child, entry, writer)

    return of


def refused(write, entry) -> set[tuple[str, Code]]:
    """The fields that were refused, and why."""
    with pytest.raises(recording.Contradicted) as contradicted:
        write(entry)
    return {(each.field, each.code) for each in contradicted.value.found}


@pytest.mark.parametrize(
    ("entry", "field", "code"),
    [
        (NewPlan("care", TODAY + A_DAY), "made_on", Code.NOT_YET),
        (NewPlan("care", LONG_AGO), "made_on", Code.BEFORE_BIRTH),
        (NewPlan("care", TODAY, TODAY), "next_review", Code.DUE_BEFORE_MADE),
        (NewPlan("care", TODAY, date(2206, 1, 1)), "next_review", Code.TOO_FAR),
        (
            NewPlan("care", TODAY, closed_on=TODAY - A_DAY),
            "closed_on",
            Code.ENDS_BEFORE_IT_BEGINS,
        ),
        (NewMeeting("core_group"), "held_on", Code.NO_DAY),
        (NewMeeting("core_group", held_on=TODAY + A_DAY), "held_on", Code.NOT_YET),
        (NewMeeting("core_group", due_on=LONG_AGO), "due_on", Code.BEFORE_BIRTH),
        (
            NewMeeting("statutory_review", due_on=TODAY, cancelled_on=TODAY),
            "cancelled_on",
            Code.NOT_CANCELLED,
        ),
        (
            NewMeeting("core_group", held_on=TODAY, cancelled_on=TODAY),
            "cancelled_on",
            Code.OVERLAPS,
        ),
        (
            NewMeeting("social_work_visit", held_on=TODAY, child_seen=False, seen_alone=True),
            "seen_alone",
            Code.ALONE_BUT_NOT_SEEN,
        ),
        (NewStage("care", TODAY, TODAY - A_DAY), "until", Code.ENDS_BEFORE_IT_BEGINS),
        (NewStage("care", TODAY + A_DAY), "since", Code.NOT_YET),
        (NewStage("care", LONG_AGO), "since", Code.BEFORE_BIRTH),
        (NewPlacement("U4", TODAY + A_DAY), "since", Code.NOT_YET),
        (NewLegalStatus("C2", TODAY, LONG_AGO), "until", Code.ENDS_BEFORE_IT_BEGINS),
        (NewInvolvement(1, "advocate", TODAY, LONG_AGO), "until", Code.ENDS_BEFORE_IT_BEGINS),
        (NotNow("court", TODAY, TODAY - A_DAY), "until", Code.ENDS_BEFORE_IT_BEGINS),
        (NotNow("court", TODAY, date(2062, 1, 1)), "until", Code.TOO_FAR),
        (NewRelative("sibling", record_number="NB-0000"), "record_number", Code.UNKNOWN_NUMBER),
        (NewRelative("sibling"), "record_number", Code.UNKNOWN_NUMBER),
        (NewRelative("sibling", record_number="NB-0417-14"), "record_number", Code.THEMSELVES),
        (NewRelative("parent"), "preferred_name", Code.NO_NAME),
        (NewRelative("parent", "Ann", mobile="0113 496 0999"), "mobile", Code.BAD_MOBILE),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field_and_nothing_is_stored(
    council: SmallCouncil, write, entry, field: str, code: Code
) -> None:
    """A date in 1900, an end before its beginning, a meeting of tomorrow that was held."""
    before = len(every(AccessLog))
    assert (field, code) in refused(write, entry)
    assert len(every(AccessLog)) == before


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    since=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    until=st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
)
def test_a_stage_is_taken_exactly_when_its_days_can_be(
    council: SmallCouncil, write, since: date, until: date | None
) -> None:
    """Born before it began, begun before it ended, and ended by today."""
    with writing():
        for row in db.session.query(StageEpisode):
            db.session.delete(row)
        born = db.session.get_one(Person, council.child).born
    assert born is not None
    can_be = born <= since <= TODAY and (until is None or since <= until <= TODAY)
    try:
        write(NewStage("care", since, until))
    except recording.Contradicted:
        assert not can_be
    else:
        assert can_be


def test_nobody_writes_in_the_record_of_somebody_elses_child(
    council: SmallCouncil, clock: StandingClock, write
) -> None:
    """A social worker writes from the first day of their work to the last; a manager reads."""
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    stage = NewStage("care", TODAY - A_DAY)
    with pytest.raises(recording.NotYours):
        write(stage, dev)
    write(NewInvolvement(dev, "social_worker", TODAY, TODAY))
    write(stage, dev)
    clock.forward(days=1)
    with pytest.raises(recording.NotYours):
        write(stage, dev)
    manager = make_user("meg", Role.TEAM_MANAGER, clock)
    write(NewInvolvement(manager, "team_manager", TODAY))
    with pytest.raises(recording.NotYours):
        write(stage, manager)


@pytest.mark.parametrize("why", ["died", "sealed"])
def test_nothing_is_written_in_a_closed_record(council: SmallCouncil, write, why: str) -> None:
    """Not even by those who worked with the child when it closed."""
    with writing():
        db.session.get_one(Person, council.child).record = why
    with pytest.raises(recording.NotYours):
        write(NewStage("care", TODAY))


def test_a_social_worker_does_not_choose_the_reviewing_officer(
    council: SmallCouncil, clock: StandingClock, write
) -> None:
    """The IRO is independent of them; an IRO hands a child to another, and loses access."""
    dev, tunde = make_user("dev", Role.SOCIAL_WORKER, clock), make_user("tunde", Role.IRO, clock)
    write(NewInvolvement(dev, "social_worker", TODAY))
    with pytest.raises(recording.Contradicted) as contradicted:
        write(NewInvolvement(tunde, "iro", TODAY), dev)
    assert contradicted.value.found[0].code is Code.NOT_BY_YOU
    write(NewInvolvement(tunde, "iro", TODAY))
    with pytest.raises(recording.NotYours):
        write(NewStage("care", TODAY))


def test_a_plan_without_a_next_day_gets_a_computed_one_with_its_rule(write) -> None:
    """A day set by hand stands, and says that it was."""
    write(NewPlan("health", date(2026, 2, 28)))
    (version,) = every(PlanVersion)
    assert (version.next_review, version.next_source) == (date(2027, 2, 28), "computed")
    assert "12 months" in version.next_rule
    write(NewPlan("health", date(2026, 2, 28), date(2026, 12, 1)))
    (version,) = every(PlanVersion)
    assert (version.next_review, version.next_source) == (date(2026, 12, 1), "manual")
    write(NewPlan("health", date(2026, 11, 1)))
    assert [row.next_source for row in every(PlanVersion)] == ["manual", "computed"]


def test_a_meeting_that_was_due_becomes_the_one_that_was_held(council, write) -> None:
    """Whether the child was seen, and alone, is kept as it was said."""
    write(NewMeeting("social_work_visit", due_on=TODAY))
    write(NewMeeting("social_work_visit", held_on=TODAY, child_seen=True, seen_alone=False))
    (visit,) = [row for row in every(Meeting) if row.held_on == TODAY]
    assert (visit.due_on, visit.child_seen, visit.seen_alone) == (TODAY, True, False)


def test_an_older_visit_does_not_take_the_place_of_the_next_one(council, write) -> None:
    """One that is written down late leaves the open one open."""
    kind = "social_work_visit"
    write(NewMeeting(kind, held_on=TODAY - 5 * A_DAY))
    write(NewMeeting(kind, due_on=TODAY + 30 * A_DAY))
    write(NewMeeting(kind, held_on=TODAY - 40 * A_DAY))
    rows = [row for row in every(Meeting) if row.kind == kind]
    assert [row.due_on for row in rows if row.held_on is None] == [TODAY + 30 * A_DAY]


def test_a_move_ends_the_placement_before(council: SmallCouncil, write) -> None:
    """And the time in care knows where they live now; a late note of an old one does not."""
    write(NewPlacement("U4", date(2025, 9, 1)))
    write(NewPlacement("K2", date(2026, 3, 1)))
    write(NewPlacement("U1", date(2025, 8, 1), date(2025, 9, 1)))
    rows = sorted(every(Placement), key=lambda row: row.since)
    assert [(row.kind, row.until) for row in rows] == [
        ("U1", date(2025, 9, 1)),
        ("U4", date(2026, 3, 1)),
        ("K2", None),
    ]
    (care,) = every(CareSpell)
    assert (care.placement, care.placed_since) == ("K2", date(2026, 3, 1))


def test_short_breaks_take_the_computed_review_back(council: SmallCouncil, write) -> None:
    """A new legal status changes what is due; a day set by hand stands."""
    write(NewLegalStatus("V3", date(2026, 11, 1)))
    assert [row.legal_status for row in every(CareSpell)] == ["V3"]


def test_the_same_stage_is_never_twice_at_once(write) -> None:
    """Two different stages may run beside each other; one day in common is too much for one."""
    write(NewStage("care", date(2026, 1, 1), date(2026, 5, 1)))
    assert refused(write, NewStage("care", date(2026, 5, 1))) == {("since", Code.OVERLAPS)}
    write(NewStage("child_protection", date(2026, 5, 1)))
    write(NewStage("care", date(2026, 5, 2)))


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (NewPlacement("U1", date(2026, 2, 1), date(2026, 4, 1)), "since"),  # within the first
        (NewPlacement("U1", date(2025, 8, 1), date(2025, 9, 2)), "until"),
        (NewPlacement("U1", date(2025, 8, 1)), "until"),  # it would last beside the next
    ],
)
def test_a_child_lives_in_one_place_at_a_time(write, entry, field: str) -> None:
    """One placement ends on the day the next begins; a day more is refused at its field."""
    write(NewPlacement("U4", date(2025, 9, 1)))
    write(NewPlacement("K2", date(2026, 3, 1)))
    assert (field, Code.OVERLAPS) in refused(write, entry)
    write(NewPlacement("U1", date(2025, 8, 1), date(2025, 9, 1)))


def test_the_same_visit_is_not_entered_twice(write) -> None:
    """Another on the next day, or of another kind on the same, is."""
    visit = NewMeeting("social_work_visit", held_on=TODAY - A_DAY, child_seen=True)
    write(visit)
    assert refused(write, visit) == {("held_on", Code.TWICE)}
    write(NewMeeting("core_group", held_on=TODAY - A_DAY))
    write(NewMeeting("social_work_visit", held_on=TODAY))


def test_work_with_a_child_is_ended_by_its_last_day(
    council: SmallCouncil, clock: StandingClock, write
) -> None:
    """The same first day again changes the last one; overlapping work is refused."""
    amy = make_user("amy", Role.ADVOCATE, clock)
    write(NewInvolvement(amy, "advocate", TODAY))
    write(NewInvolvement(amy, "advocate", TODAY, TODAY + A_DAY))
    (row,) = [row for row in every(Involvement) if row.user_id == amy]
    assert row.until == TODAY + A_DAY
    again = NewInvolvement(amy, "advocate", TODAY + A_DAY)
    assert refused(write, again) == {("since", Code.OVERLAPS)}


def test_a_carer_of_two_children_is_one_person(
    council: SmallCouncil, clock: StandingClock, write
) -> None:
    """Known by phone and name; another name on the same phone is somebody else."""
    write(NewRelative("foster_carer", "Lorna", "Pask", "07700 900517"))
    kit = make_child(clock, age=9, mobile="+447700900418")
    recording.involve(kit, NewInvolvement(council.iro, "iro", TODAY), by=None, now=clock())
    writer = recording.Writer(council.iro, clock(), practice=True)
    for name in ("lorna", "Ben"):
        entry = NewRelative("foster_carer", name, "Pask", "+44 7700 900517")
        recording.write(kit, entry, writer)
    near = [[person.id for person, _ in people.related(each)] for each in (council.child, kit)]
    assert near[0][0] == near[1][0]
    assert len(near[1]) == 2


def test_brothers_and_sisters_are_tied_by_the_councils_number(
    council: SmallCouncil, clock: StandingClock, write
) -> None:
    """Both ways, and without a name typed in."""
    kit = make_child(clock, age=9, mobile="+447700900418")
    with pytest.raises(recording.Contradicted):
        write(NewRelative("sibling", record_number="NB-0418-9"))  # not this worker's child: no name
    ours = recording.NewInvolvement(council.iro, "iro", clock().date())
    recording.involve(kit, ours, by=None, now=clock())
    write(NewRelative("sibling", record_number="NB-0418-9"))
    assert [person.id for person, _ in people.related(council.child)] == [kit]
    assert [person.id for person, _ in people.related(kit)] == [council.child]
