"""What a person at the desk writes down."""

from datetime import date
from datetime import timedelta

import pytest
from sqlalchemy import func
from sqlalchemy import select

from messaging.phone import PhoneProblem
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Decision
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import Promise
from voice_app.models.journey import StageEpisode
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.models.worries import Worry
from voice_app.services import recording
from voice_app.services.recording import NewCare
from voice_app.services.recording import NewDecision
from voice_app.services.recording import NewInvolvement
from voice_app.services.recording import NewMeeting
from voice_app.services.recording import NewPerson
from voice_app.services.recording import NewPlan
from voice_app.services.recording import NewPromise
from voice_app.services.recording import NewStage
from voice_app.services.recording import NotNow
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews

REVIEW = "statutory_review"
NO_PASSWORD = "-"  # noqa: S105 - a hash that no password has


@pytest.fixture
def how(clock):
    """Who writes, and when."""
    return {"by": None, "now": clock.now}


@pytest.fixture
def add(app, how):
    """Add a person."""

    def of(kind="child", **values):
        new = NewPerson(kind=kind, preferred_name="Jaz", **values)
        return recording.add_person(new, practice=True, **how)

    return of


@pytest.fixture
def child(add):
    return add(record_number="1001")


@pytest.fixture
def staff(app, clock):
    """Two people who sign in."""
    with writing():
        rows = [
            StaffUser(sign_in=name, name=name, password_hash=NO_PASSWORD, created_at=clock.now)
            for name in ("maura", "dev")
        ]
        db.session.add_all(rows)
        db.session.flush()
        return [row.id for row in rows]


def count(table):
    return db.session.scalar(select(func.count(table.id)))


def known_reviews(child):
    return on_record.reviews(of=child)[child]


def due(child):
    return reviews.open_review(known_reviews(child))


def test_a_person_is_added_with_their_number_and_found_by_their_record(add, child):
    jaz = add(record_number="1002", mobile="07700 900 417", born=date(2012, 7, 1))
    assert people.by_record("1002").id == jaz
    assert people.reach(jaz).address == "+447700900417"
    assert people.reach(child) is None


def test_two_children_never_share_a_record(add, child):
    with pytest.raises(recording.RecordingFault):
        add(record_number="1001")
    assert count(Person) == 1


def test_only_a_child_has_a_record_number(add):
    with pytest.raises(recording.RecordingFault):
        add("carer", record_number="1001")


def test_a_number_that_cannot_be_used_adds_nobody_and_is_not_repeated(add):
    with pytest.raises(recording.NumberRefused) as refused:
        add(mobile="0113 496 0999")
    assert refused.value.problem is PhoneProblem.NOT_MOBILE
    assert "496" not in str(refused.value)
    assert count(Person) == 0


def test_names_are_what_somebody_wants_to_be_called(child, how):
    recording.set_names(child, preferred_name="Jasmine", surname="Merrin", **how)
    row = db.session.get_one(Person, child)
    assert (row.preferred_name, row.surname) == ("Jasmine", "Merrin")


def test_brothers_and_sisters_are_so_to_each_other_and_a_carer_is_one_way(add, child, how):
    kit, carer = add(), add("carer")
    for _ in range(2):
        recording.relate(child, kit, kind="sibling", **how)
        recording.relate(child, carer, kind="foster_carer", **how)
    assert [(p.id, k) for p, k in people.related(child)] == [
        (kit, "sibling"),
        (carer, "foster_carer"),
    ]
    assert [p.id for p, _ in people.related(kit)] == [child]
    assert people.related(carer) == []
    with pytest.raises(recording.RecordingFault):
        recording.relate(child, child, kind="sibling", **how)


def test_a_new_number_takes_the_place_of_the_old(child, how):
    for number in ("07700 900001", "07700 900002"):
        recording.add_contact(child, number, practice=True, **how)
    assert people.reach(child).address == "+447700900002"
    assert people.on_phone(people.phone_index("+447700900001")) == []


def test_a_stage_is_put_down_once_and_can_be_ended(child, how):
    began = date(2026, 1, 5)
    recording.record_stage(child, NewStage("care", began), **how)
    recording.record_stage(child, NewStage("care", began, date(2026, 6, 1)), **how)
    (row,) = on_record.rows(StageEpisode, of=child)[child]
    assert (row.stage, row.since, row.until) == ("care", began, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("record", "new"),
    [
        (recording.record_stage, NewStage("holiday", date(2026, 1, 5))),
        (recording.record_plan, NewPlan("wish_list", date(2026, 1, 5))),
        (recording.record_meeting, NewMeeting("party", due_on=date(2026, 1, 5))),
        (recording.record_meeting, NewMeeting(REVIEW, date(2026, 1, 5), participation="PN9")),
        (recording.involve, NewInvolvement(1, "friend", date(2026, 1, 5))),
    ],
)
def test_a_key_that_is_not_known_is_refused_and_nothing_stored(child, how, record, new):
    before = count(AccessLog)
    with pytest.raises(recording.UnknownKey):
        record(child, new, **how)
    assert count(AccessLog) == before


