"""Putting right what was written by hand: over, corrected, entered by mistake, another number."""

from datetime import date
from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_child
from tests.people import make_user
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.messages import OutboundText
from voice_app.models.people import ContactPoint
from voice_app.models.people import DoNotAsk
from voice_app.models.people import Relation
from voice_app.models.record import AccessLog
from voice_app.models.record import Correction
from voice_app.pages.answering import SurveyPage
from voice_app.pages.records import RecordPage
from voice_app.policy import Role
from voice_app.services import conversations
from voice_app.services import journeying
from voice_app.services import recording
from voice_app.services.recording import Code
from voice_app.services.recording import NewInvolvement
from voice_app.services.recording import NewMeeting
from voice_app.services.recording import NewPlacement
from voice_app.services.recording import NewPlan
from voice_app.services.recording import NewRelative
from voice_app.services.recording import NewStage
from voice_app.services.recording import NotNow
from voice_app.services.recording import Place
from voice_app.services.recording import Whom
from voice_app.store import people

TODAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)


@pytest.fixture
def writer(council: SmallCouncil, clock: StandingClock) -> recording.Writer:
    """The child's IRO, now."""
    return recording.Writer(council.iro, clock(), practice=True)


def newest(table: type) -> int:
    """The id of the last row of a table."""
    return max(row.id for row in every(table))


def place(council: SmallCouncil, what: str, table: type) -> Place:
    return Place(council.child, what, newest(table))


def let_it_wait() -> None:
    """As in quiet hours: the texts have not gone out yet."""
    with writing():
        for text in every(OutboundText):
            text.state = "queued"


def corrections() -> list[tuple[str, str, int | None]]:
    return [(row.what, row.why, row.by) for row in every(Correction)]


