"""What becomes of an idea: put into a survey's next version, or not, with a reason."""

from datetime import datetime

from sqlalchemy import select

from surveys import editing
from surveys.codesign import About
from surveys.document import DocumentRefused
from surveys.editing import NewQuestion
from surveys.editing import NoSuchPlace
from surveys.editing import StepsAreFixed
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import Proposal
from voice_app.models.codesign import Wording
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.services.codesigning.proposing import choices_of
from voice_app.store import council
from voice_app.store import record
from voice_app.store import surveys


class CannotUse(ValueError):
    """``why`` is not_agreed, place, scale, reason or document; nothing was changed."""

    def __init__(self, why: str, faults: tuple[str, ...] = ()) -> None:
        self.why = why
        self.faults = faults
        super().__init__(why)


def decide(proposal_id: int, reason: str, *, user_id: int, now: datetime) -> None:
    """Write down that the council does not take an idea, and why; raises ``CannotUse``.

    Only the votes can take one: a worker helps, and never decides for them.
    """
    with writing():
        row = db.session.get_one(Proposal, proposal_id, with_for_update=True)
        if row.state != "open":
            raise CannotUse("not_agreed")
        if not reason.strip():
            raise CannotUse("reason")
        row.state, row.reason = "declined", reason.strip()
        row.decided_by, row.decided_at = user_id, now
        deed = record.Deed(user_id, "changed", f"proposal:{proposal_id}", None, "not taken")
        record.note(deed, now=now)


def put_in_survey(proposal_id: int, *, user_id: int, now: datetime) -> int:
    """Make the survey's next version with the agreed words, and put that to the group.

    Gives the id of the idea that the group signs it off by. Raises ``CannotUse``.
    """
    with writing():
        row = db.session.get_one(Proposal, proposal_id, with_for_update=True)
        if row.state != "accepted" or row.survey_id is None:
            raise CannotUse("not_agreed")
        last = surveys.newest(row.survey_id)
        if last is None:
            raise CannotUse("place")
        document = _edited(row, council.wordings(row.id)[-1], last.document)
        version = surveys.add_version(row.survey_id, document, now=now)
        row.state, row.used_in = "used", version.id
        deed = record.Deed(user_id, "changed", f"survey_version:{version.id}", None, "idea put in")
        record.note(deed, now=now)
        return _put_to_the_group(version, user_id, now)


def put_to_group(version_id: int, *, user_id: int, now: datetime) -> int:
    """Ask the group about a draft as it stands now; gives the id of the idea to vote on.

    Asked twice, it is one idea. Raises ``CannotUse`` where it is out, or not the newest.
    """
    with writing():
        version = db.session.get_one(SurveyVersion, version_id, with_for_update=True)
        newest = surveys.newest(version.survey_id)
        if version.state != "draft" or newest is None or newest.id != version.id:
            raise CannotUse("place")
        try:
            surveys.parse(version.document)
        except DocumentRefused as fault:
            raise CannotUse("document", tuple(str(each) for each in fault.faults)) from fault
        asked = select(Proposal.id).where(
            Proposal.version_id == version_id, Proposal.state.in_(("open", "used"))
        )
        before = db.session.scalar(asked)
        return before if before is not None else _put_to_the_group(version, user_id, now)


def _edited(row: Proposal, wording: Wording, document: dict[str, object]) -> dict[str, object]:
    try:
        if row.about == About.CHANGE:
            new = editing.reworded(document, row.place, wording.words)
        elif row.about == About.CHOICE:
            new = editing.with_choice(document, row.place, wording.words)
        else:
            row.place = editing.a_key(wording.words, _questions(document))
            added = NewQuestion(row.place, wording.words, row.kind, choices_of(wording.choices))
            new = editing.with_question(document, added)
        surveys.parse(new)
    except NoSuchPlace as fault:
        raise CannotUse("place") from fault
    except StepsAreFixed as fault:
        raise CannotUse("scale") from fault
    except DocumentRefused as fault:
        raise CannotUse("document", tuple(str(each) for each in fault.faults)) from fault
    return new


def _questions(document: dict[str, object]) -> dict[str, object]:
    return {question.key: question for question in surveys.parse(document).questions}


def _put_to_the_group(version: SurveyVersion, user_id: int, now: datetime) -> int:
    """Ask the group about a version. What it was asked about an older draft is over."""
    open_ones = select(Proposal).where(
        Proposal.about == About.VERSION,
        Proposal.survey_id == version.survey_id,
        Proposal.state == "open",
    )
    for older in db.session.scalars(open_ones):
        older.state, older.decided_at = "declined", now
        older.reason = "There is a newer version. Please look at that one."
    survey = db.session.get_one(Survey, version.survey_id)
    row = Proposal(
        about=About.VERSION,
        survey_id=survey.id,
        version_id=version.id,
        by=user_id,
        from_adult=user_id not in council.members(),
        at=now,
        read_at=now,
    )
    db.session.add(row)
    db.session.flush()
    title = surveys.parse(version.document).title.of("en", "all")
    words = f"{title}, version {version.number}"
    db.session.add(Wording(proposal_id=row.id, number=1, words=words, by=user_id, at=now))
    return row.id