@pytest.mark.parametrize(
    ("record", "new"),
    [
        (recording.record_stage, NewStage("care", date(2026, 1, 5), date(2026, 1, 4))),
        (recording.record_care, NewCare(date(2026, 1, 5), date(2026, 1, 4))),
        (recording.do_not_ask, NotNow("move", date(2026, 1, 5), date(2026, 1, 4))),
        (recording.record_meeting, NewMeeting(REVIEW)),
        (recording.record_meeting, NewMeeting(REVIEW, held_on=date(2026, 11, 24))),
    ],
)
def test_days_that_cannot_be_are_refused(child, how, record, new):
    with pytest.raises(recording.RecordingFault):
        record(child, new, **how)


def test_a_plan_has_a_version_for_each_day_it_was_made(child, how):
    for new in (
        NewPlan("pep", date(2026, 5, 1)),
        NewPlan("pep", date(2026, 9, 1)),
        NewPlan("pep", date(2026, 9, 1), date(2027, 1, 1)),
    ):
        recording.record_plan(child, new, **how)
    (plan,) = on_record.rows(Plan, of=child)[child]
    versions = [(row.made_on, row.next_review) for row in on_record.versions_of(plan.id)]
    computed = date(2026, 9, 1)  # a personal education plan: every 4 months
    assert versions == [(date(2026, 5, 1), computed), (date(2026, 9, 1), date(2027, 1, 1))]


def test_care_that_has_just_begun_makes_the_first_review_due(child, how):
    recording.record_care(child, NewCare(date(2026, 11, 9), legal_status="C2"), **how)
    assert (due(child).due_on, due(child).due_source) == (date(2026, 12, 7), "computed")
    recording.record_care(
        child, NewCare(date(2026, 11, 9), date(2026, 11, 20), legal_status="C2"), **how
    )
    assert due(child).due_on is None


def test_a_first_review_that_is_overdue_stays_due(child, clock):
    care = NewCare(date(2026, 11, 9), legal_status="C2")
    recording.record_care(child, care, by=None, now=clock.now)
    recording.record_care(child, care, by=None, now=clock.forward(days=60))
    assert due(child).due_on == date(2026, 12, 7)


def test_each_review_held_closes_the_open_one_and_makes_the_next_due(child, how):
    recording.record_care(child, NewCare(date(2025, 9, 1), legal_status="C2"), **how)
    for day in (date(2025, 9, 24), date(2025, 12, 17), date(2026, 6, 10)):
        recording.record_meeting(child, NewMeeting(REVIEW, held_on=day), **how)
    assert reviews.days_held(known_reviews(child)) == [
        date(2025, 9, 24), date(2025, 12, 17), date(2026, 6, 10),
    ]  # fmt: skip
    assert due(child).due_on == date(2026, 12, 10)
    assert len(known_reviews(child)) == 4


def test_a_day_set_by_hand_moves_the_open_review(child, how, staff):
    recording.record_care(child, NewCare(date(2026, 11, 9), legal_status="C2"), **how)
    waiting = due(child).id
    new = NewMeeting(REVIEW, due_on=date(2026, 12, 1), chair=staff[0])
    assert recording.record_meeting(child, new, **how) == waiting
    assert (due(child).due_on, due(child).due_source) == (date(2026, 12, 1), "manual")
    held = NewMeeting(REVIEW, held_on=date(2026, 11, 23), participation="PN1")
    assert recording.record_meeting(child, held, **how) == waiting
    row = db.session.get_one(Meeting, waiting)
    assert (row.held_on, row.participation, row.chair_id) == (date(2026, 11, 23), "PN1", staff[0])


def test_a_review_of_the_past_keeps_the_day_it_was_due(child, how):
    past = NewMeeting(REVIEW, due_on=date(2026, 6, 1), held_on=date(2026, 6, 10))
    row = db.session.get_one(Meeting, recording.record_meeting(child, past, **how))
    assert (row.due_on, row.due_source, row.held_on) == (
        date(2026, 6, 1), "manual", date(2026, 6, 10),
    )  # fmt: skip
    assert due(child) is None


def test_other_meetings_are_rows_of_their_own(child, how):
    visit = NewMeeting("social_work_visit", held_on=date(2026, 11, 20))
    assert recording.record_meeting(child, visit, **how) != recording.record_meeting(
        child, visit, **how
    )
    assert known_reviews(child) == []


