"""What tests of the desk begin with: children who said things, and a register to hold them beside.

Everything is made by the product's own services, as the people themselves would make it.
"""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta

from sqlalchemy import select

from surveys.engine import Answered
from surveys.engine import Skipped
from surveys.questions import SEEN
from surveys.questions import Kind
from surveys.questions import Value
from tests.people import born
from tests.phones import Keeps
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.jobs.worker import drain
from voice_app.models.conversations import Answer
from voice_app.models.record import AccessLog
from voice_app.pages.answering import SurveyPage
from voice_app.policy import Who
from voice_app.services import auditing
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import recording

WORDS = "i want to see my mum and kit more, nobody told me why we stopped"
REVIEW = "before-my-review"


def add_child(clock: StandingClock, name: str, *, iro: int, due_in: int, age: int = 13) -> int:
    """A child in care with this IRO; the next review is due in so many calendar days."""
    today = clock().date()
    new = recording.NewPerson(
        kind="child",
        preferred_name=name,
        surname="Invented",
        born=born(age, today),
        record_number=f"NB-{name}",
    )
    child = recording.add_person(new, practice=True, by=None, now=clock())
    care = recording.NewCare(today - timedelta(days=500), placement="U4", legal_status="C2")
    recording.record_care(child, care, by=None, now=clock())
    since = today - timedelta(days=400)
    recording.involve(child, recording.NewInvolvement(iro, "iro", since), by=None, now=clock())
    due = recording.NewMeeting("statutory_review", due_on=today + timedelta(days=due_in))
    recording.record_meeting(child, due, by=iro, now=clock())
    return child


def add_adult(clock: StandingClock, child: int, name: str, *, kind: str = "carer") -> int:
    """Somebody who looks after a child, or a parent."""
    new = recording.NewPerson(kind=kind, preferred_name=name, surname="Invented")
    adult = recording.add_person(new, practice=True, by=None, now=clock())
    relation = "foster_carer" if kind == "carer" else "parent"
    recording.relate(child, adult, kind=relation, by=None, now=clock())
    return adult


def invite(person: int, clock: StandingClock, *, survey: str = REVIEW, channel: str = "web") -> str:
    """Ask somebody, as they wished; gives the secret part of their link."""
    ask = inviting.Ask(person, survey, channel, "asked_for")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    return invited.code


def fill_in(
    code: str,
    answers: Mapping[str, Value],
    clock: StandingClock,
    *,
    who: Who = Who.IRO_WORKER,
) -> None:
    """Go through a survey on the web, page by page; what has no answer here is skipped."""
    conversations.agree_on_web(code, now=clock())
    for _ in range(60):
        clock.forward(seconds=20)
        page = conversations.open_survey(code, now=clock())
        assert isinstance(page, SurveyPage)
        if page.question is None:
            return
        key, value = page.question.key, answers.get(page.question.key)
        if page.question.kind is Kind.INFORMATION:
            value = SEEN
        move = Skipped(key) if value is None else Answered(key, value)
        taken = conversations.answer_on_web(code, conversations.FromPage(move, who), now=clock())
        assert isinstance(taken, SurveyPage)
        assert taken.problem is None
    raise AssertionError("the survey never ends")


def say(
    person: int,
    clock: StandingClock,
    words: str = WORDS,
    *,
    share: bool = False,
    who: Who = Who.IRO_WORKER,
) -> int:
    """Write one thing to change in a survey of their own; gives the id of the answer."""
    shared = {"share_words": "yes" if share else "no"}
    fill_in(invite(person, clock), {"change": words, **shared}, clock, who=who)
    work()
    return answer_of(words)


def answer_of(words: str) -> int:
    """The newest answer with these very words."""
    rows = db.session.scalars(select(Answer).order_by(Answer.id.desc()))
    return next(row.id for row in rows if row.words == words)


def work() -> None:
    """Let the worker do what is due: screening, tagging, sending."""
    drain(Keeps())


def looks(what: str) -> list[AccessLog]:
    """Every look at ``what`` on record, oldest first."""
    return deeds("saw", what)


def deeds(did: str, what: str) -> list[AccessLog]:
    """Every deed of a kind on record, oldest first."""
    query = select(AccessLog).where(AccessLog.did == did, AccessLog.what == what)
    return list(db.session.scalars(query.order_by(AccessLog.id)))


def add_findings(clock: StandingClock, *, theme: str = "family_time") -> tuple[int, int]:
    """Two findings about a theme, one at the stage of care; gives their ids."""
    register = auditing.Entries(
        documents=(
            auditing.NewDocument(
                key="plans-now",
                kind="plan_audit",
                title="Care plans looked at",
                period_from=date(2026, 9, 1),
                period_to=date(2026, 9, 30),
                stages=("care",),
            ),
        ),
        findings=(
            auditing.NewFinding(
                "found-far", "plans-now", "leaving_care", "Said early", "strength", (theme,)
            ),
            auditing.NewFinding(
                "found-near", "plans-now", "care", "Few plans say when", "development", (theme,)
            ),
        ),
    )
    auditing.register(register, by=None, now=clock())
    shown = auditing.register_page("", now=clock()).documents[0].findings
    by_words = {finding.words: finding.finding_id for finding in shown}
    return by_words["Said early"], by_words["Few plans say when"]
