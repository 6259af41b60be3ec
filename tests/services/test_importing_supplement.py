"""The supplement: how children are reached, who works with them, their plans."""

from datetime import date
from datetime import timedelta

import pytest
from sqlalchemy import func
from sqlalchemy import select

from voice_app.db import db
from voice_app.db import writing
from voice_app.files.supplement import HEADINGS
from voice_app.models.accounts import StaffUser
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.services import recording
from voice_app.services.importing import import_supplement
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews

MAURA, DEV = "maura@council.example", "dev@council.example"
NO_PASSWORD = "-"  # noqa: S105 - a hash that no password has
ALL = {
    "preferred_name": "Jaz",
    "mobile": "07700 900417",
    "preferred_channel": "web",
    "language": "cy",
    "communication_needs": "Short words",
    "may_contact": "Y",
    "contact_basis": "Said yes in June",
    "iro_email": MAURA,
    "social_worker_email": DEV,
    "plan_type": "Care plan",
    "plan_date": "01/09/2026",
    "plan_next_review_date": "01/03/2027",
    "next_review_date": "14/12/2026",
}


@pytest.fixture
def child(app, clock):
    """A child whom a return has brought in, and two people who sign in."""
    with writing():
        row = Person(
            kind="child",
            record_number="1001",
            record_index=people.record_index("1001"),
            created_at=clock.now,
        )
        staff = [
            StaffUser(sign_in=name, name="Staff", password_hash=NO_PASSWORD, created_at=clock.now)
            for name in (MAURA, DEV)
        ]
        db.session.add_all([row, *staff])
        db.session.flush()
        return row.id


@pytest.fixture
def put_in(child, clock, tmp_path):
    """Write a supplement of these lines and import it."""

    def of(*lines, dry_run=False, practice=True, number="1001"):
        path = tmp_path / "supplement.csv"
        rows = [
            ",".join({"child_id": number, **line}.get(h, "") for h in HEADINGS) for line in lines
        ]
        path.write_text("\n".join([",".join(HEADINGS), *rows]), encoding="utf-8")
        return import_supplement(path, by=None, dry_run=dry_run, practice=practice, now=clock.now)

    return of


def counted(report):
    return report.added, report.changed, report.unchanged


def said(report, column):
    return [fault.words for fault in report.faults if fault.column == column]


def consents():
    rows = db.session.scalars(select(Consent).order_by(Consent.id))
    return [(row.given, row.given_by, row.basis) for row in rows]


def agree(child, clock, *, given, given_by):
    with writing():
        db.session.add(Consent(person_id=child, given=given, given_by=given_by, at=clock.now))


def account(sign_in):
    return db.session.scalar(select(StaffUser.id).where(StaffUser.sign_in == sign_in))


def open_review(child):
    return reviews.open_review(on_record.reviews(of=child)[child])


def test_everything_a_line_says_is_stored(put_in, child, clock):
    assert counted(put_in(ALL)) == (0, 1, 0)
    row = db.session.get_one(Person, child)
    assert (row.preferred_name, row.likes_channel, row.language) == ("Jaz", "web", "cy")
    assert row.communication_needs == "Short words"
    assert people.reach(child).address == "+447700900417"
    assert consents() == [(True, "authority", "Said yes in June")]
    assert people.involved(child, "iro", clock.now.date()) == account(MAURA)
    assert people.involved(child, "social_worker", clock.now.date()) == account(DEV)
    version = db.session.scalars(select(PlanVersion)).one()
    assert (version.made_on, version.next_review) == (date(2026, 9, 1), date(2027, 3, 1))
    due = open_review(child)
    assert (due.due_on, due.due_source) == (date(2026, 12, 14), "supplied")


def test_doing_it_again_or_leaving_cells_blank_changes_nothing(put_in, child):
    put_in(ALL)
    assert counted(put_in(ALL)) == (0, 0, 1)
    assert counted(put_in({})) == (0, 0, 1)
    assert db.session.get_one(Person, child).preferred_name == "Jaz"
    for table in (ContactPoint, Consent, Plan, PlanVersion, Meeting):
        assert db.session.scalar(select(func.count(table.id))) == 1
    assert db.session.scalar(select(func.count(Involvement.id))) == 2