def test_a_decision_has_promises_and_the_child_says_what_became_of_them(child, how):
    meeting = recording.record_meeting(child, NewMeeting(REVIEW, held_on=date(2026, 11, 20)), **how)
    promised = (NewPromise("Dev", date(2026, 12, 1)), NewPromise("Maura"))
    promises = recording.record_decision(
        meeting, NewDecision("You can stay for tea.", promised), **how
    )
    assert db.session.scalars(select(Decision)).one().words == "You can stay for tea."
    first, second = db.session.scalars(select(Promise).order_by(Promise.id))
    assert promises == (first.id, second.id)
    recording.promise_happened(first.id, recording.Happened("not_yet", "still waiting"), **how)
    assert (first.happened, first.happened_at) == ("not_yet", how["now"])
    assert first.child_said == "still waiting"
    assert (second.who, second.happened) == ("Maura", "")
    with pytest.raises(recording.UnknownKey):
        recording.promise_happened(first.id, recording.Happened("maybe"), **how)


def test_a_new_iro_ends_the_access_of_the_old_and_an_advocate_ends_nobodys(child, staff, how):
    maura, dev = staff
    today = how["now"].date()
    for user, role, since in (
        (maura, "iro", today - timedelta(days=80)),
        (maura, "advocate", today - timedelta(days=80)),
        (dev, "iro", today),
        (dev, "advocate", today),
    ):
        recording.involve(child, NewInvolvement(user, role, since), **how)
    rows = db.session.scalars(select(Involvement).order_by(Involvement.id))
    assert [row.until for row in rows] == [today - timedelta(days=1), None, None, None]


def test_work_of_long_ago_ends_nobodys_access_today(child, staff, how):
    maura, dev = staff
    today = how["now"].date()
    recording.involve(child, NewInvolvement(maura, "iro", today - timedelta(days=80)), **how)
    before = NewInvolvement(dev, "iro", today - timedelta(days=400), today - timedelta(days=81))
    recording.involve(child, before, **how)
    assert people.involved(child, "iro", today) == maura


def test_not_now_is_kept_with_its_end(child, how):
    recording.do_not_ask(child, NotNow("move", date(2026, 11, 23), date(2026, 12, 7)), **how)
    (flag,) = people.do_not_ask(child)
    assert (flag.start, flag.until) == (date(2026, 11, 23), date(2026, 12, 7))


@pytest.fixture
def waiting_text(app, clock):
    """A text from a phone nobody knew, kept as a message, that raised a worry."""
    now = clock.now
    with writing():
        talk = Conversation(
            kind="message", began_on="text", language="en", band="", state="finished",
            started_at=now, last_at=now,
        )  # fmt: skip
        db.session.add(talk)
        db.session.flush()
        answer = Answer(
            conversation_id=talk.id, question="", state="answered", value="Hello", words="Hello",
            has_words=True, channel="text", at=now, who_sees="iro",
        )  # fmt: skip
        db.session.add(answer)
        db.session.flush()
        worry = Worry(
            answer_id=answer.id, source="screen", tier="amber", families=[], spans=[],
            opened_at=now, due_at=now,
        )  # fmt: skip
        text = InboundText(
            provider_id="SM1", sender="+447700900417", sender_index="-", words="Hello",
            received_at=now, conversation_id=talk.id, answer_id=answer.id,
            waiting="unknown_sender",
        )  # fmt: skip
        db.session.add_all([worry, text])
    return "SM1"


def test_a_text_that_is_placed_becomes_theirs_with_all_it_set_off(
    child, waiting_text, staff, clock
):
    recording.place_text(waiting_text, child, by=staff[0], now=clock.now)
    text = db.session.get_one(InboundText, waiting_text)
    assert (text.waiting, text.placed_by) == ("", staff[0])
    talk = db.session.get_one(Conversation, text.conversation_id)
    assert (talk.person_id, talk.about_id) == (child, None)
    assert db.session.scalars(select(Worry)).one().person_id == child
    with pytest.raises(recording.RecordingFault):
        recording.place_text(waiting_text, child, by=staff[0], now=clock.now)


def test_what_a_carer_sent_is_about_their_child(add, child, waiting_text, how):
    carer = add("carer")
    recording.relate(child, carer, kind="foster_carer", **how)
    recording.place_text(waiting_text, carer, **how)
    talk = db.session.scalars(select(Conversation)).one()
    assert (talk.person_id, talk.about_id) == (carer, child)
    assert db.session.scalars(select(Worry)).one().person_id == child


def test_every_change_is_noted_in_the_record(child, staff, clock):
    recording.record_plan(child, NewPlan("pep", date(2026, 5, 1)), by=staff[0], now=clock.now)
    last = db.session.scalars(select(AccessLog).order_by(AccessLog.id.desc())).first()
    assert (last.user_id, last.did, last.what, last.person_id) == (
        staff[0], "changed", "plan:pep", child,
    )  # fmt: skip