def test_a_carer_who_is_over_is_asked_no_more_and_their_link_is_shut(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """What waits to be sent is taken back, the link closes, and the record says since when."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    recording.add_contact(carer, "07700 900517", practice=True, by=None, now=clock())
    code = stories.invite(carer, clock, survey="before-the-review-carer", channel="text")
    stories.work()
    let_it_wait()
    over = place(council, "relative", Relation)
    recording.end_relative(over, TODAY, writer)
    assert people.related(council.child) == []
    assert {row.state for row in every(OutboundText)} == {"expired"}
    assert {row.state for row in every(Conversation) if row.person_id == carer} == {"lapsed"}
    assert not isinstance(conversations.open_survey(code, now=clock()), SurveyPage)
    assert ("relative", "over", council.iro) in corrections()
    page = journeying.record_page(council.child, user_id=council.iro, now=clock())
    assert isinstance(page, RecordPage)
    assert [(each.name, each.ended_on) for each in page.relations] == [("Lorna Invented", TODAY)]


def test_a_relation_is_not_over_tomorrow_and_brothers_are_over_for_both(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """A day that has not come ends nothing; another's child's relation is nobody's to end."""
    kit = make_child(clock, age=9, mobile="+447700900418")
    recording.relate(council.child, kit, kind="sibling", by=None, now=clock())
    row = next(row.id for row in every(Relation) if row.child_id == council.child)
    over = Place(council.child, "relative", row)
    with pytest.raises(recording.Contradicted) as contradicted:
        recording.end_relative(over, TODAY + A_DAY, writer)
    assert contradicted.value.found[0].field == "on"
    stranger = make_user("dev", Role.SOCIAL_WORKER, clock)
    with pytest.raises(recording.NotYours):
        recording.end_relative(over, TODAY, recording.Writer(stranger, clock()))
    recording.end_relative(over, TODAY, writer)
    assert [row.ended_on for row in every(Relation)] == [TODAY, TODAY]


def test_any_worker_of_the_child_ends_days_of_peace_early(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """The days before today stay; who ended them is kept; a range yet to come goes whole."""
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    recording.write(council.child, NewInvolvement(dev, "social_worker", TODAY), writer)
    recording.write(council.child, NotNow("Court", TODAY, TODAY + 20 * A_DAY), writer)
    clock.forward(days=3)
    social_worker = recording.Writer(dev, clock())
    recording.end_not_now(place(council, "not-now", DoNotAsk), social_worker)
    assert [row.until for row in every(DoNotAsk)] == [TODAY + 2 * A_DAY]
    assert ("not-now", "over", dev) in corrections()
    ahead = NotNow("A move", TODAY + 9 * A_DAY, TODAY + 12 * A_DAY)
    recording.write(council.child, ahead, social_worker)
    recording.end_not_now(place(council, "not-now", DoNotAsk), social_worker)
    assert len(every(DoNotAsk)) == 1


@pytest.mark.parametrize(
    ("what", "table", "wrong", "right", "stands"),
    [
        ("plan", PlanVersion, NewPlan("health", TODAY), NewPlan("health", TODAY - A_DAY), {}),
        ("stage", StageEpisode, NewStage("care", TODAY), NewStage("care", TODAY - A_DAY), {}),
        (
            "meeting",
            Meeting,
            NewMeeting("core_group", held_on=TODAY),
            NewMeeting("core_group", held_on=TODAY - A_DAY),
            {"held_on": TODAY - A_DAY},
        ),
        (
            "not-now",
            DoNotAsk,
            NotNow("Court", TODAY, TODAY),
            NotNow("A move", TODAY, TODAY + A_DAY),
            {"reason": "A move", "until": TODAY + A_DAY},
        ),
    ],
)
def test_what_was_written_by_hand_is_corrected_in_its_place(
    council: SmallCouncil, writer: recording.Writer, what: str, table: type, wrong, right, stands
) -> None:
    """One row before and after; what stood there, who changed it and when are kept."""
    recording.write(council.child, wrong, writer)
    row = next(row.id for row in reversed(every(table)) if _by_hand(row))
    recording.correct(Place(council.child, what, row), right, writer)
    changed = db.session.get_one(table, row)
    expected = stands or {"made_on" if what == "plan" else "since": TODAY - A_DAY}
    assert {name: getattr(changed, name) for name in expected} == expected
    (kept,) = every(Correction)
    assert (kept.why, kept.by, kept.before["id"]) == ("corrected", council.iro, row)
    assert f"{what}:{row} corrected" in [deed.what for deed in every(AccessLog)]


def _by_hand(row: object) -> bool:
    return getattr(row, "source", "recorded") == "recorded"


def test_a_mistaken_move_goes_and_the_child_lives_where_they_lived(
    council: SmallCouncil, writer: recording.Writer
) -> None:
    """What it ended goes on, the time in care knows, and why it went is kept."""
    recording.write(council.child, NewPlacement("U4", date(2025, 9, 1)), writer)
    recording.write(council.child, NewPlacement("K2", date(2026, 3, 1)), writer)
    moved = place(council, "placement", Placement)
    recording.correct(moved, NewPlacement("K2", date(2026, 2, 1)), writer)
    assert [row.until for row in every(Placement)] == [date(2026, 2, 1), None]
    recording.remove(moved, "wrong_child", writer)
    assert [(row.kind, row.until) for row in every(Placement)] == [("U4", None)]
    assert [row.placement for row in every(CareSpell)] == ["U4"]
    assert corrections()[-1] == ("placement", "wrong_child", council.iro)


def test_what_came_from_a_file_is_not_removed_by_hand(
    council: SmallCouncil, writer: recording.Writer
) -> None:
    """Nor is a review, which is moved or held; nor what is on another child's record."""
    recording.write(council.child, NewStage("care", TODAY), writer)
    stage = place(council, "stage", StageEpisode)
    with writing():
        db.session.get_one(StageEpisode, stage.row_id).source = "ssda903"
    for this in (stage, Place(council.child, "meeting", council.review)):
        with pytest.raises(recording.NoSuchEntry):
            recording.remove(this, "not_so", writer)
    with pytest.raises(recording.NoSuchEntry):
        recording.remove(Place(council.child, "stage", 999), "not_so", writer)


def test_a_visit_that_something_hangs_on_stays_and_a_bare_one_goes(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """A decision is never left without its meeting. The next one due is worked out anew."""
    recording.write(council.child, NewMeeting("core_group", held_on=TODAY), writer)
    held = next(row.id for row in every(Meeting) if row.held_on == TODAY)
    bare = Place(council.child, "meeting", held)
    recording.remove(bare, "twice", writer)
    assert [row for row in every(Meeting) if row.kind == "core_group" and row.held_on] == []
    recording.write(council.child, NewMeeting("core_group", held_on=TODAY), writer)
    held = next(row.id for row in every(Meeting) if row.held_on == TODAY)
    recording.record_decision(held, recording.NewDecision("A bike."), by=None, now=clock())
    with pytest.raises(recording.InUse):
        recording.remove(Place(council.child, "meeting", held), "twice", writer)
    assert db.session.get(Meeting, held) is not None


def test_work_entered_for_the_wrong_child_goes_and_who_it_ended_goes_on(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """A social worker cannot take a reviewing officer away like that."""
    dev, amy, bo = (make_user(name, Role.SOCIAL_WORKER, clock) for name in ("dev", "amy", "bo"))
    for worker, ago in ((dev, 9), (amy, 4), (bo, 0)):
        new = NewInvolvement(worker, "social_worker", TODAY - ago * A_DAY)
        recording.write(council.child, new, writer)

    def last_days() -> list[date | None]:
        return [row.until for row in every(Involvement) if row.role == "social_worker"]

    assert last_days() == [TODAY - 5 * A_DAY, TODAY - A_DAY, None]
    middle = next(row.id for row in every(Involvement) if row.user_id == amy)
    recording.remove(Place(council.child, "worker", middle), "wrong_child", writer)
    assert last_days() == [TODAY - A_DAY, None]
    recording.remove(place(council, "worker", Involvement), "wrong_child", writer)
    assert last_days() == [None]
    officers = next(row.id for row in every(Involvement) if row.user_id == council.iro)
    iro = Place(council.child, "worker", officers)
    with pytest.raises(recording.NotYours):
        recording.remove(iro, "not_so", recording.Writer(dev, clock()))


def test_a_plan_does_not_become_another_plan(
    council: SmallCouncil, writer: recording.Writer
) -> None:
    """That is a mistake and a new entry, which the words at the field say."""
    recording.write(council.child, NewPlan("health", TODAY), writer)
    version = place(council, "plan", PlanVersion)
    with pytest.raises(recording.Contradicted) as contradicted:
        recording.correct(version, NewPlan("pathway", TODAY), writer)
    assert contradicted.value.found[0].code is Code.ANOTHER_KIND
    recording.remove(version, "not_so", writer)
    assert every(PlanVersion) == []


def test_a_relative_typed_by_mistake_goes_with_their_number(
    council: SmallCouncil, writer: recording.Writer
) -> None:
    """Whoever has that phone is nobody's carer here."""
    new = NewRelative("foster_carer", "Lorna", "Pask", "07700 900517")
    recording.write(council.child, new, writer)
    recording.remove(place(council, "relative", Relation), "wrong_child", writer)
    assert every(Relation) == []
    assert [row.ended_at for row in every(ContactPoint)][-1] == writer.now


def test_a_new_number_is_unconfirmed_and_what_waits_for_the_old_one_is_taken_back(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """The old contact keeps its last day; a bad number is refused at its field."""
    stories.invite(council.child, clock, channel="text")
    stories.work()
    let_it_wait()
    whom = Whom(council.child, council.child)
    with pytest.raises(recording.Contradicted) as contradicted:
        recording.change_number(whom, "0113 496 0999", writer)
    assert contradicted.value.found[0].field == "mobile"
    recording.change_number(whom, "07700 900555", writer)
    old, new = every(ContactPoint)
    assert (old.ended_at, new.ended_at, new.confirmed_at) == (writer.now, None, None)
    assert {row.state for row in every(OutboundText)} == {"expired"}
    assert recording.contact_page(whom, writer).ends_in == "555"


def test_who_may_change_a_name_or_a_number(
    council: SmallCouncil, clock: StandingClock, writer: recording.Writer
) -> None:
    """A worker for their child and the grown-ups near; a participation worker for the child."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    recording.change_name(Whom(council.child, carer), "Lorna", "Pask", writer)
    assert corrections() == [("names", "corrected", council.iro)]
    petra = recording.Writer(council.participation, clock(), practice=True)
    recording.change_name(Whom(council.child, council.child), "Jay", "Merrin", petra)
    for who, other in ((council.participation, carer), (council.qa, council.child)):
        with pytest.raises(recording.NotYours):
            recording.contact_page(Whom(council.child, other), recording.Writer(who, clock()))
    with pytest.raises(recording.Contradicted):
        recording.change_name(Whom(council.child, council.child), " ", "", writer)