def test_a_trial_run_stores_nothing(put_in, child):
    assert counted(put_in(ALL, dry_run=True)) == (0, 1, 0)
    assert db.session.get_one(Person, child).preferred_name == ""
    assert people.reach(child) is None
    assert db.session.scalar(select(func.count(ImportRun.id))) == 0


def test_a_child_nobody_knows_is_a_fault_with_its_line_and_no_new_child(put_in):
    report = put_in(ALL, number="9999")
    (fault,) = [fault for fault in report.faults if fault.leaves_out_line]
    assert (fault.line, fault.column) == (2, "child_id")
    assert (counted(report), report.left_out) == ((0, 0, 0), 1)
    assert "1 lines read, 0 kept, 1 left out" in report.words
    assert db.session.scalar(select(func.count(Person.id))) == 1


def test_a_file_that_cannot_be_read_stops_the_import(child, clock, tmp_path):
    path = tmp_path / "supplement.csv"
    path.write_text("mobile\n07700 900417\n", encoding="utf-8")
    report = import_supplement(path, by=None, dry_run=False, practice=True, now=clock.now)
    assert report.stopped
    assert db.session.scalar(select(func.count(ImportRun.id))) == 0


def test_a_new_number_ends_the_old_one_and_an_old_one_that_returns_is_not_confirmed(
    put_in, child, clock
):
    put_in({"mobile": "07700 900417"})
    with writing():
        db.session.scalars(select(ContactPoint)).one().confirmed_at = clock.now
    put_in({"mobile": "07700 900418"})
    old, new = db.session.scalars(select(ContactPoint).order_by(ContactPoint.id))
    assert (old.ended_at, new.ended_at) == (clock.now, None)
    put_in({"mobile": "07700 900417"})
    assert (old.ended_at, old.confirmed_at, new.ended_at) == (None, None, clock.now)
    assert people.reach(child).address == "+447700900417"


@pytest.mark.parametrize(
    ("mobile", "practice", "words"),
    [
        ("12", True, "not a phone number"),
        ("0113 496 0999", True, "not a mobile"),
        ("+1 202 555 0143", True, "not a UK number"),
        ("07700 900417", False, "for practice only"),
    ],
)
def test_a_number_that_cannot_be_used_is_said_without_being_shown(
    put_in, child, mobile, practice, words
):
    (told,) = said(put_in({"mobile": mobile}, practice=practice), "mobile")
    assert words in told
    assert mobile not in told
    assert people.reach(child) is None


def test_consent_is_written_down_only_when_it_is_news(put_in, clock):
    put_in({"may_contact": "Y", "contact_basis": "Said yes"})
    put_in({"may_contact": "Y"})
    put_in({"may_contact": "N", "contact_basis": "Changed their mind"})
    clock.forward(days=1)
    put_in({"may_contact": "Y", "contact_basis": "Said yes again"})
    assert [given for given, _, _ in consents()] == [True, False, True]


@pytest.mark.parametrize("given_by", ["child", "parent"])
def test_a_file_never_overrules_their_own_no(put_in, child, clock, given_by):
    agree(child, clock, given=False, given_by=given_by)
    report = put_in({"may_contact": "Y", "contact_basis": "Said yes"})
    assert consents() == [(False, given_by, "")]
    assert people.has_refused(child)
    assert "still not be texted" in said(report, "may_contact")[0]


def test_their_own_yes_stands_and_a_no_of_the_authority_counts(put_in, child, clock):
    agree(child, clock, given=True, given_by="child")
    put_in({"may_contact": "Y", "contact_basis": "Said yes"})
    assert consents() == [(True, "child", "")]
    put_in({"may_contact": "N"})
    assert people.has_refused(child)


def test_a_new_iro_ends_the_access_of_the_one_before(put_in, child, clock):
    put_in({"iro_email": MAURA})
    clock.forward(days=30)
    today = clock.now.date()
    assert counted(put_in({"iro_email": DEV.upper()})) == (0, 1, 0)
    rows = db.session.scalars(select(Involvement).order_by(Involvement.id))
    assert [(row.user_id, row.since, row.until) for row in rows] == [
        (account(MAURA), today - timedelta(days=30), today - timedelta(days=1)),
        (account(DEV), today, None),
    ]


