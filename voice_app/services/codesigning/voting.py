"""Votes: each binds to one wording, and what is agreed follows at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from surveys.codesign import About
from surveys.codesign import Says
from surveys.codesign import standing
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import CouncilRules
from voice_app.models.codesign import Proposal
from voice_app.models.codesign import SignOff
from voice_app.models.codesign import Vote
from voice_app.models.codesign import Wording
from voice_app.models.surveys import SurveyVersion
from voice_app.services.codesigning.proposing import rules_of
from voice_app.store import council
from voice_app.store import record

WITHOUT_A_SURVEY = frozenset({About.THEME, About.WORD, About.NOT_WORD})


class CannotVote(ValueError):
    """``why`` is not_a_member, closed, changed, kept_back, said_so or nothing; no vote counted."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Ballot:
    """One vote: on the wording that the member had before their eyes."""

    proposal_id: int
    number: int
    says: str


def vote(ballot: Ballot, *, user_id: int, now: datetime) -> None:
    """Vote, or change one's vote, while the idea is open; raises ``CannotVote``."""
    with writing():
        _cast(ballot, user_id, None, now)


def on_paper(ballot: Ballot, member_id: int, *, user_id: int, now: datetime) -> None:
    """Write in what a member said on paper or at a meeting; raises ``CannotVote``.

    It never takes the place of what they said themselves.
    """
    with writing():
        _cast(ballot, member_id, user_id, now)


def _cast(ballot: Ballot, member_id: int, worker_id: int | None, now: datetime) -> None:
    proposal = db.session.get_one(Proposal, ballot.proposal_id, with_for_update=True)
    wording = _wording(proposal, ballot, member_id)
    before = db.session.scalar(
        select(Vote).where(Vote.wording_id == wording.id, Vote.member_id == member_id)
    )
    if worker_id is not None and before is not None and before.on_paper_by is None:
        raise CannotVote("said_so")
    row = before or Vote(wording_id=wording.id, member_id=member_id)
    row.says, row.on_paper_by, row.at = ballot.says, worker_id, now
    db.session.add(row)
    db.session.flush()
    deed = record.Deed(worker_id or member_id, "changed", f"proposal:{proposal.id}", None, "voted")
    record.note(deed, now=now)
    _settle(proposal, member_id, now)


def _wording(proposal: Proposal, ballot: Ballot, member_id: int) -> Wording:
    """The wording that is voted on, if it can be."""
    if member_id not in council.members():
        raise CannotVote("not_a_member")
    if ballot.says not in set(Says):
        raise CannotVote("nothing")
    if proposal.state != "open":
        raise CannotVote("closed")
    newest = council.wordings(proposal.id)[-1]
    if newest.number != ballot.number:
        raise CannotVote("changed")
    if council.held({newest.id}, ()):
        raise CannotVote("kept_back")
    return newest


def _settle(proposal: Proposal, member_id: int, now: datetime) -> None:
    """Where enough said yes: it is agreed, and what needs no survey holds from now on."""
    cast, _ = council.votes(proposal.id)
    number = council.wordings(proposal.id)[-1].number
    if not standing(cast, number, council.members(), council.rules()).agreed:
        return
    proposal.state, proposal.decided_at = "accepted", now
    if proposal.about in WITHOUT_A_SURVEY:
        proposal.state = "used"
    elif proposal.about == About.RULES:
        agreed = rules_of(proposal.place)
        row = CouncilRules(
            quorum=agreed.quorum, share=agreed.share, proposal_id=proposal.id, at=now
        )
        db.session.add(row)
        proposal.state = "used"
    elif proposal.about == About.VERSION:
        version = db.session.get_one(SurveyVersion, proposal.version_id)
        council.sign(
            version, SignOff(member_id=member_id, recorded_by=member_id, kind="vote", at=now)
        )
        proposal.state = "used"
