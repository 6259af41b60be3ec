"""The Children in Care Council: who is in it, its rules, and what was said and voted."""

from collections.abc import Collection
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from surveys.codesign import About
from surveys.codesign import Rules
from surveys.codesign import Says
from surveys.codesign import Vote as Cast
from voice_app.db import db
from voice_app.models.accounts import RoleHeld
from voice_app.models.accounts import StaffUser
from voice_app.models.codesign import Bypass
from voice_app.models.codesign import CouncilRules
from voice_app.models.codesign import HeldWords
from voice_app.models.codesign import Membership
from voice_app.models.codesign import Proposal
from voice_app.models.codesign import Remark
from voice_app.models.codesign import SignOff
from voice_app.models.codesign import Vote
from voice_app.models.codesign import Wording
from voice_app.models.people import Person
from voice_app.models.surveys import SurveyVersion
from voice_app.policy import Role
from voice_app.vault import vault

RECENT_SIGN_OFFS = 10


def code_index(code: str) -> str:
    """What a member's link is found by."""
    return vault().index("council-link", code)


def by_code(code: str) -> Membership | None:
    """The membership behind a personal link, locked until the commit."""
    found = select(Membership).where(Membership.code_index == code_index(code))
    return db.session.scalar(found.with_for_update())


def membership(user_id: int) -> Membership | None:
    """Somebody's membership; an account that was given the role by hand has none."""
    return db.session.scalar(select(Membership).where(Membership.user_id == user_id))


def all_memberships() -> Sequence[Membership]:
    """Every membership, oldest first, also of those who left."""
    return db.session.scalars(select(Membership).order_by(Membership.id)).all()


def members() -> dict[int, str]:
    """Who is a member now, by id, with their nickname. Who was invited and never came is not."""
    waiting = select(Membership.user_id).where(Membership.joined_at.is_(None))
    rows = db.session.execute(
        select(StaffUser.id, StaffUser.name)
        .join(RoleHeld, RoleHeld.user_id == StaffUser.id)
        .where(RoleHeld.role == Role.COUNCIL_MEMBER, StaffUser.active.is_(True))
        .where(StaffUser.id.not_in(waiting))
        .order_by(StaffUser.name)
    )
    return {row.id: row.name for row in rows}


def rules() -> Rules:
    """How the council decides, as it last agreed."""
    newest = select(CouncilRules).order_by(CouncilRules.id.desc()).limit(1)
    row = db.session.scalar(newest)
    return Rules(row.quorum, row.share) if row else Rules()


def wordings(proposal_id: int) -> Sequence[Wording]:
    """Every wording of an idea, oldest first."""
    return db.session.scalars(
        select(Wording).where(Wording.proposal_id == proposal_id).order_by(Wording.number)
    ).all()


def votes(proposal_id: int) -> tuple[list[Cast], int]:
    """All that was voted on an idea, and how many votes on paper its newest wording has."""
    rows = db.session.execute(
        select(Vote, Wording.number)
        .join(Wording, Wording.id == Vote.wording_id)
        .where(Wording.proposal_id == proposal_id)
    ).all()
    newest = max((number for _, number in rows), default=0)
    cast = [Cast(vote.member_id, number, Says(vote.says)) for vote, number in rows]
    return cast, sum(1 for vote, number in rows if number == newest and vote.on_paper_by)


def remarks(proposal_id: int) -> Sequence[Remark]:
    """What was said to an idea, oldest first."""
    return db.session.scalars(
        select(Remark).where(Remark.proposal_id == proposal_id).order_by(Remark.id)
    ).all()


def held(wording_ids: Collection[int], remark_ids: Collection[int]) -> list[HeldWords]:
    """Of these, what the group does not see: kept back, or not looked at yet."""
    return list(
        db.session.scalars(
            select(HeldWords).where(
                HeldWords.wording_id.in_(wording_ids) | HeldWords.remark_id.in_(remark_ids),
                HeldWords.outcome != "shown",
            )
        )
    )


def waiting_for_a_look() -> Sequence[HeldWords]:
    """What was kept back and nobody has looked at, the longest waiting first."""
    return db.session.scalars(
        select(HeldWords).where(HeldWords.outcome == "").order_by(HeldWords.id)
    ).all()


def proposals() -> Sequence[Proposal]:
    """Every idea, newest first."""
    return db.session.scalars(select(Proposal).order_by(Proposal.id.desc())).all()


def accepted(about: str) -> Sequence[Proposal]:
    """Ideas of a kind that the council agreed to, oldest first."""
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.about == about, Proposal.state.in_(("accepted", "used")))
        .order_by(Proposal.decided_at, Proposal.id)
    ).all()


def words_of_theirs() -> dict[str, str]:
    """What young people say for a word of the trade; empty for a word that nobody should use."""
    never = {newest_words(each): "" for each in accepted(About.NOT_WORD)}
    return never | {each.place: newest_words(each) for each in accepted(About.WORD) if each.place}


def newest_words(proposal: Proposal) -> str:
    """The words of an idea's newest wording."""
    return wordings(proposal.id)[-1].words


def bypasses() -> Sequence[Bypass]:
    """Versions that went out without the council, newest first."""
    return db.session.scalars(select(Bypass).order_by(Bypass.id.desc())).all()


def unexplained(now: datetime) -> Sequence[Bypass]:
    """Those whose fourteen days are over and that nobody has explained."""
    return db.session.scalars(
        select(Bypass).where(Bypass.explained_at.is_(None), Bypass.explain_by < now)
    ).all()


def not_by_vote(since: datetime) -> Sequence[SignOff]:
    """Sign-offs at a meeting or quick ones since then, the newest few first."""
    return db.session.scalars(
        select(SignOff)
        .where(SignOff.kind != "vote", SignOff.at >= since)
        .order_by(SignOff.id.desc())
        .limit(RECENT_SIGN_OFFS)
    ).all()


def sign(version: SurveyVersion, sign_off: SignOff) -> None:
    """Write a sign-off down beside the very words it is of."""
    sign_off.survey_version_id = version.id
    sign_off.digest = version.digest
    db.session.add(sign_off)


def full_names() -> set[tuple[str, str]]:
    """First name and surname of everybody on record."""
    rows = db.session.execute(select(Person.preferred_name, Person.surname))
    return {(row[0], row[1]) for row in rows if row[0] and row[1]}
