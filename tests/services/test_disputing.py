"""An officer's dispute: informal first, then a clock of working days; only their own child's."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.models.reviews import Escalation
from voice_app.models.reviews import EscalationStep
from voice_app.pages.after import DisputeShown
from voice_app.policy import Role
from voice_app.services import disputing
from voice_app.services.disputing import DisputeFault
from voice_app.services.disputing import NotYours
from voice_app.store import settings

WORDS = "No visits for nine weeks. I will talk with the team manager."


class Dispute:
    """One dispute about the child, at her review."""

    def __init__(self, council: SmallCouncil, clock: StandingClock) -> None:
        self.council, self.clock = council, clock
        new = disputing.NewDispute(council.child, WORDS, council.review)
        self.id = disputing.raise_dispute(new, user_id=council.iro, now=clock())

    def do(self, deed: Callable[..., None], words: str = "Talked today.") -> None:
        self.clock.forward(minutes=1)
        deed(self.id, words, user_id=self.council.iro, now=self.clock())

    def shown(self) -> DisputeShown:
        (row,) = disputing.disputes_of(user_id=self.council.iro, now=self.clock()).rows
        return row


@pytest.fixture
def dispute(council: SmallCouncil, clock: StandingClock) -> Dispute:
    return Dispute(council, clock)


def test_it_begins_informally_and_no_clock_runs(dispute: Dispute) -> None:
    """Talk comes first."""
    shown = dispute.shown()
    assert (shown.stage, shown.due_on, shown.working_days) == ("informal", None, None)
    assert (shown.raised_on, shown.raised_by) == (date(2026, 11, 23), "Maura Invented")
    assert [step.words for step in shown.steps] == [WORDS]


def test_made_formal_it_is_due_in_twenty_working_days(dispute: Dispute) -> None:
    """Counted from that day, without weekends and bank holidays."""
    dispute.clock.forward(days=14)
    dispute.do(disputing.make_formal)
    shown = dispute.shown()
    assert shown.due_on == date(2027, 1, 7), "Christmas, Boxing Day kept on Monday, New Year"
    assert shown.working_days == 20


def test_an_authority_may_set_another_number_of_days(dispute: Dispute) -> None:
    """The setting of the day it became formal."""
    with writing():
        settings.put("dispute_settled_in", 5, by=None, now=dispute.clock())
    dispute.do(disputing.make_formal)
    assert dispute.shown().due_on == date(2026, 11, 30)


def test_a_late_one_stands_first_and_is_counted(dispute: Dispute) -> None:
    """Before one that is only open, and one that is settled."""
    other = Dispute(dispute.council, dispute.clock)
    dispute.do(disputing.make_formal)
    settled = Dispute(dispute.council, dispute.clock)
    settled.do(disputing.settle)
    dispute.clock.forward(days=40)
    page = disputing.disputes_of(user_id=dispute.council.iro, now=dispute.clock())
    assert [row.dispute_id for row in page.rows] == [dispute.id, other.id, settled.id]
    assert (page.open, page.late) == (2, 1)


@pytest.mark.parametrize("formal", [True, False])
def test_it_is_settled_with_its_outcome_and_then_stands(dispute: Dispute, *, formal: bool) -> None:
    """Informally or formally; afterwards nothing is added."""
    if formal:
        dispute.do(disputing.make_formal)
    dispute.do(disputing.settle, "Visits are back to every 4 weeks.")
    shown = dispute.shown()
    assert (shown.stage, shown.settled_on) == ("settled", date(2026, 11, 23))
    assert shown.steps[-1].words == "Visits are back to every 4 weeks."
    for deed in (disputing.add_step, disputing.make_formal, disputing.settle):
        with pytest.raises(DisputeFault, match="settled"):
            dispute.do(deed)


def test_it_is_made_formal_once(dispute: Dispute) -> None:
    """A second time would move the day."""
    dispute.do(disputing.make_formal)
    due = dispute.shown().due_on
    dispute.clock.forward(days=3)
    with pytest.raises(DisputeFault):
        dispute.do(disputing.make_formal)
    assert dispute.shown().due_on == due


@pytest.mark.parametrize("words", ["", "  ", "x" * 2_001])
def test_a_step_without_words_is_refused_and_changes_nothing(dispute: Dispute, words: str) -> None:
    """Not the stage either."""
    with pytest.raises(DisputeFault):
        dispute.do(disputing.make_formal, words)
    assert dispute.shown().stage == "informal"
    assert len(every(EscalationStep)) == 1


def test_every_change_and_every_look_is_written_down(dispute: Dispute) -> None:
    """Without a word of what was said."""
    dispute.do(disputing.add_step)
    dispute.do(disputing.make_formal)
    dispute.do(disputing.settle)
    dispute.shown()
    rows = [row for row in every(AccessLog) if row.what == f"dispute:{dispute.id}"]
    assert [(row.did, row.reason) for row in rows] == [
        ("changed", "informal"),
        ("changed", "informal"),
        ("changed", "formal"),
        ("changed", "settled"),
        ("saw", ""),
    ]
    assert {row.person_id for row in rows} == {dispute.council.child}


@pytest.mark.parametrize("who", ["another_officer", "administrator", "qa", "duty"])
def test_nobody_but_the_childs_own_officer_raises_or_writes(dispute: Dispute, who: str) -> None:
    """Nor sees one."""
    clock, council = dispute.clock, dispute.council
    user = (
        make_user("brigid", Role.IRO, clock) if who == "another_officer" else getattr(council, who)
    )
    new = disputing.NewDispute(council.child, WORDS)
    doors: list[Callable[[], object]] = [
        lambda: disputing.raise_dispute(new, user_id=user, now=clock()),
        lambda: disputing.add_step(dispute.id, "x", user_id=user, now=clock()),
        lambda: disputing.make_formal(dispute.id, "x", user_id=user, now=clock()),
        lambda: disputing.settle(dispute.id, "x", user_id=user, now=clock()),
    ]
    for door in doors:
        with pytest.raises(NotYours):
            door()
    assert disputing.disputes_of(user_id=user, now=clock()).rows == ()


def test_a_sealed_record_takes_its_disputes_with_it(dispute: Dispute) -> None:
    """Nobody opens it here any more."""
    with writing():
        db.session.get_one(Person, dispute.council.child).record = "sealed"
    with pytest.raises(NotYours):
        dispute.do(disputing.add_step)
    assert disputing.disputes_of(user_id=dispute.council.iro, now=dispute.clock()).rows == ()


def test_it_cannot_be_hung_on_a_review_of_another_child(dispute: Dispute) -> None:
    """Nor on one that there is not."""
    other = stories.add_child(dispute.clock, "Kit", iro=dispute.council.iro, due_in=20)
    for review in (dispute.council.review, 9_999):
        new = disputing.NewDispute(other, WORDS, review)
        with pytest.raises(NotYours):
            disputing.raise_dispute(new, user_id=dispute.council.iro, now=dispute.clock())
    assert len(every(Escalation)) == 1