def test_an_old_file_hands_no_child_back_to_a_former_worker(put_in, child, clock):
    """Its lines have no day, so the end of the work stays the end of access."""
    put_in({"iro_email": MAURA})
    clock.forward(days=30)
    put_in({"iro_email": DEV})
    clock.forward(days=30)
    for _ in range(2):
        report = put_in({"iro_email": MAURA})
        assert counted(report) == (0, 0, 1)
        (told,) = said(report, "iro_email")
        assert "has ended" in told
    assert people.involved(child, "iro", clock.now.date()) == account(DEV)
    assert people.children_of(account(MAURA), "iro", clock.now.date()) == []


def test_back_and_forth_on_one_day_leaves_one_iro(put_in, child, clock):
    for email in (MAURA, DEV, MAURA):
        put_in({"iro_email": email})
    assert people.involved(child, "iro", clock.now.date()) == account(DEV)
    assert people.children_of(account(MAURA), "iro", clock.now.date()) == []


def test_a_plans_next_review_set_by_hand_stays(put_in, child, clock):
    """And one that was worked out gives way for good: the clocks leave a supplied day alone."""
    line = {"plan_type": "PEP", "plan_date": "01/09/2026", "plan_next_review_date": "01/03/2027"}
    plan = recording.NewPlan("pep", date(2026, 9, 1), next_review=date(2027, 1, 4))
    recording.record_plan(child, plan, by=None, now=clock.now)
    report = put_in(line)
    assert said(report, "plan_next_review_date")
    version = db.session.scalars(select(PlanVersion)).one()
    assert (version.next_review, version.next_source) == (date(2027, 1, 4), "manual")


def test_an_address_without_an_account_is_a_fault_and_makes_none(put_in, child):
    before = db.session.scalar(select(func.count(StaffUser.id)))
    (told,) = said(put_in({"iro_email": "nobody@council.example"}), "iro_email")
    assert "nobody@" not in told
    assert db.session.scalar(select(func.count(StaffUser.id))) == before
    assert db.session.scalar(select(func.count(Involvement.id))) == 0


def test_a_closed_account_is_given_no_child(put_in, child):
    with writing():
        db.session.get_one(StaffUser, account(MAURA)).active = False
    assert said(put_in({"iro_email": MAURA}), "iro_email")


def test_several_lines_give_several_plans_and_versions(put_in, child):
    lines = [
        {"plan_type": "Care plan", "plan_date": "01/03/2026"},
        {"plan_type": "Care plan", "plan_date": "01/09/2026"},
        {"plan_type": "PEP"},
    ]
    put_in(*lines)
    plans = {plan.kind: plan.id for plan in db.session.scalars(select(Plan))}
    assert set(plans) == {"care", "pep"}
    made = [version.made_on for version in on_record.versions_of(plans["care"])]
    assert made == [date(2026, 3, 1), date(2026, 9, 1)]
    assert on_record.versions_of(plans["pep"]) == []
    assert counted(put_in(*lines)) == (0, 0, 1)


def test_a_plan_review_without_the_plans_own_date_is_said(put_in):
    report = put_in({"plan_type": "PEP", "plan_next_review_date": "01/03/2027"})
    assert said(report, "plan_date")


def meet(child, **values):
    with writing():
        db.session.add(Meeting(person_id=child, kind="statutory_review", **values))


def test_a_day_set_by_hand_outranks_the_file(put_in, child):
    meet(child, due_on=date(2026, 12, 1), due_source="manual")
    report = put_in({"next_review_date": "14/12/2026"})
    assert open_review(child).due_on == date(2026, 12, 1)
    assert said(report, "next_review_date")


def test_a_computed_day_gives_way_to_the_file(put_in, child):
    meet(child, due_on=date(2026, 12, 1), due_source="computed")
    put_in({"next_review_date": "14/12/2026"})
    assert (open_review(child).due_on, open_review(child).due_source) == (
        date(2026, 12, 14), "supplied",
    )  # fmt: skip


def test_a_day_whose_review_was_held_meanwhile_opens_no_other(put_in, child):
    meet(child, due_on=date(2026, 11, 24), due_source="supplied", held_on=date(2026, 11, 20))
    put_in({"next_review_date": "24/11/2026"})
    assert open_review(child) is None
